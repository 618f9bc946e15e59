// Settling where coders differ.
import { post } from "./post.js";

for (const difference of document.querySelectorAll(".difference")) {
  for (const button of difference.querySelectorAll("button[data-value]")) {
    button.addEventListener("click", async () => {
      await post("/api/settle", { target: difference.dataset.target, field: difference.dataset.field, value: button.dataset.value });
      difference.remove();
    });
  }
}

// One key decides whether two events tell of the same incident.
import { post } from "./post.js";
import { isTyping } from "./site.js";

const pair = document.getElementById("pair");

async function decide(action) {
  const said = document.getElementById("said");
  try {
    await post("/api/decisions", { target: pair.dataset.one, action, value: pair.dataset.other });
    said.textContent = action === "same" ? "Noted: the same. Linking obeys it from now on." : "Noted: different. Linking obeys it from now on.";
  } catch (error) {
    said.textContent = `Not saved: ${error.message}`;
  }
}

async function undo() {
  const said = document.getElementById("said");
  const told = await post("/api/undo", {});
  said.textContent = told.undone ? `Taken back: ${told.undone.action.replace("_", " ")}.` : "There is nothing left to undo.";
}

for (const button of document.querySelectorAll("[data-same]")) button.addEventListener("click", () => decide(button.dataset.same));
document.querySelector("[data-undo]").addEventListener("click", undo);
document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "s") decide("same");
  if (event.key === "d") decide("not_same");
  if (event.key === "u") undo();
});

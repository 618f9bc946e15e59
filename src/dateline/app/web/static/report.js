// Choosing an event: its words light up in the text, its card opens, the address follows.
import { light } from "./marks.js";
import { isTyping } from "./site.js";

const text = document.getElementById("text");
const cards = [...document.querySelectorAll(".card")];
let chosen = cards.findIndex((card) => card.classList.contains("chosen"));

function choose(number, { keepText = false } = {}) {
  if (!cards[number]) return;
  chosen = number;
  for (const [at, card] of cards.entries()) {
    card.classList.toggle("chosen", at === number);
    const why = card.querySelector("details");
    if (at === number) why.open = true;
  }
  light(text, number);
  cards[number].scrollIntoView({ block: "nearest" });
  cards[number].focus({ preventScroll: true });
  const trigger = text.querySelector(`[data-m~="trigger-${number}"]`);
  if (trigger && !keepText) trigger.scrollIntoView({ block: "center" });
  history.replaceState(null, "", `?event=${encodeURIComponent(cards[number].dataset.id)}`);
}

for (const [number, card] of cards.entries()) {
  card.querySelector(".pick").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(number);
  });
}

text.addEventListener("click", (event) => {
  const span = event.target.closest("[data-t]");
  if (!span || !document.getSelection().isCollapsed) return;
  const here = span.dataset.m.split(" ").filter((mark) => mark.startsWith("trigger-")).map((mark) => Number(mark.slice(8)));
  choose(here[(here.indexOf(chosen) + 1) % here.length], { keepText: true });
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") choose(Math.min(chosen + 1, cards.length - 1));
  if (event.key === "k") choose(Math.max(chosen - 1, 0));
});

if (chosen >= 0) cards[chosen].scrollIntoView({ block: "nearest" });
if (chosen >= 0) text.querySelector(`[data-m~="trigger-${chosen}"]`)?.scrollIntoView({ block: "center" });

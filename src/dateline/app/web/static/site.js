// Small helps that every page shares; each page works without them.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

const GO = { e: "/", i: "/incidents", m: "/map", t: "/timeline", r: "/reports", v: "/review" };
const lines = [...document.querySelectorAll("a.open")];
let going = -Infinity;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const asked = performance.now() - going < 1500 && GO[event.key];
  going = event.key === "g" ? performance.now() : -Infinity;
  if (asked) window.location.href = asked;
  else if (event.key === "/") find(document.getElementById("q") ?? document.querySelector("input[type=search]"));
  else if (event.key === "p" && document.getElementById("place")) find(document.getElementById("place"));
  else if (event.key === "?") showHelp();
  else if ((event.key === "j" || event.key === "k") && lines.length) step(event.key === "j" ? 1 : -1);
  else return;
  event.preventDefault();
});

function find(field) {
  field?.focus();
  field?.select();
}

function step(by) {
  const at = lines.indexOf(document.activeElement);
  lines[Math.max(0, Math.min(lines.length - 1, at + by))].focus();
}

function showHelp() {
  document.getElementById("keys")?.showModal();
}

document.querySelector(".ask")?.addEventListener("click", (event) => {
  if (!document.getElementById("keys") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showHelp();
});

/** Whether keys go into a field rather than to the page. */
export function isTyping(element) {
  return element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName));
}

/** The JSON that the page carries under an id. */
export function island(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

// On a phone the filters begin folded away, so that the events are there at once.
const filters = document.querySelector("details.filters");
if (filters && matchMedia("(max-width: 50rem)").matches) filters.open = false;

document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

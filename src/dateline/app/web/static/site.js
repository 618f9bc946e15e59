// Small helps that every page shares; each page works without them.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const field = document.querySelector("input[type=search]");
  if (field) {
    event.preventDefault();
    field.focus();
    field.select();
  }
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

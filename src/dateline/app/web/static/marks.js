// Lights up the words of one event in a report's text.
const ROLES = ["trigger", "actor", "recipient", "place", "when", "count", "source"];

/** Mark the words that are evidence for the event with this number, and no others. */
export function light(text, number) {
  for (const span of text.querySelectorAll("[data-m]")) {
    const marks = span.dataset.m.split(" ");
    for (const role of ROLES) span.classList.toggle(`on-${role}`, marks.includes(`${role}-${number}`));
  }
}

/** The code-point range of the text that is selected, or null. */
export function selectedRange(text) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : [start, end];
}

function offsetOf(node, offset) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const next = node.childNodes[offset] ?? node.nextSibling;
    const span = next?.nodeType === Node.ELEMENT_NODE ? next.matches("[data-s]") ? next : next.querySelector("[data-s]") : null;
    return span ? Number(span.dataset.s) : null;
  }
  const span = node.parentElement.closest("[data-s]");
  return span ? Number(span.dataset.s) + [...node.data.slice(0, offset)].length : null;
}

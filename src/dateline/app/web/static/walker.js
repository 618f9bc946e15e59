// Walks a report's words with the arrow keys, so that words can be selected without a mouse.
export class Walker {
  constructor(text) {
    this.root = text;
    this.words = [];
    this.on = false;
  }

  /** Begin at the trigger, or at the first word. */
  start() {
    this.words = [...this.#split()];
    const trigger = this.root.querySelector(".on-trigger");
    const at = this.words.findIndex((word) => trigger?.contains(word.node));
    this.first = this.last = Math.max(0, at);
    this.on = this.words.length > 0;
    this.#paint();
  }

  /** Whether this key was for the walk. */
  key(event) {
    if (!this.on) return false;
    if (event.key === "Escape") {
      this.on = false;
      document.getSelection().removeAllRanges();
      return true;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
    if (!step) return false;
    this.last = Math.max(0, Math.min(this.words.length - 1, this.last + step));
    if (!event.shiftKey) this.first = this.last;
    this.#paint();
    return true;
  }

  /** The code-point range of the selected words, or null. */
  range() {
    if (!this.on) return null;
    const [from, to] = this.#ends();
    return [from.start, to.end];
  }

  /** The selected words. */
  chosen() {
    return this.on ? String(document.getSelection()) : "";
  }

  #ends() {
    return [this.words[Math.min(this.first, this.last)], this.words[Math.max(this.first, this.last)]];
  }

  #paint() {
    const [from, to] = this.#ends();
    document.getSelection().setBaseAndExtent(from.node, from.from, to.node, to.to);
    to.node.parentElement.scrollIntoView({ block: "nearest" });
  }

  *#split() {
    for (const span of this.root.querySelectorAll("[data-s]")) {
      const node = span.firstChild;
      if (!node) continue;
      for (const found of node.data.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)) {
        const start = Number(span.dataset.s) + [...node.data.slice(0, found.index)].length;
        yield { node, from: found.index, to: found.index + found[0].length, start, end: start + [...found[0]].length };
      }
    }
  }
}

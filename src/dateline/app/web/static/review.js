// The review queue: one key, one decision; the next event is already here.
import { light, selectedRange } from "./marks.js";
import { post } from "./post.js";
import { island, isTyping } from "./site.js";
import { Walker } from "./walker.js";

const AHEAD = 4;
const setup = island("setup");
const holder = document.getElementById("item");
const said = document.getElementById("said");
const left = document.getElementById("left");
const dialogs = Object.fromEntries(["keys", "edit", "missed", "count"].map((id) => [id, document.getElementById(id)]));
const ready = new Map();
const done = new Set();
let at = 0;
let sending = Promise.resolve();
let walker = null;

function fetchItem(id) {
  if (!ready.has(id)) {
    const asked = fetch(`/review/items/${encodeURIComponent(id)}${setup.blind ? "?blind=1" : ""}`);
    ready.set(id, asked.then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText)))));
  }
  return ready.get(id);
}

async function show(position) {
  at = Math.max(0, Math.min(position, setup.ids.length));
  left.textContent = String(Math.max(0, setup.total - done.size));
  if (at >= setup.ids.length) {
    holder.innerHTML = '<div class="empty"><p>You have reached the end of this queue.</p><p><a href="/review">Look for more</a></p></div>';
    return;
  }
  const id = setup.ids[at];
  try {
    holder.innerHTML = await fetchItem(id);
  } catch (error) {
    tell(`This event could not be loaded: ${error.message}`);
  }
  settle();
  for (let ahead = 1; ahead <= AHEAD; ahead += 1) if (setup.ids[at + ahead]) fetchItem(setup.ids[at + ahead]);
}

function settle() {
  const text = holder.querySelector(".text");
  if (!text) return;
  light(text, 0);
  walker = new Walker(text);
  text.querySelector(".on-trigger")?.scrollIntoView({ block: "center" });
  document.getElementById("main").focus({ preventScroll: true });
}

const current = () => holder.querySelector(".item")?.dataset.id;
const tell = (words) => { said.textContent = words; };

function send(body, words) {
  const target = current();
  if (!target) return Promise.resolve();
  tell(words);
  ready.delete(target);
  sending = sending.then(() => post("/api/decisions", { target, ...body })).catch((error) => tell(`Not saved: ${error.message}`));
  return sending;
}

function verdict(action, words, reason) {
  const id = current();
  if (!id) return;
  done.add(id);
  send({ action, reason }, words);
  show(at + 1);
}

async function change(body, words) {
  await send(body, words);
  await show(at);
}

async function undo() {
  await sending;
  const told = await post("/api/undo", {});
  if (!told.event) {
    tell(told.undone ? "Taken back" : "There is nothing left to undo");
    return undefined;
  }
  ready.delete(told.event);
  done.delete(told.event);
  if (told.undone.action === "add") {
    setup.ids = setup.ids.filter((id) => id !== told.event);
    await show(at);
    return tell("Taken back: the added event");
  }
  tell(`Taken back: ${told.undone.action}${told.undone.field ? ` ${told.undone.field}` : ""}`);
  if (!setup.ids.includes(told.event)) setup.ids.splice(at, 0, told.event);
  return show(setup.ids.indexOf(told.event));
}

function words() {
  return walker?.range() ?? selectedRange(holder.querySelector(".text"));
}

function give(field, name) {
  const range = words();
  if (!range) return tell("Select words first: w walks them");
  return change({ action: "span", field, start: range[0], end: range[1] }, `The selected words are the ${name}`);
}

function options(select, values) {
  select.replaceChildren(...values.map((value) => new Option(value, value)));
}

function openEdit() {
  const form = dialogs.edit.querySelector("form");
  const suggest = () => {
    const lists = { status: setup.statuses, type: Object.keys(setup.types), mode: Object.values(setup.types).flat() };
    options(dialogs.edit.querySelector("datalist"), [...new Set(lists[form.elements.field.value] ?? [])]);
    form.elements.value.value = "";
    form.elements.value.placeholder = HINTS[form.elements.field.value] ?? "";
  };
  if (!form.elements.field.options.length) options(form.elements.field, setup.fields);
  form.elements.field.onchange = suggest;
  suggest();
  ask(dialogs.edit, () => {
    const { field, value } = form.elements;
    if (value.value) change({ action: "change", field: field.value, value: value.value }, `${field.value} is ${value.value}`);
  });
}

function openCount() {
  const range = words();
  if (!range) return tell("Select the number and what it counts: w walks the words");
  const { kind, size } = dialogs.count.querySelector("form").elements;
  if (!kind.options.length) options(kind, setup.counted);
  size.value = "";
  document.getElementById("count-words").textContent = walker?.chosen() || String(document.getSelection());
  const value = () => (size.value.trim() ? `${kind.value}/${size.value.trim()}` : kind.value);
  return ask(dialogs.count, () => change({ action: "span", field: "counts", value: value(), start: range[0], end: range[1] }, `Counted: ${kind.value}`));
}

function openMissed() {
  const range = words();
  if (!range) return tell("Select the words that tell of the missed event: w walks them");
  const { type, mode } = dialogs.missed.querySelector("form").elements;
  if (!type.options.length) options(type, Object.keys(setup.types));
  const modes = () => options(mode, ["", ...setup.types[type.value]]);
  type.onchange = modes;
  modes();
  document.getElementById("missed-words").textContent = walker?.chosen() || String(document.getSelection());
  return ask(dialogs.missed, () => add(mode.value ? `${type.value}/${mode.value}` : type.value, range));
}

/** Add the missed event and show it, so that its actor, recipient and place can be given at once. */
async function add(value, [start, end]) {
  await sending;
  try {
    const told = await post("/api/decisions", { target: current(), action: "missed", value, start, end });
    if (!setup.ids.includes(told.event)) setup.ids.splice(at + 1, 0, told.event);
    ready.delete(told.event);
    await show(setup.ids.indexOf(told.event));
    tell(`Added: ${value}. Now select words and press A, R or P for actor, recipient or place; a accepts it`);
  } catch (error) {
    tell(`Not saved: ${error.message}`);
  }
}

function ask(dialog, save) {
  dialog.returnValue = "";
  dialog.onclose = () => dialog.returnValue === "ok" && save();
  dialog.showModal();
}

const actions = {
  accept: () => verdict("accept", "Right"),
  reject: () => verdict("reject", "Wrong"),
  none: () => verdict("reject", "Not an event", "not an event"),
  edit: openEdit,
  words: () => { walker?.start(); tell("Walk the words with the arrow keys, select with Shift"); },
  missed: openMissed,
  skip: () => show(at + 1),
  back: () => show(at - 1),
  undo,
  open: () => { window.location.href = `/events/${encodeURIComponent(current())}`; },
  help: () => dialogs.keys.showModal(),
};
const KEYS = { a: "accept", r: "reject", n: "none", c: "edit", w: "words", m: "missed", j: "skip", s: "skip", k: "back", u: "undo", o: "open", "?": "help" };
const HINTS = { place: "Mosul, Iraq", when: "2014-06-21 or 2014-06-21/2014-06-23" };
const GIVE = { T: ["trigger", "trigger"], A: ["actors", "actor"], R: ["recipients", "recipient"], P: ["place", "place"], D: ["when", "time"] };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (walker?.key(event)) return event.preventDefault();
  const status = setup.statuses[Number(event.key) - 1];
  if (/^[1-7]$/.test(event.key) && status) change({ action: "change", field: "status", value: status }, `Status: ${status.replaceAll("_", " ")}`);
  else if (GIVE[event.key]) give(...GIVE[event.key]);
  else if (event.key === "N") openCount();
  else if (KEYS[event.key]) actions[KEYS[event.key]]();
  else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-give]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => (button.dataset.give === "N" ? openCount() : give(...GIVE[button.dataset.give])));
}
document.addEventListener("selectionchange", () => { document.getElementById("gives").hidden = !words(); });
for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => actions[button.dataset.do]());
document.getElementById("help").addEventListener("click", actions.help);
settle();
for (const id of setup.ids.slice(1, AHEAD + 1)) fetchItem(id);

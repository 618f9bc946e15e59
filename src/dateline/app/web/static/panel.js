// The list of events at a place, made of text nodes only.
const BENT = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu;
const STATUS = { happened: "happened", ongoing: "going on", planned: "planned", possible: "possible", hypothetical: "hypothetical", denied: "denied", did_not_happen: "did not happen" };

const VOICE = { asserts: "said by", denies: "denied by", declines: "no comment from", accuses: "accusation by", threatens: "threat by", urges: "urged by", promises: "promised by", asks: "asked by", doubts: "doubted by" };

/** The text with direction characters shown rather than obeyed. */
export const plain = (text) => String(text).replace(BENT, "\ufffd");

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function who(people, className) {
  return people.flatMap((each, at) => [...(at ? [", "] : []), element("bdi", className, plain(each.name ?? each.text))]);
}

function item(event) {
  const link = element("a", "open", element("span", `kind q${event.quad ?? 0}`, event.type));
  link.href = `/events/${encodeURIComponent(event.id)}`;
  const sides = [...who(event.actors, "actor"), ...(event.recipients.length ? [" → ", ...who(event.recipients, "recipient")] : [])];
  const day = (event.when?.earliest ?? event.when?.latest ?? "").slice(0, 10);
  const voices = event.said_by.map(({ speaker, stance }) => element("span", `voice v-${stance}`, `${VOICE[stance] ?? stance} `, element("bdi", "", plain(speaker.name ?? speaker.role ?? "somebody"))));
  const foot = element("p", "foot", element("time", "", day), element("span", `status st-${event.status}`, STATUS[event.status]), ...voices);
  return element("li", "", element("p", "", link, ...sides), element("p", "quote", element("bdi", "", plain(event.quote))), foot);
}

/** What the panel shows for a place. */
export function eventList(place, found, list, close) {
  const button = element("button", "close", "×");
  button.setAttribute("aria-label", "Close");
  button.addEventListener("click", close);
  const first = found.events[0]?.place;
  const name = place.place ?? first?.name ?? first?.text ?? "Here";
  const precision = { exact: "the spot is known", near: "somewhere near", admin2: "the district is known", admin1: "the province is known", country: "the country is known", region: "the region is known" }[first?.precision] ?? "";
  const more = element("a", "", `${found.total} in a list`);
  more.href = list;
  return [button, element("h2", "", element("bdi", "", plain(name))), element("p", "quiet", precision, precision ? " · " : "", more), element("ol", "", ...found.events.map(item))];
}

function head(title, note, close) {
  const button = element("button", "close", "×");
  button.setAttribute("aria-label", "Close");
  button.addEventListener("click", close);
  return [button, element("h2", "", element("bdi", "", plain(title))), element("p", "quiet", note)];
}

/** All places with events, the most first, each a button. */
export function placeList(features, go, close) {
  const sorted = [...features].sort((one, other) => other.properties.n - one.properties.n).slice(0, 300);
  const items = sorted.map((feature) => {
    const { place, country, n, denied } = feature.properties;
    const button = element("button", "as-link", element("bdi", "", plain(place ?? "?")));
    button.type = "button";
    button.addEventListener("click", () => go(feature));
    return element("li", "", button, ...(country ? [element("abbr", "code", country)] : []), element("span", "n", ` ${n}`), ...(denied ? [element("span", "status st-denied", `${denied} denied`)] : []));
  });
  const note = features.length > sorted.length ? `the ${sorted.length} with most events of ${features.length}` : `${features.length}, those with most events first`;
  return [...head("Places", note, close), element("ol", "places", ...items)];
}

/** Who held a place from when, by whose word. */
export function heldList(held, close) {
  const items = held.map((each) => {
    const words = element("a", "", "words");
    words.href = `/events/${encodeURIComponent(each.events[0])}`;
    const from = each.taken_from ? [" from ", element("bdi", "", plain(each.taken_from))] : [];
    const told = each.said_by.length ? `said by ${plain(each.said_by.join(", "))}` : "the report itself says so";
    return element("li", "", element("time", "", `${each.since ?? "?"}${each.until ? ` – ${each.until}` : ""}`), " ", element("b", "", element("bdi", "", plain(each.holder ?? "nobody named"))), ...from, ...(each.contested ? [" ", element("span", "disputed", "contested")] : []), element("p", "foot", told, " ", words));
  });
  const place = held[0]?.place;
  return [...head(place?.name ?? place?.text ?? "Here", "who is said to hold it", close), element("ol", "", ...items)];
}

// The map: a base map that needs no network, and events drawn no more precisely than their words allow.
import * as maplibregl from "./vendor/maplibre-gl.mjs";
import { island } from "./site.js";
import { eventList, heldList, placeList, plain } from "./panel.js";

const EPOCH = 719163;
const DAY = 864e5;
const KM_PER_DEGREE = 111.32;
const FONT = ["Noto Sans", "DejaVu Sans", "Arial", "sans-serif"];
const AREA = ["near", "admin2", "admin1", "region"];
const setup = island("setup");
const css = getComputedStyle(document.documentElement);
const color = (name) => css.getPropertyValue(`--${name}`).trim();
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const INK = dark
  ? { sea: "#101a20", land: "#232a30", line: "#6d7982", thin: "#3a434b", text: "#c9ced3", halo: "#14171a" }
  : { sea: "#dfe8ec", land: "#faf8f3", line: "#8f8779", thin: "#d8d3c6", text: "#4a4f55", halo: "#ffffff" };
const empty = { type: "FeatureCollection", features: [] };
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const panel = document.getElementById("panel");
const told = document.getElementById("told");

const base = (name) => ({ type: "geojson", data: new URL(`./vendor/${name}.json`, import.meta.url).href });
const text = (field, size, more = {}) => ({ "text-field": field, "text-font": FONT, "text-size": size, ...more });
const halo = { "text-color": INK.text, "text-halo-color": INK.halo, "text-halo-width": 1.2 };

const DISPUTED = { "line-color": INK.line, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.8, 6, 1.8], "line-dasharray": [2.5, 2] };

const style = {
  version: 8,
  sources: {
    countries: base("countries"), borders: base("borders"), claimed: base("disputed"), divisions: base("divisions"), towns: base("towns"),
    names: base("country-names"), parts: base("division-names"),
    points: { type: "geojson", data: empty, cluster: true, clusterRadius: 36, clusterMaxZoom: 12, clusterProperties: { total: ["+", ["get", "n"]], no: ["+", ["get", "denied"]] } },
    areas: { type: "geojson", data: empty }, badges: { type: "geojson", data: empty }, held: { type: "geojson", data: empty },
    ...(setup.tiles ? { tiles: { type: "raster", tiles: [setup.tiles], tileSize: 256 } } : {}),
  },
  layers: [
    { id: "sea", type: "background", paint: { "background-color": INK.sea } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": INK.land } },
    { id: "divisions", type: "line", source: "divisions", minzoom: 3.5, paint: { "line-color": INK.thin, "line-width": 0.8 } },
    { id: "borders", type: "line", source: "borders", filter: ["==", ["get", "disputed"], 0], paint: { "line-color": INK.line, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.4] } },
    { id: "disputed", type: "line", source: "borders", filter: ["==", ["get", "disputed"], 1], paint: DISPUTED },
    { id: "claimed", type: "line", source: "claimed", paint: DISPUTED },
    ...(setup.tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : []),
    { id: "part-names", type: "symbol", source: "parts", minzoom: 5.2, layout: text(["get", "name"], 10.5, { "text-letter-spacing": 0.06 }), paint: { ...halo, "text-opacity": 0.75 } },
    { id: "country-names", type: "symbol", source: "names", maxzoom: 7, filter: [">", ["get", "size"], ["step", ["zoom"], 120, 2.4, 25, 3.4, 4, 4.5, 0]], layout: text(["upcase", ["get", "name"]], ["interpolate", ["linear"], ["zoom"], 1, 9, 6, 14], { "text-letter-spacing": 0.08, "text-max-width": 7, "symbol-sort-key": ["-", ["get", "size"]] }), paint: halo },
    { id: "town-dots", type: "circle", source: "towns", minzoom: 4, filter: [">", ["get", "people"], ["step", ["zoom"], 2e6, 5, 6e5, 6.5, 0]], paint: { "circle-radius": 1.8, "circle-color": INK.text } },
    { id: "towns", type: "symbol", source: "towns", minzoom: 4, filter: [">", ["get", "people"], ["step", ["zoom"], 2e6, 5, 6e5, 6.5, 0]], layout: text(["get", "name"], 11, { "text-anchor": "left", "text-offset": [0.5, 0], "symbol-sort-key": ["-", ["get", "people"]] }), paint: halo },
    { id: "area-fill", type: "fill", source: "areas", filter: ["!=", ["get", "precision"], "near"], paint: { "fill-color": color("accent"), "fill-opacity": 0.13 } },
    { id: "area-line", type: "line", source: "areas", paint: { "line-color": ["case", [">", ["get", "denied"], 0], color("bad"), color("accent")], "line-width": ["case", ["==", ["get", "precision"], "near"], 1.6, 0.7] } },
    { id: "held", type: "circle", source: "held", paint: { "circle-radius": 13, "circle-color": ["get", "color"], "circle-opacity": 0.35, "circle-stroke-color": ["get", "color"], "circle-stroke-width": 2 } },
    { id: "held-names", type: "symbol", source: "held", layout: text(["get", "holder"], 11, { "text-offset": [0, 1.7], "text-max-width": 9 }), paint: halo },
    { id: "dots", type: "circle", source: "points", paint: {
      "circle-radius": ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "total"], ["get", "n"]]], 1, 6, 10, 15, 60, 30],
      "circle-color": ["case", ["==", ["get", "precision"], "exact"], color("accent"), ["has", "total"], color("accent"), "rgba(0,0,0,0)"],
      "circle-opacity": 0.88, "circle-stroke-width": 1.8,
      "circle-stroke-color": ["case", [">", ["coalesce", ["get", "no"], ["get", "denied"]], 0], color("bad"), ["==", ["get", "precision"], "exact"], INK.halo, color("accent")] } },
    { id: "numbers", type: "symbol", source: "points", filter: [">", ["coalesce", ["get", "total"], ["get", "n"]], 1], layout: text(["to-string", ["coalesce", ["get", "total"], ["get", "n"]]], 11, { "text-allow-overlap": true }), paint: { "text-color": ["case", ["any", ["has", "total"], ["==", ["get", "precision"], "exact"]], dark ? "#14171a" : "#ffffff", INK.text] } },
  ],
};

maplibregl.setWorkerUrl?.(new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href);
const map = new maplibregl.Map({
  container: "map", style, center: setup.point ?? [25, 22], zoom: setup.point ? 7 : 1.6, attributionControl: false,
  dragRotate: false, pitchWithRotate: false, fadeDuration: still ? 0 : 150, renderWorldCopies: true,
});
map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
map.addControl(new maplibregl.ScaleControl(), "bottom-left");
map.addControl(new maplibregl.AttributionControl({ compact: false, customAttribution: "Natural Earth · towns GeoNames CC BY 4.0" }));
let badges = [];
let places = [];
let held = null;
let days = null;

/** The query of the page with the slider's days. */
function query(more = {}) {
  const asked = new URLSearchParams(setup.query);
  for (const [name, value] of Object.entries({ ...days, ...more })) asked.set(name, value);
  return asked.toString();
}

async function draw(fit) {
  const found = await (await fetch(`/api/points?${query()}`)).json();
  const by = (wanted) => ({ type: "FeatureCollection", features: found.features.filter(wanted) });
  places = found.features;
  const country = ({ properties }) => properties.precision === "country" || properties.precision === "region";
  const points = by((each) => !country(each));
  map.getSource("points").setData(points);
  map.getSource("areas").setData({ type: "FeatureCollection", features: points.features.filter(({ properties }) => AREA.includes(properties.precision)).map(ring) });
  showBadges(found.features.filter(country));
  const total = found.features.reduce((sum, { properties }) => sum + properties.n, 0);
  if (!panel.hidden && panel.dataset.shows === "places") showPlaces();
  told.replaceChildren(Object.assign(document.createElement("b"), { textContent: total }), ` on the map${found.unplaced ? `, ${found.unplaced} without a place` : ""}`);
  if (fit && !setup.point && found.features.length) fitTo(found.features);
}

function fitTo(features) {
  const bounds = new maplibregl.LngLatBounds();
  for (const each of features) bounds.extend(each.geometry.coordinates);
  map.fitBounds(bounds, { padding: 60, maxZoom: 6, animate: false });
}

/** A circle of the feature's radius around its point, as a polygon. */
function ring({ geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const degrees = Math.min(properties.radius_km, 400) / KM_PER_DEGREE;
  const wide = degrees / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  const turn = (step) => [lon + wide * Math.cos((step * Math.PI) / 32), lat + degrees * Math.sin((step * Math.PI) / 32)];
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [Array.from({ length: 65 }, (_, step) => turn(step))] } };
}

function showBadges(features) {
  for (const marker of badges) marker.remove();
  badges = features.map((feature) => {
    const badge = document.createElement("button");
    badge.className = `badge${feature.properties.denied ? " denied" : ""}`;
    badge.textContent = `${feature.properties.country ?? plain(feature.properties.place ?? "?")} ${feature.properties.n}`;
    badge.title = `${plain(feature.properties.place ?? "")}: the country is all that is known`;
    badge.addEventListener("click", (event) => { event.stopPropagation(); open(feature); });
    return new maplibregl.Marker({ element: badge }).setLngLat(feature.geometry.coordinates).addTo(map);
  });
  thin();
}

/** Hide the badges that others with more events would lie under, or dots; zooming in brings them back. */
function thin() {
  const dots = map.getLayer("dots") ? map.queryRenderedFeatures({ layers: ["dots"] }).map(({ geometry }) => ({ ...map.project(geometry.coordinates), wide: 26, high: 26 })) : [];
  const kept = dots;
  for (const marker of badges) {
    const element = marker.getElement();
    element.hidden = false;
    const { x, y } = map.project(marker.getLngLat());
    const here = { x, y, wide: element.offsetWidth + 3, high: element.offsetHeight + 3 };
    element.hidden = kept.some((each) => Math.abs(each.x - x) < (each.wide + here.wide) / 2 && Math.abs(each.y - y) < (each.high + here.high) / 2);
    if (!element.hidden) kept.push(here);
  }
}
map.on("idle", thin);
map.on("moveend", thin);

async function open({ geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const box = [lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4].map((each) => each.toFixed(5)).join(",");
  const asked = query({ box, size: 40 });
  const found = await (await fetch(`/api/events?${asked}`)).json();
  showPanel("events", eventList(properties, found, `/?${query({ box })}`, close));
}

function showPanel(shows, children) {
  panel.replaceChildren(...children);
  panel.dataset.shows = shows;
  panel.hidden = false;
  list.setAttribute("aria-expanded", String(shows === "places"));
  panel.querySelector("button").focus();
}

/** The places as a list, so that all of the map can be had from the keyboard. */
function showPlaces() {
  const go = (feature) => {
    map.easeTo({ center: feature.geometry.coordinates, zoom: Math.max(map.getZoom(), 5), animate: !still });
    open(feature);
  };
  showPanel("places", placeList(places, go, close));
}

function close() {
  const back = panel.dataset.shows === "places" ? list : map.getCanvas();
  panel.hidden = true;
  list.setAttribute("aria-expanded", "false");
  back.focus();
}

const list = document.getElementById("list");
list.addEventListener("click", () => (panel.hidden || panel.dataset.shows !== "places" ? showPlaces() : close()));

map.on("click", async (event) => {
  const box = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
  const taken = map.queryRenderedFeatures(box, { layers: ["held"] })[0];
  if (taken) return showHeld(taken.properties.place);
  const hit = map.queryRenderedFeatures(box, { layers: ["dots"] })[0];
  if (!hit) return;
  if (!hit.properties.cluster) return open(hit);
  const zoom = await map.getSource("points").getClusterExpansionZoom(hit.properties.cluster_id);
  map.easeTo({ center: hit.geometry.coordinates, zoom: zoom + 0.3, animate: !still });
});
for (const kind of ["mouseenter", "mouseleave"]) for (const layer of ["dots", "held"]) map.on(kind, layer, () => { map.getCanvas().style.cursor = kind === "mouseenter" ? "pointer" : ""; });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });

const iso = (number) => new Date((number - EPOCH) * DAY).toISOString().slice(0, 10);

async function redraw() {
  await draw(false);
  if (document.getElementById("holdings").checked) await holdings();
}

function slide() {
  const [from, to, range, all] = ["from", "to", "range", "all"].map((id) => document.getElementById(id));
  if (setup.first === null || setup.first === setup.last) return;
  document.getElementById("slider").hidden = false;
  for (const input of [from, to]) Object.assign(input, { min: setup.first, max: setup.last, step: 1 });
  from.value = setup.first;
  to.value = setup.last;
  const bar = document.getElementById("chosen-days");
  const share = (input) => ((Number(input.value) - setup.first) / (setup.last - setup.first)) * 100;
  const say = () => {
    range.textContent = `${iso(Number(from.value))} – ${iso(Number(to.value))}`;
    for (const input of [from, to]) input.setAttribute("aria-valuetext", iso(Number(input.value)));
    bar.style.left = `${share(from)}%`;
    bar.style.width = `${share(to) - share(from)}%`;
  };
  histogram();
  let waiting;
  const moved = (event) => {
    if (Number(from.value) > Number(to.value)) (event.target === from ? to : from).value = event.target.value;
    say();
    days = { start: iso(Number(from.value)), end: iso(Number(to.value)) };
    clearTimeout(waiting);
    waiting = setTimeout(redraw, 120);
  };
  from.addEventListener("input", moved);
  to.addEventListener("input", moved);
  all.addEventListener("click", () => { from.value = setup.first; to.value = setup.last; days = null; say(); redraw(); });
  say();
}

/** How many events begin when, behind the sliders. */
function histogram() {
  const top = Math.max(1, ...setup.days);
  const track = document.querySelector(".track");
  for (const [at, count] of setup.days.entries()) {
    const bin = document.createElement("i");
    bin.style.left = `${(at / setup.days.length) * 100}%`;
    bin.style.width = `${100 / setup.days.length}%`;
    bin.style.height = `${count ? Math.max(8, (count / top) * 100) : 0}%`;
    track.append(bin);
  }
}

const PALETTE = dark ? ["#6db3ea", "#f0a06a", "#7ccf98", "#dc9be2", "#d9c25a", "#f59a94", "#8cc6cc", "#b7a9e0"] : ["#1b6ca8", "#b3541e", "#2e7d4f", "#8a2b8f", "#8a7400", "#a3211e", "#3f6f74", "#6b5b95"];
const SPOTS = ["exact", "near", "admin2"];

/** Who is said to hold what on the last day chosen, from all that was ever said of it. */
async function holdings() {
  const wanted = document.getElementById("holdings").checked;
  for (const layer of ["dots", "numbers", "area-fill", "area-line"]) map.setPaintProperty(layer, FADES[layer], wanted ? 0.18 : SHOWS[layer]);
  if (wanted) held ??= (await (await fetch(`/api/holdings?${setup.held}`)).json()).holdings;
  const day = days?.end ?? iso(setup.last ?? EPOCH);
  const all = wanted ? held : [];
  const holders = [...new Set(all.map((each) => each.holder ?? "?"))].sort();
  const now = all.filter((each) => each.place.lat !== null && SPOTS.includes(each.place.precision) && (each.since ?? "") <= day && (each.until === null || each.until > day));
  map.getSource("held").setData({ type: "FeatureCollection", features: now.map((each) => ({
    type: "Feature", geometry: { type: "Point", coordinates: [each.place.lon, each.place.lat] },
    properties: { place: placeOf(each), holder: plain(`${each.holder ?? "?"}${each.contested ? " (contested)" : ""}`), color: PALETTE[holders.indexOf(each.holder ?? "?") % PALETTE.length] },
  })) });
  if (wanted) told.replaceChildren(Object.assign(document.createElement("b"), { textContent: now.length }), ` places held on ${day}`);
  else if (places.length) await draw(false);
}

const FADES = { dots: "circle-opacity", numbers: "text-opacity", "area-fill": "fill-opacity", "area-line": "line-opacity" };
const SHOWS = { dots: 0.88, numbers: 1, "area-fill": 0.13, "area-line": 1 };
const placeOf = ({ place }) => place.id ?? place.name ?? place.text;

function showHeld(place) {
  const mine = held.filter((each) => placeOf(each) === place);
  showPanel("held", heldList(mine, close));
}

document.getElementById("holdings").addEventListener("change", holdings);
map.on("load", async () => {
  slide();
  await draw(true);
  if (matchMedia("(max-width: 50rem)").matches) document.querySelector(".map-key").open = false;
  if (setup.point) open({ geometry: { coordinates: setup.point }, properties: { place: null } });
  document.getElementById("map").dataset.ready = "yes";
});

// The map: a base map that needs no network, and events drawn no more precisely than their words allow.
import * as maplibregl from "./vendor/maplibre-gl.mjs";
import { island } from "./site.js";
import { eventList, plain } from "./panel.js";

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
  ? { sea: "#101a20", land: "#232a30", line: "#4c565e", thin: "#343c43", text: "#c9ced3", halo: "#14171a" }
  : { sea: "#dfe8ec", land: "#faf8f3", line: "#a39c8e", thin: "#d8d3c6", text: "#4a4f55", halo: "#ffffff" };
const empty = { type: "FeatureCollection", features: [] };
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const panel = document.getElementById("panel");
const told = document.getElementById("told");

const base = (name) => ({ type: "geojson", data: new URL(`./vendor/${name}.json`, import.meta.url).href });
const text = (field, size, more = {}) => ({ "text-field": field, "text-font": FONT, "text-size": size, ...more });
const halo = { "text-color": INK.text, "text-halo-color": INK.halo, "text-halo-width": 1.2 };

const style = {
  version: 8,
  sources: {
    countries: base("countries"), borders: base("borders"), divisions: base("divisions"), towns: base("towns"),
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
    { id: "disputed", type: "line", source: "borders", filter: ["==", ["get", "disputed"], 1], paint: { "line-color": INK.line, "line-width": 1.3, "line-dasharray": [2, 2] } },
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
  const country = ({ properties }) => properties.precision === "country" || properties.precision === "region";
  const points = by((each) => !country(each));
  map.getSource("points").setData(points);
  map.getSource("areas").setData({ type: "FeatureCollection", features: points.features.filter(({ properties }) => AREA.includes(properties.precision)).map(ring) });
  showBadges(found.features.filter(country));
  const total = found.features.reduce((sum, { properties }) => sum + properties.n, 0);
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

/** Hide the badges that others with more events would lie under; zooming in brings them back. */
function thin() {
  const kept = [];
  for (const marker of badges) {
    const { x, y } = map.project(marker.getLngLat());
    const hidden = kept.some((each) => Math.abs(each.x - x) < 44 && Math.abs(each.y - y) < 18);
    marker.getElement().hidden = hidden;
    if (!hidden) kept.push({ x, y });
  }
}
map.on("moveend", thin);

async function open({ geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const box = [lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4].map((each) => each.toFixed(5)).join(",");
  const asked = query({ box, size: 40 });
  const found = await (await fetch(`/api/events?${asked}`)).json();
  panel.replaceChildren(...eventList(properties, found, `/?${query({ box })}`, close));
  panel.hidden = false;
  panel.querySelector("button").focus();
}

function close() {
  panel.hidden = true;
  map.getCanvas().focus();
}

map.on("click", async (event) => {
  const box = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
  const hit = map.queryRenderedFeatures(box, { layers: ["dots"] })[0];
  if (!hit) return;
  if (!hit.properties.cluster) return open(hit);
  const zoom = await map.getSource("points").getClusterExpansionZoom(hit.properties.cluster_id);
  map.easeTo({ center: hit.geometry.coordinates, zoom: zoom + 0.3, animate: !still });
});
for (const kind of ["mouseenter", "mouseleave"]) map.on(kind, "dots", () => { map.getCanvas().style.cursor = kind === "mouseenter" ? "pointer" : ""; });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });

const iso = (number) => new Date((number - EPOCH) * DAY).toISOString().slice(0, 10);

function slide() {
  const [from, to, range, all] = ["from", "to", "range", "all"].map((id) => document.getElementById(id));
  if (setup.first === null || setup.first === setup.last) return;
  document.getElementById("slider").hidden = false;
  for (const input of [from, to]) Object.assign(input, { min: setup.first, max: setup.last, step: 1 });
  from.value = setup.first;
  to.value = setup.last;
  const say = () => { range.textContent = `${iso(Number(from.value))} – ${iso(Number(to.value))}`; };
  let waiting;
  const moved = (event) => {
    if (Number(from.value) > Number(to.value)) (event.target === from ? to : from).value = event.target.value;
    say();
    days = { start: iso(Number(from.value)), end: iso(Number(to.value)) };
    clearTimeout(waiting);
    waiting = setTimeout(() => { draw(false); holdings(); }, 120);
  };
  from.addEventListener("input", moved);
  to.addEventListener("input", moved);
  all.addEventListener("click", () => { from.value = setup.first; to.value = setup.last; days = null; say(); draw(false); holdings(); });
  say();
}

const PALETTE = ["#1b6ca8", "#b3541e", "#2e7d4f", "#8a2b8f", "#a38a00", "#a3211e", "#3f6f74", "#6b5b95"];

const SPOTS = ["exact", "near", "admin2"];

async function holdings() {
  const wanted = document.getElementById("holdings").checked;
  const found = wanted ? await (await fetch("/api/holdings")).json() : { holdings: [] };
  const day = days?.end ?? iso(setup.last ?? EPOCH);
  const holders = [...new Set(found.holdings.map((each) => each.holder ?? "?"))].sort();
  const now = found.holdings.filter((each) => each.place.lat !== null && SPOTS.includes(each.place.precision) && (each.since ?? "") <= day && (each.until === null || each.until > day));
  map.getSource("held").setData({ type: "FeatureCollection", features: now.map((each) => ({
    type: "Feature", geometry: { type: "Point", coordinates: [each.place.lon, each.place.lat] },
    properties: { holder: plain(`${each.holder ?? "?"}${each.contested ? " (contested)" : ""}`), color: PALETTE[holders.indexOf(each.holder ?? "?") % PALETTE.length] },
  })) });
}

document.getElementById("holdings").addEventListener("change", holdings);
map.on("load", async () => {
  slide();
  await draw(true);
  if (setup.point) open({ geometry: { coordinates: setup.point }, properties: { place: null } });
  document.getElementById("map").dataset.ready = "yes";
});

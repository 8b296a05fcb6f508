// Builds what the pages load into src/tollbook/workbench/static: every name carries the hash of its content, and
// assets.json says which name stands for what. Fetches nothing: it needs only what package-lock.json names.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { feature } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const workbench = join(here, "..", "src", "tollbook", "workbench");
const out = join(workbench, "static");
const packages = join(here, "node_modules");
const assets = {};

function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const dot = name.lastIndexOf(".");
  assets[name] = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  writeFileSync(join(out, assets[name]), content);
}

async function script(name) {
  const made = await build({
    entryPoints: [join(here, "src", `${name}.ts`)],
    bundle: true, minify: true, format: "esm", target: "es2022", write: false, legalComments: "none",
    outfile: `${name}.js`, absWorkingDir: here, logLevel: "warning",
  });
  keep(`${name}.js`, made.outputFiles[0].contents);
}

// base.css first, then the rooms by name; one file, so that no page waits for a second.
async function styles() {
  const folder = join(workbench, "styles");
  const names = readdirSync(folder).filter((name) => name.endsWith(".css") && name !== "base.css").sort();
  const text = ["base.css", ...names].map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const made = await build({
    stdin: { contents: text, loader: "css" }, minify: true, write: false, outfile: "all.css", logLevel: "warning",
  });
  keep("style.css", made.outputFiles[0].contents);
}

// MapLibre as its package ships it: the script finds its worker beside itself.
function maps() {
  const { version } = JSON.parse(readFileSync(join(packages, "maplibre-gl", "package.json"), "utf8"));
  const folder = `maplibre-${version}`;
  mkdirSync(join(out, folder));
  for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs", "maplibre-gl.css"]) {
    writeFileSync(join(out, folder, name), readFileSync(join(packages, "maplibre-gl", "dist", name)));
    assets[name] = `${folder}/${name}`;
  }
  // Natural Earth is in the public domain; one file of land and borders, to three decimals (about 100 m).
  const world = JSON.parse(readFileSync(join(packages, "world-atlas", "countries-50m.json"), "utf8"));
  const countries = feature(world, world.objects.countries);
  for (const one of countries.features) one.properties = { name: one.properties.name };
  keep("countries.json", JSON.stringify(countries, (key, value) =>
    typeof value === "number" ? Math.round(value * 1000) / 1000 : value));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
keep("icon.svg", readFileSync(join(here, "icon.svg")));
await Promise.all([script("app"), script("map"), styles()]);
maps();
writeFileSync(join(out, "assets.json"), JSON.stringify(assets, Object.keys(assets).sort(), 1) + "\n");

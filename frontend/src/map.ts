// A map in every <div class="map" data-places="URL of GeoJSON">: the bundled base (data-base) and those places.
// Loaded only by pages that have one. MapLibre comes from this server, as everything does (data-maplibre).
type GeoJson = { features: { geometry: { type: string; coordinates: unknown } }[] };

type Marker = { setLngLat(at: [number, number]): Marker; addTo(map: Seen): Marker; remove(): void };
type Seen = {
  getBounds(): { getSouth(): number; getWest(): number; getNorth(): number; getEast(): number };
  project(at: [number, number]): { x: number; y: number };
  on(what: string, then: () => void): void;
};

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function corners(value: unknown, found: number[][] = []): number[][] {
  if (!Array.isArray(value)) return found;
  if (typeof value[0] === "number") found.push(value as number[]);
  else value.forEach((one) => corners(one, found));
  return found;
}

// The largest towns of what is seen, by name, whenever the map has moved: only then does a dot say where it is.
function name_towns(gl: { Marker: new (said: object) => Marker }, map: Seen): void {
  let shown: Marker[] = [];
  const name = async (): Promise<void> => {
    const seen = map.getBounds();
    const box = [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()].map((one) => one.toFixed(3));
    const answer = await fetch(`/towns.json?box=${box.join(",")}`);
    if (!answer.ok) return;
    const towns = (await answer.json()) as { name: string; at: [number, number] }[];
    shown.forEach((one) => one.remove());
    const taken: { x: number; y: number }[] = [];
    shown = towns.filter((one) => {
      const here = map.project(one.at);
      const free = taken.every((other) => Math.abs(other.x - here.x) > 96 || Math.abs(other.y - here.y) > 16);
      if (free) taken.push(here);
      return free;
    }).map((one) => {
      const element = document.createElement("span");
      element.className = "town";
      element.dir = "auto";
      element.textContent = one.name;
      return new gl.Marker({ element, anchor: "left" }).setLngLat(one.at).addTo(map);
    });
  };
  const again = (): void => { name().catch(() => { /* a map without names is still a map */ }); };
  map.on("moveend", again);
  again();
}

async function draw(box: HTMLElement): Promise<void> {
  const { maplibre, base, places } = box.dataset;
  if (!maplibre || !base || !places) return;
  const [gl, found] = await Promise.all([
    import(maplibre),
    fetch(places, { headers: { accept: "application/json" } }).then((answer) => answer.json() as Promise<GeoJson>),
  ]);
  if (!found.features.length) return;
  const points = corners(found.features.map((one) => one.geometry.coordinates));
  const east = points.map((one) => one[0] ?? 0);
  const north = points.map((one) => one[1] ?? 0);
  const map = new gl.Map({
    container: box,
    attributionControl: false,
    cooperativeGestures: true,
    maxZoom: 14,
    bounds: [[Math.min(...east), Math.min(...north)], [Math.max(...east), Math.max(...north)]],
    fitBoundsOptions: { padding: 48, maxZoom: Number(box.dataset.closest ?? 9) },
    style: {
      version: 8,
      sources: { base: { type: "geojson", data: base }, places: { type: "geojson", data: found } },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": colour("--faint") } },
        { id: "land", type: "fill", source: "base", paint: { "fill-color": colour("--paper") } },
        { id: "borders", type: "line", source: "base", paint: { "line-color": colour("--pale"), "line-width": 0.8 } },
        { id: "areas", type: "fill", source: "places", filter: ["==", ["geometry-type"], "Polygon"],
          paint: { "fill-color": colour("--umber"), "fill-opacity": 0.16, "fill-outline-color": colour("--umber") } },
        { id: "points", type: "circle", source: "places", filter: ["==", ["geometry-type"], "Point"],
          paint: { "circle-radius": 4, "circle-color": colour("--umber"), "circle-stroke-color": colour("--paper"), "circle-stroke-width": 1.5 } },
      ],
    },
  });
  map.addControl(new gl.NavigationControl({ showCompass: false }), "top-right");
  name_towns(gl, map);
  box.classList.add("drawn");
}

document.querySelectorAll<HTMLElement>("div.map[data-places]").forEach((box) => {
  draw(box).catch(() => { box.classList.add("undrawn"); });
});

export {};

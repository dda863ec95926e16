// Draws the boxes and arrows that Python has placed, and tells Python which leg or which box was picked.
// Texts come from documents: they go to the canvas of cytoscape or to textContent, never into markup.

const pictures = new WeakMap();
const MARGIN = 20;
const READABLE = 0.75;

export default async function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const canvas = parentElement.querySelector(".canvas");
  const live = parentElement.querySelector(".live");
  let shown = pictures.get(parentElement);
  if (shown && shown.version === data.version && shown.dark === ink(parentElement)) {
    shown.choose(data.chosen);
    return undefined;
  }
  shown?.stop();
  canvas.style.height = `${data.height}px`;
  label(parentElement, data.texts);
  canvas.setAttribute("aria-label", `${data.title}. ${data.texts.keys}`);
  const cytoscape = await library(data.texts.no_library);
  if (pictures.get(parentElement) !== shown) return undefined;  // a later call was faster
  shown = draw(cytoscape, parentElement, canvas, live, data, setTriggerValue);
  pictures.set(parentElement, shown);
  shown.choose(data.chosen);
  return () => {
    pictures.get(parentElement)?.stop();
    pictures.delete(parentElement);
  };
}

function label(root, texts) {
  const titles = { in: texts.larger, out: texts.smaller, fit: texts.all, png: texts.png, svg: texts.svg };
  root.querySelector(".bar").setAttribute("aria-label", texts.bar);
  root.querySelector('[data-act="fit"]').textContent = texts.all;
  root.querySelectorAll("button[data-act]").forEach((button) => {
    const { act } = button.dataset;
    button.title = titles[act];
    if (act === "in" || act === "out") button.setAttribute("aria-label", titles[act]);
  });
}

async function library(missing) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (globalThis.cytoscape) return globalThis.cytoscape;
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  throw new Error(missing);
}

function draw(cytoscape, root, canvas, live, data, setTriggerValue) {
  const cy = cytoscape({
    container: canvas,
    elements: elements(data),
    layout: { name: "preset" },
    style: style(root, data),
    autoungrabify: true,
    userZoomingEnabled: false,  // the wheel scrolls the page
    boxSelectionEnabled: false,
    minZoom: 0.1,
    maxZoom: 3,
  });
  let at = -1;
  let whole = true;
  const hint = () => (whole ? data.texts.hint : `${data.texts.hint} ${data.texts.more}`);
  const say = (text) => { live.textContent = text; };
  const choose = (stop) => {
    cy.elements().removeClass("chosen");
    at = data.stops.findIndex((item) => item.key === stop);
    if (at < 0) { say(hint()); return; }
    cy.elements().filter((item) => item.data("stop") === stop).addClass("chosen");
    say(data.stops[at].title);
    show(cy, stop);
  };
  const pick = (stop) => { choose(stop); setTriggerValue("picked", stop); };
  cy.on("tap", "node, edge", (event) => {
    const stop = event.target.data("stop");
    if (stop) pick(stop); else say(event.target.data("title"));
  });
  cy.on("mouseover", "node, edge", (event) => {
    canvas.style.cursor = event.target.data("stop") ? "pointer" : "default";
    canvas.title = event.target.data("title") || "";
  });
  cy.on("mouseout", "node, edge", () => { canvas.style.cursor = "default"; canvas.title = ""; });
  // Within a shadow root the library does not hear that the page scrolls, and would look for the pointer where it was.
  const look = () => cy.renderer().invalidateContainerClientCoordsCache();
  const listening = new AbortController();
  const how = { capture: true, passive: true, signal: listening.signal };
  ["pointerover", "pointerdown", "mousedown", "touchstart"].forEach((name) => canvas.addEventListener(name, look, how));
  window.addEventListener("scroll", look, how);
  canvas.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const { stops } = data;
    if (step && stops.length) {
      event.preventDefault();
      choose(stops[(Math.max(at, step > 0 ? -1 : 0) + step + stops.length) % stops.length].key);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      setTriggerValue("picked", stops[at].key);
    }
  };
  const acts = {
    in: () => zoom(cy, 1.25),
    out: () => zoom(cy, 0.8),
    fit: () => cy.fit(undefined, MARGIN),
    png: () => save(cy.png({ output: "blob", full: true, scale: 2, bg: colour(root, "--st-background-color", "#ffffff") }), `${data.file}.png`),
    svg: () => save(new Blob([data.svg], { type: "image/svg+xml" }), `${data.file}.svg`),
  };
  root.querySelectorAll("button[data-act]").forEach((button) => { button.onclick = acts[button.dataset.act]; });
  const settle = () => {
    cy.resize();
    whole = view(cy, canvas, data);
    if (at < 0) say(hint()); else show(cy, data.stops[at].key);
  };
  const watch = new ResizeObserver(settle);
  watch.observe(canvas);
  settle();
  const stop = () => {
    watch.disconnect();
    listening.abort();
    cy.destroy();
  };
  return { cy, choose, version: data.version, dark: ink(root), stop };
}

// Shows all where its letters can still be read, on a canvas no higher than that needs; says whether all is in sight.
function view(cy, canvas, data) {
  const box = cy.elements().boundingBox();
  const fitting = Math.min((cy.width() - 2 * MARGIN) / box.w, (data.height - 2 * MARGIN) / box.h);
  if (!(fitting > 0)) return true;
  const level = Math.min(1.1, Math.max(fitting, READABLE));
  const height = Math.round(Math.min(data.height, Math.max(data.least, box.h * level + 2 * MARGIN)));
  if (canvas.clientHeight !== height) {
    canvas.style.height = `${height}px`;
    cy.resize();
  }
  cy.zoom(level);
  cy.center();
  const here = cy.elements().renderedBoundingBox();
  // What does not fit begins at the left and at the top, where paths begin.
  const wide = here.w > cy.width();
  const high = here.h > cy.height();
  cy.panBy({ x: wide ? MARGIN - here.x1 : 0, y: high ? MARGIN - here.y1 : 0 });
  return !wide && !high;
}

// Moves the picture as far as is needed to see what is chosen.
function show(cy, stop) {
  const here = cy.elements().filter((item) => item.data("stop") === stop).renderedBoundingBox();
  const way = (start, end, room) => {
    if (end - start > room || start < 0) return MARGIN - start;
    return end > room ? room - MARGIN - end : 0;
  };
  cy.panBy({ x: way(here.x1, here.x2, cy.width()), y: way(here.y1, here.y2, cy.height()) });
}

function zoom(cy, factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function elements(data) {
  const [header, height] = data.lane;
  const lanes = data.lanes.flatMap((lane, place) => [
    { group: "nodes", classes: `lane ${place % 2 ? "" : "tinted"}`, position: { x: lane.x, y: height / 2 },
      data: { id: `lane ${place}`, label: "", w: lane.w, h: height } },
    { group: "nodes", classes: "lane name", position: { x: lane.x, y: header / 2 },
      data: { id: `name ${place}`, label: lane.name, w: lane.w, h: header } },
  ]);
  const boxes = data.boxes.map((box) => ({
    group: "nodes", classes: `box ${box.kind}`, position: { x: box.x, y: box.y },
    data: { id: box.id, label: box.lines.join("\n"), title: box.title, stop: box.stop, w: box.w, h: box.h },
  }));
  const arrows = data.arrows.map((arrow) => ({
    group: "edges", classes: `${arrow.weak ? "weak" : ""} ${arrow.way.length > 2 ? "bent" : ""}`,
    data: { id: `arrow ${arrow.id}`, source: arrow.source, target: arrow.target, stop: arrow.stop, title: arrow.title,
      ...path(arrow, data.places) },
  }));
  const words = data.arrows.filter((arrow) => arrow.lines.length).map((arrow) => ({
    group: "nodes", classes: "words", position: { x: arrow.label[0], y: arrow.label[1] },
    data: { id: `words ${arrow.id}`, label: arrow.lines.join("\n"), title: arrow.title, stop: arrow.stop,
      w: arrow.label_size[0], h: arrow.label_size[1] },
  }));
  return [...lanes, ...boxes, ...arrows, ...words];
}

// An arrow leaves and reaches its boxes where Python says, and bends where Python says.
function path(arrow, places) {
  const from = arrow.way[0];
  const to = arrow.way[arrow.way.length - 1];
  const offset = (point, box) => `${point[0] - places[box][0]}px ${point[1] - places[box][1]}px`;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const inner = arrow.way.slice(1, -1);
  return {
    start: offset(from, arrow.source),
    end: offset(to, arrow.target),
    weights: inner.map(([x, y]) => ((x - from[0]) * dx + (y - from[1]) * dy) / (length * length)).join(" "),
    distances: inner.map(([x, y]) => ((x - from[0]) * -dy + (y - from[1]) * dx) / length).join(" "),
  };
}

function ink(root) {
  return colour(root, "--st-text-color", "#1f2937");
}

function colour(root, name, otherwise) {
  const host = root.host || root;
  return getComputedStyle(host).getPropertyValue(name).trim() || otherwise;
}

function style(root, data) {
  const text = ink(root);
  const back = colour(root, "--st-background-color", "#ffffff");
  const tint = colour(root, "--st-secondary-background-color", "#eef1f5");
  const primary = colour(root, "--st-primary-color", "#c2410c");
  const blue = colour(root, "--st-blue-text-color", "#1d4ed8");
  const yellow = colour(root, "--st-orange-text-color", "#92400e");
  const font = colour(root, "--st-font", "sans-serif");
  const read = (name) => (item) => item.data(name);
  return [
    { selector: "node", style: {
      label: "data(label)", width: "data(w)", height: "data(h)", shape: "round-rectangle",
      "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "center", "text-halign": "center",
      "font-family": font, "font-size": data.font, "line-height": data.line / data.font, color: text,
      "background-color": back, "border-width": 1.2, "border-color": text, "overlay-opacity": 0 } },
    { selector: ".group", style: { "border-style": "dashed" } },
    { selector: ".many", style: { "border-style": "double", "border-width": 5 } },
    { selector: ".country", style: { "border-color": blue, "border-width": 2.4 } },
    { selector: ".via", style: { "border-color": yellow, "corner-radius": 16 } },
    { selector: ".lane", style: {
      shape: "rectangle", "z-compound-depth": "bottom", events: "no", "border-width": 1, "border-opacity": 0.2 } },
    { selector: ".lane.tinted", style: { "background-color": tint } },
    { selector: ".lane.name", style: { "background-opacity": 0, "border-width": 0, "font-weight": "bold" } },
    { selector: ".words", style: { "border-width": 0, shape: "rectangle" } },
    { selector: "edge", style: {
      width: 1.6, "line-color": text, "target-arrow-color": text, "target-arrow-shape": "triangle", "arrow-scale": 1.1,
      "curve-style": "straight", "source-endpoint": read("start"), "target-endpoint": read("end") } },
    { selector: ".bent", style: {
      "curve-style": "round-segments", "edge-distances": "endpoints", "segment-radii": 20,
      "segment-weights": read("weights"), "segment-distances": read("distances") } },
    { selector: ".weak", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: "edge.chosen", style: { width: 3.4, "line-color": primary, "target-arrow-color": primary } },
    { selector: "node.chosen", style: { "border-width": 2.4, "border-color": primary } },
  ];
}

// A page with an area and lines over it, drawn by hand.  Everything is kept in points of the page; Python is told after each change.

const STEP = 1; // points an arrow key moves a line
const LEAST = 12; // points an area is wide and high at least

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const round = (value) => Math.round(value * 10) / 10;

function point(view, event) {
  const frame = view.page.getBoundingClientRect();
  return {
    x: clamp(((event.clientX - frame.left) / frame.width) * view.data.width, 0, view.data.width),
    y: clamp(((event.clientY - frame.top) / frame.height) * view.data.height, 0, view.data.height),
  };
}

// Lines outside the area are gone: an area is drawn first, its lines after.
function told(view) {
  const [x0, top, x1, bottom] = view.area.map(round);
  const within = (values, low, high) => [...new Set(values.map(round))].filter((v) => low < v && v < high).sort((a, b) => a - b);
  view.columns = within(view.columns, x0, x1);
  view.rows = within(view.rows, top, bottom);
  draw(view);
  view.setStateValue("drawn", { id: view.data.id, area: [x0, top, x1, bottom], columns: view.columns, rows: view.rows });
}

// Follows the pointer until it is let go; `move` gets each point, `end` the last.
function follow(view, event, move, end) {
  event.preventDefault();
  event.stopPropagation();
  const page = view.page;
  page.setPointerCapture(event.pointerId);
  page.onpointermove = (next) => move(point(view, next));
  page.onpointerup = page.onpointercancel = (last) => {
    page.onpointermove = page.onpointerup = page.onpointercancel = null;
    end(point(view, last));
  };
}

function lineElement(view, kind, number) {
  const values = view[kind === "column" ? "columns" : "rows"];
  const [x0, top, x1, bottom] = view.area;
  const [low, high, side] = kind === "column" ? [x0, x1, "left"] : [top, bottom, "top"];
  const element = document.createElement("button");
  element.type = "button";
  element.className = `line ${kind}`;
  const placed = (value) => (element.style[side] = `${((value - low) / (high - low)) * 100}%`);
  placed(values[number]);
  element.setAttribute("aria-label", view.data.words[kind].replace("{0}", number + 1));
  element.title = view.data.words.remove;
  const remove = () => {
    values.splice(number, 1);
    told(view);
  };
  element.onpointerdown = (event) => {
    element.focus();
    const at = (spot) => clamp(kind === "column" ? spot.x : spot.y, low + 1, high - 1);
    let moved = false;
    follow(view, event, (spot) => { moved = true; values[number] = at(spot); placed(values[number]); }, () => moved && told(view));
  };
  element.ondblclick = remove;
  element.onkeydown = (event) => {
    const step = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") remove();
    else if (step) {
      values[number] = clamp(values[number] + step, low + 1, high - 1);
      told(view);
      view.root.querySelectorAll(`.line.${kind}`)[number]?.focus();
    } else return;
    event.preventDefault();
  };
  return element;
}

function edgeElement(view, name, index) {
  const element = document.createElement("span");
  element.className = `edge ${name}`;
  element.onpointerdown = (event) => follow(view, event, (spot) => {
    const value = index % 2 === 0 ? spot.x : spot.y;
    const other = view.area[(index + 2) % 4];
    view.area[index] = index < 2 ? Math.min(value, other - LEAST) : Math.max(value, other + LEAST);
    place(view);
  }, () => told(view));
  return element;
}

function place(view) {
  const [x0, top, x1, bottom] = view.area;
  const { width, height } = view.data;
  Object.assign(view.box.style, {
    left: `${(x0 / width) * 100}%`, top: `${(top / height) * 100}%`, width: `${((x1 - x0) / width) * 100}%`, height: `${((bottom - top) / height) * 100}%`,
  });
}

function draw(view) {
  place(view);
  const edges = ["left", "top", "right", "bottom"].map((name, index) => edgeElement(view, name, index));
  const lines = ["column", "row"].flatMap((kind) => view[kind === "column" ? "columns" : "rows"].map((_, n) => lineElement(view, kind, n)));
  view.box.replaceChildren(...edges, ...lines);
}

function drawTools(view) {
  const holder = view.root.querySelector(".tools");
  const tools = ["area", "columns", "rows"].map((tool) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("role", "radio");
    button.textContent = view.data.words.tools[tool];
    button.onclick = () => choose(tool);
    return [tool, button];
  });
  const choose = (tool) => {
    view.tool = tool;
    for (const [name, button] of tools) button.setAttribute("aria-checked", String(name === tool));
    view.root.querySelector(".said").textContent = view.data.words.said[tool];
  };
  view.choose = choose;
  holder.setAttribute("aria-label", view.data.words.all);
  holder.replaceChildren(...tools.map(([, button]) => button));
  choose(view.tool);
}

function inside(view, spot) {
  const [x0, top, x1, bottom] = view.area;
  return x0 < spot.x && spot.x < x1 && top < spot.y && spot.y < bottom;
}

// With the tool for the area a drag makes a new one; with the others a click inside the area makes a line.
function listen(view) {
  view.page.onpointerdown = (event) => {
    const from = point(view, event);
    if (view.tool !== "area") {
      if (!inside(view, from)) return;
      view[view.tool].push(view.tool === "columns" ? from.x : from.y);
      told(view);
      return;
    }
    const before = view.area;
    const spanned = (to) => [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
    follow(view, event, (to) => { view.area = spanned(to); place(view); }, (to) => {
      view.area = spanned(to);
      if (view.area[2] - view.area[0] < LEAST || view.area[3] - view.area[1] < LEAST) view.area = before;
      told(view);
      view.choose("columns"); // what comes next
    });
  };
}

const views = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".lines");
  const before = views.get(root);
  if (before?.data.id === data.id) {
    before.setStateValue = setStateValue;
    return;
  }
  const page = root.querySelector(".page");
  const view = { root, page, data, setStateValue, box: root.querySelector(".area"), tool: before?.tool ?? "columns" };
  Object.assign(view, { area: [...data.area], columns: [...data.columns], rows: [...data.rows] });
  views.set(root, view);
  const image = root.querySelector("img");
  image.src = data.image;
  image.alt = data.words.page;
  drawTools(view);
  listen(view);
  draw(view);
}

// One component, two panes.  Choosing a cell on either side marks it on the other at once, without asking Python;
// Python is told afterwards so that the address of the page holds the cell.  Text of reports enters as textContent only.

const MARGIN = 2; // pixels the box stands off the printed figure
const PADDING = 8; // pixels around the pages, as in view.css

const address = (cell) => `${cell.row}.${cell.column}`;

function fill(words, ...values) {
  return values.reduce((text, value, index) => text.replace(`{${index}}`, value), words);
}

// A line break inside a cell is where the page was too narrow: here the cell breaks where it likes.  Notes keep theirs.
function joined(cell) {
  if (cell.kind === "note" || cell.kind === "title") return cell.text;
  return cell.text.replace(/([\x21-\x7e])\n(?=[A-Za-z])/g, "$1 ").replaceAll("\n", "");
}

function cellElement(cell) {
  const head = cell.kind === "header" || cell.kind === "title";
  const element = document.createElement(head ? "th" : "td");
  element.className = cell.kind + (cell.figure ? " figure" : "") + (cell.doubt ? " doubt" : "") + (cell.box ? " placed" : "");
  if (cell.row_span > 1) element.append(Object.assign(document.createElement("span"), { className: "kept", textContent: joined(cell) }));
  else element.textContent = joined(cell);
  element.dataset.cell = address(cell);
  if (element.textContent.replace(/\s/g, "").length < 3) element.classList.add("short");
  if (cell.row_span > 1) element.rowSpan = cell.row_span;
  if (cell.column_span > 1) element.colSpan = cell.column_span;
  if (cell.label) element.setAttribute("aria-label", cell.label);
  if (cell.doubt) element.title = cell.doubt;
  if (cell.box) element.tabIndex = -1;
  return element;
}

function drawTable(table, view) {
  const body = document.createElement("tbody");
  const rows = new Map();
  for (const cell of view.data.cells) {
    if (!rows.has(cell.row)) rows.set(cell.row, body.appendChild(document.createElement("tr")));
    const element = cellElement(cell);
    rows.get(cell.row).append(element);
    view.elements.set(address(cell), { cell, element });
  }
  table.replaceChildren(body);
  table.setAttribute("aria-label", view.data.title);
  const first = [...view.elements.values()].find((entry) => entry.cell.figure) ?? [...view.elements.values()].find((entry) => entry.cell.box);
  if (first) first.element.tabIndex = 0;
}

// The heading rows stay in sight while the table scrolls, unless they would take half of the pane.
function holdHeading(sheet, view) {
  const heads = new Set(["header", "title", "number_row"]);
  const rows = [...sheet.querySelectorAll("tr")];
  const isBody = (row) => [...row.cells].some((element) => !heads.has(view.elements.get(element.dataset.cell).cell.kind));
  const count = rows.findIndex(isBody);
  const last = rows[count - 1];
  for (const element of sheet.querySelectorAll(".held")) element.classList.remove("held");
  if (!last || last.offsetTop + last.offsetHeight > sheet.clientHeight / 2) return;
  const above = sheet.querySelector("table").getBoundingClientRect().top;
  const tops = rows.slice(0, count).map((row) => row.getBoundingClientRect().top - above); // parts of pixels matter: no gap between them
  rows.slice(0, count).forEach((row, index) => {
    for (const element of row.cells) {
      element.style.top = `${tops[index]}px`;
      element.classList.add("held");
    }
  });
}

function drawPages(holder, view) {
  holder.replaceChildren();
  for (const page of view.data.pages) {
    const element = document.createElement("div");
    element.className = "page";
    element.dataset.page = page.number;
    const image = document.createElement("img");
    image.src = page.image || BLANK;
    image.style.aspectRatio = `${page.width} / ${page.height}`;
    image.alt = fill(view.data.words.page, page.number);
    image.width = page.width;
    image.height = page.height;
    const name = document.createElement("div");
    name.className = "name";
    name.appendChild(document.createElement("span")).textContent = image.alt;
    const hint = document.createElement("div");
    hint.className = "hint";
    const box = document.createElement("div");
    box.className = "box";
    element.append(name, image, hint, box);
    holder.append(element);
    view.pages.set(page.number, { element, image, box, hint });
    if (page.image) view.asked.add(page.number);
  }
}

function place(element, box) {
  element.style.left = `calc(${box[0] * 100}% - ${MARGIN}px)`;
  element.style.top = `calc(${box[1] * 100}% - ${MARGIN}px)`;
  element.style.width = `calc(${(box[2] - box[0]) * 100}% + ${2 * MARGIN}px)`;
  element.style.height = `calc(${(box[3] - box[1]) * 100}% + ${2 * MARGIN}px)`;
  element.style.display = "block";
}

// Scrolls one pane only: scrollIntoView would move the whole window.
function centre(pane, element, sideways) {
  const outer = pane.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const height = outer.height - (pane.querySelector(".notes")?.offsetHeight ?? 0);
  const seen = inner.top >= outer.top + 40 && inner.bottom <= outer.top + height - 10;
  if (!seen) pane.scrollTop += inner.top - outer.top - (height - inner.height) / 2;
  if (sideways && (inner.left < outer.left || inner.right > outer.right)) pane.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

// What a cell or figure leads to, below its pane: sentences, cells of tables, each with a link.
function showNotes(view, cell) {
  const holder = view.root.querySelector(".notes");
  const lines = cell.notes.map(([text, words, target, small]) => {
    const line = document.createElement("p");
    if (small) line.className = "small";
    line.textContent = text;
    if (target) {
      const link = line.appendChild(document.createElement("a"));
      link.textContent = words;
      link.href = target;
      link.target = "_self";
    }
    return line;
  });
  if (cell.label && lines.length) lines.unshift(Object.assign(document.createElement("p"), { className: "said", textContent: cell.label }));
  holder.replaceChildren(...lines);
}

function mark(view, key) {
  const entry = view.elements.get(key);
  if (!entry?.cell.box && !entry?.cell.figure) return false;
  for (const other of view.root.querySelectorAll(".chosen, [aria-current]")) {
    other.classList.remove("chosen");
    other.removeAttribute("aria-current");
  }
  for (const other of view.elements.values()) if (other.element.tabIndex === 0) other.element.tabIndex = -1;
  for (const page of view.pages.values()) page.box.style.display = "none";
  entry.element.classList.add("chosen");
  entry.element.setAttribute("aria-current", "true");
  entry.element.tabIndex = 0;
  view.chosen = key;
  const page = view.pages.get(entry.cell.page);
  if (page && entry.cell.box) place(page.box, entry.cell.box);
  showNotes(view, entry.cell);
  if (view.data.marks) drawMarks(view, entry.cell);
  const said = entry.cell.label || fill(view.data.words.printed, entry.cell.page, entry.cell.text.replaceAll("\n", ""));
  view.root.querySelector(".where").textContent = said;
  return true;
}

function choose(view, key, tell = true) {
  if (!mark(view, key)) return;
  const entry = view.elements.get(key);
  centre(view.root.querySelector(".sheet"), entry.element, true);
  const page = view.pages.get(entry.cell.page);
  if (page) {
    view.asked.add(entry.cell.page);
    centre(view.root.querySelector(".paper"), page.box, true);
    if (view.data.marks) centreMarks(view, page);
  }
  if (tell) tellChoice(view, key);
}

function cellAt(view, number, event) {
  const frame = view.pages.get(number).element.querySelector("img").getBoundingClientRect();
  const x = (event.clientX - frame.left) / frame.width;
  const y = (event.clientY - frame.top) / frame.height;
  const under = ({ page, box }) => page === number && box && box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3];
  const size = ({ box }) => (box[2] - box[0]) * (box[3] - box[1]);
  return view.data.cells.filter(under).sort((a, b) => size(a) - size(b))[0];
}

function listenToPages(view) {
  for (const [number, page] of view.pages) {
    page.element.onclick = (event) => {
      const hit = cellAt(view, number, event);
      if (hit) choose(view, address(hit));
    };
    page.element.onmousemove = (event) => {
      const hit = cellAt(view, number, event);
      if (hit) place(page.hint, hit.box);
      else page.hint.style.display = "none";
    };
    page.element.onmouseleave = () => (page.hint.style.display = "none");
  }
}

// The next cell with a place on the page in the direction of the arrow, over merged cells and blanks.
function neighbour(view, key, arrow) {
  if (view.data.prose.length) return beside(view, key, arrow);
  const from = view.elements.get(key).cell;
  const placed = [...view.elements.values()].map((entry) => entry.cell).filter((cell) => cell.box || cell.figure);
  const covers = (cell, at, start, span) => cell[start] <= at && at < cell[start] + cell[span];
  const there = {
    ArrowLeft: (cell) => cell.column < from.column && covers(cell, from.row, "row", "row_span"),
    ArrowRight: (cell) => cell.column > from.column && covers(cell, from.row, "row", "row_span"),
    ArrowUp: (cell) => cell.row < from.row && covers(cell, from.column, "column", "column_span"),
    ArrowDown: (cell) => cell.row > from.row && covers(cell, from.column, "column", "column_span"),
  }[arrow];
  const distance = (cell) => Math.abs(cell.row - from.row) + Math.abs(cell.column - from.column);
  return placed.filter(there).sort((a, b) => distance(a) - distance(b))[0];
}

function listenToTable(table, view) {
  table.onclick = (event) => {
    const element = event.target.closest("[data-cell]");
    if (element) choose(view, element.dataset.cell);
  };
  table.onkeydown = (event) => {
    const element = event.target.closest("[data-cell]");
    if (!element) return;
    const act = view.data.keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      view.setTriggerValue("key", { act, cell: view.chosen || element.dataset.cell });
    } else if (event.key === "Enter" || event.key === " ") {
      choose(view, element.dataset.cell);
    } else if (event.key.startsWith("Arrow") && !(view.data.marks && SIDEWAYS.includes(event.key))) {
      const next = neighbour(view, element.dataset.cell, event.key);
      if (next) {
        choose(view, address(next));
        view.elements.get(address(next)).element.focus({ preventScroll: true });
      }
    } else return;
    event.preventDefault();
  };
}

// The table fills the pane from edge to edge, and a point of the page is a pixel at least: printed figures can be read at once.
function readableZoom(view) {
  const pane = view.root.querySelector(".paper").clientWidth - 2 * PADDING;
  const boxes = view.data.cells.map((cell) => cell.box).filter(Boolean);
  if (!boxes.length || pane <= 0) return 1;
  if (view.data.prose.length || view.data.marks) return Math.max(view.data.pages[0].width / pane, 1);
  const left = Math.min(...boxes.map((box) => box[0])), right = Math.max(...boxes.map((box) => box[2]));
  return Math.max(0.96 / (right - left), view.data.pages[0].width / pane, 1);
}

function showTable(view) {
  const first = view.data.cells.find((cell) => cell.box && view.pages.has(cell.page));
  if (!first) return;
  const pane = view.root.querySelector(".paper"), page = view.pages.get(first.page).element;
  const left = Math.min(...view.data.cells.filter((cell) => cell.box).map((cell) => cell.box[0]));
  pane.scrollLeft = page.offsetLeft + left * page.offsetWidth - 0.02 * pane.clientWidth;
  const top = first.box[1] * page.offsetHeight - 90;
  pane.scrollTop = top < 60 ? 0 : top; // a page is not cut for the sake of its margin
}

function listenToBar(view) {
  const pages = view.root.querySelector(".pages");
  view.zoom = readableZoom(view);
  pages.style.setProperty("--zoom", view.zoom);
  const set = (value) => {
    view.zoom = Math.min(4, Math.max(0.5, value));
    view.zoomed = true;
    pages.style.setProperty("--zoom", view.zoom);
    const page = view.chosen && view.pages.get(view.elements.get(view.chosen).cell.page);
    if (page) centre(view.root.querySelector(".paper"), page.box, true);
  };
  for (const [name, factor] of [["smaller", 1 / 1.25], ["larger", 1.25]]) {
    const button = view.root.querySelector(`.${name}`);
    button.textContent = view.data.words[name];
    button.onclick = () => set(view.zoom * factor);
  }
  view.root.querySelector(".where").textContent = view.data.words.hint;
}

const views = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const root = parentElement.querySelector(".split");
  const before = views.get(root);
  if (before?.data.id === data.id) {
    Object.assign(before, { setStateValue, setTriggerValue });
    fillPages(before, data.pages);
    followChoice(before, data.chosen);
    return;
  }
  const view = { root, data, setStateValue, setTriggerValue, elements: new Map(), pages: new Map(), asked: new Set(), wanted: [], told: [], chosen: "" };
  views.set(root, view);
  root.classList.toggle("alone", data.pages.length === 0);
  root.classList.toggle("wide", data.wide);
  if (data.prose.length) drawProse(root.querySelector(".prose"), view);
  else drawTable(root.querySelector("table"), view);
  drawPages(root.querySelector(".pages"), view);
  listenToBar(view);
  listenToTable(root.querySelector(data.prose.length ? ".prose" : "table"), view);
  listenToPages(view);
  root.querySelector(".sheet").scrollTop = 0;
  new ResizeObserver(() => holdHeading(root.querySelector(".sheet"), view)).observe(root.querySelector("table")); // fonts arrive late
  requestAnimationFrame(() => {
    showTable(view);
    if (data.chosen) choose(view, data.chosen, false);
    if (data.marks) view.elements.get(data.chosen)?.element.focus({ preventScroll: true }); // the list is walked with the arrows at once
    askForPages(view);
  });
}

// Several boxes at once: every figure a line of a list is about, on the pages concerned and on no others.

const MOST_JUMPS = 4;
const SIDEWAYS = ["ArrowLeft", "ArrowRight"]; // a list is walked up and down; these turn the pages of a presentation

function drawMarks(view, cell) {
  const marks = view.data.marks[cell.row] ?? [];
  const pages = [...new Set([...marks.map(([page]) => page), ...(cell.page ? [cell.page] : [])])];
  for (const old of view.root.querySelectorAll(".mark, .jump")) old.remove();
  for (const [number, page] of view.pages) page.element.hidden = !pages.includes(number);
  for (const [number, box, suspect] of marks) {
    const page = view.pages.get(number);
    if (!page) continue;
    view.asked.add(number);
    if (!box) continue;
    const element = page.element.appendChild(document.createElement("div"));
    element.className = suspect ? "mark suspect" : "mark";
    place(element, box);
  }
  fitPage(view, view.data.pages.find((page) => page.number === cell.page));
  if (pages.length > 1) for (const number of pages.slice(0, MOST_JUMPS)) drawJump(view, number);
}

// A point of the page is a pixel at least, upright or not, until the reader chooses another size.
function fitPage(view, page) {
  const pane = view.root.querySelector(".paper").clientWidth - 2 * PADDING;
  if (view.zoomed || !page || pane <= 0) return;
  view.zoom = Math.max(page.width / pane, 1);
  view.root.querySelector(".pages").style.setProperty("--zoom", view.zoom);
}

// A button that brings the boxes of one page into sight.
function drawJump(view, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jump";
  button.textContent = fill(view.data.words.page, number);
  button.onclick = () => {
    const page = view.pages.get(number);
    const paper = view.root.querySelector(".paper"), first = page?.element.querySelector(".mark");
    if (first) centre(paper, first, true);
    else if (page) paper.scrollTop = page.element.offsetTop - 40;
  };
  view.root.querySelector(".bar .smaller").before(button);
}

// All boxes of a page in the middle of the pane, if they fit in it; else the first of them stays where it is.
function centreMarks(view, page) {
  const pane = view.root.querySelector(".paper"), outer = pane.getBoundingClientRect();
  const boxes = [...page.element.querySelectorAll(".mark")].map((element) => element.getBoundingClientRect());
  if (boxes.length < 2) return;
  const side = (pick, name) => pick(...boxes.map((box) => box[name]));
  const left = side(Math.min, "left"), right = side(Math.max, "right"), top = side(Math.min, "top"), bottom = side(Math.max, "bottom");
  if (right - left < outer.width - 2 * PADDING) pane.scrollLeft += (left + right - outer.left - outer.right) / 2;
  if (bottom - top < outer.height - 50) pane.scrollTop += (top + bottom - outer.top - outer.bottom) / 2 - 15;
}

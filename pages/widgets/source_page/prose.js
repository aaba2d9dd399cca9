// Running text in place of a table: headings, sentences, and in them figures that can be chosen.

function figureElement(cell) {
  const element = document.createElement("span");
  element.className = `told ${cell.kind}`;
  element.textContent = cell.text;
  element.dataset.cell = address(cell);
  element.tabIndex = -1;
  element.setAttribute("role", "button");
  if (cell.label) element.setAttribute("aria-label", cell.label);
  return element;
}

function sentenceElement(lead, pieces, view, cells) {
  const element = document.createElement("p");
  if (lead) element.append(Object.assign(document.createElement("small"), { textContent: lead }));
  for (const piece of pieces) {
    if (typeof piece === "string") {
      element.append(piece);
    } else {
      const cell = cells.get(`${piece[0]}.${piece[1]}`);
      const figure = element.appendChild(figureElement(cell));
      view.elements.set(address(cell), { cell, element: figure });
    }
  }
  return element;
}

function drawProse(holder, view) {
  const cells = new Map(view.data.cells.map((cell) => [address(cell), cell]));
  const blocks = view.data.prose.map(({ heading, lead, pieces }) => {
    if (!heading) return sentenceElement(lead, pieces, view, cells);
    return Object.assign(document.createElement("h4"), { textContent: heading });
  });
  holder.replaceChildren(...blocks);
  holder.setAttribute("aria-label", view.data.title);
  const first = [...view.elements.values()][0];
  if (first) first.element.tabIndex = 0;
}

// The figure before or after in the text.
function beside(view, key, arrow) {
  const keys = [...view.elements.keys()];
  const next = keys[keys.indexOf(key) + (arrow === "ArrowLeft" || arrow === "ArrowUp" ? -1 : 1)];
  return next && view.elements.get(next).cell;
}

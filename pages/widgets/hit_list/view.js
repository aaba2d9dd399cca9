// Text of reports enters as textContent only.  A citation is shown where it was asked for and put on the clipboard.

function made(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // the browser does not allow it: the text can still be selected
  }
}

function hitElement(hit, words) {
  const line = made("li", "hit");
  line.append(made("span", "where", hit.where));
  const text = made("q", "text");
  for (const [piece, marked] of hit.pieces) text.append(marked ? made("mark", "", piece) : document.createTextNode(piece));
  const place = made("span", "place", hit.place);
  const open = made("a", "open", words.open);
  open.href = hit.target;
  open.target = "_self";
  const cite = made("button", "cite", words.cite);
  cite.type = "button";
  const shown = made("div", "citation");
  shown.hidden = true;
  shown.setAttribute("role", "status");
  const said = made("small");
  shown.append(said, made("cite", "", hit.citation));
  cite.setAttribute("aria-expanded", "false");
  cite.addEventListener("click", async () => {
    shown.hidden = !shown.hidden;
    cite.setAttribute("aria-expanded", String(!shown.hidden));
    if (!shown.hidden) said.textContent = (await copied(hit.citation)) ? words.copied : words.select;
  });
  for (const control of [open, cite]) control.setAttribute("aria-label", `${control.textContent} ${hit.where} ${hit.place}`);
  line.append(text, place, open, cite, shown);
  return line;
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".hits");
  root.replaceChildren(
    ...data.groups.map((group) => {
      const section = made("section");
      const head = made("h3", "", group.title);
      head.append(made("small", "", group.note));
      const list = made("ul");
      list.append(...group.hits.map((hit) => hitElement(hit, data.words)));
      section.append(head, list);
      return section;
    }),
  );
}

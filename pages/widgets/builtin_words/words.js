// The words Streamlit itself writes (uploader, toolbars, dialogs, status) in the language of the screen.
// A mutation observer runs before the browser paints, so the original is never seen.  Labels for screen readers are included.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
const originals = new WeakMap(); // node or element → { place: { original, shown } }

let words = { exact: {}, patterns: [] };
let observer = null;

function translated(text) {
  const bare = text.trim();
  if (!bare) return text;
  if (Object.hasOwn(words.exact, bare)) return text.replace(bare, () => words.exact[bare]);
  for (const [pattern, sentence] of words.patterns) {
    const match = bare.match(pattern);
    if (match) return match.slice(1).reduce((done, part, index) => done.replaceAll(`{${index}}`, () => part ?? ""), sentence);
  }
  return text;
}

// Keeps what Streamlit wrote, so that another language starts from it again.
function renew(owner, place, current, write) {
  const kept = originals.get(owner) ?? {};
  const original = kept[place]?.shown === current ? kept[place].original : current;
  const shown = translated(original);
  if (shown === current && original === current) return;
  originals.set(owner, { ...kept, [place]: { original, shown } });
  if (shown !== current) write(shown);
}

function renewElement(element) {
  for (const name of ATTRIBUTES) {
    const current = element.getAttribute(name);
    if (current) renew(element, name, current, (shown) => element.setAttribute(name, shown));
  }
}

function renewTree(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    renew(node, "text", node.data, (shown) => (node.data = shown));
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style")) return;
  renewElement(node);
  for (const child of node.childNodes) renewTree(child);
}

function onChange(changes) {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(renewTree);
    else if (change.type === "attributes") renewElement(change.target);
    else renewTree(change.target);
  }
}

export default function ({ data }) {
  words = { exact: data.exact, patterns: data.patterns.map(([pattern, sentence]) => [new RegExp(pattern), sentence]) };
  document.documentElement.lang = data.language;
  renewTree(document.body);
  if (observer) return;
  observer = new MutationObserver(onChange);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
}

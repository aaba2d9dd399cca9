// The words Streamlit itself writes (uploader, toolbars, dialogs, status) in the language of the screen.
// A mutation observer runs before the browser paints, so the original is never seen.  Labels for screen readers are included.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
// Kept with the window: Streamlit may load this script more than once, and two observers would undo each other's work.
const kept = (window.juesuanWords ??= { originals: new WeakMap(), words: { exact: {}, patterns: [] }, observer: null, turn: 0 });
// originals: node or element → { place: { original, shown } }; turn: a late call of an earlier language must not win.

function translated(text) {
  const bare = text.trim();
  if (!bare) return text;
  const { exact, patterns } = kept.words;
  if (Object.hasOwn(exact, bare)) return text.replace(bare, () => exact[bare]);
  for (const [pattern, sentence] of patterns) {
    const match = bare.match(pattern);
    if (match) return match.slice(1).reduce((done, part, index) => done.replaceAll(`{${index}}`, () => part ?? ""), sentence);
  }
  return text;
}

// Keeps what Streamlit wrote, so that another language starts from it again.
function renew(owner, place, current, write) {
  const known = kept.originals.get(owner) ?? {};
  const original = known[place]?.shown === current ? known[place].original : current;
  const shown = translated(original);
  if (shown === current && original === current) return;
  kept.originals.set(owner, { ...known, [place]: { original, shown } });
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

// The first link into a fresh program: Streamlit says there is no such page before app.py has named its pages, then shows it all the same.
function dismissKnownPage() {
  const links = [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')];
  if (!links.some((link) => new URL(link.href).pathname === location.pathname)) return;
  const title = "Page not found";
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    if (![title, kept.words.exact[title]].some((words) => words && dialog.textContent.startsWith(words))) continue;
    [...dialog.querySelectorAll("button")].at(-1)?.click();
  }
}

function onChange(changes) {
  dismissKnownPage();
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(renewTree);
    else if (change.type === "attributes") renewElement(change.target);
    else renewTree(change.target);
  }
}

export default function ({ data }) {
  if (data.turn < kept.turn) return;
  kept.turn = data.turn;
  kept.words = { exact: data.exact, patterns: data.patterns.map(([pattern, sentence]) => [new RegExp(pattern), sentence]) };
  document.documentElement.lang = data.language;
  renewTree(document.body);
  dismissKnownPage();
  if (kept.observer) return;
  kept.observer = new MutationObserver(onChange);
  kept.observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
}

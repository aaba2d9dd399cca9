// A link to another view of the program is followed in this window's session, as the back button does: a full load takes three times as long
// and forgets what was acknowledged.  Links with a modifier key, to another target or out of the program stay the browser's.

const kept = (window.juesuanLinks ??= { screens: new Set(), listening: false }); // with the window: this script may be loaded again

function followed(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
  const markdown = link?.closest('[data-testid="stMarkdownContainer"]'); // Streamlit gives each of its links a window of its own
  if (!(markdown || ["", "_self"].includes(link?.target)) || link.hasAttribute("download")) return;
  const to = new URL(link.href);
  const screen = to.pathname.split("/").at(-1);
  if (to.origin !== location.origin || to.hash || !kept.screens.has(screen)) return;
  event.preventDefault();
  const elsewhere = to.pathname !== location.pathname;
  history.pushState({}, "", to);
  dispatchEvent(new PopStateEvent("popstate"));
  if (elsewhere) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

export default function ({ data }) {
  kept.screens = new Set(data.screens);
  if (kept.listening) return;
  kept.listening = true;
  document.addEventListener("click", followed);
}

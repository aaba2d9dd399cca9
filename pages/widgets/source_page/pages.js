// Pages come when they are looked at: a narrative may run over thirty of them.

const BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"; // stands for a page not drawn yet
const MOST_WANTED = 4;

// Pages that were not drawn with the first answer are asked for when they come into sight.
function askForPages(view) {
  const seen = new IntersectionObserver((entries) => {
    const coming = entries.filter((entry) => entry.isIntersecting).map((entry) => Number(entry.target.dataset.page));
    const fresh = coming.filter((number) => !view.asked.has(number));
    for (const number of fresh) view.asked.add(number);
    view.wanted = [...view.wanted, ...fresh].slice(-MOST_WANTED); // an answer may be on its way while the next page comes
    if (fresh.length) view.setStateValue("seen", view.wanted);
  }, { root: view.root.querySelector(".paper"), rootMargin: "100px 0px" });
  for (const [number, page] of view.pages) if (!view.asked.has(number)) seen.observe(page.element);
}

function fillPages(view, pages) {
  for (const page of pages) if (page.image && view.pages.get(page.number)?.image.src === BLANK) view.pages.get(page.number).image.src = page.image;
}

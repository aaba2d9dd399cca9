"""A server that was just started: the first address asked of it is that of a screen, as in a bookmark or a window left open."""

from playwright.sync_api import expect

from tests.browser.journey import settle

# Streamlit closes its dialog again when it has found the screen: every one that was there is noted.
DIALOGS = """window.dialogs = [];
new MutationObserver(() => {
  for (const each of document.querySelectorAll("[role=dialog]")) window.dialogs.push(each.innerText);
}).observe(document, { childList: true, subtree: true });"""


def test_the_first_address_asked_of_a_new_server_opens_its_screen(app, browser):
    page = browser.new_page()
    page.set_default_timeout(30_000)
    page.add_init_script(DIALOGS)
    page.goto(f"{app}/rules?lang=zh")
    expect(page.get_by_role("heading", name="规则与口径", level=1)).to_be_visible(timeout=30_000)
    settle(page)
    assert page.evaluate("window.dialogs") == []
    expect(page).to_have_url(f"{app}/rules?lang=zh")
    page.close()

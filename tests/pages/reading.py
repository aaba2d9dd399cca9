"""What is on a screen, as text."""

import json

from streamlit.testing.v1 import AppTest


def texts(screen: AppTest) -> str:
    """All words of a screen that are not inside a widget or a component, a line each."""
    kinds = (screen.title, screen.subheader, screen.markdown, screen.caption, screen.warning, screen.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind) + "\n" + htmls(screen)


def htmls(screen: AppTest) -> str:
    """The HTML of a screen."""
    return "\n".join(str(element.proto.body) for element in screen.get("html"))


def at(screen: AppTest, view: str, /, **address: str) -> AppTest:
    """A view under an address, run; "" takes a name out."""
    screen.switch_page(view)
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    no_trouble(screen)
    return screen


def button(screen: AppTest, label: str, number: int = 0):
    """The button with this label."""
    return [button for button in screen.button if button.label == label][number]


def sheet(screen: AppTest) -> dict:
    """What the table beside its page was given."""
    return component(screen, "sheet_")


def component(screen: AppTest, beginning: str) -> dict:
    """What the two panes were given whose key begins so."""
    found = [element for element in screen.get("bidi_component") if str(element.key).startswith(beginning)]
    return json.loads(found[0].proto.json)


def no_trouble(screen: AppTest) -> None:
    """No exception and no warning on the screen."""
    assert not screen.exception, [element.value for element in screen.exception]
    assert not screen.warning
    assert not screen.error

"""Text of reports stays text, whatever it looks like."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.widgets.plain import as_html, escaped

HOSTILE = [
    "<script>alert(1)</script>",
    "**粗** _斜_ ~~删~~ `码`",
    "[链接](https://example.org) www.example.org a@example.org",
    "![图](x.png)",
    "$x^2$ :red[红] :material/home: :smile:",
    "=cmd|' /C calc'!A0",
    "# 标题\n- 项\n1. 项\n> 引",
    "| a | b |\n|---|---|",
]


def shown(text: str) -> str:
    """What a reader of Markdown makes of escaped signs: each stands for itself."""
    return "".join(piece for piece in text.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\"))


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_is_escaped_and_stands_for_itself(text):
    told = escaped(text)
    assert shown(told) == " ".join(text.split())
    for sign in "*_`[]()<>#$:|~!=@":
        assert told.count(sign) == told.count("\\" + sign)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_no_tag(text):
    assert "<" not in as_html(text)


def test_a_screen_with_hostile_words_runs():
    def script(texts):
        import streamlit as st

        from pages.widgets.plain import escaped
        from pages.widgets.plain_table import plain_table

        for text in texts:
            st.markdown(escaped(text))
        plain_table(["a", "b"], [[text, text] for text in texts], numbers=1)

    screen = AppTest.from_function(script, args=(HOSTILE,)).run()
    assert not screen.exception
    assert "<script>" not in screen.get("html")[0].proto.body

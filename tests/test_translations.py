"""The words of the screens: every Chinese sentence goes through the catalogue, and the English catalogue is complete (locale/README.md)."""

import ast
import gettext
import importlib.util
import re
import string
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
HAN = re.compile(r"[\u3400-\u9fff]")
MARKS = {"_", "N_", "ngettext"}
ITSELF = "pages/widgets/language.py"  # names each language in that language


def load_update():
    """locale/update.py: a script, in a folder that is no package."""
    spec = importlib.util.spec_from_file_location("update", ROOT / "locale/update.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


update = load_update()
SOURCES = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in update.sources()]


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS]


def docstrings(tree: ast.AST) -> set[int]:
    holders = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    return {id(holder.body[0].value) for holder in holders if ast.get_docstring(holder, clean=False) is not None}


@pytest.mark.parametrize("path", SOURCES)
def test_every_chinese_word_of_a_screen_is_marked(path):
    tree = ast.parse(path.read_text("utf-8"))
    described = docstrings(tree)
    marked = {id(node) for call in calls(tree) for node in ast.walk(call.args[0])}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    loose = [f"{node.lineno}: {node.value}" for node in texts if HAN.search(node.value) and id(node) not in marked | described]
    assert not loose or path.relative_to(ROOT).as_posix() == ITSELF


@pytest.mark.parametrize("path", SOURCES)
def test_what_is_marked_can_be_found_by_reading_the_source(path):
    """A literal, filled afterwards: what is put together at run time is in no catalogue.  A constant's name stands for its literal."""
    for call in calls(ast.parse(path.read_text("utf-8"))):
        assert not isinstance(call.args[0], ast.JoinedStr | ast.BinOp), f"{path.name}:{call.lineno}"
        if isinstance(call.args[0], ast.Constant):
            assert isinstance(call.args[0].value, str)


def test_the_catalogue_has_exactly_the_sentences_of_the_screens():
    catalogue, found = update.read(update.ENGLISH), update.extracted()
    assert {message.id for message in found if message.id} == {message.id for message in catalogue if message.id}, "run locale/update.py"


def test_every_sentence_has_its_english():
    assert list(update.untranslated(update.read(update.ENGLISH))) == []


def test_no_translation_stands_twice():
    """Two people who translate the same sentence at once may leave both in one text."""
    every = [english for _chinese, forms in messages() for english in forms if len(english) > 20]
    assert [english for english in every if english[: len(english) // 2] * 2 == english] == []


def messages() -> list[tuple[str, list[str]]]:
    """Each translated sentence with its English (two forms where it counts)."""
    pairs = []
    for message in update.read(update.ENGLISH):
        if message.id and message.string and all(message.string):
            pairs.append((message.id[0], list(message.string)) if message.pluralizable else (message.id, [message.string]))
    return pairs


def fields(text: str) -> set[str]:
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_translations_fill_the_same_places():
    """One report may be called "one report": the singular need not show its number, everything else is kept."""
    for sentence, english in messages():
        for at, each in enumerate(english):
            left_out = fields(sentence) - fields(each)
            assert fields(each) <= fields(sentence), sentence
            assert not left_out or (len(english) == 2 and at == 0 and left_out <= {"n"}), sentence


def test_no_chinese_is_left_in_the_english():
    assert [sentence for sentence, english in messages() if any(HAN.search(each) for each in english)] == []


def test_the_compiled_catalogue_is_the_written_one():
    compiled = update.ENGLISH.with_suffix(".mo")
    with compiled.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    for sentence, english in messages():
        if len(english) == 2:
            assert [translations.ngettext(sentence, sentence, n) for n in (1, 2)] == english, "run locale/update.py"
        else:
            assert translations.gettext(sentence) == english[0], "run locale/update.py"


def test_a_translation_is_never_guessed_and_a_lost_sentence_goes():
    """A changed sentence starts without a translation; the others keep theirs."""
    old, found = update.Catalog(locale="en"), update.Catalog()
    old.add("第 {page} 页", "Page {page}")
    old.add(("{n} 份报告", "{n} 份报告"), ("One report", "{n} reports"))
    old.add("打开", "Open")
    for sentence in ("第 {page} 页起", ("{n} 份报告", "{n} 份报告")):
        found.add(sentence)
    new = update.updated(old, found)
    assert {message.id for message in new if message.id} == {"第 {page} 页起", ("{n} 份报告", "{n} 份报告")}
    assert new.get("{n} 份报告").string == ("One report", "{n} reports")
    assert list(update.untranslated(new)) == ["第 {page} 页起"]


# --- the switch, on a screen of its own


def screen() -> None:
    import streamlit as st

    from pages.widgets.language import LANGUAGES, language, language_switch

    with st.sidebar:
        language_switch()
    st.write(LANGUAGES[language()])


def test_chinese_unless_asked():
    at = AppTest.from_function(screen).run()
    assert (at.markdown[0].value, at.radio[0].value, dict(at.query_params)) == ("中文", "zh", {})


@pytest.mark.parametrize(("asked", "shown"), [("en", "English"), ("zh", "中文"), ("xx", "中文"), ("", "中文")])
def test_the_address_chooses_the_language(asked, shown):
    at = AppTest.from_function(screen)
    at.query_params["lang"] = asked
    at.run()
    assert not at.exception
    assert at.markdown[0].value == shown


def test_the_switch_is_kept_in_the_address_and_in_the_session():
    at = AppTest.from_function(screen).run()
    at.radio[0].set_value("en").run()
    assert (at.markdown[0].value, at.query_params["lang"]) == ("English", "en")
    del at.query_params["lang"]  # what moving to another page does
    at.run()
    assert (at.markdown[0].value, at.query_params["lang"]) == ("English", "en")
    at.radio[0].set_value("zh").run()
    assert (at.markdown[0].value, "lang" in at.query_params) == ("中文", False)

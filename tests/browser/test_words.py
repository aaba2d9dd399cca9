"""One language per screen: no English word on a Chinese screen, no Chinese word of ours on an English one; bad files end in a sentence."""

import io
import re
from functools import cache

import pytest
from playwright.sync_api import Page, expect
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from core.checks.catalogue import catalogue
from tests.browser.journey import choose_table, drop, settle, try_samples
from tests.browser.screens import CHINESE_NAMES, ENGLISH_NAMES, screens
from tests.conftest import SAMPLES, golden_of, reading_of

# Names that are the same in every language.
FORMATS = {"PDF", "Word", "Excel", "PPT", "PNG", "SVG", "CSV", "JSON", "XLSX", "XLS", "Parquet"}
NAMES = FORMATS | {"SHA", "JUESUAN_LIBRARY", "GB", "MB", "KB", "Ctrl", "English", "Language", "DuckDB"}
ENGLISH = re.compile(r"[A-Za-z][A-Za-z_]*(?:-[A-Za-z]+)*")
CHECK = re.compile(r"\b(?:IT|XT|TN|NA|PF|CP|OV|FM)-\d{2}\b")  # numbers of checks
CHINESE = re.compile(r"[\u3400-\u9fff]+")
# Every text a person sees or hears, with the parts marked that a report or a path brings.  Icons are drawn from letters, not read.
WORDS = """() => {
    const said = [], skip = '[data-testid=stIconMaterial], script, style, code, cite, q, textarea, .file, .strip, [aria-hidden=true]';
    const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
    const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
            if (node.data.trim() && seen(node.parentElement)) said.push(node.data.trim());
            return;
        }
        if (node.nodeType !== Node.ELEMENT_NODE && !(node instanceof ShadowRoot)) return;
        if (node instanceof Element) {
            if (node.matches(skip)) return;
            if (seen(node)) for (const name of attributes) if (node.getAttribute(name)) said.push(node.getAttribute(name));
            if (node.matches('input:not([type=radio], [type=checkbox], [type=file])') && seen(node) && node.value) said.push(node.value);
            if (node.shadowRoot) walk(node.shadowRoot);
        }
        node.childNodes.forEach(walk);
    };
    walk(document.body);
    const before = [...document.querySelectorAll('*')].map((e) => getComputedStyle(e, '::before').content);
    return [...said, ...before.filter((text) => text.startsWith('"') && text.length > 2)];
}"""


def words(page: Page) -> list[str]:
    settle(page)
    return page.evaluate(WORDS)


def english(texts: list[str], *known: str) -> set[str]:
    """English words, apart from names, paths and file names."""
    found = set()
    for text in texts:
        for path in (*known, *re.findall(r"\S+\.(?:pdf|xlsx|zip|duckdb|txt)\b", text)):
            text = text.replace(path, "")
        text = CHECK.sub("", re.sub(r"(?:[A-Za-z]:)?[/\\][^\s，；]*", "", text))
        found |= set(ENGLISH.findall(text)) - NAMES
    return {word for word in found if not re.fullmatch(r"[0-9a-f-]+|[A-Z]", word)}


def chinese(page: Page, *known: str) -> set[str]:
    """Chinese on the screen, apart from what the reports themselves say."""
    found, told = set(), runs_of_narratives()
    for text in (text for text in words(page) if text not in known):
        text = CHINESE.sub(lambda run: "" if any(whole.startswith(run[0]) or whole.endswith(run[0]) for whole in told) else run[0], text)
        for name in sorted(known, key=len, reverse=True):
            text = text.replace(name, "")
        found |= set(CHINESE.findall(text))
    return found - {"中文", "语言"}


def texts_of_reports() -> set[str]:
    """Everything the samples print in their tables and say of themselves, whole and by lines."""
    texts = {"示例", "资料", "库", "公务招待费"}  # the last is what the walk searches for
    for sample in SAMPLES:
        golden, reading = golden_of(sample), reading_of(sample / "report.pdf")
        texts |= {finding.message_en for finding in reading.findings}  # they quote the report
        texts |= {golden["unit_name"], *(found.text for found in reading.identity.evidence)}
        for part in (*reading.projects, *(i for p in reading.projects for i in p.indicators), *reading.scores):
            texts |= {value for name in part.__slots__ if isinstance(value := getattr(part, name), str)}
        for table in reading.tables:
            texts |= {table.title, table.note, table.unit, *(f.line_name for f in table.facts), *(f.unit for f in table.facts)}
            texts |= {piece for cell in table.cells for piece in (cell.text, cell.text.replace("\n", ""), *cell.text.split("\n"))}
    texts |= {check.basis for check in catalogue()}  # regulations and forms keep their names
    return {text for text in texts if text.strip()}


@cache
def runs_of_narratives() -> frozenset[str]:
    """The sentences of the samples between their figures and marks: the screen cuts them there, and long ones short."""
    statements = [statement for sample in SAMPLES for statement in reading_of(sample / "report.pdf").statements]
    texts = {text for s in statements for text in (s.section, s.sentence, s.subject, s.basis, s.unit)}
    return frozenset(run for text in texts for run in CHINESE.findall(text))


def test_no_english_word_on_any_chinese_screen(page, tmp_path):
    found = {screen: english(words(page), str(tmp_path)) for screen in screens(page, CHINESE_NAMES)}
    assert {screen: left for screen, left in found.items() if left} == {}
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_no_english_word_while_an_import_runs(page, tmp_path):
    files = [tmp_path / f"报告{number}.pdf" for number in range(12)]
    for number, file in enumerate(files):
        file.write_bytes((SAMPLES[number % len(SAMPLES)] / "report.pdf").read_bytes() + b"\n%% %d\n" % number)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    texts, steps = set(), set()
    while not page.get_by_text("这次共").count():
        seen = page.evaluate(WORDS)
        texts |= set(seen)
        steps |= {text for text in seen if "已处理" in text}
    left = sorted(text for text in texts if english([text], str(tmp_path)))
    assert not left, left
    assert steps, "no progress was seen"


def test_no_chinese_word_of_ours_on_any_english_screen(page, app):
    page.goto(f"{app}/?lang=en")
    page.get_by_role("button", name="Try the samples").wait_for()
    known = texts_of_reports()
    found = {screen: chinese(page, *known) for screen in screens(page, ENGLISH_NAMES)}
    assert {screen: left for screen, left in found.items() if left} == {}
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_language_changes_on_the_spot_and_back(page):
    page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_text("中文").click()
    expect(page.get_by_test_id("stFileUploaderDropzone").get_by_text("选择文件")).to_be_visible()


def locked_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=pdfencrypt.StandardEncryption("open", canPrint=0))
    canvas.drawString(72, 720, "locked")
    canvas.save()
    return file.getvalue()


@pytest.fixture
def bad_files(tmp_path):
    folder = tmp_path / "坏文件"
    folder.mkdir()
    contents = {
        "空文件.pdf": b"",
        "不是报告.pdf": b"plain words, no report",
        "加密.pdf": locked_pdf(),
        "截断.pdf": (SAMPLES[0] / "report.pdf").read_bytes()[:2000],
        "=cmd_calc_[x](y) 😀.txt": b"text",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def test_bad_files_end_in_a_sentence_and_leave_the_rest_alone(page, bad_files):
    good = SAMPLES[0] / "report.pdf"
    drop(page, bad_files[0], good, *bad_files[1:])
    body = page.get_by_test_id("stMain").inner_text()
    assert f"这次共 {len(bad_files) + 1} 份" in body
    for file in bad_files:
        assert file.name in body
    for sentence in ("文件是空的", "不是 PDF", "密码", "已损坏"):
        assert sentence in body
    expect(page.locator(".headline")).to_have_count(1)
    expect(page.locator(".headline")).to_contain_text(golden_of(SAMPLES[0])["unit_name"])
    expect(page.get_by_role("button", name="打开", exact=True)).to_have_count(1)
    page.get_by_role("button", name="看表格").click()
    choose_table(page, reading_of(good).tables[0].title)


def test_a_dropped_file_again_is_already_there(page):
    try_samples(page)
    drop_again = SAMPLES[1] / "report.pdf"
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(drop_again)])
    expect(page.get_by_text("这次共 1 份")).to_be_visible()
    expect(page.get_by_text("已在库中").first).to_be_visible()

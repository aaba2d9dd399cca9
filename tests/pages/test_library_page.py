"""资料库: the empty state, the samples, bad files, questions, deletion."""

import csv
import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.batch import import_paths
from core.checks.verdict import verdict
from core.definitions import load
from core.store.library import Library
from tests.conftest import ROOT, SAMPLES, golden_of
from tests.pages.reading import button, htmls, no_trouble, texts


def wordless_pdf() -> bytes:
    """A page that says nothing about who, when and what."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 720, "nothing of interest")
    canvas.save()
    return file.getvalue()


def table_without_unit() -> bytes:
    """A cover and one ruled table beside which no money unit is printed."""
    pdfmetrics.registerFont(TTFont("bundled", str(ROOT / "data" / "fonts" / "wqy-microhei.ttf")))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("bundled", 24)
    canvas.drawCentredString(300, 600, "示例市统计局")
    canvas.drawCentredString(300, 540, "2022年度部门决算")
    canvas.showPage()
    canvas.setFont("bundled", 14)
    canvas.drawCentredString(300, 780, "支出决算表")
    canvas.setFont("bundled", 9)
    rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["", "合计", "300.00", "100.00", "200.00"],
        ["201", "一般公共服务支出", "300.00", "100.00", "200.00"],
        ["20105", "统计信息事务", "300.00", "100.00", "200.00"],
    ]
    for row, printed in enumerate(rows):
        for column, text in enumerate(printed):
            canvas.rect(50 + 100 * column, 730 - 20 * row, 100, 20)
            canvas.drawString(54 + 100 * column, 736 - 20 * row, text)
    canvas.save()
    return file.getvalue()


def test_an_empty_library_says_what_to_do(empty, screen):
    screen.run()
    no_trouble(screen)
    words = texts(screen)
    assert screen.title[0].value == "部门决算公开分析"
    assert str(empty) in words.replace("\\", "")
    assert "本程序不联网" in words
    assert "读出九张表" in words
    assert {"选择文件夹", "用示例报告试一试"} <= {b.label for b in screen.button}


def test_the_samples_come_in_with_cards(empty, screen):
    screen.run()
    button(screen, "用示例报告试一试").click().run()
    no_trouble(screen)
    words = texts(screen)
    assert f"完成 {len(SAMPLES)}" in words
    for sample in SAMPLES:
        golden = golden_of(sample)
        with (sample / "facts.csv").open(encoding="utf-8") as file:
            facts = len(list(csv.DictReader(file)))
        assert f"{golden['fiscal_year']} 年度　{golden['unit_name']}（决算，{golden['pages']} 页）" in words
        assert f"读出 {facts} 个数字" in words
    assert words.count("九表 9/9") == len(SAMPLES)


def test_the_samples_again_are_already_there(library, screen):
    screen.run()
    button(screen, "用示例报告试一试").click().run()
    no_trouble(screen)
    assert f"已在库中 {len(SAMPLES)}" in texts(screen)


@pytest.mark.parametrize(("name", "content"), [("空.pdf", b""), ("不是.pdf", b"plain words"), ("截断.pdf", wordless_pdf()[:300])])
def test_a_file_that_cannot_be_read_is_named_and_nothing_else_happens(library, screen, name, content):
    screen.run()
    before = htmls(screen)
    screen.file_uploader[0].upload(name, content, "application/pdf").run()
    no_trouble(screen)
    assert "未导入" in texts(screen)
    assert name.replace(".", "\\.") in texts(screen)
    assert len(list((library / "originals").iterdir())) == len(SAMPLES)
    for sample in SAMPLES:
        assert golden_of(sample)["unit_name"] in before
        assert golden_of(sample)["unit_name"] in htmls(screen)


def test_what_is_no_report_is_skipped_with_its_name_as_text(library, screen):
    screen.run()
    screen.file_uploader[0].upload("**粗**[x](y)=cmd.txt", b"x", "text/plain").run()
    no_trouble(screen)
    assert "跳过" in texts(screen)
    assert "\\*\\*粗\\*\\*\\[x\\]\\(y\\)\\=cmd\\.txt" in texts(screen)


def test_what_the_report_does_not_say_is_asked_for(empty, screen):
    screen.run()
    screen.file_uploader[0].upload("无名.pdf", wordless_pdf(), "application/pdf").run()
    no_trouble(screen)
    assert "单位待确认" in texts(screen)
    assert "年度待确认" in texts(screen)
    year = next(box for box in screen.selectbox if box.label == "年度")
    assert year.value is None
    next(field for field in screen.text_input if field.label == "单位名称").input("某局 <script>alert(1)</script>")
    year.select(2022)
    next(box for box in screen.selectbox if box.label == "文种").select("final_accounts")
    button(screen, "确定").click().run()
    no_trouble(screen)
    assert "2022 年度　某局 &lt;script&gt;alert(1)&lt;/script&gt;（决算，1 页）" in htmls(screen)
    assert "<script>" not in htmls(screen)
    assert "文种待确认" not in texts(screen)


def test_the_money_unit_of_a_table_is_asked_for_and_never_assumed(empty, screen):
    screen.run()
    screen.file_uploader[0].upload("无单位.pdf", table_without_unit(), "application/pdf").run()
    no_trouble(screen)
    assert "2022 年度　示例市统计局" in htmls(screen)
    assert "读出 0 个数字" in texts(screen)
    question = next(radio for radio in screen.radio if radio.label.endswith("的金额单位"))
    assert "支出决算表" in question.label
    assert question.value is None
    question.set_value("万元")
    button(screen, "确定").click().run()
    no_trouble(screen)
    assert "读出 9 个数字" in texts(screen)
    assert not [radio for radio in screen.radio if radio.label.endswith("的金额单位")]


def test_a_report_is_deleted_only_after_asking(library, screen):
    """What happens inside the window is for the browser tests: AppTest does not run a part of a screen."""
    screen.run()
    rows = [b.key for b in screen.button if b.label == "打开"]
    button(screen, "删除").click().run()
    assert "不能恢复" in texts(screen)
    button(screen, "不删除").click().run()
    no_trouble(screen)
    assert [b.key for b in screen.button if b.label == "打开"] == rows


def test_the_file_of_a_deleted_report_is_put_back(library, screen):
    with Library.open(library) as kept:
        report = kept.reports().iloc[0]
        kept.delete(report["report"])
    screen.run()
    no_trouble(screen)
    assert "最近删除的 1 份文件" in [expander.label for expander in screen.expander]
    assert f"open_{report['report']}" not in [each.key for each in screen.button]
    button(screen, "放回").click().run()
    no_trouble(screen)
    assert f"open_{report['report']}" in [each.key for each in screen.button]
    assert not [each for each in screen.button if each.label == "放回"]


def test_the_list_tells_what_the_checks_came_to(library, screen):
    with Library.open(library) as kept:
        counts = [verdict(kept.findings(report)).counts for report in kept.reports()["report"]]
    assert {bool(each["fail"]) for each in counts} == {True, False}
    screen.run()
    told = [html for html in htmls(screen).split("\n") if "已读取" in html]
    assert len(told) == len(counts)
    for html, each in zip(told, counts, strict=True):
        assert (f"✕ 不符 {each['fail']}<" if each["fail"] else "没有不符") in html
        assert (f"? 未查 {each['not_run']}<" in html) is bool(each["not_run"])


def test_the_list_is_searched_by_parts_of_names(library, screen):
    screen.run()
    golden = golden_of(SAMPLES[1])
    screen.text_input(key="wanted").input(f"{golden['unit_name'][2:5]} {golden['fiscal_year']}").run()
    assert [b.label for b in screen.button].count("打开") == 1
    screen.text_input(key="wanted").input("没有这个单位").run()
    assert "没有匹配" in texts(screen)


def test_a_library_in_use_is_said_in_words(library, screen, monkeypatch):
    (library / "library.duckdb").write_bytes(b"not a database")
    screen.run()
    assert not screen.exception
    assert "资料库打不开" in screen.error[0].value




def test_a_file_with_two_reports_becomes_two_once_confirmed(empty, screen, tmp_path):
    path = tmp_path / "部门和单位.pdf"
    whole = pypdfium2.PdfDocument.new()
    for sample in SAMPLES[:2]:
        whole.import_pages(pypdfium2.PdfDocument(sample / "report.pdf"))
    whole.save(path)
    with Library.open(empty) as library:
        (receipt,) = import_paths([path], library, load())
    assert receipt.reason == "several_reports"
    screen.session_state["receipts"] = [receipt]
    screen.run()
    assert "像是有 2 份报告" in texts(screen)
    button(screen, "确认：按 2 份报告分别导入").click().run()
    no_trouble(screen)
    assert len([button for button in screen.button if button.label == "看表格"]) == 2
    with Library.open(empty) as library:
        assert sorted(library.reports()["unit_name"]) == sorted(golden_of(sample)["unit_name"] for sample in SAMPLES[:2])

"""Where the narrative stands: parts and headings in any order, contents pages, places of figures, what is no running text."""

from dataclasses import replace

from core.definitions import load
from core.model import Box
from core.narrative.prose import Prose
from core.narrative.understand import understand_narrative
from core.reading.page import Cell, Grid, Page
from tests.narrative.drawn import HEIGHT, SIZE, WIDTH, line, pages

SENTENCE = "2031年度本年收入合计5,994.68万元，其中：事业收入328.20万元，占5.47%。"


def _page(number: int, *texts: str, size: float = SIZE, x0: float = 115) -> Page:
    lines = tuple(line(text, x0, 80 + 30 * row, size) for row, text in enumerate(texts))
    return Page(number, WIDTH, HEIGHT, lines, ())


def _read(*found: Page):
    return understand_narrative(Prose(list(found), load()), (), load())


def test_parts_are_told_by_their_words_in_any_order_and_the_contents_promise_them():
    promises = ("第一部分  单位概况........3", "一、主要职责........3", "第二部分  名词解释........4")
    contents = _page(1, "目  录", *promises, "第三部分  2031年度部门决算情况说明........5")
    cover = _page(2, "第一部分", "单位概况")
    body = [
        _page(3, "一、主要职责", "承担园林绿化。"),
        _page(4, "第二部分  名词解释", "一、事业收入：指8万元以下的收入。"),
        _page(5, "第三部分 河畔市园林服务中心2031年度部门决算", "情况说明", "一、收入支出决算总体情况说明", "（一）收入情况。", SENTENCE),
        _page(6, "十、其他重要事项的情况说明", "（一）机关运行经费支出情况"),
    ]
    read = Prose([contents, cover, *body], load()).outline
    parts = [(part.kind, part.place.page, part.last_page) for part in read.parts]
    assert parts == [("overview", 2, 3), ("glossary", 4, 4), ("explanation", 5, 6)]
    sections = read.of("explanation")[0].sections
    assert [(s.title, s.level, s.kind, s.place.page) for s in sections] == [
        ("一、收入支出决算总体情况说明", 1, "overall", 5),
        ("（一）收入情况。", 2, "revenue", 5),
        ("十、其他重要事项的情况说明", 1, "", 6),
        ("（一）机关运行经费支出情况", 2, "agency_operating", 6),
    ]
    promised = [(entry.text, entry.promised_page) for entry in read.contents]
    assert promised[0] == ("第一部分  单位概况", 3)
    assert promised[-1] == ("第三部分  2031年度部门决算情况说明", 5)
    assert len(promised) == 4


def test_only_the_explanation_is_read_and_says_its_section():
    other = _page(1, "第一部分 单位概况", "全年接待游客8万人次，收入90万元。")
    read = _read(other, *pages(("一、收入支出决算总体情况说明", "（一）收入情况。", SENTENCE)))
    assert {statement.section for statement in read} == {"一、收入支出决算总体情况说明/（一）收入情况。"}
    assert _read(other) == ()


def test_an_explanation_without_a_part_title_is_opened_by_its_first_heading():
    cover, glossary = _page(1, "河畔市园林服务中心", "2031年度部门决算"), _page(3, "名词解释", "一、事业收入：指8万元以下的收入。")
    read = _read(cover, _page(2, "一、收入支出决算总体情况说明", SENTENCE), glossary)
    assert [statement.value for statement in read] == ["5994.68", "328.20", "5.47"]


def test_a_sentence_over_two_pages_is_one_and_each_figure_has_its_own_place():
    filler = "完成。" * 290
    read = _read(*pages((filler + SENTENCE,)))
    assert {statement.sentence for statement in read} == {SENTENCE}
    assert [statement.place.page for statement in read] == sorted(statement.place.page for statement in read)
    assert {statement.place.page for statement in read} == {2}
    across = _read(*pages(("完成。" * 213 + SENTENCE,)))
    assert {statement.place.page for statement in across} == {1, 2}


def test_the_box_of_a_figure_holds_the_figure_and_not_the_line():
    drawn = pages((SENTENCE,))
    [total, *_] = _read(*drawn)
    printed = next(each for each in drawn[0].lines if "5,994.68" in each.text)
    letters = [7.5 if letter.isascii() else 15.0 for letter in printed.text]
    start = printed.text.index("5,994.68")
    left = printed.box.x0 + sum(letters[:start])
    assert abs(total.place.box.x0 - left) < 1
    assert total.place.box.x1 < printed.box.x1
    assert (total.place.box.top, total.place.box.bottom) == (printed.box.top, printed.box.bottom)


def test_lines_in_tables_captions_small_print_and_running_heads_are_not_read():
    drawn = pages((SENTENCE, "本年支出合计30.00万元。"))[0]
    table = Box(80, 400, 520, 500)
    inside = line("本年支出合计77万元", 100, 440)
    caption = line("图1：收入合计88万元", 200, 520, SIZE)
    label = line("事业收入99%", 200, 560, 8)
    grid = Grid(table, (Cell(0, 0, 1, 1, inside.text, table),), 1, 1)
    page = replace(drawn, lines=(*drawn.lines[:-1], inside, caption, label, drawn.lines[-1]), grids=(grid,))
    head = line("河畔市2031年收支66万元", 85, 30)
    others = [Page(number, WIDTH, HEIGHT, (head, line("本部分无。", 115, 80)), ()) for number in range(2, 8)]
    values = [statement.value for statement in _read(page, *others)]
    assert values == ["5994.68", "328.20", "5.47", "30.00"]


def test_lines_without_places_are_a_paragraph_each():
    nowhere = Box(0, 0, 0, 0)
    texts = ("第二部分 2031年度部门决算情况说明", "一、收入决算情况说明", SENTENCE, "本年支出合计30.00万元。")
    page = Page(1, 0, 0, tuple(replace(line(text, 0, 0), box=nowhere, words=()) for text in texts), ())
    assert [statement.value for statement in _read(page)] == ["5994.68", "328.20", "5.47", "30.00"]


def test_the_contact_person_and_the_telephone_are_in_no_statement():
    contact = ("联系人：张三丰", "联系电话：0377-8589873，本年支出合计35万元。", SENTENCE)
    read = _read(*pages((*contact, "第三部分 决算公开联系方式", "张三丰 13800001234 5件")))
    assert [statement.value for statement in read] == ["5994.68", "328.20", "5.47"]
    assert not any("张三丰" in str(statement) or "8589873" in str(statement) for statement in read)

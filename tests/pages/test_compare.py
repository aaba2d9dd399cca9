"""对比: the guard before the chart, the chart's data in the table, gaps, growth in words, files with their mark, clues with their cells."""

import csv
import io
import json
import re
import zipfile
from urllib.parse import parse_qs, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.charts.labels import Labels
from core.charts.small_multiples import scale_of, titled, together
from core.compare.slots import compared, offered
from core.compare.subject import subject
from core.definitions import load
from core.export.chart_image import chart_image
from core.export.comparison import export_comparison
from core.reading.held_cells import held_cells
from core.store.library import Library
from core.version import VERSION
from tests.compare.made import UNITS, of, spending
from tests.pages.reading import at, button, htmls, no_trouble, texts

COMPARE = "pages/views/compare.py"
MARK = "不可直接比较：机构或范围有变动"
CHOSEN = "|".join(UNITS[:3])
REFORM = "2023 年机构改革，并入 2 家单位。"


@pytest.fixture
def years(empty):
    """Three units over three years: one year is missing, one begins at nothing, one year tells of a reform."""
    by_year = {2021: ("100.00", "0.00", "30.00"), 2022: ("120.00", "50.00", None), 2023: ("90.00", "70.00", "33.00")}
    with Library.open(empty) as library:
        for year, amounts in by_year.items():
            for unit, amount in zip(UNITS, amounts, strict=False):
                if amount:
                    told = [REFORM] if (unit, year) == (UNITS[1], 2023) else []
                    library.save(spending(unit, year, amount, sentences=told))
    return empty


def opened(screen, **address: str):
    """The screen at this address."""
    return at(screen, COMPARE, **address)


def address(screen, name: str) -> str:
    """What the address of the screen says under a name."""
    found = screen.query_params[name]
    return found if isinstance(found, str) else found[0]


def acknowledge(screen) -> None:
    (box,) = [box for box in screen.checkbox if MARK in box.label]
    box.check().run()
    no_trouble(screen)


def charts(screen) -> list:
    return list(screen.get("arrow_vega_lite_chart") or screen.get("vega_lite_chart"))


def drawn(screen) -> list[str]:
    """What the charts' data says a person reads: values, and the words of gaps, unit by unit."""
    found = []
    for chart in charts(screen):
        rows = pa.ipc.open_stream(chart.proto.data.data).read_all().to_pylist()
        found += [row["text"] or row["gap"] for row in rows]
    return found


def table(screen, number: int = 0) -> list[list[str]]:
    """The rows of a table on the screen, as text, without its head."""
    found = re.findall(r'<table class="plain">.*?</table>', htmls(screen), re.S)[number]
    rows = re.findall(r"<tr>(<td.*?)</tr>", found)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td [^>]*>(.*?)</td>", row)] for row in rows]


def test_an_empty_library_says_what_to_do(empty, screen):
    opened(screen)
    assert "请先拖入几份" in texts(screen)
    assert button(screen, "去资料库")


def test_without_units_it_says_what_to_choose_and_can_choose(years, screen):
    opened(screen)
    assert "请在上面选 2–20 个单位" in texts(screen)
    button(screen, "替我选年度最多的几个单位").click().run()
    assert set(address(screen, "units").split("|")) == set(UNITS[:3])
    assert "有 1 处差异" in screen.expander[0].label


def test_nothing_is_drawn_before_the_differences_are_acknowledged(years, screen):
    opened(screen, units=CHOSEN)
    assert "2023年机构改革，并入2家单位。" in htmls(screen)
    assert not charts(screen)
    assert "<table" not in htmls(screen)
    assert not screen.get("download_button")
    acknowledge(screen)
    assert len(charts(screen)) == 3
    assert MARK in texts(screen).replace("\\", "")
    mark = address(screen, "ack")
    screen.checkbox[0].uncheck().run()
    assert not charts(screen)
    opened(screen, units=CHOSEN, ack="00000000")
    assert not charts(screen), "an acknowledgement of other differences"
    opened(screen, units=CHOSEN, ack=mark)
    assert len(charts(screen)) == 3


def test_without_differences_nothing_has_to_be_ticked(years, screen):
    opened(screen, units=f"{UNITS[0]}|{UNITS[2]}")
    assert not screen.checkbox
    assert "没有发现差异" in texts(screen)
    assert len(charts(screen)) == 2


def test_the_table_has_the_charts_numbers_and_gaps_are_gaps(years, screen):
    opened(screen, units=CHOSEN)
    acknowledge(screen)
    rows = table(screen)
    assert [row[0] for row in rows] == UNITS[:3]
    assert [cell for row in rows for cell in row[1:]] == drawn(screen)
    assert rows[2] == [UNITS[2], "30.00", "未导入", "33.00"]
    assert "金额" not in rows[0]
    assert "本年支出（万元）" in texts(screen)


def test_a_year_nobody_has_is_a_gap_too(empty, screen):
    with Library.open(empty) as library:
        for unit in UNITS[:2]:
            for year in (2020, 2023):
                library.save(spending(unit, year, "10.00"))
    opened(screen, units="|".join(UNITS[:2]))
    assert table(screen)[0] == [UNITS[0], "10.00", "未导入", "未导入", "10.00"]
    opened(screen, units="|".join(UNITS[:2]), years="2020|2023")
    assert table(screen)[0] == [UNITS[0], "10.00", "10.00"]


def test_growth_is_left_out_in_words(years, screen):
    opened(screen, units=CHOSEN)
    acknowledge(screen)
    against_last = {row[0]: row[1:] for row in table(screen, 1)}
    assert against_last[UNITS[0]] == ["多 20.00（20.00%）", "少 30.00（25.00%）"]
    assert against_last[UNITS[1]] == ["多 50.00（上年为 0，不计算增长率）", "多 20.00（40.00%）"]
    assert against_last[UNITS[2]] == ["没有数", "没有可比的数"]


def test_one_year_is_bars_against_a_unit_in_the_order_asked_for(years, screen):
    opened(screen, units=CHOSEN, years="2023", order="value", base=f"unit:{UNITS[0]}")
    acknowledge(screen)
    assert [row[:2] for row in table(screen)] == [[UNITS[0], "90.00"], [UNITS[1], "70.00"], [UNITS[2], "33.00"]]
    assert {row[0]: row[1] for row in table(screen, 1)} == {UNITS[1]: "少 20.00（22.22%）", UNITS[2]: "少 57.00（63.33%）"}
    assert len(charts(screen)) == 1


def test_lines_are_seven_at_most(empty, screen):
    with Library.open(empty) as library:
        for unit in UNITS[:8]:
            for year in (2022, 2023):
                library.save(spending(unit, year, "10.00"))
    opened(screen, units="|".join(UNITS[:8]), form="lines")
    assert "只画前 7 个单位，另有 1 个" in texts(screen)
    spec = json.loads(charts(screen)[0].proto.spec)
    assert len(spec["layer"][0]["encoding"]["color"]["scale"]["domain"]) == 7


def test_a_place_is_shown_from_five_peers_on(years, screen):
    opened(screen, units=f"{UNITS[0]}|{UNITS[2]}", years="2023")
    assert "有 2 个数不排位次：同类报告少于 5 份（最多 3 份）" in texts(screen)


def test_wrong_kinds_are_refused_in_words(years, screen):
    with Library.open(years) as library:
        library.save(spending(UNITS[2], 2022, "31.00", kind="budget"))
        library.save(spending("示例市新局", 2023, "31.00", kind="template"))
    opened(screen, units=f"{UNITS[0]}|{UNITS[2]}|示例市新局")
    said = texts(screen).replace("\\", "")
    assert f"{UNITS[2]} 2022 年度：预算不参加对比" in said
    assert "示例市新局 2023 年度：空白模板不参加对比" in said
    assert table(screen)[1] == [UNITS[2], "30.00", "不是决算", "33.00"]
    assert table(screen)[2] == ["示例市新局", "未导入", "未导入", "不是决算"]


def test_a_line_of_a_table_is_chosen_step_by_step(years, screen):
    opened(screen, units=f"{UNITS[0]}|{UNITS[2]}")
    by_metric = table(screen)
    next(each for each in screen.get("button_group") if each.label == "比什么").set_value("line").run()
    assert [box.label for box in screen.selectbox][:3] == ["表", "科目（行）", "栏"]
    assert table(screen) == by_metric


def test_a_number_leads_to_its_cell_and_page_in_two_clicks(years, screen):
    opened(screen, units=f"{UNITS[0]}|{UNITS[2]}")
    first = re.search(r'<a href="(compare\?[^"]*)"[^>]*>120\.00</a>', htmls(screen))[1].replace("&amp;", "&")
    address = {name: values[0] for name, values in parse_qs(urlsplit(first).query).items()}
    opened(screen, **address)
    second = re.search(r'<a href="(report\?[^"]*cell=0\.1[^"]*)"[^>]*>120\.00 万元</a>', htmls(screen))
    assert second
    with Library.open(years) as library:
        report = next(each for each in offered(library) if (each.unit_name, each.fiscal_year) == (UNITS[0], 2022))
    assert f"report={report.report}" in second[1]
    assert "第 3 页" in htmls(screen)


def test_an_address_of_nothing_known_says_so(years, screen):
    screen.switch_page(COMPARE)
    screen.query_params["units"], screen.query_params["what"] = UNITS[0], "a|b|c|d|e"
    screen.run()
    assert not screen.exception
    assert "没有链接所指的指标或科目" in screen.warning[0].value
    opened(screen, units="没有这个局", what="")
    assert "都没有这个数" in texts(screen)


def test_files_carry_the_mark(years, tmp_path):
    with Library.open(years) as library:
        found = compared(library, subject("total_expenditure", load()), UNITS[:3], [2021, 2022, 2023])
        for form in ("csv", "parquet"):
            export_comparison(library, found, "last", [MARK], tmp_path / f"c.{form}", load(), form)
    rows = list(csv.reader(io.StringIO((tmp_path / "c.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["对比的数", "本年支出"]
    assert ["说明", MARK] in rows
    values = rows[rows.index([]) + 2 :]
    assert values[0][:5] == [UNITS[0], "2021", "100", "万元", "印出或由印出的数算出"]
    sha256 = next(each.sha256 for each in found.reports if (each.unit_name, each.fiscal_year) == (UNITS[0], 2021))
    assert values[0][6:] == [f"{UNITS[0]}2021.pdf", sha256[:8], "3"]
    assert [row[4] for row in values if row[:2] == [UNITS[2], "2022"]] == ["未导入"]
    kept = pq.read_table(tmp_path / "c.parquet")
    assert kept.schema.metadata[b"not_comparable"].decode() == MARK
    assert [None if value is None else int(value) for value in kept.column("value").to_pylist()][:3] == [100, 120, 90]


def test_a_workbook_carries_the_mark_and_leads_from_each_number_to_its_page(years, tmp_path):
    with Library.open(years) as library:
        found = compared(library, subject("total_expenditure", load()), UNITS[:3], [2021, 2022, 2023])
        export_comparison(library, found, "last", [MARK], tmp_path / "c.xlsx", load(), "xlsx", address="http://127.0.0.1:9/")
    content = (tmp_path / "c.xlsx").read_bytes()
    sheets = held_cells(content)
    assert list(sheets) == ["对比", "出处"]
    shown, places = sheets["对比"], sheets["出处"]
    head = [(shown[f"A{n}"].value, shown[f"B{n}"].value) for n in range(1, 7)]
    assert head[0] == ("对比的数", "本年支出")
    assert ("计量单位", "万元") in head
    assert ("说明", MARK) in head
    assert ("软件版本", VERSION) in head
    first = next(place for place, cell in shown.items() if cell.value == UNITS[0])
    number = shown["B" + first[1:]]
    assert (number.value, number.formula) == ("100", "'出处'!C2")
    assert "未导入" in {cell.value for cell in shown.values()}
    sha256 = next(each.sha256 for each in found.reports if (each.unit_name, each.fiscal_year) == (UNITS[0], 2021))
    assert [places[f"{column}2"].value for column in "ABCDGHI"] == [UNITS[0], "2021", "100", "万元", f"{UNITS[0]}2021.pdf", sha256[:8], "3"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        links = archive.read("xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert f"http://127.0.0.1:9/report?report={found.frame['report'].iloc[0]}&amp;tab=tables&amp;table=pages&amp;page=3" in links


def test_the_picture_carries_the_mark_and_one_scale(years):
    from pages.widgets.compare_chart import shown_rows

    with Library.open(years) as library:
        found = compared(library, subject("total_expenditure", load()), UNITS[:3], [2021, 2022, 2023])
    shown = shown_rows(found)
    chart = titled(together(shown, Labels("u", "v"), "#000000"), "本年支出（万元）", MARK)
    parts = chart.to_dict()["concat"]
    scales = {tuple(part["layer"][0]["encoding"]["y"]["scale"]["domain"]) for part in parts}
    assert scales == {scale_of(shown["value"])}
    svg = chart_image(chart, "svg").decode()
    assert "机构或范围有变动" in svg
    assert "未导入" in svg
    assert all(unit in svg for unit in UNITS[:3])


def test_clues_are_labelled_and_lead_to_their_cells(empty, screen):
    with Library.open(empty) as library:
        amounts = {"20101": "812.34", "20102": "93.17", "20103": "451.28"}
        for year, third in ((2022, "451.28"), (2023, "4498.10")):
            of_year = {**amounts, "20102": "95.03" if year == 2023 else "93.17", "20103": third}
            library.save(of(UNITS[0], year, *(f"expenditure//{code}/total = {amount}" for code, amount in of_year.items())))
    opened(screen, view="clues")
    assert "线索，不是结论。" in texts(screen)
    ((unit, year, _where, told, value, other),) = table(screen)
    assert (unit, year, told, value, other) == (UNITS[0], "2023", "是 2022 年度的约 10 倍", "4498.10 万元", "451.28 万元")
    assert len(re.findall(r'href="report\?[^"]*cell=2\.1', htmls(screen))) == 2
    opened(screen, view="clues", clue="repeated")
    assert [row[3] for row in table(screen)] == ["与 2022 年度完全相同"]
    opened(screen, view="clues", clue="outlier")
    assert "2 份决算报告里没有这一种线索" in texts(screen)


def test_the_screen_speaks_english(years, screen):
    opened(screen, units=f"{UNITS[0]}|{UNITS[2]}", lang="en")
    assert screen.title[0].value == "Compare"
    assert "not imported" in htmls(screen)



"""Who may be asked and where, however it is printed, is in no export and no search index; what stands beside it stays."""

import zipfile

import pytest

from core.batch import import_paths
from core.export.private import without_contacts
from core.export.tabular import export_tables
from core.export.xlsx import export_workbooks
from core.store.library import Library

SECRETS = (
    *("张三丰", "李四光", "张 三 丰", "12345678", "1234 5678", "13800001234", "3312836", "138-0000-1234", "138 0000 1234"),
    *("zhangsanfeng", "3312837", "8678 1234"),
)
LINES = (
    "联系人：张三丰 电话：010-12345678",
    "咨询电话：010－1234 5678。",
    "联系人及电话：张三丰 13800001234",
    "联系人:张三丰、李四光；联系电话：（0632）3312836",
    "公开电子邮箱：zhangsanfeng@example.gov.cn",
    "张三丰，手机138-0000-1234。",
    "联 系 人：张 三 丰",
    "监督举报电话 12345678",
    "传真：0632-3312837转801",
    "政府信息公开咨询电话：029 8678 1234",
    "如有疑问，请与张三丰联系，+86 138 0000 1234。",
    "决算公开联系人为张三丰，电话为 3312836。",
    "经办人张三丰 电话3312836",
    "财务负责人：张三丰，填报人：李四光，支出35万元。",
    "本表联系人张三丰，本年支出35万元。",
)
ROWS = (
    ("联系人", "张三丰", "联系电话", "3312836"),
    ("联系人及电话", "张三丰 13800001234", "实施单位", "示例中心"),
    ("项目负责人", "张三丰、李四光", "手机", "13800001234"),
    ("填表人：张三丰", "电话：3312836", "邮箱", "zhangsanfeng@example.gov.cn"),
    ("负责人及联系电话", "张三丰（3312836）", "", ""),
    ("项目负责人（签字）：张三丰", "", "填报日期", "2024年3月1日"),
    ("填报人姓名", "李四光", "E-mail：zhangsanfeng@example.gov.cn", ""),
)
TABLE = (
    ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
    ("", "合计", "35.00", "20.00", "15.00"),
    ("201", "一般公共服务支出", "35.00", "20.00", "15.00"),
)
MONEY = (("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数"), ("年度资金总额", "10.00", "10.00", "9.00"))


def table(rows) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


def page(lines=(), forms=()) -> str:
    told = "".join(f"<p>{line}</p>" for line in lines)
    printed = "".join("<p>项目支出绩效自评表</p>" + table((("项目名称", "培训项目", "", ""), row, *MONEY)) for row in forms)
    return (
        "<html><head><meta charset=utf-8></head><body><h1>示例市财政局2023年度部门决算</h1><p>第一部分 部门概况</p>"
        "<p>贯彻执行财政工作的法律法规，负责本市的财政工作，拟订财政发展规划并组织实施，承担各项资金的管理。</p>"
        f"<p>第二部分 部门决算表</p><p>支出决算表</p><p>金额单位：万元</p>{table(TABLE)}{told}"
        "<p>第三部分 部门决算情况说明</p><p>一、支出决算情况说明</p><p>本年支出合计35.00万元，其中：基本支出20.00万元。</p>"
        f"{told}<p>第四部分 名词解释</p><p>基本支出：指为保障机构正常运转的支出。</p>{told}{printed}</body></html>"
    )


@pytest.mark.parametrize(("lines", "rows"), [(LINES, ()), ((), ROWS)], ids=["sentences", "cells"])
def test_contacts_are_in_no_export_and_no_index(lines, rows, tmp_path, definitions):
    path = tmp_path / "report.html"
    path.write_text(page(lines, rows), encoding="utf-8")
    with Library.open(tmp_path / "library", definitions=definitions) as library:
        (receipt,) = import_paths([path], library, definitions)
        given = tmp_path / "given"
        given.mkdir()
        export_tables(library, given, definitions, [receipt.report])
        export_workbooks(library, given, definitions, [receipt.report])
        texts = {"index": " ".join(f"{a}|{b}" for a, b in library.cursor().execute("SELECT text, folded FROM searchable").fetchall())}
    for file in given.iterdir():
        texts[file.suffix if file.suffix == ".xlsx" else file.name] = contents(file)
    assert {name: leaked for name, text in texts.items() if (leaked := [secret for secret in SECRETS if secret in text])} == {}
    assert "培训项目" in texts[".xlsx"] or not rows
    assert "示例中心" in texts[".xlsx"] or not rows
    assert "20.00" in texts["statements.csv"]


def contents(file) -> str:
    if file.suffix != ".xlsx":
        return file.read_text("utf-8-sig")
    with zipfile.ZipFile(file) as archive:
        return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize(
    "text",
    [
        *("联系人信息按规定公开", "确定联系人名单", "负责人民武装工作", "联系人民群众", "审核合格"),
        *("负责：项目建设", "项目负责人为项目绩效第一责任人"),
        *("2023 年 12 月 31 日", "13,800.00 1234.00", "支出 0298678.12 万元"),
    ],
)
def test_other_words_are_left_alone(text):
    assert without_contacts(text, "×") == text

"""Notes below a table end where the report goes on."""

import pytest

from core.tables.heads import notes

PART = "第三部分 部门决算情况说明"


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (["注：本表反映收支情况。", "本表金额保留两位小数。"], "注：本表反映收支情况。本表金额保留两位小数。"),
        (["注：本表反映收支情况。", PART, "一、收支总体情况"], "注：本表反映收支情况。"),
        (["填表人：某人", PART], "填表人：某人"),
        ([PART, "注：这里不是表下的注。"], ""),
    ],
)
def test_a_note_ends_where_a_part_begins(lines, note, definitions):
    assert notes(lines, definitions) == note

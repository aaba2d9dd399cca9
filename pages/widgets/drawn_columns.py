"""What a column of a drawn table can hold, in words."""

from core.definitions import TableDefinition
from pages.widgets.language import N_, _
from pages.widgets.stock import definitions, name_of

_PLAIN = {"": N_("不读这一栏"), "code": N_("科目编码"), "label": N_("项目（科目名称）"), "line_number": N_("行次")}
_SIDES = {"revenue": N_("收入"), "expenditure": N_("支出")}


def heading_name(key: str, table: TableDefinition) -> str:
    """The name of what a column holds, in the language of the screen."""
    if key in _PLAIN:
        return _(_PLAIN[key])
    first, slash, last = key.partition("/")
    if slash and table.sides:
        return _("{side}：{what}").format(side=_(_SIDES.get(first, first)), what=_plain(last))
    if slash:
        return " · ".join(filter(None, [first and name_of("column", first), last and name_of("line", last)]))
    return _plain(key)


def _plain(key: str) -> str:
    if key in _PLAIN:
        return _(_PLAIN[key])
    return definitions().economic.get(key) or name_of("column", key)

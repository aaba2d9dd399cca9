"""An address of every screen and every view of the report, on the library of the thirty reports."""

from pathlib import Path
from urllib.parse import urlencode

from core.metrics.questions import questions
from core.store.library import Library
from tests.browser.library import OUTLIER, UNITS, UNLIKE, YEARS

UNITS_SHOWN = "|".join((UNITS[0], UNITS[1], OUTLIER, UNLIKE))


def _address(screen: str, **values: object) -> str:
    return f"{screen}?{urlencode(values)}" if values else screen


def addresses(folder: Path) -> dict[str, str]:
    """By a name for people: the addresses, relative to the program.  The library in the folder must be closed."""
    with Library.open(folder) as library:
        reports = library.reports()
        own = reports[(reports["unit_name"] == OUTLIER) & (reports["fiscal_year"] == YEARS[-1])]["report"].iloc[0]
        tables = library.tables(own)
        table_no = int(tables[tables["table"] == "expenditure"]["table_no"].iloc[0])
        fact = library.facts(own, table_no).iloc[3]
        finding = max(library.findings(own), key=lambda each: each.state == "fail")
        evaluated = next(each for each in reports["report"] if len(library.projects(each)))
    report = {"report": own}
    first = next(iter(questions()))
    return {
        "library": "",  # the first screen has no name of its own
        "report, tables": _address("report", **report, tab="tables", table=table_no, cell=f"{fact['cell_row']}.{fact['cell_column']}"),
        "report, pages": _address("report", **report, tab="tables", table="pages", page=3),
        "report, checks": _address("report", **report, tab="checks", state=finding.state),
        **{f"report, overview, {part}": _address("report", **report, tab="overview", part=part) for part in PARTS},
        "report, narrative": _address("report", **report, tab="narrative", statement=2),
        "report, performance": _address("report", report=evaluated, tab="performance"),
        **{f"report, {tab}": _address("report", **report, tab=tab) for tab in ("coverage", "versions", "export")},
        "one page": _address("one_page", **report),
        "board": _address("board", year=YEARS[-1], kind="final_accounts"),
        "board, issues": _address("board", year=YEARS[-1], kind="final_accounts", view="issues"),
        "board, list": _address("board", year=YEARS[-1], kind="final_accounts", view="list"),
        "analysis": "analysis",
        "analysis, trend": _address("analysis", q=first),
        "analysis, ranking": _address("analysis", q="three_public_share", picked=own),
        "analysis, shares": _address("analysis", q="three_public_items"),
        "compare": _address("compare", units=UNITS_SHOWN, years="|".join(map(str, (YEARS[0] - 1, *YEARS)))),
        "compare, clues": _address("compare", view="clues"),
        "find": _address("find", q="公务接待"),
        "data": _address("data", q="SELECT unit_name AS 单位, pages AS 页数 FROM report ORDER BY ALL", chart="bars"),
        "rules": _address("rules", check=finding.check),
        "log": "log",
        "demo": "demo",
        "settings": "settings",
    }


PARTS = ("parts", "flow", "steps", "crossed", "figures")

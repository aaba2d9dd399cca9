"""Tiny reports made from a few lines of text: what a metric is tested with."""

from dataclasses import replace

from core.model import NOWHERE, Fact, Finding, Funding, PrintedNumber, Project, Reading, Statement, Table
from tests.readings import a_fact, a_reading, an_identity

WAN = 1_000_000


def fen(amount: str) -> int:
    """Fen of an amount in 10,000 yuan with two decimals."""
    return int(amount.replace(".", "")) * (WAN // 100)


def fact(text: str, row: int) -> Fact:
    """table/side/line/column = amount."""
    address, _, amount = text.partition(" = ")
    table, side, line, column = address.split("/")
    code = line if line.isdecimal() else ""
    role = "total" if line == "total" else "detail"
    named = {"table": table, "side": side, "line": line, "line_code": code, "line_name": line, "role": role}
    return replace(a_fact(row, 1, amount, fen(amount), **named), column=column)


def statement(text: str) -> Statement:
    """section | subject | measure | value | unit | basis, then the year before in 10,000 yuan where one follows."""
    section, subject, measure, value, unit, basis, *prior = (part.strip() for part in text.split("|"))
    derived = (fen(prior[0]) - 10_000, fen(prior[0]) + 10_000) if prior else (None, None)
    return Statement(section, subject, measure, value, unit, basis, "", f"{subject}{value}{unit}", NOWHERE, "", *derived)


def project(text: str) -> Project:
    """score / attainable / spent / planned."""
    score, attainable, spent, planned = (part.strip() for part in text.split("/"))
    money = Funding("total", "", planned, spent, "10", "", "", NOWHERE)
    return Project("project_self_evaluation", "项目", "", "", score, attainable, NOWHERE, funding=(money,))


def finding(text: str) -> Finding:
    """A state, and its severity where it is not an error."""
    state, _, severity = text.partition(", ")
    return Finding("IT-05", "balance", state, severity or "error")


def made(seed: str, parts: dict, unit_name: str = "示例市财政局", year: int = 2023, kind: str = "final_accounts") -> Reading:
    """The reading these lines tell of; a table of its own for every table they name."""
    facts = [fact(text, row) for row, text in enumerate(parts.get("facts", []))]
    tables = {each.table: [other for other in facts if other.table == each.table] for each in facts}
    return a_reading(
        seed,
        an_identity(unit_name, year, kind),
        tables=tuple(Table(key, key, "", "万元", 3, 3, "filled", facts=tuple(of)) for key, of in tables.items()),
        statements=tuple(map(statement, parts.get("statements", []))),
        projects=tuple(map(project, parts.get("projects", []))),
        findings=tuple(map(finding, parts.get("findings", []))),
        numbers=tuple(PrintedNumber("1", kind, "", NOWHERE) for kind in parts.get("numbers", [])),
    )

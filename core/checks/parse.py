"""One line of text → a tree.  Knows the grammar only; what the names mean is told in resolve.py.

comparison := sum ("=" | ">=" | "<=") sum
sum        := product (("+" | "-") product)*
product    := factor (("*" | "/") factor)*
factor     := number [unit] | NAME "(" sum ("," sum)* ")" | "(" sum ")" | "-" factor | [NAME] "[" part ("," part)* "]"
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from core.errors import DefinitionError

_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)([^\s\[\](),+\-*/=<>\d]*)|([^\s\[\](),+\-*/=<>]*)\[([^\]]*)\]|(>=|<=|[=+\-*/(),])|([^\s\[\](),+\-*/=<>]+))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula, with the unit written behind it ("" for none)."""

    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Address:
    """`source[part, part]` as written; `source` is "" inside `each`."""

    source: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of several sums."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """`+ - * /` of two sides; `-` of one side has None on the left."""

    sign: str
    left: "Node | None"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides and `=`, `>=` or `<=`."""

    left: "Node"
    sign: str
    right: "Node"


Node = Number | Address | Call | Operation


def parse_comparison(text: str) -> Comparison:
    """The tree of a formula.  Raises DefinitionError formula_not_understood with the place it stops at."""
    reader = _Reader(text)
    left = reader.sum()
    sign = reader.take("=", ">=", "<=")
    tree = Comparison(left, sign, reader.sum())
    reader.end()
    return tree


def parse_address(text: str) -> Address:
    """The tree of one address, as `each` has it.  Raises DefinitionError formula_not_understood."""
    reader = _Reader(text)
    node = reader.factor()
    reader.end()
    if not isinstance(node, Address):
        raise DefinitionError("formula_not_understood", where=text, found=text, expected="[ ]")
    return node


def addresses(node: Node | Comparison) -> list[Address]:
    """Every address of a tree, in written order."""
    match node:
        case Address():
            return [node]
        case Call():
            return [address for argument in node.arguments for address in addresses(argument)]
        case Operation() | Comparison():
            return [*(addresses(node.left) if node.left else ()), *addresses(node.right)]
    return []


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split(text)
        self._at = 0

    def _split(self, text: str) -> list[re.Match[str]]:
        found, at = [], 0
        while text[at:].strip():
            token = _TOKEN.match(text, at)
            if token is None or token.end() == at:
                raise DefinitionError("formula_not_understood", where=text, found=text[at:], expected="")
            found.append(token)
            at = token.end()
        return found

    def _sign(self) -> str:
        return (self._tokens[self._at].group(5) or "") if self._at < len(self._tokens) else ""

    def take(self, *signs: str) -> str:
        """The next token, which must be one of these signs."""
        sign = self._sign()
        if sign not in signs:
            raise DefinitionError("formula_not_understood", where=self._text, found=self._rest(), expected=" ".join(signs))
        self._at += 1
        return sign

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise DefinitionError("formula_not_understood", where=self._text, found=self._rest(), expected="")

    def _rest(self) -> str:
        return self._text[self._tokens[self._at].start() :].strip() if self._at < len(self._tokens) else ""

    def sum(self) -> Node:
        return self._row(self._product, "+", "-")

    def _product(self) -> Node:
        return self._row(self.factor, "*", "/")

    def _row(self, part: Callable[[], Node], *signs: str) -> Node:
        node = part()
        while self._sign() in signs and self._sign():
            node = Operation(self.take(*signs), node, part())
        return node

    def factor(self) -> Node:
        if self._sign() == "-":
            return Operation(self.take("-"), None, self.factor())
        if self._sign() == "(":
            self.take("(")
            node = self.sum()
            self.take(")")
            return node
        if self._at >= len(self._tokens) or self._sign():
            raise DefinitionError("formula_not_understood", where=self._text, found=self._rest(), expected="")
        token = self._tokens[self._at]
        self._at += 1
        if token.group(1):
            return Number(Fraction(token.group(1)), token.group(2))
        if token.group(4) is not None:
            return Address(token.group(3).strip(), tuple(part.strip() for part in token.group(4).split(",")))
        return self._call(token.group(6))

    def _call(self, function: str) -> Call:
        self.take("(")
        arguments = [self.sum()]
        while self._sign() == ",":
            self.take(",")
            arguments.append(self.sum())
        self.take(")")
        return Call(function, tuple(arguments))

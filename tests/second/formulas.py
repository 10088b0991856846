"""Formulas on plain floats: the second implementation's own reading of the small language."""

from __future__ import annotations

import ast
import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Figures:
    """The figures that a formula may name: inputs with their value, derived figures with their formula."""

    def __init__(self, values: Mapping[str, float], derived: Mapping[str, str]) -> None:
        self.values = values
        self.derived = derived

    def amount(self, formula: str) -> float:
        """Return the value of `formula`; a power that leaves the real numbers and anything unknown is an error."""
        return self._value(_read(formula))

    def growth(self, grows_with: str | None, month: int) -> float:
        """Return by what an amount is multiplied in `month` where it rises with `grows_with` a year, if with any."""
        return 1.0 if grows_with is None else (1 + self.amount(grows_with)) ** (month / 12)

    def _value(self, node: ast.expr) -> float:
        match node:
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.Name(id=name):
                return float(self.values[name]) if name in self.values else self.amount(self.derived[name])
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=inner):
                return -self._value(inner) if isinstance(sign, ast.USub) else self._value(inner)
            case ast.BinOp(left=left, op=sign, right=right):
                return _joined(self._value(left), sign, self._value(right))
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=terms):
                return {"min": min, "max": max}[name](self._value(term) for term in terms)
        raise ValueError(f"not a formula: {ast.dump(node)}")


@cache
def _read(formula: str) -> ast.expr:
    return ast.parse(formula.strip(), mode="eval").body


def _joined(left: float, sign: ast.operator, right: float) -> float:
    match sign:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return math.pow(left, right)
    raise ValueError(f"not a sign of the language: {ast.dump(sign)}")

"""Formulas: a small, safe language of arithmetic over the figures of a scenario.

``+ - * / **``, parentheses, ``min``, ``max``, numbers and names. The text is read by Python's own parser and only the
listed nodes are taken over into the tree below; nothing is ever executed by `eval`.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roitool.errors import Value

Column = NDArray[np.float64] | float
"""One value, or one value per future."""

MAX_DEPTH = 24
MAX_NODES = 250
_DECIMAL_COMMA = re.compile(r"(?<![\w.])(\d[\d.]*),(\d+)(?!\w)")
ALLOWED_CONSTANTS = (0.0, 1.0, 12.0, 100.0)
"""Numbers that may stand inside a longer formula; every other one is a figure with a name and evidence."""


class FormulaError(Exception):
    """A formula cannot be read, or cannot be calculated."""

    def __init__(self, code: str, values: Mapping[str, Value]) -> None:
        super().__init__(code, dict(values))
        self.code = code
        self.values = dict(values)


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """The id of a figure."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function over two or more operands; the minus sign is one over a single operand."""

    symbol: str
    operands: tuple[Node, ...]


Node = Number | Name | Operation

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
_CALCULATE: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    # Numpy's functions, not Python's operators: on plain floats too they report failure through the error state.
    "/": np.divide,
    "**": np.power,
    "min": np.minimum,
    "max": np.maximum,
}


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """Read a formula.

    Parameters
    ----------
    text
        The formula as typed, ``"hours_freed * weeks_per_year * hourly_cost"``.

    Raises
    ------
    FormulaError
        ``formula_unreadable`` (with the position), ``formula_decimal_comma``, ``formula_not_allowed`` (a part that is
        no arithmetic), ``formula_too_deep``, ``formula_number_too_large``.
    """
    try:
        expression = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        # ValueError: NUL characters and lone surrogates, which Python's parser does not take in at all.
        if "too many nested" in str(error):
            raise FormulaError("formula_too_deep", {"formula": text[:200], "limit": MAX_DEPTH}) from None
        _refuse_decimal_comma(text)
        position = getattr(error, "offset", None) or 1
        raise FormulaError("formula_unreadable", {"formula": text[:200], "position": position}) from None
    except (RecursionError, MemoryError):
        raise FormulaError("formula_too_deep", {"formula": text[:200], "limit": MAX_DEPTH}) from None
    if _outgrows(expression):
        raise FormulaError("formula_too_deep", {"formula": text[:200], "limit": MAX_DEPTH})
    return _taken_over(expression, text)


def names(node: Node) -> frozenset[str]:
    """Return the ids that a formula uses."""
    return frozenset(part.id for part in walk(node) if isinstance(part, Name))


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, operands before the operation."""
    if isinstance(node, Operation):
        for operand in node.operands:
            yield from walk(operand)
    yield node


def loose_constants(node: Node) -> tuple[float, ...]:
    """Return the numbers that should have been figures: all but 0, 1, 12 and 100, unless the formula is one number."""
    if _is_one_number(node):
        return ()
    numbers = (part.value for part in walk(node) if isinstance(part, Number))
    return tuple(value for value in numbers if value not in ALLOWED_CONSTANTS)


def constant(node: Node) -> float | None:
    """Return the value of a formula that names no figure, else None.

    Raises
    ------
    FormulaError
        As :func:`calculate`.
    """
    return None if names(node) else float(calculate(node, {}))


def calculate(node: Node, figures: Mapping[str, Column]) -> Column:
    """Calculate a formula for all futures at once.

    Parameters
    ----------
    figures
        The value of every id that the formula uses: a float, or an array with one value per future.

    Returns
    -------
    Column
        A float where every figure is one, else an array of shape (futures,).

    Raises
    ------
    FormulaError
        ``division_by_zero`` or ``not_finite``: the part of the formula that fails, the position of the first
        future in which it does, and the values of the figures there.
    """
    try:
        with np.errstate(divide="raise", over="raise", invalid="raise", under="ignore"):
            return _value(node, figures)
    except (FloatingPointError, OverflowError):
        raise _failure(node, figures) from None


def written(node: Node) -> str:
    """Return the formula as text, every operation within another in parentheses."""
    if isinstance(node, Number):
        return f"{node.value:.15g}"
    if isinstance(node, Name):
        return node.id
    if node.symbol in {"min", "max"}:
        return f"{node.symbol}({', '.join(written(operand) for operand in node.operands)})"
    parts = [
        f"({written(operand)})" if isinstance(operand, Operation) and operand.symbol in {"+", "-", "*", "/", "**"}
        else written(operand)
        for operand in node.operands
    ]  # fmt: skip
    return f"-{parts[0]}" if len(parts) == 1 else f" {node.symbol} ".join(parts)


def _value(node: Node, figures: Mapping[str, Column]) -> Column:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return figures[node.id]
    operands = [_value(operand, figures) for operand in node.operands]
    result = -operands[0] if len(operands) == 1 else reduce(_CALCULATE[node.symbol], operands)
    return result if isinstance(result, np.ndarray) and result.ndim else _finite(float(result))


def _finite(value: float) -> float:
    # Python's own float arithmetic overflows to inf without a word.
    if not math.isfinite(value):
        raise FloatingPointError
    return value


def _failure(node: Node, figures: Mapping[str, Column]) -> FormulaError:
    """Find the first operation that fails, and the first future in which it does."""
    for part in walk(node):
        if not isinstance(part, Operation):
            continue
        with np.errstate(all="ignore"):
            operands = [_value_quietly(operand, figures) for operand in part.operands]
            result = np.atleast_1d(_value_quietly(part, figures))
        if np.isfinite(result).all():
            continue
        future = int(np.flatnonzero(~np.isfinite(result))[0])
        divisor = np.broadcast_to(operands[-1], result.shape)[future]
        code = "division_by_zero" if part.symbol == "/" and divisor == 0 else "not_finite"
        here = tuple(
            (name, float(np.broadcast_to(figures[name], result.shape)[future])) for name in sorted(names(part))
        )
        return FormulaError(code, {"part": written(part), "future": future, "figures": here})
    raise AssertionError("a formula failed without a part that fails")


def _value_quietly(node: Node, figures: Mapping[str, Column]) -> NDArray[np.float64]:
    if isinstance(node, Operation):
        operands = [_value_quietly(operand, figures) for operand in node.operands]
        return np.asarray(-operands[0] if len(operands) == 1 else reduce(_CALCULATE[node.symbol], operands))
    return np.asarray(node.value if isinstance(node, Number) else figures[node.id], dtype=np.float64)


def _is_one_number(node: Node) -> bool:
    if isinstance(node, Operation) and len(node.operands) == 1:
        node = node.operands[0]
    return isinstance(node, Number)


def _outgrows(expression: ast.expr) -> bool:
    """Whether the tree is too deep or too large; walked level by level, for recursion is what it guards against."""
    level: list[ast.expr] = [expression]
    nodes = 0
    for _ in range(MAX_DEPTH):
        nodes += len(level)
        level = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        if not level:
            return nodes > MAX_NODES
    return True


def _taken_over(node: ast.expr, text: str) -> Node:
    match node:
        case ast.Constant(value=value) if type(value) in {int, float}:
            return Number(_as_float(value, text))
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Operation("-", (_taken_over(operand, text),))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _taken_over(operand, text)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return Operation(_BINARY[type(op)], (_taken_over(left, text), _taken_over(right, text)))
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=[_, _, *_] as arguments, keywords=[]):
            return Operation(name, tuple(_taken_over(argument, text) for argument in arguments))
    if isinstance(node, ast.Tuple):
        _refuse_decimal_comma(text)
    found = ast.get_source_segment(text.strip(), node) or text
    raise FormulaError("formula_not_allowed", {"formula": text[:200], "part": found[:80]})


def _refuse_decimal_comma(text: str) -> None:
    """Refuse a formula that can be read once its numbers are written with a point."""
    found = _DECIMAL_COMMA.search(text)
    if found is None:
        return
    try:
        ast.parse(_DECIMAL_COMMA.sub(_with_a_point, text).strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    values = {"formula": text[:200], "found": found[0][:80], "written": _with_a_point(found)[:80]}
    raise FormulaError("formula_decimal_comma", values) from None


def _with_a_point(number: re.Match[str]) -> str:
    return f"{number[1].replace('.', '')}.{number[2]}"


def _as_float(value: object, text: str) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]  # an int or a float, as the caller looked
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise FormulaError("formula_number_too_large", {"formula": text[:200]})
    return number

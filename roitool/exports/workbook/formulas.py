"""A formula of the document as a formula of a spreadsheet.

Both languages have the same signs and not the same precedence: to a spreadsheet ``-2^2`` is 4 and ``2^3^2`` is 64. So
every operation stands in parentheses, and nothing is left to precedence.
"""

from __future__ import annotations

from collections.abc import Callable

from roitool.scenario.formula import Name, Node, Number, Operation, parse, walk

_FUNCTIONS = {"min": "MIN", "max": "MAX"}


def in_spreadsheet(text: str, name_of: Callable[[str], str]) -> str:
    """Return a formula as a spreadsheet reads it, without the equals sign.

    Parameters
    ----------
    text
        The formula as it stands in the document.
    name_of
        What the spreadsheet calls the figure of an id.

    Raises
    ------
    FormulaError
        As :func:`roitool.scenario.formula.parse`.
    """
    return _translated(parse(text), name_of)


def figure_name(id_: str, candidate: int | None = None) -> str:
    """Return what the workbook calls a figure: a shared one, or one of the candidate in this place of the document.

    Every name begins with ``in_``, for an id such as ``abc1`` would be a cell. Ids begin with a letter, so the number
    of a candidate cannot be mistaken for the beginning of one.
    """
    return f"in_{id_}" if candidate is None else f"in_{candidate + 1}_{id_}"


def number(value: float) -> str:
    """Return a number as it stands in a formula: the shortest text that reads back to the same bits."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(float(value)).upper()


def _translated(node: Node, name_of: Callable[[str], str]) -> str:
    if isinstance(node, Number):
        return number(node.value)
    if isinstance(node, Name):
        return name_of(node.id)
    operands = [_translated(operand, name_of) for operand in node.operands]
    if node.symbol in _FUNCTIONS:
        return f"{_FUNCTIONS[node.symbol]}({','.join(operands)})"
    if len(operands) == 1:
        return f"(-{operands[0]})"
    if node.symbol == "**":
        return _power(node.operands[1], *operands)
    return f"({node.symbol.join(operands)})"


def _power(exponent: Node, base: str, raised: str) -> str:
    """Return a power; with both at 0 it is 1, as in the document, where Excel knows no answer."""
    power = f"({base}^{raised})"
    # An exponent is written twice for that. One with a power in it is not: each within the next would double the text.
    if any(isinstance(part, Operation) and part.symbol == "**" for part in walk(exponent)):
        return power
    never_zero = isinstance(exponent, Number) and exponent.value != 0
    return power if never_zero else f"IF({raised}=0,1,{power})"

"""Formulas as a person reads them: with the names of figures for their ids, and what they come to in the likely case.

``hours_freed * weeks_per_year * hourly_cost`` becomes ``Uren die vrijkomen × Weken per jaar × Loon per uur``, and
``€ 46.100``. Parentheses stand where they are needed, and a number as the language writes it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from roitool.cashflow.calendar import calendar_of
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.editing import value_at
from roitool.scenario.formula import FormulaError, Name, Number, Operation, parse
from roitool.scenario.inputs import DerivedFigure, Input
from roitool.scenario.quantities import Fixed
from roitool.scenario.quantities.base import LARGEST
from roitool.scenario.references import figure_places
from roitool.wording.numbers import in_digits
from roitool.wording.quantities import figure_text
from roitool.wording.units import figure_unit
from roitool.wording.values import measure_of, typed_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.errors import Place
    from roitool.scenario.formula import Node
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_BEGINS: Final = frozenset({"go_live_month", "start"})
"""What begins to run on a date: the month after it, where it falls between two."""

_HAPPENS: Final = frozenset({"month", "found_out_month", "end"})
_LASTS: Mapping[str, float] = MappingProxyType(
    {"ramp_months": 1 / 12, "stops_months": 1 / 12, "contract_months": 1 / 12, "life_years": 1.0}
)
"""Times, and how many years one of them is."""

_LONGEST_YEARS: Final = 100

_DIGITS: Final = 3
"""Of a value that was calculated: enough to see whether it is the right one."""

_SIGNS: Mapping[str, str] = MappingProxyType({"+": "+", "-": "\N{MINUS SIGN}", "*": "×", "/": "÷", "**": "^"})
_BINDS: Mapping[str, int] = MappingProxyType({"+": 1, "-": 1, "*": 2, "/": 2, "**": 4})
_SIGN_BINDS: Final = 3
_ALONE: Final = 9


@dataclass(frozen=True, slots=True)
class Visible:
    """The figures that a formula of some scope can name.

    Attributes
    ----------
    labels, values
        By id: what each is called, and its value in the likely case (left out where it has none).
    currency
        Of the scenario.
    """

    labels: Mapping[str, str]
    values: Mapping[str, float]
    currency: str


def visible(scenario: Scenario, candidate: int | None, words: Words) -> Visible:
    """Return the figures that formulas of a candidate see, or for None those of everything else."""
    shared = base_figures(scenario)
    values = shared if candidate is None else base_figures(scenario.candidates[candidate], shared)
    labels = {
        name: words.label(value_at(scenario, place).label) or name
        for name, place in figure_places(scenario, candidate).items()
    }
    return Visible(labels, values, scenario.currency)


def figures_in_words(scenario: Scenario, candidate: int | None, seen: Visible, words: Words) -> dict[str, str]:
    """Return by id what each figure that a formula can name is, or comes to."""
    places = figure_places(scenario, candidate)
    return {
        name: _shown(value_at(scenario, place), seen.values.get(name), scenario.currency, words)
        for name, place in places.items()
    }


def scope_of(place: Place) -> int | None:
    """Return the candidate whose figures the formula at a place sees, None where it sees the shared ones alone."""
    match place:
        case ("candidates", int(candidate), *_):
            return candidate
    return None


def formula_in_words(text: str, labels: Mapping[str, str], words: Words) -> str:
    """Return a formula with labels for ids, nothing where it cannot be read."""
    try:
        node = parse(text)
    except FormulaError:
        return ""
    return _in_words(node, labels, words)[0]


def formula_value(scenario: Scenario, place: Place, text: str, seen: Visible, words: Words) -> str:
    """Return what the formula for a place comes to in the likely case, in its unit; nothing where it has no value.

    What was typed as one number is repeated as it is, what was calculated in three digits.
    """
    value = base_value(text, seen.values)
    if value is None or abs(value) > LARGEST:
        return ""
    part = value_at(scenario, place[:-1])
    if typed_number(text) is None:
        value = in_digits(value, _DIGITS)
    if isinstance(part, DerivedFigure):
        return figure_unit(part.unit, Fixed(value=value), seen.currency, words).echo(value, words)
    match measure_of(type(part), str(place[-1])):
        case "share":
            return f"{words.number(float(Decimal(repr(value)).scaleb(2)))}%"
        case "percent":
            return f"{words.number(value)}%"
        case "money":
            return words.money(value, seen.currency)
    return _counted(scenario, str(place[-1]), value, words)


def _counted(scenario: Scenario, name: str, value: float, words: Words) -> str:
    """Return what is neither money nor a share: a month as it stands in the calendar, or how long something takes."""
    calendar = calendar_of(scenario)
    counts = 0 <= value <= calendar.months
    if name in _BEGINS and counts:
        return words.month(calendar, math.floor(value) + 1)
    if name in _HAPPENS and counts:
        return words.month(calendar, math.ceil(value))
    if name in _LASTS and 0 < value * _LASTS[name] <= _LONGEST_YEARS:
        return words.duration(value * _LASTS[name])
    return words.number(value)


def _shown(item: Input | DerivedFigure, value: float | None, currency: str, words: Words) -> str:
    if isinstance(item, Input):
        return figure_text(item, currency, words)
    if value is None:
        return ""
    return figure_unit(item.unit, Fixed(value=value), currency, words).echo(in_digits(value, _DIGITS), words)


def _in_words(node: Node, labels: Mapping[str, str], words: Words) -> tuple[str, int]:
    """Return a part of a formula, and how strongly it holds together."""
    match node:
        case Number(value):
            return words.number(value), _ALONE
        case Name(name):
            return labels.get(name, name), _ALONE
        case Operation("min" | "max" as symbol, operands):
            listed = words.listed(tuple(_within(each, _BINDS["+"], labels, words) for each in operands))
            return words.text(f"formula.{symbol}", operands=listed), 0
        case Operation("-", (only,)):
            return f"{_SIGNS['-']}{_within(only, _SIGN_BINDS, labels, words)}", _SIGN_BINDS
        case Operation(symbol, (left, right)):
            own = _BINDS[symbol]
            # What comes second in a difference or quotient, and first in a power, is a whole of its own.
            pair = (
                _within(left, own + (symbol == "**"), labels, words),
                _within(right, own + (symbol in {"-", "/"}), labels, words),
            )
            return f" {_SIGNS[symbol]} ".join(pair), own
    raise TypeError(node)


def _within(node: Node, least: int, labels: Mapping[str, str], words: Words) -> str:
    text, binds = _in_words(node, labels, words)
    return text if binds >= least else f"({text})"

"""A field of a scenario in words: an amount as money, a share as a percentage, a choice by its name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from roitool.errors import ScenarioError
from roitool.scenario.base import Part
from roitool.scenario.candidate import Candidate
from roitool.scenario.data import effective_regime
from roitool.scenario.editing import value_at
from roitool.scenario.formula import FormulaError, Number, Operation, parse
from roitool.scenario.lines import Uptime
from roitool.scenario.references import BOUNDS
from roitool.scenario.scenario import FlatRegime, NamedRegime, RealRate, Scenario
from roitool.wording import numbers
from roitool.wording.plain import clean
from roitool.wording.ways import names_of_ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.errors import Place
    from roitool.wording.words import Words

LONGEST = 80
"""Of a text or formula on a line; what is longer is clipped."""

_PERCENT_DIGITS = 6
_SHARES = frozenset({"share", "chance", "growth", "overrun"})
_RATES = frozenset(
    {"rate", "borrowing_rate", "stop_loss", "real", "inflation", "hurdle_rate", "declining_rate", "vat_rate"}
    | {"added_short", "chance_npv", "chance_payback"}
)
_COUNTS = frozenset(
    {"month", "go_live_month", "ramp_months", "life_years", "found_out_month", "stops_months", "start", "end"}
    | {"contract_months", "placed", "formula", "count"}
)
_CHOICES = frozenset({"kind", "per", "paid", "how_often", "repayment", "category", "standard", "layer"})

Measure = Literal["share", "percent", "money", "count"]
"""What a number counts: a share, written as a percentage; a percentage; an amount of money; something else."""

_MEASURES: Mapping[tuple[type[BaseModel], str], Measure] = MappingProxyType(
    {(Uptime, "spread"): "percent", (Uptime, "per_point"): "share", (Uptime, "cap"): "share"}
)
"""Of fields whose name and bound do not tell."""


def measure_of(model: type[BaseModel], name: str) -> Measure:
    """Return what a field of a part of the document counts: a number, or a formula that gives one."""
    if (model, name) in _MEASURES:
        return _MEASURES[model, name]
    bound = BOUNDS.get(model, {}).get(name) if issubclass(model, Part) else None
    if name in _RATES or (bound is not None and bound.kind in _SHARES):
        return "share"
    if bound is None or name in _COUNTS:
        return "count"
    return "percent" if bound.kind == "percent" else "money"


def value_text(place: Place, value: Any, scenario: Scenario, words: Words) -> str:
    """Return what stands at a place of a scenario in words, on one line.

    Parameters
    ----------
    place
        Of a plain value, or of a part that is told as one: a hurdle rate, the tax rules.
    """
    part, name = value_at(scenario, place[:-1]), str(place[-1])
    if value is None or value == ():
        return words.text("changes.none")
    if name in BOUNDS.get(type(part), {}):
        return _formula(part, name, value, scenario.currency, words)
    if isinstance(value, str):
        return _text(place, name, value, scenario, words)
    if isinstance(value, tuple):
        return words.listed(tuple(_named(place, each, scenario, words) for each in value))
    return _rules_or_rate(value, words) if isinstance(value, BaseModel) else _number(name, value, words)


def quoted(text: str, words: Words) -> str:
    """Return a text that a person wrote in quotation marks, clipped; a word for none where it is empty."""
    line = clean(text, LONGEST)
    return words.quoted(line) if line else words.text("changes.empty")


def regime_name(choice: FlatRegime | NamedRegime, words: Words) -> str:
    """Return what the tax rules of a scenario are called, with the rate that it states itself."""
    try:
        title = words.label(effective_regime(choice).title)
    except ScenarioError:  # rules that cannot be read have no title
        return quoted(choice.id, words)
    if choice.rate is None:
        return title
    rate = words.percent(choice.rate, _PERCENT_DIGITS)
    return words.text("regime.own_rate" if isinstance(choice, NamedRegime) else "regime.flat", regime=title, rate=rate)


def way_name(candidate: Candidate, way_id: str, words: Words) -> str:
    """Return what a way of paying is called, its id where the candidate has none of that id."""
    return names_of_ways(candidate.ways_of_paying, words).get(way_id, way_id)


def typed_number(text: str) -> float | None:
    """Return the number that a formula is; None where there is anything to calculate in it."""
    try:
        match parse(text):
            case Number(value) | Operation("-", (Number(value),)) as node:
                return -value if isinstance(node, Operation) else value
    except FormulaError:
        pass
    return None


def _text(place: Place, name: str, value: str, scenario: Scenario, words: Words) -> str:
    if name in _CHOICES:
        return words.text(f"changes.{name}.{value}")
    if name == "start":
        year, month = map(int, value.split("-"))
        return numbers.month(year, month, words.language)
    if place[-2:] == ("regime", "id"):
        return _rules_or_rate(NamedRegime(id=value), words)
    if name in {"paid_by", "overrun"}:
        return _named(place, value, scenario, words)
    return value if name in {"currency", "stream"} else quoted(value, words)


def _formula(part: Part, name: str, text: str, currency: str, words: Words) -> str:
    number = typed_number(text)
    if number is None:
        return clean(text, LONGEST)
    match measure_of(type(part), name):
        case "share":
            return words.percent(number, _PERCENT_DIGITS)
        case "percent":
            return f"{words.number(number)}%"
        case "money":
            return words.money(number, currency)
    return words.number(number)


def _number(name: str, value: float, words: Words) -> str:
    if isinstance(value, bool):
        return words.text(f"changes.{'yes' if value else 'no'}")
    if name in _RATES:
        return words.percent(value, _PERCENT_DIGITS)
    if name == "payback_years":
        return words.duration(value)
    return str(value) if name == "seed" else words.number(value)


def _rules_or_rate(value: Any, words: Words) -> str:
    if isinstance(value, RealRate):
        real, inflation = (words.percent(rate, _PERCENT_DIGITS) for rate in (value.real, value.inflation))
        return words.text("changes.real_rate", real=real, inflation=inflation)
    return regime_name(value, words)


def _named(place: Place, name: str, scenario: Scenario, words: Words) -> str:
    """Return what a part of a candidate is called that another part of it names."""
    candidate: Candidate = value_at(scenario, place[:2])
    if place[-1] == "paid_by":
        return quoted(way_name(candidate, name, words), words)
    found = candidate.lines if place[-1] in {"of", "replaces"} else (*candidate.inputs, *scenario.inputs)
    label = next((words.label(item.label) for item in found if item.id == name), "")
    return quoted(label or name, words)

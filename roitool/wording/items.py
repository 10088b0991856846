"""The items of the lists of a document, each on one line: what it is called, its formula in words, what it comes to."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roitool.scenario.candidate import Averted, FinancialLease, Hire, Loan, RiskEvent
from roitool.scenario.company import Commitment, OtherInvestment
from roitool.scenario.inputs import DerivedFigure, Input
from roitool.scenario.lines import Benefit, Fleet, Grant, Investment, NothingLine, OneOff, RunningCost, WorkingCapital
from roitool.scenario.scenario import Correlation
from roitool.wording.formulas import Visible, formula_in_words, formula_value, scope_of, visible
from roitool.wording.places import label_of_input
from roitool.wording.quantities import figure_text
from roitool.wording.values import typed_number, way_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roitool.errors import Place
    from roitool.scenario.base import Part
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

BETWEEN = " · "

_FORMULAS: Mapping[type[Part], str] = MappingProxyType(
    {
        Investment: "amount",
        OneOff: "amount",
        RunningCost: "amount",
        Benefit: "amount",
        WorkingCapital: "share",
        Grant: "amount",
        Fleet: "placed",
        NothingLine: "amount",
        Hire: "fee",
        RiskEvent: "cost",
        Averted: "share",
        Commitment: "amount",
        OtherInvestment: "amount",
        DerivedFigure: "formula",
    }
)
_VALUES: Mapping[type[Part], tuple[str, ...]] = MappingProxyType(
    {Loan: ("share", "rate", "months"), FinancialLease: ("rate", "months"), RiskEvent: ("chance",)}
)
"""What is told of an item besides its formula."""

_PER: Mapping[type[Part], str] = MappingProxyType({Fleet: "year", Hire: "month"})
"""Over which time the formula counts, where the item does not say so itself."""


class Summary(NamedTuple):
    """An item in short: its formula in words, and its value in the likely case; empty where it has none."""

    formula: str
    value: str


def item_name(item: Part, scenario: Scenario, place: Place, words: Words) -> str:
    """Return what an item of a list is called; by its kind or its id where nobody named it."""
    match item:
        case Averted(line=id_):
            lines = {line.id: words.label(line.label) for line in scenario.do_nothing.lines}
            return lines.get(id_) or id_
        case OtherInvestment(year=year):
            return str(year)
        case Correlation(between=(one, other)):
            return " ↔ ".join(label_of_input(scenario, name, words) for name in (one, other))
    match place:
        case ("candidates", int(candidate), "ways_of_paying", int()):
            return way_name(scenario.candidates[candidate], str(getattr(item, "id", "")), words)
    label = getattr(item, "label", "") or getattr(item, "title", "")
    return words.label(label) or str(getattr(item, "id", "")) or words.text("items.unnamed")


def line_summary(item: Part, scenario: Scenario, place: Place, words: Words, seen: Visible | None = None) -> Summary:
    """Return an item of a list of the document in short.

    Parameters
    ----------
    place
        Of the item.
    seen
        The figures that its formulas see, where the caller has them at hand.
    """
    known = visible(scenario, scope_of(place), words) if seen is None else seen

    def value_of(name: str) -> str:
        found = getattr(item, name)
        if name == "months":
            return words.months(found)
        return "" if found is None else formula_value(scenario, (*place, name), found, known, words)

    beside = [value_of(name) for name in _VALUES.get(type(item), ())]
    match item:
        case Input():
            beside.append(figure_text(item, scenario.currency, words))
        case Correlation():
            beside.append(words.number(item.rank_correlation))
    name = _formula_of(item)
    text = "" if name is None else getattr(item, name)
    if name is None or not text:
        return Summary("", _joined(beside))
    per, value = _per(item), value_of(name)
    beside.append(words.text(f"items.per.{per}", value=value) if per and value else value)
    # A formula that is one number would only say the value again.
    formula = formula_in_words(text, known.labels, words) if typed_number(text) is None else ""
    return Summary(formula, _joined(beside))


def _formula_of(item: Part) -> str | None:
    """Return the formula that tells most of an item."""
    if isinstance(item, Grant) and item.amount is None:
        return "share"
    return _FORMULAS.get(type(item))


def _per(item: Part) -> str:
    """Return what the formula of an item counts for, once; nothing where it counts for all there is."""
    if isinstance(item, Investment) and item.interface is not None:
        return "interface"
    return _PER.get(type(item)) or str(getattr(item, "per", ""))


def _joined(parts: Iterable[str]) -> str:
    return BETWEEN.join(part for part in parts if part)

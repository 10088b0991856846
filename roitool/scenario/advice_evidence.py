"""Advice on how well figures are known: guesses and ranges that are too sure, quotes that are old or have no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.lines import Benefit
from roitool.scenario.quantities import Fixed
from roitool.scenario.units import is_hours, is_money, share_of_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Place, Value
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.candidate_figures import CandidateFigures
    from roitool.scenario.inputs import Input
    from roitool.scenario.quantities import Quantity
    from roitool.scenario.scenario import Scenario

_NARROW = 0.5
"""Part of the width of a reference figure below which an own range is narrow."""


def narrower_than(own: Quantity, reference: Quantity) -> bool:
    """Tell whether a range is less than half as wide as that of a reference figure.

    Parameters
    ----------
    own, reference
        Quantities without an error. Of each the spread from P10 to P90 is taken relative to the size of its P50, so
        that a dear machine is held against a cheap one; as it is where one of the two has a P50 of zero.

    Returns
    -------
    bool
        Never true of a reference without a spread: it says nothing about width.
    """
    (own_spread, own_middle), (spread, middle) = _spread_and_middle(own), _spread_and_middle(reference)
    if own_middle and middle:
        own_spread, spread = own_spread / own_middle, spread / middle
    return own_spread < _NARROW * spread


def guesses_without_range(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Yield a warning at each guess of one number that the benefits rest on, if it is money, hours or a share.

    Nobody guesses to the euro. Zero is a choice and no guess; numbers of machines or weeks are mostly simply known.
    """
    amounts = (figures.read(line.amount) for line in candidate.lines if isinstance(line, Benefit))
    for name in sorted({name for amount in amounts if amount is not None for name in figures.behind(amount)}):
        item = figures.inputs[name]
        material = is_money(item.unit, figures.currency) or is_hours(item.unit) or share_of_one(item.unit)
        if item.evidence.by == "guess" and isinstance(item.quantity, Fixed) and item.quantity.value and material:
            yield Problem(figures.places[name], "guess_without_range", severity="warning")


def promises_without_range(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Yield a warning at each figure of one number that a supplier promises, where nothing in the benefit is uncertain.

    A share of it that is uncertain, of what comes true say, makes up for that.
    """
    told = set()
    for line in candidate.lines:
        amount = figures.read(line.amount) if isinstance(line, Benefit) else None
        behind = [] if amount is None else [figures.inputs[name] for name in figures.behind(amount)]
        own = [item for item in behind if item in candidate.inputs]
        if any(share_of_one(item.unit) and not isinstance(item.quantity, Fixed) for item in own):
            continue
        told |= {item.id for item in own if item.evidence.by == "quote" and isinstance(item.quantity, Fixed)}
    for name in sorted(told):
        yield Problem(figures.places[name], "promise_without_range", severity="warning")


def quote_advice(scenario: Scenario) -> Iterator[Problem]:
    """Yield advice on the dates of quotes, once for the shared figures and once for those of each candidate."""
    yield from _quotes(scenario, scenario.inputs, "")
    for position, candidate in enumerate(scenario.candidates):
        found = _quotes(scenario, candidate.inputs, f"{candidate.id}.")
        yield from (problem.below("candidates", position) for problem in found)


def _quotes(scenario: Scenario, inputs: tuple[Input, ...], prefix: str) -> Iterator[Problem]:
    """Tell of quotes more than a year older than the start, whose prices hold no more, and of those without a date."""
    year, month = scenario.start.split("-")
    a_year_before = f"{int(year) - 1}-{month}-01"
    quotes = [(position, item) for position, item in enumerate(inputs) if item.evidence.by == "quote"]
    undated = [(position, item) for position, item in quotes if item.evidence.date is None]
    old = [(position, item) for position, item in quotes if (item.evidence.date or a_year_before) < a_year_before]
    if old:
        oldest = min(item.evidence.date or a_year_before for _, item in old)
        values: dict[str, Value] = {"found": oldest, "inputs": tuple(f"{prefix}{item.id}" for _, item in old)}
        yield Problem(_date_of(old[0][0]), "quote_old", values, "warning")
    if undated:
        values = {"inputs": tuple(f"{prefix}{item.id}" for _, item in undated)}
        yield Problem(_date_of(undated[0][0]), "quote_undated", values, "info")


def _date_of(position: int) -> Place:
    return ("inputs", position, "evidence", "date")


def _spread_and_middle(quantity: Quantity) -> tuple[float, float]:
    low, middle, high = quantity.quantile([0.1, 0.5, 0.9]).tolist()
    return high - low, abs(middle)

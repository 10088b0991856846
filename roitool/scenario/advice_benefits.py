"""Advice on what a candidate brings: uptime of 100 %, hours that are called money, a benefit that is counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.hints import PAID_HOURS, mentions
from roitool.scenario.lines import Benefit, Fleet
from roitool.scenario.units import is_hours, is_money_for_one_of, is_money_per_hour, share_of_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Place, Value
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.candidate_figures import CandidateFigures
    from roitool.scenario.formula import Node

    Drawn = tuple[int, Benefit, Node]
    """A line, its position, and its amount."""

_ALWAYS_UP_PERCENT = 99.9
_ALWAYS_UP_SHARE = 0.995
_ALL = 0.999
"""A share from which there is no talk of a part any more."""

_MORE_THAN_ALL = 1.0 + 1e-9


def benefit_advice(candidate: Candidate, place: Place, figures: CandidateFigures) -> Iterator[Problem]:
    """Yield advice on the benefits of the candidate at a place, at places from the top of the document."""
    for position, line in enumerate(candidate.lines):
        if isinstance(line, Fleet):
            yield from (problem.below(*place, "lines", position) for problem in _promised_uptime(line, figures))
    lines: list[Drawn] = [
        (position, line, node)
        for position, line in enumerate(candidate.lines)
        if isinstance(line, Benefit) and (node := figures.read(line.amount)) is not None
    ]
    for position, line, node in lines:
        yield from _availability(node, figures)
        if line.kind == "saving":
            yield from _all_hours_cash(line, node, (*place, "lines", position, "amount"), figures)
    yield from _counted_twice(lines, place, figures)


def _promised_uptime(line: Fleet, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of machines that never stop: reached, no penalty is ever paid; promised, one for every stop."""
    if line.uptime is None:
        return
    promised = base_value(line.uptime.guaranteed, figures.base) or 0.0
    reached = base_value(line.uptime.achieved, figures.base) or 0.0
    if promised >= _ALWAYS_UP_PERCENT:
        yield Problem(("uptime", "guaranteed"), "uptime_always_promised", {"found": promised}, "warning")
    if reached >= _ALWAYS_UP_PERCENT:
        yield Problem(("uptime", "achieved"), "uptime_always_reached", {"found": reached}, "warning")


def _availability(amount: Node, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of a benefit multiplied by an availability of all but 100 %: stops, changeovers, repairs are forgotten."""
    for name in figures.behind(amount):
        of_one = share_of_one(figures.inputs[name].unit)
        if of_one is None or not ("availability" in name or "uptime" in name) or name not in figures.base:
            continue
        share = of_one * figures.base[name]
        if _ALWAYS_UP_SHARE <= share <= 1.0 and figures.factors(amount, name):
            yield Problem(figures.places[name], "availability_complete", {"found": share}, "warning")


def _all_hours_cash(line: Benefit, amount: Node, place: Place, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of a saving that calls every freed hour money: the wages go on, unless somebody is paid less for it.

    Hours that are overtime, hired or a vacancy by name are money, and so are those with any share taken of them.
    """
    behind = figures.behind(amount)
    for name in behind:
        of_one = share_of_one(figures.inputs[name].unit) or 1.0
        if "cashable" in name and of_one * figures.base.get(name, 0.0) >= _ALL:
            yield Problem(figures.places[name], "hours_all_cash", {}, "warning")
            return
    named = [(line.id, line.label), *((name, figures.inputs[name].label) for name in behind)]
    if mentions(PAID_HOURS, named) or any(share_of_one(figures.inputs[name].unit) for name in behind):
        return
    for name in behind:
        factors = (figures.factors(amount, name) if is_hours(figures.inputs[name].unit) else None) or ()
        if _priced(factors, figures.inputs[name].unit, figures):
            yield Problem(place, "hours_all_cash", {}, "warning")
            return


def _counted_twice(lines: list[Drawn], place: Place, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of hours, or pieces, that two lines bring money for, together more than there are.

    The same hour cannot be saved and sold. A figure is shared out fairly where each line takes a part of its own, and
    the parts come to no more than all of it (``x * share`` and ``x * (1 - share)``; 40 % of the hours and 50 %).
    Pieces are looked at only where one line earns on them and the other saves on them: two savings on one piece, its
    material and its energy, are no mistake.
    """
    claims: dict[str, list[tuple[int, Benefit, tuple[Node, ...]]]] = {}
    told: set[int] = set()
    for position, line, amount in lines:
        for name in figures.behind(amount):
            unit = figures.inputs[name].unit
            factors = figures.factors(amount, name) if share_of_one(unit) is None else None
            if factors is None or not _priced(factors, unit, figures):
                continue
            for earlier, other, others in claims.setdefault(name, []):
                both = position not in told and (is_hours(unit) or line.kind != other.kind)
                if both and _parts(factors, others, figures) > _MORE_THAN_ALL:
                    told.add(position)
                    values: dict[str, Value] = {
                        "figure": ".".join(map(str, figures.places[name])),
                        "first": ".".join(map(str, (*place, "lines", earlier))),
                    }
                    yield Problem((*place, "lines", position, "amount"), "benefit_counted_twice", values, "warning")
            claims[name].append((position, line, factors))


def _priced(factors: tuple[Node, ...], unit: str, figures: CandidateFigures) -> bool:
    """Tell whether what counts in this unit is multiplied by money for one of it."""
    prices = (figures.unit(factor) for factor in factors)
    if is_hours(unit):
        return any(is_money_per_hour(price, figures.currency) for price in prices)
    return any(is_money_for_one_of(price, unit, figures.currency) for price in prices)


def _parts(one: tuple[Node, ...], other: tuple[Node, ...], figures: CandidateFigures) -> float:
    """Return the parts that two lines take of what both multiply, added up: of each the shares that it alone has."""
    return _part(one, other, figures) + _part(other, one, figures)


def _part(factors: tuple[Node, ...], others: tuple[Node, ...], figures: CandidateFigures) -> float:
    """Return the part that a line takes of what both lines multiply: the product of the shares that it alone has."""
    part = 1.0
    for factor in factors:
        if factor not in others and (share := figures.share(factor)) is not None:
            part *= share
    return part

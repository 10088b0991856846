"""Loans and leases of a new scenario that would end after the years it looks ahead, made as long as those."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.base import Translated
from roitool.scenario.base_figures import base_figures
from roitool.scenario.check_financing import financing_problems
from roitool.scenario.editing import replaced_all, value_at
from roitool.scenario.quantities import Fixed
from roitool.scenario.scenario import MAX_FUTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Place
    from roitool.scenario.base import Label
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

_LATEST = 1 - 1 / MAX_FUTURES
"""Quantile of every figure in the latest beginning that counts; more futures are never drawn."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """A term that did not fit: its place, how many months it had, and how many it has now."""

    place: Place
    before: int
    after: int


def shortened(scenario: Scenario, of: int | None = None) -> tuple[Scenario, tuple[Shortened, ...]]:
    """Return the scenario with every term of a loan, lease or rent ended within the horizon, however late it begins.

    For terms that nobody has agreed on yet: those of a template, which are usual ones. The latest beginning is that
    with every figure at its highest, for months are sums of figures. Where that leaves no month, or less than the grace
    months, a term stays as it is, for the check to refuse.

    Parameters
    ----------
    of
        Position of the only candidate that is looked at; left out, all are.
    """
    found = tuple(each for each in _too_long(scenario) if of is None or each.place[1] == of)
    edits: dict[Place, object] = {each.place: each.after for each in found}
    for each in found:
        label = value_at(scenario, (*each.place[:-1], "label"))
        edits[(*each.place[:-1], "label")] = _said_anew(label, each)
    return replaced_all(scenario, edits), found


def _said_anew(label: Label, term: Shortened) -> Label:
    """Return what a way of paying is called, where its name says how long it takes with the new number of months."""
    if isinstance(label, Translated):
        return Translated(**{name: str(_said_anew(text, term)) for name, text in label})
    return re.sub(rf"\b{term.before}\b", str(term.after), label)


def _too_long(scenario: Scenario) -> Iterator[Shortened]:
    late = _at_its_latest(scenario)
    shared, months = base_figures(late), 12 * late.horizon_years
    for number, candidate in enumerate(late.candidates):
        for problem in financing_problems(candidate, base_figures(candidate, shared), months):
            if problem.code not in {"loan_beyond_horizon", "hire_beyond_horizon"}:
                continue
            place = ("candidates", number, *problem.place)
            begins = problem.values["drawn" if problem.code == "loan_beyond_horizon" else "begins"]
            left = int(months - float(str(begins)))
            if left > getattr(value_at(late, place[:-1]), "grace_months", 0):
                yield Shortened(place, value_at(late, place), left)


def _at_its_latest(scenario: Scenario) -> Scenario:
    places: dict[Place, tuple[Input, ...]] = {("inputs",): scenario.inputs}
    for number, candidate in enumerate(scenario.candidates):
        places["candidates", number, "inputs"] = candidate.inputs
    return replaced_all(
        scenario,
        {
            (*place, position, "quantity"): Fixed(value=float(item.quantity.quantile([_LATEST])[0]))
            for place, inputs in places.items()
            for position, item in enumerate(inputs)
            if not any(problem.severity == "error" for problem in item.quantity.problems())
        },
    )

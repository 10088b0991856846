"""Advice on what a candidate costs: what quotes usually leave out, and what is said to replace something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.candidate import Hire
from roitool.scenario.hints import INTEGRATION, OWN_HOURS, mentions
from roitool.scenario.lines import Fleet, Grant, Investment, OneOff, RunningCost, WorkingCapital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.candidate_figures import CandidateFigures

_WORTH_INTEGRATING = 10_000.0
"""Quoted investment, in the currency of the scenario, from which something has to be made to fit."""


def cost_advice(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Yield advice on the costs of a candidate, at places below it."""
    if candidate.lines:
        yield from _integration(candidate, figures)
        yield from _own_hours(candidate)
        yield from _maintenance(candidate)
        yield from _hired_besides(candidate)
        yield from _named_twice(candidate)
    elif not candidate.averts:
        yield Problem(("lines",), "lines_missing", severity="warning")


def _integration(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of an investment that nothing is said about making it fit: the part that quotes leave out most often."""
    investments = [line for line in candidate.lines if isinstance(line, Investment)]
    if any(line.interface is not None for line in investments):
        return
    total = sum(base_value(line.amount, figures.base) or 0.0 for line in investments)
    if total < _WORTH_INTEGRATING:
        return
    named = []
    for line in candidate.lines:
        if isinstance(line, Investment | OneOff | RunningCost):
            node = figures.read(line.amount)
            behind = () if node is None else figures.behind(node)
            named += [(line.id, line.label), *((name, figures.inputs[name].label) for name in behind)]
    if not mentions(INTEGRATION, named):
        yield Problem(("lines",), "integration_missing", {"found": total}, "info")


def _own_hours(candidate: Candidate) -> Iterator[Problem]:
    """Tell of a project that takes nobody's time: the own hours are a cost as real as an invoice."""
    own = any(isinstance(line, OneOff | RunningCost) and line.own_time for line in candidate.lines)
    if not own and not mentions(OWN_HOURS, ((line.id, line.label) for line in candidate.lines)):
        yield Problem(("lines",), "own_hours_missing", severity="warning")


def _maintenance(candidate: Candidate) -> Iterator[Problem]:
    """Tell of an investment that costs nothing once it is there: no maintenance, no licence, no wear."""
    invests = any(isinstance(line, Investment) for line in candidate.lines)
    if invests and not any(isinstance(line, RunningCost | Fleet) for line in candidate.lines):
        yield Problem(("lines",), "maintenance_missing", severity="warning")


def _hired_besides(candidate: Candidate) -> Iterator[Problem]:
    """Tell of a lease or rent beside a purchase that stays as it is: the same thing would be paid for twice."""
    investments = [line for line in candidate.lines if isinstance(line, Investment)]
    if not investments or any(line.financeable for line in investments):
        return
    for position, way in enumerate(candidate.ways_of_paying):
        if isinstance(way, Hire) and not way.replaces:
            yield Problem(("ways_of_paying", position, "replaces"), "hire_replaces_nothing", severity="warning")


def _named_twice(candidate: Candidate) -> Iterator[Problem]:
    """Tell of a name that stands twice in one list: it counts once, and perhaps another one was meant."""
    named = [
        *(
            (("lines", position, "of"), line.of)
            for position, line in enumerate(candidate.lines)
            if isinstance(line, Grant | WorkingCapital)
        ),
        *(
            (("ways_of_paying", position, "replaces"), way.replaces)
            for position, way in enumerate(candidate.ways_of_paying)
            if isinstance(way, Hire)
        ),
    ]
    for place, names in named:
        for number, name in enumerate(names):
            if name in names[:number]:
                yield Problem((*place, number), "line_named_twice", {"found": name}, "warning")

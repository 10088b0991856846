"""The base case with one thing at a time at its low and its high value: what a tornado is drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.errors import Place, ScenarioError
from roitool.evaluate.drawn import What, uncertain_figures
from roitool.evaluate.engine import Engine
from roitool.measures import npv
from roitool.sampling.draws import BaseCase, SomeFutures
from roitool.sampling.overridden import Overridden
from roitool.scenario.quantities import Chance
from roitool.scenario.scenario import Scenario

LOW, HIGH = 0.1, 0.9
"""Each figure is set to these quantiles: in one of ten futures it is lower, in one of ten higher."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What one thing does to the net present value of the base case.

    Attributes
    ----------
    place
        Of the figure; of a failure or an event, the place of its chance.
    low, high
        Its low and its high value, in its own unit; 0 and 1 for what happens or does not.
    npv_low, npv_high
        The NPV with each of them, and everything else as in the base case.
    """

    place: Place
    what: What
    low: float
    high: float
    npv_low: float
    npv_high: float

    @property
    def width(self) -> float:
        """How far the two lie apart."""
        return abs(self.npv_high - self.npv_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The swings of one candidate, the widest first; what moves nothing is left out.

    Attributes
    ----------
    base
        NPV of the base case.
    """

    candidate: str
    base: float
    swings: tuple[Swing, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    place: Place
    what: What
    name: str
    low: float
    high: float
    base: float = 0.0


def tornado(scenario: Scenario, position: int) -> Tornado:
    """Return the swings of one candidate: one chunk, with a column for each case.

    What makes a formula at its low or high value that cannot be used has none.
    """
    engine = Engine(scenario)
    cases = list(_cases(scenario, position))
    (base,) = _present(engine, position, [])
    try:
        swings = _swings(engine, position, cases)
    except ScenarioError:
        swings = [swing for case in cases for swing in _swing_alone(engine, position, case)]
    moving = sorted((swing for swing in swings if swing.width > 0), key=lambda swing: -swing.width)
    return Tornado(scenario.candidates[position].id, base, tuple(moving))


def _swing_alone(engine: Engine, position: int, case: _Case) -> list[Swing]:
    try:
        return _swings(engine, position, [case])
    except ScenarioError:
        return []


def _swings(engine: Engine, position: int, cases: Sequence[_Case]) -> list[Swing]:
    _, *present = _present(engine, position, cases)
    return [
        Swing(case.place, case.what, case.low, case.high, low, high)
        for case, low, high in zip(cases, present[::2], present[1::2], strict=True)
    ]


def _present(engine: Engine, position: int, cases: Sequence[_Case]) -> list[float]:
    """Return the NPV of the base case, and after it that of each case at its low and at its high value."""
    count = 1 + 2 * len(cases)
    values: dict[str, NDArray[np.float64]] = {}
    happening: dict[str, NDArray[np.bool_]] = {}
    for low, case in zip(range(1, count, 2), cases, strict=True):
        if case.what == "figure":
            values[case.name] = np.full(count, case.base)
            values[case.name][low : low + 2] = case.low, case.high
        else:
            happening[case.name] = np.arange(count) == low + 1
    futures = Overridden(SomeFutures(BaseCase(), np.zeros(count, dtype=np.intp)), values, happening)
    project = engine.model.flows(position, engine.model.company(futures)).project
    present: list[float] = npv(engine.monthly_rate, project).tolist()
    return present


def _cases(scenario: Scenario, position: int) -> Iterator[_Case]:
    candidate = scenario.candidates[position]
    for place, figure in uncertain_figures(scenario, position):
        quantity = figure.quantity
        either = isinstance(quantity, Chance)
        low, high = (0.0, 1.0) if either else (float(quantity.quantile(part)) for part in (LOW, HIGH))
        yield _Case(place, "figure", figure.id, low, high, quantity.base())
    own: Place = ("candidates", position)
    if candidate.failure is not None:
        yield _Case((*own, "failure", "chance"), "failure", candidate.failure.stream, 0.0, 1.0)
    for at, event in enumerate(candidate.events):
        yield _Case((*own, "events", at, "chance"), "event", event.stream, 0.0, 1.0)

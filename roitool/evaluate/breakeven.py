"""How far each figure may move before the answer turns: at which value the mean NPV is 0, or the payback wish is met.

A figure is fixed at a value in every future, and everything else stays as it was drawn. Most figures turn nothing,
which a few dozen futures show, beside the same ones as drawn. Values of the others are looked for in the first 1 024
futures, many in one pass, and what is found is corrected and given its error in all of the first 10 240.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.cashflow.model import CompanyInFutures
from roitool.cashflow.workspace import Workspace
from roitool.errors import Place, ScenarioError
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.engine import Engine
from roitool.evaluate.memory import Memory
from roitool.measures import Estimate, mean_estimate, npv, paid_back
from roitool.measures.estimates import FEWEST_BLOCKS
from roitool.monitor import Monitor
from roitool.sampling.draws import SomeFutures
from roitool.sampling.overridden import Overridden
from roitool.sampling.streams import BLOCK
from roitool.scenario.inputs import Input
from roitool.scenario.scenario import Scenario

Found = TypeVar("Found")

LOOKED_AT = (0.001, 0.1, 0.5, 0.9, 0.999)
"""Quantiles of a figure between which a change of sign is looked for; beyond the outermost nobody expects it."""

FIRST_LOOK = BLOCK // 16
"""Futures that show whether a figure may turn anything at all."""

SURE = 5.0
"""By so many standard errors everything is on one side of a limit before nothing more is looked for."""

STEPS, HALVINGS = 2, 12
"""Steps from there to the value, by regula falsi: most courses are nearly straight between two quantiles. Where one
jumps, or is flat on one side, they hardly move, and what lies between is halved so often after them."""

NEAR = 0.1
"""What may be left where those steps have led to the value, as a part of what it is at the nearer quantile."""

TOGETHER = 8 * BLOCK
"""Futures in one pass, over all values that are tried: a chunk of the usual size."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where one figure turns the answer.

    Attributes
    ----------
    today
        Its best estimate, in its own unit.
    no_gain
        The value at which the mean net present value is 0; None where no value does that.
    in_time
        The value at which the wished share of the futures is paid back in the wished time; None where no value is.
    gains_above
        Whether something is left above `no_gain`, and nothing below it, rather than the other way round.
    """

    place: Place
    today: float
    no_gain: Estimate | None
    in_time: Estimate | None
    gains_above: bool


def break_evens(
    scenario: Scenario,
    position: int,
    places: Collection[Place] | None = None,
    monitor: Monitor | None = None,
    memory: Memory | None = None,
) -> tuple[BreakEven, ...]:
    """Return the break-even values of the figures of one candidate, in the order of the document.

    Figures with separate values, as a chance, have none in between and are left out.

    Parameters
    ----------
    places
        Of the figures to be looked at; left out, all that are uncertain.
    monitor
        Asked whether to stop, before each pass.
    memory
        What an evaluation of this scenario left in this thread.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    figures = [
        (place, figure)
        for place, figure in uncertain_figures(scenario, position)
        if not figure.quantity.discrete and (places is None or place in places)
    ]
    trial = _Trial(scenario, position, monitor or Monitor(), memory or Memory())
    found = trial.answered([_both(figure) for _, figure in figures])
    return tuple(
        BreakEven(place, figure.quantity.base(), no_gain.at, in_time.at, no_gain.rises)
        for (place, figure), (no_gain, in_time) in zip(figures, found, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure fixed at values, one after the other, each in so many of the first futures."""

    figure: Input
    values: tuple[float, ...]
    futures: int = BLOCK


@dataclass(frozen=True, slots=True)
class _Tried:
    """By how much a candidate is above its limits, on average: mean NPV, and chance of being paid back in time."""

    gain: Estimate
    margin: Estimate

    @property
    def sides(self) -> tuple[bool | None, bool | None]:
        """On which side of each limit it is; None where the error leaves that open."""
        return _side(self.gain), _side(self.margin)


ALL = FEWEST_BLOCKS * BLOCK
"""Futures in which what is found is corrected, and given its error."""


@dataclass(frozen=True, slots=True)
class Turning:
    """Where something changes its sign, if anywhere, and whether it is above its limit at larger values."""

    at: Estimate | None
    rises: bool = False


_NOWHERE = Turning(None)
_Outcome = tuple[Row, Row]
_Tries = Sequence[_Tried | None]
_Search = Generator[_Asked, _Tries, Turning]


def _both(figure: Input) -> Generator[_Asked, _Tries, tuple[Turning, Turning]]:
    """Look for both values of a figure, from the same first look."""
    values = tuple(dict.fromkeys(float(figure.quantity.quantile(part)) for part in LOOKED_AT))
    rough = yield _Asked(figure, values, FIRST_LOOK)
    values = tuple(values[at] for at in sorted(_beside_a_turn(rough)))
    if not values:
        return _NOWHERE, _NOWHERE
    tried = yield _Asked(figure, values)
    seen = [(value, each) for value, each in zip(values, tried, strict=True) if each is not None]
    gains = yield from _turning(figure, [(value, each.gain.value) for value, each in seen], lambda each: each.gain)
    margins = [(value, each.margin.value) for value, each in seen]
    return gains, (yield from _turning(figure, margins, lambda each: each.margin))


def _beside_a_turn(rough: _Tries) -> set[int]:
    """Return which of some values lie beside each other and not beyond doubt on the same side of a limit."""
    sides = [(None, None) if each is None else each.sides for each in rough]
    return {
        end
        for at, (one, other) in enumerate(pairwise(sides))
        if any(here is None or here is not there for here, there in zip(one, other, strict=True))
        for end in (at, at + 1)
    }


def _side(number: Estimate) -> bool | None:
    return number.value > 0 if abs(number.value) > SURE * number.se else None


def _turning(figure: Input, seen: Sequence[tuple[float, float]], of: Callable[[_Tried], Estimate]) -> _Search:
    """Look for the value nearest to today's at which something changes its sign, and for its error."""
    turns = [pair for pair in pairwise(seen) if (pair[0][1] > 0) != (pair[1][1] > 0)]
    if not turns:
        return _NOWHERE
    today = figure.quantity.base()
    (low, below), (high, above) = min(turns, key=lambda pair: abs(pair[0][0] + pair[1][0] - 2 * today))
    near = NEAR * min(abs(below), abs(above))
    for step in range(STEPS + HALVINGS):
        by_half = step >= STEPS
        value = (low + high) / 2 if by_half else low - below * (high - low) / (above - below)
        (tried,) = yield _Asked(figure, (value,))
        if tried is None:
            return _NOWHERE
        now = of(tried).value
        if (now > 0) == (below > 0):
            low, below = value, now
        else:
            high, above = value, now
        if not low < high or (step >= STEPS - 1 and abs(now) <= near):
            break
    rises = above > below
    slope = (above - below) / (high - low) if low < high else math.inf
    value = low - below / slope
    (tried,) = yield _Asked(figure, (value,), ALL)
    if tried is None:
        return _NOWHERE
    whole = of(tried)
    value -= whole.value / slope
    # More futures may say that it lies beyond what anybody expects of the figure.
    ends = (figure.quantity.quantile(part) for part in (LOOKED_AT[0], LOOKED_AT[-1]))
    low, high = (float(end) for end in ends)
    if not low <= value <= high:
        return _NOWHERE
    return Turning(Estimate(value, whole.se / abs(slope), whole.n_blocks), rises=rises)


class _Trial:
    """Calculates one candidate with figures fixed at values, those of several searches in one pass."""

    def __init__(self, scenario: Scenario, position: int, monitor: Monitor, memory: Memory) -> None:
        self._thresholds = scenario.thresholds
        self._position = position
        self._monitor = monitor
        self._engine = Engine(scenario, memory=memory)
        self._workspace = Workspace()
        self._futures = self._engine.sampling.chunk(0, FEWEST_BLOCKS)
        self._shared = {figure.id for figure in scenario.inputs}
        self._companies: dict[int, CompanyInFutures] = {}
        known = memory.outcomes.of(scenario, position)
        self._as_drawn = None if known is None else self._above_limits(known.npv, known.payback)

    def answered(self, searches: Sequence[Generator[_Asked, _Tries, Found]]) -> list[Found]:
        """Return what every search finds; they go on step by step together."""
        found: dict[int, Found] = {}
        asked = {number: next(search) for number, search in enumerate(searches)}
        while asked:
            values = [(each, value) for each in asked.values() for value in each.values]
            tried = iter(self._tried(values))
            answers = {number: [next(tried) for _ in each.values] for number, each in asked.items()}
            asked = {}
            for number, answer in answers.items():
                try:
                    asked[number] = searches[number].send(answer)
                except StopIteration as stopped:
                    found[number] = stopped.value
        return [found[number] for number in range(len(searches))]

    def _tried(self, asked: Sequence[tuple[_Asked, float]]) -> list[_Tried | None]:
        found: dict[int, _Tried | None] = {}
        for futures in sorted({each.futures for each, _ in asked}):
            places = [place for place, (each, _) in enumerate(asked) if each.futures == futures]
            together = max(1, TOGETHER // futures)
            for start in range(0, len(places), together):
                self._monitor.check()
                some = places[start : start + together]
                wanted = [(asked[place][0].figure, asked[place][1]) for place in some]
                found |= zip(some, self._some(wanted, futures), strict=True)
        return [found[place] for place in range(len(asked))]

    def _some(self, wanted: Sequence[tuple[Input, float]], futures: int) -> list[_Tried | None]:
        """Return what comes of each figure at a value; None where that makes a formula that cannot be used."""
        try:
            outcomes = self._pass(wanted, futures)
        except ScenarioError:
            return [None] if len(wanted) == 1 else [each for one in wanted for each in self._some([one], futures)]
        return [_Tried(*(self._mean(part, at) for at, part in enumerate(each))) for each in outcomes]

    def _pass(self, wanted: Sequence[tuple[Input, float]], futures: int) -> list[_Outcome]:
        """Return how far above its limits the candidate is in each future, for each figure at a value."""
        some = SomeFutures(self._futures, np.tile(np.arange(futures), max(1, len(wanted))))
        columns: dict[str, Row] = {}
        for number, (figure, value) in enumerate(wanted):
            if figure.id not in columns:
                columns[figure.id] = np.array(some.values([figure])[figure.id])
            columns[figure.id][number * futures : (number + 1) * futures] = value
        with self._workspace.lending():
            company = self._company(
                Overridden(some, columns, steady=True), futures, moved=self._shared & columns.keys()
            )
            project = self._engine.model.flows(self._position, company).project
            # What comes after the wished time says nothing about who is paid back within it.
            in_time = project[: math.ceil(12 * self._thresholds.payback_years) + 1]
            gains, margins = self._above_limits(
                npv(self._engine.monthly_rate, project), paid_back(in_time).periods / 12
            )
        return list(zip(gains.reshape(-1, futures), margins.reshape(-1, futures), strict=True))

    def _above_limits(self, present: Row, payback_years: Row) -> _Outcome:
        timely = (payback_years <= self._thresholds.payback_years).astype(np.float64)
        return present, timely - self._thresholds.chance_payback

    def _mean(self, values: Row, part: int) -> Estimate:
        """Return a mean; without an error where there are too few futures for one.

        A first look is held against the same futures as drawn, so that its error is that of a difference.
        """
        if values.size == FIRST_LOOK:
            if self._as_drawn is None:
                (self._as_drawn,) = self._pass([], ALL)
            as_drawn = self._as_drawn[part]
            whole, moved = mean_estimate(as_drawn), values - as_drawn[:FIRST_LOOK]
            error = math.hypot(whole.se, float(moved.std()) / math.sqrt(FIRST_LOOK))
            return Estimate(whole.value + float(moved.mean()), error, whole.n_blocks)
        return Estimate(float(values.mean()), math.nan, 1) if values.size == BLOCK else mean_estimate(values)

    def _company(self, futures: Overridden, each: int, *, moved: Collection[str]) -> CompanyInFutures:
        """Return the company in some futures, in each as often as values are tried there.

        Only figures that are shared move it. Without those it is the same in every pass, but for a last one of fewer
        values; working it out takes a quarter of a pass.
        """
        kept = self._companies.get(each)
        if not moved and kept is not None and kept.futures.count == futures.count:
            return replace(kept, futures=futures)
        company = self._engine.model.company(futures, self._workspace)
        if not moved:
            self._companies.setdefault(each, company)
        return company

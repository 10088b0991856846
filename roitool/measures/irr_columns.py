"""Internal rate of return of thousands of cash flows at once, one column per future.

NPV and its slope at a few dozen common rates, one matrix product for all futures, tell how often NPV changes sign and
where. A future with one change gets its rate by inverse interpolation, a step of Halley's method and one of Newton's.
All roots are looked for in futures in which the common rates leave room for another answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.measures.flows import check_finite, checked_flows
from roitool.measures.roots import real_roots_between

LOWEST_PER_YEAR = -0.5
HIGHEST_PER_YEAR = 10.0

Array = NDArray[np.float64]

# Between two common rates, in the scale in which NPV bends: close enough that it hardly ever turns twice in a cell.
_STEP = 0.19
# How far the outermost rates lie beyond the span, and what rounding may do to NPV, both relative.
_BEYOND, _ROUNDING = 1e-12, 1e-13
# Slopes over that of the chord between which a cell is interpolated, and above which it may hold three rates.
_FLATTEST, _STEEPEST = 0.05, 2.8
# A last Newton step of this size leaves an error of its square; so many more tries before all its roots are looked for.
_CLOSE, _ROUNDS = 1e-9, 4
# Newton steps to a turning point, and the size of the last one at which it is reached.
_TURN_STEPS, _TURNED = 6, 1e-6


class IrrStatus(IntEnum):
    """How many rates from -50 % to +1 000 % a year make NPV zero, and the sign of NPV where none does."""

    ALL_ZERO = 0
    UNIQUE = 1
    MULTIPLE = 2
    ALWAYS_LOSES = 3
    ALWAYS_GAINS = 4


@dataclass(frozen=True, slots=True)
class InternalRates:
    """The internal rates of return of many cash flows.

    Attributes
    ----------
    rate
        Shape (futures,): effective rate per year, as a fraction; nan unless there is exactly one.
    status
        Shape (futures,), int8: codes of :class:`IrrStatus`.
    ranked
        Shape (futures,): the rate for quantiles and shares; -inf where the future always loses, inf where it always
        gains, nan where there are several rates or no flows.
    """

    rate: Array
    status: NDArray[np.int8]
    ranked: Array


def internal_rates(flows: ArrayLike, periods_per_year: int) -> InternalRates:
    """Return the internal rate of return of each column, of the rates from -50 % to +1 000 % a year.

    Rates outside count for nothing: a last tax bill makes a meaningless second rate near -90 % in nearly every
    future. NPV that only touches zero counts as one rate.

    Parameters
    ----------
    flows
        Shape (periods + 1, futures), money; one chunk of futures at a time keeps the working memory small.
    periods_per_year
        12 for monthly flows.

    Returns
    -------
    InternalRates
        Rates with a relative error of about 1e-15 of ``1 + rate``.

    Raises
    ------
    ValueError
        The flows are not one column per future, one is not finite, or there are no periods in a year.
    """
    cash = checked_flows(flows)
    if cash.ndim != 2:
        raise ValueError("internal rates of return of many cash flows take one column per future")
    if periods_per_year < 1:
        raise ValueError("a year has at least one period")
    grid = _Grid(len(cash) - 1, periods_per_year)
    value, slope = grid.look(cash)
    check_finite(value)

    negative = value < 0.0
    crossed = negative[1:] != negative[:-1]
    count = crossed.view(np.uint8).sum(axis=0, dtype=np.intp)
    touching, twice = grid.hidden(value, slope, count, cash)
    count[twice] += 2
    doubtful = (value == 0.0).any(axis=0)
    doubtful[touching] = True

    rate = np.full(cash.shape[1], np.nan)
    single = np.flatnonzero(count == 1)
    if single.size:
        cell = (negative == negative[0]).view(np.uint8).sum(axis=0, dtype=np.intp)[single] - 1
        rate[single], trusted = _solved(cash, single, grid.ends(cell, single, value, slope))
        doubtful[single[~trusted]] = True
    status = np.where(negative[0], IrrStatus.ALWAYS_LOSES, IrrStatus.ALWAYS_GAINS).astype(np.int8)
    status[count == 1] = IrrStatus.UNIQUE
    status[count > 1] = IrrStatus.MULTIPLE
    looked_at = np.flatnonzero(doubtful)
    if looked_at.size:
        rate[looked_at], status[looked_at] = _from_all_roots(cash.take(looked_at, axis=1), grid, value[:, looked_at])

    rate[status != IrrStatus.UNIQUE] = np.nan
    np.expm1(-periods_per_year * rate, out=rate)
    ranked = rate.copy()
    ranked[status == IrrStatus.ALWAYS_LOSES] = -np.inf
    ranked[status == IrrStatus.ALWAYS_GAINS] = np.inf
    return InternalRates(rate, status, ranked)


class _Grid:
    """Common discount factors, as their logarithms s per period, and what NPV does at them.

    Above s = 0, at rates below zero, NPV is counted in money of the last period: the same zeros and signs, but the
    late flows that dominate there do not grow out of hand between two points.
    """

    def __init__(self, periods: int, periods_per_year: int) -> None:
        self.periods = max(periods, 1)
        # A trillionth beyond the span: a rate of exactly -50 % or +1 000 % counts, however its zero is rounded.
        lowest = -math.log1p(HIGHEST_PER_YEAR) * (1.0 + _BEYOND)
        highest = -math.log1p(LOWEST_PER_YEAR) * (1.0 + _BEYOND)
        # NPV bends within 1/years of s = 0 and within 1/s far from it, which is how the steps widen.
        bend = 2.0 * periods_per_year / self.periods
        below = np.arcsinh(lowest / bend)
        above = np.arcsinh(highest / bend)
        steps = (
            np.linspace(below, 0.0, math.ceil(-below / _STEP) + 1)[:-1],
            np.linspace(0.0, above, math.ceil(above / _STEP) + 1),
        )
        self.log_factor = bend * np.sinh(np.concatenate(steps)) / periods_per_year
        self.zero = len(steps[0])
        self.width = np.diff(self.log_factor)

    def look(self, cash: Array) -> tuple[Array, Array]:
        """Return value and slope in s at every point, shapes (points, futures)."""
        power = np.broadcast_to(np.arange(len(cash), dtype=np.float64), (len(self.log_factor), len(cash))).copy()
        power[self.zero + 1 :] -= self.periods
        weight = np.exp(self.log_factor[:, np.newaxis] * power)
        with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is refused by its value
            both = np.concatenate([weight, weight * power]) @ cash
        return both[: len(weight)], both[len(weight) :]

    def ends(self, cell: NDArray[np.intp], future: NDArray[np.intp], value: Array, slope: Array) -> _Ends:
        """Return the two ends of some cells, each in its own future, slopes in units of the cell."""
        width = self.width[cell]
        left = value[cell, future]
        left_slope = slope[cell, future]
        # The point s = 0 itself is counted in money of the first period; the cell above it, in that of the last.
        turned = cell == self.zero
        left_slope[turned] -= self.periods * left[turned]
        return _Ends(
            start=self.log_factor[cell],
            width=width,
            left=left,
            right=value[cell + 1, future],
            left_slope=left_slope * width,
            right_slope=slope[cell + 1, future] * width,
        )

    def hidden(
        self, value: Array, slope: Array, count: NDArray[np.intp], cash: Array
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the futures whose NPV turns at zero between two points, and those where it passes zero and returns.

        It turns towards zero within a cell where its size falls at the left end and rises at the right end. The cubic
        through values and slopes differs from it by at most ``width**4 / 384`` of its fourth derivative, which
        settles nearly all; for the others the turning point itself is found.
        """
        negative = value < 0.0
        nearing = negative != (slope < 0.0)
        candidate = nearing[:-1] & ~nearing[1:]
        first = slope[self.zero] - self.periods * value[self.zero]
        candidate[self.zero] = (negative[self.zero] != (first < 0.0)) & ~nearing[self.zero + 1]
        candidate &= negative[:-1] == negative[1:]
        candidate &= count < 2  # the others have several rates anyway
        cell, future = np.nonzero(candidate)
        place, turn = self.ends(cell, future, value, slope).turn()
        turn[negative[cell, future]] *= -1.0
        # First by the largest flow of each period in any future, then by the future's own.
        largest = np.maximum(cash.max(axis=1), -cash.min(axis=1))
        near = np.flatnonzero(turn <= self._error(np.arange(len(self.width)), largest)[cell])
        near = near[turn[near] <= self._error(cell[near], cash.take(future[near], axis=1))]
        cell, future = cell[near], future[near]
        turn, doubt = self._turn(cell, place[near], cash.take(future, axis=1).T)
        turn[negative[cell, future]] *= -1.0
        return future[np.abs(turn) <= doubt], future[turn < -doubt]

    def _error(self, cell: NDArray[np.intp], flows: Array) -> Array:
        """Return how far the cubic may be from NPV in some cells: of one series, or of one column for each of them."""
        late = cell >= self.zero
        power = np.arange(len(flows), dtype=np.float64)[:, np.newaxis] - np.where(late, self.periods, 0.0)
        heaviest = np.where(late, self.log_factor[cell], self.log_factor[cell + 1])
        weight: Array = (self.width[cell] * power) ** 4
        weight *= 1.0 / 384.0
        weight += _ROUNDING
        weight *= np.exp(heaviest * power)
        weight *= np.abs(flows.reshape(len(flows), -1))
        return np.asarray(weight.sum(axis=0))

    def _turn(self, cell: NDArray[np.intp], place: Array, flows: Array) -> tuple[Array, Array]:
        """Return NPV where its slope is zero, and how far rounding may move it; one future per row.

        Newton's method on the slope, kept inside the cell; a turning point it does not reach is all doubt.
        """
        late = cell >= self.zero
        power = np.arange(flows.shape[1], dtype=np.float64) - np.where(late, self.periods, 0.0)[:, np.newaxis]
        with np.errstate(divide="ignore", invalid="ignore"):
            for _ in range(_TURN_STEPS):
                terms = flows * np.exp(place[:, np.newaxis] * power)
                step = np.einsum("ij,ij->i", terms, power) / np.einsum("ij,ij,ij->i", terms, power, power)
                place = np.clip(place - step, self.log_factor[cell], self.log_factor[cell + 1])
        size = np.abs(terms).sum(axis=1)
        return terms.sum(axis=1), np.where(np.abs(step) * self.periods < _TURNED, _ROUNDING, 1.0) * size


@dataclass(frozen=True, slots=True)
class _Ends:
    """Values and slopes at both ends of cells, one cell per element."""

    start: Array
    width: Array
    left: Array
    right: Array
    left_slope: Array
    right_slope: Array

    def turn(self) -> tuple[Array, Array]:
        """Return where the cubic through both ends has its extreme, and the extreme; the slopes differ in sign."""
        rise = self.right - self.left
        square = 3.0 * rise - 2.0 * self.left_slope - self.right_slope
        cube = self.left_slope + self.right_slope - 2.0 * rise
        root = np.sqrt(np.maximum(square * square - 3.0 * cube * self.left_slope, 0.0))
        below = square - np.copysign(root, self.left_slope)
        t = np.divide(-self.left_slope, below, out=np.zeros_like(below), where=below != 0.0)
        return self.start + t * self.width, self.left + t * (self.left_slope + t * (square + t * cube))

    def crossing(self) -> tuple[Array, NDArray[np.bool_]]:
        """Return where the value is zero by inverse cubic interpolation, and where it cannot be so three times.

        That takes two turns inside a cell and slopes along the chord at both ends. A cubic whose slopes are up to 3
        times that of the chord has none (Fritsch & Carlson 1980).
        """
        rise = self.right - self.left
        first, last = self.left_slope / rise, self.right_slope / rise
        once = (np.maximum(first, last) < _STEEPEST) | (np.minimum(first, last) < 0.0)
        first = 1.0 / np.clip(first, _FLATTEST, _STEEPEST)
        last = 1.0 / np.clip(last, _FLATTEST, _STEEPEST)
        w = -self.left / rise
        t = w * (first + w * (3.0 - 2.0 * first - last + w * (first + last - 2.0)))
        return self.start + self.width * np.clip(t, 0.0, 1.0), once


def _solved(cash: Array, future: NDArray[np.intp], ends: _Ends) -> tuple[Array, NDArray[np.bool_]]:
    """Return the zero in each cell, each in its own future, and whether it is the only one, to the last digits."""
    start, trusted = ends.crossing()
    # Refined in all futures, the few without a cell for nothing: a copy of the others would cost more.
    everywhere = np.zeros(cash.shape[1])
    everywhere[future] = start
    root, step = (each[future] for each in _refined(cash, everywhere))
    for _ in range(_ROUNDS):
        far = np.flatnonzero(~(np.abs(step) * len(cash) <= _CLOSE))
        if not far.size:
            break
        begin = ends.start[far]
        again = np.clip(np.nan_to_num(root[far], nan=-np.inf), begin, begin + ends.width[far])
        root[far], step[far] = _refined(cash.take(future[far], axis=1), again)
    inside = (root >= ends.start - _CLOSE) & (root <= ends.start + ends.width + _CLOSE)
    trusted &= inside & (np.abs(step) * len(cash) <= _CLOSE)
    return root, trusted


def _refined(cash: Array, start: Array) -> tuple[Array, Array]:
    """Return roots after one step of Halley (1694) and one of Newton, and how far the last step went."""
    factor = np.exp(start)
    value, slope, half_bend = np.zeros((3, len(factor)))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for flow in cash[::-1]:
            half_bend *= factor
            half_bend += slope
            slope *= factor
            slope += value
            value *= factor
            value += flow
        moved = value * slope / (slope * slope - value * half_bend)
        factor -= moved
        slope -= 2.0 * half_bend * moved
        value[:] = 0.0
        for flow in cash[::-1]:
            value *= factor
            value += flow
        step = value / (factor * slope)
        # Subtracted from the logarithm: a factor near 1 would round away the digits of a rate near zero.
        return np.log(factor) - step, step


def _from_all_roots(cash: Array, grid: _Grid, value: Array) -> tuple[Array, NDArray[np.int8]]:
    """Return root and status of some futures from all their roots in the span; `value` is what NPV is on the grid."""
    future, found = real_roots_between(cash, float(grid.log_factor[0]), float(grid.log_factor[-1]))
    count = np.bincount(future, minlength=cash.shape[1])
    root = np.zeros(cash.shape[1])
    root[future] = found
    # To the last digits, except where NPV only touches zero: from there a step leads anywhere.
    refined, _ = _refined(cash, root)
    near = np.abs(refined - root) < _CLOSE * np.maximum(np.abs(root), 1.0)
    root[near] = refined[near]
    largest = np.take_along_axis(value, np.abs(value).argmax(axis=0)[np.newaxis], axis=0)[0]
    status = np.select(
        [count == 1, count > 1, largest < 0.0, largest > 0.0],
        [IrrStatus.UNIQUE, IrrStatus.MULTIPLE, IrrStatus.ALWAYS_LOSES, IrrStatus.ALWAYS_GAINS],
        IrrStatus.ALL_ZERO,
    )
    return root, status.astype(np.int8)

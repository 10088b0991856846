"""Real roots of present values, as sums of exponentials ``sum of flow(m) * exp(m * s)``, s the log discount factor.

In s every rate above -100 % is a point of the real line, ``rate = exp(-s) - 1``, and each term keeps its sign.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_Array = NDArray[np.float64]
_Places = NDArray[np.intp]

_EPSILON = float(np.finfo(np.float64).eps)
_STEPS = 200
# So many series at a time: their derivatives are kept, of each as many as it has changes of sign.
_TOGETHER = 256


def real_roots(flows: _Array) -> list[float]:
    """Return every s at which the present value of one series is zero, ascending, to the last digits.

    Parameters
    ----------
    flows
        Shape (periods + 1,), finite.

    Returns
    -------
    list of float
        Log discount factors; empty for flows without a change of sign, all-zero flows among them.
    """
    _, found = real_roots_between(flows[:, np.newaxis], -math.inf, math.inf)
    return [_polished(flows, root) for root in found.tolist()]


def real_roots_between(flows: _Array, low: float, high: float) -> tuple[_Places, _Array]:
    """Return every s in an interval at which a present value is zero, of many series at once.

    The sum times ``exp(-k s)``, k between two neighbouring flows of opposite sign, has the same roots, and its
    derivative has one change of sign fewer, because the factors m - k turn all flows before k. Between two roots of
    the sum lies one of that derivative (Rolle; Laguerre 1883). Hence the roots of the last derivative, which has one
    change and one root, bracket those of the one before it, and so on up to the flows themselves: none is missed and
    none is guessed. A sum that touches zero, as closely as the rounding of its terms can tell, counts as one root.

    Parameters
    ----------
    flows
        Shape (periods + 1, series), finite, at least one series.
    low, high
        The interval, borders included.

    Returns
    -------
    series, root
        Shape (roots,) each: which series, ascending, and its log discount factors, ascending within it; their error
        is some tens of roundings.
    """
    series, roots = [], []
    for start in range(0, flows.shape[1], _TOGETHER):
        which, root = _roots(flows[:, start : start + _TOGETHER].T, low, high)
        series.append(start + which)
        roots.append(root)
    return np.concatenate(series), np.concatenate(roots)


def _roots(flows: _Array, low: float, high: float) -> tuple[_Places, _Array]:
    """Return the roots of some series, one per row, each level of derivatives for all that have it at once."""
    with np.errstate(divide="ignore"):
        level = _Sums(np.arange(len(flows)), np.sign(flows), np.log(np.abs(flows)))
    first, last = level.bounds()
    borders = np.full((2, len(flows)), np.nan)
    borders[:, level.series] = np.maximum(first, low), np.minimum(last, high)
    levels: list[_Sums] = []
    while level.series.size:
        levels.append(level)
        level = level.derivatives()
    series, root = np.zeros(0, dtype=np.intp), np.zeros(0)
    for level in reversed(levels):
        looked_at = level.series[borders[0, level.series] <= borders[1, level.series]]
        nodes = _ascending(
            np.concatenate([looked_at, series, looked_at]),
            np.concatenate([borders[0, looked_at], root, borders[1, looked_at]]),
        )
        series, root = level.roots_between(*nodes)
    return series, root


def _ascending(series: _Places, points: _Array) -> tuple[_Places, _Array]:
    """Return points in order within their series, each once."""
    order = np.lexsort((points, series))
    series, points = series[order], points[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (series[1:] != series[:-1]) | (points[1:] != points[:-1])
    return series[new], points[new]


class _Sums:
    """Sums of terms ``sign * exp(log + power * s)``; logarithms, because hundreds of derivatives overflow.

    Attributes
    ----------
    series
        Which sums: those of the ones given that have a change of sign; the others have no roots.
    """

    def __init__(self, series: _Places, signs: _Array, logs: _Array) -> None:
        used = signs != 0.0
        turned = signs * np.take_along_axis(signs, used.argmax(axis=1)[:, np.newaxis], axis=1) < 0.0
        some = turned.any(axis=1)
        self.series, self._signs, self._logs, self._used = series[some], signs[some], logs[some], used[some]
        self._turn = turned[some].argmax(axis=1)
        self._power = np.arange(signs.shape[1], dtype=np.float64)
        self._first = self._used.argmax(axis=1)
        self._last = len(self._power) - 1 - self._used[:, ::-1].argmax(axis=1)
        self._largest = np.abs(np.where(self._used, self._logs, 0.0)).max(axis=1)

    def derivatives(self) -> _Sums:
        """Return the derivative of each, after it was multiplied so that one change of sign is lost."""
        before = (self._used & (self._power < self._turn[:, np.newaxis])) * self._power
        distance = self._power - (before.max(axis=1) + self._turn)[:, np.newaxis] / 2.0
        with np.errstate(divide="ignore"):
            return _Sums(self.series, self._signs * np.sign(distance), self._logs + np.log(np.abs(distance)))

    def bounds(self) -> tuple[_Array, _Array]:
        """Return intervals that hold all roots (Fujiwara 1916), widened so that none lies on their borders."""
        found = []
        for end in (self._first, self._last):
            outermost = np.take_along_axis(self._logs, end[:, np.newaxis], axis=1)
            distance = np.abs(self._power - end[:, np.newaxis])
            others = self._used & (distance > 0.0)
            steepest = np.where(others, self._logs - outermost, -np.inf) / np.maximum(distance, 1.0)
            found.append(steepest.max(axis=1) + 1.0)
        return -found[0], found[1]

    def at(self, place: _Places, points: _Array) -> tuple[_Array, _Array, _Array]:
        """Return value and slope at points, each of the sum at its place; and how far rounding may move the value.

        Scaled at each point.
        """
        size = np.multiply.outer(points, self._power)
        size += self._logs[place]
        size -= size.max(axis=1, keepdims=True)
        np.exp(size, out=size)
        doubt = (8.0 + np.abs(points) * self._last[place] + self._largest[place]) * _EPSILON * size.sum(axis=1)
        size *= self._signs[place]
        return size.sum(axis=1), size @ self._power, doubt

    def roots_between(self, series: _Places, points: _Array) -> tuple[_Places, _Array]:
        """Return the roots, of which at most one lies between neighbouring points of a series."""
        place = np.searchsorted(self.series, series)
        value, _, doubt = self.at(place, points)
        sign = np.where(np.abs(value) <= doubt, 0.0, np.sign(value))
        crossed = np.flatnonzero((sign[1:] * sign[:-1] < 0.0) & (series[1:] == series[:-1]))
        inside = self._bracketed(place[crossed], points[crossed], points[crossed + 1], sign[crossed])
        found = sign == 0.0
        return _ascending(np.concatenate([series[found], series[crossed]]), np.concatenate([points[found], inside]))

    def _bracketed(self, place: _Places, low: _Array, high: _Array, sign: _Array) -> _Array:
        """Return one root per bracket: Newton's step where it stays inside and converges, else the middle."""
        root = 0.5 * (low + high)
        width = high - low
        going = np.arange(len(root))
        for _ in range(_STEPS):
            if not going.size:
                break
            point = root[going]
            value, slope, _ = self.at(place[going], point)
            left = value * sign[going] > 0.0
            low[going[left]], high[going[~left]] = point[left], point[~left]
            inside = low[going], high[going]
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                following = point - value / slope
            # A step longer than half of the last but one does not converge: the bracket is halved instead.
            converges = (following > inside[0]) & (following < inside[1])
            converges &= np.abs(following - point) <= 0.5 * width[going]
            following = np.where(converges, following, 0.5 * (inside[0] + inside[1]))
            following[value == 0.0] = point[value == 0.0]
            root[going], width[going] = following, np.abs(following - point)
            going = going[width[going] > 2.0 * _EPSILON * np.maximum(np.abs(point), 1e-3)]
        return root


def _polished(flows: _Array, root: float) -> float:
    """Return a root after one Newton step whose residual is summed without rounding (Shewchuk 1997)."""
    power = np.arange(len(flows), dtype=np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        factor = np.exp(root)
        terms = flows * factor ** (power - power[-1] * (root > 0.0))
        slope = math.fsum((power * terms).tolist()) if np.isfinite(terms).all() else 0.0
    if slope == 0.0:
        return root
    # The step starts from the factor that was used, not from the root it was rounded from.
    step = math.fsum(terms.tolist()) / slope
    return float(np.log(factor)) - step if abs(step) < 1e-9 * max(abs(root), 1.0) else root

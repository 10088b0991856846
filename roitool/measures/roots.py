"""Real roots of a present value, as a sum of exponentials ``sum of flow(m) * exp(m * s)``, s the log discount factor.

In s every rate above -100 % is a point of the real line, ``rate = exp(-s) - 1``, and each term keeps its sign.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_EPSILON = float(np.finfo(np.float64).eps)
_STEPS = 200


def real_roots(flows: NDArray[np.float64], low: float = -math.inf, high: float = math.inf) -> list[float]:
    """Return every s in an interval at which the present value of one series is zero, ascending.

    The sum times ``exp(-k s)``, k between two neighbouring flows of opposite sign, has the same roots, and its
    derivative has one change of sign fewer, because the factors m - k turn all flows before k. Between two roots of
    the sum lies one of that derivative (Rolle; Laguerre 1883). Hence the roots of the last derivative, which has one
    change and one root, bracket those of the one before it, and so on up to the flows themselves: none is missed and
    none is guessed. A sum that touches zero, as closely as the rounding of its terms can tell, counts as one root.

    Parameters
    ----------
    flows
        Shape (periods + 1,), finite.
    low, high
        The interval, borders included.

    Returns
    -------
    list of float
        Log discount factors; empty for flows without a change of sign, all-zero flows among them.
    """
    power = np.flatnonzero(flows)
    signs = np.sign(flows[power])
    logs = np.log(np.abs(flows[power]))
    levels: list[_Sum] = []
    while (change := np.flatnonzero(signs[1:] != signs[:-1])).size:
        levels.append(_Sum(signs, logs, power.astype(np.float64)))
        distance = power - (power[change[0]] + power[change[0] + 1]) / 2.0
        signs = signs * np.sign(distance)
        logs = logs + np.log(np.abs(distance))
    if not levels:
        return []
    first, last = levels[0].bounds()
    borders = max(first, low), min(last, high)
    if borders[0] > borders[1]:
        return []
    roots: list[float] = []
    for level in reversed(levels):
        roots = level.roots_between([borders[0], *roots, borders[1]])
    return [polished(flows, root) for root in roots]


def polished(flows: NDArray[np.float64], root: float) -> float:
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


class _Sum:
    """A sum of terms ``sign * exp(log + power * s)``; logarithms, because hundreds of derivatives overflow."""

    def __init__(self, signs: NDArray[np.float64], logs: NDArray[np.float64], power: NDArray[np.float64]) -> None:
        self.signs, self.logs, self.power = signs, logs, power

    def bounds(self) -> tuple[float, float]:
        """Return an interval that holds all roots (Fujiwara 1916), widened so that none lies on its borders."""
        from_low = (self.logs[1:] - self.logs[0]) / (self.power[1:] - self.power[0])
        from_high = (self.logs[:-1] - self.logs[-1]) / (self.power[-1] - self.power[:-1])
        return -float(from_low.max()) - 1.0, float(from_high.max()) + 1.0

    def at(self, points: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return value and slope at some points, and how far rounding may move the value; scaled at each point."""
        exponent = np.multiply.outer(points, self.power) + self.logs
        exponent -= exponent.max(axis=1, keepdims=True)
        size = np.exp(exponent)
        terms = size * self.signs
        doubt = (8.0 + np.abs(points) * self.power[-1] + np.abs(self.logs).max()) * _EPSILON
        return terms.sum(axis=1), terms @ self.power, doubt * size.sum(axis=1)

    def roots_between(self, nodes: list[float]) -> list[float]:
        """Return the roots, of which at most one lies between neighbouring nodes."""
        points = np.asarray(nodes)
        value, _, doubt = self.at(points)
        sign = np.where(np.abs(value) <= doubt, 0.0, np.sign(value))
        found = points[sign == 0.0]
        crossed = np.flatnonzero(sign[1:] * sign[:-1] < 0.0)
        inside = self._bracketed(points[crossed], points[crossed + 1], sign[crossed])
        return sorted({*found.tolist(), *inside.tolist()})

    def _bracketed(
        self, low: NDArray[np.float64], high: NDArray[np.float64], sign: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return one root per bracket: Newton's step where it stays inside and converges, else the middle."""
        low, high = low.copy(), high.copy()
        point = 0.5 * (low + high)
        width = high - low
        for _ in range(_STEPS if len(point) else 0):
            value, slope, _ = self.at(point)
            left = value * sign > 0.0
            low[left], high[~left] = point[left], point[~left]
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                following = point - value / slope
            middle = 0.5 * (low + high)
            # A step longer than half of the last but one does not converge: the bracket is halved instead.
            halve = ~((following > low) & (following < high) & (np.abs(following - point) <= 0.5 * width))
            following[halve] = middle[halve]
            width = np.abs(following - point)
            done = (width <= 2.0 * _EPSILON * np.maximum(np.abs(point), 1e-3)) | (value == 0.0)
            point = np.where(value == 0.0, point, following)
            if done.all():
                break
        return point

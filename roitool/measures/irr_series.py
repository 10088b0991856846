"""Every internal rate of return of one series.

With ``x = 1/(1+r)`` the net present value is a polynomial, and rates above −100 % are its positive roots. They are
found, all of them and however close to the ends, by Rolle's theorem and Descartes' rule of signs: multiply f by
``x^−p``, p between two exponents whose coefficients differ in sign, and differentiate. The result has one change of
sign less, and its roots cut the positive line into pieces on which ``x^−p·f`` is monotone, each with one root of f at
most. The last in that chain has no change of sign and no root. (Pólya & Szegő 1976, part V, problems 36–41.)

All is calculated in ``u = ln x``, so that rates from a hair above −100 % to millions have the same precision.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from roitool.measures.flows import Series, as_columns

_TOUCH = 64 * np.finfo(np.float64).eps
"""Share of the sum of absolute terms below which a turning point cannot be told from zero."""


@dataclass(frozen=True, slots=True)
class SeriesIrr:
    """The internal rates of return of one series, per period.

    Attributes
    ----------
    rate
        The one rate; ``nan`` unless the status is ``unique``.
    status
        How many roots there are.
    roots
        All rates above −1, ascending; a rate at which the net present value only touches zero is one of them.
    reason
        Where there is none: whether the net present value is below or above zero at every rate; None where all flows
        are zero, and where there is a root.
    """

    rate: float
    status: Literal["unique", "multiple", "none"]
    roots: tuple[float, ...]
    reason: Literal["always_loses", "always_gains"] | None


def series_irr(flows: Series) -> SeriesIrr:
    """Return every internal rate of return of one series, shape (periods + 1,), per period.

    Raises
    ------
    ValueError
        No flows, not one series, or flows that are not finite.
    """
    series = np.asarray(flows, dtype=np.float64)
    if series.ndim != 1:
        raise ValueError(f"one series of flows has one dimension; got shape {series.shape}")
    series = as_columns(series).ravel()
    if not np.isfinite(series).all():
        raise ValueError("every flow must be a finite number")
    logarithms = _log_roots(series)
    roots = tuple(float(rate) for rate in np.expm1(-logarithms[::-1]))
    if len(roots) == 1:
        return SeriesIrr(roots[0], "unique", roots, None)
    if roots:
        return SeriesIrr(math.nan, "multiple", roots, None)
    first = next((flow for flow in series.tolist() if flow), 0.0)
    # Without a root the sign is the same at every rate; at a huge rate it is that of the first flow.
    reason: Literal["always_loses", "always_gains"] | None = None
    if first:
        reason = "always_loses" if first < 0 else "always_gains"
    return SeriesIrr(math.nan, "none", (), reason)


def _log_roots(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ln x of every positive root, ascending."""
    periods = np.flatnonzero(series)
    if periods.size < 2:
        return np.empty(0)
    exponents = (periods - periods[0]).astype(np.float64)
    chain = [series[periods] / np.abs(series).max()]
    while (changes := np.flatnonzero(np.diff(np.signbit(chain[-1])))).size:
        middle = changes[changes.size // 2]
        weighted = chain[-1] * (exponents - (exponents[middle] + exponents[middle + 1]) / 2)
        chain.append(weighted / np.abs(weighted).max())
    roots = np.empty(0)
    for coefficients, derivative in zip(chain[-2::-1], chain[:0:-1], strict=True):
        roots = _roots_between(_exponential_sums(exponents, coefficients, derivative), _bounds(exponents, coefficients), roots, coefficients)
    return roots


def _exponential_sums(exponents, coefficients, derivative):
    both = np.stack((coefficients, derivative), axis=1)
    sizes = np.abs(coefficients)
    logs = np.log(sizes, where=sizes > 0, out=np.full(sizes.shape, -np.inf))

    def values(u):
        powers = np.multiply.outer(u, exponents)
        powers -= (powers + logs).max(axis=1, keepdims=True)
        np.exp(powers, out=powers)
        total = powers @ both
        total /= (powers @ sizes)[:, np.newaxis]
        return total[:, 0], total[:, 1]

    return values


def _bounds(exponents: NDArray[np.float64], coefficients: NDArray[np.float64]) -> tuple[float, float]:
    """Return an interval that holds ln x of every root (Fujiwara 1916), for the polynomial and its reverse."""
    logs = np.log(np.abs(coefficients))
    last = float(np.max((logs[:-1] - logs[-1]) / (exponents[-1] - exponents[:-1])))
    first = float(np.max((logs[1:] - logs[0]) / exponents[1:]))
    return -(first + 0.7), last + 0.7


def _roots_between(values, bounds, cuts, coefficients):
    """Return the roots of a function that is monotone between neighbouring cuts."""
    low, high = bounds
    inner = cuts[(cuts > low) & (cuts < high)]
    at_cuts = values(inner)[0]
    touching = np.abs(at_cuts) <= _TOUCH
    signs = np.concatenate(([np.sign(coefficients[0])], np.where(touching, 0.0, np.sign(at_cuts)), [np.sign(coefficients[-1])]))
    points = np.concatenate(([low], inner, [high]))
    crossing = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    found = _bracketed(values, points[crossing], points[crossing + 1], signs[crossing])
    return np.sort(np.concatenate((inner[touching], found)))


def _bracketed(values, low, high, sign_low):
    """Return the root in each bracket by Newton's method, halving where a step would leave the bracket."""
    low, high = low.copy(), high.copy()
    guess = (low + high) / 2
    for _ in range(100):
        value, slope = values(guess)
        left = np.sign(value) == sign_low
        low = np.where(left, guess, low)
        high = np.where(left, high, guess)
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = guess - value / slope
        inside = (newton > low) & (newton < high)
        following = np.where(value == 0, guess, np.where(inside, newton, (low + high) / 2))
        step = np.abs(following - guess)
        guess = following
        if (step <= 4e-16 * np.abs(guess) + 1e-17).all():
            break
    return guess

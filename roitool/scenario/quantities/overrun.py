"""The overrun of a project's cost: most projects near their budget, a few far beyond it."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import exprel

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import ascending, positive, probability
from roitool.scenario.quantities.scaled_beta import ScaledBeta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


class Overrun(BaseQuantity):
    """A PERT body and, with a small probability, a Pareto tail: 0.1 is ten percent above the budget.

    The published record of such projects is a mixture, not a wide hump (Flyvbjerg & Budzier 2011; Flyvbjerg et al.
    2022): the tail ``P(T > x) = (tail_minimum/x)**tail_alpha`` is a power law, cut off at `cap` because otherwise
    it need not even have a mean. High `u` is a high overrun, so a disaster in the tail is at the highest `u`.

    Attributes
    ----------
    body_low, body_likely, body_high
        Minimum, mode and maximum of the PERT body (λ = 4), -1 or more: a project cannot cost less than nothing.
    tail_probability
        Probability of the tail, 0 to 1.
    tail_minimum, tail_alpha
        Where the tail begins and its index, both above 0; the smaller the index, the heavier the tail.
    cap
        The largest overrun, at least `tail_minimum` and `body_high`.
    """

    kind: Literal["overrun"] = "overrun"
    body_low: float
    body_likely: float
    body_high: float
    tail_probability: float
    tail_minimum: float
    tail_alpha: float
    cap: float

    @property
    def body(self) -> ScaledBeta:
        """The PERT body."""
        return ScaledBeta.pert(self.body_low, self.body_likely, self.body_high)

    def break_points(self) -> tuple[float, float]:
        """Return the `u` up to which only the body counts, and the `u` from which only the tail does.

        They differ where body and tail overlap: between them lies the quantile of the mixture.
        """
        body_probability = 1 - self.tail_probability
        if self.tail_minimum >= self.body_high or self.tail_probability in {0, 1}:
            return body_probability, body_probability
        only_body = body_probability * float(self.body.cdf(self.tail_minimum))
        beyond_body = self.tail_probability * (self.tail_minimum / self.body_high) ** self.tail_alpha
        return only_body, 1 - beyond_body

    def tail_quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the value at `u` of the whole, for `u` where only the tail counts: capped, an array like `u`."""
        with np.errstate(divide="ignore", over="ignore"):
            beyond = np.minimum((1 - u) / self.tail_probability, 1.0)
            return np.minimum(self.tail_minimum * beyond ** (-1 / self.tail_alpha), self.cap)

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        only_body, only_tail = self.break_points()
        flat = u.ravel()
        value = np.empty_like(flat)
        in_body = (flat <= only_body) & (only_body > 0)
        in_tail = ~in_body & (flat >= only_tail)
        in_both = ~(in_body | in_tail)
        value[in_body] = self.body.quantile(np.minimum(flat[in_body] / (1 - self.tail_probability), 1.0))
        value[in_tail] = self.tail_quantile(flat[in_tail])
        value[in_both] = self._mixture_quantile(flat[in_both])
        return value.reshape(u.shape)

    def _mixture_quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """Solve ``(1-p) B(x) + p T(x) = u`` between the tail's begin and the body's end: Newton inside a bracket."""
        p, body = self.tail_probability, self.body
        low, high = np.full_like(u, self.tail_minimum), np.full_like(u, self.body_high)
        value = (low + high) / 2
        step = high - low
        while np.any(np.abs(step) > 1e-14 * self.body_high):
            beyond = (self.tail_minimum / value) ** self.tail_alpha
            excess = (1 - p) * body.cdf(value) + p * (1 - beyond) - u
            low, high = np.where(excess < 0, value, low), np.where(excess < 0, high, value)
            density = (1 - p) * body.density(value) + p * self.tail_alpha * beyond / value
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                newton = value - excess / density
            # A step that leaves the bracket, or neither halves the one before nor is mere rounding, is bisection's.
            short = 2 * np.abs(newton - value) <= np.maximum(np.abs(step), 1e-15 * self.body_high)
            following = np.where((newton >= low) & (newton <= high) & short, newton, (low + high) / 2)
            value, step = following, following - value
        return value

    def mean(self) -> float:
        """Return the mean, the cap counted."""
        p = self.tail_probability
        return (1 - p) * self.body.mean() + p * self._tail_moments()[0]

    def sd(self) -> float:
        """Return the standard deviation, the cap counted: within body and tail, and between them."""
        p, body, (tail_mean, tail_variance) = self.tail_probability, self.body, self._tail_moments()
        between = p * (1 - p) * (tail_mean - body.mean()) ** 2
        return sqrt((1 - p) * body.sd() ** 2 + p * tail_variance + between)

    def base(self) -> float:
        """Return the body's most likely value."""
        return self.body_likely

    def _tail_moments(self) -> tuple[float, float]:
        """Return mean and variance of the capped tail, finite for every index.

        ``E[min(T, c)**k] = t**k (1 + k L exprel((k - α) L))`` with ``L = ln(c/t)`` and ``exprel(x) = (e**x - 1)/x``:
        the integral of ``k x**(k-1) P(T > x)`` from ``t`` to ``c``.
        """
        span = log(self.cap / self.tail_minimum)
        first = span * float(exprel((1 - self.tail_alpha) * span))
        second = 2 * span * float(exprel((2 - self.tail_alpha) * span))
        variance = max(second - 2 * first - first * first, 0.0)
        return self.tail_minimum * (1 + first), self.tail_minimum**2 * variance

    def _problems(self) -> Iterator[Problem]:
        body = (("body_low", self.body_low), ("body_likely", self.body_likely), ("body_high", self.body_high))
        yield from ascending(*body)
        if self.body_low < -1:
            yield Problem(("body_low",), "overrun_below_minus_one", {"found": self.body_low, "bound": -1.0})
        yield from probability(self.tail_probability, "tail_probability")
        yield from positive("tail_minimum", self.tail_minimum)
        yield from positive("tail_alpha", self.tail_alpha)
        for name in ("tail_minimum", "body_high"):
            if self.cap < (bound := getattr(self, name)):
                yield Problem(("cap",), "cap_too_low", {"found": self.cap, "bound": bound, "neighbour": name})

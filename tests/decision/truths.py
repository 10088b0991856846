"""Questions of which the answer is known by a closed form, each with a way of asking it in futures of any seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from roitool.decision.comparison import pairs
from roitool.decision.information import evpi, evppi
from roitool.decision.variance import first_order
from roitool.measures import Estimate

FUTURES = 10_240

ISHIGAMI = (0.31390519, 0.44241114, 0.0)
"""First-order indices for a = 7, b = 0.1 (Ishigami & Homma 1990; Saltelli et al. 2008, from their closed form)."""


@dataclass(frozen=True)
class Known:
    """A question.

    Attributes
    ----------
    asked
        What the program says of the futures of a seed, with its error.
    edge
        Whether the truth lies at the end of what can be, where the error is told too wide.
    """

    name: str
    truth: float
    asked: Callable[[np.random.Generator], Estimate]
    edge: bool = False


def covered(known: Known, seeds: range) -> int:
    """Return how many of the 95 % intervals of some seeds contain the truth."""
    intervals = np.array([known.asked(np.random.default_rng(seed)).interval() for seed in seeds])
    return int(np.count_nonzero((intervals[:, 0] <= known.truth) & (known.truth <= intervals[:, 1])))


def normal_loss(mean, sd):
    """Return what knowing a normal difference is worth, the unit normal loss integral (Raiffa & Schlaifer 1961)."""
    distance = abs(mean) / sd
    return sd * (stats.norm.pdf(distance) - distance * stats.norm.sf(distance))


def beside_nothing(gain):
    """Return the net benefits of doing nothing, and of something."""
    return np.column_stack([np.zeros(gain.size), gain])


def linear(mean, known, unknown, rng):
    """Return two options of which the second gains `mean` on average, and the figure that moves it by `known`."""
    x, rest = rng.normal(size=(2, FUTURES))
    return beside_nothing(mean + known * x + unknown * rest), x


def ishigami(rng):
    """Return the figures of Ishigami's function, and what it comes to."""
    x = rng.uniform(-np.pi, np.pi, (3, FUTURES))
    return x, np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def _everything(mean, sd) -> Known:
    truth = normal_loss(mean, sd)
    return Known(f"everything, {mean:g} ± {sd:g}", truth, lambda rng: evpi(linear(mean, sd, 0.0, rng)[0]), mean == 0)


def _one_of_two(mean, known, unknown) -> Known:
    truth = normal_loss(mean, known)
    return Known(f"one of two, {mean:g}", truth, lambda rng: evppi(*linear(mean, known, unknown, rng)), mean == 0)


def _high_and_low() -> Known:
    # A figure that helps where it is high and where it is low: the mean of the positive part of x² - 1.1.
    bound = np.sqrt(1.1)
    exact = 2 * (stats.norm.sf(bound) + bound * stats.norm.pdf(bound)) - 1.1 * 2 * stats.norm.sf(bound)

    def asked(rng):
        x, noise = rng.normal(size=(2, FUTURES))
        return evppi(beside_nothing(x**2 - 1.1 + noise), x)

    return Known("high and low", exact, asked)


def _correlated(mean, own, other, correlation) -> Known:
    # A figure that tells of another one too: of normal ones that one is on average `correlation` times this one.
    def asked(rng):
        x, rest = rng.normal(size=(2, FUTURES))
        tied = correlation * x + np.sqrt(1 - correlation**2) * rest
        return evppi(beside_nothing(mean + own * x + other * tied), x)

    return Known(f"correlated {correlation:+g}", normal_loss(mean, abs(own + other * correlation)), asked)


def _of_three_options() -> Known:
    grid = stats.norm.ppf((np.arange(1_000_000) + 0.5) / 1_000_000)
    exact = np.maximum.reduce([0 * grid, 0.2 + grid, 0.3 - grid]).mean() - 0.3

    def asked(rng):
        x, one, other = rng.normal(size=(3, FUTURES))
        return evppi(np.column_stack([np.zeros(FUTURES), 0.2 + x + one, 0.3 - x + other]), x)

    return Known("three options", exact, asked)


def _group() -> Known:
    def asked(rng):
        x = rng.normal(size=(FUTURES, 3))
        return evppi(beside_nothing(0.3 + x @ [0.4, 0.4, 0.4]), x[:, :2])

    return Known("two together", normal_loss(0.3, np.sqrt(0.32)), asked)


def _correlated_group() -> Known:
    # Two that are correlated by a half, the second with a third by 0.6: together 0.4 x + 0.6 y is known of the gain.
    def asked(rng):
        x, y, z = rng.normal(size=(3, FUTURES))
        y = 0.5 * x + np.sqrt(0.75) * y
        z = 0.6 * y + 0.8 * z
        return evppi(beside_nothing(-0.3 + 0.4 * x + 0.3 * y + 0.5 * z), np.column_stack([x, y]))

    return Known("two together, correlated", normal_loss(0.3, np.sqrt(0.16 + 0.36 + 2 * 0.24 * 0.5)), asked)


def _product() -> Known:
    # Two figures that decide only through each other: the mean of |xy|/2 for independent normal ones is 1/π.
    def asked(rng):
        x = rng.normal(size=(FUTURES, 2))
        return evppi(beside_nothing(x[:, 0] * x[:, 1]), x)

    return Known("two through each other", 1 / np.pi, asked, edge=True)


def _share_of_ishigami(figure) -> Known:
    def asked(rng):
        x, y = ishigami(rng)
        return first_order(x[figure], y)

    return Known(f"Ishigami, figure {figure + 1}", ISHIGAMI[figure], asked, ISHIGAMI[figure] == 0)


def _share_of_sum() -> Known:
    def asked(rng):
        x = rng.normal(size=(3, FUTURES))
        return first_order(x[0], 3 * x[0] - 4 * x[1] + 12 * x[2])

    return Known("share of a sum", 9 / 169, asked)


def _share_of_correlated_sum() -> Known:
    # Of 2 x + y with a correlation of 0.6 knowing x leaves 0.64 of the variance of y.
    def asked(rng):
        x, rest = rng.normal(size=(2, FUTURES))
        return first_order(x, 2 * x + 0.6 * x + 0.8 * rest)

    return Known("share of a correlated sum", 2.6**2 / (2.6**2 + 0.64), asked)


def _difference() -> Known:
    def asked(rng):
        both, one, other = rng.normal(size=(3, FUTURES))
        (pair,) = pairs(np.column_stack([10 + 5 * both + one, 9.5 + 5 * both + 2 * other]))
        return pair.difference

    return Known("difference of two", 0.5, asked)


KNOWN = (
    # At a mean of 0 the better option changes from sample to sample, and the value has its largest bias there.
    _everything(0.0, 1.0),
    _everything(0.5, 1.0),
    _everything(-40_000.0, 60_000.0),
    _one_of_two(0.0, 0.5, 1.0),
    _one_of_two(0.5, 0.6, 0.8),
    _one_of_two(-0.4, 0.3, 1.0),
    _high_and_low(),
    _correlated(0.3, 0.3, 0.6, 0.6),
    _correlated(-0.2, 0.8, -0.6, 0.5),
    _of_three_options(),
    _group(),
    _correlated_group(),
    _product(),
    *map(_share_of_ishigami, range(3)),
    _share_of_sum(),
    _share_of_correlated_sum(),
    _difference(),
)

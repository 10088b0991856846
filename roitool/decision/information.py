"""What knowing more is worth before a choice is made: the expected value of perfect (partial) information.

The mean outcome of each option given a figure comes from a regression over the futures (Strong, Oakley & Brennan 2014),
here on the means of cells: a few hundred of them carry what thousands of futures say. The errors come from leaving out
each part of futures, which also takes away the optimism of choosing by fitted means.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.decision.cells import Cells, cells_by, finite, jackknifed, part_of, whole_and_without
from roitool.measures import Estimate

CELLS = 256
"""Of one figure: 40 futures each, of ten thousand."""

KNOTS = tuple(each / 8 for each in range(1, 8))
"""Where the mean outcome may bend, as shares of the futures."""

MOST_TOGETHER = 8
"""Figures that are learnt together; beyond that a regression of second degree has too many terms."""


def evpi(net_benefits: ArrayLike) -> Estimate:
    """Return what knowing everything beforehand is worth, ``E[max_d NB_d] - max_d E[NB_d]`` (Raiffa & Schlaifer 1961).

    Parameters
    ----------
    net_benefits
        Shape (futures, options), money; at least 100 futures. Doing nothing is an option of its own, a column of 0.

    Returns
    -------
    Estimate
        Money, 0 or more, with its Monte Carlo error.

    Raises
    ------
    ValueError
        The shape is another, a value is not finite, or there are too few futures.
    """
    gains = _over_the_best(net_benefits)
    parts = part_of(len(gains))
    gained = gains.max(axis=1)
    own = np.bincount(parts, weights=gained) / np.bincount(parts)
    error = float(own.std(ddof=1) / np.sqrt(own.size))
    return Estimate(float(gained.mean()), error, own.size)


def evppi(net_benefits: ArrayLike, x: ArrayLike, cells: Cells | None = None) -> Estimate:
    """Return what knowing one figure, or some together, is worth, ``E[max_d E(NB_d|x)] - max_d E[NB_d]``.

    Parameters
    ----------
    net_benefits
        As :func:`evpi` takes them.
    x
        The figure in each future, shape (futures,), or figures that are learnt together, shape (futures, figures).
        What it tells about figures it is correlated with is counted: the values of several are not to be added up.
    cells
        The futures sorted by the one figure already; left out, they are sorted here.

    Returns
    -------
    Estimate
        Money with its Monte Carlo error, never below 0.

    Raises
    ------
    ValueError
        The shapes do not fit, a value is not finite, or there are too few futures or too many figures.
    """
    gains = _over_the_best(net_benefits)
    figures = finite(x, "a figure")
    if figures.ndim not in {1, 2} or len(figures) != len(gains):
        raise ValueError(f"as many futures of the figures as of the options are needed, not {figures.shape}")
    figures = figures.reshape(len(gains), -1)
    if not 1 <= figures.shape[1] <= MOST_TOGETHER:
        raise ValueError(f"1 to {MOST_TOGETHER} figures can be learnt together, not {figures.shape[1]}")
    parts = part_of(len(gains))
    number = int(parts[-1]) + 1
    figures = figures[:, np.ptp(figures, axis=0) > 0]
    if not figures.size or not gains.any():
        return Estimate(0.0, 0.0, number)
    if figures.shape[1] == 1:
        points = _of_one(figures[:, 0], cells or cells_by(figures[:, 0], min(CELLS, len(gains) // 16)), gains, parts)
    else:
        points = _of_some(figures, gains, parts)
    value, error = jackknifed(*_values(points))
    return Estimate(max(0.0, value), error, number)


def at_most(net_benefits: ArrayLike, cells: Cells) -> float:
    """Return roughly what knowing one figure is worth, rather more than less: the noise of cells counts as knowledge.

    Parameters
    ----------
    net_benefits
        As :func:`evpi` takes them.
    cells
        The futures sorted by the figure, some hundred in each cell.
    """
    gains = _over_the_best(net_benefits)
    sums = [np.bincount(cells.of_future, weights=column, minlength=cells.count) for column in gains.T]
    return float(np.max(sums, axis=0).sum()) / len(gains)


def _over_the_best(net_benefits: ArrayLike) -> NDArray[np.float64]:
    """Return by how much each option is above the one that is best on average."""
    benefits = finite(net_benefits, "a net benefit")
    if benefits.ndim != 2 or benefits.shape[1] < 1:
        raise ValueError(f"net benefits have the shape (futures, options), not {benefits.shape}")
    best = int(np.argmax(benefits.mean(axis=0)))
    return benefits - benefits[:, [best]]


_LEAST = 1e-11
"""Directions of the regression that count for less than this of the largest are left out."""


class _Points(NamedTuple):
    """What a regression goes through.

    Attributes
    ----------
    terms
        At each point, shape (points, terms).
    counts
        How many futures of each part a point stands for, shape (parts, points).
    sums
        Their gains added up, shape (parts, points, options).
    """

    terms: NDArray[np.float64]
    counts: NDArray[np.float64]
    sums: NDArray[np.float64]


def _of_one(figure: NDArray[np.float64], cells: Cells, gains: NDArray[np.float64], parts: NDArray[np.intp]) -> _Points:
    """Return the points of a regression on one figure: a spline over its rank, the figure, its square."""
    counts = cells.sums(np.ones(figure.size), parts)
    sums = np.stack([cells.sums(column, parts) for column in gains.T], axis=-1)
    of_all = counts.sum(axis=0)
    used = of_all > 0
    counts, sums, of_all = counts[:, used], sums[:, used], of_all[used]
    means = np.bincount(cells.of_future, weights=figure, minlength=cells.count)[used] / of_all
    rank = (np.cumsum(of_all) - of_all / 2) / of_all.sum()
    cubic = np.stack([rank**power for power in range(4)], axis=-1)
    bends = np.stack([np.maximum(rank - knot, 0.0) ** 3 for knot in KNOTS], axis=-1)
    own = ((means - figure.mean()) / figure.std())[:, np.newaxis]
    return _Points(np.concatenate([cubic, bends, own, own**2], axis=1), counts, sums)


def _of_some(figures: NDArray[np.float64], gains: NDArray[np.float64], parts: NDArray[np.intp]) -> _Points:
    """Return the points of a regression on several figures at once: each to the third power, every two multiplied."""
    scaled = (figures - figures.mean(axis=0)) / figures.std(axis=0)
    pairs = [scaled[:, one] * scaled[:, other] for one, other in combinations(range(scaled.shape[1]), 2)]
    terms = np.column_stack([np.ones(len(scaled)), scaled, scaled**2, scaled**3, *pairs])
    counts = (parts == np.arange(int(parts[-1]) + 1)[:, np.newaxis]).astype(np.float64)
    return _Points(terms, counts, counts[:, :, np.newaxis] * gains)


def _values(points: _Points) -> tuple[float, NDArray[np.float64]]:
    """Return the mean of the best fitted gain over all futures, and over all but those of each part."""
    terms, counts, sums = points
    weights = whole_and_without(counts)
    squares = whole_and_without(np.stack([(terms * each[:, np.newaxis]).T @ terms for each in counts]))
    products = whole_and_without(terms.T @ sums)
    # A figure with few values, or two that say the same, leave terms that cannot be told apart.
    fitted = terms @ (np.linalg.pinv(squares, rcond=_LEAST, hermitian=True) @ products)
    values = np.einsum("lp,lp->l", weights, fitted.max(axis=2)) / weights.sum(axis=1)
    return float(values[0]), values[1:]

"""Which share of the variance of an outcome a figure accounts for: the first-order index (Sobol' 1993)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.decision.cells import Cells, Parts, cells_by, finite, jackknifed, whole_and_without
from roitool.measures import Estimate

CELLS = 64
"""The outcome follows a straight line in each of so many parts of a figure: fine enough for a course with several
turns, coarse enough for a hundred futures each."""

_ALIKE = 1e-18
"""A figure whose values in a cell scatter by less than this part of its variance has one value there."""


def first_order(x: ArrayLike, y: ArrayLike, cells: Cells | None = None) -> Estimate:
    """Return the share of the variance of an outcome that knowing a figure would take away, ``Var(E[y|x]) / Var(y)``.

    The outcome is fitted by its mean and a straight line in each of 64 cells of equal share: a long tail lies in one
    cell, and much of its variance inside of it. The scatter that chance alone would give to means and lines is taken
    off (omega squared, Hays 1963). With figures that are correlated it counts what they share with this one, and the
    shares of all may add up to more than 1.

    Parameters
    ----------
    x
        The figure in each future, shape (futures,); at least 100.
    y
        The outcome in the same futures.
    cells
        The futures sorted by the figure already; left out, they are sorted here.

    Returns
    -------
    Estimate
        A fraction with its Monte Carlo error; a little below 0 where the figure has nothing to do with the outcome.
        0 without error where the outcome is the same in all futures: there is no variance to explain.

    Raises
    ------
    ValueError
        The shapes differ, a value is not finite, or there are too few.
    """
    figure, outcome = finite(x, "a figure"), finite(y, "an outcome")
    if figure.ndim != 1 or figure.shape != outcome.shape:
        raise ValueError(f"one figure and one outcome per future are needed, not {figure.shape} and {outcome.shape}")
    parts = Parts.of(outcome.size)
    # Rounding leaves some of the mean in numbers that are all alike.
    if np.ptp(outcome) <= 4 * np.finfo(np.float64).eps * np.abs(outcome).max():
        return Estimate(0.0, 0.0, parts.number)
    number_of_cells = min(CELLS, outcome.size // 16)
    cells = cells_by(figure, number_of_cells) if cells is None else cells.coarser(number_of_cells)
    within, centred, inside = cells.within(parts), outcome - outcome.mean(), _inside(figure, cells)
    sums = [within.sums(each) for each in (centred, inside, inside * centred, np.square(inside))]
    squares = parts.sums(np.square(centred))
    shares = _shares(*map(whole_and_without, (squares, within.counts(), *sums)))
    value, error = jackknifed(float(shares[0]), shares[1:])
    return Estimate(value, error, parts.number)


def _inside(figure: NDArray[np.float64], cells: Cells) -> NDArray[np.float64]:
    """Return how far each value is from the middle of its cell, in standard deviations of the figure."""
    scatter = figure.std()
    counts = np.bincount(cells.of_future, minlength=cells.count)
    middles = cells.sums(figure) / np.maximum(counts, 1)
    return (figure - middles[cells.of_future]) / scatter if scatter > 0 else np.zeros(figure.size)


def _shares(
    totals: NDArray[np.float64],
    counts: NDArray[np.float64],
    sums: NDArray[np.float64],
    inside: NDArray[np.float64],
    products: NDArray[np.float64],
    squares: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the corrected share of the scatter that means and lines of the cells account for, once in each row.

    Parameters
    ----------
    totals
        Of the squares of the outcome, shape (rows,).
    counts, sums, inside, products, squares
        In each cell, shape (rows, cells): futures; outcome; place in the cell; both multiplied; the place squared.
    """
    futures, of_mean = counts.sum(axis=1), np.square(sums.sum(axis=1)) / counts.sum(axis=1)
    # An empty cell has a sum of 0 in everything; of its futures one is as good as none.
    divisors = np.maximum(counts, 1.0)
    together, apart = products - inside * sums / divisors, squares - np.square(inside) / divisors
    lines = apart > _ALIKE * counts
    explained = (np.square(sums) / divisors).sum(axis=1) - of_mean
    explained += np.divide(np.square(together), apart, out=np.zeros(apart.shape), where=lines).sum(axis=1)
    terms = np.count_nonzero(counts, axis=1) + np.count_nonzero(lines, axis=1)
    scatter = totals - of_mean
    left = (scatter - explained) / (futures - terms)
    found = np.zeros(scatter.size)
    np.divide(explained - (terms - 1) * left, scatter + left, out=found, where=scatter > 0)
    return found

"""Which share of the variance of an outcome a figure accounts for: the first-order index (Sobol' 1993)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.decision.cells import Cells, cells_by, finite, jackknifed, part_of, whole_and_without
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
    parts = part_of(outcome.size)
    number = int(parts[-1]) + 1
    centred = outcome - outcome.mean()
    # Rounding leaves some of the mean in numbers that are all alike.
    if np.ptp(outcome) <= 4 * np.finfo(np.float64).eps * np.abs(outcome).max():
        return Estimate(0.0, 0.0, number)
    number_of_cells = min(CELLS, outcome.size // 16)
    cells = cells_by(figure, number_of_cells) if cells is None else cells.coarser(number_of_cells)
    inside = _inside(figure, cells)
    sums = (
        cells.sums(each, parts)
        for each in (np.ones(outcome.size), centred, inside, inside * centred, np.square(inside))
    )
    squares = np.bincount(parts, weights=np.square(centred)).astype(np.float64, copy=False)
    shares = np.array([_share(*each) for each in zip(*map(whole_and_without, (squares, *sums)), strict=True)])
    value, error = jackknifed(shares[0], shares[1:])
    return Estimate(value, error, number)


def _inside(figure: NDArray[np.float64], cells: Cells) -> NDArray[np.float64]:
    """Return how far each value is from the middle of its cell, in standard deviations of the figure."""
    scatter = figure.std()
    counts = np.bincount(cells.of_future, minlength=cells.count)
    middles = np.bincount(cells.of_future, weights=figure, minlength=cells.count) / np.maximum(counts, 1)
    return (figure - middles[cells.of_future]) / scatter if scatter > 0 else np.zeros(figure.size)


def _share(
    total: float,
    counts: NDArray[np.float64],
    sums: NDArray[np.float64],
    inside: NDArray[np.float64],
    products: NDArray[np.float64],
    squares: NDArray[np.float64],
) -> float:
    """Return the corrected share of the scatter that means and lines of the cells account for."""
    used = counts > 0
    counts, sums, inside = counts[used], sums[used], inside[used]
    futures = counts.sum()
    total -= sums.sum() ** 2 / futures
    together, apart = products[used] - inside * sums / counts, squares[used] - np.square(inside) / counts
    lines = apart > _ALIKE * counts
    explained = np.square(sums) @ (1.0 / counts) - sums.sum() ** 2 / futures
    explained += (np.square(together[lines]) / apart[lines]).sum()
    terms = counts.size + np.count_nonzero(lines)
    left = (total - explained) / (futures - terms)
    return float((explained - (terms - 1) * left) / (total + left)) if total > 0 else 0.0

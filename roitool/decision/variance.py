"""Which share of the variance of an outcome a figure accounts for: the first-order index (Sobol' 1993)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.decision.cells import Cells, cells_by, finite, jackknifed, part_of, whole_and_without
from roitool.measures import Estimate

CELLS = 64
"""The mean outcome is taken in so many parts of a figure: fine enough for a course with several turns, coarse enough
for a hundred futures each."""


def first_order(x: ArrayLike, y: ArrayLike, cells: Cells | None = None) -> Estimate:
    """Return the share of the variance of an outcome that knowing a figure would take away, ``Var(E[y|x]) / Var(y)``.

    The mean outcome in 64 cells of equal share; the scatter of those means that chance alone would give is taken off
    (omega squared, Hays 1963). With figures that are correlated it counts what they share with this one, and
    the shares of all may add up to more than 1.

    Parameters
    ----------
    x
        The figure in each future, or the uniform number it was drawn from, shape (futures,); at least 100.
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
    counts = cells.sums(np.ones(outcome.size), parts)
    sums = cells.sums(centred, parts)
    squares = np.bincount(parts, weights=np.square(centred)).astype(np.float64, copy=False)
    shares = np.array(
        [_share(*each) for each in zip(*(whole_and_without(each) for each in (counts, sums, squares)), strict=True)]
    )
    value, error = jackknifed(shares[0], shares[1:])
    return Estimate(value, error, number)


def _share(counts: NDArray[np.float64], sums: NDArray[np.float64], squares: float) -> float:
    """Return the corrected share of the scatter that lies between cells."""
    used = counts > 0
    counts, sums = counts[used], sums[used]
    futures, groups = counts.sum(), counts.size
    total = squares - sums.sum() ** 2 / futures
    between = np.square(sums) @ (1.0 / counts) - sums.sum() ** 2 / futures
    within = (total - between) / (futures - groups)
    return float((between - (groups - 1) * within) / (total + within)) if total > 0 else 0.0

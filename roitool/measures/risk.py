"""Measures of a distribution that is given by equally likely values: quantiles and the mean of the worst."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def cvar(values: ArrayLike, share: float) -> float:
    """Return the conditional value at risk: the mean of the worst share of the values.

    The last value that belongs to the share counts by the fraction that does (Rockafellar & Uryasev 2002), so that a
    share smaller than one value gives the lowest.

    Parameters
    ----------
    values
        Shape (futures,), equally likely, high is good.
    share
        Above 0, at most 1; 0.05 is the worst 5 %.

    Returns
    -------
    float
        In the unit of the values, never above their mean.

    Raises
    ------
    ValueError
        There are no values, they are not one row, one is not a number, or the share is not above 0 and at most 1.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or array.size == 0:
        raise ValueError("a conditional value at risk takes one value per future, of at least one future")
    if not 0.0 < share <= 1.0:
        raise ValueError(f"a share of the values is above 0 and at most 1, not {share}")
    if np.isnan(array).any():
        raise ValueError("a conditional value at risk takes numbers only")
    last = min(int(share * array.size), array.size - 1)
    return float(lower_tail_mean(np.partition(array, last), share))


def lower_tail_mean(ordered: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Return the mean of the lowest share of values along the last axis, the last one counted by its fraction.

    Parameters
    ----------
    ordered
        Shape (..., n), of which the lowest ``share * n`` come first and the next one follows.
    share
        Above 0, at most 1.

    Returns
    -------
    ndarray
        Shape (...).
    """
    count = share * ordered.shape[-1]
    whole = min(int(count), ordered.shape[-1] - 1)
    below: NDArray[np.float64] = np.asarray(ordered[..., :whole].sum(axis=-1))
    below += (count - whole) * ordered[..., whole]
    below /= count
    return below


def interpolated_quantiles(ordered: NDArray[np.float64], probabilities: ArrayLike) -> NDArray[np.float64]:
    """Return quantiles along the last axis, linear between order statistics (Hyndman & Fan 1996, definition 7).

    Parameters
    ----------
    ordered
        Shape (..., n), finite, ascending.
    probabilities
        Shape (k,), from 0 to 1.

    Returns
    -------
    ndarray
        Shape (..., k).
    """
    place = np.asarray(probabilities) * (ordered.shape[-1] - 1)
    before = np.floor(place).astype(np.intp)
    low: NDArray[np.float64] = ordered[..., before]
    high: NDArray[np.float64] = ordered[..., np.minimum(before + 1, ordered.shape[-1] - 1)]
    weight: NDArray[np.float64] = place - before
    return low + weight * (high - low)


def inverted_cdf(ordered: NDArray[np.float64], percentages: ArrayLike, counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return for some percentages the lowest value that at least so many values do not exceed (definition 1).

    Always one of the values, so that *never* stays never instead of a mean with a date.

    Parameters
    ----------
    ordered
        Shape (rows, n), ascending; only the first values of each row count.
    percentages
        Shape (k,), whole numbers above 0, below 100.
    counts
        Shape (rows,): how many values count.

    Returns
    -------
    ndarray
        Shape (rows, k); nan where no value counts.
    """
    place = -(-np.multiply.outer(counts, np.asarray(percentages)) // 100) - 1
    values = np.take_along_axis(ordered, np.maximum(place, 0), axis=1)
    values[counts == 0] = np.nan
    return values

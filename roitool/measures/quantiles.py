"""How sure a quantile is: an interval from counting, in each block, the futures below it.

The futures below a quantile are a share like any other, and blocks tell how much their number scatters. How far it
scatters, in futures, is turned into money by going that many places down and up the ordered futures (Woodruff 1952).
No density is estimated, a gap or a heap in the distribution shows as it is, and *never* may be an end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from roitool.measures.estimates import CONFIDENCE, ROUNDING, Quantile, critical


@dataclass(frozen=True, slots=True)
class PlacesBelow:
    """What counting below some quantiles comes to.

    Attributes
    ----------
    excess
        Futures below each quantile in each block, less those that belong there, shape (blocks, k).
    half
        How many places the 95 % interval reaches to either side, shape (k,).
    low, high
        Its ends in the unit of the values, shape (k,); nan where fewer values than that lie beyond.
    """

    excess: NDArray[np.float64]
    half: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def estimates(self, values: NDArray[np.float64]) -> list[Quantile]:
        """Return quantiles of all futures, shape (k,), with these intervals."""
        blocks = len(self.excess)
        with np.errstate(invalid="ignore"):
            errors = (self.high - self.low) / (2.0 * critical(blocks))
        errors[~np.isfinite(errors)] = math.nan
        columns = (column.tolist() for column in (values, errors, self.low, self.high))
        return [Quantile(value, se, blocks, low, high) for value, se, low, high in zip(*columns, strict=True)]

    def own(self, which: int) -> NDArray[np.float64]:
        """Return what each block alone would say of a quantile, around that of all: its excess times the local slope.

        This is the quantile made linear (Bahadur 1966), with the width of the interval for its slope.
        """
        slope = (self.high[which] - self.low[which]) / (2.0 * self.half[which])
        own: NDArray[np.float64] = -slope * len(self.excess) * self.excess[:, which]
        return own


def places_below(
    ordered: NDArray[np.float64],
    together: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    sizes: NDArray[np.intp] | None = None,
) -> PlacesBelow:
    """Count the futures below some quantiles in each block.

    Parameters
    ----------
    ordered
        Shape (blocks, n), each block ascending; inf and -inf rank.
    together
        The same values ascending in one row.
    probabilities
        Shape (k,), between 0 and 1.
    sizes
        Shape (blocks,): how many values of each block count, the first ones of its row; left out, all. At least one
        in all blocks together.

    Returns
    -------
    PlacesBelow
        Their scatter, and the intervals that follow.
    """
    blocks, size = ordered.shape
    counted = np.full(blocks, size) if sizes is None else sizes
    total = int(counted.sum())
    belong = total * probabilities
    at = together[np.maximum(np.ceil(belong).astype(np.intp), 1) - 1]
    below = np.array([row.searchsorted(at, "left") for row in ordered])
    not_above = np.array([row.searchsorted(at, "right") for row in ordered])
    # Of futures that share the value of the quantile, as many count as are needed to make up the number.
    first = below.sum(axis=0)
    share = (belong - first) / (not_above.sum(axis=0) - first)
    excess = below + share * (not_above - below) - np.multiply.outer(counted, probabilities)
    # Counts that differ by one at most have the least variance that whole numbers can have. It follows from their
    # total, which is given: nothing is estimated, neither with a degree of freedom less nor with Student's t.
    agree = np.ptp(excess, axis=0) < 1.0 + 1e-6
    variance = np.square(excess).sum(axis=0) / np.where(agree, blocks, blocks - 1)
    factor = np.where(agree, special.ndtri(0.5 + 0.5 * CONFIDENCE), critical(blocks))
    half = factor * np.sqrt(np.maximum(variance, ROUNDING) * blocks)
    places = belong + 0.5 + np.multiply.outer((-1.0, 1.0), half)
    return PlacesBelow(excess, half, *_ends(together, places, total))


def _ends(together: NDArray[np.float64], places: NDArray[np.float64], total: int) -> NDArray[np.float64]:
    """Return the values at lower and upper places, counted from 1, shape (2, k).

    Linear between neighbouring futures; where one of them is infinite, the one further out.
    """
    inside = np.clip(places, 1.0, total)
    before = np.floor(inside)
    value, following = together[before.astype(np.intp) - 1], together[np.ceil(inside).astype(np.intp) - 1]
    with np.errstate(invalid="ignore"):
        between = value + (inside - before) * (following - value)
    further_out = np.stack([value[0], following[1]])
    return np.where(inside != places, math.nan, np.where(np.isfinite(between), between, further_out))

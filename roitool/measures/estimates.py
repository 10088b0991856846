"""A figure over all futures with its Monte Carlo error.

Futures come in blocks of 1 024. Inside a block they are stratified, hence not independent; the blocks are. So every
error comes from the spread of what the blocks say: its standard deviation over the root of their number, with
Student's t for so few (batch means: Law & Kelton; for stratified samples Stein 1987). The figure itself is that of all
futures together. For a figure that is biased in small samples, as a CVaR, that matters: a block of 1 024 is more biased
than all blocks together, but only the spread of the blocks is used, and their common bias does not spread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import special

from roitool.sampling.streams import BLOCK

Kind = TypeVar("Kind", bound=np.generic)

FEWEST_BLOCKS = 10
"""Below this number of blocks their spread says too little."""

CONFIDENCE = 0.95
"""Of every interval."""

ROUNDING = 1.0 / 12.0
"""Variance of rounding to whole futures (Sheppard 1898)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over all futures.

    Attributes
    ----------
    value
        Of all futures together; nan where there is none, infinite where the futures at that place are.
    se
        Monte Carlo standard error, in the unit of the value; nan where it cannot be told: an infinite value, blocks
        with infinite values of their own, too few futures that count.
    n_blocks
        Independent blocks that the error comes from.
    """

    value: float
    se: float
    n_blocks: int

    def interval(self) -> tuple[float, float]:
        """Return lower and upper end of the 95 % confidence interval, by Student's t; nan where the error is."""
        half = critical(self.n_blocks) * self.se
        return self.value - half, self.value + half


@dataclass(frozen=True, slots=True)
class Share(Estimate):
    """The share of futures in which something holds, the estimate of its probability.

    Attributes
    ----------
    n_futures
        How many futures were counted.
    """

    n_futures: int

    def interval(self) -> tuple[float, float]:
        """Return the 95 % confidence interval: Wilson's (1927) where no or every future counts, else Student's t."""
        if 0.0 < self.value < 1.0:
            # super() without arguments does not know a class that slots=True has made anew.
            low, high = Estimate.interval(self)
            return max(low, 0.0), min(high, 1.0)
        square = float(special.ndtri(0.5 + 0.5 * CONFIDENCE)) ** 2
        width = square / (self.n_futures + square)
        return (0.0, width) if self.value == 0.0 else (1.0 - width, 1.0)


@dataclass(frozen=True, slots=True)
class Quantile(Estimate):
    """A quantile; its interval reaches further to the side on which futures lie further apart.

    Attributes
    ----------
    low, high
        Ends of the 95 % confidence interval (:mod:`roitool.measures.quantiles`); infinite where the futures there are,
        nan where too few futures have a value to tell. The standard error is as to this interval as for any figure:
        half its width over Student's t.
    """

    low: float
    high: float

    def interval(self) -> tuple[float, float]:
        """Return lower and upper end of the 95 % confidence interval."""
        return self.low, self.high


def share(condition: NDArray[np.bool_]) -> Share:
    """Return the share of futures in which a condition holds, ``share(paybacks <= limit)``.

    Blocks count in whole futures, and stratified blocks may all come to the same count: the variance of that rounding
    is added to what the blocks show. Where the condition holds in none or in
    all, the blocks say nothing; the standard error is then that with two more futures of either kind (Agresti & Coull
    1998).

    Parameters
    ----------
    condition
        Shape (futures,), whole blocks of 1 024, at least ten.

    Returns
    -------
    Share
        A fraction, its standard error above 0.

    Raises
    ------
    ValueError
        The futures are not whole blocks, or too few.
    """
    counts = np.count_nonzero(in_blocks(condition), axis=1)
    total, futures = int(counts.sum()), condition.size
    if 0 < total < futures:
        se = math.hypot(standard_errors(counts), math.sqrt(ROUNDING / len(counts))) / BLOCK
        return Share(total / futures, se, len(counts), futures)
    se = math.sqrt(2.0 * (futures + 2.0) / (futures + 4.0) ** 3)
    return Share(total / futures, se, len(counts), futures)


def in_blocks(values: NDArray[Kind]) -> NDArray[Kind]:
    """Return values per future as one block per row.

    Raises
    ------
    ValueError
        The futures are not whole blocks of 1 024, or fewer than ten of them.
    """
    if values.ndim != 1 or values.size % BLOCK or values.size < FEWEST_BLOCKS * BLOCK:
        raise ValueError(
            f"the error of a figure takes one value per future in at least {FEWEST_BLOCKS} whole blocks of {BLOCK}, "
            f"not shape {values.shape}"
        )
    return values.reshape(-1, BLOCK)


def standard_errors(estimates: NDArray[np.float64] | NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the standard error of one or more figures from each block's own estimates.

    Parameters
    ----------
    estimates
        Shape (blocks,) or (blocks, figures).

    Returns
    -------
    ndarray
        Shape () or (figures,); nan where a block's estimate is not finite.
    """
    with np.errstate(invalid="ignore"):
        spread: NDArray[np.float64] = np.asarray(estimates.std(axis=0, ddof=1))
    return spread / math.sqrt(len(estimates))


def critical(blocks: int) -> float:
    """Return how many standard errors the interval reaches to either side: Student's t with blocks - 1 degrees."""
    return float(special.stdtrit(blocks - 1, 0.5 + 0.5 * CONFIDENCE))

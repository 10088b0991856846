"""A measure over all futures: what is expected, how wide it is, how bad it gets; each with its Monte Carlo error."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.measures.estimates import ROUNDING, Estimate, Quantile, Share, in_blocks, share, standard_errors
from roitool.measures.quantiles import places_below
from roitool.measures.risk import interpolated_quantiles, inverted_cdf, lower_tail_mean
from roitool.sampling.streams import BLOCK

PERCENTAGES = (5, 10, 25, 50, 75, 90, 95)
"""The quantiles of every summary."""

CVAR_SHARE = 0.05

_PROBABILITIES = np.asarray(PERCENTAGES) / 100.0

_FEWEST_COUNTED = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """A measure that every future has, in the unit of the measure unless said.

    Attributes
    ----------
    mean, sd
        Mean and standard deviation, the latter divided by the number of futures and not by one less: strata know the
        mean so well that nothing is to be made up for.
    quantiles
        By percentage, 5 to 95, linear between neighbouring futures.
    positive
        Share of futures with a value above 0; of NPV, the share that earns itself back.
    cvar
        Mean of the worst 5 % of the futures.
    expected_loss
        Mean loss of the futures with a value below 0, counted positive; nan where none has. Its error is nan below
        ten of them.
    """

    mean: Estimate
    sd: Estimate
    quantiles: Mapping[int, Quantile]
    positive: Share
    cvar: Estimate
    expected_loss: Estimate


@dataclass(frozen=True, slots=True)
class RankSummary:
    """A measure that only ranks the futures, because some have *never* for a value, or none: a payback, an IRR.

    Attributes
    ----------
    quantiles
        By percentage, 5 to 95, of the futures that have a value, each the value of a future (inverted CDF): inf is
        *never* for a payback and *always gains* for an IRR, -inf *always loses*; nan where no future has a value.
    infinite
        Share of all futures whose value is inf.
    left_out
        Share of all futures without a value.
    """

    quantiles: Mapping[int, Quantile]
    infinite: Share
    left_out: Share


@dataclass(frozen=True, slots=True)
class InOrder:
    """The values of a measure ascending: in each block, shape (blocks, 1 024), and all together, shape (futures,)."""

    blocks: NDArray[np.float64]
    together: NDArray[np.float64]


def in_order(values: NDArray[np.float64]) -> InOrder:
    """Sort a measure, once for all that needs it; nan comes last.

    Parameters
    ----------
    values
        Shape (futures,), whole blocks of 1 024 in the order they were drawn, at least ten.

    Raises
    ------
    ValueError
        The futures are not whole blocks, or too few.
    """
    blocks = np.sort(in_blocks(values), axis=1)
    return InOrder(blocks, np.sort(blocks, axis=None))


def summarise(values: NDArray[np.float64], ordered: InOrder | None = None) -> Summary:
    """Summarise a measure over all futures.

    Parameters
    ----------
    values
        Shape (futures,), finite; whole blocks of 1 024 in the order they were drawn, at least ten.
    ordered
        The same values by :func:`in_order`; left out, they are sorted here.

    Returns
    -------
    Summary
        Figures of all futures, errors from the blocks.

    Raises
    ------
    ValueError
        A value is not finite, or the futures are not whole blocks or too few.
    """
    blocks = in_blocks(values)
    means = blocks.mean(axis=1)
    mean = float(means.mean())
    if not math.isfinite(mean):
        raise ValueError("a summary takes finite values; a measure that some futures lack is summarised by rank")
    losses, losers = -np.minimum(blocks, 0.0).sum(axis=1), np.count_nonzero(blocks < 0.0, axis=1)
    ordered = ordered or in_order(values)
    sds = ordered.blocks.std(axis=1)
    tails = lower_tail_mean(ordered.blocks, CVAR_SHARE)
    together = ordered.together
    found = interpolated_quantiles(together, _PROBABILITIES)
    return Summary(
        mean=_estimate(mean, means),
        sd=_estimate(together.std(), sds),
        quantiles=_by_percentage(places_below(ordered.blocks, together, _PROBABILITIES).estimates(found)),
        positive=share(values > 0.0),
        cvar=_estimate(lower_tail_mean(together, CVAR_SHARE), tails),
        expected_loss=_ratio(losses, losers),
    )


def summarise_ranks(values: NDArray[np.float64]) -> RankSummary:
    """Summarise a measure that can be infinite or missing.

    Parameters
    ----------
    values
        Shape (futures,); inf and -inf rank, nan is left out and counted. Whole blocks of 1 024 in the order they were
        drawn, at least ten.

    Returns
    -------
    RankSummary
        Figures of all futures, errors from the blocks.

    Raises
    ------
    ValueError
        The futures are not whole blocks, or too few.
    """
    ordered = in_order(values)
    missing = np.isnan(values)
    counts = BLOCK - np.count_nonzero(in_blocks(missing), axis=1)
    together = ordered.together
    found = inverted_cdf(together[np.newaxis], PERCENTAGES, counts.sum(keepdims=True))[0]
    if counts.any():
        quantiles = places_below(ordered.blocks, together, _PROBABILITIES, counts).estimates(found)
    else:
        quantiles = [Quantile(math.nan, math.nan, len(counts), math.nan, math.nan)] * len(PERCENTAGES)
    return RankSummary(
        quantiles=_by_percentage(quantiles),
        infinite=share(values == np.inf),
        left_out=share(missing),
    )


def mean_estimate(values: NDArray[np.float64]) -> Estimate:
    """Return the mean over all futures.

    Parameters
    ----------
    values
        Shape (futures,), as for :func:`summarise`.

    Returns
    -------
    Estimate
        In the unit of the values.

    Raises
    ------
    ValueError
        The futures are not whole blocks, or too few.
    """
    means = in_blocks(values).mean(axis=1)
    return _estimate(means.mean(), means)


def mean_where(condition: NDArray[np.bool_], values: NDArray[np.float64]) -> Estimate:
    """Return the mean over the futures in which a condition holds.

    Parameters
    ----------
    condition, values
        Shape (futures,), as for :func:`summarise`.

    Returns
    -------
    Estimate
        In the unit of the values; nan where the condition never holds. Its error is nan below ten such futures.

    Raises
    ------
    ValueError
        The futures are not whole blocks, or too few.
    """
    counted = in_blocks(condition)
    return _ratio(in_blocks(np.where(condition, values, 0.0)).sum(axis=1), np.count_nonzero(counted, axis=1))


def quantile_difference(one: InOrder, other: InOrder, probability: float) -> Estimate:
    """Return a quantile of one measure less that of another over the same futures.

    The error is that of the difference: what the futures have in common cancels within each block.

    Parameters
    ----------
    one, other
        Finite values by :func:`in_order`.
    probability
        From 0 to 1; 0.05 is the worst 1 in 20.

    Returns
    -------
    Estimate
        In the unit of the values, linear between neighbouring futures.

    Raises
    ------
    ValueError
        They are not as many futures in both.
    """
    shapes = one.together.shape, other.together.shape
    if shapes[0] != shapes[1]:
        raise ValueError(f"a difference takes the same futures in both, not shapes {shapes[0]} and {shapes[1]}")
    at = np.array([probability])
    value, less = (interpolated_quantiles(each.together, at)[0] for each in (one, other))
    own, others = (places_below(each.blocks, each.together, at).own(0) for each in (one, other))
    return _estimate(value - less, own - others)


def _estimate(value: float | np.floating | NDArray[np.float64], own: NDArray[np.float64]) -> Estimate:
    return Estimate(float(value), float(standard_errors(own)), len(own))


def _by_percentage(quantiles: Sequence[Quantile]) -> Mapping[int, Quantile]:
    return dict(zip(PERCENTAGES, quantiles, strict=True))


def _ratio(sums: NDArray[np.float64], counts: NDArray[np.intp]) -> Estimate:
    """Return a mean over some of the futures.

    A block may hold few of them or none, so its own mean is not used but its share in the numerator, less what its
    count leads to expect (the linearised ratio, Cochran 1977, chapter 6). Stratified blocks may all come to the same
    count, which is rounded to whole futures: that variance is added, as for a share.
    """
    total = int(counts.sum())
    if total == 0:
        return Estimate(math.nan, math.nan, len(counts))
    value = float(sums.sum()) / total
    if total < _FEWEST_COUNTED:
        return Estimate(value, math.nan, len(counts))
    per_block = total / len(counts)
    rounding = value / per_block * math.sqrt(ROUNDING / len(counts))
    se = math.hypot(standard_errors((sums - value * counts) / per_block), rounding)
    return Estimate(value, se, len(counts))

"""Which figure moves an outcome most: Spearman's rank correlation of each figure with it (Spearman 1904).

Ranks are taken within each block of 1 024 futures, and the correlation is the average over the blocks: they are
independent of each other, so that their spread is its error. Equal values share the average of their ranks, so that a
figure that is clipped to a bound, a chance, or an outcome that is often *never* is ranked for what it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.measures import Estimate
from roitool.measures.estimates import critical, in_blocks, standard_errors

LEAST = 0.05
"""A correlation nearer to zero than this says nothing, however many futures prove it: it tells a four-hundredth of how
the outcome ranks. Among many figures that have nothing to do with it one comes this far by chance hardly ever."""


@dataclass(frozen=True, slots=True)
class Correlations:
    """The rank correlation of some figures with one outcome.

    Attributes
    ----------
    own
        What each block says, shape (blocks, figures).
    """

    own: NDArray[np.float64]

    def of(self, figure: int) -> Estimate:
        """Return the correlation of one figure, from -1 to 1, with its Monte Carlo error."""
        own = self.own[:, figure]
        return Estimate(float(own.mean()), float(standard_errors(own)), len(own))


def ranks(values: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the rank of each value within its block, from 0, equal ones sharing the average of theirs.

    Parameters
    ----------
    values
        Shape (futures,), whole blocks of 1 024 in the order they were drawn, at least ten; inf and -inf rank.

    Returns
    -------
    ndarray
        Shape (blocks, 1024).

    Raises
    ------
    ValueError
        The futures are not whole blocks, or too few.
    """
    blocks = in_blocks(values)
    size = blocks.shape[1]
    order = np.argsort(blocks, axis=1)
    ascending = np.take_along_axis(blocks, order, axis=1)
    begins = np.ones(blocks.shape, dtype=np.bool_)
    np.not_equal(ascending[:, 1:], ascending[:, :-1], out=begins[:, 1:])
    first = np.flatnonzero(begins)
    last = np.append(first[1:], blocks.size) - 1
    shared = np.repeat((first + last) / 2.0, last - first + 1).reshape(blocks.shape)
    found = np.empty(blocks.shape)
    np.put_along_axis(found, order, shared - size * np.arange(len(blocks))[:, np.newaxis], axis=1)
    return found


def correlations(figures: NDArray[np.float64], outcome: NDArray[np.float64]) -> Correlations | None:
    """Return the rank correlation of each figure with an outcome.

    Parameters
    ----------
    figures
        Ranks by :func:`ranks`, shape (figures, blocks, 1024). Instead of its ranks, the uniform numbers that a figure
        without equal values was drawn from do as well: they rank it, evenly.
    outcome
        Ranks, shape (blocks, 1024).

    Returns
    -------
    Correlations
        None where the outcome is the same in all futures of each block, and so goes together with nothing. A figure of
        which that is true has a correlation of 0.
    """
    centred = outcome - outcome.mean(axis=1, keepdims=True)
    scatter = float(np.square(centred).mean())
    if scatter == 0.0:
        return None
    together = np.einsum("fbn,bn->bf", figures, centred) / outcome.shape[1]
    # A block whose futures are all alike counts with 0, not as if it were not there.
    deviations = np.sqrt(figures.var(axis=2).mean(axis=1) * scatter)
    own = np.divide(together, deviations, out=np.zeros(together.shape), where=deviations > 0.0)
    return Correlations(own)


def strongest(found: Correlations) -> tuple[int, ...]:
    """Return which figure goes together with the outcome most, and after it those that cannot be told from it.

    Two figures cannot be told apart where their correlations, leaving out the signs, differ by less than the 95 %
    interval of that difference in the same futures.

    Returns
    -------
    tuple
        Positions of the figures, the strongest first; none where no figure stands out from chance and :data:`LEAST`.
    """
    if not found.own.size:
        return ()
    means = found.own.mean(axis=0)
    order = np.argsort(-np.abs(means), kind="stable")
    reach = critical(len(found.own))
    first = int(order[0])
    if abs(means[first]) < max(LEAST, reach * found.of(first).se):
        return ()
    # The sign of the average, not of each block: turning every block up would make zero look like something.
    turned = found.own * np.where(means < 0.0, -1.0, 1.0)
    behind = turned[:, [first]] - turned
    alike = behind.mean(axis=0) <= reach * standard_errors(behind)
    return first, *(int(which) for which in order[1:] if alike[which])

"""Whether one choice beats another for everybody who prefers more, or who fears the worst (Hadar & Russell 1969).

Exact on the futures at hand: what is said holds for them, not for every set of futures that could be drawn.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-9
"""Differences below this part of the largest amount come from rounding, and count as none."""


class Dominance(StrEnum):
    """How one choice stands to another."""

    FIRST = "first"
    """At every level of outcome it is at least as likely to be above it: better for everybody who prefers more."""
    SECOND = "second"
    """Its worst outcomes add up to no less, however many of them are taken: better for everybody who is careful too."""
    NONE = "none"
    """Neither; which is better is a matter of taste."""


def dominance(one: NDArray[np.float64], other: NDArray[np.float64]) -> Dominance:
    """Return how far one choice dominates another.

    Parameters
    ----------
    one, other
        What each comes to, money, shape (futures,): as many futures of both.

    Returns
    -------
    Dominance
        ``FIRST`` implies the second order. ``NONE`` where both come to the same in all futures as well.
    """
    ascending, against = np.sort(one), np.sort(other)
    slack = TOLERANCE * max(np.abs(ascending).max(), np.abs(against).max())
    ahead = ascending - against
    if not (ahead > slack).any():
        return Dominance.NONE
    if (ahead >= -slack).all():
        return Dominance.FIRST
    lead = np.cumsum(ahead)
    return Dominance.SECOND if (lead >= -slack * np.arange(1, lead.size + 1)).all() else Dominance.NONE

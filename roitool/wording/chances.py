"""How chances are counted: in futures of a hundred, or of more where a hundred are too few to tell them apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from roitool.wording.numbers import margin

if TYPE_CHECKING:
    from roitool.measures import Estimate


@dataclass(frozen=True, slots=True)
class Scale:
    """What chances are counted in; those that stand side by side share one.

    Attributes
    ----------
    of
        Futures of which the chance is told how many.
    """

    of: Literal[100, 1000, 10_000]

    def count(self, share: float) -> int:
        """Return how many futures a chance is."""
        return round(self.of * share)

    def is_exact(self, share: float) -> bool:
        """Whether nothing of a chance is rounded away."""
        return math.isclose(self.count(share), self.of * share)


HUNDRED: Final = Scale(100)
THOUSAND: Final = Scale(1000)
FINEST: Final = Scale(10_000)

_LEAST_ERRORS: Final = {HUNDRED: 0.03, THOUSAND: 0.0005, FINEST: 0.0}
"""Where the error of a chance is smaller, that scale would hide what is known."""


def scale_for(
    shares: Iterable[float],
    *,
    limits: Iterable[float] = (),
    apart: Iterable[tuple[float, float]] = (),
    error: float = math.inf,
) -> Scale:
    """Return the plainest scale on which chances can stand side by side.

    Parameters
    ----------
    shares
        None of them may round to none or all of a hundred futures.
    limits
        What chances are held against; shown as they were stated, to a future in ten thousand.
    apart
        Pairs of which two unequal ones have to look different.
    error
        How far the chances may be off, where that is told too.
    """
    shares, limits, apart = tuple(shares), tuple(limits), tuple(apart)

    def fits(scale: Scale) -> bool:
        return (
            (scale.of > HUNDRED.of or all(_shows(scale, share) for share in (*shares, *limits)))
            and all(scale.is_exact(limit) for limit in limits)
            and all(one == other or scale.count(one) != scale.count(other) for one, other in apart)
            and error >= _LEAST_ERRORS[scale]
        )

    return next((scale for scale in (HUNDRED, THOUSAND) if fits(scale)), FINEST)


def differ(difference: Estimate) -> bool:
    """Tell whether two chances differ by more than the error of their difference."""
    return abs(difference.value) > margin(difference)


def _shows(scale: Scale, share: float) -> bool:
    return share <= 0 or share >= 1 or 0 < scale.count(share) < scale.of

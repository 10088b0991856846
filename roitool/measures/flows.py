"""What every measure asks of a cash flow, a rate and a total before it is used."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Series: TypeAlias = Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]
"""One cash flow, shape (periods + 1,)."""

Columns: TypeAlias = Sequence[Sequence[float]] | np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""One cash flow per future, shape (periods + 1, futures)."""


def checked_flows(flows: ArrayLike) -> NDArray[np.float64]:
    """Return a cash flow as a float array of one or two dimensions, time first.

    Raises
    ------
    ValueError
        It has no flows, or another number of dimensions.
    """
    array = np.asarray(flows, dtype=np.float64)
    if array.ndim not in {1, 2}:
        raise ValueError(f"a cash flow is one series or one column per future, not an array of {array.ndim} dimensions")
    if len(array) == 0:
        raise ValueError("a cash flow needs at least one flow")
    return array


def checked_rate(rate: float) -> float:
    """Return a rate as a float.

    Raises
    ------
    ValueError
        It is not a finite number above -1: at -100 % and below nothing can be discounted.
    """
    if not (math.isfinite(rate) and rate > -1.0):
        raise ValueError(f"a rate is a finite number above -1 (-100 %), not {rate}")
    return float(rate)


def check_finite(total: ArrayLike) -> None:
    """Refuse a cash flow by its total: one flow that is infinite or not a number makes the total so too.

    Raises
    ------
    ValueError
        A total is not finite.
    """
    if not np.isfinite(total).all():
        raise ValueError("every flow is a finite number, and so is their sum")


def discount_factors(rate: float, periods: int) -> NDArray[np.float64]:
    """Return ``(1 + rate)**-m`` for m = 0 … periods; by log1p, which keeps the digits of a rate near zero."""
    return np.exp(-math.log1p(rate) * np.arange(periods + 1.0))

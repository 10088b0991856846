"""What the measures take: one series of flows, or one column per future."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
Table: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]

Series: TypeAlias = Sequence[float] | Vector
"""One flow per period, shape (periods + 1,)."""

Columns: TypeAlias = Table | Sequence[Sequence[float]]
"""One column per future, shape (periods + 1, futures)."""


def as_columns(flows: Series | Columns) -> NDArray[np.float64]:
    """Return flows as a table, one column per future; one series becomes a table of one column.

    Raises
    ------
    ValueError
        There is no flow, or the flows are neither a series nor a table.
    """
    table = np.asarray(flows, dtype=np.float64)
    if table.ndim not in {1, 2} or table.shape[0] == 0:
        raise ValueError(f"flows must be one series or one column per future, and not empty; got shape {table.shape}")
    return table[:, np.newaxis] if table.ndim == 1 else table


def like(flows: Series | Columns, result: NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Return the result of `as_columns(flows)` in the shape the caller expects: a number for one series."""
    return float(result[0]) if np.ndim(flows) == 1 else result


def finite(result: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a sum over all flows, or raise ValueError where a flow cannot have been finite.

    A sum is finite only where all its terms are, and looking at the sum is much cheaper than looking at them.
    """
    if not np.isfinite(result).all():
        raise ValueError("every flow must be a finite number, small enough that the sum of all is one too")
    return result


def checked_rate(rate: float) -> float:
    """Return a rate per period, or raise ValueError where it is not a finite number above −1."""
    if not (math.isfinite(rate) and rate > -1.0):
        raise ValueError(f"a rate must be a finite number above -1; got {rate}")
    return float(rate)

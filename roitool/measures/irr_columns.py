"""Internal rates of return of many futures at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from roitool.measures.flows import Columns, as_columns
from roitool.measures.irr_series import series_irr


class IrrStatus(IntEnum):
    """How many annual rates between −50 % and +1 000 % have a net present value of zero."""

    UNIQUE = 0
    MULTIPLE = 1
    NONE = 2
    """All flows are zero."""
    ALWAYS_LOSES = 3
    """None: the net present value is below zero over the whole span."""
    ALWAYS_GAINS = 4
    """None: the net present value is above zero over the whole span."""


@dataclass(frozen=True, slots=True)
class ColumnIrr:
    """Internal rates of return over futures; every array has shape (futures,).

    Attributes
    ----------
    rates
        Annual effective rate; ``nan`` unless the status is UNIQUE.
    statuses
        `IrrStatus` codes, int8.
    ranked
        The rate for ranking: ``−inf`` where the future always loses, ``inf`` where it always gains, ``nan`` where there
        are several rates or no flows.
    """

    rates: NDArray[np.float64]
    statuses: NDArray[np.int8]
    ranked: NDArray[np.float64]


def column_irr(flows: Columns, periods_per_year: int = 12) -> ColumnIrr:
    table = as_columns(flows)
    n = table.shape[1]
    rates = np.full(n, np.nan)
    statuses = np.empty(n, dtype=np.int8)
    for j in range(n):
        one = series_irr(table[:, j])
        annual = [(1 + r) ** periods_per_year - 1 for r in one.roots]
        annual = [r for r in annual if -0.5 <= r <= 10]
        if len(annual) == 1:
            rates[j], statuses[j] = annual[0], IrrStatus.UNIQUE
        elif annual:
            statuses[j] = IrrStatus.MULTIPLE
        else:
            total = table[:, j].sum()
            statuses[j] = IrrStatus.NONE if not table[:, j].any() else IrrStatus.ALWAYS_GAINS if total > 0 else IrrStatus.ALWAYS_LOSES
    ranked = rates.copy()
    ranked[statuses == IrrStatus.ALWAYS_LOSES] = -np.inf
    ranked[statuses == IrrStatus.ALWAYS_GAINS] = np.inf
    return ColumnIrr(rates, statuses, ranked)

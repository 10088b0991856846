"""Internal rate of return: the rate at which the net present value is zero, if there is one, and only one.

One series is answered in full: every rate above −100 %. Columns are answered for summaries: rates between −50 % and
+1 000 % a year count, and a future either has exactly one or has a status that says why not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, overload

import numpy as np

from roitool.measures.flows import Columns, Series, Table, Vector
from roitool.measures.irr_columns import ColumnIrr, IrrStatus, column_irr
from roitool.measures.irr_series import SeriesIrr, series_irr

__all__ = ["ColumnIrr", "IrrStatus", "SeriesIrr", "column_irr", "irr", "series_irr"]


@overload
def irr(flows: Sequence[float] | Vector, periods_per_year: int = 12) -> SeriesIrr: ...
@overload
def irr(flows: Table | Sequence[Sequence[float]], periods_per_year: int = 12) -> ColumnIrr: ...
def irr(flows: Series | Columns, periods_per_year: int = 12) -> SeriesIrr | ColumnIrr:
    """Return the internal rate of return of one series, or of every column.

    Parameters
    ----------
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.
    periods_per_year
        For columns, whose rates are annual. The rates of one series are per period.

    Returns
    -------
    SeriesIrr or ColumnIrr
        For one series all roots; for columns the annual rates and statuses.

    Raises
    ------
    ValueError
        No flows, or flows that are not finite.

    See Also
    --------
    series_irr, column_irr
    """
    return series_irr(flows) if np.ndim(flows) == 1 else column_irr(flows, periods_per_year)  # type: ignore[arg-type]

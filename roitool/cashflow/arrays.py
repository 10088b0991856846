"""The shapes that money comes in, and the few things that every part of the cash flow does with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.scenario.formula import Column

Row = NDArray[np.float64]
"""One amount per future, shape (futures,)."""

Rows = NDArray[np.float64]
"""Amounts by time, shape (months + 1, futures) or (years, futures)."""

Mask = NDArray[np.bool_]
"""Some of the futures, shape (futures,)."""

Months = NDArray[np.intp]
"""A whole month in each future, shape (futures,), or (1,) where it is the same in all."""

Futures = NDArray[np.intp]
"""Positions of some futures."""


@dataclass(frozen=True, slots=True)
class Lump:
    """An amount at one date in each future, shape (futures,); the date may be the same in all."""

    month: Months
    amount: Row


def wide(column: Column, count: int) -> Row:
    """Return a column as one value per future, also where one value holds for all; it may share the column's memory."""
    return np.full(count, column) if np.size(column) == 1 else np.asarray(column)


def picked(column: Column, futures: Futures) -> Row:
    """Return the values of a column in some of the futures, one for each."""
    return np.full(futures.size, column) if np.size(column) == 1 else column[futures]  # type: ignore[index]


def narrow(months: Months) -> Months:
    """Return months that are the same in all futures as one."""
    return months[:1] if (months == months[0]).all() else months


def add_at(rows: Rows, position: Months, amount: Column) -> None:
    """Add one amount per future to the row that each future names; one row where all name the same."""
    if np.size(position) == 1:
        rows[int(np.ravel(position)[0])] += amount
    else:
        # Every future stands once among the columns, so that plain indexed addition loses nothing; one flat index is
        # twice as fast as a pair of them.
        futures = rows.shape[1]
        rows.reshape(-1)[position * futures + np.arange(futures)] += amount

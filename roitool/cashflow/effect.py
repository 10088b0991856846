"""How far a candidate works in each month: the ramp to full effect, and the part of a month that it lives.

A course over the months is a list with one row per month from month 0. A row is a plain 0.0 or 1.0 where that holds
in all futures, which spares most of the work, and an array of shape (futures,) elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.cashflow.risks import Occurrence
from roitool.scenario.formula import Column

SHORTEST_RAMP = 1e-12
"""Months; below this a ramp is none, for its square would be too small to divide by."""

Course = list[Column]


@dataclass(frozen=True, slots=True)
class Life:
    """When a candidate works, in each future; dates in months, possibly fractional.

    Attributes
    ----------
    go_live, ramp_months, end
        Start, months to full effect, end of life (go-live plus life), each of shape (futures,). They say what would
        happen if the candidate does not fail; where it fails, `works` is 0.
    works
        1.0, or 0.0 where it fails.
    """

    go_live: Row
    ramp_months: Row
    end: Row
    works: Row


def effect_course(life: Life, months: int) -> Course:
    """Return the share of its full effect that a working candidate has in each month.

    The average over the month of a straight ramp, ``[G(m − γ) − G(m − 1 − γ)]`` with ``G(x) = 0`` for x ≤ 0,
    ``x² / 2ρ`` for x < ρ, else ``x − ρ/2``, times the part of the month before the end of life.
    """
    first, full = life.go_live.min(), (life.go_live + life.ramp_months).max()
    living = lived_course(None, life.end, months)
    course: Course = [0.0]
    risen = np.zeros_like(life.go_live)
    with np.errstate(divide="ignore", over="ignore"):
        steepness = np.where(life.ramp_months > SHORTEST_RAMP, 0.5 / life.ramp_months, 0.0)
    for month in range(1, months + 1):
        if month <= first:
            course.append(0.0)
        elif month - 1 >= full:
            course.append(living[month])
        else:
            before, risen = risen, _risen(month - life.go_live, life.ramp_months, steepness)
            course.append((risen - before) * living[month])
    return course


def lived_course(start: Row | None, end: Row, months: int) -> Course:
    """Return the part of each month between `start` (none: the beginning) and `end`.

    ``clip(m − s, 0, 1) · clip(end − m + 1, 0, 1)``.
    """
    first, begun = (start.min(), start.max()) if start is not None else (0.0, 0.0)
    still, over = end.min(), end.max()
    course: Course = [0.0]
    for month in range(1, months + 1):
        if month <= first or month - 1 >= over:
            course.append(0.0)
            continue
        row: Column = 1.0
        if start is not None and month - 1 < begun:
            row = np.clip(month - start, 0.0, 1.0)
        if month > still:
            row = row * np.clip(end - (month - 1), 0.0, 1.0)
        course.append(row)
    return course


def advance_course(start: Row, end: Row, months: int, period: int) -> Course:
    """Return how many months are paid for in each month, where each period of so many is paid at its beginning.

    A period that begins at x, before `end`, is paid whole in month ``floor(x) + 1``.
    """
    first = np.floor(start) + 1.0
    course: Course = [0.0]
    for month in range(1, months + 1):
        gone = month - first
        due = (gone >= 0) & (gone % period == 0) & (start + gone < end)
        course.append(due * float(period) if due.any() else 0.0)
    return course


def stopped(course: Course, occurrences: Sequence[Occurrence], count: int) -> Course:
    """Return the course with nothing in the months after each event that stops it.

    Where several events overlap their months are not added: in each month the longest stop counts.
    """
    stopping = [event for event in occurrences if event.stops_months.any()]
    if not stopping:
        return course
    running = np.ones((len(course), count))
    for event in stopping:
        longest = min(event.stops_months.max(), len(course))
        for after in range(1, int(np.ceil(longest)) + 1):
            month = event.month + after
            inside = month < len(course)
            where = month[inside], event.futures[inside]
            goes_on = 1.0 - np.clip(event.stops_months[inside] - (after - 1), 0.0, 1.0)
            running[where] = np.minimum(running[where], goes_on)
    touched = np.any(running < 1.0, axis=1).tolist()
    return [row * running[month] if touched[month] else row for month, row in enumerate(course)]


def _risen(elapsed: Row, ramp: Row, steepness: Row) -> Row:
    """Return G, the effect added up since go-live, in months of full effect; `steepness` is 1/2ρ, 0 without a ramp."""
    rising = np.minimum(np.maximum(elapsed, 0.0), ramp)
    rising *= rising
    rising *= steepness
    rising += np.maximum(elapsed - ramp, 0.0)
    return rising

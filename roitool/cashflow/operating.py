"""The lines that run month by month: benefits as far as the candidate works, and what it costs to keep it running."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import numpy as np

from roitool.cashflow.arrays import Rows, wide
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.effect import Course, Life, advance_course, lived_course
from roitool.cashflow.fate import Fate
from roitool.cashflow.figures import Columns, monthly_factor
from roitool.cashflow.ledger import Ledger
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column
from roitool.scenario.lines import MONTHS_PER, Benefit, RunningCost


@dataclass(frozen=True, slots=True)
class Stream:
    """One running line: its signed amount per month in money of month 0, and the formula of the index it grows with."""

    line: str
    amount: Column
    index: str | None
    own_time: bool


class Averting:
    """Keeps count of what several candidates avert together: of each month of a line at most the whole."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, int], Column] = {}

    def part(self, line: str, month: int, share: Column) -> Column:
        """Return what of a share of a month is still left to avert, and take it."""
        left = self._left.get((line, month), 1.0)
        taken: Column = np.minimum(share, left)
        self._left[line, month] = left - taken
        return taken


@dataclass(frozen=True, slots=True)
class Run:
    """Streams that share a course over the months and are written down as one.

    `factors` holds the factor by which each index grows in a month.
    """

    course: Course
    streams: tuple[Stream, ...]
    factors: Mapping[str, Column]


def book_operating(
    ledger: Ledger,
    candidate: Candidate,
    columns: Columns,
    life: Life,
    fate: Fate,
    effect: Course,
    company: CompanyCourse,
    averting: Averting | None = None,
) -> Rows | None:
    """Write down benefits, running costs and averted parts of doing nothing, month by month.

    Parameters
    ----------
    fate
        Where a project ends early running costs with a start of their own run on until then.
    effect
        Share of its full effect that a working candidate has in each month.
    averting
        What others may have averted already; None where there is nobody else.

    Returns
    -------
    ndarray or None
        The cost of own time among them as positive amounts, shape (months + 1, futures).
    """
    lines = [line for line in candidate.lines if isinstance(line, Benefit | RunningCost)]
    runs = _runs(candidate, lines, columns, life, fate, effect, ledger)
    own_time = ledger.workspace.zeros(*ledger.cash.shape) if any(run.streams[0].own_time for run in runs) else None
    for run in runs:
        _book_run(ledger, run, own_time)
    for position, averted in enumerate(candidate.averts):
        share = columns.at("averts", position, "share") * life.works
        course = company.nothing[averted.line]
        for month, effective in enumerate(effect):
            if not _is_zero(effective):
                if averting is None:
                    ledger.row(f"_averted_{averted.line}", month, -share * course[month] * effective)
                else:
                    part = averting.part(averted.line, month, share * effective)
                    ledger.row(f"_averted_{averted.line}", month, -part * course[month])
    return own_time


def running_costs(
    ledger: Ledger, candidate: Candidate, replaced: Sequence[str], columns: Columns, life: Life, fate: Fate
) -> None:
    """Write down only those running costs of a candidate that are named; own time is none that can be replaced."""
    costs = (line for line in candidate.lines if isinstance(line, RunningCost) and not line.own_time)
    lines = [line for line in costs if line.id in replaced]
    for run in _runs(candidate, lines, columns, life, fate, [], ledger):
        _book_run(ledger, run, None)


def _book_run(ledger: Ledger, run: Run, own_time: Rows | None) -> None:
    steady = np.zeros(ledger.count)
    growing = []
    for stream in run.streams:
        if stream.index is None:
            steady += stream.amount
        else:
            # A copy of its own, for it grows in place from month to month.
            growing.append((np.zeros(ledger.count) + stream.amount, run.factors[stream.index]))
    flow = np.empty(ledger.count)
    for month in range(1, len(run.course)):
        for amount, factor in growing:
            np.multiply(amount, factor, out=amount)
        lived = run.course[month]
        if _is_zero(lived):
            continue
        np.copyto(flow, steady)
        for amount, _ in growing:
            flow += amount
        if not _is_one(lived):
            flow *= lived
        ledger.row(run.streams[0].line, month, flow)
        if own_time is not None and run.streams[0].own_time:
            own_time[month] -= flow


def _runs(
    candidate: Candidate,
    lines: Sequence[Benefit | RunningCost],
    columns: Columns,
    life: Life,
    fate: Fate,
    effect: Course,
    ledger: Ledger,
) -> list[Run]:
    """Return some running lines by course; added up where they may be, each by itself in detail."""
    months = ledger.calendar.months
    over = np.where(fate.works, life.end, fate.ending)
    position_of = {line.id: position for position, line in enumerate(candidate.lines)}
    courses: dict[tuple[str, ...], Course] = {}
    streams: dict[tuple[str, ...], list[Stream]] = {}
    factors: dict[str, Column] = {}
    for line in lines:
        place = ("lines", position_of[line.id])
        if isinstance(line, Benefit):
            key: tuple[str, ...] = ("effect",)
            courses[key] = effect
            amount: Column = columns.at(*place, "amount") * life.works
        else:
            amount = -columns.at(*place, "amount")
            period = MONTHS_PER[line.per] if line.paid == "in_advance" else 0
            key = ("running", line.start or "", "own time" if line.own_time else "", str(period))
            start, end = life.go_live, life.end
            if line.start is None:
                amount = amount * life.works
            else:
                start, end = wide(columns.at(*place, "start"), ledger.count), over
            if key not in courses:
                courses[key] = (
                    advance_course(start, end, months, period) if period else lived_course(start, end, months)
                )
        own_time = isinstance(line, RunningCost) and line.own_time
        if line.grows_with is not None and line.grows_with not in factors:
            factors[line.grows_with] = monthly_factor(columns, *place, "grows_with")
        stream = Stream(line.id, amount / MONTHS_PER[line.per], line.grows_with, own_time)
        streams.setdefault(key, []).append(stream)
    if ledger.detailed:
        return [Run(courses[key], (stream,), factors) for key, members in streams.items() for stream in members]
    return [Run(courses[key], tuple(_merged(members)), factors) for key, members in streams.items()]


def _merged(streams: Sequence[Stream]) -> Iterator[Stream]:
    """Yield one stream for all those that grow with the same index."""
    by_index: dict[str | None, list[Stream]] = {}
    for stream in streams:
        by_index.setdefault(stream.index, []).append(stream)
    for members in by_index.values():
        yield replace(members[0], amount=reduce(add, (stream.amount for stream in members)))


def _is_zero(row: Column) -> bool:
    return np.ndim(row) == 0 and row == 0


def _is_one(row: Column) -> bool:
    return np.ndim(row) == 0 and row == 1

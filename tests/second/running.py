"""The lines that run on month by month: costs, benefits, what they tie up, and what happens anyway."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.scenario.lines import MONTHS_PER, Benefit, NothingLine, RunningCost, WorkingCapital
from tests.second.timeline import Timeline, clip

if TYPE_CHECKING:
    from tests.second.course import Course
    from tests.second.formulas import Figures


def nothing_line(line: NothingLine, timeline: Timeline, figures: Figures) -> list[float]:
    """Return the monthly cash of a line of doing nothing."""
    monthly = figures.amount(line.amount) / MONTHS_PER[line.per]
    start = figures.amount(line.start)
    end = timeline.months if line.end is None else figures.amount(line.end)
    flow = timeline.nothing()
    for month in range(1, timeline.months + 1):
        share = clip(month - start) * clip(end - month + 1)
        flow[month] = monthly * figures.growth(line.grows_with, month) * share
    return flow


def benefit(line: Benefit, effect: list[float], timeline: Timeline, figures: Figures) -> list[float]:
    """Return the monthly cash of a saving or revenue, as far as the candidate has effect."""
    monthly = figures.amount(line.amount) / MONTHS_PER[line.per]
    return [monthly * figures.growth(line.grows_with, month) * effect[month] for month in range(timeline.months + 1)]


def running_cost(line: RunningCost, course: Course, timeline: Timeline, figures: Figures) -> list[float]:
    """Return the monthly cash of a running cost, 0 or less where the amount is positive."""
    amount = figures.amount(line.amount)
    period = MONTHS_PER[line.per]
    start = course.go_live if line.start is None else figures.amount(line.start)
    end = course.end_of_life if course.ending_month is None else course.ending_month
    flow = timeline.nothing()
    if line.paid == "in_advance":
        number = 0
        while (begins := start + number * period) < min(end, timeline.months):
            month = math.floor(begins) + 1
            flow[month] -= amount * figures.growth(line.grows_with, month)
            number += 1
        return flow
    for month in range(1, timeline.months + 1):
        share = clip(month - start) * clip(end - month + 1)
        flow[month] = -amount / period * figures.growth(line.grows_with, month) * share
    return flow


def working_capital(
    line: WorkingCapital, revenue: list[float], course: Course, timeline: Timeline, figures: Figures
) -> list[float]:
    """Return the monthly cash that goes into stock and unpaid invoices and comes out again.

    `revenue` is what the lines that it follows bring in each month.
    """
    flow = timeline.nothing()
    if course.ended:
        return flow
    share = figures.amount(line.share)
    before = 0.0
    for month in range(timeline.months + 1):
        stock = share * 12 * revenue[month] if month < course.closing_month(timeline) else 0.0
        flow[month] = -(stock - before)
        before = stock
    return flow

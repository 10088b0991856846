"""An operational lease or rent, month by month."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.lines import Investment, RunningCost
from tests.second.timeline import Timeline, clip

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate, Hire
    from tests.second.formulas import Figures
    from tests.second.project import Project


@dataclass
class HireCourse:
    """What is paid for what is not bought; every list holds amounts of 0 or more by month."""

    fees: list[float]
    cancellation: list[float]
    bound_until: int | None
    """The month in which the minimum term is over; none where nothing is hired."""
    investments: frozenset[str]
    """The investment lines that are hired, by id."""
    running_costs: frozenset[str]
    """The running costs that the fee covers."""


def no_hire(timeline: Timeline) -> HireCourse:
    """Return the course of a way of paying in which nothing is hired."""
    return HireCourse(timeline.nothing(), timeline.nothing(), None, frozenset(), frozenset())


def hire_course(way: Hire, candidate: Candidate, project: Project, figures: Figures) -> HireCourse:
    """Return what the hire costs in this future."""
    timeline, course = project.timeline, project.course
    investments = [line for line in candidate.lines if isinstance(line, Investment)]
    hired = [line for line in investments if line.id in way.replaces] or [
        line for line in investments if line.financeable
    ]
    covered = [line.id for line in candidate.lines if isinstance(line, RunningCost) and line.id in way.replaces]
    if way.start is not None:
        start = figures.amount(way.start)
    elif way.kind == "rent":
        start = course.planned_go_live
    else:
        start = max((math.ceil(figures.amount(line.month)) for line in hired), default=0)
    bound_until = start + way.minimum_months
    end = max(bound_until, course.end_of_life if course.ending_month is None else course.ending_month)
    fee = figures.amount(way.fee)
    hire = HireCourse(
        timeline.nothing(),
        timeline.nothing(),
        math.ceil(bound_until),
        frozenset(line.id for line in hired),
        frozenset(covered),
    )
    for month in range(1, timeline.months + 1):
        share = clip(month - start) * clip(end - month + 1)
        hire.fees[month] = fee * figures.growth(way.grows_with, month) * share
    if course.ended and math.ceil(end) <= timeline.months:
        hire.cancellation[math.ceil(end)] += figures.amount(way.cancellation_fee)
    return hire

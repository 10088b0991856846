"""When a candidate works in one future, how it ends, and what is spent on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.lines import Investment, OneOff
from tests.second.integration import price_factor, quoted_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate
    from tests.second.formulas import Figures
    from tests.second.timeline import Timeline


@dataclass
class Course:
    """When a candidate works, or in which month it ends without ever having worked."""

    planned_go_live: float
    """As drawn, also where it never comes to that."""
    overrun: float
    """What lines that can overrun exceed their quote by, held by a stop-loss."""
    interface_factor: float
    """What the price of an interface is multiplied by."""
    quoted: frozenset[str]
    """The interfaces that have been quoted for, whose price stays as it is."""
    go_live: float = math.inf
    life_years: float = 0.0
    end_of_life: float = math.inf
    failed: bool = False
    stopped: bool = False
    """Ended because the overrun exceeded the candidate's limit."""
    ending_month: int | None = None
    """The month in which it ends early; None where it does not."""

    @property
    def ended(self) -> bool:
        """Whether it ends early, for either reason."""
        return self.ending_month is not None

    def closing_month(self, timeline: Timeline) -> int:
        """Return the month at whose end a project that works is over: its life's, or the horizon's."""
        return math.ceil(min(timeline.months, self.end_of_life))


@dataclass
class Spent:
    """An investment or one-off line that is really spent: in which month, as quoted, as drawn."""

    line: Investment | OneOff
    month: int
    quote: float
    drawn: float
    granted: float = 0.0
    """What grants pay of it."""

    @property
    def budget(self) -> float:
        """What a grant, a loan or a lessor looks at: as quoted, or as drawn where that is less."""
        return min(self.quote, self.drawn)


def course_of(
    candidate: Candidate, timeline: Timeline, figures: Figures, base: Figures, uniforms: Mapping[str, float] | None
) -> Course:
    """Return whether the candidate is stopped, fails or works, and when; `uniforms` is None in the base case."""
    course = Course(
        planned_go_live=figures.amount(candidate.timing.go_live_month),
        overrun=0.0 if candidate.overrun is None else figures.values[candidate.overrun],
        interface_factor=price_factor(candidate, base),
        quoted=quoted_lines(candidate),
    )
    if candidate.stop_loss is not None and course.overrun > (limit := figures.amount(candidate.stop_loss)):
        course.stopped, course.overrun = True, limit
        course.ending_month = max(_investment_months(candidate, course, timeline, figures), default=0)
        return course
    failure = candidate.failure
    if failure is not None and uniforms is not None and uniforms[failure.stream] < figures.amount(failure.chance):
        found_out = math.ceil(figures.amount(failure.found_out_month))
        course.failed = True
        course.ending_month = max([found_out, *_investment_months(candidate, course, timeline, figures)])
        return course
    course.go_live = course.planned_go_live
    course.life_years = figures.amount(candidate.timing.life_years)
    course.end_of_life = course.go_live + 12 * course.life_years
    return course


def spending(candidate: Candidate, course: Course, timeline: Timeline, figures: Figures) -> list[Spent]:
    """Return the lines that are spent at once, within the horizon and before the project ends early."""
    last = timeline.months if course.ending_month is None else min(course.ending_month, timeline.months)
    lumps = [line for line in candidate.lines if isinstance(line, Investment | OneOff)]
    return [spent for line in lumps if (spent := _spent(line, course, figures)).month <= last]


def _investment_months(candidate: Candidate, course: Course, timeline: Timeline, figures: Figures) -> list[int]:
    """Return the months of the investments that are really spent: more than nothing, within the horizon."""
    lines = [_spent(line, course, figures) for line in candidate.lines if isinstance(line, Investment)]
    return [spent.month for spent in lines if spent.drawn > 0 and spent.month <= timeline.months]


def _spent(line: Investment | OneOff, course: Course, figures: Figures) -> Spent:
    quote = figures.amount(line.amount)
    if isinstance(line, Investment) and line.interface is not None:
        quote *= figures.amount(line.interface.count) * (1.0 if line.id in course.quoted else course.interface_factor)
    drawn = quote * (1 + course.overrun) if line.overruns else quote
    return Spent(line, math.ceil(figures.amount(line.month)), quote, drawn)

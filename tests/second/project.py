"""What a candidate does in one future, as bought for cash and before tax: its lines, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roitool.scenario.lines import Benefit, Fleet, Investment, OneOff, RunningCost, WorkingCapital
from tests.second.assets import Asset
from tests.second.course import Course, Spent, course_of, spending
from tests.second.effect import effect_of, events_of
from tests.second.fleet import FleetCourse, fleet_course
from tests.second.grants import Granted, grants_of
from tests.second.running import benefit, running_cost, working_capital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.lines import CandidateLine
    from roitool.scenario.regime import Regime
    from tests.second.formulas import Figures
    from tests.second.timeline import Timeline


@dataclass
class Project:
    """One future of one candidate before tax and financing. Monthly lists run from month 0 to the horizon."""

    course: Course
    timeline: Timeline
    spent: list[Spent] = field(default_factory=list)
    granted: list[Granted] = field(default_factory=list)
    fleets: dict[str, FleetCourse] = field(default_factory=dict)
    effect: list[float] = field(default_factory=list)
    lines: dict[str, list[float]] = field(default_factory=dict)
    """Cash of every line and event, and of `exit` and `averted`, with its sign."""
    expensed: list[float] = field(default_factory=list)
    """What counts in the taxable result in the month it is paid or earned, own time included."""
    own_time: list[float] = field(default_factory=list)
    """The part of it that is the time of the own people; 0 or less."""
    investment: list[float] = field(default_factory=list)
    """Investment and one-off lines as drawn; 0 or more."""
    released: list[float] = field(default_factory=list)
    """What working capital gives back in the month in which it ends."""
    assets: list[Asset] = field(default_factory=list)
    """What is capitalised where all of it is bought; without the units of a fleet."""


def project_course(
    candidate: Candidate,
    regime: Regime,
    timeline: Timeline,
    figures: Figures,
    *,
    base: Figures,
    hurdle: float,
    nothing: Mapping[str, list[float]],
    uniforms: Mapping[str, float] | None,
    left: dict[tuple[str, int], float] | None = None,
) -> Project:
    """Return what happens; `nothing` holds the lines of doing nothing, `uniforms` is None in the base case.

    `left` is what others leave of each line of doing nothing and month; what this one averts is taken from it.
    """
    course = course_of(candidate, timeline, figures, base, uniforms)
    project = Project(
        course,
        timeline,
        expensed=timeline.nothing(),
        own_time=timeline.nothing(),
        investment=timeline.nothing(),
        released=timeline.nothing(),
    )
    project.spent = spending(candidate, course, timeline, figures)
    project.granted = grants_of(candidate, project.spent, course, timeline, figures, uniforms)
    events = events_of(candidate, course, timeline, figures, uniforms)
    project.effect = effect_of(course, events, figures.amount(candidate.timing.ramp_months), timeline)
    for line in candidate.lines:
        if isinstance(line, Fleet):
            project.fleets[line.id] = fleet_course(line, project.effect, course, regime, timeline, figures, hurdle)
    for line in candidate.lines:
        _book(project, line, figures)
    for granted in project.granted:
        _book_grant(project, granted)
    for line in candidate.lines:
        if isinstance(line, WorkingCapital):
            _tie_up(project, line, candidate, figures)
    for event in candidate.events:
        project.lines[event.id] = timeline.nothing()
    for happened in events:
        _spend(project, happened.event.id, happened.month, happened.cost)
    _avert(project, candidate, nothing, figures, {} if left is None else left)
    _exit(project, candidate, figures)
    project.assets = _assets(project, candidate, figures)
    return project


def _book(project: Project, line: CandidateLine, figures: Figures) -> None:
    timeline = project.timeline
    flow = project.lines[line.id] = timeline.nothing()
    match line:
        case Investment() | OneOff():
            for spent in project.spent:
                if spent.line is line:
                    flow[spent.month] = -spent.drawn
                    project.investment[spent.month] += spent.drawn
        case RunningCost():
            flow[:] = running_cost(line, project.course, timeline, figures)
        case Benefit():
            flow[:] = benefit(line, project.effect, timeline, figures)
        case Fleet():
            fleet = project.fleets[line.id]
            flow[:] = fleet.cash()
            project.expensed = timeline.added_up([project.expensed, fleet.taxed])
    if isinstance(line, OneOff | RunningCost | Benefit):
        project.expensed = timeline.added_up([project.expensed, flow])
        if not isinstance(line, Benefit) and line.own_time:
            project.own_time = timeline.added_up([project.own_time, flow])


def _book_grant(project: Project, granted: Granted) -> None:
    project.lines[granted.line.id][granted.month] += granted.amount
    project.expensed[granted.month] += granted.amount - granted.for_investments
    if project.course.ending_month is not None and granted.repaid > 0:
        _spend(project, granted.line.id, project.course.ending_month, granted.repaid)


def _tie_up(project: Project, line: WorkingCapital, candidate: Candidate, figures: Figures) -> None:
    timeline, course = project.timeline, project.course
    revenues = [other.id for other in candidate.lines if isinstance(other, Benefit) and other.kind == "revenue"]
    revenue = timeline.added_up(project.lines[name] for name in line.of or revenues)
    flow = project.lines[line.id] = working_capital(line, revenue, course, timeline, figures)
    if not course.ended:
        project.released[course.closing_month(timeline)] += flow[course.closing_month(timeline)]


def _avert(
    project: Project,
    candidate: Candidate,
    nothing: Mapping[str, list[float]],
    figures: Figures,
    left: dict[tuple[str, int], float],
) -> None:
    project.lines["averted"] = project.timeline.nothing()
    for averted in candidate.averts:
        share = figures.amount(averted.share)
        for month, effect in enumerate(project.effect):
            part = min(share * effect, left.get((averted.line, month), 1.0))
            left[averted.line, month] = left.get((averted.line, month), 1.0) - part
            _spend(project, "averted", month, part * nothing[averted.line][month])


def _exit(project: Project, candidate: Candidate, figures: Figures) -> None:
    project.lines["exit"] = project.timeline.nothing()
    month = project.course.ending_month
    if candidate.failure is not None and month is not None and month <= project.timeline.months:
        _spend(project, "exit", month, figures.amount(candidate.failure.exit_cost))


def _assets(project: Project, candidate: Candidate, figures: Figures) -> list[Asset]:
    back = 0.0 if candidate.failure is None else figures.amount(candidate.failure.recovered_share)
    return [
        Asset(
            line=spent.line,
            month=spent.month,
            cost=spent.drawn - spent.granted,
            residual=figures.amount(spent.line.residual_share) * spent.quote,
            recovered=back * spent.quote,
        )
        for spent in project.spent
        if isinstance(spent.line, Investment)
    ]


def _spend(project: Project, name: str, month: int, amount: float) -> None:
    """Book an expense."""
    project.lines[name][month] -= amount
    project.expensed[month] -= amount

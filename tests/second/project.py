"""What a candidate does in one future, as bought for cash and before tax: its lines, month by month."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roitool.scenario.lines import MONTHS_PER, Benefit, Investment, NothingLine, OneOff, RunningCost
from tests.second.timeline import Timeline, clip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate, RiskEvent
    from roitool.scenario.regime import Regime
    from tests.second.formulas import Figures


@dataclass
class Spent:
    """An investment or one-off line that is really spent: in which month, as quoted, as drawn."""

    line: Investment | OneOff
    month: int
    quote: float
    drawn: float


@dataclass
class Happened:
    """An event that happened: in which month, what it cost, for how many months benefits stop."""

    event: RiskEvent
    month: int
    cost: float
    stops: float


@dataclass
class Project:
    """One future of one candidate before tax and financing. Monthly lists run from month 0 to the horizon."""

    failed: bool = False
    ending_month: int | None = None
    go_live: float = math.inf
    end_of_life: float = math.inf
    life_years: float = 0.0
    spent: list[Spent] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)
    effect: list[float] = field(default_factory=list)
    lines: dict[str, list[float]] = field(default_factory=dict)
    """Cash of every line and event, and of `residual`, `recovered`, `exit` and `averted`, with its sign."""
    expensed: list[float] = field(default_factory=list)
    """What counts in the taxable result in the month it is paid or earned, own time included."""
    own_time: list[float] = field(default_factory=list)
    """The part of it that is the time of the own people; 0 or less."""
    investment: list[float] = field(default_factory=list)
    """Investment and one-off lines as drawn; 0 or more."""
    depreciation: list[float] = field(default_factory=list)
    write_off: list[float] = field(default_factory=list)
    """By calendar year: book value less what came back for it."""


def project_course(
    candidate: Candidate,
    regime: Regime,
    timeline: Timeline,
    figures: Figures,
    *,
    nothing: Mapping[str, list[float]],
    uniforms: Mapping[str, float] | None,
) -> Project:
    """Return what happens; `nothing` holds the lines of doing nothing, `uniforms` is None in the base case."""
    project = Project(expensed=timeline.nothing(), own_time=timeline.nothing(), investment=timeline.nothing())
    project.depreciation = [0.0] * timeline.years
    project.write_off = [0.0] * timeline.years
    _live_or_fail(project, candidate, timeline, figures, uniforms)
    project.spent = _spending(project, candidate, timeline, figures)
    if uniforms is not None and not project.failed:
        project.events = _events(project, candidate, timeline, figures, uniforms)
    project.effect = _effect(project, candidate, timeline, figures)
    for line in candidate.lines:
        _book(project, line, timeline, figures)
    for event in candidate.events:
        project.lines[event.id] = timeline.nothing()
    for happened in project.events:
        project.lines[happened.event.id][happened.month] -= happened.cost
        project.expensed[happened.month] -= happened.cost
    project.lines["averted"] = timeline.nothing()
    for averted in candidate.averts:
        share = figures.amount(averted.share)
        for month in range(timeline.months + 1):
            prevented = -share * nothing[averted.line][month] * project.effect[month]
            project.lines["averted"][month] += prevented
            project.expensed[month] += prevented
    _depreciate(project, regime, timeline, figures)
    _end_in_failure(project, candidate, timeline, figures)
    return project


def nothing_line(line: NothingLine, timeline: Timeline, figures: Figures) -> list[float]:
    """Return the monthly cash of a line of doing nothing."""
    monthly = figures.amount(line.amount) / MONTHS_PER[line.per]
    start = figures.amount(line.start)
    end = timeline.months if line.end is None else figures.amount(line.end)
    flow = timeline.nothing()
    for month in range(1, timeline.months + 1):
        share = clip(month - start) * clip(end - month + 1)
        flow[month] = monthly * _index(line.grows_with, month, figures) * share
    return flow


def _live_or_fail(
    project: Project,
    candidate: Candidate,
    timeline: Timeline,
    figures: Figures,
    uniforms: Mapping[str, float] | None,
) -> None:
    failure = candidate.failure
    if failure is not None and uniforms is not None and uniforms[failure.stream] < figures.amount(failure.chance):
        investments = [line for line in candidate.lines if isinstance(line, Investment)]
        months = [math.ceil(figures.amount(line.month)) for line in investments if figures.amount(line.amount) > 0]
        last = [month for month in months if month <= timeline.months]
        project.failed = True
        project.ending_month = max([math.ceil(figures.amount(failure.found_out_month)), *last])
        return
    project.go_live = figures.amount(candidate.timing.go_live_month)
    project.life_years = figures.amount(candidate.timing.life_years)
    project.end_of_life = project.go_live + 12 * project.life_years


def _spending(project: Project, candidate: Candidate, timeline: Timeline, figures: Figures) -> list[Spent]:
    overrun = 0.0 if candidate.overrun is None else figures.values[candidate.overrun]
    last = timeline.months if project.ending_month is None else min(project.ending_month, timeline.months)
    spent = []
    for line in candidate.lines:
        if isinstance(line, Investment | OneOff):
            month = math.ceil(figures.amount(line.month))
            quote = figures.amount(line.amount)
            if month <= last:
                spent.append(Spent(line, month, quote, quote * (1 + overrun) if line.overruns else quote))
    return spent


def _events(
    project: Project, candidate: Candidate, timeline: Timeline, figures: Figures, uniforms: Mapping[str, float]
) -> list[Happened]:
    happened = []
    for event in candidate.events:
        chance = figures.amount(event.chance)
        dates = []
        if event.how_often == "once":
            if uniforms[event.stream] < chance:
                dates.append(project.go_live + uniforms[f"{event.stream}/month"] * 12 * project.life_years)
        else:
            year = 1
            while (start := project.go_live + 12 * (year - 1)) < min(project.end_of_life, timeline.months):
                part = min(12.0, project.end_of_life - start) / 12
                if uniforms[f"{event.stream}/year/{year}"] < 1 - (1 - chance) ** part:
                    dates.append(start + uniforms[f"{event.stream}/year/{year}/month"] * 12 * part)
                year += 1
        for date in dates:
            month = math.ceil(date)
            if month <= timeline.months:
                cost = figures.amount(event.cost) * _index(event.grows_with, month, figures)
                happened.append(Happened(event, month, cost, figures.amount(event.stops_months)))
    return happened


def _effect(project: Project, candidate: Candidate, timeline: Timeline, figures: Figures) -> list[float]:
    effect = timeline.nothing()
    if project.failed:
        return effect
    ramp = figures.amount(candidate.timing.ramp_months)
    for month in range(1, timeline.months + 1):
        since = month - project.go_live
        speed = _ramped(since, ramp) - _ramped(since - 1, ramp)
        left = 1.0
        for event in project.events:
            if month > event.month:
                left = min(left, 1 - clip(event.month + event.stops - month + 1))
        effect[month] = speed * clip(project.end_of_life - month + 1) * left
    return effect


def _ramped(since: float, ramp: float) -> float:
    """Return the months of full effect gained in the first `since` months after go-live."""
    if since <= 0:
        return 0.0
    return since * since / (2 * ramp) if since < ramp else since - ramp / 2


def _book(
    project: Project, line: Investment | OneOff | RunningCost | Benefit, timeline: Timeline, figures: Figures
) -> None:
    flow = project.lines[line.id] = timeline.nothing()
    if isinstance(line, Investment | OneOff):
        for spent in project.spent:
            if spent.line is line:
                flow[spent.month] = -spent.drawn
                project.investment[spent.month] += spent.drawn
    elif isinstance(line, RunningCost):
        monthly = figures.amount(line.amount) / MONTHS_PER[line.per]
        start = project.go_live if line.start is None else figures.amount(line.start)
        end = project.end_of_life if project.ending_month is None else project.ending_month
        for month in range(1, timeline.months + 1):
            share = clip(month - start) * clip(end - month + 1)
            flow[month] = -monthly * _index(line.grows_with, month, figures) * share
    else:
        monthly = figures.amount(line.amount) / MONTHS_PER[line.per]
        for month in range(1, timeline.months + 1):
            flow[month] = monthly * _index(line.grows_with, month, figures) * project.effect[month]
    if isinstance(line, Investment):
        return
    for month, amount in enumerate(flow):
        project.expensed[month] += amount
        if isinstance(line, OneOff | RunningCost) and line.own_time:
            project.own_time[month] += amount


def _depreciate(project: Project, regime: Regime, timeline: Timeline, figures: Figures) -> None:
    residual = project.lines["residual"] = timeline.nothing()
    if project.failed:
        return
    for spent in project.spent:
        line = spent.line
        if not isinstance(line, Investment):
            continue
        sold_for = figures.amount(line.residual_share) * spent.quote
        sold_in = max(math.ceil(min(timeline.months, project.end_of_life)), spent.month)
        fiscal_months = 12 * (line.fiscal_life_years or regime.depreciation.minimum_years)
        begin = max(project.go_live, spent.month)
        end = min(begin + fiscal_months, project.end_of_life)
        book_value = spent.drawn
        for year in range(timeline.years):
            first, last = timeline.span_of(year)
            overlap = max(0.0, min(end, last) - max(begin, first))
            depreciation = (spent.drawn - sold_for) / fiscal_months * overlap
            project.depreciation[year] += depreciation
            book_value -= depreciation
        project.write_off[timeline.year_of(sold_in)] += book_value - sold_for
        residual[sold_in] += sold_for


def _end_in_failure(project: Project, candidate: Candidate, timeline: Timeline, figures: Figures) -> None:
    recovered = project.lines["recovered"] = timeline.nothing()
    exit_flow = project.lines["exit"] = timeline.nothing()
    month = project.ending_month
    if candidate.failure is None or month is None or month > timeline.months:
        return
    invested = [spent for spent in project.spent if isinstance(spent.line, Investment)]
    back = figures.amount(candidate.failure.recovered_share) * sum(spent.quote for spent in invested)
    recovered[month] += back
    exit_flow[month] -= figures.amount(candidate.failure.exit_cost)
    project.expensed[month] += exit_flow[month]
    project.write_off[timeline.year_of(month)] += sum(spent.drawn for spent in invested) - back


def _index(grows_with: str | None, month: int, figures: Figures) -> float:
    return 1.0 if grows_with is None else (1 + figures.amount(grows_with)) ** (month / 12)

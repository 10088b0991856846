"""How far a candidate works in each month: ramp, end of life, and the events that stop it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.second.timeline import Timeline, clip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate, RiskEvent
    from tests.second.course import Course
    from tests.second.formulas import Figures


@dataclass
class Happened:
    """An event that happened: in which month, what it cost, for how many months benefits stop."""

    event: RiskEvent
    month: int
    cost: float
    stops: float


def events_of(
    candidate: Candidate,
    course: Course,
    timeline: Timeline,
    figures: Figures,
    uniforms: Mapping[str, float] | None,
) -> list[Happened]:
    """Return the events that happen while the candidate is live; none in the base case."""
    if uniforms is None or course.ended:
        return []
    happened = []
    for event in candidate.events:
        for date in _dates(event, course, timeline, figures, uniforms):
            month = math.ceil(date)
            if month <= timeline.months:
                cost = figures.amount(event.cost) * figures.growth(event.grows_with, month)
                happened.append(Happened(event, month, cost, figures.amount(event.stops_months)))
    return happened


def _dates(
    event: RiskEvent, course: Course, timeline: Timeline, figures: Figures, uniforms: Mapping[str, float]
) -> list[float]:
    chance = figures.amount(event.chance)
    if event.how_often == "once":
        happens = uniforms[event.stream] < chance
        return [course.go_live + uniforms[f"{event.stream}/month"] * 12 * course.life_years] if happens else []
    dates = []
    year = 1
    while (start := course.go_live + 12 * (year - 1)) < min(course.end_of_life, timeline.months):
        part = min(12.0, course.end_of_life - start) / 12
        if uniforms[f"{event.stream}/year/{year}"] < 1 - (1 - chance) ** part:
            dates.append(start + uniforms[f"{event.stream}/year/{year}/month"] * 12 * part)
        year += 1
    return dates


def effect_of(course: Course, events: list[Happened], ramp: float, timeline: Timeline) -> list[float]:
    """Return the share of its full effect that the candidate has in each month."""
    effect = timeline.nothing()
    if course.ended:
        return effect
    for month in range(1, timeline.months + 1):
        since = month - course.go_live
        speed = _ramped(since, ramp) - _ramped(since - 1, ramp)
        left = 1.0
        for event in events:
            if month > event.month:
                left = min(left, 1 - clip(event.month + event.stops - month + 1))
        effect[month] = speed * clip(course.end_of_life - month + 1) * left
    return effect


def _ramped(since: float, ramp: float) -> float:
    """Return the months of full effect gained in the first `since` months after go-live."""
    if since <= 0:
        return 0.0
    return since * since / (2 * ramp) if since < ramp else since - ramp / 2

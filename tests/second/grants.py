"""Grants: whether they come, how much, and what of it falls to which line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.lines import Grant, Investment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate
    from tests.second.course import Course, Spent
    from tests.second.formulas import Figures
    from tests.second.timeline import Timeline


@dataclass
class Granted:
    """A grant that is paid: in which month, how much, and for what."""

    line: Grant
    month: int
    amount: float
    parts: dict[str, float]
    """What falls to each of its lines, by their id; nothing where it pays no line in particular."""
    for_investments: float
    """The sum of those parts that fall to investment lines, and lower what is capitalised."""
    repaid: float
    """What of it is given back in the month in which the project ends early."""

    def share_for(self, lines: frozenset[str]) -> float:
        """Return the share of the grant that falls to the lines of these ids."""
        hit = sum(part for name, part in self.parts.items() if name in lines)
        return hit / self.amount if hit > 0 else 0.0


def grants_of(
    candidate: Candidate,
    spent: list[Spent],
    course: Course,
    timeline: Timeline,
    figures: Figures,
    uniforms: Mapping[str, float] | None,
) -> list[Granted]:
    """Return the grants that are paid, and write down on what is `spent` how much of it they pay."""
    if uniforms is None:
        return []
    last = timeline.months if course.ending_month is None else min(course.ending_month, timeline.months)
    paid = []
    for line in candidate.lines:
        if not isinstance(line, Grant):
            continue
        month = math.ceil(figures.amount(line.month))
        if month <= last and uniforms[line.stream] < figures.amount(line.chance):
            granted = _granted(line, month, spent, figures)
            if course.ending_month is not None and course.ending_month <= timeline.months:
                granted.repaid = figures.amount(line.repaid_on_failure) * granted.amount
            paid.append(granted)
    return paid


def _granted(line: Grant, month: int, spent: list[Spent], figures: Figures) -> Granted:
    paid_for = [one for one in spent if one.line.id in line.of]
    total = sum(one.budget - one.granted for one in paid_for)
    if line.amount is not None:
        amount = figures.amount(line.amount)
    else:
        amount = (0.0 if line.share is None else figures.amount(line.share)) * total
        if line.cap is not None:
            amount = min(amount, figures.amount(line.cap))
    if line.of:
        amount = min(amount, total)
    parts = {}
    for_investments = 0.0
    for one in paid_for:
        part = (one.budget - one.granted) * (amount / total) if total > 0 else 0.0
        parts[one.line.id] = part
        one.granted += part
        if isinstance(one.line, Investment):
            for_investments += part
    return Granted(line, month, amount, parts, for_investments, 0.0)

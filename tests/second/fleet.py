"""Own products that stay the company's and earn a fee by the month."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.second import figures as measures
from tests.second.assets import fiscal_years

if TYPE_CHECKING:
    from roitool.scenario.lines import Fleet
    from roitool.scenario.regime import Regime
    from tests.second.course import Course
    from tests.second.formulas import Figures
    from tests.second.timeline import Timeline


@dataclass
class FleetCourse:
    """What a fleet does in one future; monthly lists unless told otherwise."""

    new: list[float]
    """Units placed for the first time."""
    renewed: list[float]
    """Units that stay for another contract."""
    returned: list[float]
    """Units that come back."""
    in_field: list[float]
    taxed: list[float]
    """Fees less all costs but those of building, and at the horizon what the field is worth; with its sign."""
    building: list[float]
    """What is capitalised; 0 or more."""
    final_value: list[float]
    """The part of `taxed` that the units in the field count for in the last month."""
    depreciation: list[float]
    write_off: list[float]
    """What was left of the cost of units when they left the field for good, or at the horizon."""
    most_in_field: float
    contract_value: float
    """The present value of one contract, in money of month 0, before it is acquired."""
    acquisition: float
    """What one contract costs to acquire, in money of month 0."""

    def cash(self) -> list[float]:
        """Return the fleet's own cash before tax."""
        return [taxed - built for taxed, built in zip(self.taxed, self.building, strict=True)]

    @property
    def deepest(self) -> float:
        """The lowest point of that cash added up; 0 or less."""
        return min(measures.cumulative(self.cash()))

    @property
    def back_at_nought(self) -> float:
        """The month in which it first is back at 0; 0 if it never is below, inf if it stays there."""
        month = measures.crossing(self.cash())
        return math.inf if month is None else month


@dataclass
class _Terms:
    """The figures of a fleet in one future, in money of month 0."""

    line: Fleet
    figures: Figures
    contract: int
    leaving: float
    """The share of customers who leave early in a month."""
    fee: float
    upkeep: float
    """Service and connectivity of a unit in a month."""
    penalty_share: float
    """Of the fee."""

    def of_fee(self, month: int) -> float:
        return self.figures.growth(self.line.fee_grows_with, month)

    def of_costs(self, month: int) -> float:
        """Return by what every amount but the fee and the building is multiplied."""
        return self.figures.growth(self.line.costs_grow_with, month)


def fleet_course(
    line: Fleet,
    effect: list[float],
    course: Course,
    regime: Regime,
    timeline: Timeline,
    figures: Figures,
    hurdle: float,
) -> FleetCourse:
    """Return what the fleet does; new contracts follow `effect`."""
    terms = _Terms(
        line,
        figures,
        contract=round(figures.amount(line.contract_months)),
        leaving=1 - (1 - figures.amount(line.churn_per_year)) ** (1 / 12),
        fee=figures.amount(line.fee),
        upkeep=figures.amount(line.service) + figures.amount(line.connectivity),
        penalty_share=_penalty_share(line, figures),
    )
    fleet = FleetCourse(*(timeline.nothing() for _ in range(9)), 0.0, 0.0, 0.0)
    _numbers(fleet, terms, effect, course, timeline)
    _money(fleet, terms, timeline)
    for placed in range(1, timeline.months + 1):
        _depreciate(fleet, terms, placed, course, regime, timeline)
    fleet.most_in_field = max(fleet.in_field)
    a_month = terms.fee * (1 - terms.penalty_share) - terms.upkeep
    fleet.contract_value = sum(
        (1 - terms.leaving) ** month * a_month * (1 + hurdle) ** (-month / 12) for month in range(terms.contract)
    )
    fleet.acquisition = figures.amount(line.acquisition)
    return fleet


def _numbers(fleet: FleetCourse, terms: _Terms, effect: list[float], course: Course, timeline: Timeline) -> None:
    line, figures = terms.line, terms.figures
    staying = 1 - terms.leaving
    placed, renewed_share = figures.amount(line.placed), figures.amount(line.renewed_share)
    lost = figures.amount(line.default_share) * (1 - figures.amount(line.recovered_share))
    started = timeline.nothing()
    for month in range(1, timeline.months + 1):
        fleet.new[month] = placed / 12 * figures.growth(line.placed_grows_with, month) * effect[month]
        ending = started[month - terms.contract] * staying**terms.contract if month >= terms.contract else 0.0
        if month <= _last_renewal(course):
            fleet.renewed[month] = renewed_share * ending
        started[month] = fleet.new[month] + fleet.renewed[month]
        left = fleet.in_field[month - 1] * terms.leaving
        fleet.in_field[month] = fleet.in_field[month - 1] * staying + started[month] - ending
        fleet.returned[month] = left * (1 - lost) + ending - fleet.renewed[month]


def _money(fleet: FleetCourse, terms: _Terms, timeline: Timeline) -> None:
    line, figures = terms.line, terms.figures
    for_a_new_one = figures.amount(line.acquisition)
    for_a_new_one += figures.amount(line.replaces_share) * figures.amount(line.lost_margin)
    refurbishment, second_life = figures.amount(line.refurbishment), figures.amount(line.second_life)
    build_cost = figures.amount(line.build_cost)
    for month in range(1, timeline.months + 1):
        costs = terms.upkeep * fleet.in_field[month] + for_a_new_one * fleet.new[month]
        costs += (refurbishment - second_life) * fleet.returned[month]
        fees = terms.fee * (1 - terms.penalty_share) * fleet.in_field[month]
        fleet.taxed[month] = fees * terms.of_fee(month) - costs * terms.of_costs(month)
        growth = figures.growth(line.build_cost_grows_with, month)
        fleet.building[month] = build_cost * growth * fleet.new[month]
    last = timeline.months
    fleet.final_value[last] = second_life * terms.of_costs(last) * fleet.in_field[last]
    fleet.taxed[last] += fleet.final_value[last]


def _depreciate(
    fleet: FleetCourse, terms: _Terms, placed: int, course: Course, regime: Regime, timeline: Timeline
) -> None:
    """Follow the units that were placed in month `placed` until they have all left the field."""
    figures = terms.figures
    life = max(float(terms.contract), 12 * fiscal_years(regime.depreciation, None))
    renewed_share = figures.amount(terms.line.renewed_share)
    there = 1.0
    """The share of them that is in the field."""
    left = 1.0
    """The share of a unit's cost that is not depreciated yet."""
    cost = fleet.building[placed]
    for month in range(placed + 1, timeline.months + 1):
        age = month - placed
        part = max(0.0, min(age, life) - (age - 1)) / life
        fleet.depreciation[month] += cost * there * part
        left = max(0.0, life - age) / life
        staying = there * (1 - terms.leaving)
        if age % terms.contract == 0:
            staying *= renewed_share if month <= _last_renewal(course) else 0.0
        fleet.write_off[month] += cost * (there - staying) * left
        there = staying
    fleet.write_off[timeline.months] += cost * there * left


def _last_renewal(course: Course) -> float:
    """Return the last month in which contracts are renewed; none are where the project ends early."""
    return 0 if course.ended else math.ceil(course.end_of_life)


def _penalty_share(line: Fleet, figures: Figures) -> float:
    """Return the share of the fee that a unit in the field loses in an average month for want of uptime."""
    promise = line.uptime
    if promise is None:
        return 0.0
    short = figures.amount(promise.guaranteed) - figures.amount(promise.achieved)
    spread = figures.amount(promise.spread)
    if spread == 0:
        points = max(0.0, short)
    else:
        distance = short / spread
        density = math.exp(-distance * distance / 2) / math.sqrt(2 * math.pi)
        below = math.erfc(-distance / math.sqrt(2)) / 2
        points = spread * (density + distance * below)
    return min(figures.amount(promise.cap), figures.amount(promise.per_point) * points)

"""What products under contract come to in the base case, month by month, as the engine counts them.

:mod:`roitool.cashflow.fleet` keeps no more of a future than a simulation needs; a workbook shows every step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.cashflow.effect import effect_course
from roitool.cashflow.figures import monthly_factor
from roitool.cashflow.fleet import penalty_share
from roitool.exports.workbook.base_case import CandidateBase, scalar

if TYPE_CHECKING:
    from roitool.scenario.lines import Fleet


@dataclass(frozen=True, slots=True)
class Ending:
    """How the cost of units leaves the books after some renewals.

    Attributes
    ----------
    age
        In months: when the contract ends, or the fiscal life of the unit does.
    reaches
        The share of units that is in the field until then.
    goes
        The cost that leaves by it, by month.
    """

    age: int
    reaches: float
    goes: list[float]


@dataclass(frozen=True, slots=True)
class FleetValues:
    """One fleet; lists are by month, from month 0.

    Attributes
    ----------
    term, fiscal
        Months of a contract and of the fiscal life of a unit.
    stays
        The share of customers that stays another month.
    penalty
        What the promise of uptime costs, as a share of the fee.
    placed, ending, renewed, begun, in_field, returned
        Units: built and placed, at the end of a contract, beginning another, beginning one at all, in the field, back.
    built
        What is capitalised.
    endings
        By the number of renewals before.
    cost, book_value
        Cost of the units in the field that are not written down yet, and what is left of it.
    depreciated, written_off
        What is deducted.
    """

    term: int
    fiscal: float
    stays: float
    penalty: float
    placed: list[float]
    ending: list[float]
    renewed: list[float]
    begun: list[float]
    in_field: list[float]
    returned: list[float]
    built: list[float]
    endings: tuple[Ending, ...]
    cost: list[float]
    book_value: list[float]
    depreciated: list[float]
    written_off: list[float]


class FleetFigures:
    """The figures of one fleet in the base case."""

    def __init__(self, chosen: CandidateBase, position: int) -> None:
        self._columns = chosen.flows.columns
        self._position = position
        self._months = len(chosen.flows.project)

    def at(self, name: str) -> float:
        """Return what a field comes to."""
        return scalar(self._columns.at("lines", self._position, name))

    def growth(self, name: str) -> list[float]:
        """Return by what an amount has grown in each month, by the field that names its index."""
        factor = scalar(monthly_factor(self._columns, "lines", self._position, name))
        return [factor**month for month in range(self._months)]

    def penalty(self, line: Fleet) -> float:
        """Return what the promise of uptime costs, as a share of the fee."""
        return scalar(penalty_share(line, self._position, self._columns))


def fleet_values(chosen: CandidateBase, position: int, line: Fleet, fiscal_months: float, endings: int) -> FleetValues:
    """Return the course of one fleet.

    Parameters
    ----------
    fiscal_months
        The least fiscal life of a unit; it is no shorter than a contract.
    endings
        How many times a unit can come to the end of a contract, or of its fiscal life, while it is in the books.
    """
    figures, life = FleetFigures(chosen, position), chosen.flows.record.life
    effect = [scalar(row) for row in effect_course(life, len(chosen.flows.project) - 1)]
    until = -(-scalar(life.end) // 1)
    term = round(figures.at("contract_months"))
    stays = (1.0 - figures.at("churn_per_year")) ** (1.0 / 12.0)
    share = figures.at("renewed_share")
    renews = [share * (month <= until) for month in range(len(effect))]
    a_month = figures.at("placed") / 12.0 * scalar(life.works)
    placed = [a_month * grown * now for grown, now in zip(figures.growth("placed_grows_with"), effect, strict=True)]
    lost = figures.at("default_share") * (1.0 - figures.at("recovered_share"))
    ending, renewed, begun, in_field, returned = ([0.0] * len(effect) for _ in range(5))
    for month in range(1, len(effect)):
        ending[month] = _earlier(begun, month, term) * stays**term
        renewed[month] = ending[month] * renews[month]
        begun[month] = placed[month] + renewed[month]
        over = ending[month] - renewed[month]
        in_field[month] = in_field[month - 1] * stays + placed[month] - over
        returned[month] = in_field[month - 1] * (1.0 - stays) * (1.0 - lost) + over
    price = figures.at("build_cost")
    built = [
        number * price * grown for number, grown in zip(placed, figures.growth("build_cost_grows_with"), strict=True)
    ]
    fiscal = max(float(term), fiscal_months)
    gone = tuple(_ending(times, term, fiscal, stays, share, built, renews) for times in range(endings))
    cost, left = _in_the_books(built, gone, stays, fiscal)
    depreciated = [0.0, *(each / fiscal for each in cost[:-1])]
    befores, afters = [0.0, *left[:-1]], [*left[:-1], 0.0]
    written_off = [
        was + more - less - now for was, more, less, now in zip(befores, built, depreciated, afters, strict=True)
    ]
    return FleetValues(
        term, fiscal, stays, figures.penalty(line), placed, ending, renewed, begun, in_field, returned, built, gone,
        cost, left, depreciated, written_off,
    )  # fmt: skip


def _ending(
    times: int, term: int, fiscal: float, stays: float, share: float, built: list[float], renews: list[float]
) -> Ending:
    age = int(min((times + 1) * term, fiscal))
    goes = [0.0] * len(built)
    if times * term >= fiscal:
        return Ending(age, 0.0, goes)
    reaches, since = stays**age * share**times, age - times * term
    for month in range(age + 1, len(built)):
        was_renewed = times == 0 or renews[month - since] > 0
        goes_on = renews[month] if (times + 1) * term < fiscal else 0.0
        goes[month] = _earlier(built, month, age) * reaches * was_renewed * (1.0 - goes_on)
    return Ending(age, reaches, goes)


def _in_the_books(
    built: list[float], endings: Sequence[Ending], stays: float, fiscal: float
) -> tuple[list[float], list[float]]:
    cost, left = [0.0] * len(built), [0.0] * len(built)
    for month in range(1, len(built)):
        cost[month] = cost[month - 1] * stays + built[month] - sum(each.goes[month] for each in endings)
        kept = (left[month - 1] - cost[month - 1] / fiscal) * stays
        left[month] = kept + built[month] - sum(each.goes[month] * (1.0 - each.age / fiscal) for each in endings)
    return cost, left


def _earlier(row: list[float], month: int, months_ago: int) -> float:
    return row[month - months_ago] if month > months_ago else 0.0

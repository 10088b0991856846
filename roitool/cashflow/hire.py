"""Operational lease and rent: a fee for what stays somebody else's, instead of buying it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from roitool.cashflow.arrays import Lump, Months, Row, Rows, add_at, narrow, wide
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.capital import Asset
from roitool.cashflow.effect import lived_course
from roitool.cashflow.figures import Columns, monthly_factor
from roitool.cashflow.ledger import Ledger
from roitool.cashflow.operating import running_costs
from roitool.cashflow.project import ProjectRecord, Setting
from roitool.cashflow.spending import Spent
from roitool.cashflow.ways import vat_in_advance
from roitool.cashflow.workspace import Workspace
from roitool.errors import Problem, ScenarioError
from roitool.scenario.candidate import Candidate, Hire
from roitool.scenario.lines import Investment, RunningCost


@dataclass(frozen=True, slots=True)
class Hired:
    """What a lease or rent does beside buying for cash, in every future.

    Attributes
    ----------
    flows
        Per month, shape (months + 1, futures): purchases, grants, sales and running costs that fall away, and fees.
    fees, spared
        Fees per year, and running costs that fall away, as positive amounts of shape (years, futures).
    not_repaid
        What need not be given back of grants, because it was not given.
    assets
        Investments as far as they are the company's own.
    ends
        The month in which the minimum term ends.
    vat, forgone
        Parts of `flows` (:class:`roitool.cashflow.ways.WayFlows`).
    """

    flows: Rows
    fees: Rows
    spared: Rows
    not_repaid: Lump
    assets: tuple[Asset, ...]
    ends: Months
    vat: tuple[Lump, ...]
    forgone: tuple[Lump, ...]


def hired(
    way: Hire,
    position: int,
    candidate: Candidate,
    columns: Columns,
    record: ProjectRecord,
    setting: Setting,
    workspace: Workspace,
) -> Hired:
    """Return what a lease or rent changes.

    Raises
    ------
    ScenarioError
        ``hire_beyond_horizon``: the minimum term does not end within the horizon in some future.
    """
    months, count = setting.calendar.months, record.end.size
    replaced = _replaced(way, record.spent)
    flows = workspace.zeros(months + 1, count)
    for item in replaced.values():
        add_at(flows, item.month, item.budgeted)
    vat = [
        lump
        for item in replaced.values()
        if item.line.vat
        for lump in vat_in_advance(item.month, -item.budgeted, setting)
    ]
    forgone = _forgone(record, replaced, months)
    not_repaid = _grants_not_given(record, replaced, flows, months)
    for lump in (*vat, *forgone, not_repaid):
        add_at(flows, lump.month, lump.amount)
    spared = _spared(way, candidate, columns, record, setting, workspace, flows)
    start = _start(way, position, columns, record, replaced)
    ends = narrow(np.ceil(start + way.minimum_months).astype(np.intp))
    if ends.max() > months:
        values = {"ends": int(ends.max()), "horizon_months": months}
        place = ("ways_of_paying", position, "minimum_months")
        raise ScenarioError([Problem(place, "hire_beyond_horizon", values)])
    fees = _book_fees(way, position, columns, record, start, flows, setting.calendar)
    assets = tuple(_as_own(asset, replaced) for asset in record.assets)
    return Hired(flows, fees, spared, not_repaid, assets, ends, tuple(vat), forgone)


def _replaced(way: Hire, spent: Sequence[Spent]) -> dict[int, Spent]:
    """Return the investment lines that are not bought, by position: those named, or all that can be financed."""
    named = [item for item in spent if isinstance(item.line, Investment) and item.line.id in way.replaces]
    financeable = [item for item in spent if isinstance(item.line, Investment) and item.line.financeable]
    return {item.position: item for item in named or financeable}


def _as_own(asset: Asset, replaced: Mapping[int, Spent]) -> Asset:
    """Return an asset as far as it is the company's own: of a replaced one, what exceeded its quote."""
    if asset.position not in replaced:
        return asset
    item = replaced[asset.position]
    nothing = np.zeros(item.amount.size)
    return replace(asset, cost=item.amount - item.budgeted, residual=nothing, recovered=nothing)


def _forgone(record: ProjectRecord, replaced: Mapping[int, Spent], months: int) -> tuple[Lump, ...]:
    """Return the residual and recovered values that stay with the lessor."""
    ending, ends = record.fate.ending_month(months)
    lumps = []
    for asset in record.assets:
        if asset.position in replaced:
            lumps.append(Lump(asset.sold_month, -asset.residual))
            if ends.any():
                lumps.append(Lump(ending, np.where(ends, -asset.recovered, 0.0)))
    return tuple(lumps)


def _grants_not_given(record: ProjectRecord, replaced: Mapping[int, Spent], flows: Rows, months: int) -> Lump:
    """Take back what grants would have paid of what is not bought, and return what of it need not be repaid."""
    ending, ends = record.fate.ending_month(months)
    not_repaid = np.zeros(ends.size)
    for grant in record.grants:
        parts = (part for position, part in grant.parts.items() if position in replaced)
        missing = sum(parts, start=np.zeros(ends.size))
        add_at(flows, grant.month, -missing)
        not_repaid += np.where(ends, missing * grant.repaid_share, 0.0)
    return Lump(ending, not_repaid)


def _spared(
    way: Hire,
    candidate: Candidate,
    columns: Columns,
    record: ProjectRecord,
    setting: Setting,
    workspace: Workspace,
    flows: Rows,
) -> Rows:
    """Add the running costs that the fee covers to the flows, and return them by year."""
    calendar = setting.calendar
    spared = np.zeros((len(calendar.years), record.end.size))
    if any(isinstance(line, RunningCost) and line.id in way.replaces for line in candidate.lines):
        with workspace.lending():
            ledger = Ledger(calendar, record.end.size, workspace, detailed=False)
            running_costs(ledger, candidate, way.replaces, columns, record.life, record.fate)
            ledger.close_running()
            flows -= ledger.cash
            spared -= ledger.operating
    return spared


def _start(way: Hire, position: int, columns: Columns, record: ProjectRecord, replaced: Mapping[int, Spent]) -> Row:
    count = record.end.size
    if way.start is not None:
        return wide(columns.at("ways_of_paying", position, "start"), count)
    if way.kind == "rent":
        return record.life.go_live
    return reduce(np.maximum, (item.month for item in replaced.values()), np.zeros(count))


def _book_fees(
    way: Hire, position: int, columns: Columns, record: ProjectRecord, start: Row, flows: Rows, calendar: Calendar
) -> Rows:
    """Take the fees from the flows, and return them by year."""
    place = ("ways_of_paying", position)
    fees = np.zeros((len(calendar.years), start.size))
    early = record.fate.ends_early
    runs_to = np.maximum(np.where(early, record.fate.ending, record.life.end), start + way.minimum_months)
    fee = wide(columns.at(*place, "fee"), start.size)
    factor = monthly_factor(columns, *place, "grows_with")
    for month, lived in enumerate(lived_course(start, runs_to, calendar.months)):
        if month:
            fee = fee * factor
        if np.any(lived):
            flows[month] -= fee * lived
            fees[calendar.position(month)] += fee * lived
    if early.any():
        last = np.ceil(runs_to)
        pays = early & (last <= calendar.months)
        month_paid = np.where(pays, last, 0.0).astype(np.intp)
        cancelling = np.where(pays, columns.at(*place, "cancellation_fee"), 0.0)
        add_at(flows, month_paid, -cancelling)
        add_at(fees, calendar.positions(month_paid), cancelling)
    return fees

"""A candidate's own money, before tax and whoever pays for it: its lines, month by month, in every future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roitool.cashflow.arrays import Lump, Mask, Row, Rows, add_at, wide
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.capital import Asset, Holding, assets_of, book_capital
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.effect import Life, effect_course, stopped
from roitool.cashflow.fate import EVERYTHING, Circumstances, Fate, fate_of
from roitool.cashflow.figures import Columns
from roitool.cashflow.fleet import FleetCourse, FleetRecord
from roitool.cashflow.ledger import Ledger
from roitool.cashflow.operating import Averting, book_operating
from roitool.cashflow.risks import Occurrence, occurrences, struck
from roitool.cashflow.spending import Granted, Spent, spending
from roitool.cashflow.working_capital import book_working_capital
from roitool.cashflow.workspace import Workspace
from roitool.sampling.draws import Futures
from roitool.scenario.candidate import Candidate
from roitool.scenario.lines import Fleet, OneOff
from roitool.scenario.regime import Regime


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same over all futures of a scenario: its calendar, its tax rules, its hurdle rate per year."""

    calendar: Calendar
    regime: Regime
    hurdle_rate: float


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """What happens to a candidate in every future; arrays have shape (futures,) unless said.

    Attributes
    ----------
    result, operating
        Taxable result per year, and cash without what is invested, sold or granted; own time included in both, shape
        (years, futures).
    own_time_result
        The cost of own time in them as a positive amount, of that shape; None where there is none.
    life, fate
        When it works, and whether it does.
    spent, assets, grants, fleets
        Investment and one-off lines; the investments as the company's own; grants; products under contract.
    sold
        Residual values, and working capital that is released.
    happened
        How often each event of the candidate happens.
    end
        End of life in months; the horizon where it ended early.
    lines, deductions
        Every line by itself (:class:`roitool.cashflow.ledger.Ledger`), if that was asked for.
    """

    result: Rows
    operating: Rows
    own_time_result: Rows | None
    life: Life
    fate: Fate
    spent: tuple[Spent, ...]
    assets: tuple[Asset, ...]
    grants: tuple[Granted, ...]
    fleets: tuple[FleetRecord, ...]
    sold: tuple[Lump, ...]
    happened: tuple[Row, ...]
    end: Row
    lines: Mapping[str, Rows]
    deductions: Mapping[str, Rows]

    @property
    def struck(self) -> Mask:
        """Where at least one event happens."""
        return struck(self.happened, self.end.size)

    @property
    def paid_result(self) -> Rows:
        """The taxable result without own time, which is not paid."""
        return self.result if self.own_time_result is None else self.result + self.own_time_result

    @property
    def paid_operating(self) -> Rows:
        """The same of the cash that debt is served from."""
        return self.operating if self.own_time_result is None else self.operating + self.own_time_result

    @property
    def holding(self) -> Holding:
        """The investments as bought, and what becomes of them."""
        return Holding(self.assets, self.life, self.fate)


@dataclass(frozen=True, slots=True)
class ProjectFlows:
    """A candidate's money before tax, for whoever goes on counting in place.

    Attributes
    ----------
    cash
        Per month, own time included, shape (months + 1, futures).
    own_time
        The cost of own time in it, as positive amounts of that shape; None where there is none.
    """

    cash: Rows
    own_time: Rows | None
    record: ProjectRecord


def project_flows(
    candidate: Candidate,
    columns: Columns,
    company: CompanyCourse,
    futures: Futures,
    setting: Setting,
    workspace: Workspace,
    circumstances: Circumstances = EVERYTHING,
    *,
    detailed: bool = False,
    averting: Averting | None = None,
    deduction: bool = True,
) -> ProjectFlows:
    """Return the candidate's money before tax, in every future of a chunk.

    Parameters
    ----------
    columns
        The calculated formulas of the candidate.
    company
        The company by itself: the lines of doing nothing that the candidate averts, other investments of the year.
    workspace
        Where the large arrays come from; the result lives no longer than what is lent there.
    detailed
        Whether every line is kept by itself.
    averting, deduction
        What other candidates of a set avert already, and whether the investment deduction is counted here.
    """
    calendar, count = setting.calendar, futures.count
    fate = fate_of(candidate, columns, futures, calendar.months, circumstances)
    life = _life(columns, fate)
    happened: list[Occurrence] = []
    if circumstances.events is not False:
        every = occurrences(candidate, columns, futures, life.go_live, life.end, calendar.months)
        happened = _happening(every, (fate.works > 0) & circumstances.events)
    ledger = Ledger(calendar, count, workspace, detailed=detailed)
    effect = stopped(effect_course(life, calendar.months), happened, count)
    own_time = book_operating(ledger, candidate, columns, life, fate, effect, company, averting)
    fleets = [
        FleetCourse(ledger, line, position, columns, life, effect)
        for position, line in enumerate(candidate.lines)
        if isinstance(line, Fleet)
    ]
    ledger.close_running()
    spent, grants = spending(candidate, columns, fate, calendar.months, futures)
    own_time = _book_spending(ledger, spent, own_time)
    _book_grants(ledger, grants, fate)
    assets = assets_of(candidate, columns, spent, life, fate, calendar)
    _book_sales(ledger, columns, assets, fate)
    book_capital(ledger.result, Holding(assets, life, fate), company, setting.regime, deduction=deduction)
    last = np.ceil(np.minimum(life.end, calendar.months)).astype(np.intp)
    released = book_working_capital(ledger, candidate, columns, life, effect, last)
    times = {event.id: np.zeros(count) for event in candidate.events}
    for event in happened:
        times[event.id][event.futures] += 1.0
        ledger.expense_of(event.id, event.futures, event.month, -event.cost)
    record = ProjectRecord(
        result=ledger.result.rows,
        operating=ledger.operating,
        own_time_result=None if own_time is None else _by_year(own_time, calendar),
        life=life,
        fate=fate,
        spent=spent,
        assets=assets,
        grants=grants,
        fleets=tuple(fleet.close(setting.regime.depreciation.life(), setting.hurdle_rate) for fleet in fleets),
        sold=(*(Lump(asset.sold_month, asset.residual) for asset in assets), Lump(last, released)),
        happened=tuple(times.values()),
        end=np.where(fate.works, life.end, calendar.months),
        lines=ledger.lines,
        deductions=ledger.result.deductions,
    )
    return ProjectFlows(ledger.cash, own_time, record)


def _life(columns: Columns, fate: Fate) -> Life:
    count = fate.works.size
    go_live = wide(columns.at("timing", "go_live_month"), count)
    end = go_live + 12.0 * columns.at("timing", "life_years")
    return Life(go_live, wide(columns.at("timing", "ramp_months"), count), end, fate.works)


def _happening(every: list[Occurrence], can: Mask) -> list[Occurrence]:
    """Return what happens in the futures in which it can."""
    if can.all():
        return every
    kept = []
    for event in every:
        some = can[event.futures]
        kept.append(
            replace(
                event,
                futures=event.futures[some],
                month=event.month[some],
                cost=event.cost[some],
                stops_months=event.stops_months[some],
            )
        )
    return [event for event in kept if event.futures.size]


def _book_spending(ledger: Ledger, spent: Sequence[Spent], own_time: Rows | None) -> Rows | None:
    for item in spent:
        if not isinstance(item.line, OneOff):
            ledger.capital(item.line.id, item.month, -item.amount)
            continue
        ledger.expense(item.line.id, item.month, -item.amount)
        if item.line.own_time:
            if own_time is None:
                own_time = ledger.workspace.zeros(*ledger.cash.shape)
            add_at(own_time, item.month, item.amount)
    return own_time


def _book_grants(ledger: Ledger, grants: Sequence[Granted], fate: Fate) -> None:
    ending, ends = fate.ending_month(ledger.calendar.months)
    for grant in grants:
        ledger.capital(grant.line.id, grant.month, grant.amount)
        ledger.result.add_at(grant.month, grant.as_income)
        if ends.any():
            ledger.income(grant.line.id, ending, np.where(ends, -grant.amount * grant.repaid_share, 0.0))


def _book_sales(ledger: Ledger, columns: Columns, assets: Sequence[Asset], fate: Fate) -> None:
    """Book residual values, or where the project ends early what is recovered and what the end costs."""
    months = ledger.calendar.months
    for asset in assets:
        ledger.capital("_residual", asset.sold_month, asset.residual)
    if fate.ends_early.any():
        month, ends = fate.ending_month(months)
        recovered = sum((asset.recovered for asset in assets), start=np.zeros(ledger.count))
        ledger.capital("_recovered", month, np.where(ends, recovered, 0.0))
        if ("failure", "exit_cost") in columns.values:
            ledger.expense("_exit_cost", month, np.where(ends, -columns.at("failure", "exit_cost"), 0.0))


def _by_year(rows: Rows, calendar: Calendar) -> Rows:
    spans = [calendar.span(position) for position in range(len(calendar.years))]
    by_year = np.array([rows[begin + 1 : end + 1].sum(axis=0) for begin, end in spans])
    by_year[0] += rows[0]
    return by_year

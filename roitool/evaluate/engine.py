"""From drawn futures to outcomes: the rooms of the engine called in their order, for one chunk of futures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.bank import BankOutcome, bank_outcome, survival_window
from roitool.cashflow.calendar import Months
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.figures import OVERRUN, OVERRUN_WITHOUT_TAIL
from roitool.cashflow.model import CandidateFlows, CashFlowModel, CompanyInFutures
from roitool.cashflow.project import Circumstances
from roitool.cashflow.ways import WayFlows, advantage, after_tax_borrowing_factor, tax_paid_for_cash
from roitool.cashflow.workspace import Workspace
from roitool.measures import InternalRates, annuity, discounted_paid_back, internal_rates, mirr, npv, paid_back
from roitool.sampling.draws import BaseCase, DrawnFutures, Sampling, SomeFutures
from roitool.scenario.scenario import Scenario

Row = NDArray[np.float64]
Mask = NDArray[np.bool_]

FAN_STEPS = 40
"""A fan is drawn from this many points in time, and the decision itself."""

LOOKED_INTO = 2
"""Of so many first chunks more is kept: the courses that a fan is drawn from, finer than any screen, and what the
misfortunes cost, which is said to two digits. The rest of a large run only sharpens the measures."""


@dataclass(frozen=True, slots=True)
class WayOutcome:
    """One way of paying: its advantage over cash, and what it does to the bank balance, per future."""

    advantage: Row
    bank: BankOutcome


@dataclass(frozen=True, slots=True)
class Lost:
    """What misfortunes cost over the futures of a chunk, added up: NPV with them less NPV without."""

    overrun_tail: float
    failure: float
    events: float


@dataclass(frozen=True, slots=True)
class CandidateOutcome:
    """What one candidate comes to in each future of a chunk; arrays have shape (futures,).

    Attributes
    ----------
    payback, discounted_payback
        Years from the decision; inf where it never comes within the horizon.
    only_by_selling
        Where the payback is reached only by the residual value.
    profitability_index, return_on_investment
        nan where nothing is invested.
    equivalent_annuity
        Per year.
    """

    npv: Row
    irr: InternalRates
    mirr: Row
    payback: Row
    dips_again: Mask
    only_by_selling: Mask
    discounted_payback: Row
    profitability_index: Row
    return_on_investment: Row
    equivalent_annuity: Row
    investment: Row
    failed: Mask
    window_months: int
    ways: tuple[WayOutcome, ...]


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """A chunk of futures.

    Attributes
    ----------
    lost
        What misfortunes cost each candidate; none for chunks that are not looked into.
    nothing
        Present value of what doing nothing brings or costs.
    without, limit
        Bank balance without any candidate in the months shown, by month (none for chunks that are not looked into),
        and the balance below which the company is short.
    """

    futures: int
    candidates: tuple[CandidateOutcome, ...]
    lost: tuple[Lost, ...]
    nothing: Row
    without: dict[int, Row]
    limit: Row


class Engine:
    """A scenario made ready for calculation, for one thread: its chunks are calculated in the same memory.

    Attributes
    ----------
    model
        The scenario's cash flows.
    sampling
        Its futures.
    shown
        Months for which the bank balance of every future is kept, for the fan.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.model = CashFlowModel(scenario)
        self.sampling = Sampling(scenario)
        self._workspace = Workspace()
        self.setting = self.model.setting
        months = self.setting.calendar.months
        self.shown = frozenset(range(0, months + 1, -(-months // FAN_STEPS)))
        self._monthly_rate = float(np.expm1(np.log1p(self.setting.hurdle_rate) / 12))
        self._discount = np.power(1 + self.setting.hurdle_rate, -np.arange(months + 1) / 12)

    def chunk(self, number: int, blocks: int) -> ChunkOutcome:
        """Calculate the first `blocks` blocks of a chunk of futures; of the first chunks courses are kept for a fan.

        Raises
        ------
        ScenarioError
            Some figure cannot be used in some future.
        """
        futures = self.sampling.chunk(number, blocks)
        company = self.model.company(futures, self._workspace)
        shown = self.shown if number < LOOKED_INTO else frozenset()
        outcomes, lost = [], []
        for position in range(len(self.scenario.candidates)):
            with self._workspace.lending():
                flows = self.model.flows(position, company)
                outcomes.append(self._outcome(position, flows, company, shown))
                if number < LOOKED_INTO:
                    lost.append(self._lost(position, flows, outcomes[-1].npv, futures))
        wide = partial(_wide, count=futures.count)
        without = {month: wide(company.course.balance[month]) for month in shown}
        nothing = self._nothing(company.course, futures.count)
        return ChunkOutcome(futures.count, tuple(outcomes), tuple(lost), nothing, without, wide(company.course.limit))

    def base(self) -> tuple[CandidateOutcome, ...]:
        """Calculate the one future in which every figure has its likely value and nothing goes wrong."""
        company = self.model.company(BaseCase())
        return tuple(
            self._outcome(position, self.model.flows(position, company), company, frozenset())
            for position in range(len(self.scenario.candidates))
        )

    def _outcome(
        self, position: int, flows: CandidateFlows, company: CompanyInFutures, shown: frozenset[int]
    ) -> CandidateOutcome:
        project, before_tax = flows.project, flows.before_tax
        calendar, hurdle = self.setting.calendar, self.setting.hurdle_rate
        discounted = discounted_paid_back(self._monthly_rate, project)
        present = discounted.total
        reached = paid_back(project, before_tax.sold_month, before_tax.sold)
        invested = sum((item.amount for item in before_tax.spent), start=np.zeros(present.size))
        invested_present = sum(
            (item.amount * self._discount[item.month] for item in before_tax.spent), start=np.zeros(present.size)
        )
        years = np.minimum(before_tax.end, calendar.months) / 12
        candidate, ways = self.scenario.candidates[position], self.model.ways(position, flows, company)
        factor = after_tax_borrowing_factor(candidate, flows.columns, company.shared, company.course, self.setting)
        window = survival_window(ways, calendar)
        cash_tax = tax_paid_for_cash(before_tax, company.course, self.setting)
        with np.errstate(divide="ignore", invalid="ignore"):
            index = np.where(invested_present > 0, 1 + present / invested_present, np.nan)
            returned = np.where(invested > 0, reached.total / invested, np.nan)
        monthly = self._monthly_rate
        return CandidateOutcome(
            npv=present,
            irr=internal_rates(project, 12),
            mirr=(1 + mirr(project, monthly, monthly)) ** 12 - 1,
            payback=reached.periods / 12,
            dips_again=reached.dips > 0,
            only_by_selling=reached.only_by_selling,
            discounted_payback=discounted.periods / 12,
            profitability_index=index,
            return_on_investment=returned,
            equivalent_annuity=annuity(present, hurdle, years),
            investment=invested,
            failed=before_tax.failed,
            window_months=int(window.max()),
            ways=tuple(
                WayOutcome(
                    _wide(advantage(way, cash_tax, factor, calendar), present.size),
                    self._bank(flows, way, company, window, shown),
                )
                for way in ways
            ),
        )

    def _bank(
        self,
        flows: CandidateFlows,
        way: WayFlows,
        company: CompanyInFutures,
        window: Months,
        shown: frozenset[int],
    ) -> BankOutcome:
        with company.workspace.lending():
            return bank_outcome(
                flows.owner_before_tax, way, company.course, window, self.setting.calendar, shown, company.workspace
            )

    def _lost(self, position: int, flows: CandidateFlows, present: Row, futures: DrawnFutures) -> Lost:
        """Return what each misfortune costs: one after the other is taken away from the futures that it strikes."""
        remaining = present.copy()

        def taken_away(
            strikes: NDArray[np.bool_], circumstances: Circumstances
        ) -> tuple[float, NDArray[np.intp], Mask]:
            some = np.flatnonzero(strikes)
            if not some.size:
                return 0.0, some, np.zeros(0, dtype=np.bool_)
            with self._workspace.lending():
                company = self.model.company(SomeFutures(futures, some), self._workspace)
                better = self.model.flows(position, company, circumstances)
                before, after = remaining[some], npv(self._monthly_rate, better.project)
            remaining[some] = after
            return float((before - after).sum()), some, better.before_tax.struck

        tail = np.zeros(present.size, dtype=np.bool_)
        if OVERRUN in flows.columns.values:
            tail |= np.greater(flows.columns.at(*OVERRUN), flows.columns.at(*OVERRUN_WITHOUT_TAIL))
        overrun, _, _ = taken_away(tail, Circumstances(overrun_tail=False))
        failure, working, struck_then = taken_away(
            flows.before_tax.failed, Circumstances(overrun_tail=False, failure=False)
        )
        struck = flows.before_tax.struck.copy()
        struck[working] = struck_then
        events, _, _ = taken_away(struck, Circumstances(overrun_tail=False, failure=False, events=False))
        return Lost(overrun, failure, events)

    def _nothing(self, company: CompanyCourse, count: int) -> Row:
        """Return the present value of the lines of doing nothing, after tax."""
        total = np.zeros(count)
        for line in company.nothing.values():
            for month, amount in enumerate(line):
                total += amount * self._discount[month]
        for year, tax in enumerate(company.nothing_tax):
            total -= tax * self._discount[self.setting.calendar.last_month(year)]
        return total


def _wide(column: Row | float, count: int) -> NDArray[np.float64]:
    return np.full(count, column) if np.ndim(column) == 0 else np.asarray(column)

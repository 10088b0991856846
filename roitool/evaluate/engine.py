"""From drawn futures to outcomes: the rooms of the engine called in their order, for one chunk of futures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.bank import BankOutcome, bank_outcome, short_at_once, survival_window
from roitool.cashflow.calendar import calendar_of
from roitool.cashflow.company import CompanyCourse, company_course
from roitool.cashflow.figures import OVERRUN, OVERRUN_WITHOUT_TAIL, Columns, Formulas
from roitool.cashflow.ledger import Rows
from roitool.cashflow.project import EVERYTHING, Circumstances, ProjectFlows, Setting, project_flows
from roitool.cashflow.ways import (
    WayFlows,
    advantage,
    after_tax_borrowing_factor,
    owner_before_tax,
    pay_tax,
    tax_difference,
    way_flows,
)
from roitool.errors import Problem, ScenarioError
from roitool.measures import ColumnIrr, irr, mirr, npv, paybacks
from roitool.sampling.draws import BaseCase, DrawnFutures, Futures, Sampling, SomeFutures
from roitool.scenario.candidate import Candidate
from roitool.scenario.data import effective_regime
from roitool.scenario.scenario import Scenario, nominal_hurdle_rate

Row = NDArray[np.float64]
Mask = NDArray[np.bool_]

FAN_STEPS = 40
"""A fan is drawn from this many points in time, and the decision itself."""

FAN_CHUNKS = 2
"""A fan is drawn from the futures of the first chunks: 16 384 of them, finer than any screen."""


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
    irr: ColumnIrr
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
    nothing
        Present value of what doing nothing brings or costs.
    without, limit
        Bank balance without any candidate in the months shown, by month (none for chunks that no picture is drawn
        from), and the balance below which the company is short.
    """

    futures: int
    candidates: tuple[CandidateOutcome, ...]
    lost: tuple[Lost, ...]
    nothing: Row
    without: dict[int, Row]
    limit: Row


@dataclass(frozen=True, slots=True)
class CandidateFlows:
    """One candidate's money in a number of futures: before tax, its tax, and the project cash flow after it."""

    columns: Columns
    before_tax: ProjectFlows
    owner_before_tax: Rows
    tax: list[Row | float]
    project: Rows


class Engine:
    """A scenario made ready for calculation; holds nothing that a calculation changes.

    Attributes
    ----------
    moved
        Correlations that had to move.
    shown
        Months for which the bank balance of every future is kept, for the fan.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        calendar = calendar_of(scenario)
        self.setting = Setting(calendar, effective_regime(scenario.regime), nominal_hurdle_rate(scenario))
        self.sampling = Sampling(scenario)
        self.shown = frozenset(range(0, calendar.months + 1, -(-calendar.months // FAN_STEPS)))
        self._formulas = Formulas(scenario)
        self._monthly_rate = float(np.expm1(np.log1p(self.setting.hurdle_rate) / 12))
        self._discount = np.power(1 + self.setting.hurdle_rate, -np.arange(calendar.months + 1) / 12)

    def chunk(self, number: int, blocks: int) -> ChunkOutcome:
        """Calculate the first `blocks` blocks of a chunk of futures; of the first chunks courses are kept for a fan.

        Raises
        ------
        ScenarioError
            Some figure cannot be used in some future.
        """
        futures = self.sampling.chunk(number, blocks)
        shared, company = self.company(futures)
        shown = self.shown if number < FAN_CHUNKS else frozenset()
        outcomes, lost = [], []
        for position in range(len(self.scenario.candidates)):
            flows = self.flows(position, shared, company, futures)
            outcomes.append(self._outcome(position, flows, shared, company, shown))
            lost.append(self._lost(position, flows, outcomes[-1].npv, futures))
        wide = partial(_wide, count=futures.count)
        without = {month: wide(company.balance[month]) for month in shown}
        return ChunkOutcome(
            futures.count, tuple(outcomes), tuple(lost), self._nothing(company, futures), without, wide(company.limit)
        )

    def base(self) -> tuple[CandidateOutcome, ...]:
        """Calculate the one future in which every figure has its likely value and nothing goes wrong."""
        futures = BaseCase()
        shared, company = self.company(futures)
        return tuple(
            self._outcome(position, self.flows(position, shared, company, futures), shared, company, frozenset())
            for position in range(len(self.scenario.candidates))
        )

    def company(self, futures: Futures) -> tuple[Columns, CompanyCourse]:
        """Return the company's formulas and its course by itself."""
        shared = self._formulas.shared(futures)
        company = company_course(self.scenario, shared, self.setting.calendar, self.setting.regime)
        if np.any(short_at_once(company)):
            raise ScenarioError([Problem(("company", "opening_cash"), "short_at_once", {})])
        return shared, company

    def flows(
        self,
        position: int,
        shared: Columns,
        company: CompanyCourse,
        futures: Futures,
        circumstances: Circumstances = EVERYTHING,
        *,
        detailed: bool = False,
    ) -> CandidateFlows:
        """Return one candidate's money; in detail with every line by itself."""
        candidate = self.scenario.candidates[position]
        columns = self._formulas.candidate(position, shared, futures)
        before_tax = project_flows(
            candidate, columns, company, futures, self.setting, circumstances, detailed=detailed
        )
        tax = tax_difference(self.setting, company, before_tax.result)
        owner = owner_before_tax(before_tax, self.setting) if circumstances is EVERYTHING else before_tax.cash
        project = pay_tax(before_tax.cash.copy() if detailed else before_tax.cash, tax, self.setting.calendar)
        return CandidateFlows(columns, before_tax, owner, tax, project)

    def ways(
        self, position: int, flows: CandidateFlows, company: CompanyCourse
    ) -> tuple[Candidate, tuple[WayFlows, ...]]:
        """Return every way of paying a candidate."""
        candidate = self.scenario.candidates[position]
        return candidate, way_flows(candidate, flows.columns, flows.before_tax, company, self.setting)

    def _outcome(
        self,
        position: int,
        flows: CandidateFlows,
        shared: Columns,
        company: CompanyCourse,
        shown: frozenset[int],
    ) -> CandidateOutcome:
        project, before_tax = flows.project, flows.before_tax
        calendar, hurdle = self.setting.calendar, self.setting.hurdle_rate
        present = npv(self._monthly_rate, project)
        reached, discounted = paybacks(project, self._discount)
        invested = sum((item.amount for item in before_tax.spent), start=np.zeros(present.size))
        invested_present = sum(
            (item.amount * self._discount[item.month] for item in before_tax.spent), start=np.zeros(present.size)
        )
        sold = np.where(reached.position >= before_tax.sold_month, before_tax.sold, 0.0)
        years = np.minimum(before_tax.end, calendar.months) / 12
        candidate, ways = self.ways(position, flows, company)
        factor = after_tax_borrowing_factor(candidate, flows.columns, shared, company, self.setting)
        window = survival_window(ways, calendar)
        cash_tax = _cash_tax(ways, self.setting, company, before_tax)
        with np.errstate(divide="ignore", invalid="ignore"):
            index = np.where(invested_present > 0, 1 + present / invested_present, np.nan)
            returned = np.where(invested > 0, project.sum(axis=0) / invested, np.nan)
        monthly = self._monthly_rate
        return CandidateOutcome(
            npv=present,
            irr=irr(project, periods_per_year=12),
            mirr=np.expm1(12 * np.log1p(mirr(project, monthly, monthly))),
            payback=reached.months / 12,
            dips_again=np.isfinite(reached.months) & (reached.dips > 0),
            only_by_selling=np.isfinite(reached.months) & (reached.at_payback - sold < 0),
            discounted_payback=discounted / 12,
            profitability_index=index,
            return_on_investment=returned,
            equivalent_annuity=_equivalent_annuity(present, hurdle, years),
            investment=invested,
            failed=before_tax.failed,
            window_months=window,
            ways=tuple(
                WayOutcome(
                    _wide(advantage(way, cash_tax, factor, calendar), present.size),
                    bank_outcome(flows.owner_before_tax, way, company, window, calendar, shown),
                )
                for way in ways
            ),
        )

    def _lost(self, position: int, flows: CandidateFlows, present: Row, futures: DrawnFutures) -> Lost:
        """Return what each misfortune costs: the futures it strikes, calculated once more without it."""
        struck = np.flatnonzero(flows.before_tax.struck)
        events = present[struck].sum() - self._npv(position, futures, struck, Circumstances(events=False)).sum()
        failed = np.flatnonzero(flows.before_tax.failed)
        calm = Circumstances(events=False, failure=False)
        failure = present[failed].sum() - self._npv(position, futures, failed, calm).sum()
        tail = np.zeros(0, dtype=np.intp)
        if OVERRUN in flows.columns.values:
            beyond = np.greater(flows.columns.at(*OVERRUN), flows.columns.at(*OVERRUN_WITHOUT_TAIL))
            tail = np.flatnonzero(_wide(beyond, present.size))
        ordinary = Circumstances(overrun_tail=False, events=False, failure=False)
        overrun = self._npv(position, futures, tail, calm) - self._npv(position, futures, tail, ordinary)
        return Lost(float(overrun.sum()), float(failure), float(events))

    def _npv(self, position: int, futures: DrawnFutures, some: NDArray[np.intp], circumstances: Circumstances) -> Row:
        if not some.size:
            return np.zeros(0)
        chosen = SomeFutures(futures, some)
        shared, company = self.company(chosen)
        return npv(self._monthly_rate, self.flows(position, shared, company, chosen, circumstances).project)

    def _nothing(self, company: CompanyCourse, futures: Futures) -> Row:
        """Return the present value of the lines of doing nothing, after tax."""
        total = np.zeros(futures.count)
        for line in company.nothing.values():
            for month, amount in enumerate(line):
                total += amount * self._discount[month]
        for year, tax in enumerate(company.nothing_tax):
            total -= tax * self._discount[self.setting.calendar.last_month(year)]
        return total


def _cash_tax(
    ways: tuple[WayFlows, ...], setting: Setting, company: CompanyCourse, before_tax: ProjectFlows
) -> list[Row | float]:
    for way in ways:
        if way.financing is None:
            return way.tax
    own = before_tax.own_time_result
    return tax_difference(setting, company, before_tax.result if own is None else before_tax.result + own)


def _equivalent_annuity(present: Row, rate: float, years: Row) -> Row:
    if rate == 0:
        return present / years
    return present * rate / -np.expm1(-years * np.log1p(rate))


def _wide(column: Row | float, count: int) -> NDArray[np.float64]:
    return np.full(count, column) if np.ndim(column) == 0 else np.asarray(column)

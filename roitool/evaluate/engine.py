"""From drawn futures to outcomes: the rooms of the engine called in their order, for one chunk of futures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from roitool.cashflow.arrays import Months, Row, Rows, wide
from roitool.cashflow.bank import BankOutcome, bank_outcome, survival_window, survival_without
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.cover import worst_cover
from roitool.cashflow.fate import Circumstances
from roitool.cashflow.figures import OVERRUN, OVERRUN_WITHOUT_TAIL
from roitool.cashflow.fleet import FleetRecord
from roitool.cashflow.model import CandidateFlows, CashFlowModel, CompanyInFutures
from roitool.cashflow.ways import WayFlows, advantage, after_tax_borrowing_factor
from roitool.cashflow.workspace import Workspace
from roitool.errors import Problem, ScenarioError
from roitool.evaluate.evaluation import BaseAnswer
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import CandidateOutcome, ChunkOutcome, Close, FleetOutcome, Lost, WayOutcome
from roitool.evaluate.set_outcomes import set_chunk
from roitool.measures import annuity, discounted_paid_back, internal_rates, mirr, npv, paid_back
from roitool.monitor import Monitor
from roitool.sampling.draws import BaseCase, Sampling
from roitool.scenario.scenario import Scenario

FAN_STEPS = 40
"""A fan is drawn from this many points in time, and the decision itself."""

LOOKED_INTO = 2
"""Of so many first chunks more is kept: the courses that a fan is drawn from, finer than any screen, and what the
misfortunes cost, which is said to two digits. The rest of a large run only sharpens the measures."""


class Engine:
    """A scenario made ready for calculation, for one thread: its chunks are calculated in the same memory.

    Attributes
    ----------
    outcomes
        Where it is kept what comes of candidates, for what is asked next.
    positions
        Those of the candidates that are calculated: all of them, unless some were chosen.
    together
        Positions of the candidates of each set that is calculated beside them; all are among those calculated.
    model
        The scenario's cash flows.
    sampling
        Its futures.
    monthly_rate
        The hurdle rate per month.
    shown
        Months for which the bank balance of every future is kept, for the fan.
    """

    def __init__(
        self,
        scenario: Scenario,
        together: Sequence[Sequence[int]] = (),
        positions: Sequence[int] | None = None,
        memory: Memory | None = None,
    ) -> None:
        memory = memory or Memory()
        self.scenario = scenario
        self.positions = tuple(range(len(scenario.candidates))) if positions is None else tuple(positions)
        self.together = together
        self.model = CashFlowModel(scenario)
        self.sampling = Sampling(scenario, memory.drawn)
        # Not the memory itself, which would hold on to the room that is let go of.
        self.outcomes, self._workspace = memory.outcomes, memory.workspace
        self.setting = self.model.setting
        months = self.setting.calendar.months
        self.shown = frozenset((*range(0, months, -(-months // FAN_STEPS)), months))
        self.monthly_rate = float(np.expm1(np.log1p(self.setting.hurdle_rate) / 12))
        self._discount = np.power(1 + self.setting.hurdle_rate, -np.arange(months + 1) / 12)

    def chunk(self, number: int, blocks: int, monitor: Monitor | None = None) -> ChunkOutcome:
        """Calculate the first `blocks` blocks of a chunk of futures; of the first chunks courses are kept for a fan.

        Raises
        ------
        ScenarioError
            Figures that cannot be used in some future: the company's, else those of all candidates.
        Cancelled
            Somebody asked the monitor to stop, which is looked at some times while a candidate is calculated.
        """
        monitor = monitor or Monitor()
        futures = self.sampling.chunk(number, blocks)
        company = self.model.company(futures, self._workspace)
        looked_into = number < LOOKED_INTO
        candidates, windows, lost, courses = [], [], [], []
        problems: list[Problem] = []
        for position in self.positions:
            monitor.check()
            try:
                with self._workspace.lending():
                    flows = self.model.flows(position, company)
                    monitor.check()
                    ways = self.model.ways(position, flows, company)
                    window = survival_window(ways, self.setting.calendar)
                    banks = [self._bank(flows, way, window, company, course=looked_into) for way in ways]
                    monitor.check()
                    candidates.append(self._outcome(position, flows, ways, banks, window, company))
                    windows.append(int(window.max()))
                    monitor.check()
                    if looked_into:
                        lost.append(self._lost(position, flows, candidates[-1].npv, company))
                        courses.append(tuple(bank.course for bank in banks if bank.course is not None))
            except ScenarioError as error:
                # The next candidate may have its own: all of them are told at once.
                problems += error.problems
        if problems:
            raise ScenarioError(problems)
        sets = []
        for positions in self.together:
            monitor.check()
            sets.append(set_chunk(self, positions, company, looked_into=looked_into))
        windows += (each.window_months for each in sets)
        close = None
        if looked_into:
            without = {month: wide(company.course.balance[month], futures.count) for month in self.shown}
            opening, limit = (wide(each, futures.count) for each in (company.course.opening, company.course.limit))
            courses += ((each.course,) for each in sets if each.course is not None)
            shared = tuple(each.close for each in sets if each.close is not None)
            close = Close(tuple(lost), tuple(courses), without, opening, limit, shared)
        return ChunkOutcome(
            tuple(candidates),
            self._nothing(company.course, futures.count),
            tuple(windows),
            close,
            tuple(each.outcome for each in sets),
        )

    def release(self) -> None:
        """Let go of the room that chunks are calculated in."""
        self._workspace = Workspace()

    def base(self) -> tuple[BaseAnswer, ...]:
        """Calculate the one future in which every figure has its likely value and nothing goes wrong."""
        company = self.model.company(BaseCase())
        answers = []
        for position in self.positions:
            flows = self.model.flows(position, company)
            record, project = flows.record, flows.project
            answers.append(
                BaseAnswer(
                    npv=float(npv(self.monthly_rate, project)[0]),
                    irr=float(internal_rates(project, 12).ranked[0]),
                    payback=float(paid_back(project).periods[0]) / 12,
                    investment=float(sum(item.amount[0] for item in record.spent)),
                    uncounted_years=max(0.0, float(record.life.end[0]) - self.setting.calendar.months) / 12,
                )
            )
        return tuple(answers)

    def outcome(self, position: int, company: CompanyInFutures) -> CandidateOutcome:
        """Calculate one candidate in the futures of a company, without anything for pictures or explanations."""
        return self.outcome_and_flows(position, company)[0]

    def outcome_and_flows(self, position: int, company: CompanyInFutures) -> tuple[CandidateOutcome, CandidateFlows]:
        """Calculate one candidate as :meth:`outcome` does; and the money and the record that it is made of."""
        flows = self.model.flows(position, company)
        ways = self.model.ways(position, flows, company)
        window = survival_window(ways, self.setting.calendar)
        banks = [self._bank(flows, way, window, company, course=False) for way in ways]
        return self._outcome(position, flows, ways, banks, window, company), flows

    def _bank(
        self, flows: CandidateFlows, way: WayFlows, window: Months, company: CompanyInFutures, *, course: bool
    ) -> BankOutcome:
        shown = self.shown if course else None
        return bank_outcome(flows.owner_before_tax, way, company.course, window, self.setting.calendar, shown)

    def _outcome(
        self,
        position: int,
        flows: CandidateFlows,
        ways: Sequence[WayFlows],
        banks: Sequence[BankOutcome],
        window: Months,
        company: CompanyInFutures,
    ) -> CandidateOutcome:
        project, record = flows.project, flows.record
        calendar, hurdle = self.setting.calendar, self.setting.hurdle_rate
        memory = company.workspace.empty(*project.shape)
        discounted = discounted_paid_back(self.monthly_rate, project, memory)
        present = discounted.total
        reached = paid_back(project, [(lump.month, lump.amount) for lump in record.sold], memory)
        invested = sum((item.amount for item in record.spent), start=np.zeros(present.size))
        invested_present = sum(
            (item.amount * self._discount[item.month] for item in record.spent), start=np.zeros(present.size)
        )
        years = np.clip(record.end, 1, calendar.months) / 12
        candidate = self.scenario.candidates[position]
        factor = after_tax_borrowing_factor(candidate, flows.columns, company.shared, company.course, self.setting)
        with np.errstate(divide="ignore", invalid="ignore"):
            index = np.where(invested_present > 0, 1 + present / invested_present, np.nan)
            returned = np.where(invested > 0, reached.total / invested, np.nan)
        monthly = self.monthly_rate
        rates = internal_rates(project, 12)
        return CandidateOutcome(
            npv=present,
            irr=rates.ranked,
            irr_status=rates.status,
            mirr=(1 + mirr(project, monthly, monthly)) ** 12 - 1,
            payback=reached.periods / 12,
            dips_again=reached.dips > 0,
            only_by_selling=reached.only_by_selling,
            discounted_payback=discounted.periods / 12,
            profitability_index=index,
            return_on_investment=returned,
            equivalent_annuity=annuity(present, hurdle, years),
            investment=invested,
            stopped=record.fate.stopped,
            failed=record.fate.failed,
            happened=record.happened,
            fleets=tuple(_fleet(fleet, memory) for fleet in record.fleets),
            without=survival_without(company.course, window, present.size),
            ways=tuple(
                WayOutcome(
                    wide(advantage(way, factor, hurdle, calendar), present.size),
                    bank.survival,
                    bank.peak_funding,
                    worst_cover(record.paid_operating, way, company.course, calendar),
                )
                for way, bank in zip(ways, banks, strict=True)
            ),
        )

    def _lost(self, position: int, flows: CandidateFlows, present: Row, company: CompanyInFutures) -> Lost:
        """Return what each misfortune costs: one after the other is taken away from the futures that it strikes.

        All three are looked at in one pass as a rule, each in columns of its own: passing through the months costs
        more than the few futures that are struck.
        """
        fate = flows.record.fate
        tail = fate.stopped.copy()
        if OVERRUN in flows.columns.values:
            tail |= np.greater(flows.columns.at(*OVERRUN), flows.columns.at(*OVERRUN_WITHOUT_TAIL))
        # A project that is not stopped after all may fail then, and one that works after all may be struck by events:
        # what ended early is looked at for those as well.
        early = fate.stopped | fate.failed
        parts = [np.flatnonzero(each) for each in (tail, early, early | flows.record.struck)]
        some = np.concatenate(parts)
        if not some.size:
            return Lost(0.0, 0.0, 0.0)
        part = np.repeat(np.arange(len(parts)), [each.size for each in parts])
        presents, struck_then = np.empty(some.size), np.empty(some.size, dtype=np.bool_)
        for start in range(0, some.size, present.size):
            # No more columns at a time than the chunk has: the memory is as large as it needs.
            these = slice(start, start + present.size)
            circumstances = Circumstances(runs_out_of_hand=False, failure=part[these] < 1, events=part[these] < 2)
            with self._workspace.lending():
                better = self.model.flows(position, company.in_some(some[these]), circumstances)
                presents[these], struck_then[these] = npv(self.monthly_rate, better.project), better.record.struck
        struck = flows.record.struck.copy()
        struck[parts[1]] = struck_then[part == 1]
        counts = (part < 2) | struck[some]
        remaining, lost = present.copy(), []
        for number in range(len(parts)):
            here = counts & (part == number)
            lost.append(float((remaining[some[here]] - presents[here]).sum()))
            remaining[some[here]] = presents[here]
        return Lost(*lost)

    def _nothing(self, company: CompanyCourse, count: int) -> Row | None:
        """Return the present value of the lines of doing nothing, after tax."""
        if not company.nothing:
            return None
        total = np.zeros(count)
        for line in company.nothing.values():
            for month, amount in enumerate(line):
                total += amount * self._discount[month]
        for year, tax in enumerate(company.nothing_tax):
            total -= tax * self._discount[self.setting.calendar.last_month(year)]
        return total


def _fleet(record: FleetRecord, memory: Rows) -> FleetOutcome:
    back = np.ceil(paid_back(record.cash, memory=memory).periods)
    deepest = np.minimum(memory.min(axis=0), 0.0)  # what the payback was looked for in: the running totals
    return FleetOutcome(deepest, back, record.most_in_field, record.contract_value, record.acquisition)

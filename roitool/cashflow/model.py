"""A scenario made ready to calculate money: from the figures of some futures to the cash flows in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np

from roitool.cashflow.arrays import Futures as FuturePositions
from roitool.cashflow.arrays import Rows
from roitool.cashflow.calendar import calendar_of
from roitool.cashflow.company import CompanyCourse, company_course, short_at_once
from roitool.cashflow.fate import EVERYTHING, Circumstances
from roitool.cashflow.figures import Columns, Formulas
from roitool.cashflow.paying import way_flows
from roitool.cashflow.project import ProjectRecord, Setting, project_flows
from roitool.cashflow.ways import WayFlows, owner_before_tax, pay_tax, tax_difference
from roitool.cashflow.workspace import Workspace
from roitool.errors import Problem, ScenarioError
from roitool.sampling.draws import Futures, SomeFutures
from roitool.scenario.data import effective_regime
from roitool.scenario.formula import Column
from roitool.scenario.scenario import Scenario, nominal_hurdle_rate


@dataclass(frozen=True, slots=True)
class CompanyInFutures:
    """The company by itself in a number of futures, with the figures it rests on."""

    futures: Futures
    shared: Columns
    course: CompanyCourse
    workspace: Workspace

    def in_some(self, futures: FuturePositions) -> CompanyInFutures:
        """Return the same company in some of its futures, for looking at a candidate there once more."""
        return CompanyInFutures(
            SomeFutures(self.futures, futures),
            _in_some(self.shared, futures),
            _in_some(self.course, futures),
            self.workspace,
        )


@dataclass(frozen=True, slots=True)
class CandidateFlows:
    """One candidate's money in a number of futures.

    Attributes
    ----------
    record
        What happens to it, whoever pays.
    tax
        The project's tax per calendar year.
    project
        Project cash flow after tax, as bought for cash, own time included; shape (months + 1, futures).
    owner_before_tax
        What passes the bank account before tax and financing; shape (months + 1, futures).
    """

    columns: Columns
    record: ProjectRecord
    tax: list[Column]
    project: Rows
    owner_before_tax: Rows


class CashFlowModel:
    """A scenario made ready for calculation; holds nothing that a calculation changes."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.setting = Setting(calendar_of(scenario), effective_regime(scenario.regime), nominal_hurdle_rate(scenario))
        self._formulas = Formulas(scenario)

    def company(self, futures: Futures, workspace: Workspace | None = None) -> CompanyInFutures:
        """Return the company by itself; the flows of its candidates will live in the workspace, if one is lent.

        Raises
        ------
        ScenarioError
            A figure cannot be used in some future, or the company is short on the decision date already.
        """
        shared = self._formulas.shared(futures)
        course = company_course(self.scenario, shared, self.setting.calendar, self.setting.regime, futures)
        if np.any(short_at_once(course)):
            raise ScenarioError([Problem(("company", "opening_cash"), "already_short_in_a_future")])
        return CompanyInFutures(futures, shared, course, workspace or Workspace())

    def flows(
        self,
        position: int,
        company: CompanyInFutures,
        circumstances: Circumstances = EVERYTHING,
        *,
        detailed: bool = False,
    ) -> CandidateFlows:
        """Return one candidate's money; in detail with every line by itself.

        Raises
        ------
        ScenarioError
            A figure of the candidate cannot be used in some future.
        """
        candidate = self.scenario.candidates[position]
        columns = self.columns(position, company)
        before_tax = project_flows(
            candidate,
            columns,
            company.course,
            company.futures,
            self.setting,
            company.workspace,
            circumstances,
            detailed=detailed,
        )
        tax = tax_difference(self.setting, company.course, before_tax.record.result)
        # Both count on in the memory of what they are made from: the owner's flows first, which need the cash.
        owner = owner_before_tax(before_tax, self.setting, company.workspace)
        project = pay_tax(before_tax.cash, tax, self.setting.calendar)
        return CandidateFlows(columns, before_tax.record, tax, project, owner)

    def columns(self, position: int, company: CompanyInFutures) -> Columns:
        """Return the calculated formulas of one candidate.

        Raises
        ------
        ScenarioError
            A figure of the candidate cannot be used in some future.
        """
        return self._formulas.candidate(position, company.shared, company.futures)

    def ways(self, position: int, flows: CandidateFlows, company: CompanyInFutures) -> tuple[WayFlows, ...]:
        """Return every way of paying a candidate.

        Raises
        ------
        ScenarioError
            A financing does not end within the horizon.
        """
        candidate = self.scenario.candidates[position]
        try:
            return way_flows(
                candidate, flows.columns, flows.record, flows.tax, company.course, self.setting, company.workspace
            )
        except ScenarioError as error:
            raise ScenarioError(problem.below("candidates", position) for problem in error.problems) from None


def _in_some(value: Any, futures: FuturePositions) -> Any:
    """Return columns, and frozen dataclasses, lists and mappings of them, in some futures; a float holds in all."""
    if isinstance(value, np.ndarray):
        return value if value.size == 1 else value[futures]
    if isinstance(value, list):
        return [_in_some(each, futures) for each in value]
    if isinstance(value, Mapping):
        return {key: _in_some(each, futures) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(*(_in_some(getattr(value, field.name), futures) for field in fields(value)))
    return value

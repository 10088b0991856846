"""The base case that a workbook shows: the program's own figures and flows, from which cells take their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.model import CandidateFlows, CashFlowModel, CompanyInFutures
from roitool.errors import ScenarioError
from roitool.exports.workbook.formulas import figure_name, in_spreadsheet
from roitool.sampling.draws import BaseCase
from roitool.scenario.check import check
from roitool.scenario.formula import calculate, parse

if TYPE_CHECKING:
    from roitool.cashflow.arrays import Months
    from roitool.cashflow.calendar import Calendar
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.formula import Column
    from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Scope:
    """The figures that some formulas see: those of the company, or of one candidate as well.

    Attributes
    ----------
    figures
        Value of each by its id.
    own
        Ids of the candidate's own figures.
    candidate
        Its position in the document; None for the company.
    """

    figures: Mapping[str, Column]
    own: frozenset[str] = frozenset()
    candidate: int | None = None

    def name_of(self, id_: str) -> str:
        """Return what the workbook calls a figure."""
        return figure_name(id_, self.candidate if id_ in self.own else None)

    def formula(self, text: str) -> str:
        """Return a formula of the document as one of the workbook."""
        return in_spreadsheet(text, self.name_of)

    def value(self, text: str) -> float:
        """Return what a formula comes to."""
        return scalar(calculate(parse(text), self.figures))


@dataclass(frozen=True, slots=True)
class CandidateBase:
    """The base case of one candidate; amounts by month have shape (months + 1,)."""

    position: int
    candidate: Candidate
    scope: Scope
    flows: CandidateFlows

    def line(self, id_: str) -> list[float]:
        """Return the money of a line by month, nothing where it never pays."""
        rows = self.flows.record.lines.get(id_)
        return [0.0] * len(self.flows.project) if rows is None else [float(row[0]) for row in rows]


@dataclass(frozen=True, slots=True)
class Base:
    """The base case of a scenario."""

    scenario: Scenario
    model: CashFlowModel
    company: CompanyInFutures
    scope: Scope
    candidates: tuple[CandidateBase, ...]

    @property
    def calendar(self) -> Calendar:
        """The months and years of the scenario."""
        return self.model.setting.calendar


def base_case(scenario: Scenario, positions: tuple[int, ...]) -> Base:
    """Calculate the base case of some candidates.

    Raises
    ------
    ScenarioError
        The scenario cannot be calculated.
    """
    errors = [problem for problem in check(scenario) if problem.severity == "error"]
    if errors:
        raise ScenarioError(errors)
    model = CashFlowModel(scenario)
    company = model.company(BaseCase())
    candidates = tuple(_candidate(scenario, position, model, company) for position in positions)
    return Base(scenario, model, company, Scope(company.shared.figures), candidates)


def scalar(column: Column) -> float:
    """Return the value of a column of one future."""
    return float(np.ravel(column)[0])


def month_of(months: Months) -> int:
    """Return the month of one future."""
    return int(np.ravel(months)[0])


def _candidate(scenario: Scenario, position: int, model: CashFlowModel, company: CompanyInFutures) -> CandidateBase:
    candidate = scenario.candidates[position]
    flows = model.flows(position, company, detailed=True)
    own = frozenset([*(item.id for item in candidate.inputs), *(item.id for item in candidate.derived)])
    return CandidateBase(position, candidate, Scope(flows.columns.figures, own, position), flows)

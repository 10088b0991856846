"""The base case of one candidate by calendar year: every line, adding up to what the simulation calculates with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from roitool.cashflow.arrays import Lump, Rows, add_at
from roitool.cashflow.borrowing import borrowed
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.financing import loan_months
from roitool.cashflow.model import CandidateFlows, CashFlowModel
from roitool.cashflow.ways import WayFlows, pay_tax
from roitool.errors import ScenarioError
from roitool.sampling.draws import BaseCase
from roitool.scenario.base import Label
from roitool.scenario.candidate import Candidate, FinancialLease, Hire, Loan
from roitool.scenario.check import check
from roitool.scenario.integration import Integration, integration_of
from roitool.scenario.scenario import Scenario


class Section(StrEnum):
    """The parts of a statement, each adding up to its last row."""

    PROJECT = "project"
    """Lines, tax and project cash flow, as bought for cash."""
    TAX = "tax"
    """From the taxable lines to the taxable result and the project's tax."""
    OWNER = "owner"
    """From the project cash flow to what passes the bank account in the chosen way of paying."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row: an amount per calendar year, and their sum.

    Attributes
    ----------
    code
        What it is: the kind of the line (``investment``, ``saving``, ``residual``, ``tax`` …) or a total.
    label
        The words of the person who made the line; empty where the code says it all.
    total
        Whether it adds up the rows of its section above it.
    """

    section: Section
    code: str
    label: Label
    by_year: tuple[float, ...]
    total: bool = False

    @property
    def sum(self) -> float:
        """The sum over all years."""
        return sum(self.by_year)


@dataclass(frozen=True, slots=True)
class Statement:
    """The base case of one candidate, "if nothing goes wrong"; amounts in the scenario's currency.

    Attributes
    ----------
    years
        Calendar years; the first begins at the decision, the last ends at the horizon.
    way
        Id of the way of paying that the owner's part follows.
    integration
        What its interfaces with other systems do to the lines that are one; None without any.
    """

    candidate: str
    title: Label
    way: str
    integration: Integration | None
    years: tuple[int, ...]
    rows: tuple[StatementRow, ...]


def statement(scenario: Scenario, candidate_id: str) -> Statement:
    """Return the base case of one candidate by calendar year.

    Raises
    ------
    LookupError
        There is no such candidate.
    ScenarioError
        The scenario cannot be calculated.
    """
    positions = {candidate.id: position for position, candidate in enumerate(scenario.candidates)}
    if candidate_id not in positions:
        raise LookupError(candidate_id)
    errors = [problem for problem in check(scenario) if problem.severity == "error"]
    if errors:
        raise ScenarioError(errors)
    position = positions[candidate_id]
    candidate = scenario.candidates[position]
    model = CashFlowModel(scenario)
    company = model.company(BaseCase())
    flows = model.flows(position, company, detailed=True)
    way = next(way for way in model.ways(position, flows, company) if way.id == candidate.paid_by)
    table = _Table(model.setting.calendar)
    return Statement(
        candidate=candidate.id,
        title=candidate.title,
        way=candidate.paid_by,
        integration=integration_of(scenario, candidate),
        years=tuple(model.setting.calendar.years),
        rows=(
            *_project_rows(table, scenario, candidate, flows),
            *_tax_rows(table, flows),
            *_owner_rows(table, candidate, flows, way),
        ),
    )


class _Table:
    """Turns monthly rows of one future into amounts per calendar year."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    def by_month(
        self, section: Section, code: str, rows: Rows, label: Label = "", *, total: bool = False
    ) -> StatementRow:
        spans = [self.calendar.span(position) for position in range(len(self.calendar.years))]
        by_year = [float(rows[begin + 1 : end + 1].sum()) for begin, end in spans]
        by_year[0] += float(rows[0].sum())
        return self.by_year(section, code, by_year, label, total=total)

    def by_year(
        self, section: Section, code: str, amounts: Iterable[float], label: Label = "", *, total: bool = False
    ) -> StatementRow:
        # Adding zero turns a minus zero, which would be shown as one, into a plain one.
        return StatementRow(section, code, label, tuple(float(amount) + 0.0 for amount in amounts), total)


def _project_rows(
    table: _Table, scenario: Scenario, candidate: Candidate, flows: CandidateFlows
) -> Iterable[StatementRow]:
    lines = flows.record.lines
    for line in candidate.lines:
        if line.id in lines:
            yield table.by_month(Section.PROJECT, line.kind, lines[line.id], line.label)
    for nothing in scenario.do_nothing.lines:
        averted = lines.get(f"_averted_{nothing.id}")
        if averted is not None:
            yield table.by_month(Section.PROJECT, "averted", averted, nothing.label)
    if lines.get("_residual", np.zeros(1)).any():
        yield table.by_month(Section.PROJECT, "residual", lines["_residual"])
    yield table.by_month(Section.PROJECT, "before_tax", _cash_before_tax(flows), total=True)
    yield table.by_year(Section.PROJECT, "tax", (-float(np.ravel(tax)[0]) for tax in flows.tax))
    yield table.by_month(Section.PROJECT, "project_cash_flow", flows.project, total=True)


def _tax_rows(table: _Table, flows: CandidateFlows) -> Iterable[StatementRow]:
    result = flows.record.result[:, 0]
    deductions = flows.record.deductions
    deducted = sum((rows[:, 0] for rows in deductions.values()), start=np.zeros(result.size))
    yield table.by_year(Section.TAX, "taxable_cash", result + deducted)
    for name, rows in deductions.items():
        yield table.by_year(Section.TAX, name, -rows[:, 0])
    yield table.by_year(Section.TAX, "taxable_result", result, total=True)


def _owner_rows(table: _Table, candidate: Candidate, flows: CandidateFlows, way: WayFlows) -> Iterable[StatementRow]:
    own_time = flows.record.own_time_result
    own = np.zeros(len(table.calendar.years)) if own_time is None else own_time[:, 0]
    paid_more = table.by_month(Section.OWNER, "vat", flows.owner_before_tax - _cash_before_tax(flows)).by_year
    not_in_advance = table.by_month(Section.OWNER, "vat", _booked(way.vat, flows.project)).by_year
    yield table.by_month(Section.OWNER, "project_cash_flow", flows.project)
    if own_time is not None:
        yield table.by_year(Section.OWNER, "own_time", own)
    yield table.by_year(Section.OWNER, "vat", np.add(paid_more - own, not_in_advance))
    yield from _financing_rows(table, candidate, flows, way)
    tax = [float(np.ravel(amount)[0]) for amount in way.tax]
    saved = (float(np.ravel(project)[0]) - paid for project, paid in zip(flows.tax, tax, strict=True))
    yield table.by_year(Section.OWNER, "tax_as_paid", saved)
    owner = flows.owner_before_tax.copy()
    owner[: len(way.financing)] += way.financing
    yield table.by_month(Section.OWNER, "owner_cash_flow", pay_tax(owner, way.tax, table.calendar), total=True)


def _financing_rows(
    table: _Table, candidate: Candidate, flows: CandidateFlows, way: WayFlows
) -> Iterable[StatementRow]:
    position = next(index for index, listed in enumerate(candidate.ways_of_paying) if listed.id == way.id)
    listed = candidate.ways_of_paying[position]
    like = flows.project
    if isinstance(listed, Loan | FinancialLease):
        loan = borrowed(listed, position, flows.columns, flows.record.spent, table.calendar)
        walk = loan_months(loan.draws, loan.last_draw, loan.rate, loan.terms, table.calendar.months)
        interest, repayment, _ = (np.array(rows) for rows in zip(*walk, strict=True))
        yield table.by_month(Section.OWNER, "draws", _rows(loan.draws, interest))
        yield table.by_month(Section.OWNER, "repayment", -repayment)
        yield table.by_month(Section.OWNER, "interest", -interest)
        yield table.by_month(Section.OWNER, "fee", -_rows(loan.fees, interest))
    elif isinstance(listed, Hire) and way.debt_service is not None and way.operating is not None:
        covered, fees = way.operating[:, 0], way.debt_service[:, 0]
        beside = _booked((*way.vat, *way.forgone), like)
        not_bought = table.by_month(Section.OWNER, "not_bought", way.financing - beside).by_year - covered + fees
        yield table.by_year(Section.OWNER, "not_bought", not_bought)
        yield table.by_month(Section.OWNER, "forgone", _booked(way.forgone, like))
        yield table.by_year(Section.OWNER, "costs_covered", covered)
        yield table.by_year(Section.OWNER, "hire", -fees)


def _cash_before_tax(flows: CandidateFlows) -> Rows:
    lines = flows.record.lines.values()
    return sum(lines, start=np.zeros_like(flows.project))


def _rows(by_month: Mapping[int, Rows], like: Rows) -> Rows:
    rows = np.zeros_like(like)
    for month, amount in by_month.items():
        rows[month] = amount
    return rows


def _booked(lumps: Iterable[Lump], like: Rows) -> Rows:
    rows = np.zeros_like(like)
    for lump in lumps:
        add_at(rows, lump.month, lump.amount)
    return rows

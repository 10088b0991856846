"""Every way of paying that a candidate lists, from the candidate as bought to what each way changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Lump, Months, Rows
from roitool.cashflow.borrowing import borrowed, schedule
from roitool.cashflow.capital import Asset, Holding, book_capital
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.figures import Columns
from roitool.cashflow.hire import hired
from roitool.cashflow.ledger import TaxableResult
from roitool.cashflow.project import ProjectRecord, Setting
from roitool.cashflow.ways import WayFlows, tax_difference
from roitool.cashflow.workspace import Workspace
from roitool.scenario.candidate import Candidate, Cash, FinancialLease, Hire, Loan
from roitool.scenario.formula import Column


@dataclass(frozen=True, slots=True)
class PaidWay:
    """One way of paying before its tax is known.

    Attributes
    ----------
    result
        The taxable result as really paid: without own time, financing deducted; shape (years, futures).
    assets
        What is the company's own.
    financing, ends, debt_service, operating, vat, forgone
        As of :class:`roitool.cashflow.ways.WayFlows`.
    """

    result: Rows
    assets: Sequence[Asset]
    financing: Rows
    ends: Months
    debt_service: Rows | None = None
    operating: Rows | None = None
    vat: tuple[Lump, ...] = ()
    forgone: tuple[Lump, ...] = ()


def way_flows(
    candidate: Candidate,
    columns: Columns,
    record: ProjectRecord,
    project_tax: list[Column],
    company: CompanyCourse,
    setting: Setting,
    workspace: Workspace,
) -> tuple[WayFlows, ...]:
    """Return every way of paying that the candidate lists.

    Parameters
    ----------
    project_tax
        Tax per year of the project as bought for cash, own time deducted.

    Raises
    ------
    ScenarioError
        ``loan_beyond_horizon``, ``hire_beyond_horizon``: a financing does not end within the horizon in some future.
    """
    cash_tax = project_tax if record.own_time_result is None else tax_difference(setting, company, record.paid_result)
    ways = []
    for position, way in enumerate(candidate.ways_of_paying):
        paid = paid_way(position, candidate, columns, record, company, setting, workspace)
        tax = cash_tax if isinstance(way, Cash) else tax_difference(setting, company, paid.result)
        ways.append(
            WayFlows(
                id=way.id,
                financing=paid.financing,
                tax=tax,
                cash_tax=cash_tax,
                ends=paid.ends,
                debt_service=paid.debt_service,
                operating=paid.operating,
                vat=paid.vat,
                forgone=paid.forgone,
            )
        )
    return tuple(ways)


def paid_way(
    position: int,
    candidate: Candidate,
    columns: Columns,
    record: ProjectRecord,
    company: CompanyCourse,
    setting: Setting,
    workspace: Workspace,
    *,
    deduction: bool = True,
) -> PaidWay:
    """Return one way of paying before its tax; without the investment deduction where the record has none either.

    Raises
    ------
    ScenarioError
        As of :func:`way_flows`.
    """
    way, result = candidate.ways_of_paying[position], record.paid_result
    if isinstance(way, Loan | FinancialLease):
        loan = borrowed(way, position, columns, record.spent, setting.calendar)
        months = schedule(loan, setting.calendar, workspace, record.end.size)
        return PaidWay(result - months.costs, record.assets, months.flows, loan.ends, months.service)
    if isinstance(way, Hire):
        hire = hired(way, position, candidate, columns, record, setting, workspace)
        result = result - hire.fees + hire.spared
        result += _capital(hire.assets, record, company, setting, deduction=deduction)
        result -= _capital(record.assets, record, company, setting, deduction=deduction)
        taxable = TaxableResult(setting.calendar, result)
        taxable.add_at(hire.not_repaid.month, hire.not_repaid.amount)
        return PaidWay(taxable.rows, hire.assets, hire.flows, hire.ends, hire.fees, hire.spared, hire.vat, hire.forgone)
    return PaidWay(result, record.assets, np.empty((0, record.end.size)), np.zeros(1, dtype=np.intp))


def _capital(
    assets: Sequence[Asset], record: ProjectRecord, company: CompanyCourse, setting: Setting, *, deduction: bool
) -> Rows:
    """Return what some assets do to the taxable result by year."""
    result = TaxableResult(setting.calendar, np.zeros_like(record.result))
    book_capital(result, Holding(assets, record.life, record.fate), company, setting.regime, deduction=deduction)
    return result.rows

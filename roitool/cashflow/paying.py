"""Every way of paying that a candidate lists, from the candidate as bought to what each way changes."""

from __future__ import annotations

import numpy as np

from roitool.cashflow.arrays import Rows
from roitool.cashflow.borrowing import borrowed, schedule
from roitool.cashflow.capital import Asset, book_capital
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.figures import Columns
from roitool.cashflow.hire import hired
from roitool.cashflow.ledger import TaxableResult
from roitool.cashflow.project import ProjectRecord, Setting
from roitool.cashflow.ways import WayFlows, tax_difference
from roitool.cashflow.workspace import Workspace
from roitool.scenario.candidate import Candidate, FinancialLease, Hire, Loan
from roitool.scenario.formula import Column


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
    paid = record.result if record.own_time_result is None else record.result + record.own_time_result
    cash_tax = project_tax if record.own_time_result is None else tax_difference(setting, company, paid)
    ways = []
    for position, way in enumerate(candidate.ways_of_paying):
        if isinstance(way, Loan | FinancialLease):
            loan = borrowed(way, position, columns, record.spent, setting.calendar)
            months = schedule(loan, setting.calendar, workspace, record.end.size)
            tax = tax_difference(setting, company, paid - months.costs)
            ways.append(WayFlows(way.id, months.flows, tax, cash_tax, loan.ends, months.service))
        elif isinstance(way, Hire):
            hire = hired(way, position, candidate, columns, record, setting, workspace)
            result = paid - hire.fees + hire.spared
            result += _capital(hire.assets, record, company, setting)
            result -= _capital(record.assets, record, company, setting)
            taxable = TaxableResult(setting.calendar, result)
            taxable.add_at(hire.not_repaid.month, hire.not_repaid.amount)
            tax = tax_difference(setting, company, taxable.rows)
            ways.append(
                WayFlows(way.id, hire.flows, tax, cash_tax, hire.ends, hire.fees, hire.spared, hire.vat, hire.forgone)
            )
        else:
            nothing = np.empty((0, record.end.size))
            ways.append(WayFlows(way.id, nothing, cash_tax, cash_tax, np.zeros(1, dtype=np.intp)))
    return tuple(ways)


def _capital(assets: tuple[Asset, ...], record: ProjectRecord, company: CompanyCourse, setting: Setting) -> Rows:
    """Return what some assets do to the taxable result by year."""
    result = TaxableResult(setting.calendar, np.zeros_like(record.result))
    book_capital(result, assets, record.life, record.fate, company, setting.regime)
    return result.rows

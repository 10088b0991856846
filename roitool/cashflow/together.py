"""Several candidates done together: their money added up, taxed as one, with what they share counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roitool.cashflow.arrays import Lump, Mask, Months, Row, Rows
from roitool.cashflow.capital import Holding, deduct_investments
from roitool.cashflow.figures import Columns
from roitool.cashflow.ledger import TaxableResult
from roitool.cashflow.model import CashFlowModel, CompanyInFutures
from roitool.cashflow.operating import Averting
from roitool.cashflow.paying import PaidWay, paid_way
from roitool.cashflow.project import ProjectFlows, project_flows
from roitool.cashflow.spending import Spent
from roitool.cashflow.ways import WayFlows, after_tax_borrowing_factor, owner_before_tax, pay_tax, tax_difference
from roitool.errors import Place
from roitool.scenario.candidate import Candidate, FinancialLease, Loan
from roitool.scenario.formula import Column
from roitool.scenario.lines import Investment


@dataclass(frozen=True, slots=True)
class Common:
    """What the members of a set have in common; less than everything only to see what each of it is worth."""

    interfaces: bool = True
    deduction: bool = True
    averted: bool = True


EVERYTHING = Common()


@dataclass(frozen=True, slots=True)
class SetFlows:
    """A set of candidates in a number of futures, each member paid in its chosen way.

    Attributes
    ----------
    project
        Cash flow after tax, as bought for cash, own time included; shape (months + 1, futures).
    owner_before_tax
        What passes the bank account before tax and financing, of that shape.
    way
        All chosen ways as one.
    borrowing_factor
        ``(1 + r_d)^(−1/12)`` that the advantage of that is counted with.
    operating
        Cash by year without what is invested, sold or granted, and without own time; shape (years, futures).
    sold
        Residual values, and working capital that is released.
    deductions
        What of the investment deduction falls to each member by year, of that shape; none where the rules know none.
    """

    project: Rows
    owner_before_tax: Rows
    way: WayFlows
    borrowing_factor: Column
    operating: Rows
    sold: tuple[Lump, ...]
    deductions: tuple[Rows, ...]


def set_flows(
    model: CashFlowModel, positions: Sequence[int], company: CompanyInFutures, common: Common = EVERYTHING
) -> SetFlows:
    """Return the money of the candidates at these positions, done together.

    The order counts where something is shared: the first pays a shared interface, and averts first.

    Raises
    ------
    ScenarioError
        A figure cannot be used in some future, or a financing does not end within the horizon.
    """
    setting, calendar = model.setting, model.setting.calendar
    pool = _Pool(company, calendar.months, len(calendar.years))
    averting = Averting() if common.averted and averts_together(model, positions) else None
    there: dict[str, Mask] = {}
    columns_of: dict[int, Columns] = {}
    for position in positions:
        candidate = model.scenario.candidates[position]
        columns = model.columns(position, company)
        if common.interfaces:
            columns = _without_what_is_there(candidate, columns, there)
        columns_of[position] = columns
        with company.workspace.lending():
            flows = project_flows(
                candidate,
                columns,
                company.course,
                company.futures,
                setting,
                company.workspace,
                averting=averting,
                deduction=False,
            )
            _put_there(flows.record.spent, flows.record.fate.works, there)
            paid = paid_way(
                _chosen(candidate),
                candidate,
                columns,
                flows.record,
                company.course,
                setting,
                company.workspace,
                deduction=False,
            )
            pool.add(flows, paid)
            pool.owner += owner_before_tax(flows, setting, company.workspace)
    return _taxed(model, positions, company, pool, columns_of, common)


def shared_interfaces(model: CashFlowModel, positions: Sequence[int]) -> tuple[str, ...]:
    """Return the names of the interfaces that more than one of these candidates needs, sorted."""
    names = [name for position in positions for name in _shared(model.scenario.candidates[position])]
    return tuple(sorted({name for name in names if names.count(name) > 1}))


def averts_together(model: CashFlowModel, positions: Sequence[int]) -> bool:
    """Tell whether more than one of these candidates averts the same line of doing nothing."""
    averted = [averted.line for position in positions for averted in model.scenario.candidates[position].averts]
    return len(averted) > len(set(averted))


class _Pool:
    """The money of the members so far, before the investment deduction and tax."""

    def __init__(self, company: CompanyInFutures, months: int, years: int) -> None:
        count = company.futures.count
        self.cash, self.owner, self.financing = (company.workspace.zeros(months + 1, count) for _ in range(3))
        self.result, self.own_time, self.paid_result = np.zeros((3, years, count))
        self.operating, self.paid_operating, self.service = np.zeros((3, years, count))
        self.ends: Months = np.zeros(1, dtype=np.intp)
        self.financed_months = 0
        self.serves = False
        self.bought: list[Holding] = []
        self.owned: list[Holding] = []
        self.sold: list[Lump] = []
        self.vat: list[Lump] = []
        self.forgone: list[Lump] = []

    def add(self, flows: ProjectFlows, paid: PaidWay) -> None:
        record = flows.record
        self.cash += flows.cash
        self.result += record.result
        if record.own_time_result is not None:
            self.own_time += record.own_time_result
        self.operating += record.paid_operating
        self.sold += record.sold
        self.bought.append(record.holding)
        self.owned.append(replace(record.holding, assets=paid.assets))
        self.financing[: len(paid.financing)] += paid.financing
        self.financed_months = max(self.financed_months, len(paid.financing))
        self.paid_result += paid.result
        self.ends = np.maximum(self.ends, paid.ends)
        self.vat += paid.vat
        self.forgone += paid.forgone
        if paid.debt_service is not None:
            self.serves = True
            self.service += paid.debt_service
        if paid.operating is not None:
            self.paid_operating += paid.operating


def _taxed(
    model: CashFlowModel,
    positions: Sequence[int],
    company: CompanyInFutures,
    pool: _Pool,
    columns_of: Mapping[int, Columns],
    common: Common,
) -> SetFlows:
    setting = model.setting
    deductions = _deduct(model, pool.result, pool.bought, company, common)
    _deduct(model, pool.paid_result, pool.owned, company, common)
    way = WayFlows(
        id="together",
        financing=pool.financing[: pool.financed_months],
        tax=tax_difference(setting, company.course, pool.paid_result),
        cash_tax=tax_difference(setting, company.course, pool.result + pool.own_time),
        ends=pool.ends,
        debt_service=pool.service if pool.serves else None,
        operating=pool.paid_operating,
        vat=tuple(pool.vat),
        forgone=tuple(pool.forgone),
    )
    lender = next((position for position in positions if _borrows(model.scenario.candidates[position])), positions[0])
    factor = after_tax_borrowing_factor(
        model.scenario.candidates[lender], columns_of[lender], company.shared, company.course, setting
    )
    tax = tax_difference(setting, company.course, pool.result)
    return SetFlows(
        project=pay_tax(pool.cash, tax, setting.calendar),
        owner_before_tax=pool.owner,
        way=way,
        borrowing_factor=factor,
        operating=pool.operating,
        sold=tuple(pool.sold),
        deductions=deductions,
    )


def _deduct(
    model: CashFlowModel, result: Rows, holdings: Sequence[Holding], company: CompanyInFutures, common: Common
) -> tuple[Rows, ...]:
    """Take the investment deduction from a taxable result: on the total of all holdings, or on each by itself."""
    rule = model.setting.regime.investment_deduction
    if rule is None:
        return ()
    taxable = TaxableResult(model.setting.calendar, result)
    groups = [list(holdings)] if common.deduction else [[holding] for holding in holdings]
    parts = (deduct_investments(taxable, group, company.course, rule) for group in groups)
    return tuple(part for group in parts for part in group)


def _without_what_is_there(candidate: Candidate, columns: Columns, there: Mapping[str, Mask]) -> Columns:
    """Return the figures of a candidate that pays no shared interface where another one has paid it already."""
    amounts: dict[Place, Column] = {
        place: np.where(there[name], 0.0, columns.values[place])
        for name, place in _shared(candidate).items()
        if name in there
    }
    return replace(columns, values={**columns.values, **amounts})


def _put_there(spent: Sequence[Spent], works: Row, there: dict[str, Mask]) -> None:
    """Remember where a shared interface is paid and comes to work: of one that never works nobody has any use."""
    for item in spent:
        if isinstance(item.line, Investment) and item.line.interface is not None and item.line.interface.shared_as:
            name, paid = item.line.interface.shared_as, (item.amount > 0) & (works > 0)
            there[name] = there[name] | paid if name in there else paid


def _shared(candidate: Candidate) -> dict[str, Place]:
    """Return the places of the amounts of shared interfaces, by the name they are shared under."""
    return {
        line.interface.shared_as: ("lines", position, "amount")
        for position, line in enumerate(candidate.lines)
        if isinstance(line, Investment) and line.interface is not None and line.interface.shared_as
    }


def _chosen(candidate: Candidate) -> int:
    return next(index for index, way in enumerate(candidate.ways_of_paying) if way.id == candidate.paid_by)


def _borrows(candidate: Candidate) -> bool:
    return isinstance(candidate.ways_of_paying[_chosen(candidate)], Loan | FinancialLease)

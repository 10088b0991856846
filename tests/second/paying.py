"""What passes through one way of paying: the lines that are really paid, and what is paid to who lends or lets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roitool.scenario.candidate import FinancialLease, Hire, Loan
from roitool.scenario.lines import Investment, RunningCost
from tests.second.hire import HireCourse, hire_course, no_hire
from tests.second.loan import LoanCourse, loan_course, no_loan

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate, WayOfPaying
    from roitool.scenario.regime import ValueAddedTax
    from tests.second.assets import Asset
    from tests.second.formulas import Figures
    from tests.second.project import Project


@dataclass
class Paying:
    """One way of paying for a project, before tax. Monthly lists."""

    lines: dict[str, list[float]]
    """Cash by line as it is really paid, own time included; without what assets are sold for in the end."""
    expensed: list[float]
    """What of it counts in the taxable result in its month, own time included."""
    own_time: list[float]
    """The part of that which passes no bank account."""
    assets: list[Asset]
    """What is the company's own."""
    vat: list[float]
    loan: LoanCourse
    """All zero where nothing is borrowed."""
    hire: HireCourse
    """All zero where nothing is hired."""

    def financing(self) -> list[float]:
        """Return what comes from and goes to who lends or lets, by month."""
        parts = zip(self.loan.draws, self.loan.repayments, self.deductible(), strict=True)
        return [drawn - repaid - costs for drawn, repaid, costs in parts]

    def deductible(self) -> list[float]:
        """Return the part of it that is a cost: interest and fees, 0 or more."""
        loan, hire = self.loan, self.hire
        parts = zip(loan.interest, loan.fee, hire.fees, hire.cancellation, strict=True)
        return [sum(part) for part in parts]

    def service(self) -> list[float]:
        """Return what counts as debt service."""
        loan, hire = self.loan, self.hire
        parts = zip(loan.interest, loan.repayments, hire.fees, hire.cancellation, strict=True)
        return [sum(part) for part in parts]


def paying(
    way: WayOfPaying | None, candidate: Candidate, project: Project, figures: Figures, tax: ValueAddedTax
) -> Paying:
    """Return the project as paid this way; None is cash."""
    timeline = project.timeline
    loan = _borrowed(way, project, figures) if isinstance(way, Loan | FinancialLease) else no_loan(timeline)
    hire = hire_course(way, candidate, project, figures) if isinstance(way, Hire) else no_hire(timeline)
    paid = Paying(
        {name: list(flow) for name, flow in project.lines.items()},
        list(project.expensed),
        list(project.own_time),
        [_own(asset, project, hire) for asset in project.assets],
        timeline.nothing(),
        loan,
        hire,
    )
    _leave_out(paid, candidate, project)
    for spent in project.spent:
        line = spent.line
        if line.vat and (isinstance(line, Investment) or not line.own_time):
            price = spent.drawn - spent.budget if line.id in hire.investments else spent.drawn
            paid.vat[spent.month] -= tax.rate * price
            paid.vat[min(spent.month + tax.back_after_months, timeline.months)] += tax.rate * price
    return paid


def _leave_out(paid: Paying, candidate: Candidate, project: Project) -> None:
    """Take away what is not paid, or not given, because something is hired."""
    hire = paid.hire
    for spent in project.spent:
        if spent.line.id in hire.investments:
            paid.lines[spent.line.id][spent.month] += spent.budget
    for granted in project.granted:
        share = granted.share_for(hire.investments)
        paid.lines[granted.line.id] = [(1 - share) * amount for amount in paid.lines[granted.line.id]]
        if project.course.ending_month is not None and granted.repaid > 0:
            paid.expensed[project.course.ending_month] += share * granted.repaid
    for line in candidate.lines:
        if isinstance(line, RunningCost) and line.id in hire.running_costs:
            for month, amount in enumerate(project.lines[line.id]):
                paid.expensed[month] -= amount
                if line.own_time:
                    paid.own_time[month] -= amount
            paid.lines[line.id] = project.timeline.nothing()


def _own(asset: Asset, project: Project, hire: HireCourse) -> Asset:
    """Return what is the company's own of an asset: of a hired one, what it was overrun by."""
    if asset.line.id not in hire.investments:
        return asset
    spent = next(spent for spent in project.spent if spent.line is asset.line)
    return replace(asset, cost=spent.drawn - spent.budget, residual=0.0, recovered=0.0)


def _borrowed(way: Loan | FinancialLease, project: Project, figures: Figures) -> LoanCourse:
    basis = project.timeline.nothing()
    for spent in project.spent:
        if isinstance(spent.line, Investment) and spent.line.financeable:
            basis[spent.month] += spent.budget - spent.granted
    fee, rate = figures.amount(way.fee), figures.amount(way.rate)
    if isinstance(way, Loan):
        draws = [figures.amount(way.share) * amount for amount in basis]
        terms = {"grace": way.grace_months, "repayment": way.repayment}
        return loan_course(draws, rate=rate, months=way.months, fee=fee, **terms)
    draws = [(1 - figures.amount(way.down_payment)) * amount for amount in basis]
    option = figures.amount(way.purchase_option) * sum(basis)
    return loan_course(draws, rate=rate, months=way.months, fee=fee, grace=0, repayment="annuity", option=option)

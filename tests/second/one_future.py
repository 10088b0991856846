"""Every figure that the second implementation finds for one future."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.second.figures import Irr
    from tests.second.fleet import FleetCourse
    from tests.second.grants import Granted
    from tests.second.hire import HireCourse
    from tests.second.loan import LoanCourse
    from tests.second.timeline import Timeline


@dataclass
class PaidThisWay:
    """What one way of paying does in this future; monthly lists unless told otherwise."""

    loan: LoanCourse
    """A loan or a financial lease; all zero where it is another way."""
    hire: HireCourse
    """An operational lease or rent; all zero where it is another way."""
    lines: dict[str, list[float]]
    """As those of the future, but only what is really paid and got: not what is hired, not a grant on it."""
    financing: list[float]
    """Draws less interest, repayments and every fee."""
    vat: list[float]
    """Minus what is paid with the lines, plus what comes back."""
    owner_cash_flow: list[float]
    depreciation_by_year: list[float]
    """Of the company's own assets paid this way, without the units of a fleet."""
    write_off_by_year: list[float]
    """Of the same."""
    deduction_by_year: list[float]
    added_back_by_year: list[float]
    result_by_year: list[float]
    """The taxable result as it really is: without own time, with interest and fees."""
    tax_paid_by_year: list[float]
    advantage: float
    """Against cash: financing discounted at the after-tax borrowing rate, resale forgone at the hurdle rate."""
    balance: list[float]
    """The bank balance with the candidate, paid this way."""
    first_short_month: float
    """inf where it is never short within the window."""
    lowest_balance: float
    """Within the window."""
    peak_funding: float
    """The most that the owner has paid out and not got back yet."""
    operating: list[float]
    """What debt service can be paid from, before tax and the company's own cash flow."""
    debt_service: list[float]
    """What this way takes: interest, repayments, the option, fees of lease and rent."""
    worst_dscr: float
    """Debt service cover of the worst whole calendar year with new debt service; inf where there is none."""


@dataclass
class OneFuture:
    """Every figure of one candidate in one future. Monthly lists have one amount for each of the months 0..12H."""

    timeline: Timeline
    failed: bool
    stopped: bool
    """Ended by the stop-loss; then it is not `failed`."""
    ending_month: int | None
    """The month in which a failed or stopped candidate is ended; None where it is neither."""
    lines: dict[str, list[float]]
    """Cash with its sign: every line and event by id, and `residual`, `recovered`, `exit`, `averted`.

    A grant's holds what is repaid of it, a fleet's what it costs to build.
    """
    nothing_lines: dict[str, list[float]]
    grants: dict[str, Granted]
    """Those that are paid, by the id of their line."""
    fleets: dict[str, FleetCourse]
    """By the id of their line."""
    depreciation_by_year: list[float]
    """Fleets included, as in `write_off_by_year`."""
    write_off_by_year: list[float]
    deduction_by_year: list[float]
    added_back_by_year: list[float]
    """What is taken back of the investment deduction."""
    result_by_year: list[float]
    tax_by_year: list[float]
    """Of the project as bought for cash, own time included."""
    nothing_tax_by_year: list[float]
    project_cash_flow: list[float]
    vat: list[float]
    """As bought for cash: minus what is paid with the lines, plus what comes back."""
    own_cash: list[float]
    """Of the company, whatever it decides: its own cash flow with its chance, less commitments."""
    without: list[float]
    """The bank balance of doing nothing."""
    limit: float
    """Below this balance the company is short."""
    window: int
    first_short_month_without: float
    lowest_balance_without: float
    paid: dict[str, PaidThisWay]
    """By the id of the way of paying."""
    npv: float
    irr: Irr
    mirr: float
    payback: float
    """Years; inf where it is not paid back within the horizon."""
    discounted_payback: float
    dips: int
    only_by_selling: bool
    """Paid back only with the residual value or what working capital gives back in the end."""
    investment: float
    pv_investment: float
    profitability_index: float
    """nan without investment, as is `roi`."""
    roi: float
    eaa: float

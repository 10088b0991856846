"""What a set of candidates comes to in each future, for one chunk of futures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.cashflow.arrays import Row, wide
from roitool.cashflow.bank import BankCourse, bank_outcome, survival_window, survival_without
from roitool.cashflow.cover import worst_cover
from roitool.cashflow.model import CompanyInFutures
from roitool.cashflow.together import Common, SetFlows, averts_together, set_flows, shared_interfaces
from roitool.cashflow.ways import advantage
from roitool.evaluate.outcomes import SetClose, SetOutcome, WayOutcome
from roitool.measures import npv, paid_back

if TYPE_CHECKING:
    from roitool.evaluate.engine import Engine


@dataclass(frozen=True, slots=True)
class SetChunk:
    """One set in one chunk.

    Attributes
    ----------
    window_months
        Last month of its survival window, in the future in which it is latest.
    course, close
        None for chunks that are not looked into.
    """

    outcome: SetOutcome
    window_months: int
    course: BankCourse | None
    close: SetClose | None


def set_chunk(engine: Engine, positions: Sequence[int], company: CompanyInFutures, *, looked_into: bool) -> SetChunk:
    """Calculate one set of candidates in the futures of a company."""
    setting, count = engine.setting, company.futures.count
    calendar, course = setting.calendar, company.course
    with company.workspace.lending():
        flows = set_flows(engine.model, positions, company)
        window = survival_window((flows.way,), calendar)
        shown = engine.shown if looked_into else None
        bank = bank_outcome(flows.owner_before_tax, flows.way, course, window, calendar, shown)
        present = npv(engine.monthly_rate, flows.project)
        back = paid_back(flows.project, [(lump.month, lump.amount) for lump in flows.sold])
        gained = advantage(flows.way, flows.borrowing_factor, setting.hurdle_rate, calendar)
        outcome = SetOutcome(
            npv=present,
            payback=back.periods / 12,
            dips_again=back.dips > 0,
            only_by_selling=back.only_by_selling,
            without=survival_without(course, window, count),
            ways=(
                WayOutcome(
                    wide(gained, count),
                    bank.survival,
                    bank.peak_funding,
                    worst_cover(flows.operating, flows.way, course, calendar),
                ),
            ),
        )
        close = _close(engine, positions, company, flows, present) if looked_into else None
    return SetChunk(outcome, int(window.max()), bank.course, close)


def _close(
    engine: Engine, positions: Sequence[int], company: CompanyInFutures, flows: SetFlows, present: Row
) -> SetClose:
    """Take away one after the other what the members have in common, and see what that changes."""
    remaining = float(present.sum())
    together = alone = _by_year(engine, flows)

    def taken_away(common: Common) -> tuple[float, tuple[Mapping[int, float], ...]]:
        nonlocal remaining
        before = remaining
        with company.workspace.lending():
            less = set_flows(engine.model, positions, company, common)
            remaining = float(npv(engine.monthly_rate, less.project).sum())
            return before - remaining, _by_year(engine, less)

    interfaces = deduction = averted = 0.0
    if shared_interfaces(engine.model, positions):
        interfaces, _ = taken_away(Common(interfaces=False))
    if together:
        deduction, alone = taken_away(Common(interfaces=False, deduction=False))
    if averts_together(engine.model, positions):
        averted, _ = taken_away(Common(interfaces=False, deduction=False, averted=False))
    return SetClose(interfaces, deduction, averted, together, alone)


def _by_year(engine: Engine, flows: SetFlows) -> tuple[Mapping[int, float], ...]:
    """Return the investment deduction of each member by calendar year, added up over the futures."""
    years = engine.setting.calendar.years
    sums = ({year: float(row.sum()) for year, row in zip(years, part, strict=True)} for part in flows.deductions)
    return tuple({year: total for year, total in each.items() if total} for each in sums)

"""What a workbook cannot calculate anew, so that it is left out of it and not shown as if it could."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from roitool.exports.workbook.base_case import CandidateBase, base_case, month_of, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.scenario.scenario import Scenario


class LeftOut(StrEnum):
    """Why a candidate is left out."""

    STOPPED = "stopped"
    """Its likely overrun stops it."""
    SOLD_AT_ONCE = "sold_at_once"
    """It buys something with a residual value after its life has ended, where a sale takes back a deduction."""


def left_out(scenario: Scenario, positions: Iterable[int]) -> dict[int, LeftOut]:
    """Return which of some candidates are left out of a workbook, and why.

    Raises
    ------
    ScenarioError
        The scenario cannot be calculated.
    """
    base = base_case(scenario, tuple(positions))
    takes_back = base.model.setting.regime.investment_deduction is not None
    reasons = {each.position: _reason(each, takes_back) for each in base.candidates}
    return {position: reason for position, reason in reasons.items() if reason is not None}


def _reason(chosen: CandidateBase, takes_back: bool) -> LeftOut | None:
    record = chosen.flows.record
    if record.fate.stopped.any():
        return LeftOut.STOPPED
    end = scalar(record.life.end)
    if takes_back and any(scalar(asset.residual) > 0 and month_of(asset.month) >= end + 1 for asset in record.assets):
        return LeftOut.SOLD_AT_ONCE
    return None

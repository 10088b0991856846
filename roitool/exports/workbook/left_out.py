"""What a workbook cannot calculate anew, so that it is left out of it and not shown as if it could."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from roitool.exports.workbook.base_case import base_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.scenario.scenario import Scenario


class LeftOut(StrEnum):
    """Why a candidate is left out."""

    STOPPED = "stopped"
    """Its likely overrun stops it."""


def left_out(scenario: Scenario, positions: Iterable[int]) -> dict[int, LeftOut]:
    """Return which of some candidates are left out of a workbook, and why.

    Raises
    ------
    ScenarioError
        The scenario cannot be calculated.
    """
    base = base_case(scenario, tuple(positions))
    stopped = (each for each in base.candidates if each.flows.record.fate.stopped.any())
    return {each.position: LeftOut.STOPPED for each in stopped}

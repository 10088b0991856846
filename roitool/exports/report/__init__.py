"""The report that an owner hands to a bank or a co-owner: two to four pages for each candidate, as a PDF or pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.report.contents import candidate_report
from roitool.exports.report.typesetting import Sheets

if TYPE_CHECKING:
    from roitool.exports.order import Order


def report(order: Order) -> bytes:
    """Return the report on the candidates asked for, one after the other, as a PDF; the same order, the same bytes.

    Raises
    ------
    LookupError
        The evaluation has no answer on a candidate asked for.
    """
    return _set(order).pdf()


def pages(order: Order, dots_per_inch: float) -> tuple[bytes, ...]:
    """Return the pages of the same report as pictures, to be shown or printed: a PNG each; raises as :func:`report`."""
    return _set(order).pictures(dots_per_inch)


def _set(order: Order) -> Sheets:
    return Sheets(order, tuple(candidate_report(order, position) for position in order.positions))

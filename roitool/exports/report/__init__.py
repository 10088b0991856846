"""The report that an owner hands to a bank or a co-owner: two to four pages for each candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.report.contents import candidate_report, subject_of
from roitool.exports.report.room import MOST_PAGES, ROOMS
from roitool.exports.report.typesetting import Sheets

if TYPE_CHECKING:
    from roitool.exports.order import Order
    from roitool.exports.report.parts import CandidateReport


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
    return Sheets(order, tuple(_fitting(order, position) for position in order.positions))


def _fitting(order: Order, position: int) -> CandidateReport:
    """Return the report on a candidate that tells most and fits; of the longest documents, the shortest there is."""
    subject = subject_of(order, position)
    *roomier, narrowest = ROOMS
    told = (candidate_report(subject, room) for room in roomier)
    fitting = (each for each in told if Sheets(order, (each,)).count() <= MOST_PAGES)
    return next(fitting, None) or candidate_report(subject, narrowest)

"""Debt service cover: whether what the company earns pays interest and repayment, in the worst year."""

from __future__ import annotations

import numpy as np

from roitool.cashflow.arrays import Row, Rows
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.ways import WayFlows

MONTHS_OF_A_YEAR = 12


def worst_cover(operating: Rows, way: WayFlows, company: CompanyCourse, calendar: Calendar) -> Row:
    """Return the debt service cover ratio of the worst whole calendar year with new debt service.

    ``(own cash flow + existing debt service + operating flow − tax as really paid) / (existing + new debt service)``,
    own time left out.

    Parameters
    ----------
    operating
        Cash by year without what is invested, sold or granted, when paying cash and without own time.

    Returns
    -------
    ndarray
        Shape (futures,); inf where no year has new debt service.
    """
    worst = np.full(operating.shape[1], np.inf)
    if way.debt_service is None:
        return worst
    for position, new in enumerate(way.debt_service):
        begin, end = calendar.span(position)
        if end - begin < MONTHS_OF_A_YEAR or not new.any():
            continue
        earned = company.own_by_year[position] + company.debt_service + operating[position] - way.tax[position]
        if way.operating is not None:
            earned = earned + way.operating[position]
        cover = np.divide(earned, company.debt_service + new, out=np.full(new.size, np.inf), where=new > 0)
        np.minimum(worst, cover, out=worst)
    return worst

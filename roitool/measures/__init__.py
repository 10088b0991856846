"""What a cash flow is worth: measures of one series or of many futures at once, and their summaries with errors.

Conventions, for every function here
------------------------------------
Flows are one series, shape (periods + 1,), or one column per future, shape (periods + 1, futures): **time first**. The
first flow is at the moment of decision and is not discounted; the others follow at the end of each period. A rate is
per period, a plain number above −1 (0.10 is 10 %). Money keeps whatever unit it has. One series gives a number, columns
give one number per column. ``inf`` means *never* (payback) or *more than any rate* (ranked IRR), ``nan`` means that the
measure does not exist. Flows that are not finite raise ``ValueError``.
"""

from roitool.measures.discounting import (
    annuity,
    equivalent_annual_annuity,
    mirr,
    npv,
    profitability_index,
    return_on_investment,
)
from roitool.measures.irr import ColumnIrr, IrrStatus, SeriesIrr, column_irr, irr, series_irr
from roitool.measures.payback import Payback, discounted_payback, payback, payback_months, paybacks
from roitool.measures.risk import (
    Estimate,
    cvar,
    cvar_estimate,
    mean_estimate,
    probability,
    quantile_difference,
    quantile_estimate,
)
from roitool.measures.summary import Summary, summarise

__all__ = [
    "ColumnIrr",
    "Estimate",
    "IrrStatus",
    "Payback",
    "SeriesIrr",
    "Summary",
    "annuity",
    "column_irr",
    "cvar",
    "cvar_estimate",
    "discounted_payback",
    "equivalent_annual_annuity",
    "irr",
    "mean_estimate",
    "mirr",
    "npv",
    "payback",
    "payback_months",
    "paybacks",
    "probability",
    "profitability_index",
    "quantile_difference",
    "quantile_estimate",
    "return_on_investment",
    "series_irr",
    "summarise",
]

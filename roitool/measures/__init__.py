"""What a cash flow is worth, and what its measures come to over all futures.

A cash flow is one series, of shape (periods + 1,), or one column per future, of shape (periods + 1, futures): time
first. Its first flow falls at the decision and is not discounted, the others at the end of their period; a rate is the
effective rate of one period, as a fraction (0.1 is 10 %).
"""

from roitool.measures.discounting import (
    annuity,
    equivalent_annual_annuity,
    mirr,
    npv,
    profitability_index,
    rate_per_period,
    return_on_investment,
)
from roitool.measures.estimates import Estimate, Quantile, Share, share
from roitool.measures.irr import InternalRate, internal_rate, irr
from roitool.measures.irr_columns import InternalRates, IrrStatus, internal_rates
from roitool.measures.payback import PaidBack, discounted_paid_back, discounted_payback, paid_back, payback
from roitool.measures.risk import cvar
from roitool.measures.summary import (
    RankSummary,
    Summary,
    in_order,
    mean_estimate,
    mean_where,
    quantile_difference,
    summarise,
    summarise_ranks,
)

__all__ = [
    "Estimate",
    "InternalRate",
    "InternalRates",
    "IrrStatus",
    "PaidBack",
    "Quantile",
    "RankSummary",
    "Share",
    "Summary",
    "annuity",
    "cvar",
    "discounted_paid_back",
    "discounted_payback",
    "equivalent_annual_annuity",
    "in_order",
    "internal_rate",
    "internal_rates",
    "irr",
    "mean_estimate",
    "mean_where",
    "mirr",
    "npv",
    "paid_back",
    "payback",
    "profitability_index",
    "quantile_difference",
    "rate_per_period",
    "return_on_investment",
    "share",
    "summarise",
    "summarise_ranks",
]

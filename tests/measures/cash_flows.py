"""Cash flows for the tests of the measures."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

amounts = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda amount: round(amount, 2))
series = st.lists(amounts, min_size=2, max_size=40)
rates = st.floats(-0.5, 3.0)


def investments(years=10, futures=1024, seed=1, benefit=3_000.0):
    """Return monthly flows as projects have them: an outlay, a ramp, yearly tax, a last tax bill; some fail."""
    draw = np.random.default_rng(seed)
    months = 12 * years
    month = np.arange(months + 1)[:, np.newaxis]
    live = draw.uniform(2, 10, futures)
    effect = np.clip((month - live) / draw.uniform(3, 12, futures), 0, 1)
    flows = draw.lognormal(np.log(benefit), 0.5, futures) * effect * 1.02 ** (month / 12)
    flows -= draw.uniform(200, 700, futures) * (month >= live)
    invested = draw.normal(100_000, 15_000, futures)
    for year in range(years):
        profit = flows[12 * year + 1 : 12 * year + 13].sum(axis=0) - (invested / 5 if year < 5 else 0)
        flows[12 * year + 12] -= 0.2 * profit
    flows[months] -= draw.uniform(0, 20_000, futures)
    flows[0] = -invested
    failed = draw.random(futures) < 0.1
    flows[4:, failed] = 0
    flows[12, failed] = 15_000
    return flows

"""How often the stated errors of what decides between choices hold, where the truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from roitool.decision.information import evppi
from tests.decision.truths import FUTURES, KNOWN, covered, linear

SEEDS = 500
FEWEST, MOST = (int(stats.binom.ppf(part, SEEDS, 0.95)) for part in (0.0005, 0.9995))
"""So many of five hundred honest 95 % intervals contain the truth, but for one time in a thousand: 458 to 489."""


@pytest.mark.parametrize("known", KNOWN, ids=[known.name for known in KNOWN])
def test_intervals_contain_the_truth_as_often_as_they_say(known):
    assert FEWEST <= covered(known, range(SEEDS)) <= (SEEDS if known.edge else MOST)


def test_a_figure_that_has_nothing_to_do_with_it_is_hardly_ever_said_to_be_worth_knowing():
    said = 0
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        found = evppi(linear(0.02, 0.0, 1.0, rng)[0], rng.random(FUTURES))
        said += found.value > 2 * found.se
    assert said <= SEEDS - FEWEST

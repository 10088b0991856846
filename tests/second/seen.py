"""The futures that are looked at: every candidate's base case and two drawn futures."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import TYPE_CHECKING

from tests.second.draws import base_values, random_normals, random_uniforms, random_values
from tests.second.generator import random_scenario
from tests.second.model import OneFuture, decide_one_future
from tests.second.regimes import regime_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario

SEEDS = range(500)


@lru_cache(len(SEEDS))
def seen_scenario(seed: int) -> Scenario:
    """Return the scenario of a seed, made once for all the tests that look at it."""
    return random_scenario(seed)


def futures(seed: int) -> Iterator[tuple[Candidate, OneFuture]]:
    """Yield every candidate's base case and two drawn futures."""
    scenario = seen_scenario(seed)
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    regime = regime_of(scenario.regime)
    for candidate in scenario.candidates:
        base = base_values(scenario, candidate)
        yield candidate, decide_one_future(scenario, regime, candidate.id, base, None)
        for _ in range(2):
            values, uniforms = random_values(scenario, candidate, rng), random_uniforms(scenario, candidate, rng)
            normals = random_normals(scenario, rng)
            yield candidate, decide_one_future(scenario, regime, candidate.id, values, uniforms, normals)

"""What a random scenario has to do with its tax rules: sorts of investment, an own rate, what is allowed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, get_args

from roitool.scenario.check import check
from roitool.scenario.editing import replaced_all
from roitool.scenario.lines import Category, Investment
from roitool.scenario.scenario import NamedRegime

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.scenario.scenario import Scenario


def fitted(scenario: Scenario, seed: int) -> Scenario:
    """Return a scenario with sorts of investment, perhaps with an own rate, and no declining rate that is refused.

    Random numbers of its own leave the rest of the scenario as it was.
    """
    rng = random.Random(f"rules {seed}")  # noqa: S311 - nothing secret hangs on it
    edits: dict[Place, object] = {}
    for position, candidate in enumerate(scenario.candidates):
        for line_position, line in enumerate(candidate.lines):
            if isinstance(line, Investment):
                category = rng.choice([None, *get_args(Category)])
                edits["candidates", position, "lines", line_position, "category"] = category
    if isinstance(scenario.regime, NamedRegime) and scenario.regime.id != "none" and rng.random() < 0.25:
        edits["regime", "rate"] = rng.uniform(0.1, 0.5)
    scenario = replaced_all(scenario, edits)
    refused = [problem for problem in check(scenario) if problem.place[-1:] == ("declining_rate",)]
    allowed = {each.place: each.values.get("bound") for each in refused if each.severity == "error"}
    return replaced_all(scenario, allowed) if allowed else scenario

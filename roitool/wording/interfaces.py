"""What the interfaces of a candidate with other systems do to its cost, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.quantities import Overrun

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.integration import Integration
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def about_interfaces(found: Integration, scenario: Scenario, candidate: Candidate, words: Words) -> str:
    """Return how many interfaces there are, and what that does to their price and to the chance of a large overrun."""
    values = {
        "interfaces": words.number(found.interfaces),
        "open": words.number(found.on_open_standards),
        "factor": words.number(found.price_factor, 2),
    }
    named = (figure.quantity for figure in (*candidate.inputs, *scenario.inputs) if figure.id == candidate.overrun)
    overrun = next(named, None)
    if not found.added_tail or not isinstance(overrun, Overrun):
        return words.text("interfaces.price", **values)
    stated = overrun.tail_probability
    fatter = min(stated + found.added_tail, 1.0)
    return words.text(
        "interfaces.price_and_tail", **values, stated=words.percent(stated, 1), used=words.percent(fatter, 1)
    )

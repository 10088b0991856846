"""What the interfaces of a candidate with other systems do to its cost, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.lines import Investment
from roitool.scenario.quantities import Overrun

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.integration import Integration
    from roitool.scenario.lines import CandidateLine
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def about_interfaces(found: Integration, scenario: Scenario, candidate: Candidate, words: Words) -> str:
    """Return how many interfaces there are, and what that does to their price and to the chance of a large overrun."""
    values = {"interfaces": words.number(found.interfaces), "open": words.number(found.on_open_standards)}
    parts = [words.text("interfaces.there_are", **values)]
    lines = {line.id: words.label(line.label) or line.id for line in candidate.lines if _is_interface(line)}
    if not lines.keys() <= found.quoted:
        parts.append(words.text("interfaces.price", factor=words.number(found.price_factor, 2)))
    if found.quoted:
        named = words.listed(tuple(words.quoted(lines[each]) for each in lines if each in found.quoted))
        parts.append(words.text("interfaces.quoted", lines=named))
    named_overrun = (item.quantity for item in (*candidate.inputs, *scenario.inputs) if item.id == candidate.overrun)
    overrun = next(named_overrun, None)
    if found.added_tail and isinstance(overrun, Overrun):
        stated = overrun.tail_probability
        fatter = min(stated + found.added_tail, 1.0)
        parts.append(words.text("interfaces.tail", stated=words.percent(stated, 1), used=words.percent(fatter, 1)))
    return " ".join((*parts, words.text("interfaces.judgement")))


def _is_interface(line: CandidateLine) -> bool:
    return isinstance(line, Investment) and line.interface is not None

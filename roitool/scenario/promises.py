"""Which benefits of a candidate rest on a promise, and not on how such projects usually go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.lines import Benefit, Fleet
from roitool.scenario.quantities import Chance
from roitool.scenario.references import figures_behind, names_in
from roitool.scenario.units import share_of_one

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

_HOPED = frozenset({"guess", "adviser"})


def promised_lines(scenario: Scenario, candidate: Candidate) -> tuple[str, ...]:
    """Return the ids of the benefits of a candidate that rest on a promise.

    A benefit does where one of the candidate's own figures in it is a supplier's quote; where one that says how well it
    works (a share, points, a chance) is a guess or an adviser's; and where none of them is a reference figure: nobody
    has measured yet what an investment will bring. How much work there is may be guessed: that is no promise.
    """
    found = []
    for line in candidate.lines:
        text = line.amount if isinstance(line, Benefit) else line.placed if isinstance(line, Fleet) else None
        if text is not None and _is_promise(text, scenario, candidate):
            found.append(line.id)
    return tuple(found)


def promised_averts(scenario: Scenario, candidate: Candidate) -> tuple[str, ...]:
    """Return the ids of the lines of doing nothing of which a candidate averts a promised share."""
    return tuple(item.line for item in candidate.averts if _is_promise(item.share, scenario, candidate))


def figures_in(text: str, scenario: Scenario, candidate: Candidate) -> tuple[Input, ...]:
    """Return the inputs, own and shared, that a formula of a candidate rests on, also by way of derived figures."""
    seen = figures_behind(names_in(text), (*scenario.derived, *candidate.derived))
    return tuple(item for item in (*candidate.inputs, *scenario.inputs) if item.id in seen)


def _is_promise(text: str, scenario: Scenario, candidate: Candidate) -> bool:
    own = [item for item in figures_in(text, scenario, candidate) if item in candidate.inputs]
    said_by = {item.evidence.by for item in own}
    hoped = any(item.evidence.by in _HOPED and _says_how_well(item) for item in own)
    return "quote" in said_by or hoped or "reference" not in said_by


def _says_how_well(item: Input) -> bool:
    return isinstance(item.quantity, Chance) or share_of_one(item.unit) is not None

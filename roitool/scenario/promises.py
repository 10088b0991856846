"""Which benefits of a candidate rest on a promise, and not on how such projects usually go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.lines import Benefit, Fleet
from roitool.scenario.references import figures_behind, names_in

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario


def promised_lines(scenario: Scenario, candidate: Candidate) -> tuple[str, ...]:
    """Return the ids of the benefits of a candidate that rest on a promise.

    A benefit does where one of the candidate's own figures in it is a supplier's quote, or where none of them is a
    reference figure: nobody has measured yet what an investment will bring.
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
    found = figures_in(text, scenario, candidate)
    said_by = {item.evidence.by for item in found if item in candidate.inputs}
    return "quote" in said_by or "reference" not in said_by

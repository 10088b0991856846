"""The stated figures that a candidate is calculated with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.references import figures_behind, formulas, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario


def inputs_in_use(scenario: Scenario, position: int) -> Iterator[tuple[Place, Input]]:
    """Yield the figures that a candidate and the company it is for are calculated with, the shared ones first.

    A figure that only a derived one names, which nothing uses in turn, is none of them.
    """
    candidate = scenario.candidates[position]
    named = {candidate.overrun} if candidate.overrun is not None else set()
    for field in formulas(scenario):
        if field.candidate in {None, position} and "derived" not in field.place:
            named |= names_in(field.text)
    named = figures_behind(named, (*scenario.derived, *candidate.derived))
    for at, figure in enumerate(scenario.inputs):
        if figure.id in named:
            yield ("inputs", at), figure
    for at, figure in enumerate(candidate.inputs):
        if figure.id in named:
            yield ("candidates", position, "inputs", at), figure

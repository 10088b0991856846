"""What is known of a figure from elsewhere: the reference figure of the template that a candidate was begun from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.data import company_frame, known_template, template, template_ids
from roitool.scenario.editing import value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario


def reference_figure(scenario: Scenario, place: Place) -> Input | None:
    """Return the reference figure that belongs to an input, None where nothing is known of it.

    A figure of a candidate is looked up in its template, a shared one in the templates of all candidates and in the
    example company they come with: by its id, and where that was changed by its stream key, which never is. A figure
    that still says it is a reference figure is that itself.

    Parameters
    ----------
    place
        Of an input.

    Raises
    ------
    LookupError
        There is no such place.
    """
    item: Input = value_at(scenario, place)
    if item.evidence.by == "reference":
        return item
    known = list(_shared(scenario) if place[0] == "inputs" else _own(scenario, int(place[1])))
    return same_figure(item, known)


def same_figure(item: Input, known: Sequence[Input]) -> Input | None:
    """Return the one of some figures of templates that an input was once: by its id, else by its stream key."""
    by_id = (figure for figure in known if figure.id == item.id)
    by_stream = (figure for figure in known if figure.stream == item.stream)
    return next(by_id, next(by_stream, None))


def differs_from(item: Input, known: Input) -> bool:
    """Tell whether a figure says something else than what is known of it."""
    return (item.quantity, item.unit) != (known.quantity, known.unit) or item.evidence.by != known.evidence.by


def put_back(place: Place, known: Input) -> dict[Place, object]:
    """Return the edits that make an input say again what is known of it; its name stays."""
    return {(*place, field): getattr(known, field) for field in ("quantity", "unit", "evidence")}


def _own(scenario: Scenario, candidate: int) -> Iterable[Input]:
    known = known_template(scenario.candidates[candidate].template)
    return () if known is None else known.candidate.inputs


def _shared(scenario: Scenario) -> Iterator[Input]:
    named = {candidate.template for candidate in scenario.candidates} & {*template_ids()}
    for each in sorted(filter(None, named)):
        yield from template(each).inputs
    if named:
        yield from company_frame().inputs

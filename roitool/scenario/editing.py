"""Every edit of a scenario: a new scenario in which one thing is different, valid as a whole.

Places are those of problems: keys and positions from the top of the document. An edit whose result does not fit the
model raises :class:`~roitool.errors.ScenarioError` with every problem at its place; one that merely makes no sense,
say a low above its high, is told by :func:`~roitool.scenario.check.check` afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from roitool.errors import ScenarioError
from roitool.scenario.scenario import Scenario
from roitool.scenario.shape import shape_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from roitool.errors import Place


def value_at(scenario: Scenario, place: Place) -> Any:
    """Return what stands at a place: a plain value, a part of the document, or a tuple of parts.

    Raises
    ------
    LookupError
        There is no such place.
    """
    here: Any = scenario
    for part in place:
        here = _child(here, part)
    return here


def is_there(scenario: Scenario, place: Place) -> bool:
    """Tell whether there is such a place."""
    try:
        value_at(scenario, place)
    except LookupError:
        return False
    return True


def replaced(scenario: Scenario, place: Place, value: object) -> Scenario:
    """Return the scenario with `value` at `place`.

    Parameters
    ----------
    value
        A plain value, a part of the document, or objects and lists as JSON gives them. None leaves the field out: it
        gets its default.

    Raises
    ------
    ScenarioError
        The result does not fit the model.
    LookupError
        There is no such place.
    """
    return _edited(scenario, place, _instead(value))


def without(scenario: Scenario, place: Place) -> Scenario:
    """Return the scenario without the item at `place`, the last part of which is its position in a list.

    Raises
    ------
    ScenarioError
        The result does not fit the model.
    LookupError
        There is no such place.
    """
    value_at(scenario, place)
    above, position = _in_list(place)
    return _edited(scenario, above, lambda items: (*items[:position], *items[position + 1 :]))


def inserted(scenario: Scenario, place: Place, value: object) -> Scenario:
    """Return the scenario with `value` as a new item at `place`; the items from that position on move up.

    Raises
    ------
    ScenarioError
        The result does not fit the model.
    LookupError
        There is no such list, or it ends before that position.
    """
    above, position = _in_list(place)
    items = value_at(scenario, above)
    if not (isinstance(items, tuple) and 0 <= position <= len(items)):
        raise LookupError(place)
    return _edited(scenario, above, lambda items: (*items[:position], value, *items[position:]))


def replaced_all(scenario: Scenario, values: Mapping[Place, object]) -> Scenario:
    """Return the scenario with every value at its place: several edits that are one to the person who makes it.

    Raises
    ------
    ScenarioError
        The result does not fit the model.
    LookupError
        There is no such place.
    """
    document: Any = scenario
    for place, value in values.items():
        document = _rebuilt(document, place, _instead(value))
    return validated(document)


def _instead(value: object) -> Callable[[Any], object]:
    return lambda _: value


def _in_list(place: Place) -> tuple[Place, int]:
    """Return the place of a list, and the position in it."""
    *above, position = place
    if not isinstance(position, int):
        raise LookupError(place)  # noqa: TRY004 - no list has such a place, whatever the type of its last part
    return tuple(above), position


def _edited(scenario: Scenario, place: Place, change: Callable[[Any], object]) -> Scenario:
    return validated(_rebuilt(scenario, place, change))


def validated(document: object) -> Scenario:
    """Return a scenario made of parts of the document and of objects and lists.

    Raises
    ------
    ScenarioError
        They do not fit the model.
    """
    try:
        return Scenario.model_validate(document)
    except ValidationError as error:
        raise ScenarioError(shape_problems(error, document)) from None


def _rebuilt(part: Any, place: Place, change: Callable[[Any], object]) -> Any:
    """Return the part with the change made below it, as bare fields on the way there.

    The parts beside that way are frozen and were validated when they were made; they are not looked at again.
    """
    if not place:
        return _bare(change(part))
    here, *below = place
    if isinstance(here, str) and isinstance(part, BaseModel | dict):
        fields = _fields(part)
        # A field that is not there, or that the model does not know, is for the model to judge.
        fields[here] = _rebuilt(fields.get(here), tuple(below), change)
        return {name: value for name, value in fields.items() if value is not None}
    item = _rebuilt(_child(part, here), tuple(below), change)
    return tuple(item if position == here else other for position, other in enumerate(part))


def _bare(value: object) -> object:
    """Return a value with everything in it taken apart into fields, so that the model looks at all of it."""
    if isinstance(value, BaseModel | dict):
        return {name: _bare(item) for name, item in _fields(value).items()}
    return tuple(_bare(item) for item in value) if isinstance(value, tuple | list) else value


def _fields(part: BaseModel | dict[str, Any]) -> dict[str, Any]:
    if isinstance(part, dict):
        return dict(part)
    return {name: value for name in type(part).model_fields if (value := getattr(part, name)) is not None}


def _child(part: Any, name: str | int) -> Any:
    if isinstance(part, BaseModel) and name in type(part).model_fields:
        return getattr(part, str(name))
    if isinstance(part, tuple) and isinstance(name, int) and 0 <= name < len(part):
        return part[name]
    raise LookupError(name)

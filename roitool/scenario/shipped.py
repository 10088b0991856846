"""The files of the package ``scenarios``, read as strictly as those of the user: a damaged one is named, never used."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from roitool.errors import Problem, ScenarioError
from roitool.scenario.quantities import BaseQuantity
from roitool.scenario.shape import shape_problems
from roitool.scenario.strict_json import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from roitool.errors import Place

Shipped = TypeVar("Shipped", bound=BaseModel)


def shipped(model: type[Shipped], path: str) -> Shipped:
    """Return a file of the package ``scenarios`` as a frozen model.

    Parameters
    ----------
    path
        From the package on, with slashes: ``"reference/classes.json"``.

    Raises
    ------
    ScenarioError
        ``data_missing``, or ``data_damaged`` for everything that is wrong with it, each with the file and the place.
    """
    part = _read(model, path)
    assert isinstance(part, model)  # noqa: S101 - for the type checker, to whom a cache hides it
    return part


def part_from_bytes(model: type[BaseModel], path: str, data: bytes) -> BaseModel:
    """Return a model from the contents of a file; `path` is what it is called.

    Raises
    ------
    ScenarioError
        ``data_damaged`` for everything that is wrong: with the file, and keys and positions joined by points, or
        ``line:column`` where it is no JSON, or an empty text for the file as a whole.
    """
    try:
        document = parsed(data)
    except ScenarioError as error:
        raise ScenarioError([_damaged(path, problem) for problem in error.problems]) from None
    try:
        found = model.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise ScenarioError([_damaged(path, problem) for problem in shape_problems(error, document)]) from None
    if senseless := [_damaged(path, problem) for problem in _senseless(found, ())]:
        raise ScenarioError(senseless)
    return found


@cache
def _read(model: type[BaseModel], path: str) -> BaseModel:
    return part_from_bytes(model, path, shipped_bytes(path))


def shipped_bytes(path: str) -> bytes:
    """Return the bytes of a file of the package.

    Raises
    ------
    ScenarioError
        ``data_missing``.
    """
    file = folder("").joinpath(*path.split("/"))
    if not file.is_file():
        raise ScenarioError([Problem((), "data_missing", {"file": path})])
    return file.read_bytes()


def shipped_digest(path: str) -> str:
    """Return the SHA-256 of a file of the package, 64 hexadecimal digits."""
    return hashlib.sha256(shipped_bytes(path)).hexdigest()


def shipped_names(of: str, suffix: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of the package, without their suffix, sorted."""
    found = (entry.name for entry in folder(of).iterdir())
    return tuple(sorted(name.removesuffix(suffix) for name in found if name.endswith(suffix)))


def folder(name: str) -> Traversable:
    """Return a folder of the package ``scenarios``; the package itself for ``""``."""
    return files("scenarios") / name if name else files("scenarios")


def _senseless(part: object, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the quantities of a file, say a low above its high: nobody looks at them later."""
    if isinstance(part, BaseQuantity):
        yield from (problem.below(*place) for problem in part.problems() if problem.severity == "error")
    elif isinstance(part, BaseModel):
        for field in type(part).model_fields:
            yield from _senseless(getattr(part, field), (*place, field))
    elif isinstance(part, tuple):
        for position, item in enumerate(part):
            yield from _senseless(item, (*place, position))


def _damaged(path: str, problem: Problem) -> Problem:
    """Return what is told of a file of the program in which there is such a problem."""
    if problem.place:
        at = ".".join(map(str, problem.place))
    else:
        at = ":".join(str(problem.values[name]) for name in ("line", "column") if name in problem.values)
    return Problem((), "data_damaged", {"file": path, "at": at, "reason": problem.code})

"""The reference figures that ship with the program: read from the package ``scenarios``, each file by its model."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import ValidationError

from roitool.errors import Problem, ScenarioError
from roitool.scenario.base import Part

Model = TypeVar("Model", bound=Part)


def reference(name: str, model: type[Model]) -> Model:
    """Return the figures of one reference file.

    Raises
    ------
    ScenarioError
        ``reference_missing`` with the file, ``reference_broken`` with the file and every place in it that is not as the
        model has it: the program is not whole.
    """
    found: Model = _read(name, model)  # type: ignore[assignment]  # the cache forgets the type
    return found


def reference_digest(name: str) -> str:
    """Return the SHA-256 of the bytes of a reference file, 64 hexadecimal digits; raises ``reference_missing``."""
    return hashlib.sha256(_bytes(name)).hexdigest()


@cache
def _read(name: str, model: type[Part]) -> Part:
    data = _bytes(name)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise ScenarioError(
            Problem(
                (),
                "reference_broken",
                {"path": _path(name), "part": ".".join(map(str, found["loc"])) or "{…}", "detail": found["msg"]},
            )
            for found in error.errors(include_url=False)
        ) from None


def _bytes(name: str) -> bytes:
    try:
        return (files("scenarios") / "reference" / f"{name}.json").read_bytes()
    except OSError:
        raise ScenarioError([Problem((), "reference_missing", {"path": _path(name)})]) from None


def _path(name: str) -> str:
    return f"scenarios/reference/{name}.json"

"""What there is to begin with, at a glance: read plainly, for it is shown before the engine is loaded.

Whatever is chosen of it is read again, as strictly as every file (:mod:`roitool.scenario.data`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from roitool.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Mapping

BEGINNINGS = "reference/beginnings.json"
"""Where the order, the costs and the needs of templates lie, from the package ``scenarios`` on."""


@dataclass(frozen=True, slots=True)
class TemplateAtAGlance:
    """A template as it is offered; texts by language.

    Attributes
    ----------
    low, high
        What is spent on it once, own hours and overrun included, in euros, rounded to two digits: the 10th and the 90th
        percentile of its futures, begun from its reference figures and nothing else.
    """

    id: str
    title: Mapping[str, str]
    promise: Mapping[str, str]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """Templates that belong together."""

    title: Mapping[str, str]
    templates: tuple[TemplateAtAGlance, ...]


@dataclass(frozen=True, slots=True)
class ExampleAtAGlance:
    """An example by its name, with a short title and one line about it."""

    name: str
    title: Mapping[str, str]
    line: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """All templates in groups, and all examples, in the order in which they are offered."""

    groups: tuple[Group, ...]
    examples: tuple[ExampleAtAGlance, ...]


def overview() -> Overview:
    """Return what there is to begin with.

    Raises
    ------
    ScenarioError
        ``data_missing`` or ``data_damaged``, with the file.
    """
    offered = _read(BEGINNINGS)
    try:
        groups = tuple(
            Group(group["title"], tuple(_template(each) for each in group["templates"])) for group in offered["groups"]
        )
        examples = tuple(ExampleAtAGlance(each["name"], each["title"], each["line"]) for each in offered["examples"])
    except (KeyError, TypeError) as error:
        raise _damaged(BEGINNINGS, error) from None
    return Overview(groups, examples)


def _template(offered: Mapping[str, Any]) -> TemplateAtAGlance:
    path = f"templates/{offered['id']}.json"
    whole, cost = _read(path), offered["all_in"]
    try:
        return TemplateAtAGlance(offered["id"], whole["title"], whole["promise"], cost["low"], cost["high"])
    except (KeyError, TypeError) as error:
        raise _damaged(path, error) from None


def _read(path: str) -> Any:
    try:
        return json.loads((files("scenarios") / path).read_bytes())
    except FileNotFoundError:
        raise ScenarioError([Problem((), "data_missing", {"file": path})]) from None
    except ValueError as error:
        raise _damaged(path, error) from None


def _damaged(path: str, error: Exception) -> ScenarioError:
    return ScenarioError([Problem((), "data_damaged", {"file": path, "at": "", "reason": type(error).__name__})])

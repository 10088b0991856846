"""What is wrong with a scenario, as data: no language, no formatting.

Sentences for a person are made at the edge, in :mod:`roitool.wording`, from the code and the values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Place = tuple[str | int, ...]
"""Where in the document: keys and positions from the top, ``("candidates", 0, "inputs", 2, "quantity", "low")``."""

Value = str | int | float | bool | None | tuple["Value", ...]
"""What a problem may carry: plain values that can be shown and written as JSON."""


Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or doubtful, at one place.

    Attributes
    ----------
    place
        Keys and positions from the top of the document; empty for the document as a whole.
    code
        The kind of problem, a key of the message catalogue (``"range_order"``).
    values
        What the sentence about it needs: the value found, the bound it was held against.
    severity
        An ``"error"`` refuses the calculation; a ``"warning"`` is shown beside the answer, and after the warnings what
        is good to know, ``"info"``.
    """

    place: Place
    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity = "error"

    def below(self, *place: str | int) -> Problem:
        """Return the same problem, seen from a level higher in the document."""
        return Problem((*place, *self.place), self.code, self.values, self.severity)


def most_severe_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order they are shown in: errors, warnings, what is good to know; each as they came."""
    order = get_args(Severity)
    return sorted(problems, key=lambda problem: order.index(problem.severity))


class ScenarioError(Exception):
    """A scenario cannot be opened or decided; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{'.'.join(map(str, p.place))}: {p.code} {dict(p.values)}" for p in self.problems))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]:
        """Survive the way back from a worker process."""
        return ScenarioError, (self.problems,)

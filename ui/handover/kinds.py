"""What can be handed over, each with its makers. They are imported when they are called: their libraries are large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from roitool.exports.order import Order
from roitool.scenario.scenario import Scenario

LeftOut = Callable[[Scenario, Iterable[int]], Mapping[int, str]]
"""Returns which candidates something cannot be made of, with a code for the reason."""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: the ending of its name, and what makes its bytes."""

    ending: str
    make: Callable[[Order], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be handed over.

    Attributes
    ----------
    name
        What messages about it are called by.
    forms
        The kinds of file it can be; the first is proposed.
    left_out
        Which candidates it cannot be made of; None where it is made of any.
    """

    name: str
    forms: tuple[Form, ...]
    left_out: LeftOut | None = None


def _workbook(order: Order) -> bytes:
    from roitool.exports.workbook import workbook  # noqa: PLC0415 - see above

    return workbook(order.evaluation.scenario, order.positions, order.words, order.made_on)


def _not_in_workbook(scenario: Scenario, positions: Iterable[int]) -> Mapping[int, str]:
    from roitool.exports.workbook.left_out import left_out  # noqa: PLC0415 - see above

    return left_out(scenario, positions)


KINDS = (Kind("workbook", (Form(".xlsx", _workbook),), _not_in_workbook),)
"""In the order of the menu."""

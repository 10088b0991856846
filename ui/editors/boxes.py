"""Which numbers of a quantity stand in which box, and what a text typed into one of them makes of the quantity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from roitool.scenario.quantities import BaseQuantity
from ui.editors.misread import Misread

LOW, LIKELY, HIGH = 0, 1, 2
COLUMNS: Final = (LOW, LIKELY, HIGH)

BOXES: Mapping[str, tuple[str | None, str | None, str | None]] = MappingProxyType(
    {
        "fixed": (None, "value", None),
        "chance": (None, "probability", None),
        "range": ("low", "likely", "high"),
        "pert": ("minimum", "likely", "maximum"),
        "triangular": ("minimum", "likely", "maximum"),
        "uniform": ("minimum", None, "maximum"),
        "overrun": ("body_low", "body_likely", "body_high"),
    }
)
"""By kind of quantity: the field behind the low, the likely and the high box; kinds left out are only shown."""


def fields_of(quantity: BaseQuantity) -> tuple[str | None, str | None, str | None]:
    """Return the fields behind the three boxes, None where there is no box."""
    return BOXES.get(quantity.model_dump()["kind"], (None, None, None))


def numbers_of(quantity: BaseQuantity) -> tuple[float | None, ...]:
    """Return what stands in the three boxes."""
    return tuple(None if name is None else getattr(quantity, name) for name in fields_of(quantity))


def edited(quantity: BaseQuantity, column: int, numbers: Sequence[float]) -> dict[str, object]:
    """Return the quantity, as the fields of the document, after numbers were typed into one of its boxes.

    One number is that box; low, likely and high fill all boxes, and make a range of a figure that was certain.

    Raises
    ------
    Misread
        ``one_number``: a chance takes one number only.
    """
    fields = quantity.model_dump(exclude_none=True)
    names = fields_of(quantity)
    if len(numbers) == 1:
        return fields | {str(names[column]): numbers[0]}
    if fields["kind"] == "chance":
        raise Misread("one_number")
    low, likely, high = numbers
    if fields["kind"] == "fixed":
        return {"kind": "range", "low": low, "likely": likely, "high": high}
    typed = zip(names, (low, likely, high), strict=True)
    return fields | {name: number for name, number in typed if name is not None}


def in_order(quantity: BaseQuantity) -> dict[str, object] | None:
    """Return the quantity with the numbers of its boxes in ascending order; None where they are already."""
    names = [name for name in fields_of(quantity) if name is not None]
    numbers = [getattr(quantity, name) for name in names]
    if numbers == sorted(numbers):
        return None
    return quantity.model_dump(exclude_none=True) | dict(zip(names, sorted(numbers), strict=True))

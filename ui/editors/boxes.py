"""Which boxes a kind of quantity has, where they stand, and what is measured in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from roitool.scenario.converting import kind_of
from roitool.scenario.quantities import BaseQuantity
from roitool.wording.typed import Expected
from roitool.wording.units import FigureUnit

LOW, LIKELY, HIGH = 0, 1, 2
COLUMNS: Final = (LOW, LIKELY, HIGH)

_PERCENT = FigureUnit("%", percent=True, currency=None, expected=Expected(percent=True))
_BARE = FigureUnit("", percent=False, currency=None, expected=Expected())


@dataclass(frozen=True, slots=True)
class Box:
    """A place to type into.

    Attributes
    ----------
    field
        What it holds: a field of the quantity, or the quantity as a whole where that is a list.
    name
        What it is called: ``ui.box.<name>`` in the catalogue.
    column, of, line
        Where it stands: in which of so many equal columns, and below which others.
    measure
        What the number counts: the unit of the figure, a share in percent, or nothing.
    bound
        Whether it may stay empty: no bound.
    """

    field: str
    name: str
    column: int
    of: int = 3
    line: int = 0
    measure: Literal["unit", "percent", "bare"] = "unit"
    bound: bool = False

    @property
    def position(self) -> tuple[int, int, int]:
        """Where it stands; boxes of different kinds at one position are one field on screen."""
        return self.line, self.column, self.of

    @property
    def captioned(self) -> bool:
        """Whether its name stands above it, because that at the head of the column does not fit."""
        return self.name not in {"low", "likely", "high", "list"}

    @property
    def is_list(self) -> bool:
        """Whether any number of values is typed into it."""
        return self.of == 1

    def unit(self, unit: FigureUnit) -> FigureUnit:
        """Return the unit of the number in it, for a figure in some unit."""
        return {"unit": unit, "percent": _PERCENT, "bare": _BARE}[self.measure]


def _range(low: str, likely: str, high: str) -> tuple[Box, ...]:
    return Box(low, "low", LOW), Box(likely, "likely", LIKELY), Box(high, "high", HIGH)


_BELL = (Box("average", "average", LIKELY), Box("deviation", "deviation", HIGH))
_BOUNDS = (Box("lower", "lower", LOW, line=1, bound=True), Box("upper", "upper", HIGH, line=1, bound=True))
_TAIL = (
    Box("tail_probability", "tail_probability", 0, of=4, line=1, measure="percent"),
    Box("tail_minimum", "tail_minimum", 1, of=4, line=1),
    Box("tail_alpha", "tail_alpha", 2, of=4, line=1, measure="bare"),
    Box("cap", "cap", 3, of=4, line=1),
)

BOXES: Mapping[str, tuple[Box, ...]] = MappingProxyType(
    {
        "fixed": (Box("value", "likely", LIKELY),),
        "chance": (Box("probability", "likely", LIKELY, measure="percent"),),
        "range": _range("low", "likely", "high"),
        "pert": _range("minimum", "likely", "maximum"),
        "triangular": _range("minimum", "likely", "maximum"),
        "uniform": (Box("minimum", "low", LOW), Box("maximum", "high", HIGH)),
        "overrun": (*_range("body_low", "body_likely", "body_high"), *_TAIL),
        "normal": _BELL,
        "truncated_normal": (*_BELL, *_BOUNDS),
        "lognormal": _BELL,
        "metalog": (Box("p10", "p10", LOW), Box("p50", "p50", LIKELY), Box("p90", "p90", HIGH), *_BOUNDS),
        "discrete": (Box("values", "list", 0, of=1),),
        "data": (Box("observations", "list", 0, of=1),),
    }
)
"""By kind of quantity, in the order in which they are read and reached by Tab."""

_MORE: Mapping[str, tuple[Box, ...]] = MappingProxyType(
    {
        "range": (Box("coverage", "coverage", LIKELY, line=1, measure="percent"), *_BOUNDS),
        "pert": (Box("shape", "shape", LIKELY, line=1, measure="bare"),),
    }
)
"""What a kind has beside its boxes on the row: seldom changed, and reached from its drawing."""

_ASCENDING: Final = ("low", "likely", "high", "p10", "p50", "p90")


def boxes_of(quantity: BaseQuantity) -> tuple[Box, ...]:
    """Return the boxes of a quantity."""
    return BOXES[kind_of(quantity)]


def all_boxes_of(quantity: BaseQuantity) -> tuple[Box, ...]:
    """Return the boxes of everything that a quantity is made of."""
    return (*boxes_of(quantity), *_MORE.get(kind_of(quantity), ()))


def range_of(quantity: BaseQuantity) -> tuple[Box, ...]:
    """Return those of the boxes that a range fills, and whose numbers go from low to high."""
    return tuple(box for box in boxes_of(quantity) if box.name in _ASCENDING)


def in_order(quantity: BaseQuantity) -> dict[str, object] | None:
    """Return the quantity with the numbers of its range in ascending order; None where they are already."""
    names = [box.field for box in range_of(quantity)]
    numbers = [getattr(quantity, name) for name in names]
    if numbers == sorted(numbers):
        return None
    return quantity.model_dump(exclude_none=True) | dict(zip(names, sorted(numbers), strict=True))

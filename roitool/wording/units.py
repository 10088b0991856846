"""Units: how a figure's unit reads on screen, and how the number beside it relates to the one in the document.

The document holds shares as fractions of 1 (``share``, ``share/year``); on screen they are percentages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from roitool.scenario.quantities import BaseQuantity, Chance
from roitool.wording.plain import clean
from roitool.wording.typed import Expected
from roitool.wording.words import Words

KNOWN = frozenset(
    {
        "article",
        "articles",
        "contract",
        "contracts",
        "customer",
        "customers",
        "day",
        "days",
        "design",
        "designs",
        "families",
        "family",
        "gateway",
        "gateways",
        "h",
        "hour",
        "hours",
        "instruction",
        "instructions",
        "job",
        "jobs",
        "kg",
        "line",
        "lines",
        "link",
        "links",
        "machine",
        "machines",
        "meter",
        "meters",
        "min",
        "month",
        "months",
        "part",
        "partner",
        "partners",
        "parts",
        "people",
        "percent",
        "person",
        "piece",
        "pieces",
        "points",
        "product",
        "products",
        "quarter",
        "shift",
        "shifts",
        "station",
        "stations",
        "tablet",
        "tablets",
        "times",
        "user",
        "users",
        "vehicle",
        "vehicles",
        "week",
        "weeks",
        "year",
        "years",
    }
)
"""Unit words that the catalogue has in every language (``unit.<word>``); others are shown as they are."""

_SINGULAR: Mapping[str, str] = MappingProxyType(
    {f"{word}s": word for word in KNOWN if f"{word}s" in KNOWN and word != "point"}
    | {"families": "family", "people": "person"}
)
"""The word for one; not of ``points``, which are those between two percentages."""


@dataclass(frozen=True, slots=True)
class FigureUnit:
    """The unit of one figure, in one language.

    Attributes
    ----------
    text
        As shown behind the boxes: ``€ / year``, ``%``, ``h / week``.
    percent
        Whether the document's 0.08 is shown as 8.
    expected
        What may be typed besides bare numbers.
    """

    text: str
    percent: bool
    currency: str | None
    expected: Expected

    def shown(self, stored: float) -> float:
        """Return the number on screen for one of the document."""
        return float(Decimal(repr(stored)).scaleb(2)) if self.percent else stored

    def stored(self, typed: Decimal) -> float:
        """Return the number of the document for one that was typed."""
        return float(typed.scaleb(-2) if self.percent else typed)

    def echo(self, stored: float, words: Words) -> str:
        """Return a number with its unit, as it was understood: ``€ 1.234``, ``8%``, ``20 h / week``."""
        shown = self.shown(stored)
        if self.percent:
            return words.number(shown) + "%"
        if self.currency is not None:
            return words.money(stored, self.currency) if _in_cents(stored) else f"{self.currency} {words.number(shown)}"
        return f"{words.number(shown)} {self.text}".strip()


def figure_unit(unit: str, quantity: BaseQuantity, currency: str, words: Words) -> FigureUnit:
    """Return what a unit of the document means for a figure of this kind.

    Parameters
    ----------
    unit
        As the document has it: words and slashes, ``"EUR/machine/month"``.
    currency
        The scenario's; the unit is money where it begins with it.
    """
    first, *others = [piece.strip() for piece in clean(unit, 40).split("/")]
    percent = first in {"share", "%"} or (not first and isinstance(quantity, Chance))
    money = first == currency
    head = "%" if percent else words.money(0, currency).strip("0\u00a0 ") if money else _translated(first, words)
    pieces = [head, *(_translated(piece, words) for piece in others)]
    typable = {piece.lower() for piece in (*pieces, first, *others) if piece}
    return FigureUnit(
        text=" / ".join(pieces),
        percent=first == "share" or (percent and not first),
        currency=currency if money else None,
        expected=Expected(currency if money else None, percent, frozenset(typable)),
    )


def of_one(unit: str) -> str:
    """Return a unit of the document as it is for one of it: ``shifts`` becomes ``shift``."""
    first, mark, others = unit.partition("/")
    return f"{_SINGULAR.get(first.strip(), first)}{mark}{others}"


def _translated(piece: str, words: Words) -> str:
    return words.text(f"unit.{piece}") if piece in KNOWN else piece


def _in_cents(value: float) -> bool:
    return Decimal(repr(value)) == Decimal(repr(round(value, 2)))

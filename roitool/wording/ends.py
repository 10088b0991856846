"""What low and high of a figure mean, in words: how often it lies between them."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING, Final

from roitool.scenario.quantities import Pert, Range, Triangular, Uniform

if TYPE_CHECKING:
    from roitool.scenario.quantities import BaseQuantity
    from roitool.wording.words import Words

_TOTALS: Final = (10, 20)


def ends_text(quantity: BaseQuantity, words: Words) -> str:
    """Return how often a figure lies between low and high, in a few words: ``9 van de 10 keer ertussen``.

    Empty for a kind that has no low and high, or says itself what they are, as P10 and P90 do.
    """
    match quantity:
        case Range(coverage=coverage):
            return words.text("figure.ends.often", often=_often(coverage, words))
        case Pert() | Triangular() | Uniform():
            return words.text("figure.ends.always")
    return ""


def ends_sentence(quantity: BaseQuantity, words: Words) -> str:
    """Return the same in a sentence; empty where :func:`ends_text` is."""
    match quantity:
        case Range(coverage=coverage):
            return words.text("figure.ends.often.means", often=_often(coverage, words))
        case Pert() | Triangular() | Uniform():
            return words.text("figure.ends.always.means")
    return ""


def _often(share: float, words: Words) -> str:
    """Return a chance out of 10 or 20 where that is what it is, and else out of 100."""
    for total in _TOTALS:
        count = round(share * total)
        if isclose(count, share * total) and 0 < count < total:
            return words.text("figure.ends.count", count=words.number(count), total=words.number(total))
    return words.count(share)

"""What is known of a figure, in words: how it spreads over the futures, and what its template and sources say of it."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from roitool.scenario.quantities import Chance
from roitool.scenario.sources import BETWEEN_KEYS, source, source_keys
from roitool.wording.plain import clean
from roitool.wording.quantities import quantity_text, unit_text

if TYPE_CHECKING:
    from roitool.scenario.inputs import Evidence, Input
    from roitool.scenario.quantities import BaseQuantity
    from roitool.wording.units import FigureUnit
    from roitool.wording.words import Words

MARKS = ("S", "S2", "SV", "G", "J")
"""How far a figure is to be trusted, the most first: what a confidence is put together of."""

_DIGITS = 3
_LONGEST_TITLE = 120


def spread_sentence(quantity: BaseQuantity, unit: FigureUnit, words: Words) -> str:
    """Return where a figure lies in most futures, its middle and its average.

    Parameters
    ----------
    quantity
        Without an error.
    """
    if isinstance(quantity, Chance):
        return words.text("figure.spread.chance", futures=words.futures(quantity.probability))
    low, middle, high = quantity.quantile([0.1, 0.5, 0.9]).tolist()
    if low == high:
        return words.text("figure.spread.certain", value=unit.echo(middle, words))
    told = {
        name: unit.echo(_rounded(value), words) for name, value in (("low", low), ("middle", middle), ("high", high))
    }
    said = words.text("figure.spread", **told)
    mean = quantity.mean()
    if not isfinite(mean):
        return said
    return f"{said} {words.text('figure.spread.mean', mean=unit.echo(_rounded(mean), words))}"


def reference_lines(known: Input, currency: str, words: Words) -> tuple[str, ...]:
    """Return what a reference figure says, where it was read and how far it is to be trusted; empty lines left out."""
    text = f"{quantity_text(known.quantity, known.unit, currency, words)} {unit_text(known.unit, currency, words)}"
    return tuple(
        filter(None, (words.text("figure.reference", text=text.rstrip()), *evidence_lines(known.evidence, words)))
    )


def evidence_lines(evidence: Evidence, words: Words) -> tuple[str, ...]:
    """Return where a figure was read, by the titles of its sources, and how far it is to be trusted."""
    titles = source_titles(evidence.source)
    said = []
    if titles:
        said.append(words.text("figure.reference.source", title="; ".join(titles)))
    if evidence.confidence:
        said.append(words.text("figure.reference.confidence", text=confidence_text(evidence.confidence, words)))
    return tuple(said)


def source_titles(text: str) -> tuple[str, ...]:
    """Return the titles of the sources that a text names by their keys; what is no key is repeated."""
    known = frozenset(source_keys())
    keys = filter(None, (key.strip() for key in text.split(BETWEEN_KEYS.strip())))
    return tuple(clean(source(key).title if key in known else key, _LONGEST_TITLE) for key in keys)


def confidence_text(confidence: str, words: Words) -> str:
    """Return in words how far a figure is to be trusted."""
    return words.listed(tuple(words.text(f"figure.confidence.{mark.lower()}") for mark in confidence.split("/")))


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")

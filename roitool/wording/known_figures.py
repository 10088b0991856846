"""What is known of a figure, in words: how it spreads over the futures, and what its template and sources say of it."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from roitool.scenario.quantities import Chance
from roitool.scenario.sources import BETWEEN_KEYS, source, source_keys
from roitool.wording.numbers import in_digits
from roitool.wording.plain import clean
from roitool.wording.quantities import figure_text

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
    low, middle, high = (unit.echo(in_digits(value, _DIGITS), words) for value in (low, middle, high))
    said = words.text("figure.spread", low=low, middle=middle, high=high)
    mean = quantity.mean()
    if not isfinite(mean):
        return said
    return f"{said} {words.text('figure.spread.mean', mean=unit.echo(in_digits(mean, _DIGITS), words))}"


def reference_lines(known: Input, currency: str, words: Words) -> tuple[str, ...]:
    """Return what a reference figure says, where it was read and how far it is to be trusted; empty lines left out."""
    said = words.text("figure.reference", text=figure_text(known, currency, words))
    return tuple(filter(None, (said, *evidence_lines(known.evidence, words))))


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

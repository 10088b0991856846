"""The one thing that is said below a figure: what is wrong with it, or how it was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from roitool.scenario.quantities import BaseQuantity
from roitool.wording.misread import Misread
from roitool.wording.units import FigureUnit
from roitool.wording.words import Words
from ui.editors.boxes import in_order
from ui.editors.entry import Entry, reading


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, one of the two at most.

    Attributes
    ----------
    hint
        What is wrong.
    echo
        How the figure was read.
    disordered
        Whether its numbers could be put in order.
    """

    hint: str = ""
    echo: str = ""
    disordered: bool = False


def message_on(
    quantity: BaseQuantity,
    unit: FigureUnit,
    words: Words,
    *,
    misread: Collection[Misread],
    problems: Sequence[str],
    entry: Entry | None,
) -> Message:
    """Return what cannot be read, or is in the wrong order, or is impossible, or how it was read.

    Parameters
    ----------
    misread
        Of texts that are no number.
    problems
        Sentences on what keeps the figure from being used.
    entry
        What became of the last text that was typed, None where nobody is typing.
    """

    def told() -> str:
        return reading(quantity, unit, words, filled_in=entry is not None and entry.filled_in)

    if misread:
        error = next(iter(misread))
        return Message(hint=words.text(f"misread.{error.code}", **error.values))
    if in_order(quantity) is not None:
        return Message(hint=words.text("ui.figure.order", reading=told()), disordered=True)
    if problems:
        return Message(hint=" ".join(problems))
    return Message() if entry is None else Message(echo=f"= {told()}")

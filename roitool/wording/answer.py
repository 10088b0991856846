"""The answer on one candidate in words: plain texts, the same for the terminal, the window and paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "caution", "bad"]


@dataclass(frozen=True, slots=True)
class Block:
    """A question an owner asks, its answer in a few words, and what belongs to it."""

    question: str
    headline: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told of one candidate.

    Attributes
    ----------
    headline, sentence
        The verdict, and why in one or two sentences; what has to be said before anything else comes first there.
    reasons
        The tested numbers that decided it, each with its limit and error.
    hurt, earn, when, much, difference, paying
        Can it hurt us; does it earn itself back; when is it paid back; how much does it bring; how the average future
        differs from the one in which nothing goes wrong; how to pay, None where there is nothing to choose or compare.
    notes
        The small print.
    tone
        For a colour beside the headline.
    """

    headline: str
    sentence: str
    reasons: tuple[str, ...]
    hurt: Block
    earn: Block
    when: Block
    much: Block
    difference: Block
    paying: Block | None
    notes: tuple[str, ...]
    tone: Tone

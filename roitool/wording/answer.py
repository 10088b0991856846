"""The answer on one candidate in words: plain texts, the same for the terminal, the window and paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.wording import blocks, verdicts
from roitool.wording.blocks import Finance
from roitool.wording.fleets import fleets
from roitool.wording.hurt import hurt
from roitool.wording.notes import notes
from roitool.wording.paying import paying
from roitool.wording.reasons import Reason, reasons
from roitool.wording.telling import Block, Telling
from roitool.wording.verdicts import Tone

if TYPE_CHECKING:
    from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
    from roitool.wording.words import Words

__all__ = ["Answer", "Block", "Reason", "Tone", "describe"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told of one candidate.

    Attributes
    ----------
    headline, sentence
        The verdict, and why in a sentence or two; what has to be said before anything else comes first there.
    reasons
        The tested numbers that decided it, each with its limit and error.
    hurt, earn, when, much, difference, paying
        Can it hurt us; does it earn itself back; when is it paid back; how much does it bring; how the average future
        differs from the one in which nothing goes wrong; how to pay, None where there is nothing to choose or compare.
    finance
        The same as `much` in a banker's terms, in one line.
    fleets
        How each line of own products under contract runs.
    notes
        The small print.
    tone
        For a colour beside the headline.
    """

    headline: str
    sentence: str
    reasons: tuple[Reason, ...]
    hurt: Block
    earn: Block
    when: Block
    much: Block
    finance: Finance
    difference: Block
    paying: Block | None
    fleets: tuple[Block, ...]
    notes: tuple[str, ...]
    tone: Tone


def describe(evaluation: Evaluation, candidate_answer: CandidateAnswer, words: Words) -> Answer:
    """Return the answer on one candidate of an evaluation in words."""
    telling = Telling(evaluation, candidate_answer, words)
    return Answer(
        headline=verdicts.headline(telling),
        sentence=verdicts.sentence(telling),
        reasons=reasons(telling),
        hurt=hurt(telling),
        earn=blocks.earn(telling),
        when=blocks.when(telling),
        much=blocks.much(telling),
        finance=blocks.finance(telling),
        difference=blocks.difference(telling),
        paying=paying(telling),
        fleets=fleets(telling),
        notes=notes(telling),
        tone=verdicts.tone(telling),
    )

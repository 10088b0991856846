"""The tested numbers behind a verdict in words, one by one: what was found, how exactly, against which limit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from roitool.decision.verdict import Question, Tested
from roitool.errors import Place
from roitool.wording.chances import Scale, scale_for
from roitool.wording.learning import describe_lesson
from roitool.wording.numbers import LEAST_AMOUNT, margin

if TYPE_CHECKING:
    from roitool.wording.telling import Telling

_SET_AT: Mapping[Question, tuple[str, Place]] = MappingProxyType(
    {
        Question.ADDED_SHORT: ("limit", ("thresholds", "added_short")),
        Question.DEEPEST_BALANCE: ("floor", ("company", "cash_floor")),
        Question.MEAN_NPV: ("rate", ("hurdle_rate",)),
        Question.CHANCE_NPV: ("limit", ("thresholds", "chance_npv")),
        Question.MEAN_NPV_AS_PAID: ("rate", ("hurdle_rate",)),
        Question.CHANCE_NPV_AS_PAID: ("limit", ("thresholds", "chance_npv")),
        Question.CHANCE_PAYBACK: ("limit", ("thresholds", "chance_payback")),
    }
)
"""What of the owner's a number is held against, and where he sets it."""

_CHANCES = frozenset({Question.ADDED_SHORT, Question.CHANCE_NPV, Question.CHANCE_NPV_AS_PAID, Question.CHANCE_PAYBACK})


@dataclass(frozen=True, slots=True)
class Reason:
    """A tested number that decided the verdict.

    Attributes
    ----------
    state
        Whether its limit was reached, missed, or is too near to be sure.
    title
        What was asked, in a few words.
    number
        What was found, with its error.
    limit
        What it was held against.
    sentence
        All of that in one sentence.
    set_at, to_set
        The place of the document where that is set, and the words that lead there; None where nobody can go there.
    has_mover
        Whether some figure moves it most; what is worth knowing names its figures itself.
    """

    question: Question
    state: Literal["reached", "close", "missed"]
    title: str
    number: str
    limit: str
    sentence: str
    set_at: Place | None
    to_set: str
    has_mover: bool


def reasons(telling: Telling) -> tuple[Reason, ...]:
    """Return the tested numbers that decided it, each with its limit and its error."""
    return tuple(_reason(telling, tested) for tested in telling.candidate.verdict.reasons)


def _reason(telling: Telling, tested: Tested) -> Reason:
    words, question = telling.words, tested.question
    values = {"way": telling.way_label(telling.candidate.chosen), "years": telling.wished_payback}
    if telling.candidate.lesson is not None:
        values["names"] = describe_lesson(telling.evaluation.scenario, telling.candidate.lesson, words).shows
    code, error = f"reason.{question}", _error(telling, tested)
    if question is Question.DEEPEST_BALANCE:
        code += ".deeper" if tested.number.value < 0 else ".not_deeper"
        values["number"] = telling.distance(tested.number)
        number = words.text(f"{code}.number", error=error, **values)
    else:
        values["number"], values["limit"] = _number_and_limit(telling, tested)
        number = words.text("reason.number", number=values["number"], error=error)
    sentence = words.text(code, error=error, **values)
    what, set_at = _set_at(telling, question)
    return Reason(
        question=question,
        state="close" if tested.close else "reached" if tested.reached else "missed",
        title=words.text(f"reason.title.{question}", **values),
        number=number,
        limit=words.text(f"reason.limit.{question}", limit=values.get("limit", "")),
        sentence=words.text("reason.close", reason=sentence) if tested.close else sentence,
        set_at=set_at,
        to_set=words.text(f"reason.set.{what}"),
        has_mover=question is not Question.WORTH_KNOWING,
    )


def _set_at(telling: Telling, question: Question) -> tuple[str, Place]:
    """Return what a number is held against, and the place where that is set."""
    lesson = telling.candidate.lesson
    if question is Question.WORTH_KNOWING and lesson is not None:
        return "figure", lesson.way.places[0]
    return _SET_AT[question]


def _number_and_limit(telling: Telling, tested: Tested) -> tuple[str, str]:
    words, number, limit = telling.words, tested.number, tested.limit
    if tested.question in _CHANCES:
        scale = _scale(tested)
        return words.futures(number.value, scale), telling.limit(limit, scale)
    if tested.question is Question.WORTH_KNOWING:
        return telling.amount(number), words.rounded(limit, telling.currency)
    return telling.amount(number), words.money(limit, telling.currency)


def _error(telling: Telling, tested: Tested) -> str:
    words, number = telling.words, tested.number
    if tested.question not in _CHANCES:
        known = margin(number) >= LEAST_AMOUNT
        return words.text("reason.error", margin=words.margin(number, telling.currency)) if known else ""
    if _is_counted_out(tested):
        return ""
    scale = _scale(tested)
    return words.text("reason.error", margin=words.number(scale.count(margin(number))))


def _scale(tested: Tested) -> Scale:
    """Return what a tested chance is counted in: fine enough for its error, and to differ from its limit."""
    share, limit = tested.number.value, tested.limit
    error = math.inf if _is_counted_out(tested) else margin(tested.number)
    return scale_for((share,), limits=(limit,), apart=((share, limit),), error=error)


def _is_counted_out(tested: Tested) -> bool:
    """Whether it is none or all of the futures, which is told without an error."""
    return tested.number.value in {0.0, 1.0}

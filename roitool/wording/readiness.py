"""The questions about readiness in words: the answers, what they change, and what to do first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.reference import answers_given, mean_level, readiness_band, readiness_rules

if TYPE_CHECKING:
    from roitool.scenario.reference import ReadinessQuestion
    from roitool.scenario.scenario import Readiness
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its key, its six answers, the one given, and what to do first where that is low."""

    key: str
    ask: str
    levels: tuple[str, ...]
    given: int | None
    first: tuple[str, ...]


def asked(readiness: Readiness | None, words: Words) -> tuple[Asked, ...]:
    """Return every question with its answer."""
    rules = readiness_rules()
    return tuple(_asked(question, readiness, rules.low_up_to, words) for question in rules.questions)


def effect(readiness: Readiness | None, words: Words) -> Iterator[str]:
    """Yield what the answers change in the outside view, and that this is judgement."""
    band, given = readiness_band(readiness), 0 if readiness is None else answers_given(readiness)
    if readiness is None or band is None:
        few = {"given": str(given), "least": str(readiness_rules().least_answers)}
        yield words.text("readiness.too_few", **few) if given else words.text("readiness.none")
        return
    yield words.text(
        "views.readiness",
        mean=words.number(mean_level(readiness) or 0.0, 1),
        given=str(given),
        failure=words.number(band.failure),
        lead_time=words.number(band.lead_time),
        ramp=words.number(band.ramp),
        realisation=words.number(band.realisation),
    )
    if band.class_shift:
        yield words.text("readiness.riskier" if band.class_shift > 0 else "readiness.safer")
    yield words.label(readiness_rules().note)


def _asked(question: ReadinessQuestion, readiness: Readiness | None, low: int, words: Words) -> Asked:
    given = None if readiness is None else getattr(readiness, question.id)
    first = [
        words.text("readiness.first", barrier=words.text(f"barrier.{item.barrier}"), first=words.label(item.first))
        for item in question.barriers
        if given is not None and given <= low
    ]
    levels = tuple(words.label(level) for level in question.levels)
    return Asked(question.id, words.label(question.ask), levels, given, tuple(first))

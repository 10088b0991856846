"""Both views of a decision side by side, in words: with the own figures, and as such projects usually go."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.reference import answers_given, reference_class, reference_classes
from roitool.wording import verdicts
from roitool.wording.chances import differ, scale_for
from roitool.wording.quantities import quantity_text
from roitool.wording.readiness import effect
from roitool.wording.telling import Telling

if TYPE_CHECKING:
    from roitool.evaluate.views import StepAnswer, Views
    from roitool.scenario.outside_edit import Stand
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class Compared:
    """One number in both views."""

    what: str
    inside: str
    outside: str


@dataclass(frozen=True, slots=True)
class CandidateViews:
    """One candidate in both views.

    Attributes
    ----------
    verdict
        What becomes of the verdict, in a sentence.
    rows
        Numbers side by side.
    steps
        What makes the difference, one thing after the other.
    notes
        Where the reference figures come from, and how far they are to be trusted.
    """

    title: str
    verdict: str
    rows: tuple[Compared, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]


def describe_views(views: Views, words: Words) -> tuple[CandidateViews, ...]:
    """Return every candidate in both views, in words."""
    return tuple(_candidate(views, position, words) for position in range(len(views.inside.candidates)))


def describe_steps(steps: Iterable[StepAnswer], telling: Telling) -> tuple[str, ...]:
    """Return what makes the difference between the two views of a candidate, one thing after the other.

    Parameters
    ----------
    telling
        The candidate in either view.
    """
    return tuple(_step(step, telling) for step in steps if step.stand is not None)


def describe_comparison(telling: Telling, unanswered: str) -> tuple[str, ...]:
    """Return what the outside view of a candidate compares it with, and how far that is to be trusted.

    Parameters
    ----------
    unanswered
        What is said where the questions about readiness have no answers: where they are answered differs.
    """
    return tuple(_notes(telling, unanswered))


def _candidate(views: Views, position: int, words: Words) -> CandidateViews:
    inside = Telling(views.inside, views.inside.candidates[position], words)
    outside = Telling(views.outside, views.outside.candidates[position], words)
    headlines = verdicts.headline(inside), verdicts.headline(outside)
    if headlines[0] == headlines[1]:
        verdict = words.text("views.verdict.same", verdict=headlines[0])
    else:
        verdict = words.text("views.verdict.other", inside=headlines[0], outside=headlines[1])
    return CandidateViews(
        title=words.label(inside.candidate.title).strip() or inside.candidate.id,
        verdict=verdict,
        rows=tuple(_rows(inside, outside)),
        steps=describe_steps(views.steps[position], inside),
        notes=describe_comparison(inside, words.text("views.no_readiness")),
    )


def _rows(inside: Telling, outside: Telling) -> Iterator[Compared]:
    words, one, other = inside.words, inside.candidate, outside.candidate

    def chances(code: str, before: float, after: float, **values: str) -> Compared:
        scale = scale_for((before, after))
        return Compared(words.text(code, **values), words.count(before, scale), words.count(after, scale))

    yield Compared(
        words.text("views.row.mean"),
        inside.amount(one.npv.mean, signed=True),
        outside.amount(other.npv.mean, signed=True),
    )
    yield chances("views.row.earned", one.chance_npv.value, other.chance_npv.value)
    medians = [each.payback.quantiles.quantiles[50].value for each in (one, other)]
    yield Compared(words.text("views.row.payback"), *(_paid_back(median, inside) for median in medians))
    within = one.payback.within_limit.value, other.payback.within_limit.value
    yield chances("views.row.in_time", *within, years=inside.wished_payback)
    yield Compared(
        words.text("views.row.worst"),
        inside.amount(one.npv.cvar, signed=True),
        outside.amount(other.npv.cvar, signed=True),
    )
    yield chances("views.row.short", one.paid.bank.added_short.value, other.paid.bank.added_short.value)
    yield chances("views.row.failed", one.failed.value + one.stopped.value, other.failed.value + other.stopped.value)


def _paid_back(years: float, telling: Telling) -> str:
    if math.isinf(years):
        return telling.words.text("when.not_within", horizon=telling.horizon)
    return telling.words.duration(years)


def _step(step: StepAnswer, telling: Telling) -> str:
    words, stand = telling.words, step.stand
    assert stand is not None  # noqa: S101 - steps without one are not told
    told = words.text(f"views.step.{step.layer}.{stand.what}", **_figures(stand, telling))
    if step.mean_npv.value == 0 and step.mean_npv.se == 0:
        return told
    if not differ(step.mean_npv):
        return words.text("views.step.no_difference", told=told)
    return words.text("views.step.difference", told=told, amount=telling.amount(step.mean_npv, signed=True))


def _figures(stand: Stand, telling: Telling) -> dict[str, str]:
    words = telling.words
    lines = {line.id: words.label(line.label) for line in telling.asked.lines}
    lines |= {line.id: words.label(line.label) for line in telling.evaluation.scenario.do_nothing.lines}
    named = tuple(words.quoted(lines.get(each, each)) for each in stand.lines)

    def shown(quantity: object) -> str:
        return (
            words.text("views.none") if quantity is None else quantity_text(quantity, "share", telling.currency, words)
        )

    return {"own": shown(stand.own), "outside": shown(stand.outside), "lines": words.listed(named) if named else ""}


def _notes(telling: Telling, unanswered: str) -> Iterator[str]:
    words, reference = telling.words, telling.asked.reference
    if reference is None:
        yield words.text("views.no_class")
    else:
        found = reference_class(reference.class_id)
        values = {"title": words.label(found.title), "applies": words.label(found.applies_to)}
        yield words.text("views.class", **values)
        if reference.layer == "light":
            yield words.text("views.light")
        yield words.label(reference_classes().note)
    readiness = telling.evaluation.scenario.readiness
    if readiness is None or not answers_given(readiness):
        yield unanswered
    else:
        yield from effect(readiness, words)

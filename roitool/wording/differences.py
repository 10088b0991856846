"""What two versions of a scenario come to, in words: the verdict, the money and the chances, first and then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.wording import verdicts
from roitool.wording.chances import differ, scale_for
from roitool.wording.changes import ChangedGroup
from roitool.wording.telling import Telling

if TYPE_CHECKING:
    from roitool.evaluate.difference import CandidateDifference, Difference
    from roitool.measures import Estimate
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class DescribedDifference:
    """What two versions come to.

    Attributes
    ----------
    candidates
        A group for each candidate that either version has.
    note
        What the differences rest on, and how much of them is chance.
    """

    candidates: tuple[ChangedGroup, ...]
    note: str


def describe_difference(difference: Difference, words: Words) -> DescribedDifference:
    """Return what two versions come to in words."""
    groups = tuple(_group(difference, candidate, words) for candidate in difference.candidates)
    before, after = difference.before.provenance, difference.after.provenance
    values = {"futures": words.number(after.futures), "one": str(before.seed), "other": str(after.seed)}
    note = words.text("changes.value.same_futures" if difference.paired else "changes.value.other_futures", **values)
    return DescribedDifference(groups, note)


def _group(difference: Difference, candidate: CandidateDifference, words: Words) -> ChangedGroup:
    before = None if candidate.before is None else Telling(difference.before, candidate.before, words)
    after = None if candidate.after is None else Telling(difference.after, candidate.after, words)
    only = after or before
    assert only is not None  # noqa: S101 - a candidate is in one of the two at least
    title = words.label(only.candidate.title).strip() or only.candidate.id
    if before is not None and after is not None:
        return ChangedGroup(title, tuple(_both(before, after, candidate)))
    only_in = words.text(f"changes.value.only_{'before' if after is None else 'after'}")
    return ChangedGroup(title, (only_in, *_one(only)))


def _one(telling: Telling) -> Iterator[str]:
    words, answer = telling.words, telling.candidate
    yield words.text("changes.value.verdict_same", verdict=verdicts.headline(telling))
    yield words.text("changes.value.mean_one", mean=telling.amount(answer.npv.mean, signed=True))
    yield words.text("changes.value.earned_one", share=words.futures(answer.chance_npv.value))


def _both(before: Telling, after: Telling, candidate: CandidateDifference) -> Iterator[str]:
    words, one, other = after.words, before.candidate, after.candidate
    headlines = verdicts.headline(before), verdicts.headline(after)
    if headlines[0] == headlines[1]:
        yield words.text("changes.value.verdict_same", verdict=headlines[1])
    else:
        yield words.text("changes.value.verdict", before=words.quoted(headlines[0]), after=words.quoted(headlines[1]))
    amounts = before.amount(one.npv.mean, signed=True), after.amount(other.npv.mean, signed=True)
    yield words.text(
        "changes.value.mean",
        before=amounts[0],
        after=amounts[1],
        difference=_money(candidate.mean_npv, after),
    )
    chances = one.chance_npv.value, other.chance_npv.value
    yield _chances("earned", chances, candidate.chance_npv, words)
    wishes = before.wished_payback, after.wished_payback
    chances = one.payback.within_limit.value, other.payback.within_limit.value
    if wishes[0] == wishes[1]:
        yield _chances("in_time", chances, candidate.chance_payback, words, wish=wishes[1])
    else:
        wish = words.text("changes.changed", what=words.text("changes.value.wish"), before=wishes[0], after=wishes[1])
        yield _chances("in_wished_time", chances, candidate.chance_payback, words, wish=wish)
    chances = one.paid.bank.added_short.value, other.paid.bank.added_short.value
    yield _chances("short", chances, candidate.added_short, words)


def _money(difference: Estimate | None, telling: Telling) -> str:
    words = telling.words
    if difference is None:
        return words.text("changes.value.other_currency")
    if difference.value == 0 and difference.se == 0:
        return words.text("changes.value.unchanged")
    if not differ(difference):
        return words.text("changes.value.chance")
    amount, margin = telling.amount(difference, signed=True), words.margin(difference, telling.currency)
    return words.text("changes.value.difference", amount=amount, margin=margin)


def _chances(which: str, chances: tuple[float, float], difference: Estimate | None, words: Words, **values: str) -> str:
    apart = difference is not None and differ(difference)
    scale = scale_for(chances, apart=[chances] if apart else ())
    before, after = words.count(chances[0], scale), words.futures(chances[1], scale)
    if scale.count(chances[0]) == scale.count(chances[1]):
        told = words.text("changes.value.still", share=after)
    else:
        told = words.text("changes.value.from_to", before=before, after=after)
        told = told if apart else f"{told} ({words.text('changes.value.chance')})"
    return words.text(f"changes.value.{which}", told=told, **values)

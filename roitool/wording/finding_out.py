"""What to find out first, in words: what is worth most to know, and what is worth nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.wording.drivers import is_worth
from roitool.wording.movers import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.errors import Place
    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.finding_out import FindingOut, Unknown
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class ToldUnknown:
    """Something that is worth finding out.

    Attributes
    ----------
    whose
        The candidates that are calculated with it.
    worth
        What it may cost at most.
    """

    place: Place
    name: str
    whose: str
    worth: str


@dataclass(frozen=True, slots=True)
class ToldFindingOut:
    """What to find out first.

    Attributes
    ----------
    rows
        What is worth finding out, the most first.
    every
        What knowing everything would be worth.
    nothing
        What is said of all that is worth nothing to know; empty where there is none of that.
    useless
        The names of those.
    """

    rows: tuple[ToldUnknown, ...]
    every: str
    nothing: str
    useless: tuple[str, ...]


def describe_finding_out(evaluation: Evaluation, found: FindingOut, words: Words) -> ToldFindingOut:
    """Tell what is worth finding out before a candidate is chosen."""
    scenario = evaluation.scenario
    rows = tuple(_told(evaluation, each, words) for each in found.unknowns if is_worth(each.worth))
    useless = tuple(
        name_of(each.place, each.what, scenario, words) for each in found.unknowns if not is_worth(each.worth)
    )
    nothing = ""
    if useless:
        code = "find.nothing" if not rows else "find.others.one" if len(useless) == 1 else "find.others"
        nothing = words.text(code, count=words.number(len(useless)))
    every = words.text("find.every", worth=words.estimated_money(found.worth, scenario.currency))
    return ToldFindingOut(rows, every, nothing, useless)


def whose_is(scenario: Scenario, candidates: Sequence[int], words: Words) -> str:
    """Return the names of the candidates at some positions, or that it is all of several."""
    if len(candidates) == len(scenario.candidates) > 1:
        return words.text("find.everyone")
    found = (scenario.candidates[position] for position in candidates)
    return words.listed(tuple(words.label(candidate.title) or candidate.id for candidate in found))


def _told(evaluation: Evaluation, unknown: Unknown, words: Words) -> ToldUnknown:
    scenario = evaluation.scenario
    return ToldUnknown(
        unknown.place,
        name_of(unknown.place, unknown.what, scenario, words),
        whose_is(scenario, unknown.candidates, words),
        words.estimated_money(unknown.worth, scenario.currency),
    )

"""The small print of an answer: what had to be assumed, what looks doubtful, and what is left out with little harm.

A line that the horizon leaves out is no small print: it stands with the verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import most_severe_first
from roitool.scenario.formula import constant, parse
from roitool.wording.chances import scale_for
from roitool.wording.interfaces import about_interfaces
from roitool.wording.places import label_of_input, readable_place
from roitool.wording.problems import describe_problem
from roitool.wording.verdicts import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Problem
    from roitool.wording.telling import Telling

_WORTH_TELLING = 0.005
"""Share of futures from which a peculiarity of the numbers is told of."""


_MISSED = 0.05
"""A rank correlation that is further than this from the one asked for is told of."""


def notes(telling: Telling) -> tuple[str, ...]:
    """Return what should be said beside the numbers of one candidate, that of other candidates left out."""
    return (*_about_the_numbers(telling), *_about_doing_nothing(telling), *_about_the_figures(telling))


def _about_the_numbers(telling: Telling) -> Iterator[str]:
    words, candidate = telling.words, telling.candidate
    ends = {"stopped": candidate.stopped.value, "failed": candidate.failed.value}
    scale = scale_for(ends.values())
    for end, chance in ends.items():
        if chance > 0:
            yield words.text(f"note.{end}", share=words.futures(chance, scale))
    if round(12 * candidate.base.uncounted_years) >= 1:
        years = words.duration(candidate.base.uncounted_years)
        yield words.text("note.uncounted_years", horizon=telling.horizon, years=years)
    if candidate.irr.multiple.value >= _WORTH_TELLING:
        yield words.text("note.irr_multiple", share=words.futures(candidate.irr.multiple.value))
    without = candidate.profitability_index.left_out.value
    if _WORTH_TELLING <= without < 1:
        yield words.text("note.nothing_invested", share=words.futures(without))
    if candidate.integration is not None:
        yield about_interfaces(candidate.integration, telling.evaluation.scenario, telling.asked, words)
    yield words.text("note.overdraft")
    steady = constant(parse(telling.evaluation.scenario.company.volatility)) == 0
    yield words.text("note.even_months" if steady else "note.volatile_months")


def _about_doing_nothing(telling: Telling) -> Iterator[str]:
    nothing = telling.evaluation.nothing_mean
    if nothing.value:
        code = "note.nothing_costs" if nothing.value < 0 else "note.nothing_brings"
        yield telling.words.text(code, amount=telling.distance(nothing), horizon=telling.horizon)


def _about_the_figures(telling: Telling) -> Iterator[str]:
    words, scenario = telling.words, telling.evaluation.scenario
    for pair in telling.evaluation.correlations:
        if abs(pair.reached - pair.asked) <= _MISSED:
            continue
        one, other = (label_of_input(scenario, name, words) for name in pair.between)
        asked, reached = words.number(pair.asked, 2), words.number(pair.reached, 2)
        yield words.text("note.correlation_reached", one=one, other=other, asked=asked, reached=reached)
    for problem in most_severe_first(telling.evaluation.warnings):
        if _concerns(telling, problem) and problem.code != LEFT_OUT:
            said = describe_problem(problem, words, scenario).text
            yield said if len(problem.place) < 2 else f"{readable_place(problem.place, words, scenario)}: {said}"


def _concerns(telling: Telling, problem: Problem) -> bool:
    match problem.place:
        case ("candidates", int(position), *_):
            return telling.evaluation.scenario.candidates[position].id == telling.candidate.id
    return True

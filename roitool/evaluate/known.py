"""Answers that are known already: what an earlier evaluation says of candidates that have not changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.scenario.references import streams_by_name
from roitool.scenario.scenario import Scenario

_WORDS = frozenset({"title", "note"})
"""Parts of a scenario that no number depends on."""


def known_answers(known: Sequence[Evaluation], scenario: Scenario, futures: int) -> dict[str, CandidateAnswer]:
    """Return by id the answers on candidates that a calculation of this scenario would give once more, bit for bit.

    An answer depends on its candidate, on everything in the scenario outside the candidates, on the number of futures,
    and on which streams are correlated with each other. It is taken over only where all of those are equal. A candidate
    that stands elsewhere now has its figures in other places.
    """
    found: dict[str, CandidateAnswer] = {}
    for evaluation in known:
        before = evaluation.scenario
        if evaluation.provenance.futures != futures or not _same_surroundings(before, scenario):
            continue
        candidates = {candidate.id: candidate for candidate in before.candidates}
        unchanged = {each.id: at for at, each in enumerate(scenario.candidates) if candidates.get(each.id) == each}
        found |= {each.id: _at(each, unchanged[each.id]) for each in evaluation.candidates if each.id in unchanged}
    return found


def _at(answer: CandidateAnswer, position: int) -> CandidateAnswer:
    """Return the answer on a candidate that stands there, with the places of its figures."""
    if answer.lesson is None:
        return answer
    way = answer.lesson.way
    places = tuple(("candidates", position, *place[2:]) if place[0] == "candidates" else place for place in way.places)
    return replace(answer, lesson=replace(answer.lesson, way=replace(way, places=places)))


def _same_surroundings(one: Scenario, other: Scenario) -> bool:
    fields = Scenario.model_fields.keys() - _WORDS - {"candidates"}
    return all(getattr(one, name) == getattr(other, name) for name in fields) and _correlated(one) == _correlated(other)


def _correlated(scenario: Scenario) -> list[tuple[str, str]]:
    """Return the streams of each correlated pair: a candidate may correlate figures of its own with another's."""
    stream_of = streams_by_name(scenario)
    return [(stream_of[one], stream_of[other]) for one, other in (each.between for each in scenario.correlations)]

"""What differs between two scenarios as JSON; the schema is described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from roitool import __version__
from roitool.exports.json_values import Json, estimate, label, problem, text
from roitool.scenario.file import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roitool.errors import Problem
    from roitool.evaluate.difference import CandidateDifference, Difference
    from roitool.evaluate.evaluation import CandidateAnswer
    from roitool.measures import Estimate
    from roitool.scenario.changes import Change
    from roitool.scenario.scenario import Scenario

FORMAT: Final = "roitool-diff"
VERSION: Final = 1


def changes_json(
    changes: Iterable[Change], before: Scenario, after: Scenario, difference: Difference | None = None
) -> str:
    """Return changes as one JSON object, in ASCII, with a line end; `difference` where both were decided."""
    return text(
        {
            "format": FORMAT,
            "version": VERSION,
            "program_version": __version__,
            "before": _scenario(before),
            "after": _scenario(after),
            "changes": [_change(change) for change in changes],
            "value": None if difference is None else _difference(difference),
        }
    )


def refusals_json(before: Sequence[Problem], after: Sequence[Problem]) -> str:
    """Return the problems of two files as one JSON object with the list ``problems``."""
    sides = (("before", before), ("after", after))
    return text({"problems": [{"file": side, **problem(found)} for side, problems in sides for found in problems]})


def _scenario(scenario: Scenario) -> Json:
    return {
        "scenario_digest": digest(scenario),
        "title": label(scenario.title),
        "currency": scenario.currency,
        "seed": scenario.seed,
    }


def _change(change: Change) -> Json:
    return {
        "code": change.code,
        "quiet": change.quiet,
        "place_before": None if change.place_before is None else list(change.place_before),
        "place_after": None if change.place_after is None else list(change.place_after),
        "before": _as_in_file(change.before),
        "after": _as_in_file(change.after),
    }


def _as_in_file(value: Any) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    return [_as_in_file(item) for item in value] if isinstance(value, tuple) else value


def _difference(difference: Difference) -> Json:
    return {
        "futures": difference.after.provenance.futures,
        "paired": difference.paired,
        "candidates": [_candidate(candidate) for candidate in difference.candidates],
    }


def _candidate(candidate: CandidateDifference) -> Json:
    return {
        "before": None if candidate.before is None else _answer(candidate.before),
        "after": None if candidate.after is None else _answer(candidate.after),
        "difference": {
            "mean_npv": _or_none(candidate.mean_npv),
            "chance_npv": _or_none(candidate.chance_npv),
            "chance_payback": _or_none(candidate.chance_payback),
            "added_short": _or_none(candidate.added_short),
        },
    }


def _answer(answer: CandidateAnswer) -> Json:
    return {
        "id": answer.id,
        "title": label(answer.title),
        "outcome": str(answer.verdict.outcome),
        "paid_by": answer.chosen,
        "mean_npv": estimate(answer.npv.mean),
        "chance_npv": estimate(answer.chance_npv),
        "chance_payback": estimate(answer.payback.within_limit),
        "added_short": estimate(answer.paid.bank.added_short),
    }


def _or_none(found: Estimate | None) -> Json | None:
    return None if found is None else estimate(found)

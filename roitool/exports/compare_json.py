"""Choices held against each other as JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from roitool.exports import json_values
from roitool.exports.json_values import Json, estimate, number
from roitool.exports.learning_json import lesson_object

if TYPE_CHECKING:
    from roitool.decision.comparison import Pair
    from roitool.evaluate.compare import Comparison, Increment
    from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
    from roitool.evaluate.finding_out import FindingOut

FORMAT: Final = "roitool-compare"
VERSION: Final = 1


def comparison_json(found: Comparison, finding: FindingOut) -> str:
    """Return all choices and what to find out first, as text; choice 0 is doing nothing."""
    evaluation = found.evaluation
    return json_values.text(
        {
            "format": FORMAT,
            "version": VERSION,
            "program_version": evaluation.provenance.version,
            "scenario_digest": evaluation.provenance.scenario_digest,
            "seed": evaluation.provenance.seed,
            "futures": evaluation.provenance.futures,
            "choices": [None, *(answer.id for answer in evaluation.candidates)],
            "candidates": [_candidate(answer) for answer in evaluation.candidates],
            "pairs": [_pair(pair) for pair in found.pairs],
            "regret": [{"mean": estimate(each.mean), "p95": estimate(each.quantiles[95])} for each in found.regrets],
            "evpi": estimate(found.worth),
            "increments": [_increment(each) for each in found.increments],
            "finding_out": _finding(evaluation, finding),
        }
    )


def _candidate(answer: CandidateAnswer) -> Json:
    bank, npv = answer.paid.bank, answer.npv
    return {
        "id": answer.id,
        "outcome": str(answer.verdict.outcome),
        "chance_npv": estimate(answer.chance_npv),
        "median_payback_years": estimate(answer.payback.quantiles.quantiles[50]),
        "short_with": estimate(bank.short_with),
        "short_without": estimate(bank.short_without),
        "npv": {"mean": estimate(npv.mean), "p5": estimate(npv.quantiles[5]), "p95": estimate(npv.quantiles[95])},
        "equivalent_annuity": estimate(answer.equivalent_annuity.mean),
    }


def _pair(pair: Pair) -> Json:
    return {
        "one": pair.one,
        "other": pair.other,
        "better": estimate(pair.better),
        "worse": estimate(pair.worse),
        "alike": estimate(pair.alike),
        "mean_difference": estimate(pair.difference),
        "dominates": str(pair.dominates),
        "dominated": str(pair.dominated),
    }


def _increment(increment: Increment) -> Json:
    return {
        "dearer": increment.dearer + 1,
        "cheaper": increment.cheaper + 1,
        "investment": number(increment.investment),
        "irr": number(increment.rate.rate),
        "irr_status": increment.rate.status,
    }


def _finding(evaluation: Evaluation, found: FindingOut) -> Json:
    ids = [candidate.id for candidate in evaluation.scenario.candidates]
    return {
        "futures": found.futures,
        "evpi": estimate(found.worth),
        "unknowns": [
            {
                "place": list(each.place),
                "what": each.what,
                "candidates": [ids[position] for position in each.candidates],
                "evppi": estimate(each.worth),
            }
            for each in found.unknowns
        ],
        "learning": [lesson_object(lesson) for lesson in found.lessons],
    }

"""Choices held against each other as JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports import json_values
from roitool.exports.json_values import Json, estimate, number

if TYPE_CHECKING:
    from roitool.decision.comparison import Pair
    from roitool.evaluate.compare import Comparison, Increment


def comparison_json(found: Comparison) -> str:
    """Return all choices, as text; choice 0 is doing nothing."""
    evaluation = found.evaluation
    return json_values.text(
        {
            "scenario_digest": evaluation.provenance.scenario_digest,
            "seed": evaluation.provenance.seed,
            "futures": evaluation.provenance.futures,
            "choices": [None, *(answer.id for answer in evaluation.candidates)],
            "pairs": [_pair(pair) for pair in found.pairs],
            "regret": [{"mean": estimate(each.mean), "p95": estimate(each.quantiles[95])} for each in found.regrets],
            "evpi": estimate(found.worth),
            "increments": [_increment(each) for each in found.increments],
        }
    )


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

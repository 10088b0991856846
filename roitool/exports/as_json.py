"""An evaluation as JSON for other programs; the schema is described in ``docs/json-output.md``.

It holds no date and no path: the same scenario, seed and number of futures give the same text. Every name is written
out here, so that a field renamed in the program does not change what others read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from roitool.exports.json_values import Json
from roitool.exports.json_values import estimate as _estimate
from roitool.exports.json_values import label as _label
from roitool.exports.json_values import number as _number
from roitool.exports.json_values import problem as _problem
from roitool.exports.json_values import text as _text
from roitool.exports.learning_json import lesson_object
from roitool.exports.why_json import why_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roitool.decision.verdict import Tested, Verdict, WayTests
    from roitool.errors import Problem
    from roitool.evaluate.evaluation import (
        Bank,
        CandidateAnswer,
        Evaluation,
        Fan,
        FleetAnswer,
        PaybackAnswer,
        SetAnswer,
        WayAnswer,
    )
    from roitool.evaluate.why import Why
    from roitool.measures import Estimate, RankSummary, Summary
    from roitool.scenario.integration import Integration

FORMAT: Final = "roitool-evaluation"
VERSION: Final = 1


def evaluation_json(evaluation: Evaluation, whys: Sequence[Why] = ()) -> str:
    """Return an evaluation as one JSON object, in ASCII, with a line end.

    Parameters
    ----------
    whys
        What moves the answer, of each candidate in their order; left out, it was not looked for.
    """
    return _text(evaluation_object(evaluation, whys))


def evaluation_object(evaluation: Evaluation, whys: Sequence[Why] = ()) -> Json:
    """Return an evaluation as objects and lists."""
    found = {why.candidate: why for why in whys}
    made, scenario = evaluation.provenance, evaluation.scenario
    limits = scenario.thresholds
    return {
        "format": FORMAT,
        "version": VERSION,
        "program_version": made.version,
        "scenario_digest": made.scenario_digest,
        "regime_digest": made.regime_digest,
        "reference_digests": dict(made.reference_digests),
        "seed": made.seed,
        "futures": made.futures,
        "title": _label(scenario.title),
        "currency": scenario.currency,
        "start": scenario.start,
        "horizon_years": scenario.horizon_years,
        "regime": scenario.regime.id,
        "regime_rate": scenario.regime.rate,
        "limits": {
            "added_short": limits.added_short,
            "chance_npv": limits.chance_npv,
            "payback_years": limits.payback_years,
            "chance_payback": limits.chance_payback,
        },
        "warnings": [_problem(problem) for problem in evaluation.warnings],
        "correlations": [
            {"between": list(pair.between), "asked": _number(pair.asked), "reached": _number(pair.reached)}
            for pair in evaluation.correlations
        ],
        "do_nothing": {"mean": _estimate(evaluation.nothing_mean)},
        "candidates": [_candidate(candidate, found.get(candidate.id)) for candidate in evaluation.candidates],
        "together": [_set(found) for found in evaluation.together],
    }


def problems_json(problems: Iterable[Problem]) -> str:
    """Return problems as one JSON object with the list ``problems``."""
    return _text({"problems": [_problem(problem) for problem in problems]})


def _candidate(candidate: CandidateAnswer, why: Why | None) -> Json:
    base, bridge = candidate.base, candidate.bridge
    return {
        "id": candidate.id,
        "title": _label(candidate.title),
        "verdict": _verdict(candidate.verdict),
        "why": None if why is None else why_object(why),
        "npv": _summary(candidate.npv),
        "chance_npv": _estimate(candidate.chance_npv),
        "dots": [_number(dot) for dot in candidate.dots],
        "irr": {
            **_ranks(candidate.irr.quantiles),
            "unique": _estimate(candidate.irr.unique),
            "multiple": _estimate(candidate.irr.multiple),
            "none": _estimate(candidate.irr.none),
        },
        "mirr": _ranks(candidate.mirr),
        "payback_years": _payback(candidate.payback),
        "discounted_payback_years": _ranks(candidate.discounted_payback),
        "profitability_index": _ranks(candidate.profitability_index),
        "return_on_investment": _ranks(candidate.return_on_investment),
        "equivalent_annuity": _summary(candidate.equivalent_annuity),
        "investment": _cost(candidate.investment),
        "stopped": _estimate(candidate.stopped),
        "failed": _estimate(candidate.failed),
        "fleets": [_fleet(fleet) for fleet in candidate.fleets],
        "base": {
            "npv": _number(base.npv),
            "irr": _number(base.irr),
            "payback_years": _number(base.payback),
            "investment": _number(base.investment),
        },
        "bridge": {
            "spread": _number(bridge.spread),
            "overrun_tail": _number(bridge.overrun_tail),
            "failure": _number(bridge.failure),
            "events": _number(bridge.events),
        },
        "uncounted_years": _number(candidate.base.uncounted_years),
        "find_out": None if candidate.lesson is None else lesson_object(candidate.lesson),
        "integration": None if candidate.integration is None else _integration(candidate.integration),
        "paid_by": candidate.chosen,
        "ways_of_paying": [_way(way) for way in candidate.ways],
    }


def _integration(found: Integration) -> Json:
    return {
        "interfaces": _number(found.interfaces),
        "on_open_standards": _number(found.on_open_standards),
        "price_factor": _number(found.price_factor),
        "quoted": sorted(found.quoted),
        "added_tail": _number(found.added_tail),
    }


def _fleet(fleet: FleetAnswer) -> Json:
    return {
        "id": fleet.id,
        "label": _label(fleet.label),
        "deepest": _summary(fleet.deepest),
        "back_years": _ranks(fleet.back_years),
        "most_in_field": _cost(fleet.most_in_field),
        "contract_value": _summary(fleet.contract_value),
        "value_over_acquisition": _ranks(fleet.value_over_acquisition),
    }


def _verdict(verdict: Verdict) -> Json:
    return {
        "outcome": str(verdict.outcome),
        "way": verdict.way,
        "close_call": verdict.close_call,
        "often_short_anyway": verdict.often_short_anyway,
        "reasons": [_tested(tested) for tested in verdict.reasons],
    }


def _tested(tested: Tested) -> Json:
    return {
        "question": str(tested.question),
        "number": _estimate(tested.number),
        "limit": _number(tested.limit),
        "reached": tested.reached,
        "close": tested.close,
    }


def _way(way: WayAnswer) -> Json:
    return {
        "id": way.id,
        "kind": way.kind,
        "label": _label(way.label),
        "advantage": _summary(way.advantage),
        "npv_as_paid": _summary(way.npv_as_paid),
        "advantage_ended_early": _estimate(way.advantage_ended_early),
        "bank": _bank(way.bank),
        "tests": _tests(way.tests),
    }


def _payback(payback: PaybackAnswer) -> Json:
    return {
        **_ranks(payback.quantiles),
        "within_limit": _estimate(payback.within_limit),
        "never": _estimate(payback.never),
        "only_by_selling": _estimate(payback.only_by_selling),
        "dips_again": _estimate(payback.dips_again),
    }


def _tests(tests: WayTests) -> Json:
    return {
        "survivable": [_tested(tested) for tested in tests.survivable],
        "worth_it": [_tested(tested) for tested in tests.worth_it],
        "fast": [_tested(tested) for tested in tests.fast],
    }


def _set(found: SetAnswer) -> Json:
    common = found.in_common
    return {
        "members": list(found.members),
        "npv": _summary(found.npv),
        "chance_npv": _estimate(found.chance_npv),
        "payback_years": _payback(found.payback),
        "difference": _estimate(found.difference),
        "in_common": {
            "interfaces": _number(common.interfaces),
            "deduction": _number(common.deduction),
            "averted": _number(common.averted),
            "tax": _number(common.tax),
        },
        "shared_interfaces": list(found.shared_interfaces),
        "deductions": [
            {
                "year": year.year,
                "alone": _number(year.alone),
                "together": _number(year.together),
                "parts": [_number(part) for part in year.parts],
            }
            for year in found.deductions
        ],
        "advantage": _summary(found.advantage),
        "npv_as_paid": _summary(found.npv_as_paid),
        "bank": _bank(found.bank),
        "tests": _tests(found.tests),
    }


def _bank(bank: Bank) -> Json:
    return {
        "window_months": bank.window_months,
        "short_with": _estimate(bank.short_with),
        "short_without": _estimate(bank.short_without),
        "short_difference": _estimate(bank.short_difference),
        "added_short": _estimate(bank.added_short),
        "lowest_with": _summary(bank.lowest_with),
        "lowest_without": _summary(bank.lowest_without),
        "deepest_difference": _estimate(bank.deepest_difference),
        "lowest_month": bank.lowest_month,
        "peak_funding": _cost(bank.peak_funding),
        "bearable_loss": _estimate(bank.bearable_loss),
        "cash_needed": _estimate(bank.cash_needed),
        "cover": None if bank.cover is None else _ranks(bank.cover),
        "cover_kept": None if bank.cover_kept is None else _estimate(bank.cover_kept),
        "fan": _fan(bank.fan),
    }


def _fan(fan: Fan) -> Json:
    bands = {"p5": fan.p5, "p25": fan.p25, "p50": fan.p50, "p75": fan.p75, "p95": fan.p95, "without": fan.without}
    return {
        "months": list(fan.months),
        **{name: [_number(balance) for balance in band] for name, band in bands.items()},
        "limit": _number(fan.limit),
        "futures": fan.futures,
    }


def _summary(summary: Summary) -> Json:
    return {
        "mean": _estimate(summary.mean),
        "sd": _estimate(summary.sd),
        "quantiles": _quantiles(summary.quantiles),
        "positive": _estimate(summary.positive),
        "cvar_5": _estimate(summary.cvar),
        "expected_loss": _estimate(summary.expected_loss),
    }


def _cost(summary: Summary) -> Json:
    """Return a summary of what is spent: there the lowest values are not the worst ones."""
    return {"mean": _estimate(summary.mean), "sd": _estimate(summary.sd), "quantiles": _quantiles(summary.quantiles)}


def _ranks(ranks: RankSummary) -> Json:
    return {
        "quantiles": _quantiles(ranks.quantiles),
        "infinite": _estimate(ranks.infinite),
        "left_out": _estimate(ranks.left_out),
    }


def _quantiles(quantiles: Mapping[int, Estimate]) -> Json:
    return {f"p{percentage}": _estimate(estimate) for percentage, estimate in quantiles.items()}

"""Evaluations made by hand, so that what is said can be told from what is calculated."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

from roitool.cashflow.calendar import calendar_of
from roitool.decision.verdict import OFTEN_SHORT, Knowing, ProjectNumbers, WayNumbers, tests_of, verdict_on
from roitool.evaluate.evaluation import (
    Bank,
    BaseAnswer,
    Bridge,
    CandidateAnswer,
    Evaluation,
    Fan,
    FleetAnswer,
    IrrAnswer,
    PaybackAnswer,
    Provenance,
    WayAnswer,
)
from roitool.evaluate.learning import Lesson
from roitool.measures import Estimate, RankSummary, Share, Summary
from roitool.scenario.base import Translated
from roitool.scenario.learning import Way
from roitool.scenario.scenario import Scenario
from roitool.wording.answer import describe
from roitool.wording.words import Words

BLOCKS, FUTURES = 10, 10_240
PERCENTAGES = (5, 10, 25, 50, 75, 90, 95)
NEVER = float("inf")
INVESTMENT = 92_000.0


def scenario(**changes):
    """Return a scenario with one candidate that can be paid in cash or by a loan."""
    document = {
        "title": {"nl": "Lascobot bij De Vries", "en": "Welding cobot at De Vries"},
        "start": "2027-01",
        "horizon_years": 8,
        "hurdle_rate": 0.10,
        "regime": {"id": "nl-2026"},
        "seed": 7,
        "company": {
            "opening_cash": "300000",
            "wages_per_month": "190000",
            "credit_line": "75000",
            "monthly_cash_flow": "5000",
            "taxable_profit_per_year": "180000",
        },
        "inputs": (),
        "candidates": (
            {
                "id": "cobot",
                "title": {"nl": "Lascobot", "en": "Welding cobot"},
                "inputs": (
                    {
                        "id": "hours_freed",
                        "label": {"nl": "Uren die vrijkomen", "en": "Hours that come free"},
                        "unit": "h/week",
                        "quantity": {"kind": "range", "low": 8.0, "likely": 20.0, "high": 34.0},
                        "stream": "hours_freed",
                        "evidence": {"by": "measured"},
                    },
                ),
                "lines": (
                    {"kind": "investment", "id": "cell", "label": "Cel", "amount": "78000"},
                    {"kind": "saving", "id": "labour", "label": "Uren", "amount": "hours_freed * 100"},
                ),
                "timing": {"go_live_month": "6", "life_years": "9"},
                "ways_of_paying": (
                    {"kind": "cash", "id": "own", "label": {"nl": "Eigen geld", "en": "Own money"}},
                    {
                        "kind": "loan",
                        "id": "bank",
                        "label": {"nl": "Lening, 60 maanden", "en": "Loan, 60 months"},
                        "share": "0.7",
                        "rate": "0.06",
                        "months": 60,
                    },
                ),
                "paid_by": "own",
            },
        ),
    }
    return Scenario.model_validate({**document, **changes})


def estimate(value, se=1.0):
    return Estimate(value, se, BLOCKS)


def share(value, se=0.004):
    return Share(value, se, BLOCKS, FUTURES)


def summary(mean, sd=10_000.0, se=300.0, positive=0.5):
    spread = NormalDist(mean, sd)
    return Summary(
        mean=estimate(mean, se),
        sd=estimate(sd, se),
        quantiles={percentage: estimate(spread.inv_cdf(percentage / 100), se) for percentage in PERCENTAGES},
        positive=share(positive),
        cvar=estimate(mean - 2.0627 * sd, se),
        expected_loss=estimate(sd / 2, se),
    )


def ranks(*quantiles, left_out=0.0):
    """Return a summary with seven quantiles, P5 to P95."""
    return RankSummary(
        quantiles={p: estimate(value, 0.01) for p, value in zip(PERCENTAGES, quantiles, strict=True)},
        infinite=share(0.0),
        left_out=share(left_out),
    )


def bank(
    short=0.04,
    without=0.02,
    added=0.015,
    added_se=0.001,
    difference_se=0.0005,
    deeper=2_000.0,
    lowest=23_000.0,
    at_stake=54_000.0,
    bearable=41_000.0,
    limit=20_000.0,
    cover=None,
    kept=0.7,
):
    courses = dict.fromkeys(("p5", "p25", "p50", "p75", "p95", "without"), (1.0, 2.0))
    fan = Fan(months=(0, 96), **courses, limit=limit, futures=FUTURES)
    return Bank(
        window_months=60,
        short_with=share(short),
        short_without=share(without),
        short_difference=estimate(short - without, difference_se),
        added_short=share(added, added_se),
        lowest_with=summary(lowest + 16_449),
        lowest_without=summary(lowest + 34_449),
        deepest_difference=estimate(deeper, 400.0),
        lowest_month=7,
        peak_funding=summary(at_stake),
        bearable_loss=estimate(bearable, 400.0),
        cash_needed=estimate(300_000.0 + max(0.0, limit - lowest), 400.0),
        cover=None if cover is None else ranks(*cover),
        cover_kept=None if cover is None else share(kept),
        fan=fan,
    )


def fleet(
    deepest=-120_000.0,
    back=(2.0, 2.5, 3.0, 3.75, 5.0, 6.5, NEVER),
    field=60.0,
    value=14_000.0,
    ratio=(2.1, 2.4, 2.9, 3.5, 4.0, 4.6, 5.0),
    left_out=0.0,
    **changes,
):
    """Return what is told of a fleet; numbers in the field spread by a tenth."""
    found = FleetAnswer(
        id="uptime",
        label=Translated(nl="Uptime-contract", en="Uptime contract"),
        deepest=summary(deepest, 30_000.0 if deepest else 1e-9, 300.0 if deepest else 0.0),
        back_years=replace(ranks(*back), infinite=share(0.06 if back[-1] == NEVER else 0.0)),
        most_in_field=summary(field, field / 10, 0.1),
        contract_value=summary(value, 2_000.0, 30.0),
        value_over_acquisition=ranks(*ratio, left_out=left_out),
    )
    return replace(found, **changes)


def lesson(worth=9_000.0, cost=920.0, how=None, se=100.0):
    """Return that the hours are worth finding out, at a cost that is assumed unless it is told how."""
    told = None if how is None else Translated(nl=how, en=how)
    return Lesson(Way((("candidates", 0, "inputs", 0),), told, cost, "J"), estimate(worth, se))


def with_ways(*ways):
    """Return the scenario with other ways of paying."""
    candidate = scenario().candidates[0].model_dump() | {"ways_of_paying": ways, "paid_by": ways[0]["id"]}
    return scenario(candidates=(candidate,))


def evaluation(
    scenario=None,
    *,
    mean=61_000.0,
    mean_se=450.0,
    chance=0.84,
    chance_se=0.004,
    fast=0.66,
    payback=(1.4, 1.8, 2.2, 2.9167, 4.0, 6.1, NEVER),
    own=None,
    loan=None,
    advantage=-2_300.0,
    loan_chance=None,
    ended_early=0.0,
    chosen="own",
    warnings=(),
    correlations=(),
    nothing=0.0,
    lesson=None,
    **changes,
):
    """Return an evaluation of one candidate; its verdict follows from the numbers, as in the real one."""
    scenario = scenario or _scenario(chosen)
    project = ProjectNumbers(estimate(mean, mean_se), share(chance, chance_se), share(fast))
    others = [bank()] * (len(scenario.candidates[0].ways_of_paying) - 2)
    financed = (advantage, chance if loan_chance is None else loan_chance, ended_early)
    ways = (
        _way(scenario, project, 0, own or bank(), 0.0, chance),
        *(_way(scenario, project, at, each, *financed) for at, each in enumerate((loan or bank(), *others), start=1)),
    )
    without = ways[0].bank.short_without.value
    knowing = None if lesson is None else Knowing(lesson.worth, lesson.way.cost, INVESTMENT)
    candidate = CandidateAnswer(
        id="cobot",
        title=scenario.candidates[0].title,
        verdict=verdict_on((way.tests for way in ways), chosen, knowing, often_short_anyway=without > OFTEN_SHORT),
        npv=replace(summary(mean, 62_000.0, mean_se, chance), mean=project.mean_npv),
        chance_npv=project.chance_npv,
        dots=tuple(float(dot) for dot in range(50)),
        irr=IrrAnswer(ranks(-0.2, -0.05, 0.1, 0.21, 0.3, 0.44, 0.6), share(0.99), share(0.0), share(0.01)),
        mirr=ranks(0.01, 0.02, 0.05, 0.13, 0.15, 0.2, 0.22),
        payback=PaybackAnswer(ranks(*payback), project.chance_payback, share(0.07), share(0.0), share(0.0)),
        discounted_payback=ranks(1.6, 2.0, 2.5, 3.5, 5.0, NEVER, NEVER),
        profitability_index=ranks(0.9, 1.1, 1.4, 1.78, 2.0, 2.3, 2.5),
        return_on_investment=ranks(0.1, 0.4, 0.8, 1.2, 1.5, 1.7, 1.9),
        equivalent_annuity=summary(11_000.0),
        investment=summary(INVESTMENT),
        stopped=share(0.0),
        failed=share(0.06),
        base=BaseAnswer(npv=83_000.0, irr=0.3, payback=2.4, investment=78_000.0, uncounted_years=1.5),
        fleets=(),
        bridge=Bridge(spread=mean - 83_000.0 + 14_000.0, overrun_tail=-3_000.0, failure=-8_000.0, events=-3_000.0),
        integration=None,
        lesson=lesson,
        chosen=chosen,
        ways=ways,
    )
    return Evaluation(
        scenario=scenario,
        calendar=calendar_of(scenario),
        provenance=Provenance("0.1.0", "a" * 64, "b" * 64, {}, 7, FUTURES),
        warnings=tuple(warnings),
        correlations=tuple(correlations),
        nothing_mean=estimate(nothing, 0.0 if nothing == 0 else 100.0),
        candidates=(replace(candidate, **changes),),
    )


def _scenario(chosen):
    candidate = scenario().candidates[0].model_copy(update={"paid_by": chosen})
    return scenario(candidates=(candidate,))


def _way(scenario, project, position, bank, advantage, chance, ended_early=0.0):
    listed = scenario.candidates[0].ways_of_paying[position]
    as_paid = replace(project.mean_npv, value=project.mean_npv.value + advantage)
    numbers = WayNumbers(
        listed.id, bank.added_short, bank.short_without, bank.deepest_difference, as_paid, share(chance)
    )
    return WayAnswer(
        id=listed.id,
        kind=listed.kind,
        label=listed.label,
        advantage=summary(advantage, 500.0, 10.0),
        advantage_ended_early=estimate(ended_early, 300.0),
        npv_as_paid=replace(summary(as_paid.value, 62_000.0), mean=as_paid, positive=share(chance)),
        bank=bank,
        tests=tests_of(project, numbers, scenario.thresholds),
    )


def told(language="en", **changes):
    """Return the answer on the candidate of `evaluation` in words."""
    found = evaluation(**changes)
    return describe(found, found.candidates[0], Words(language))


def lines(block):
    """Return the headline of a block and its lines, with ordinary blanks."""
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in (block.headline, *block.lines)]

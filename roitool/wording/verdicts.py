"""The verdict in words: a headline, and why in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roitool.decision.verdict import Outcome, Question, Tested
from roitool.wording.chances import scale_for
from roitool.wording.learning import what_to_find_out
from roitool.wording.numbers import LEAST_AMOUNT, margin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.wording.telling import Telling

Tone = Literal["good", "caution", "bad"]

_BANK = frozenset({Question.ADDED_SHORT, Question.DEEPEST_BALANCE})
_TOLD = {
    "not_now_cash": (Question.ADDED_SHORT,),
    "go": (Question.CHANCE_NPV, Question.CHANCE_PAYBACK),
    "not_now_chance": (Question.CHANCE_NPV,),
    "not_now_way": (Question.CHANCE_NPV,),
    "not_now_speed": (Question.CHANCE_NPV, Question.CHANCE_PAYBACK),
}
"""The chances in the sentence of a case."""

LEFT_OUT = "line_beyond_horizon"
"""The doubt that an answer tells with its verdict: a cost or a benefit that does not count can turn it."""


def headline(telling: Telling) -> str:
    """Return the verdict in a few words."""
    return telling.words.text(f"verdict.{_case(telling)}.headline")


def sentence(telling: Telling) -> str:
    """Return why, in a sentence or two.

    Where the company is often short of cash without the candidate too, that is said first; which lines fall after the
    horizon, last.
    """
    verdict, words = telling.candidate.verdict, telling.words
    parts = []
    if verdict.often_short_anyway:
        bank = telling.candidate.paid.bank
        without, window = words.futures(bank.short_without.value), words.duration(bank.window_months / 12)
        parts.append(words.text("verdict.often_short", without=without, window=window))
    parts.append(_why(telling, _case(telling)))
    mean = telling.candidate.npv.mean
    if verdict.outcome is Outcome.NOT_NOW_CASH and mean.value < -2 * mean.se:
        parts.append(words.text("verdict.costs_too", loss=telling.distance(mean)))
    if verdict.close_call and all(tested.close for tested in verdict.reasons):
        futures = words.number(telling.evaluation.provenance.futures)
        parts.append(words.text("verdict.close_call", futures=futures))
    if verdict.outcome is Outcome.FIND_OUT_FIRST and telling.candidate.lesson is not None:
        parts.append(what_to_find_out(telling.evaluation.scenario, telling.candidate.lesson, words))
    if left_out := _left_out(telling):
        parts.append(words.text("verdict.left_out", horizon=telling.horizon, lines=words.listed(left_out)))
    return " ".join(parts)


def tone(telling: Telling) -> Tone:
    """Return how good the news is: bad where it is a no, good only where nothing has to change or be wished for."""
    verdict = telling.candidate.verdict
    if verdict.outcome in {Outcome.NO, Outcome.NOT_NOW_CASH}:
        return "bad"
    doubtful = verdict.often_short_anyway or _left_out(telling)
    return "good" if verdict.outcome is Outcome.GO and not doubtful else "caution"


def _case(telling: Telling) -> str:
    """Return what the headline is looked up by: the outcome, and of two of them the reason that weighs most."""
    verdict = telling.candidate.verdict
    missed = {tested.question: tested for tested in verdict.reasons}
    if verdict.outcome is Outcome.NO:
        mean = missed[Question.MEAN_NPV]
        return "no_gain" if mean.close or mean.reached or _is_nothing(mean) else "no"
    if verdict.outcome is not Outcome.NOT_NOW:
        return str(verdict.outcome)
    if Question.CHANCE_NPV in missed:
        return "not_now_chance"
    if Question.MEAN_NPV_AS_PAID in missed or Question.CHANCE_NPV_AS_PAID in missed:
        return "not_now_as_paid"
    return "not_now_speed" if missed.keys().isdisjoint(_BANK) else "not_now_way"


def _left_out(telling: Telling) -> tuple[str, ...]:
    """Return the names of the candidate's lines that fall after the horizon if nothing goes wrong."""
    words, names = telling.words, []
    for problem in telling.evaluation.warnings:
        match problem.place:
            case ("candidates", int(candidate), "lines", int(position), *_) if problem.code == LEFT_OUT:
                found = telling.evaluation.scenario.candidates[candidate]
                if found.id == telling.candidate.id:
                    line = found.lines[position]
                    names.append(words.quoted(words.label(line.label) or words.text(f"row.{line.kind}")))
    return tuple(names)


def _why(telling: Telling, case: str) -> str:
    words, candidate = telling.words, telling.candidate
    mean = candidate.npv.mean
    missed = {tested.question: tested for tested in candidate.verdict.reasons}
    values = {
        "mean": telling.amount(mean),
        "loss": telling.distance(mean),
        "margin": words.margin(mean, telling.currency),
        "years": telling.wished_payback,
        "chosen": telling.way_label(candidate.chosen),
        "better": telling.way_label(candidate.verdict.way),
    } | _chances(telling, case, missed)
    if Question.DEEPEST_BALANCE in missed:
        values["deeper"] = telling.distance(missed[Question.DEEPEST_BALANCE].number)
    return words.text(f"verdict.{case}.{_variant(case, missed)}", **values)


def _chances(telling: Telling, case: str, missed: Mapping[Question, Tested]) -> dict[str, str]:
    """Return the chances of a sentence and the limits they missed, all counted in the same number of futures."""
    words, candidate = telling.words, telling.candidate
    shares = {
        Question.ADDED_SHORT: candidate.paid.bank.added_short.value,
        Question.CHANCE_NPV: candidate.chance_npv.value,
        Question.CHANCE_PAYBACK: candidate.payback.within_limit.value,
    }
    told = _TOLD.get(case, ())
    limits = {question: missed[question].limit for question in told if question in missed}
    apart = [(shares[question], limit) for question, limit in limits.items()]
    scale = scale_for((shares[question] for question in told), limits=limits.values(), apart=apart)
    return {
        "added": words.futures(shares[Question.ADDED_SHORT], scale),
        "chance": words.futures(shares[Question.CHANCE_NPV], scale),
        "fast": words.count(shares[Question.CHANCE_PAYBACK], scale),
        "limit": " ".join(telling.limit(limit, scale) for limit in limits.values()),
    }


def _is_nothing(mean: Tested) -> bool:
    """Whether an average is known to be less than half of the currency's unit: what is written as 0 is no loss."""
    return abs(mean.number.value) < LEAST_AMOUNT and margin(mean.number) < LEAST_AMOUNT


def _variant(case: str, missed: Mapping[Question, Tested]) -> str:
    if case == "no_gain" and _is_nothing(missed[Question.MEAN_NPV]):
        return "nothing"
    if case == "not_now_cash" and Question.ADDED_SHORT not in missed:
        return "deeper"
    if case == "find_out_first":
        return _before_finding_out(missed)
    if case == "go_pay_differently":
        return "too_dear" if missed.keys().isdisjoint(_BANK) else "too_risky"
    return "sentence"


def _before_finding_out(missed: Mapping[Question, Tested]) -> str:
    """Return how it looks as long as nothing more is known."""
    if missed.keys() == {Question.WORTH_KNOWING}:
        return "as_wished"
    mean = missed.get(Question.MEAN_NPV)
    if mean is None:
        return "unsure"
    return "even" if mean.close or mean.reached or _is_nothing(mean) else "costs"

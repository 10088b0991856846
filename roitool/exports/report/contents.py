"""What stands in the report on a candidate, from the question to the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.cashflow.statement import statement
from roitool.evaluate.closer_look import closer_look
from roitool.exports.report.costs import costs
from roitool.exports.report.evidence import evidence
from roitool.exports.report.misfortunes import misfortunes
from roitool.exports.report.parts import (
    CandidateReport,
    Column,
    Fact,
    Facts,
    Notes,
    Pair,
    Part,
    Prose,
    Row,
    Section,
    Signed,
    Table,
    Told,
    Verdict,
)
from roitool.exports.report.paying import paying
from roitool.exports.report.pictures import bridge_picture, curve_picture, dots_picture, fan_picture
from roitool.scenario.scenario import nominal_hurdle_rate
from roitool.wording.answer import describe
from roitool.wording.notes import notes
from roitool.wording.numbers import step_for_digits
from roitool.wording.plain import clean
from roitool.wording.telling import Telling

if TYPE_CHECKING:
    from roitool.exports.order import Order
    from roitool.wording.answer import Answer

LONGEST_TITLE = 90
_DIGITS = 3
_MOST_NOTES = 8
_LONGEST_NOTE = 420
_MOST_FLEETS = 2
_SHORT_DIGEST = 12


def candidate_report(order: Order, position: int) -> CandidateReport:
    """Return the report on one candidate of an order.

    Parameters
    ----------
    position
        Of the candidate in the scenario.

    Raises
    ------
    LookupError
        The evaluation has no answer on it.
    """
    evaluation, words = order.evaluation, order.words
    scenario = evaluation.scenario
    found = evaluation.answer_on(scenario.candidates[position].id)
    if found is None:
        raise LookupError(scenario.candidates[position].id)
    telling = Telling(evaluation, found, words)
    answer = describe(evaluation, found, words)
    look = closer_look(evaluation, position)
    title, whole = clean(words.label(found.title) or found.id, LONGEST_TITLE), words.label(scenario.title)
    return CandidateReport(
        title=title,
        subtitle="" if whole == title else clean(whole, LONGEST_TITLE),
        opening=(_facts(telling), Prose((_question(telling, title),))),
        sections=(
            _answer(telling, answer),
            costs(telling, answer, statement(scenario, found.id), look, bridge_picture(telling, answer)),
            misfortunes(telling, look),
            _bank(telling, answer),
            paying(telling, answer, position),
            evidence(telling, look, position),
            _method(telling),
        ),
        provenance=_provenance(order, telling),
    )


def _facts(telling: Telling) -> Facts:
    words, evaluation, found = telling.words, telling.evaluation, telling.candidate
    likely = found.base.investment

    def fact(name: str, value: str) -> Fact:
        return Fact(words.text(f"report.fact.{name}"), value)

    return Facts(
        (
            fact("decision", words.month(evaluation.calendar, 1)),
            fact("investment", words.money(likely, telling.currency, step_for_digits(likely, _DIGITS))),
            fact("paid", clean(telling.way_label(found.chosen), 60)),
            fact("horizon", telling.horizon),
            fact("rate", words.text("report.rate", rate=words.percent(nominal_hurdle_rate(evaluation.scenario)))),
        )
    )


def _question(telling: Telling, title: str) -> str:
    words, thresholds = telling.words, telling.thresholds
    return words.text(
        "report.question",
        title=words.quoted(title),
        month=words.month(telling.evaluation.calendar, 1),
        chance=words.count(thresholds.chance_npv),
        years=telling.wished_payback,
        fast=words.count(thresholds.chance_payback),
        short=words.count(thresholds.added_short),
    )


def _answer(telling: Telling, answer: Answer) -> Section:
    words = telling.words
    headings = (("tested", 7, False), ("found", 6, True), ("limit", 5, True), ("state", 4, False))
    reasons = Table(
        tuple(Column(words.text(f"report.reasons.{name}"), width, number) for name, width, number in headings),
        tuple(
            Row((reason.title, reason.number, reason.limit, words.text(f"report.state.{reason.state}")))
            for reason in answer.reasons
        ),
    )
    return Section(
        words.text("report.section.answer"),
        (
            Verdict(answer.tone, answer.headline, answer.sentence),
            reasons,
            Pair((dots_picture(telling, answer),), (curve_picture(telling),)),
            Pair((Told.of(answer.earn), Told.of(answer.when)), (Told.of(answer.much),)),
        ),
    )


def _bank(telling: Telling, answer: Answer) -> Section:
    fleets = tuple(Told.of(block) for block in answer.fleets[:_MOST_FLEETS])
    parts: list[Part] = [Pair((Told.of(answer.hurt),), (fan_picture(telling, answer),))]
    parts += [Pair((fleet,), ()) for fleet in fleets]
    return Section(telling.words.text("report.section.bank"), tuple(parts))


def _method(telling: Telling) -> Section:
    words, evaluation = telling.words, telling.evaluation
    told = [clean(note, _LONGEST_NOTE) for note in notes(telling)]
    small = told[:_MOST_NOTES]
    if more := len(told) - len(small):
        small.append(words.text("report.more_notes", count=words.number(more)))
    method = words.text(
        "report.method",
        futures=words.number(evaluation.provenance.futures),
        rate=words.percent(nominal_hurdle_rate(evaluation.scenario)),
        horizon=telling.horizon,
    )
    parties = tuple(words.text(f"report.party.{party}") for party in ("company", "reader"))
    return Section(
        words.text("report.section.method"),
        (Prose((method,)), Notes(tuple(small)), Signed(parties, words.text("report.sign_here"))),
    )


def _provenance(order: Order, telling: Telling) -> str:
    words, made = telling.words, telling.evaluation.provenance
    return words.text(
        "report.provenance",
        version=made.version,
        scenario=made.scenario_digest[:_SHORT_DIGEST],
        regime=made.regime_digest[:_SHORT_DIGEST],
        seed=str(made.seed),
        futures=words.number(made.futures),
        date=words.date(order.made_on),
        margin=words.margin(telling.candidate.npv.mean, telling.currency),
    )

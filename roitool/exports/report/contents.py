"""What stands in the report on a candidate, from the question to the signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.cashflow.statement import statement
from roitool.evaluate.closer_look import closer_look
from roitool.evaluate.drivers import drivers
from roitool.evaluate.evaluation import COVER_WANTED
from roitool.exports.report.costs import costs
from roitool.exports.report.evidence import evidence
from roitool.exports.report.finding_out import finding_out
from roitool.exports.report.misfortunes import misfortunes
from roitool.exports.report.parts import (
    CandidateReport,
    Column,
    Fact,
    Facts,
    Notes,
    Pair,
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
from roitool.wording.hurt import scale_of_running_short
from roitool.wording.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.cashflow.statement import Statement
    from roitool.evaluate.closer_look import CloserLook
    from roitool.evaluate.drivers import Drivers
    from roitool.evaluate.evaluation import CandidateAnswer
    from roitool.exports.order import Order
    from roitool.exports.report.room import Room
    from roitool.wording.answer import Answer

_SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Subject:
    """A candidate of an order with everything that is calculated of it."""

    order: Order
    position: int
    found: CandidateAnswer
    base: Statement
    look: CloserLook
    drivers: Drivers


def subject_of(order: Order, position: int) -> Subject:
    """Calculate what the report on a candidate tells beyond the answer.

    Parameters
    ----------
    position
        Of the candidate in the scenario.

    Raises
    ------
    LookupError
        The evaluation has no answer on it.
    """
    evaluation = order.evaluation
    name = evaluation.scenario.candidates[position].id
    found = evaluation.answer_on(name)
    if found is None:
        raise LookupError(name)
    base, look = statement(evaluation.scenario, name), closer_look(evaluation, position)
    return Subject(order, position, found, base, look, drivers(evaluation, position))


def candidate_report(subject: Subject, room: Room) -> CandidateReport:
    """Return the report on a candidate, as much of it as there is room for."""
    order, found = subject.order, subject.found
    words = order.words.clipping_labels(room.label)
    telling = Telling(order.evaluation, found, words)
    answer = describe(order.evaluation, found, words)
    title, whole = words.label(found.title) or found.id, words.label(order.evaluation.scenario.title)
    return CandidateReport(
        title=title,
        subtitle="" if whole == title else whole,
        points=room.points,
        opening=(_facts(telling), Prose((_question(telling, title),))),
        sections=(
            _answer(telling, answer),
            costs(telling, answer, subject.base, subject.look, bridge_picture(telling, answer), room),
            misfortunes(telling, subject.look, room),
            paying(telling, answer, subject.base, subject.position, room),
            _bank(telling, answer, room),
            finding_out(telling, subject.drivers, room),
            evidence(telling, subject.look, subject.position, room),
            _method(telling, answer, room),
        ),
        provenance=_provenance(order, telling),
    )


def _facts(telling: Telling) -> Facts:
    words, evaluation, found = telling.words, telling.evaluation, telling.candidate

    def fact(name: str, value: str) -> Fact:
        return Fact(words.text(f"report.fact.{name}"), value)

    return Facts(
        (
            fact("decision", words.month(evaluation.calendar, 1)),
            fact("investment", telling.rounded(found.base.investment)),
            fact("paid", telling.way_label(found.chosen)),
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
    headings = (("tested", 1, False), ("found", 0, True), ("limit", 0, True), ("state", 0, False))
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
            Pair((Told.of(answer.earn), Told.of(answer.when)), (_without_terms(answer),)),
        ),
    )


def _without_terms(answer: Answer) -> Told:
    """Return how much it brings; what finance's terms mean stands in the small print."""
    much = answer.much
    return Told(much.question, much.headline, tuple(line for line in much.lines if line != answer.finance.meaning))


def _bank(telling: Telling, answer: Answer, room: Room) -> Section:
    balance = Pair((Told.of(answer.hurt),), (fan_picture(telling, answer),))
    fleets = (Told.of(block) for block in answer.fleets[: room.fleets])
    return Section(telling.words.text("report.section.bank"), (_bank_facts(telling), balance, *fleets))


def _bank_facts(telling: Telling) -> Facts:
    words, bank = telling.words, telling.candidate.paid.bank
    kept = words.text("report.bank.no_debt") if bank.cover_kept is None else words.futures(bank.cover_kept.value)
    facts = {
        "short": words.futures(bank.added_short.value, scale_of_running_short(telling)),
        "lowest": telling.amount(bank.lowest_with.quantiles[5]),
        "stake": telling.amount(bank.peak_funding.quantiles[95]),
        "cover": kept,
    }
    wanted = words.number(COVER_WANTED)
    return Facts(tuple(Fact(words.text(f"report.bank.{name}", wanted=wanted), fact) for name, fact in facts.items()))


def _method(telling: Telling, answer: Answer, room: Room) -> Section:
    words, evaluation = telling.words, telling.evaluation
    told = (answer.finance.meaning, *answer.notes)
    small = _as_many_as_fit(told, room.small_print)
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


def _as_many_as_fit(texts: Iterable[str], characters: int) -> list[str]:
    """Return the first texts, as many as there is room for."""
    shown: list[str] = []
    for text in texts:
        characters -= len(text)
        if characters < 0:
            break
        shown.append(text)
    return shown


def _provenance(order: Order, telling: Telling) -> tuple[str, ...]:
    words, made = telling.words, telling.evaluation.provenance
    values = {
        "version": made.version,
        "scenario": made.scenario_digest[:_SHORT_DIGEST],
        "regime": made.regime_digest[:_SHORT_DIGEST],
        "seed": str(made.seed),
        "futures": words.number(made.futures),
        "date": words.date(order.made_on),
        "margin": words.margin(telling.candidate.npv.mean, telling.currency),
    }
    return words.text("report.provenance", **values), words.text("report.exactness", **values)

"""An answer, a statement or a list of problems as plain text, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.cashflow.statement import Section
from roitool.errors import most_severe_first
from roitool.evaluate.evaluation import COVER_WANTED
from roitool.exports.layout import bullets, heading, paragraph, table
from roitool.scenario.base import text_in
from roitool.scenario.data import effective_regime
from roitool.wording.answer import describe
from roitool.wording.interfaces import about_interfaces
from roitool.wording.movers import strongest_mover
from roitool.wording.paying import remarks
from roitool.wording.problems import describe_problem
from roitool.wording.sets import describe_set
from roitool.wording.statements import row_label, section_title
from roitool.wording.telling import Telling
from roitool.wording.values import regime_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roitool.cashflow.statement import Statement
    from roitool.errors import Problem
    from roitool.evaluate.evaluation import CandidateAnswer, Evaluation, WayAnswer
    from roitool.evaluate.why import Why
    from roitool.scenario.scenario import Scenario
    from roitool.wording.answer import Block, Reason
    from roitool.wording.sets import DescribedSet
    from roitool.wording.words import Words

_SHORT_DIGEST = 12


def evaluation_text(evaluation: Evaluation, words: Words, width: int, whys: Sequence[Why] = ()) -> str:
    """Return the answer on every candidate, and what it rests on.

    Parameters
    ----------
    whys
        What moves the answer, of each candidate; left out, that is not told.
    """
    known = {why.candidate: why for why in whys}
    parts = [heading(words.label(evaluation.scenario.title).strip() or words.text("cli.untitled"), width, "═")]
    told: set[str] = set()
    for candidate in evaluation.candidates:
        parts += _candidate(evaluation, candidate, words, width, told, known.get(candidate.id))
    for found in evaluation.together:
        parts += _set(describe_set(evaluation, found, words), width)
    parts.append("\n".join(paragraph(line, width) for line in _provenance(evaluation, words)))
    return "\n\n".join(parts) + "\n"


def problems_text(problems: Iterable[Problem], words: Words, document: object, width: int) -> str:
    """Return every problem with its place and what to do: what refuses, what is doubtful, what is good to know.

    Parameters
    ----------
    document
        The scenario, or what a file holds that is none, for the labels in places.
    """
    parts = []
    for problem in most_severe_first(problems):
        described = describe_problem(problem, words, document, typed=True)
        severity = words.text(f"cli.{problem.severity}")
        parts.append(
            "\n".join(
                [
                    paragraph(f"{severity}: {described.where}", width),
                    paragraph(described.sentence, width, 2),
                    paragraph(words.text("cli.remedy", remedy=described.remedy), width, 2),
                ]
            )
        )
    return "\n\n".join(parts) + "\n"


def statement_text(statement: Statement, scenario: Scenario, words: Words, width: int) -> str:
    """Return the base case of one candidate by calendar year, its three sections below each other."""
    candidate = next(found for found in scenario.candidates if found.id == statement.candidate)
    parts = [
        heading(
            words.text("statement.title", title=words.label(statement.title).strip() or statement.candidate), width, "═"
        )
    ]
    for section in Section:
        rows = [row for row in statement.rows if row.section is section]
        header = ["", *map(str, statement.years), words.text("statement.sum")]
        cells = [
            [row_label(row, words), *(words.number(amount, 0) for amount in (*row.by_year, row.sum))] for row in rows
        ]
        totals = [position for position, row in enumerate(rows) if row.total]
        lines = table(header, cells, width, ruled=totals)
        parts.append("\n".join([section_title(section, statement, scenario, words), *lines]))
    parts.append(paragraph(words.text("statement.footnote", currency=scenario.currency), width))
    if statement.integration is not None:
        parts.append(paragraph(about_interfaces(statement.integration, scenario, candidate, words), width))
    parts.append(paragraph(_rules(scenario, words), width))
    return "\n\n".join(parts) + "\n"


def _candidate(
    evaluation: Evaluation,
    candidate: CandidateAnswer,
    words: Words,
    width: int,
    told: set[str],
    why: Why | None,
) -> list[str]:
    answer = describe(evaluation, candidate, words)
    parts = [
        heading(words.label(candidate.title).strip() or candidate.id, width),
        "\n".join([paragraph(answer.headline, width), paragraph(answer.sentence, width, 2)]),
        "\n".join(
            [
                words.text("text.reasons"),
                *bullets((_reason(reason, why, evaluation, words) for reason in answer.reasons), width, 2),
            ]
        ),
    ]
    parts += [_block(block, width) for block in (answer.hurt, answer.earn, answer.when, answer.much, answer.difference)]
    parts += [_block(block, width) for block in answer.fleets]
    if answer.paying is not None:
        ways = _ways_table(Telling(evaluation, candidate, words), width)
        parts.append("\n".join([answer.paying.question, paragraph(answer.paying.headline, width, 2), *ways]))
    # What holds for every candidate is said once.
    notes = [note for note in answer.notes if note not in told]
    told.update(notes)
    if notes:
        parts.append("\n".join([words.text("text.notes"), *bullets(notes, width, 2)]))
    return parts


def _reason(reason: Reason, why: Why | None, evaluation: Evaluation, words: Words) -> str:
    if why is None or not reason.has_mover:
        return reason.sentence
    mover = strongest_mover(why, reason.question, evaluation.scenario, words)
    code = "text.moves" if mover.name else "text.moves_nothing"
    return words.text(code, reason=reason.sentence, figure=mover.name, sentence=mover.sentence)


def _set(told: DescribedSet, width: int) -> list[str]:
    return [
        heading(told.title, width),
        paragraph(told.tests, width),
        _block(told.worth, width),
        _block(told.hurt, width),
        paragraph(told.note, width),
    ]


def _block(block: Block, width: int) -> str:
    return "\n".join([block.question, paragraph(block.headline, width, 2), *bullets(block.lines, width, 2)])


def _ways_table(telling: Telling, width: int) -> list[str]:
    words, ways = telling.words, telling.candidate.ways
    columns = ["way", "average", "advantage", "lowest", "added_short"]
    footnote = words.text("table.footnote")
    if any(way.bank.cover_kept is not None for way in ways):
        columns.append("cover")
        footnote += " " + words.text("table.footnote_cover", wanted=words.number(COVER_WANTED))
    header = [words.text(f"table.{column}") for column in columns]
    rows = [_way_cells(telling, way)[: len(columns)] for way in ways]
    indented = [f"  {line}".rstrip() for line in table(header, rows, width - 2)]
    return [*indented, paragraph(footnote, width, 2), *bullets(remarks(telling), width, 2)]


def _way_cells(telling: Telling, way: WayAnswer) -> list[str]:
    words, kept = telling.words, way.bank.cover_kept
    mark = "→" if way.id == telling.candidate.chosen else " "
    return [
        f"{mark} {telling.way_label(way.id)}",
        telling.amount(way.npv_as_paid.mean, signed=True),
        telling.amount(way.advantage.mean, signed=True),
        telling.amount(way.bank.lowest_with.quantiles[5]),
        _of_a_thousand(way.bank.added_short.value, words),
        "—" if kept is None else _of_a_thousand(kept.value, words),
    ]


def _of_a_thousand(share: float, words: Words) -> str:
    count = round(1000 * share)
    if count == 0 and share > 0:
        return f"<{words.number(1)}"
    return f">{words.number(999)}" if count == 1000 and share < 1 else words.number(count)


def _provenance(evaluation: Evaluation, words: Words) -> list[str]:
    made = evaluation.provenance
    regime = regime_name(evaluation.scenario.regime, words)
    digests = {"scenario": made.scenario_digest[:_SHORT_DIGEST], "regime": made.regime_digest[:_SHORT_DIGEST]}
    values = {"futures": words.number(made.futures), "seed": str(made.seed), "version": made.version}
    return [
        words.text("text.regime", regime=regime),
        words.text("text.futures", **values),
        words.text("text.digests", **digests),
        *(
            words.text("text.reference_digest", name=name, digest=digest[:_SHORT_DIGEST])
            for name, digest in sorted(made.reference_digests.items())
        ),
    ]


def _rules(scenario: Scenario, words: Words) -> str:
    """Return the tax rules of a scenario, with what their file says of them."""
    regime = regime_name(scenario.regime, words)
    note = text_in(words.language, effective_regime(scenario.regime).note)
    return words.text("statement.regime" if note else "text.regime", regime=regime, note=note)

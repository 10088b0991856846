"""A row for each candidate of a scenario, or one on what is wrong with it; `docs/batch.md` lists the columns."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from roitool.errors import most_severe_first
from roitool.exports.tables import LONGEST_PARAGRAPH, Cell, Look, Table
from roitool.wording.numbers import margin
from roitool.wording.plain import clean
from roitool.wording.problems import describe_problem
from roitool.wording.telling import Telling
from roitool.wording.verdicts import headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roitool.errors import Problem
    from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
    from roitool.wording.words import Words

Row = tuple[Cell, ...]

COLUMNS: Final = MappingProxyType[str, Look](
    {
        "file": "name",
        "title": "name",
        "id": "name",
        "candidate": "name",
        "verdict": "name",
        "headline": "text",
        "chance_npv": "share",
        "mean_npv": "money",
        "margin": "money",
        "p5": "money",
        "p50": "money",
        "p95": "money",
        "payback": "years",
        "chance_payback": "share",
        "added_short": "share",
        "deepest": "money",
        "base_npv": "money",
        "irr": "share",
        "currency": "name",
        "futures": "whole",
        "seed": "whole",
        "digest": "name",
        "version": "name",
        "problems": "text",
    }
)
"""The columns of the table in their order, and what stands in each."""

_OF_A_ROW = tuple(COLUMNS)[1:]
_DIGITS_OF_A_SPREADSHEET = 15


def decided_rows(evaluation: Evaluation, words: Words) -> tuple[Row, ...]:
    """Return a row for each candidate, without the name of the file."""
    made, scenario = evaluation.provenance, evaluation.scenario
    common: dict[str, Cell] = {
        "title": words.label(scenario.title),
        "currency": scenario.currency,
        "futures": made.futures,
        # A spreadsheet would round a longer one, and the futures could not be drawn again.
        "seed": made.seed if made.seed < 10**_DIGITS_OF_A_SPREADSHEET else str(made.seed),
        "digest": made.scenario_digest,
        "version": made.version,
    }
    return tuple(_row({**common, **_numbers(evaluation, each, words)}) for each in evaluation.candidates)


def refused_row(problems: Iterable[Problem], words: Words, document: object = None) -> Row:
    """Return the row of a scenario that is not decided: why not, and what to do.

    Parameters
    ----------
    document
        The scenario, or what a file holds that is none, for the labels in places.
    """
    told = []
    for problem in most_severe_first(problem for problem in problems if problem.severity == "error"):
        found = describe_problem(problem, words, document)
        where = f"{found.where}: " if problem.place else ""
        told.append(f"{where}{found.text}")
    return failed_row(" · ".join(told))


def failed_row(sentence: str) -> Row:
    """Return a row that says in a sentence why there is no answer."""
    return _row({"problems": clean(sentence, LONGEST_PARAGRAPH)})


def is_row(cells: object) -> bool:
    """Tell whether something that was read back can be a row."""
    return (
        isinstance(cells, list)
        and len(cells) == len(_OF_A_ROW)
        and all(isinstance(cell, str) or (type(cell) in {int, float} and math.isfinite(cell)) for cell in cells)
    )


def has_no_answer(row: Row) -> bool:
    """Tell whether a row says why its scenario was not decided."""
    return row[_OF_A_ROW.index("verdict")] == ""


def batch_table(files: Sequence[tuple[str, Sequence[Row]]], words: Words) -> Table:
    """Return the table of all files, each with its rows."""
    header = tuple(words.text(f"batch.column.{name}") for name in COLUMNS)
    return Table(header, tuple((clean(file), *row) for file, rows in files for row in rows))


def _row(cells: dict[str, Cell]) -> Row:
    return tuple(cells.get(name, "") for name in _OF_A_ROW)


def _numbers(evaluation: Evaluation, candidate: CandidateAnswer, words: Words) -> dict[str, Cell]:
    npv, bank = candidate.npv, candidate.paid.bank
    payback = candidate.payback.quantiles.quantiles[50].value
    return {
        "id": candidate.id,
        "candidate": words.label(candidate.title),
        "verdict": str(candidate.verdict.outcome),
        "headline": headline(Telling(evaluation, candidate, words)),
        "chance_npv": candidate.chance_npv.value,
        "mean_npv": npv.mean.value,
        "margin": margin(npv.mean),
        "p5": npv.quantiles[5].value,
        "p50": npv.quantiles[50].value,
        "p95": npv.quantiles[95].value,
        "payback": words.text("data.never") if math.isinf(payback) else payback,
        "chance_payback": candidate.payback.within_limit.value,
        "added_short": bank.added_short.value,
        "deepest": bank.lowest_with.quantiles[5].value,
        "base_npv": candidate.base.npv,
        "irr": _rate(candidate.irr.quantiles.quantiles[50].value, words),
    }


def _rate(rate: float, words: Words) -> Cell:
    if math.isnan(rate):
        return words.text("irr.none")
    if math.isinf(rate):
        return words.text("irr.always_gains" if rate > 0 else "irr.always_loses")
    return rate

"""Tables of what stands in a document: its figures with who says so, the base case by year, where to begin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.exports.tables import Table
from roitool.imports.origin import three_of
from roitool.scenario.base import text_in
from roitool.scenario.base_figures import base_figures
from roitool.scenario.overview import overview
from roitool.scenario.quantities import Chance, Fixed, Range
from roitool.scenario.where_to_begin import beginnings, suggested
from roitool.wording.formulas import formula_in_words, visible
from roitool.wording.known_figures import confidence_text, source_titles
from roitool.wording.places import field_name
from roitool.wording.readiness import asked
from roitool.wording.statements import row_label, section_title
from roitool.wording.units import figure_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roitool.cashflow.statement import Statement
    from roitool.exports.tables import Cell
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import DerivedFigure, Input
    from roitool.scenario.quantities import BaseQuantity
    from roitool.scenario.scenario import Readiness, Scenario
    from roitool.wording.words import Words

_BETWEEN_PERCENTILES = 0.8
"""Of the futures lie between the 10th and the 90th."""

_FIGURES = (
    *("of", "figure", "id", "kind", "low", "likely", "high", "lies_between", "unit"),
    *("by", "date", "source", "confidence", "note"),
)


def figures_table(scenario: Scenario, positions: Iterable[int], words: Words) -> Table:
    """Return every figure that is shared or belongs to one of the candidates, stated or derived, with who says so.

    Numbers are those of the screen, a share as a percentage; low and high of kinds that have none are their 10th and
    90th percentile.
    """
    shared = base_figures(scenario)
    rows = list(_figures(scenario, None, shared, words))
    for position in positions:
        rows += _figures(scenario, position, base_figures(scenario.candidates[position], shared), words)
    return Table(_headings("figures", _FIGURES, words), tuple(rows))


def statement_table(statement: Statement, scenario: Scenario, words: Words) -> Table:
    """Return the base case of a candidate by calendar year, its three parts below each other, each row with its sum."""
    header = (*_headings("statement", ("part", "row"), words), *map(str, statement.years), words.text("statement.sum"))
    rows: list[tuple[Cell, ...]] = []
    for row in statement.rows:
        part = section_title(row.section, statement, scenario, words)
        rows.append((part, row_label(row, words), *row.by_year, row.sum))
    return Table(header, tuple(rows))


def readiness_table(readiness: Readiness | None, words: Words) -> Table:
    """Return the questions about readiness, the answers from 0 to 5, and what to do first where one is low."""
    rows = (
        (
            question.ask,
            math.nan if question.given is None else float(question.given),
            "" if question.given is None else question.levels[question.given],
            " ".join(question.first),
        )
        for question in asked(readiness, words)
    )
    return Table(_headings("readiness", ("question", "level", "answer", "first"), words), tuple(rows))


def beginnings_table(readiness: Readiness | None, words: Words) -> Table:
    """Return all templates, those first that fit best by the answers about readiness; none with too few answers.

    What each costs, all in, is in euros; see :class:`roitool.scenario.overview.TemplateAtAGlance`.
    """
    offered = {each.id: (group, each) for group in beginnings().groups for each in group.templates}
    titles = {each.id: each.title[words.language] for group in overview().groups for each in group.templates}
    rows: list[tuple[Cell, ...]] = []
    for suggestion in suggested(readiness):
        group, template = offered[suggestion.template]
        first = "; ".join(field_name(short.question, words) for short in suggestion.short)
        fits = words.text("tables.beginnings.later" if first else "tables.beginnings.now")
        title = titles[suggestion.template]
        rows.append((title, words.label(group.title), fits, first, template.all_in.low, template.all_in.high))
    return Table(_headings("beginnings", ("template", "group", "fits", "first", "low", "high"), words), tuple(rows))


def _headings(table: str, columns: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(words.text(f"tables.{table}.{column}") for column in columns)


def _figures(
    scenario: Scenario, position: int | None, base: Mapping[str, float], words: Words
) -> Iterator[tuple[Cell, ...]]:
    scope: Scenario | Candidate = scenario if position is None else scenario.candidates[position]
    of = words.text("tables.figures.shared")
    if position is not None:
        candidate = scenario.candidates[position]
        of = words.label(candidate.title) or candidate.id
    for item in scope.inputs:
        yield of, *_stated(item, scenario.currency, words)
    known = visible(scenario, position, words).labels
    for derived in scope.derived:
        yield of, *_derived(derived, base.get(derived.id, math.nan), known, scenario.currency, words)


def _stated(item: Input, currency: str, words: Words) -> tuple[Cell, ...]:
    unit, said = figure_unit(item.unit, item.quantity, currency, words), item.evidence
    return (
        words.label(item.label) or item.id,
        item.id,
        words.text(f"changes.kind.{item.quantity.kind}"),
        *(unit.shown(value) if math.isfinite(value) else value for value in _three(item.quantity)),
        _lies_between(item.quantity, words),
        unit.text,
        words.text(f"workbook.by.{said.by}"),
        said.date or "",
        "; ".join(source_titles(said.source)),
        confidence_text(said.confidence, words) if said.confidence else "",
        text_in(words.language, said.note),
    )


def _derived(
    item: DerivedFigure, value: float, known: Mapping[str, str], currency: str, words: Words
) -> tuple[Cell, ...]:
    unit = figure_unit(item.unit, Fixed(value=0.0), currency, words)
    formula = formula_in_words(item.formula, known, words)
    shown = unit.shown(value) if math.isfinite(value) else value
    return (
        words.label(item.label) or item.id,
        item.id,
        words.text("tables.figures.derived"),
        *(math.nan, shown, math.nan),
        "",
        unit.text,
        *[""] * 4,
        formula,
    )


def _three(quantity: BaseQuantity) -> tuple[float, float, float]:
    """Return the low, likely and high value of a quantity; a fixed one and a chance have no low and no high."""
    if isinstance(quantity, Chance):
        # The base case has one: whether it happens.
        return math.nan, quantity.probability, math.nan
    low, likely, high = three_of(quantity)
    return (math.nan, likely, math.nan) if isinstance(quantity, Fixed) else (low, likely, high)


def _lies_between(quantity: BaseQuantity, words: Words) -> str:
    """Return how much of the futures lies between low and high."""
    if isinstance(quantity, Fixed | Chance):
        return ""
    return words.percent(quantity.coverage if isinstance(quantity, Range) else _BETWEEN_PERCENTILES)

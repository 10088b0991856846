"""The figures that a report rests on, and who says so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from roitool.decision.strongest import LEAST
from roitool.exports.report.parts import Column, Notes, Prose, Row, Section, Table
from roitool.evaluate.why import figures_of
from roitool.scenario.base import text_in
from roitool.scenario.editing import value_at
from roitool.wording.known_figures import confidence_text, source_titles
from roitool.wording.plain import clean
from roitool.wording.quantities import figure_text

if TYPE_CHECKING:
    from roitool.evaluate.closer_look import CloserLook
    from roitool.evaluate.why import Mover
    from roitool.scenario.inputs import Evidence, Input
    from roitool.wording.telling import Telling
    from roitool.wording.words import Words

_MOST_FIGURES = 8
_MOST_SOURCES = 6
_LONGEST_LABEL = 80
_LONGEST_VALUE = 60
_LONGEST_REMARK = 110

_KINDS = ("quote", "measured", "adviser", "reference", "guess")


def evidence(telling: Telling, look: CloserLook, position: int) -> Section:
    """Return how many figures rest on whom, those that move the outcome most, and where reference figures were read."""
    words, scenario = telling.words, telling.evaluation.scenario
    used = [item for _, item in figures_of(scenario, position)]
    said_by = Counter(item.evidence.by for item in used)
    counts = words.listed(
        tuple(
            words.text(f"report.count.{kind}", count=words.number(said_by[kind])) for kind in _KINDS if said_by[kind]
        )
    )
    movers = [each for each in look.figures if each.what == "figure" and abs(each.correlation.value) >= LEAST]
    shown = movers[:_MOST_FIGURES]
    parts = [Prose((words.text("report.figures.counts", all=words.number(len(used)), counts=counts),))]
    if not shown:
        parts.append(Prose((words.text("report.figures.none"),)))
        return Section(words.text("report.section.figures"), tuple(parts))
    headings = (("figure", 11), ("value", 9), ("higher", 4), ("by", 7), ("source", 13))
    table = Table(
        tuple(Column(words.text(f"report.figures.{name}"), width) for name, width in headings),
        tuple(_row(telling, each) for each in shown),
    )
    small = [words.text("report.figures.means", shown=words.number(len(shown)), all=words.number(len(used)))]
    if sources := _sources(used, words):
        small.append(sources)
    return Section(words.text("report.section.figures"), (*parts, table, Notes(tuple(small))))


def _row(telling: Telling, mover: Mover) -> Row:
    words, scenario = telling.words, telling.evaluation.scenario
    item: Input = value_at(scenario, mover.place)
    better = mover.correlation.value > 0
    return Row(
        (
            clean(words.label(item.label) or item.id, _LONGEST_LABEL),
            clean(figure_text(item, scenario.currency, words), _LONGEST_VALUE),
            words.text("report.figures.better" if better else "report.figures.worse"),
            _who(item.evidence, words),
            _remark(item.evidence, words),
        )
    )


def _who(said: Evidence, words: Words) -> str:
    who = words.text(f"workbook.by.{said.by}")
    if said.date is None:
        return who
    return words.text("report.figures.dated", who=who, date=words.date(dt.date.fromisoformat(said.date)))


def _remark(said: Evidence, words: Words) -> str:
    """Return where a figure was read and how far it is to be trusted, else what was noted of it."""
    titles = "; ".join(source_titles(said.source))
    if titles and said.confidence:
        titles = f"{clean(titles, _LONGEST_REMARK)} ({confidence_text(said.confidence, words)})"
    return titles or clean(text_in(words.language, said.note), _LONGEST_REMARK)


def _sources(used: list[Input], words: Words) -> str:
    """Return where the reference figures were read, each source once, those of most figures first."""
    read = Counter(
        title
        for item in used
        if item.evidence.by == "reference"
        for title in dict.fromkeys(source_titles(item.evidence.source))
    )
    if not read:
        return ""
    titles = [title for title, _ in read.most_common(_MOST_SOURCES)]
    told = words.text("report.figures.sources", sources="; ".join(titles))
    left = len(read) - len(titles)
    return told if not left else f"{told} {words.text('report.figures.more_sources', count=words.number(left))}"

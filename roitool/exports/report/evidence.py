"""The figures that a report rests on, and who says so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from roitool.decision.strongest import LEAST
from roitool.exports.report.parts import Column, Notes, Prose, Row, Section, Table
from roitool.scenario.base import text_in
from roitool.scenario.editing import value_at
from roitool.scenario.in_use import inputs_in_use
from roitool.scenario.sources import BETWEEN_KEYS
from roitool.wording.known_figures import confidence_text, source_titles
from roitool.wording.plain import clean
from roitool.wording.quantities import figure_text

if TYPE_CHECKING:
    from roitool.evaluate.closer_look import CloserLook, Weight
    from roitool.exports.report.room import Room
    from roitool.scenario.inputs import Evidence, Input
    from roitool.wording.telling import Telling
    from roitool.wording.words import Words

_LONGEST_VALUE = 60

_JUDGEMENT = "judgement"
"""The source that is none: the makers of the program judged it."""

_LEAST_SHARE = 0.005
"""Of the spread: what is less is shown as nothing."""

_KINDS = ("quote", "measured", "adviser", "reference", "guess")


def evidence(telling: Telling, look: CloserLook, position: int, room: Room) -> Section:
    """Return how many figures rest on whom, those that move the outcome most, and where reference figures were read."""
    words, scenario = telling.words, telling.evaluation.scenario
    used = [item for _, item in inputs_in_use(scenario, position)]
    said_by = Counter[str](item.evidence.by for item in used)
    counts = words.listed(
        tuple(words.text(f"report.count.{kind}", count=words.number(said_by[kind])) for kind in _KINDS if said_by[kind])
    )
    weighty = (each for each in look.weights if each.share.value >= _LEAST_SHARE)
    shown = [each for each in weighty if abs(each.correlation.value) >= LEAST][: room.figures]
    parts = [Prose((words.text("report.figures.counts", all=words.number(len(used)), counts=counts),))]
    if not shown:
        parts.append(Prose((words.text("report.figures.none"),)))
        return Section(words.text("report.section.figures"), tuple(parts))
    headings = (("figure", 5), ("value", 4), ("share", 0), ("higher", 0), ("by", 0), ("source", 5))
    table = Table(
        tuple(Column(words.text(f"report.figures.{name}"), width, name == "share") for name, width in headings),
        tuple(_row(telling, each, room) for each in shown),
    )
    small = [words.text("report.figures.means", shown=words.number(len(shown)), all=words.number(len(used)))]
    if sources := _sources(used, words, room.sources):
        small.append(sources)
    return Section(words.text("report.section.figures"), (*parts, table, Notes(tuple(small))))


def _row(telling: Telling, weight: Weight, room: Room) -> Row:
    words, scenario = telling.words, telling.evaluation.scenario
    item: Input = value_at(scenario, weight.place)
    better = weight.correlation.value > 0
    return Row(
        (
            words.label(item.label) or item.id,
            clean(figure_text(item, scenario.currency, words), _LONGEST_VALUE),
            words.percent(max(weight.share.value, 0.0), 0),
            words.text("report.figures.better" if better else "report.figures.worse"),
            _who(item.evidence, words),
            _remark(item.evidence, words, room.remark),
        )
    )


def _who(said: Evidence, words: Words) -> str:
    who = words.text(f"workbook.by.{said.by}")
    if said.date is None:
        return who
    return words.text("report.figures.dated", who=who, date=words.date(dt.date.fromisoformat(said.date)))


def _remark(said: Evidence, words: Words, longest: int) -> str:
    """Return where a figure was read and how far it is to be trusted, else what was noted of it."""
    titles = clean("; ".join(_read_in(said)), longest)
    if titles:
        return f"{titles} ({confidence_text(said.confidence, words)})" if said.confidence else titles
    if _JUDGEMENT in _keys(said):
        return words.text("report.figures.judgement")
    return clean(text_in(words.language, said.note), longest)


def _sources(used: list[Input], words: Words, most: int) -> str:
    """Return where the reference figures were read, each source once, those of most figures first."""
    references = [item.evidence for item in used if item.evidence.by == "reference"]
    read = Counter(title for said in references for title in _read_in(said))
    titles = [title for title, _ in read.most_common(most)]
    if left := len(read) - len(titles):
        titles.append(words.text("report.figures.more_sources", count=words.number(left)))
    return words.text("report.figures.sources", sources="; ".join(titles)) if titles else ""


def _read_in(said: Evidence) -> tuple[str, ...]:
    """Return the titles of what a figure was read in, each once; a judgement was read nowhere."""
    keys = (key for key in _keys(said) if key != _JUDGEMENT)
    return tuple(dict.fromkeys(source_titles(BETWEEN_KEYS.join(keys))))


def _keys(said: Evidence) -> list[str]:
    return [key.strip() for key in said.source.split(BETWEEN_KEYS.strip())]

"""Templates in words: what there is to start from, and what to ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.data import company_frame
from roitool.scenario.reference import reference_class
from roitool.wording.quantities import quantity_text
from roitool.wording.units import figure_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.inputs import Input
    from roitool.scenario.template import Template
    from roitool.wording.words import Words


def questions(template: Template, words: Words) -> Iterator[str]:
    """Yield what to ask first, each with the figure it answers and what stands there until then."""
    figures = {item.id: item for item in (*company_frame().inputs, *template.inputs, *template.candidate.inputs)}
    for question in template.questions:
        item = figures[question.figure]
        values = {"ask": words.label(question.ask), "figure": item.id, "now": shown(item, words)}
        yield words.text("templates.question", **values)


def left_out(template: Template, words: Words) -> Iterator[str]:
    """Yield what quotes usually leave out, and why it is real."""
    candidate = template.candidate
    labels = {item.id: item.label for item in candidate.lines} | {item.id: item.label for item in candidate.events}
    for item in template.left_out:
        yield words.text("templates.left_out", line=words.label(labels[item.line]), why=words.label(item.why))


def kind_of_project(template: Template, words: Words) -> str:
    """Return which class of projects it is held against; nothing where it names none."""
    reference = template.candidate.reference
    if reference is None:
        return ""
    found = reference_class(reference.class_id)
    return words.text("views.class", title=words.label(found.title), applies=words.label(found.applies_to))


def shown(item: Input, words: Words) -> str:
    """Return what a figure is now, with its unit."""
    currency = company_frame().currency
    unit = figure_unit(item.unit, item.quantity, currency, words)
    text = quantity_text(item.quantity, item.unit, currency, words)
    # A unit that is the currency or a share alone stands in the numbers already.
    return text if item.unit in {currency, "share"} or not unit.text else f"{text} {unit.text}"

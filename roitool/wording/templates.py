"""Templates in words: what there is to start from, and what to ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.data import company_frame, template_ids
from roitool.scenario.reference import reference_class
from roitool.scenario.sources import BETWEEN_KEYS, source
from roitool.scenario.technologies import technologies
from roitool.wording.answer_names import alike
from roitool.wording.plain import clean
from roitool.wording.quantities import figure_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.inputs import Input
    from roitool.scenario.template import Question, Template
    from roitool.wording.words import Words

JUDGEMENT = "judgement"
"""The key of figures that were read nowhere."""

_JUDGED = "J"
"""The confidence of what is nothing else."""

_LONGEST_NAME = 60


def questions(template: Template, words: Words) -> Iterator[str]:
    """Yield what to ask first, each with the figure it answers and what stands there until then."""
    figures = {item.id: item for item in _figures(template)}
    currency = company_frame().currency
    for question in template.questions:
        item = figures[question.figure]
        yield question_text(question, item, item.id, currency, words)


def question_text(question: Question, item: Input, name: str, currency: str, words: Words) -> str:
    """Return what to ask, with the name by which it is answered and what stands there until then."""
    values = {"ask": words.label(question.ask), "figure": name, "now": figure_text(item, currency, words)}
    return words.text("templates.question", **values)


def no_such_template(name: str, words: Words) -> str:
    """Return that there is no template of a name, and which one may be meant."""
    values = {"found": words.quoted(clean(name, _LONGEST_NAME))}
    meant = alike(name, template_ids())
    if not meant:
        return words.text("templates.unknown", **values)
    return words.text("templates.unknown_alike", choices=words.listed(meant, any_of=True), **values)


def left_out(template: Template, words: Words) -> Iterator[str]:
    """Yield what quotes usually leave out, and why it is real."""
    candidate = template.candidate
    labels = {item.id: item.label for item in candidate.lines} | {item.id: item.label for item in candidate.events}
    for item in template.left_out:
        yield words.text("templates.left_out", line=words.label(labels[item.line]), why=words.label(item.why))


def learnt(template: Template, words: Words) -> Iterator[str]:
    """Yield how figures are learnt before the choice and what that costs; last where that is judgement alone."""
    labels = {item.id: item.label for item in _figures(template)}
    for item in template.learning:
        yield words.text(
            "templates.learning",
            how=words.label(item.how),
            cost=words.money(item.cost, company_frame().currency),
            # Names hold commas.
            names="; ".join(words.label(labels[figure]) for figure in item.figures),
        )
    if {item.confidence for item in template.learning} == {_JUDGED}:
        yield words.text("templates.learning_judged")


def kind_of_project(template: Template, words: Words) -> str:
    """Return which class of projects it is held against; nothing where it names none."""
    reference = template.candidate.reference
    if reference is None:
        return ""
    found = reference_class(reference.class_id)
    return words.text("views.class", title=words.label(found.title), applies=words.label(found.applies_to))


def belongs_to(template: Template, words: Words) -> str:
    """Return the technologies of the survey that it belongs to, and that the list is a reconstruction."""
    found = technologies()
    labels = {each.number: words.label(each.label) for each in found.technologies}
    if not template.technologies:
        return words.text("templates.no_technology")
    named = "; ".join(f"{number} {labels[number]}" for number in template.technologies)
    return words.text("templates.technologies", named=named, note=words.label(found.note))


def rests_on(template: Template, words: Words) -> Iterator[str]:
    """Yield where its figures were read, judgement first with how many figures are nothing else."""
    inputs = (*template.inputs, *template.candidate.inputs)
    read = [item.evidence.source.split(BETWEEN_KEYS) for item in inputs if item.evidence.source]
    judged = sum(keys == [JUDGEMENT] for keys in read)
    yield words.text("templates.judged", count=words.number(judged), all=words.number(len(inputs)))
    for key in sorted({key for keys in read for key in keys} - {JUDGEMENT}):
        found = source(key)
        yield words.text("templates.source", title=clean(found.title), what=words.label(found.what))


def _figures(template: Template) -> tuple[Input, ...]:
    """Return the figures of a template, and those of the company that it may use."""
    return (*company_frame().inputs, *template.inputs, *template.candidate.inputs)

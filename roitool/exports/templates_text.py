"""Templates, and the questions about readiness, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph
from roitool.wording.templates import belongs_to, kind_of_project, learnt, left_out, questions, rests_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.scenario.template import Template
    from roitool.wording.words import Words


def templates_text(templates: Sequence[Template], words: Words, width: int) -> str:
    """Return every template with its name and promise."""
    parts = [heading(words.text("templates.title"), width, "═")]
    for template in templates:
        title = words.text("templates.one", id=template.id, title=words.label(template.title))
        parts.append("\n".join([title, paragraph(words.label(template.promise), width, 2)]))
    parts.append(paragraph(words.text("templates.footnote"), width))
    return "\n\n".join(parts) + "\n"


def template_text(template: Template, words: Words, width: int) -> str:
    """Return one template: what to ask first and how it is learnt, what quotes leave out, what it is held against."""
    parts = [
        heading(words.label(template.title), width, "═"),
        paragraph(words.label(template.promise), width),
        "\n".join([words.text("templates.questions"), *bullets(questions(template, words), width, 2)]),
    ]
    if template.learning:
        parts.append("\n".join([words.text("templates.learning_title"), *bullets(learnt(template, words), width, 2)]))
    if template.left_out:
        parts.append("\n".join([words.text("templates.left_out_title"), *bullets(left_out(template, words), width, 2)]))
    parts.append("\n".join([words.text("templates.sources_title"), *bullets(rests_on(template, words), width, 2)]))
    parts.append(paragraph(kind_of_project(template, words), width))
    parts.append(paragraph(belongs_to(template, words), width))
    figures = words.number(len(template.candidate.inputs))
    parts.append(paragraph(words.text("templates.figures", count=figures, id=template.id), width))
    return "\n\n".join(parts) + "\n"

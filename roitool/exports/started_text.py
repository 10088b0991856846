"""What is told of a scenario that has just been made: what it rests on, and what to answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, paragraph
from roitool.scenario.data import template
from roitool.wording.templates import questions

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def started_text(scenario: Scenario, path: str, words: Words, width: int) -> str:
    """Return where a new scenario is, how many of its figures rest on references, and what to answer first."""
    inputs = [*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs)]
    counted = {
        "all": words.number(len(inputs)),
        "reference": words.number(sum(item.evidence.by == "reference" for item in inputs)),
        "quote": words.number(sum(item.evidence.by == "quote" for item in inputs)),
    }
    parts = [
        paragraph(words.text("new.written", path=path), width),
        paragraph(words.text("new.rests", **counted), width),
    ]
    open_ = {item.id for item in inputs if item.evidence.by == "reference"}
    names = dict.fromkeys(each.template for each in scenario.candidates if each.template is not None)
    asked = [
        text
        for name in names
        for question, text in zip(template(name).questions, questions(template(name), words), strict=True)
        if question.figure in open_
    ]
    if asked:
        parts.append("\n".join([words.text("new.ask"), *bullets(dict.fromkeys(asked), width, 2)]))
    parts.append(paragraph(words.text("new.next", path=path), width))
    return "\n\n".join(parts) + "\n"

"""What is told of a scenario that has just been made: what it rests on, and what to answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, paragraph
from roitool.scenario.data import template
from roitool.wording.answer_names import named_figures
from roitool.wording.templates import question_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def started_text(scenario: Scenario, path: str, words: Words, width: int, filled_in: Sequence[str] = ()) -> str:
    """Return where a new scenario is, how many of its figures rest on references, and what to answer first.

    Parameters
    ----------
    path
        Of its file; never broken over two lines, so that it can be copied.
    filled_in
        What the answers were understood as.
    """
    inputs = [*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs)]
    counted = {
        "all": words.number(len(inputs)),
        "reference": words.number(sum(item.evidence.by == "reference" for item in inputs)),
        "quote": words.number(sum(item.evidence.by == "quote" for item in inputs)),
    }
    parts = [words.text("new.written", path=path)]
    if filled_in:
        parts.append("\n".join([words.text("new.filled"), *bullets(filled_in, width, 2)]))
    parts.append(paragraph(words.text("new.rests", **counted), width))
    asked = list(_asked(scenario, words, width))
    if asked:
        parts.append("\n".join([paragraph(words.text("new.ask"), width), *asked]))
    typed = f'"{path}"' if " " in path else path
    parts.append(f"{words.text('new.next')}\n  roitool evaluate {typed} --view both")
    return "\n\n".join(parts) + "\n"


def _asked(scenario: Scenario, words: Words, width: int) -> Iterator[str]:
    """Yield what to answer first: shared figures once, then those of each candidate below its title."""
    figures = {(each.candidate, each.item.id): each for each in named_figures(scenario)}
    asked: dict[int | None, dict[str, str]] = {None: {}}
    for position, candidate in enumerate(scenario.candidates):
        for question in () if candidate.template is None else template(candidate.template).questions:
            found = figures.get((position, question.figure)) or figures.get((None, question.figure))
            if found is not None and found.item.evidence.by == "reference":
                text = question_text(question, found.item, found.name, scenario.currency, words)
                asked.setdefault(found.candidate, {}).setdefault(found.name, text)
    several = len(scenario.candidates) > 1
    for of, questions in asked.items():
        if several and questions:
            yield "  " + (words.text("new.shared") if of is None else words.label(scenario.candidates[of].title))
        yield from bullets(questions.values(), width, 4 if several else 2)

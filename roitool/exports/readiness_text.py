"""The questions about readiness as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph
from roitool.wording.readiness import asked, effect
from roitool.wording.where_to_begin import suggestion_lines

if TYPE_CHECKING:
    from roitool.scenario.scenario import Readiness
    from roitool.wording.readiness import Asked
    from roitool.wording.words import Words


def readiness_text(readiness: Readiness | None, words: Words, width: int) -> str:
    """Return every question with its answers, what those given change and suggest, and what to do first."""
    parts = [heading(words.text("readiness.title"), width, "═")]
    parts += [_question(question, words, width) for question in asked(readiness, words)]
    parts.append("\n".join(paragraph(line, width) for line in effect(readiness, words)))
    parts += [paragraph(line, width) for line in suggestion_lines(readiness, words)]
    return "\n\n".join(parts) + "\n"


def _question(question: Asked, words: Words, width: int) -> str:
    lines = [paragraph(words.text("readiness.question", key=question.key, ask=question.ask), width)]
    for level, text in enumerate(question.levels):
        mark = "→" if level == question.given else " "
        lines.append(paragraph(f"{level}  {text}", width, 4).replace("  ", f"{mark} ", 1))
    return "\n".join([*lines, *bullets(question.first, width, 2)])

"""What came of a workbook as plain text: the changes with their numbers, and what was not taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph
from roitool.imports.telling import headline, told_change, told_not_taken

if TYPE_CHECKING:
    from roitool.imports.review import Change, Review
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_BETWEEN = " › "
_INDENT = 5


def review_text(review: Review, scenario: Scenario, words: Words, width: int) -> str:
    """Return everything that came of a workbook."""
    parts = [paragraph(headline(review, words), width)]
    for number, change in enumerate(review.changes, start=1):
        parts.append(change_text(number, change, scenario, words, width))
    if review.not_taken:
        told = [told_not_taken(each, scenario, words) for each in review.not_taken]
        lines = [_BETWEEN.join(filter(None, [each.part, each.line])) for each in told]
        parts.append("\n".join([heading(words.text("import.not_taken_title"), width), *bullets(lines, width)]))
    return "\n\n".join(parts) + "\n"


def change_text(number: int, change: Change, scenario: Scenario, words: Words, width: int) -> str:
    """Return one change with its number, who says so, and what is to be said of it."""
    told = told_change(change, scenario, words)
    first = paragraph(f"{_BETWEEN.join([told.part, told.line])}", width, _INDENT)
    others = [paragraph(line, width, _INDENT) for line in (told.said_by, *told.remarks) if line]
    return "\n".join([f"{number:>3}. {first.lstrip()}", *others])

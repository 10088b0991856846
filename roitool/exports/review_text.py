"""What came of a workbook as plain text: the changes with their numbers, and what was not taken over."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph
from roitool.imports.telling import headline, told_change, told_not_taken

if TYPE_CHECKING:
    from roitool.imports.review import Change, Review
    from roitool.imports.telling import ToldChange
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_BETWEEN = " › "
_INDENT = 5


def review_text(review: Review, scenario: Scenario, words: Words, width: int) -> str:
    """Return everything that came of a workbook, by whose figures they are."""
    parts = [paragraph(headline(review, words), width)]
    if review.changed_since:
        parts.append(paragraph(words.text("import.changed_since"), width))
    changes = [(number, told_change(each, scenario, words)) for number, each in enumerate(review.changes, start=1)]
    for part, told in groupby(changes, key=lambda each: each[1].part):
        parts.append("\n".join([heading(part, width), *(_change(number, each, width) for number, each in told)]))
    if review.not_taken:
        found = [told_not_taken(each, scenario, words) for each in review.not_taken]
        lines = [_BETWEEN.join(filter(None, [each.part, each.line])) for each in found]
        parts.append("\n".join([heading(words.text("import.not_taken_title"), width), *bullets(lines, width)]))
    return "\n\n".join(parts) + "\n"


def change_text(number: int, change: Change, scenario: Scenario, words: Words, width: int) -> str:
    """Return one change by itself: its number, whose figure it is, who says so, and what is to be said of it."""
    told = told_change(change, scenario, words)
    return _change(number, replace(told, what=_BETWEEN.join([told.part, told.what])), width)


def _change(number: int, told: ToldChange, width: int) -> str:
    first, *others = (paragraph(line, width, _INDENT) for line in (told.line, told.said_by, *told.remarks) if line)
    return "\n".join([f"{number:>3}. {first.lstrip()}", *others])

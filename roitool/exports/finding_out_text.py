"""What to find out first as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, paragraph
from roitool.wording.finding_out import describe_finding_out

if TYPE_CHECKING:
    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.finding_out import FindingOut
    from roitool.wording.finding_out import ToldUnknown
    from roitool.wording.words import Words

_MOST_TOGETHER, _MOST_ALONE = 3, 6


def finding_out_text(evaluation: Evaluation, found: FindingOut, words: Words, width: int) -> str:
    """Return what is worth most to know before one of all candidates is chosen, and what is worth nothing."""
    told = describe_finding_out(evaluation, found, words)
    several = len(evaluation.scenario.candidates) > 1
    lines = [
        words.text("compare.find.together", name=row.name, worth=row.worth, how=row.how, whose=row.whose)
        for row in told.together[:_MOST_TOGETHER]
    ]
    lines += [_alone(row, words, several=several) for row in told.rows[:_MOST_ALONE]]
    less = told.rows[_MOST_ALONE:]
    below = (words.text("find.less", count=words.number(len(less))) if less else "", told.nothing, told.every)
    return "\n".join(
        [
            words.text("compare.find"),
            *bullets(lines, width, 2),
            *(paragraph(sentence, width) for sentence in below if sentence),
        ]
    )


def _alone(row: ToldUnknown, words: Words, *, several: bool) -> str:
    name = words.text("compare.find.of", name=row.name, whose=row.whose) if several else row.name
    code = "compare.find.one.how" if row.how else "compare.find.one"
    return words.text(code, name=name, worth=row.worth, how=row.how)

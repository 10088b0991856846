"""Choices side by side as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.finding_out_text import finding_out_text
from roitool.exports.layout import bullets, heading, paragraph, table
from roitool.wording.comparison import describe_comparison

if TYPE_CHECKING:
    from roitool.evaluate.compare import Comparison
    from roitool.evaluate.finding_out import FindingOut
    from roitool.wording.comparison import ToldChoice
    from roitool.wording.words import Words

_COLUMNS = ("earns", "payback", "short", "mean", "low", "high", "per_year", "regret")


def comparison_text(found: Comparison, finding: FindingOut, title: str, words: Words, width: int) -> str:
    """Return the sentences of an adviser, a row for each choice, every two of them, and what to find out first."""
    told = describe_comparison(found, words)
    header = ["", *(words.text(f"compare.column.{name}") for name in _COLUMNS)]
    rows = [[choice.name, *(_cell(choice, name, words) for name in _COLUMNS)] for choice in told.choices]
    verdicts = [f"{choice.name}: {choice.verdict}" for choice in told.choices[1:]]
    parts = [
        heading(title, width, "═"),
        "\n".join(paragraph(sentence, width) for sentence in told.summary),
        "\n".join(bullets(verdicts, width)),
        "\n".join(table(header, rows, width)),
        paragraph(words.text("compare.legend"), width),
        "\n".join([words.text("compare.pairs"), *bullets(told.pairs, width, 2)]),
        finding_out_text(found.evaluation, finding, words, width),
    ]
    return "\n\n".join(parts) + "\n"


def _cell(choice: ToldChoice, column: str, words: Words) -> str:
    if column == "short" and choice.without:
        return words.text("compare.short", with_it=choice.short, without=choice.without)
    return str(getattr(choice, column))

"""Choices side by side as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph, table

if TYPE_CHECKING:
    from roitool.wording.comparison import ToldComparison
    from roitool.wording.words import Words

_COLUMNS = ("earns", "payback", "short", "mean", "low", "high", "per_year", "regret")


def comparison_text(told: ToldComparison, title: str, words: Words, width: int) -> str:
    """Return the sentences of an adviser, a row for each choice, and every two held against each other."""
    header = ["", *(words.text(f"compare.column.{name}") for name in _COLUMNS)]
    rows = [[choice.name, *(getattr(choice, name) for name in _COLUMNS)] for choice in told.choices]
    verdicts = [f"{choice.name}: {choice.verdict}" for choice in told.choices[1:]]
    parts = [
        heading(title, width, "═"),
        "\n".join(paragraph(sentence, width) for sentence in told.summary),
        "\n".join(bullets(verdicts, width)),
        "\n".join(table(header, rows, width)),
        paragraph(words.text("compare.legend"), width),
        "\n".join([words.text("compare.pairs"), *bullets(told.pairs, width, 2)]),
    ]
    return "\n\n".join(parts) + "\n"

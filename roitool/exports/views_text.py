"""Both views of a decision as plain text, as a terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph, table
from roitool.wording.views import describe_views

if TYPE_CHECKING:
    from roitool.evaluate.views import Views
    from roitool.wording.views import CandidateViews
    from roitool.wording.words import Words


def views_text(views: Views, words: Words, width: int) -> str:
    """Return every candidate with the own figures, as such projects usually go, and what makes the difference."""
    title = words.label(views.inside.scenario.title).strip() or words.text("cli.untitled")
    parts = [heading(title, width, "═"), paragraph(words.text("views.what"), width)]
    told: set[str] = set()
    for candidate in describe_views(views, words):
        parts += _candidate(candidate, words, width, told)
    futures = words.number(views.inside.provenance.futures)
    parts.append(paragraph(words.text("views.footnote", futures=futures), width))
    return "\n\n".join(parts) + "\n"


def _candidate(candidate: CandidateViews, words: Words, width: int, told: set[str]) -> list[str]:
    header = ["", words.text("views.inside"), words.text("views.outside")]
    rows = [[row.what, row.inside, row.outside] for row in candidate.rows]
    parts = [
        "\n".join([heading(candidate.title, width), paragraph(candidate.verdict, width)]),
        "\n".join(table(header, rows, width)),
    ]
    if candidate.steps:
        parts.append("\n".join([words.text("views.steps"), *bullets(candidate.steps, width, 2)]))
    # What holds for every candidate is said once.
    notes = [note for note in candidate.notes if note not in told]
    told.update(notes)
    if notes:
        parts.append("\n".join([words.text("text.notes"), *bullets(notes, width, 2)]))
    return parts

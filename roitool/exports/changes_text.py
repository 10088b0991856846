"""What differs between two scenarios as plain text, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph
from roitool.wording.changes import describe_changes
from roitool.wording.differences import describe_difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.difference import Difference
    from roitool.scenario.changes import Change
    from roitool.scenario.scenario import Scenario
    from roitool.wording.changes import ChangedGroup
    from roitool.wording.words import Words


def changes_text(
    changes: Sequence[Change],
    before: Scenario,
    after: Scenario,
    words: Words,
    width: int,
    difference: Difference | None = None,
) -> str:
    """Return changes by the part of the document they are in; before them `difference`, where both were decided."""
    parts = []
    if difference is not None:
        described = describe_difference(difference, words)
        parts.append(heading(words.text("changes.value.title"), width, "═"))
        parts += [_group(group, width) for group in described.candidates]
        parts.append(paragraph(described.note, width))
    parts.append(heading(words.text("changes.title"), width, "═"))
    groups = describe_changes(changes, before, after, words)
    if groups:
        parts += [_group(group, width) for group in groups]
    else:
        parts.append(words.text("changes.nothing"))
    return "\n\n".join(parts) + "\n"


def _group(group: ChangedGroup, width: int) -> str:
    return "\n".join([paragraph(group.title, width), *bullets(group.lines, width, 2)])

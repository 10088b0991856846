"""Sums of more terms than one formula of a spreadsheet can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ROOM = 7_500
"""Characters of a sum: a formula takes 8 192, and what stands around the sum needs some of them."""


def in_parts(terms: Sequence[str]) -> Iterator[slice]:
    """Yield which terms go together, so that no sum of them is too long; a single part where all of them fit."""
    first, length = 0, 0
    for position, term in enumerate(terms):
        if length + len(term) + 1 > _ROOM:
            yield slice(first, position)
            first, length = position, 0
        length += len(term) + 1
    yield slice(first, len(terms))

"""Sums of more terms than one formula of a spreadsheet can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ROOM = 7_500
"""Characters of a sum: a formula takes 8 192, and what stands around the sum needs some of them."""


_TOGETHER = 100
"""Terms of one pair of parentheses: a chain of some hundreds is deeper than every program reads."""


def grouped(terms: Sequence[str]) -> str:
    """Return the sum of some terms, in groups where they are many; 0 without any."""
    if len(terms) <= _TOGETHER:
        return "+".join(terms) or "0"
    groups = (terms[begin : begin + _TOGETHER] for begin in range(0, len(terms), _TOGETHER))
    return "+".join(f"({'+'.join(group)})" for group in groups)


def in_parts(terms: Sequence[str]) -> Iterator[slice]:
    """Yield which terms go together, so that no sum of them is too long; a single part where all of them fit."""
    first, length = 0, 0
    for position, term in enumerate(terms):
        if length + len(term) + 1 > _ROOM:
            yield slice(first, position)
            first, length = position, 0
        length += len(term) + 1
    yield slice(first, len(terms))

"""Plain text of a fixed width: paragraphs, bullets, tables."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

_BULLET = "· "
_GAP = 2
_LONGEST_FIRST_CELL = 34
"""Where the table is too narrow to give it a third."""

_SHORTEST_FIRST_CELL = 12
"""A label is still known by its beginning; amounts are never clipped."""


def paragraph(text: str, width: int, indent: int = 0) -> str:
    """Return a text wrapped to `width`, every line indented."""
    blank = " " * indent
    return textwrap.fill(
        text, width, initial_indent=blank, subsequent_indent=blank, break_on_hyphens=False, drop_whitespace=True
    )


def bullets(items: Iterable[str], width: int, indent: int = 0) -> list[str]:
    """Return one wrapped bullet for each item."""
    first, later = " " * indent + _BULLET, " " * (indent + len(_BULLET))
    return [
        textwrap.fill(item, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
        for item in items
    ]


def heading(text: str, width: int, rule: str = "─") -> str:
    """Return a text with a line below it."""
    wrapped = paragraph(text, width)
    return f"{wrapped}\n{rule * max(map(len, wrapped.splitlines()), default=0)}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int, ruled: Iterable[int] = ()) -> list[str]:
    """Return the lines of a table, its first column to the left and the others to the right.

    Columns that do not fit into `width` follow below, with the first one repeated.

    Parameters
    ----------
    ruled
        Positions of rows above which a line is drawn.
    """
    widest = max((len(cell) for row in (header, *rows) for cell in row[1:]), default=0)
    longest = max(min(max(_LONGEST_FIRST_CELL, width // 3), width - _GAP - widest), _SHORTEST_FIRST_CELL)
    cells = [[_clipped(row[0], longest), *row[1:]] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    above = set(ruled) - {0}
    lines: list[str] = []
    for columns in _fitting(widths, width):
        if lines:
            lines.append("")
        span = widths[0] + sum(widths[column] + _GAP for column in columns)
        lines += [_line(cells[0], widths, columns), "─" * span]
        for position, row in enumerate(cells[1:]):
            if position in above:
                lines.append("─" * span)
            lines.append(_line(row, widths, columns))
    return lines


def _fitting(widths: Sequence[int], width: int) -> list[list[int]]:
    """Return the columns after the first in groups that fit beside it, at least one to a group."""
    groups: list[list[int]] = []
    used = width + 1
    for column in range(1, len(widths)):
        needed = widths[column] + _GAP
        if used + needed > width:
            groups.append([])
            used = widths[0]
        groups[-1].append(column)
        used += needed
    return groups


def _line(row: Sequence[str], widths: Sequence[int], columns: Sequence[int]) -> str:
    others = "".join(" " * _GAP + row[column].rjust(widths[column]) for column in columns)
    return f"{row[0]:<{widths[0]}}{others}".rstrip()


def _clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

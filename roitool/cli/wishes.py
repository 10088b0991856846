"""What of a list is to be taken over, as it is typed behind ``--accept``."""

from __future__ import annotations

Wish = str | tuple[int, ...]
"""``"all"``, ``"none"``, or numbers of the list, ascending."""

_WISHES = {"all": "all", "alle": "all", "none": "none", "geen": "none"}
_MOST_DIGITS = 5


def read_wish(text: str) -> Wish | None:
    """Read a wish; None where it is nothing of the kind."""
    if (wish := _WISHES.get(text.strip().lower())) is not None:
        return wish
    numbers = [part.strip() for part in text.split(",")]
    if not all(number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS for number in numbers):
        return None
    return tuple(sorted({int(number) for number in numbers}))

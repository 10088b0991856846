"""Text that a person wrote, made fit to be shown: one line, no steering of the terminal or of the writing direction."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200

# Control and format characters (among them those that turn the writing direction round), halves of characters, and
# everything that ends a line.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# What numbers are written with, an exponent included.
_IN_NUMBER = re.compile(r"[\d.,]|e?[+-]?\d")
_NUMBER_AT_END = re.compile(r"(?:[€$][ \N{NO-BREAK SPACE}]?)?[+\N{MINUS SIGN}-]?\d[\d.,]*(?:e[+-]?\d*)?$")


def clean(text: str, longest: int = LONGEST) -> str:
    """Return text on one line without control characters, clipped to `longest` characters with an ellipsis."""
    line = "".join(" " if unicodedata.category(character) in _UNWANTED else character for character in text).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def cut(text: str, longest: int) -> str:
    """Return text as :func:`clean` does, but never cut inside a number: half of one is another number."""
    line = clean(text)
    return line if len(line) <= longest else line[: before_number(line, longest - 1)].rstrip() + "…"


def before_number(text: str, position: int) -> int:
    """Return a position in a text; where that is inside a number, the one before the number."""
    inside = _IN_NUMBER.match(text, position)
    begun = _NUMBER_AT_END.search(text[:position]) if inside else None
    return begun.start() if begun else position

"""Text that a person wrote, made fit to be shown: one line, no steering of the terminal or of the writing direction."""

from __future__ import annotations

import unicodedata

LONGEST = 200

# Control and format characters (among them those that turn the writing direction round), halves of characters, and
# everything that ends a line.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def clean(text: str, longest: int = LONGEST) -> str:
    """Return text on one line without control characters, clipped to `longest` characters with an ellipsis."""
    line = "".join(" " if unicodedata.category(character) in _UNWANTED else character for character in text).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"

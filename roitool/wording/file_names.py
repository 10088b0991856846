"""Names of files, made from what a person called something."""

from __future__ import annotations

import unicodedata

_LONGEST = 60


def file_name(title: str, otherwise: str) -> str:
    """Return a title as the beginning of the name of a file; `otherwise` where nothing of it can stand in one."""
    # Where an accent is a character of its own, it is no letter.
    whole = unicodedata.normalize("NFC", title)
    kept = "".join(character if character.isalnum() or character in " -_" else " " for character in whole)
    return "-".join(kept.lower().split())[:_LONGEST] or otherwise

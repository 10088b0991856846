"""Names of files, made from what a person called something."""

from __future__ import annotations

_LONGEST = 60


def file_name(title: str, otherwise: str) -> str:
    """Return a title as the beginning of the name of a file; `otherwise` where nothing of it can stand in one."""
    kept = "".join(character if character.isalnum() or character in " -_" else " " for character in title)
    return "-".join(kept.lower().split())[:_LONGEST] or otherwise

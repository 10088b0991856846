"""Which files a batch is about."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

_PATTERN = "*.roi.json"


def named_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that names stand for, each once, in their order.

    A folder stands for the scenario files in it and in the folders below, a name with ``*`` or ``?`` for what it
    matches (a shell of Windows leaves that to the program). What stands for nothing stays, to be told of.
    """
    return tuple(dict.fromkeys(file for name in names for file in _behind(name)))


def _behind(name: str) -> Iterator[str]:
    try:
        path = Path(name)
        if path.is_dir():
            found = [str(each) for each in sorted(path.rglob(_PATTERN))]
        elif path.exists() or not glob.has_magic(name):
            found = [name]
        else:
            found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - names as they were typed
    except (OSError, ValueError):  # a name too long, or with a NUL
        found = []
    yield from found or [name]

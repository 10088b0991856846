"""What is known of a batch that has not ended, in a file beside its table: a line for each scenario."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from roitool.batch.rows import Row, is_row
from roitool.scenario.file import refused_in_words

_ENDING = ".journal"


class Journal:
    """Keeps answers as they come; entered, it can be written to.

    Parameters
    ----------
    table
        The file that the batch is for.
    afresh
        Whether to forget what an earlier batch left.

    Raises
    ------
    ScenarioError
        On entering: ``cannot_write`` with the reason.
    """

    def __init__(self, table: Path, *, afresh: bool = False) -> None:
        self.path = table.with_name(table.name + _ENDING)
        self.known: Mapping[str, tuple[Row, ...]] = {} if afresh else _read(self.path)
        self._afresh = afresh
        self._file: IO[str]

    def __enter__(self) -> Self:
        """Open the file; that its folder takes it is known before anything is calculated."""
        with refused_in_words(self.path):
            self._file = self.path.open("w" if self._afresh else "a", encoding="utf-8", newline="\n")
            if self._file.tell():
                # The last line may have been cut off.
                self._file.write("\n")
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._file.close()

    def keep(self, key: str, rows: tuple[Row, ...]) -> None:
        """Add an answer."""
        with refused_in_words(self.path):
            self._file.write(json.dumps({"key": key, "rows": rows}, allow_nan=False) + "\n")
            self._file.flush()

    def remove(self) -> None:
        """Remove the file, once the table says all that it says."""
        with refused_in_words(self.path):
            self.path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, tuple[Row, ...]]:
    """Return what a journal holds; a line that is not one of ours is passed over, and calculated again."""
    known = {}
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    for line in text.splitlines():
        try:
            match json.loads(line):
                case {"key": str(key), "rows": [_, *_] as rows} if all(map(is_row, rows)):
                    known[key] = tuple(tuple(row) for row in rows)
        except (ValueError, RecursionError):
            continue
    return known

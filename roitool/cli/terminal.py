"""Writing to a terminal or a pipe that may not know every character, and telling how far a long run is."""

from __future__ import annotations

import shutil
import sys
import time
from types import MappingProxyType
from typing import TextIO

from roitool.monitor import Monitor
from roitool.wording.words import Words

LETTER_WIDTH = 80
"""Width of running text: longer lines are hard to read."""

_WIDEST_TABLE = 200
_QUIET_SECONDS = 0.5

# What stands in for a character that an encoding lacks; a lost minus would turn a loss into a gain.
_PLAINER = MappingProxyType(
    {
        "€\N{NO-BREAK SPACE}": "EUR ",
        "€": "EUR ",
        "\N{NO-BREAK SPACE}": " ",
        "\N{MINUS SIGN}": "-",
        "±": "+/-",
        "—": "-",
        "─": "-",
        "═": "=",
        "·": "-",
        "›": ">",
        "→": "->",
        "…": "...",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "¹": "(1)",
        "∞": "inf",
    }
)


def write(text: str, stream: TextIO) -> None:
    """Write text, with plainer characters where the stream's encoding has no better ones."""
    stream.write(fit(text, stream.encoding or "utf-8"))


def say_interrupted(words: Words) -> None:
    """Tell that the program stops because somebody asked it to."""
    write(words.text("cli.interrupted") + "\n", sys.stderr)


def say_not_written(error: OSError, words: Words) -> None:
    """Tell that there is no room for the answer, or nobody to take it."""
    write(words.text("cli.cannot_write", detail=error.strerror or str(error)) + "\n", sys.stderr)


def fit(text: str, encoding: str) -> str:
    """Return text that can be written in an encoding; what has no plainer stand-in becomes a question mark."""
    for character, plainer in _PLAINER.items():
        if character in text and not _can_write(character, encoding):
            text = text.replace(character, plainer)
    return text.encode(encoding, "replace").decode(encoding)


def table_width() -> int:
    """Return the width of the terminal, within reason; 80 where there is none."""
    return max(40, min(shutil.get_terminal_size((LETTER_WIDTH, 24)).columns, _WIDEST_TABLE))


def text_width() -> int:
    """Return the width for running text."""
    return min(table_width(), LETTER_WIDTH)


class Progress(Monitor):
    """Rewrites one line of a terminal with how much is done, once a run takes more than half a second.

    Parameters
    ----------
    code
        Of the message that says so: what is counted.
    """

    def __init__(self, words: Words, stream: TextIO, code: str) -> None:
        super().__init__()
        self._words = words
        self._code = code
        self._stream = stream
        self._visible = stream.isatty()
        self._begun = time.monotonic()
        self._written = 0

    def progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        if not self._visible or time.monotonic() - self._begun < _QUIET_SECONDS:
            return
        line = self._words.text(self._code, done=self._words.number(done), total=self._words.number(total))
        self._show(line)

    def clear(self) -> None:
        """Take the line away again."""
        if self._written:
            self._show("")
            self._stream.write("\r")
            self._stream.flush()

    def _show(self, line: str) -> None:
        write(f"\r{line:<{self._written}}", self._stream)
        self._stream.flush()
        self._written = len(line)


def _can_write(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

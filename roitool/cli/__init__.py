"""The command line: ``roitool new TEMPLATE --out FILE``, ``roitool evaluate FILE``, ``roitool check FILE``, and more.

Exit codes: 0 done, 1 refused with reasons, 2 wrong use, 130 interrupted (as shells have it).
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from roitool.wording.words import Language, Words

DONE: Final = 0
REFUSED: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code.

    Everything else is loaded in here: numpy not merely to show the help, and so that
    Ctrl-C is answered in words from the first moment.

    Parameters
    ----------
    argv
        The arguments after the program's name; left out, those the program was started with.
    """
    try:
        arguments = importlib.import_module("roitool.cli.arguments").parsed(argv)
        code: int = importlib.import_module("roitool.cli.commands").run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        importlib.import_module("roitool.cli.terminal").say_interrupted(_words(argv))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read along has seen enough; the exit of Python must not try to write the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        # The disk that standard output goes to is full, say; what was to be told is lost, but not in a traceback.
        importlib.import_module("roitool.cli.terminal").say_not_written(error, _words(argv))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USE
    return code


def _words(argv: Sequence[str] | None) -> Words:
    language: Language = importlib.import_module("roitool.cli.arguments").asked_language(argv)
    words: Words = importlib.import_module("roitool.wording.words").Words(language)
    return words

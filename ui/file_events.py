"""What has become of a piece of work on a file; each carries the number of that work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roitool.errors import Problem
from roitool.scenario.scenario import Scenario
from ui.locks import FileLock, Holder

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """A file was read.

    Attributes
    ----------
    digest
        The SHA-256 of its bytes.
    lock, holder
        Its lock, or who else has it open; neither where there can be none.
    example
        Whether it is one of the examples that ship with the program, not to be written over.
    """

    job: int
    path: Path
    scenario: Scenario
    digest: str
    lock: FileLock | None = None
    holder: Holder | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A scenario stands in a file; its lock as in :class:`Read`."""

    job: int
    path: Path
    scenario: Scenario
    digest: str
    lock: FileLock | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """Something else stands in a file than was read or written last; nothing was written over it.

    Attributes
    ----------
    scenario
        What stands there; None where this program cannot read that, or there is no file any more.
    digest
        The SHA-256 of its bytes; :data:`NO_FILE` where there is none any more.
    """

    job: int
    path: Path
    scenario: Scenario | None
    digest: str


@dataclass(frozen=True, slots=True)
class Held:
    """A file was not written because somebody else has it open."""

    job: int
    path: Path
    holder: Holder


@dataclass(frozen=True, slots=True)
class Refused:
    """A file cannot be read or written."""

    job: int
    path: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The work came upon a mistake in the program."""

    job: int
    path: Path
    error: Exception


@dataclass(frozen=True, slots=True)
class Same:
    """What stands in a file is what was read or written last.

    Attributes
    ----------
    stamp
        When it was written, how long it is: a file that has the same stamp later need not be read again.
    """

    job: int
    path: Path
    stamp: Stamp | None


NO_FILE = ""
"""The digest of a file that is not there."""

Event = Read | Written | Other | Held | Refused | Failed | Same

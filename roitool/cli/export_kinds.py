"""The kinds of file that ``roitool export`` writes, each by an option of its own.

A maker, and the library it writes with, is loaded when its file is asked for, and not to show the help.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.exports.order import Order


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes
    ----------
    option
        What is typed before the name of the file, without dashes; ``cli.export.<option>`` is its line of help.
    endings
        Of its name; the first is put behind a name without one. None: it is a folder, which is made if need be.
    make
        Takes an order and the path asked for, and returns the contents of each file by its path.
    """

    option: str
    endings: tuple[str, ...]
    make: Callable[[Order, Path], Mapping[Path, bytes]]


def _workbook(order: Order, path: Path) -> Mapping[Path, bytes]:
    return {path: importlib.import_module("roitool.exports.workbook").workbook(order)}


KINDS = (Kind("xlsx", (".xlsx",), _workbook),)
"""In the order of the help, and in which they are written."""

"""The kinds of file that are handed over: what ``roitool export`` writes by an option, and the window by a menu.

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
        What is typed before the name of the file, without dashes; ``cli.export.<option>`` is its line of help, and
        ``ui.menu.export.<option>`` its entry in the menu.
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


def _report(order: Order, path: Path) -> Mapping[Path, bytes]:
    return {path: importlib.import_module("roitool.exports.report").report(order)}


def _tables(order: Order, folder: Path) -> Mapping[Path, bytes]:
    room = importlib.import_module("roitool.exports.all_tables")
    files: Mapping[str, bytes] = room.tables(order)
    room.refuse_what_is_in_the_way(folder, files)
    return {folder / name: data for name, data in files.items()}


def _futures(order: Order, path: Path) -> Mapping[Path, bytes]:
    room = importlib.import_module("roitool.exports.futures")
    if path.suffix.lower() == ".xml":
        return {path: room.futures_sipmath(order)}
    columns = path.with_name(f"{path.stem}-{order.words.text('futures.about.file')}.csv")
    room.refuse_what_is_in_the_way(columns)
    return {path: room.futures_csv(order), columns: room.futures_dictionary(order)}


KINDS = (
    Kind("xlsx", (".xlsx",), _workbook),
    Kind("pdf", (".pdf",), _report),
    Kind("tables", (), _tables),
    Kind("futures", (".csv", ".xml"), _futures),
)
"""In the order of the help and the menu, and in which they are written."""

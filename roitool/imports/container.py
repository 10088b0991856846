"""A workbook file as a stranger may hand it over: held against its bounds before anything in it is opened.

A workbook is an archive of XML texts. A small one can unfold to gigabytes, and reading a text costs by its tags, so
both are counted first. Of an archive that passes, only the parts that are read are handed on, as an archive of their
own: whatever else came along, links to other files too, is never looked at.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn
from xml.etree import ElementTree as ET

from roitool.errors import Problem, ScenarioError
from roitool.imports.origin import DEFINED_NAME
from roitool.scenario.file import file_bytes

LARGEST_FILE = 16 * 2**20
LARGEST_PART = 8 * 2**20
LARGEST_WHOLE = 256 * 2**20
"""Of all parts as they would unfold; those that are not read cost nothing."""
MOST_PARTS = 2_000
MOST_TAGS = 100_000
"""In the parts that are read: some two microseconds each."""
MOST_STYLE_TAGS = 10_000
"""In the one part of which each costs some fifteen."""

_TYPES, _WORKBOOK, _STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ENTRY, _ARCHIVE, _OLD = b"PK\x01\x02", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_REFERENCE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})"
)
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_LETTERS = 26

_SPOILT = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ET.ParseError, ValueError, OverflowError)
"""What archive and XML raise over wrong bytes: NotImplementedError over a packing that they do not know, ValueError and
OverflowError over the name or the place of a part. An error of the program is none of these."""


@dataclass(frozen=True, slots=True)
class Found:
    """The sheet of figures.

    Attributes
    ----------
    archive
        A workbook with this sheet alone.
    sheet
        What it is called.
    row, column
        Where the heading of the column that is read back stands, counted from 1.
    """

    archive: bytes
    sheet: str
    row: int
    column: int


def workbook_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return what stands in a file, if that can be a workbook by its size.

    Raises
    ------
    ScenarioError
        ``cannot_read`` with the reason; ``workbook_refused`` with the reason ``too_large``, or ``not_one`` for what is
        no file.
    """
    try:
        return file_bytes(path, LARGEST_FILE)
    except ScenarioError as error:
        (problem,) = error.problems
        if problem.code == "file_too_large":
            refuse("too_large")
        if problem.values["reason"] in {"is_a_directory", "not_a_file"}:
            refuse("not_one")
        raise


def found_in(data: bytes) -> Found:
    """Return the sheet of figures of a workbook of ours.

    Raises
    ------
    ScenarioError
        ``workbook_refused`` with the reason: ``too_large``, ``old``, ``encrypted``, ``open_document``, ``macros``,
        ``not_one``, ``damaged``, ``not_ours``, ``origin_gone``.
    """
    if len(data) > LARGEST_FILE:
        refuse("too_large")
    if data.startswith(_OLD):
        refuse("encrypted" if _ENCRYPTED in data else "old")
    if not data.startswith(_ARCHIVE):
        refuse("not_one")
    # Counted in the raw bytes: merely listing a few hundred thousand entries takes seconds.
    if data.count(_ENTRY) > MOST_PARTS:
        refuse("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _found(_Parts(archive))
    except _SPOILT:
        refuse("damaged")


def refuse(reason: str) -> NoReturn:
    """Refuse the whole workbook."""
    raise ScenarioError([Problem((), "workbook_refused", {"reason": reason})])


class _Parts:
    """The parts of an archive, each read within its bounds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        entries = archive.infolist()
        self.names = {entry.filename for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            refuse("encrypted")
        if len(self.names) < len(entries):
            refuse("damaged")
        if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            refuse("too_large")
        self._tags_left = MOST_TAGS

    def read(self, name: str, most_tags: int = MOST_TAGS) -> bytes:
        """Return a part: plain XML without a document type, which is where entities come from."""
        if name not in self.names:
            refuse("damaged")
        entry = self._archive.getinfo(name)
        if entry.file_size > LARGEST_PART:
            refuse("too_large")
        # Others are not for workbooks, and unfold without a bound.
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            refuse("damaged")
        with self._archive.open(entry) as file:
            # No more than it says it holds: asked for all, it unfolds to whatever it really does.
            part = file.read(entry.file_size)
        tags = part.count(b"<")
        self._tags_left -= tags
        if tags > most_tags or self._tags_left < 0:
            refuse("too_large")
        encoding = _ENCODING.match(part)
        if (encoding and encoding[1].lower() != b"utf-8") or b"\0" in part[:4] or b"<!DOCTYPE" in part:
            refuse("damaged")
        return part


def _found(parts: _Parts) -> Found:
    _refuse_other_kinds(parts)
    workbook = ET.fromstring(parts.read(_WORKBOOK))  # noqa: S314 - read within its bounds, and without entities
    sheet, row, column = _place(workbook)
    target = _targets(parts)
    path = next((target.get(id_) for name, id_ in _sheets(workbook) if name == sheet), None)
    if path is None:
        refuse("origin_gone")
    wanted = {_TYPES, "_rels/.rels", _WORKBOOK, _RELATIONS, path}
    wanted |= {part for part in target.values() if posixpath.basename(part) == "sharedStrings.xml"} & parts.names
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as kept:
        for name in sorted(wanted):
            kept.writestr(name, parts.read(name))
        if _STYLES in parts.names:
            kept.writestr(_STYLES, parts.read(_STYLES, MOST_STYLE_TAGS))
    return Found(inside.getvalue(), sheet, row, column)


def _refuse_other_kinds(parts: _Parts) -> None:
    if _TYPES not in parts.names:
        refuse("open_document" if {"mimetype", "content.xml"} <= parts.names else "not_one")
    if any(name.endswith("vbaProject.bin") for name in parts.names) or b"macroEnabled" in parts.read(_TYPES):
        refuse("macros")
    if _WORKBOOK not in parts.names:
        refuse("not_one")


def _place(workbook: ET.Element) -> tuple[str, int, int]:
    """Return on which sheet and where there the heading of our column stands."""
    text = next((each.text or "" for each in _all(workbook, "definedName") if each.get("name") == DEFINED_NAME), None)
    if text is None:
        refuse("not_ours")
    found = _REFERENCE.fullmatch(text)
    if found is None:
        refuse("origin_gone")
    column = 0
    for letter in found["column"]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return (found["quoted"] or found["plain"]).replace("''", "'"), int(found["row"]), column


def _sheets(workbook: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield what each sheet is called, and the id of its part."""
    for each in _all(workbook, "sheet"):
        id_ = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
        yield each.get("name", ""), id_


def _targets(parts: _Parts) -> dict[str, str]:
    """Return the parts that belong to the workbook, by their ids; what lies outside of the file is none."""
    relations = ET.fromstring(parts.read(_RELATIONS))  # noqa: S314 - as above
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))).lstrip("/")
        for each in _all(relations, "Relationship")
        if each.get("TargetMode") != "External"
    }


def _all(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in tree.iter() if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == name)

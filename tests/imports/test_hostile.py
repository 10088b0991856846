"""A workbook as a stranger may make it: refused in words within a second, and never more than read."""

from __future__ import annotations

import io
import os
import random
import time
import tracemalloc
import zipfile

import openpyxl
import pytest

from roitool.errors import ScenarioError
from roitool.imports.container import LARGEST_FILE, LARGEST_WHOLE, MOST_PARTS, workbook_bytes
from roitool.imports.review import Review
from tests.builder import figure, line, scenario_of
from tests.imports.sheets import exported, review

SHEET = "the sheet of figures"
"""Stands for its part, wherever among the sheets it is."""

STRINGS, BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
STYLES, TYPES, RELATIONS = "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
BILLION = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + each, b"&%c;" % (97 + each) * 10) for each in range(9))
    + b"]>"
)


@pytest.fixture(scope="module")
def scenario():
    return scenario_of(line("investment", "hourly"), whole={"inputs": [figure("hourly", 38.0)]})


@pytest.fixture(scope="module")
def workbook(scenario):
    return exported(scenario)


@pytest.fixture
def path(workbook):
    """Return the path of the sheet of figures within the archive."""
    names = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True).sheetnames
    return f"xl/worksheets/sheet{names.index('Inputs') + 1}.xml"


@pytest.fixture
def parts(workbook, path):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    return Parts({SHEET if name == path else name: part for name, part in found.items()}, path)


class Parts(dict):
    """The parts of a workbook by their paths; knows that of the sheet of figures."""

    def __init__(self, parts, path):
        super().__init__(parts)
        self.path = path

    def __or__(self, others):
        return Parts({**self, **others}, self.path)


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(parts.path if name == SHEET else name, part)
    return out.getvalue()


def refusal(data, scenario):
    """Return why a workbook is refused, within a second of work."""
    begun = time.thread_time()
    with pytest.raises(ScenarioError) as error:
        review(data, scenario)
    assert time.thread_time() - begun < 1
    (problem,) = error.value.problems
    assert problem.code == "workbook_refused"
    return problem.values["reason"]


def test_a_workbook_taken_apart_and_put_together_again_is_still_read(parts, scenario):
    assert review(packed(parts), scenario).changes == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_one"),
        (b"id;value\nhourly;41\n", "not_one"),
        (b"PK\x03\x04", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "old"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument", "content.xml": b"<x/>"}), "open_document"),
        (packed({"word/document.xml": b"<x/>", TYPES: b"<x/>"}), "not_one"),
        (b"PK\x03\x04" + bytes(LARGEST_FILE), "too_large"),
    ],
    ids=["empty", "text", "no archive", "xls", "password", "ods", "docx", "huge"],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(data, reason, scenario):
    assert refusal(data, scenario) == reason


def test_a_file_that_is_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ScenarioError) as error:
        workbook_bytes(path)
    assert error.value.problems[0].values == {"reason": "too_large"}


@pytest.mark.parametrize("path", [os.devnull, "."])
def test_what_is_no_file_is_no_workbook(path):
    with pytest.raises(ScenarioError) as error:
        workbook_bytes(path)
    assert error.value.problems[0].values == {"reason": "not_one"}


def test_macros_are_refused(parts, scenario):
    assert refusal(packed(parts | {"xl/vbaProject.bin": b"x"}), scenario) == "macros"
    macro = parts[TYPES].replace(b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert refusal(packed(parts | {TYPES: macro}), scenario) == "macros"


def test_an_encrypted_part_is_refused(workbook, scenario):
    flagged = bytearray(workbook)
    entry = flagged.rindex(b"PK\x01\x02")
    flagged[entry + 8] |= 1
    assert refusal(bytes(flagged), scenario) == "encrypted"


@pytest.mark.parametrize("name", [SHEET, STRINGS, BOOK, STYLES, TYPES, RELATIONS])
def test_a_part_that_unfolds_to_gigabytes_is_not_unfolded(parts, name, scenario):
    bomb = packed(parts | {name: b" " * (LARGEST_WHOLE // 10)})
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        assert refusal(bomb, scenario) == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 50e6
    finally:
        tracemalloc.stop()


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused(parts, scenario):
    data = bytearray(packed(parts | {STRINGS: parts[STRINGS] + b" " * 50_000_000}))
    entry = entry_of(data, STRINGS)
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    tracemalloc.start()
    try:
        assert refusal(bytes(data), scenario) == "damaged"
        assert tracemalloc.get_traced_memory()[1] < 10e6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_is_packed_as_workbooks_are_not_is_refused_whole_or_spoilt(parts, method, scenario):
    data = bytearray(packed(parts, method))
    assert refusal(bytes(data), scenario) == "damaged"
    entry = entry_of(data, BOOK)
    begin = int.from_bytes(data[entry + 42 : entry + 46], "little") + 30 + len(BOOK)
    data[begin + 20 : begin + 60] = bytes(40)
    assert refusal(bytes(data), scenario) == "damaged"


@pytest.mark.parametrize("place", [2**64 - 1, 2**62, 10])
def test_a_part_that_is_said_to_stand_where_it_does_not_is_refused(workbook, place, scenario):
    data = bytearray(workbook)
    entry, end = entry_of(data, BOOK), data.rindex(b"PK\x05\x06")
    length = int.from_bytes(data[end + 12 : end + 16], "little")
    # Of a place that takes more than four bytes, the eight stand behind the name.
    more = b"\x01\x00\x08\x00" + place.to_bytes(8, "little")
    data[end + 12 : end + 16] = (length + len(more)).to_bytes(4, "little")
    data[entry + 42 : entry + 46] = b"\xff" * 4
    data[entry + 30 : entry + 32] = len(more).to_bytes(2, "little")
    data[entry + 46 + len(BOOK) : entry + 46 + len(BOOK)] = more
    assert refusal(bytes(data), scenario) == "damaged"


def test_a_part_in_an_encoding_that_nobody_knows_is_refused(parts, scenario):
    book = parts[BOOK].partition(b"?>")[2]
    for mark in (b"", b"\xef\xbb\xbf"):
        named = mark + b'<?xml version="1.0" encoding="klingon"?>' + book
        assert refusal(packed(parts | {BOOK: named}), scenario) == "damaged"


def entry_of(data, name):
    """Return where the entry of a part begins in the list at the end of an archive."""
    return data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))


def test_many_parts_are_refused_before_they_are_listed(parts, scenario):
    assert refusal(packed(parts | {f"x/{each}": b"" for each in range(MOST_PARTS)}), scenario) == "too_large"


def test_many_large_parts_together_are_refused(parts, scenario):
    many = {f"x/{each}": b" " * 7_000_000 for each in range(LARGEST_WHOLE // 7_000_000 + 1)}
    assert refusal(packed(parts | many), scenario) == "too_large"


def test_a_part_that_stands_there_twice_is_refused(parts, scenario):
    out = io.BytesIO(packed(parts))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(parts.path, b"<x/>")
    assert refusal(out.getvalue(), scenario) == "damaged"


@pytest.mark.parametrize(
    ("name", "before", "more"),
    [
        (STRINGS, b"<si>", b"<si/>" * 400_000),
        (STRINGS, b"<si>", b"<si><r><rPr><b/></rPr><t>x</t></r></si>" * 30_000),
        (SHEET, b"</sheetData>", b"<row/>" * 400_000),
        (SHEET, b"</sheetData>", b'<row r="100"><c r="A100"><v>1</v></c></row>' * 30_000),
        (STYLES, b"<font>", b"<font><b/><sz val='9'/></font>" * 20_000),
        (BOOK, b"<definedName ", b'<definedName name="a">A!$A$1</definedName>' * 60_000),
    ],
    ids=["strings", "rich strings", "empty rows", "rows", "styles", "names"],
)
def test_more_tags_than_can_be_read_in_a_second_are_refused(parts, name, before, more, scenario):
    assert before in parts[name]
    flooded = parts | {name: parts[name].replace(before, more + before, 1)}
    assert refusal(packed(flooded), scenario) == "too_large"


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="16000"><c r="A16000"><v>1</v></c></row>' + b'<row r="99999999999"/>',
        b'<row r="19"><c r="A1"><v>' + b"9" * 1_000_000 + b"</v></c></row>",
        b'<row r="900"><c r="C900"><f>' + b"A1+" * 200_000 + b"1</f><v>1</v></c></row>",
        b'<row r="900"><c r="C900" t="s"><v>99999999</v></c></row>',
        b'<row r="900"><c r="C900"><v>1e999</v></c><c r="D900"><v>NaN</v></c></row>',
        b"<row>" * 20_000 + b"</row>" * 20_000,
    ],
    ids=["last cell", "beyond", "long number", "long formula", "no such string", "infinite", "deep"],
)
def test_cells_that_cannot_be_cost_no_more_than_a_second(parts, cells, scenario):
    data = packed(parts | {SHEET: parts[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")})
    begun = time.thread_time()
    assert isinstance(came_of(data, scenario), Review | str)
    assert time.thread_time() - begun < 1


def came_of(data, scenario):
    """Return what came of a workbook, or the code of why it was refused."""
    try:
        return review(data, scenario)
    except ScenarioError as error:
        return error.problems[0].code


@pytest.mark.parametrize("name", [SHEET, STRINGS, BOOK, STYLES, TYPES, RELATIONS])
@pytest.mark.parametrize("disguise", ["plain", "utf-16", "cp037", "far behind"])
def test_entities_are_refused_in_every_part_and_disguise(parts, name, disguise, scenario):
    head, _, body = parts[name].partition(b"?>")
    match disguise:
        case "plain":
            part = head + b"?>" + BILLION + body
        case "far behind":
            part = head + b"?>" + b" " * 200_000 + BILLION + body
        case "utf-16":
            part = ("\ufeff" + (BILLION + body).decode()).encode("utf-16-le")
        case _:
            declared = b'<?xml version="1.0" encoding="cp037"?>' + BILLION + body
            part = declared.decode().encode("cp037", "replace")
    assert refusal(packed(parts | {name: part}), scenario) == "damaged"


def test_a_link_to_another_file_is_never_followed(parts, scenario, tmp_path):
    inside = f'Target="{parts.path.removeprefix("xl/")}"'.encode()
    assert inside in parts[RELATIONS]
    elsewhere = b'Target="%s" TargetMode="External"' % (tmp_path / "secret.xml").as_uri().encode()
    relations = parts[RELATIONS].replace(inside, elsewhere)
    assert refusal(packed(parts | {RELATIONS: relations}), scenario) == "origin_gone"
    relations = parts[RELATIONS].replace(inside, b'Target="../../../secret.xml"')
    assert refusal(packed(parts | {RELATIONS: relations}), scenario) == "damaged"


def test_a_workbook_without_our_column_is_told_apart_from_one_that_is_not_ours(parts, scenario):
    book = parts[BOOK]
    assert refusal(packed(parts | {BOOK: book.replace(b"roitool_origin", b"something")}), scenario) == "not_ours"
    gone = book.replace(b"Inputs!$O$9", b"#REF!").replace(b"'Inputs'!$O$9", b"#REF!")
    assert refusal(packed(parts | {BOOK: gone}), scenario) == "origin_gone"
    moved = book.replace(b"Inputs!$O$9", b"Inputs!$P$9").replace(b"'Inputs'!$O$9", b"'Inputs'!$P$9")
    assert refusal(packed(parts | {BOOK: moved}), scenario) == "origin_gone"
    strings = parts[STRINGS].replace(b"<t>high</t>", b"<t>top</t>")
    assert refusal(packed(parts | {STRINGS: strings}), scenario) == "columns_gone"


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_workbook_is_read_or_refused_and_nothing_else(workbook, parts, scenario, seed):
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    name = rng.choice([SHEET, STRINGS, BOOK, STYLES, TYPES, RELATIONS])
    part = bytearray(parts[name])
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(part))
        part[at : at + rng.randint(0, 9)] = rng.randbytes(rng.randint(0, 4))
    cut = workbook[: rng.randrange(len(workbook))]
    for data in (packed(parts | {name: bytes(part)}), cut, workbook[:-200] + rng.randbytes(200)):
        assert isinstance(came_of(data, scenario), Review | str)

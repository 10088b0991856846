"""What a workbook has to keep to for Excel to open it without a warning or a repair, as far as its parts tell."""

from __future__ import annotations

import io
import math
import re
import zipfile
from xml.etree import ElementTree as ET

LONGEST_FORMULA = 8192
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LONGEST_FOOTER = 255
TALLEST_ROW = 409.5

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FUNCTIONS = frozenset(
    {
        *("ABS", "AND", "CHOOSE", "COLUMN", "COLUMNS", "COUNT", "COUNTIF", "EXP", "IF", "IFERROR", "INDEX", "INT"),
        *("IRR", "ISNUMBER", "LN", "LOOKUP", "MATCH", "MAX", "MIN", "MIRR", "MOD", "N", "NOT", "NPV", "OR", "PMT"),
        *(
            "NORMSDIST",
            "PI",
            "SQRT",
            "POWER",
            "ROUND",
            "ROUNDUP",
            "ROW",
            "ROWS",
            "SIGN",
            "SUM",
            "SUMIF",
            "SUMIFS",
            "SUMPRODUCT",
            "SUMSQ",
        ),
    }
)
"""Of Excel 2010, which LibreOffice knows too."""

_TEXT_IN_FORMULA = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
_NAME = re.compile(r"[A-Za-z_\\][\w.\\]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*")


def unsound(data: bytes) -> list[str]:
    """Return what would make Excel warn or repair."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314
    found = list(_of_book(parts["xl/workbook.xml"]))
    if "xl/sharedStrings.xml" in parts:
        for item in parts["xl/sharedStrings.xml"]:
            text = "".join(item.itertext())
            if len(text) > LONGEST_TEXT:
                found.append(f"a text of {len(text)} characters")
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {each}" for each in _of_sheet(part)]
    return found


def _of_book(book):
    names = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
    if len({name.casefold() for name in names}) < len(names):
        yield f"sheets of one name among {names}"
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME or re.search(r"[\[\]:*?/\\]|^'|'$", name):
            yield f"a sheet called {name}"
    defined = [(each.get("name"), each.get("localSheetId")) for each in book.iter(f"{MAIN}definedName")]
    if len({(name.casefold(), scope) for name, scope in defined}) < len(defined):
        yield "a name defined twice"
    for name, _ in defined:
        if not name.startswith("_xlnm.") and (not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name)):
            yield f"a name {name}"


def _of_sheet(sheet):
    for cell in sheet.iter(f"{MAIN}c"):
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        if formula is not None:
            yield from (f"{cell.get('r')}: {each}" for each in _of_formula(formula.text))
            if value is None or not value.text:
                yield f"{cell.get('r')}: no value kept"
        if value is not None and cell.get("t") is None and not math.isfinite(float(value.text)):
            yield f"{cell.get('r')}: {value.text}"
    for row in sheet.iter(f"{MAIN}row"):
        if float(row.get("ht", 0)) > TALLEST_ROW:
            yield f"row {row.get('r')}: {row.get('ht')} points high"
    for footer in sheet.iter(f"{MAIN}oddFooter"):
        if len(footer.text) > LONGEST_FOOTER:
            yield f"a footer of {len(footer.text)} characters"


def _of_formula(formula):
    if len(formula) > LONGEST_FORMULA:
        yield f"a formula of {len(formula)} characters"
    unknown = set(_FUNCTION.findall(_TEXT_IN_FORMULA.sub("", formula))) - FUNCTIONS
    if unknown:
        yield f"functions {sorted(unknown)}"

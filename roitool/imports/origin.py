"""What a row of a workbook carries for the way back: which figure it is, and what it was when the workbook was made.

It stands as JSON in one folded column of the sheet of figures, so that it moves along with its row, whatever is sorted,
inserted, renamed or translated. Its heading carries what holds for the whole sheet, and bears the name
:data:`DEFINED_NAME` by which it is found.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from roitool.errors import ScenarioError
from roitool.scenario.quantities import Chance, Range
from roitool.scenario.strict_json import parsed

if TYPE_CHECKING:
    from roitool.scenario.quantities import BaseQuantity
    from roitool.wording.words import Language

DEFINED_NAME = "roitool_origin"
"""What the heading of the column is called in the workbook."""

VERSION = 1
HURDLE_RATE = "hurdle_rate"
_BELOW, _ABOVE = 0.1, 0.9
_DIGITS = 16

Three = tuple[float, float, float]
"""A low value, the base and a high value of a figure."""


@dataclass(frozen=True, slots=True)
class SheetOrigin:
    """What holds for the whole sheet.

    Attributes
    ----------
    digest
        Of the scenario that the workbook was made from.
    language
        Of the workbook.
    columns
        What each column is headed, by what it holds.
    """

    digest: str
    language: Language
    columns: Mapping[str, str]

    def text(self) -> str:
        """Return it as it stands in a cell."""
        fields = {"roitool": VERSION, "digest": self.digest, "language": self.language}
        return json.dumps(fields | {"columns": dict(self.columns)})

    @classmethod
    def read(cls, text: str) -> SheetOrigin | None:
        """Return what stands in a cell, None where it is nothing of ours."""
        match _fields(text):
            case {
                "roitool": int(version),
                "digest": str(digest),
                "language": ("nl" | "en") as language,
                "columns": dict(columns),
            } if version == VERSION and all(isinstance(heading, str) for heading in columns.values()):
                return cls(digest, language, columns)
        return None


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """What a row is, and was.

    Attributes
    ----------
    sort
        Whether it is an input, a figure derived from others, or a setting.
    id
        Of the figure: ``candidate.figure``, or the id alone of a shared one; the name of a setting.
    kind
        Of the quantity; empty where there is none.
    three
        What stood in low, best estimate and high; of what has one number, that number three times.
    name
        A mark of what it was called and of its unit.
    by, date, note
        Who said so and when, as the document has them, and a mark of what stood in the note.
    """

    sort: Literal["input", "derived", "setting"]
    id: str
    three: Three
    name: str
    kind: str = ""
    by: str = ""
    date: str = ""
    note: str = ""

    def text(self) -> str:
        """Return it as it stands in a cell."""
        fields = {name: getattr(self, name) for name in ("sort", "id", "kind", "name", "by", "date", "note")}
        filled = {name: value for name, value in fields.items() if value}
        return json.dumps(filled | {"three": list(self.three)})

    @classmethod
    def read(cls, text: str) -> RowOrigin | None:
        """Return what stands in a cell, None where it is nothing of ours."""
        match fields := _fields(text):
            case {
                "sort": ("input" | "derived" | "setting") as sort,
                "id": str(id_),
                "name": str(name),
                "three": [low, best, high],
            }:
                three = tuple(float(each) for each in (low, best, high) if type(each) in {int, float})
                texts = {key: str(fields.get(key, "")) for key in ("kind", "by", "date", "note")}
                if len(three) == 3 and all(map(math.isfinite, three)):
                    return cls(sort, id_, (three[0], three[1], three[2]), name, **texts)
        return None


def three_of(quantity: BaseQuantity) -> Three:
    """Return what stands in low, best estimate and high of a figure: P10 and P90 where it says nothing closer."""
    if isinstance(quantity, Range):
        return quantity.low, quantity.likely, quantity.high
    if isinstance(quantity, Chance):
        return 0.0, quantity.base(), 1.0
    return float(quantity.quantile(_BELOW)), quantity.base(), float(quantity.quantile(_ABOVE))


def mark(*texts: str) -> str:
    """Return a short mark of some texts, by which is seen whether they are still the same."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:_DIGITS]


def _fields(text: str) -> dict[str, Any]:
    try:
        found = parsed(text.encode("utf-8", "replace"))
    except ScenarioError:
        return {}
    return found if isinstance(found, dict) else {}

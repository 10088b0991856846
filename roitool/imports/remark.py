"""Something to be said of a row of a workbook: data without a language, as problems are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.errors import Value


@dataclass(frozen=True, slots=True)
class Remark:
    """A code, and what its sentence needs.

    Attributes
    ----------
    at
        The cell it is about; empty where it is about the row, or the sheet.
    """

    code: str
    at: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)

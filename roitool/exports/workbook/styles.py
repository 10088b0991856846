"""How cells look: the styles of texts and numbers, and formats of numbers, the same for every language.

The colours are those that finance knows: an input is blue on pale yellow, a formula black, a link to another sheet
green, what the program calculated and no formula follows is grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

Style = Literal[
    "title", "heading", "text", "note", "wrapped", "aside", "aside_heading", "aside_note", "total_label", "header",
    "wrapped_header", "input", "chosen", "live", "link", "value", "total", "measure", "measure_link", "outcome",
    "check", "strong", "strong_line",
]  # fmt: skip

MONEY = "#,##0"
CENTS = "#,##0.00"
PERCENT = "0.0%"
PLAIN = "General"
WHOLE = "0"
HALF_A_CENT = "0.005"

_INPUT = {"font_color": "#0000FF", "bg_color": "#FFFFCC", "border": 4, "border_color": "#BFBFBF"}
_VALUE = {"font_color": "#595959", "bg_color": "#F2F2F2"}
_LOOKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 14},
        "heading": {"bold": True, "bottom": 1},
        "text": {},
        "note": {"font_color": "#595959", "italic": True},
        "wrapped": {"text_wrap": True},
        "aside": {"align": "left", "indent": 1},
        "aside_heading": {"bold": True, "bottom": 1, "indent": 1},
        "aside_note": {"font_color": "#595959", "italic": True, "align": "left", "indent": 2},
        "total_label": {"bold": True, "top": 1},
        "header": {"bold": True, "align": "right", "bottom": 1},
        "wrapped_header": {"bold": True, "align": "right", "bottom": 1, "text_wrap": True},
        "input": _INPUT,
        "chosen": {**_INPUT, "align": "left"},
        "live": {},
        "link": {"font_color": "#00703C"},
        "value": _VALUE,
        "total": {"bold": True, "top": 1, "align": "right"},
        # Also where it is a word.
        "measure": {"align": "right"},
        "measure_link": {"font_color": "#00703C", "align": "right"},
        "outcome": {**_VALUE, "align": "right"},
        "strong": {"bold": True, "text_wrap": True},
        "strong_line": {"bold": True},
        "check": {"bold": True, "num_format": WHOLE, "align": "left"},
        "red": {"font_color": "#FFFFFF", "bg_color": "#C00000"},
    }
)
_AT_THE_BOTTOM = frozenset({"heading", "aside_heading", "header", "wrapped_header", "red"})
LOOKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        # In a row that a note makes higher, all stands beside the middle of it; what heads a column, right above that.
        style: look if style in _AT_THE_BOTTOM else {"valign": "vcenter", **look}
        for style, look in _LOOKS.items()
    }
)

"""Loads what draws the pictures, without a search through the fonts of the system."""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from threading import Lock

_FONT_MANAGER = "matplotlib.font_manager"
_ONE_AT_A_TIME = Lock()


def load_drawing() -> None:
    """Load matplotlib and the modules that draw; to be called where nobody waits for it.

    On its first start matplotlib opens every font of the system, which takes from a third of a second to many seconds,
    and keeps the list for all programs. The pictures name their font by its file, so they need no list. This is for a
    program that draws nothing else: texts without a file of their own find no font afterwards.
    """
    with _ONE_AT_A_TIME:
        if _FONT_MANAGER not in sys.modules:
            _load_without_fonts()
    for name in ("matplotlib.backends.backend_agg", "roitool.exports.figures.dots", "roitool.exports.figures.fan"):
        import_module(name)


def _load_without_fonts() -> None:
    matplotlib = import_module("matplotlib")
    folder_of_lists = matplotlib.get_cachedir

    def folder_without_list() -> str:
        # Asked for where the font manager is about to look for a list and, having none, for fonts.
        sys.modules[_FONT_MANAGER].findSystemFonts = lambda *_, **__: []
        return empty

    with tempfile.TemporaryDirectory(prefix="roitool-") as empty:
        matplotlib.get_cachedir = folder_without_list
        try:
            import_module(_FONT_MANAGER)
        finally:
            matplotlib.get_cachedir = folder_of_lists

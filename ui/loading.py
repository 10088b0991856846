"""The first second of the program, without searches for garbage: while modules load there is nothing to be found."""

from __future__ import annotations

import gc


def begin_loading() -> None:
    """Search for no garbage until everything is loaded, which would take a tenth of that time."""
    gc.disable()


def end_loading() -> None:
    """Search for garbage from now on, but not among what was loaded: going over it takes as long as an answer."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

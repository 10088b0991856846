"""What a file is called: how somebody chooses its name, and how it is told of."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.widgets.plain import clipped

_LONGEST = 80


def ask_where_to_write(
    parent: QWidget, title: str, proposal: Path, kinds: Mapping[str, str], also: str = ""
) -> Path | None:
    """Let somebody choose where to write a file; None where he does not. Writing over another one has been asked about.

    Parameters
    ----------
    kinds
        What each kind of file is called, by the ending of its name, which is added to a name that has none of them.
    also
        One more ending that a name of the first kind may have.
    """
    accepted = tuple(ending for ending in (*kinds, also) if ending)
    filters = {f"{name} (*{ending}{f' *{also}' if also else ''})": ending for ending, name in kinds.items()}
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(proposal), ";;".join(filters))
    while name and not name.lower().endswith(accepted):
        name += filters.get(chosen, next(iter(kinds)))
        # Unlike that of a path, this question has an answer for a name that is too long to be one.
        if os.path.exists(name):  # noqa: PTH110
            # The dialog asks about writing over a file, but not over one that is only called so by now.
            name, chosen = QFileDialog.getSaveFileName(parent, title, name, ";;".join(filters))
    return Path(name) if name else None


def called(path: Path) -> str:
    """Return the name of a file as it is told of, without the end of a long one."""
    return clipped(path.name, _LONGEST)

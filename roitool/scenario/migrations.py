"""From the file format of an older version to the next one, step by step.

A migration is a pure function from the objects of version ``n`` to those of version ``n + 1``. It imports nothing of
the living program: what an old file meant does not change when the program does.

History of the format
---------------------
1
    The first one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Document = dict[str, Any]

MIGRATIONS: Mapping[int, Callable[[Document], Document]] = MappingProxyType({})
"""From each old version to the one after it."""


def migrated(document: Document, version: int, newest: int) -> Document:
    """Return the document as version `newest` writes it.

    Parameters
    ----------
    document
        Objects and lists as JSON gives them, of version `version`; not changed.
    """
    for step in range(version, newest):
        document = {**MIGRATIONS[step](document), "schema_version": step + 1}
    return document

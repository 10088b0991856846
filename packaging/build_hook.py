"""Compile the message catalogues: while a wheel or an editable installation is built, or as a script.

Git keeps the `.po` files that people translate; the program reads the `.mo` file beside each, which starts faster.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):
    """What hatchling runs before it collects the files of a wheel or a source archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the names are hatchling's
        """Compile the catalogues of the tree that is being built."""
        compile_catalogues(Path(self.root))


def compile_catalogues(root: Path) -> None:
    """Write the `.mo` file beside every `.po` file of the program.

    Parameters
    ----------
    root
        The folder that holds `pyproject.toml`.

    Raises
    ------
    babel.messages.pofile.PoFileError
        A catalogue is malformed; its line is named.
    """
    for source in sorted((root / "roitool").rglob("locales/*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        target = source.with_suffix(".mo")
        # A program that starts meanwhile must find the old file or the new one, whole.
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            write_mo(file, catalogue)
        Path(name).chmod(0o644)
        Path(name).replace(target)


if __name__ == "__main__":
    compile_catalogues(Path(__file__).resolve().parent.parent)

"""The plugins of QtWidgets that go along; PyInstaller would take all of them, and what these need in turn."""

from pathlib import Path

from contents import is_wanted
from PyInstaller.utils.hooks.qt import add_qt6_dependencies

hiddenimports, binaries, datas = add_qt6_dependencies(__file__)
binaries = [(source, folder) for source, folder in binaries if is_wanted(f"{folder}/{Path(source).name}")]

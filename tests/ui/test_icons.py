"""The icons that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

import ui.icons
from ui.icons import icon
from ui.theme import DARK, LIGHT

FOLDER = Path(ui.icons.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_the_colour_of_the_window_it_stands_in(qapp, name):
    pictures = [icon(name, theme).pixmap(QSize(32, 32)).toImage() for theme in (LIGHT, DARK)]
    opaque = [
        {image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255}
        for image in pictures
    ]
    assert [LIGHT.muted in opaque[0], DARK.muted in opaque[1]] == [True, True]


def test_the_licence_of_the_set_stands_beside_it():
    assert "Lucide" in (FOLDER / "LICENSE").read_text(encoding="utf-8")

"""Pages by themselves, shown and with the focus."""

from __future__ import annotations

import pytest

from roitool.wording.words import Words
from ui.theme import LIGHT, apply_theme, load_fonts


@pytest.fixture
def shown(qtbot, qapp):
    """Return what shows a page, made with words of a language and a theme."""
    load_fonts()
    apply_theme(qapp, LIGHT)

    def show(make, language="en", size=(1280, 686)):
        page = make(Words(language), LIGHT)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show

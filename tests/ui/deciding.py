"""What tests of the pages that decide do: go there by a click, wait until they are whole, find a row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.ui.answers import plain
from ui.pages.page import MATTERS


def go_to(qtbot, window, page):
    """Click on a page in the list."""
    names = window.workspace.navigation.list
    (item,) = [
        names.item(row) for row in range(names.count()) if names.item(row).data(Qt.ItemDataRole.UserRole) == page
    ]
    qtbot.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=names.visualItemRect(item).center())
    assert window.workspace.page == page


def state(window):
    return window.workspace.deciding.states[window.workspace.page.kind]


def wait_for_page(qtbot, window):
    qtbot.waitUntil(lambda: state(window).state == "current")


def opened(qtbot, window, page):
    """Go to a page, wait until it is whole, and return it."""
    go_to(qtbot, window, page)
    wait_for_page(qtbot, window)
    shown = window.workspace.deciding.page(page)
    if page == MATTERS:
        qtbot.waitUntil(lambda: shown.found.turning is not None)
    return shown


def row(widget, beginning):
    """Return the row whose spoken name begins with a text."""
    (found,) = [
        each
        for each in widget.findChildren(QAbstractButton)
        if each.isVisible() and plain(each.accessibleName()).startswith(beginning)
    ]
    return found

"""What can be handed over, in the menu of files and at the button beside undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from roitool.exports.kinds import KINDS
from roitool.wording.words import Words
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.buttons import ToolButton

if TYPE_CHECKING:
    from ui.handover.handover import Handover
    from ui.importing.taking_over import TakingOver
    from ui.menus import Maker

_CHEVRON = 12


def export_menu(make: Maker, file: QMenu, handover: Handover, words: Words) -> QMenu:
    """Add to the menu of files what can be exported, and return the menu of it."""
    menu = file.addMenu(words.text("ui.menu.export"))
    for kind in KINDS:
        entry = make.entry(menu, f"ui.menu.export.{kind.option}", lambda kind=kind: handover.export(kind))
        _follow(entry, handover)
    return menu


def print_entry(make: Maker, file: QMenu, handover: Handover) -> None:
    """Add to the menu of files that the report is printed."""
    _follow(make.entry(file, "ui.menu.print", handover.print_report, QKeySequence.StandardKey.Print), handover)


def back_entry(make: Maker, file: QMenu, back: TakingOver) -> QAction:
    """Add to the menu of files that figures come back from a workbook, and return the entry."""
    return make.entry(file, "ui.menu.take_over", back.ask)


def export_button(menu: QMenu, theme: Theme) -> ToolButton:
    """Return a button that opens the menu of what can be exported."""
    button = ToolButton()
    button.setObjectName("corner")
    name = menu.title().replace("&", "")
    button.setText(name)
    button.setAccessibleName(name)
    button.setIcon(icon("chevron-down", theme))
    button.setIconSize(QSize(_CHEVRON, _CHEVRON))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    # What it opens stands behind the word.
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.setMenu(menu)
    button.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def _follow(entry: QAction, handover: Handover) -> None:
    """Offer an entry while nothing is being made."""
    entry.setEnabled(not handover.busy)
    handover.idle.connect(entry.setEnabled)

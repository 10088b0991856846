"""The order in which Tab goes through what was built after the rest of a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_after(anchor: QWidget, *roots: QWidget) -> None:
    """Let Tab go from a widget to everything in some others, in the order in which it was put there.

    Qt puts what is built later behind all there is, wherever on the screen it stands.
    """
    for root in roots:
        for widget in (root, *root.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is anchor.window():
                QWidget.setTabOrder(anchor, widget)
                anchor = widget

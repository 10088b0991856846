"""The order in which Tab goes through what was built after the rest of a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def last_within(root: QWidget, begin: QWidget) -> QWidget:
    """Return the last of what lies in a widget that Tab comes to, gone through from a widget outside of it."""
    last, at = root, begin.nextInFocusChain()
    while at is not begin:
        # Qt lets nothing follow what Tab does not stop at.
        if root.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = at
        at = at.nextInFocusChain()
    return last


def chain_after(anchor: QWidget, *roots: QWidget) -> None:
    """Let Tab go from a widget to everything in some others, in the order in which it was put there.

    Qt puts what is built later behind all there is, wherever on the screen it stands.
    """
    for root in roots:
        for widget in (root, *root.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is anchor.window():
                QWidget.setTabOrder(anchor, widget)
                anchor = widget

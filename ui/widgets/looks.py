"""How a widget comes to look otherwise: by a property that the style sheet asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def give(widget: QWidget, name: str, value: object) -> None:
    """Give a widget a property, and the look that goes with it; nothing happens where it has it already."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().polish(widget)

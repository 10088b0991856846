"""One question at a time: what arrives while a dialog is on screen waits for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer

_Answer = TypeVar("_Answer")


class Asking:
    """Keeps what happens apart from what is being asked: a dialog runs a loop of its own, in which signals arrive."""

    def __init__(self) -> None:
        self._depth = 0
        self._waiting: list[Callable[[], None]] = []

    @property
    def busy(self) -> bool:
        """Whether a question is on screen."""
        return self._depth > 0

    def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """Put a question on screen and return the answer."""
        self._depth += 1
        try:
            return question()
        finally:
            self._depth -= 1
            QTimer.singleShot(0, self._go_on)

    def afterwards(self, call: Callable[[], None]) -> None:
        """Call something now, or as soon as no question is on screen."""
        self._waiting.append(call)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self.busy:
            self._waiting.pop(0)()

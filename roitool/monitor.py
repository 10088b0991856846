"""How a long calculation tells how far it is, and how it is stopped."""

from __future__ import annotations

from threading import Event


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The calculation was stopped on request; nothing of it is kept."""


class Monitor:
    """Passed into a long calculation by whoever waits for it.

    Progress is told and cancellation looked at between chunks of futures, some tens of milliseconds apart.
    A subclass overrides :meth:`progress`; the calculation may run in another thread than :meth:`cancel` is called from.
    """

    def __init__(self) -> None:
        self._cancelled = Event()

    def progress(self, done: int, total: int) -> None:
        """Take note that `done` of `total` futures are ready."""

    def cancel(self) -> None:
        """Ask the calculation to stop at its next chunk."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise :class:`Cancelled` when somebody asked to stop."""
        if self.is_cancelled():
            raise Cancelled

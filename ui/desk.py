"""The desk: one document lies on it; it is fetched, put away, copied and watched without the window ever waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from roitool.scenario.scenario import Scenario
from ui.asking import Asking
from ui.autosave import Autosave
from ui.copies import Leftover
from ui.document import Document
from ui.file_events import NO_FILE, Event, Failed, Held, Other, Read, Refused, Written
from ui.files import Files, Shared, Theirs, Unsaved
from ui.locks import FileLock
from ui.opening import FileWork, let_go
from ui.recent import Recent
from ui.settings import Settings
from ui.watching import Watch
from ui.widgets.waiting import Waiting

_LONGEST_WAIT_SECONDS = 1.0

Then = Callable[[], None]


@dataclass(slots=True)
class _Reading:
    job: int
    # The scenario that somebody has agreed to leave: edits made while the file is being read are asked about again.
    left: Scenario | None
    leftover: Leftover | None = None


@dataclass(slots=True)
class _Saving:
    job: int
    document: Document
    scenario: Scenario
    then: list[Then] = field(default_factory=list)
    again: bool = False


class Desk(QObject):
    """Opens, saves and leaves documents for a window, and keeps them safe meanwhile.

    What takes another way when it is done, or when somebody has answered a question, is given as `then`: it is called
    once the work is safe, and not at all where somebody changes his mind or something fails.

    Parameters
    ----------
    files
        Asks and tells; another one, for another language, is put into the attribute.

    Attributes
    ----------
    document
        What is open; None where nothing is.
    asking
        Puts the questions of the window on screen, one at a time.
    opened
        Emitted with the :class:`Document` that lies there from now on, or None.
    saved
        Emitted with when the document was saved.
    waiting
        Emitted with a :class:`Waiting`, and with None when that is over.
    taken
        Emitted when the document has become what somebody else has saved.
    not_opened
        Emitted when a file is not opened after all.
    """

    opened = Signal(object)
    saved = Signal(object)
    waiting = Signal(object)
    taken = Signal()
    not_opened = Signal()

    def __init__(self, files: Files, settings: Settings) -> None:
        super().__init__()
        self.files = files
        self.document: Document | None = None
        self.autosave = Autosave()
        self.recent = Recent(settings)
        self._settings = settings
        self._work = FileWork()
        self._work.event.connect(self._take)
        self.autosave.found.connect(lambda found: self.asking.afterwards(lambda: self._offer(found)))
        self._lock: FileLock | None = None
        self._reading: _Reading | None = None
        self._saving: _Saving | None = None
        self.asking = Asking()
        self._watch = Watch()
        self._watch.other.connect(self._take_look)

    def put(self, document: Document) -> None:
        """Lay a document that has no file on the desk; the one before is left as it is."""
        self._put(document, None)

    def clear(self) -> None:
        """Leave the desk empty."""
        self._put(None, None)

    def open(self, path: Path) -> None:
        """Open a file, after asking about changes that were not saved."""
        # As it is remembered: the next start may be in another folder.
        whole = path.absolute()
        self.leave(lambda: self._read(whole))

    def recover(self) -> None:
        """Offer work that was not saved when the program ended."""
        self.autosave.find()

    def save(self, then: Then | None = None) -> None:
        """Save to the document's file, or where somebody chooses if it has none."""
        document = self.document
        if document is None:
            return
        if document.path is None or document.read_only:
            self.save_as(then)
        elif self._saving is not None:
            # What is being written is older than what is to be saved.
            self._saving.again = True
            self._saving.then += [then] if then else []
        else:
            self._write(document, document.path, document.digest or NO_FILE, then)

    def save_as(self, then: Then | None = None) -> None:
        """Save to a file that somebody chooses; the dialog has asked about writing over another one."""
        document = self.document
        if document is None:
            return
        path = self.asking.ask(lambda: self.files.ask_where_to_save(document, self._settings.folder))
        if path is not None:
            self._write(document, path, None, then)

    def leave(self, then: Then) -> None:
        """Ask once about changes that were not saved, and go on when they are safe or not wanted."""
        document = self.document
        if document is None or not document.dirty:
            then()
            return
        if self._saving is not None and self._saving.scenario is document.scenario:
            self._saving.then.append(lambda: self.leave(then))
            return
        match self.asking.ask(lambda: self.files.ask_about_changes(document)):
            case Unsaved.SAVE:
                # Somebody may go on typing while it is being written.
                self.save(lambda: self.leave(then))
            case Unsaved.DISCARD:
                then()

    def close(self) -> None:
        """Leave nothing behind: no lock, no copy, nothing that is heard of later."""
        self._watch.close()
        self._work.close()
        self.autosave.close()
        if self._lock is not None:
            let_go(self._lock).join(_LONGEST_WAIT_SECONDS)
            self._lock = None

    def _put(self, document: Document | None, lock: FileLock | None, leftover: Leftover | None = None) -> None:
        if self._lock is not None and self._lock is not lock:
            let_go(self._lock)
        self._lock = lock
        if self._saving is not None:
            # What was being written of the document before is not waited for.
            self._work.cancel(self._saving.job)
            self._saving = None
            self._show_waiting()
        self.document = document
        self._watch.follow(document, lock)
        self.autosave.follow(document, leftover)
        self.opened.emit(document)

    def _read(self, path: Path, leftover: Leftover | None = None) -> None:
        self._drop_reading()
        left = self.document.scenario if self.document is not None else None
        job = self._work.read(path, self._lock) if leftover is None else self._work.read_copy(path)
        self._reading = _Reading(job, left, leftover)
        self.waiting.emit(Waiting("ui.waiting.opening", path.name, "ui.waiting.stop", self._stop_reading))

    def _stop_reading(self) -> None:
        self._drop_reading()
        self._show_waiting()
        self.not_opened.emit()

    def _drop_reading(self) -> None:
        if self._reading is not None:
            self._work.cancel(self._reading.job)
            if self._reading.leftover is not None:
                self.autosave.leave(self._reading.leftover)
            self._reading = None

    def _write(self, document: Document, path: Path, known: str | None, then: Then | None) -> None:
        if self._saving is not None:
            # It may hang for ever, and somebody has chosen another place.
            self._work.cancel(self._saving.job)
        job = self._work.write(path, document.scenario, known, self._lock)
        self._saving = _Saving(job, document, document.scenario, [then] if then else [])
        self._show_waiting(path)

    def _stop_waiting(self) -> None:
        """Go on without what was to follow the saving; what is being written is written."""
        if self._saving is not None:
            self._saving.then.clear()
        self.waiting.emit(None)

    def _show_waiting(self, path: Path | None = None) -> None:
        if path is None:
            self.waiting.emit(None)
        else:
            self.waiting.emit(Waiting("ui.waiting.saving", path.name, "ui.waiting.stop_waiting", self._stop_waiting))

    def _take(self, event: Event) -> None:
        self.asking.afterwards(lambda: self._fold(event))

    def _fold(self, event: Event) -> None:
        """Take in what has become of a piece of work."""
        if self._reading is not None and event.job == self._reading.job:
            reading, self._reading = self._reading, None
            self._show_waiting()
            self._take_read(event, reading)
        elif self._saving is not None and event.job == self._saving.job:
            saving, self._saving = self._saving, None
            self._show_waiting()
            self._take_written(event, saving)
        if isinstance(event, Failed):
            raise event.error

    def _take_read(self, event: Event, reading: _Reading) -> None:
        match event:
            case Read():
                if self.document is not None and self.document.scenario is not reading.left:
                    # Edited since somebody agreed to leave it.
                    self.leave(lambda: self._show(event, reading.leftover))
                else:
                    self._show(event, reading.leftover)
            case Refused(_, path, problems):
                gone = any(problem.values.get("reason") == "not_found" for problem in problems)
                if reading.leftover is not None:
                    self.autosave.leave(reading.leftover)
                if gone and path in self.recent.paths:
                    self.recent.remove(path)
                    self.asking.ask(lambda: self.files.tell_forgotten(path))
                else:
                    self.asking.ask(lambda: self.files.tell_cannot_open(path, problems))
                self.not_opened.emit()
            case Failed():
                self.not_opened.emit()

    def _show(self, read: Read, leftover: Leftover | None) -> None:
        if leftover is not None:
            self._put(Document(read.scenario, leftover.path, leftover.digest, saved=False), None, leftover)
            return
        answer = None
        if (holder := read.holder) is not None:
            answer = self.asking.ask(lambda: self.files.ask_about_holder(read.path, holder))
        if answer is Shared.STAY:
            self.not_opened.emit()
            return
        apart = read.example or answer is Shared.COPY
        document = Document(read.scenario) if apart else Document(read.scenario, read.path, read.digest)
        document.read_only = answer is Shared.READ_ONLY
        if not read.example:
            self._remember(read.path)
        self._put(document, read.lock)

    def _take_written(self, event: Event, saving: _Saving) -> None:
        match event:
            case Written(_, path, scenario, mark, lock):
                if self._lock is not None and self._lock is not lock:
                    let_go(self._lock)
                self._lock = lock
                saving.document.read_only = False
                saving.document.mark_saved(path, scenario, mark)
                self._watch.follow(saving.document, lock)
                self._remember(path)
                self.saved.emit(datetime.now().astimezone())
                if saving.again and saving.document.dirty:
                    self._write(saving.document, path, mark, lambda: _call(saving.then))
                else:
                    _call(saving.then)
            case Other():
                self._take_other(event, saving.document)
            case Held(_, path, holder):
                self.asking.ask(lambda: self.files.tell_held(path, holder))
            case Refused(_, path, problems):
                self.asking.ask(lambda: self.files.tell_cannot_save(path, problems))

    def _take_look(self, other: Other) -> None:
        # What is not asked now is noticed again at the next look.
        busy = self._saving is not None or self._reading is not None or self.asking.busy
        if self.document is not None and not busy and QApplication.activeModalWidget() is None:
            self._take_other(other, self.document)

    def _take_other(self, other: Other, document: Document) -> None:
        """Ask what to do about a file that is not what was read or written last."""
        if other.digest == NO_FILE:
            document.digest = None
            document.mark_unsaved()
            self.asking.ask(lambda: self.files.tell_gone(other.path))
            return
        if other.scenario is not None and other.scenario == document.scenario:
            document.mark_saved(other.path, other.scenario, other.digest)
            return
        match self.asking.ask(lambda: self.files.ask_about_theirs(document, other.scenario)):
            case Theirs.TAKE if other.scenario is not None:
                document.become(other.scenario)
                document.mark_saved(other.path, other.scenario, other.digest)
                self.taken.emit()
            case Theirs.KEEP:
                self._watch.put_off(other.digest)
                document.mark_unsaved()
                self.save_as()
            case _:
                self._watch.put_off(other.digest)

    def _offer(self, found: tuple[Leftover, ...]) -> None:
        ask = self.files.ask_about_leftover
        opened = self.autosave.settle(found, lambda leftover: self.asking.ask(lambda: ask(leftover)))
        if opened is not None:
            self.leave(lambda: self._read(opened.copy, opened))

    def _remember(self, path: Path) -> None:
        self._settings.folder = str(path.parent)
        self.recent.add(path, datetime.now().astimezone())


def _call(following: list[Then]) -> None:
    for each in following:
        each()

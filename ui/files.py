"""The questions and complaints that belong to opening and saving."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from roitool.errors import Problem, ScenarioError
from roitool.scenario.changes import changes
from roitool.scenario.data import example_bytes, example_names, template, template_ids
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.scenario import Scenario
from roitool.wording.changes import describe_changes
from roitool.wording.file_names import file_name
from roitool.wording.moments import moment
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.copies import Found, Leftover
from ui.document import Document
from ui.locks import Holder
from ui.naming import ask_where_to_write, called
from ui.widgets.plain import clipped, plain_box

SUFFIX = ".roi.json"
_MOST_PROBLEMS = 12
_MOST_CHANGES = 8
_LONGEST_LINE = 120


_Answer = TypeVar("_Answer", bound=Enum)


class Unsaved(Enum):
    """What is to become of changes that were not saved."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class Shared(Enum):
    """How to open a file that somebody else has open."""

    READ_ONLY = "read_only"
    COPY = "copy"
    STAY = "stay"


class Theirs(Enum):
    """What to do about a file that somebody else has changed."""

    TAKE = "take"
    KEEP = "keep"
    LATER = "later"


class Files:
    """Asks and tells, in dialogs of a window, what has to do with files.

    Parameters
    ----------
    parent
        The window that dialogs belong to.
    """

    def __init__(self, parent: QWidget, words: Words) -> None:
        self._parent = parent
        self._words = words

    def ask_what_to_open(self, folder: str) -> Path | None:
        """Let somebody choose a file; None where he does not."""
        title = self._words.text("ui.files.open")
        name, _ = QFileDialog.getOpenFileName(self._parent, title, folder, self._filter())
        return Path(name) if name else None

    def ask_where_to_save(self, document: Document, folder: str) -> Path | None:
        """Let somebody choose where to save a document; None where he does not."""
        words = self._words
        name = file_name(words.label(document.scenario.title), "scenario")
        proposal = document.path or Path(folder) / f"{name}{SUFFIX}"
        kinds = {SUFFIX: words.text("ui.files.kind")}
        return ask_where_to_write(self._parent, words.text("ui.files.save_as"), proposal, kinds, also=".json")

    def ask_about_changes(self, document: Document) -> Unsaved:
        """Ask once what to do with changes that were not saved."""
        words = self._words
        box = self._question(words.text("ui.files.unsaved", title=words.label(document.scenario.title)))
        box.setInformativeText(words.text("ui.files.unsaved_detail"))
        answers = {
            Unsaved.SAVE: words.text("ui.files.save"),
            Unsaved.DISCARD: words.text("ui.files.discard"),
            Unsaved.STAY: words.text("ui.cancel"),
        }
        return _answer(box, answers, dangerous=Unsaved.DISCARD)

    def ask_about_holder(self, path: Path, holder: Holder) -> Shared:
        """Ask how to open a file that somebody else has open."""
        words = self._words
        box = self._question(words.text("ui.files.held", name=called(path), who=self._who(holder)))
        box.setInformativeText(words.text("ui.files.held_detail"))
        answers = {
            Shared.READ_ONLY: words.text("ui.files.read_only"),
            Shared.COPY: words.text("ui.files.open_copy"),
            Shared.STAY: words.text("ui.cancel"),
        }
        return _answer(box, answers)

    def ask_about_theirs(self, document: Document, theirs: Scenario | None) -> Theirs:
        """Ask what to do about a file that somebody else has changed, and tell what differs.

        Parameters
        ----------
        theirs
            What stands in the file now; None where this program cannot open it.
        """
        words = self._words
        name = called(document.path) if document.path is not None else ""
        box = self._question(words.text("ui.files.changed", name=name))
        if theirs is None:
            box.setInformativeText(words.text("ui.files.changed_unreadable"))
            answers = {}
        else:
            box.setInformativeText("\n\n".join(self._differences(document, theirs)))
            answers = {Theirs.TAKE: words.text("ui.files.take_theirs")}
        answers |= {Theirs.KEEP: words.text("ui.files.keep_mine"), Theirs.LATER: words.text("ui.files.later")}
        # The question may come up while somebody is typing: a key then must not decide.
        return _answer(box, answers, default=Theirs.LATER)

    def ask_about_leftover(self, leftover: Leftover) -> Found:
        """Ask what to do with work that was not saved when the program ended."""
        words = self._words
        when = moment(leftover.at, datetime.now().astimezone(), words)
        box = self._question(words.text("ui.files.leftover", title=leftover.called(words), when=when))
        box.setInformativeText(
            words.text("ui.files.leftover_of", path=clipped(str(leftover.path), 400)) if leftover.path else ""
        )
        answers = {
            Found.OPEN: words.text("ui.files.open_leftover"),
            Found.DISCARD: words.text("ui.files.discard_leftover"),
            Found.LATER: words.text("ui.files.later"),
        }
        return _answer(box, answers, dangerous=Found.DISCARD)

    def tell_cannot_open(self, path: Path, problems: Sequence[Problem]) -> None:
        """Tell everything that is wrong with a file."""
        self._complain(self._about("ui.files.cannot_open", path), problems)

    def tell_cannot_save(self, path: Path, problems: Sequence[Problem]) -> None:
        """Tell why a file was not saved."""
        self._complain(self._about("ui.files.cannot_save", path), problems)

    def tell_cannot_add(self, problems: Sequence[Problem]) -> None:
        """Tell why a candidate was not added."""
        self._complain(self._words.text("ui.candidate.cannot_add"), problems)

    def tell_held(self, path: Path, holder: Holder) -> None:
        """Tell that a file was not saved because somebody else has it open."""
        self._tell(
            self._about("ui.files.cannot_save", path), self._words.text("ui.files.held_save", who=self._who(holder))
        )

    def tell_gone(self, path: Path) -> None:
        """Tell that the file of the document is not there any more."""
        self._tell(self._about("ui.files.gone", path), self._words.text("ui.files.gone_detail"))

    def tell_forgotten(self, path: Path) -> None:
        """Tell that a recent file is not there any more, and is not listed from now on."""
        detail = self._words.text("ui.files.forgotten", path=clipped(str(path), 400))
        self._tell(self._about("ui.files.cannot_open", path), detail)

    def _differences(self, document: Document, theirs: Scenario) -> list[str]:
        """Return in words what somebody else has changed, what was changed here, and what can be done."""
        words, mine, saved = self._words, document.scenario, document.saved
        if saved is None:
            parts = [self._listed("ui.files.differs", mine, theirs)]
        else:
            parts = [self._listed("ui.files.changed_there", saved, theirs)]
            if document.dirty:
                parts.append(self._listed("ui.files.changed_here", saved, mine))
        return [*parts, words.text("ui.files.changed_detail")]

    def _listed(self, code: str, before: Scenario, after: Scenario) -> str:
        words = self._words
        groups = describe_changes(changes(before, after), before, after, words)
        lines = [clipped(line, _LONGEST_LINE) for group in groups for line in group.lines]
        shown = [f"– {line}" for line in lines[:_MOST_CHANGES]] or [f"– {words.text('changes.nothing')}"]
        if len(lines) > _MOST_CHANGES:
            shown.append(words.text("ui.state.more", count=words.number(len(lines) - _MOST_CHANGES)))
        return "\n".join([words.text(code), *shown])

    def _who(self, holder: Holder) -> str:
        code = "ui.files.who_by" if holder.user else "ui.files.who"
        return self._words.text(code, host=clipped(holder.host, 60), user=clipped(holder.user, 60))

    def _about(self, code: str, path: Path) -> str:
        return self._words.text(code, name=called(path))

    def _complain(self, text: str, problems: Sequence[Problem]) -> None:
        """Show everything that is wrong."""
        words = self._words
        told = [describe_problem(problem, words) for problem in problems[:_MOST_PROBLEMS]]
        lines = [f"{each.where}\n{each.text}" for each in told]
        if len(problems) > _MOST_PROBLEMS:
            lines.append(words.text("ui.state.more", count=words.number(len(problems) - _MOST_PROBLEMS)))
        self._tell(text, "\n\n".join(lines))

    def _tell(self, text: str, detail: str) -> None:
        box = plain_box(self._parent, text, detail)
        box.setIcon(QMessageBox.Icon.Warning)
        box.addButton(self._words.text("ui.close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def _question(self, text: str) -> QMessageBox:
        box = plain_box(self._parent, text)
        box.setIcon(QMessageBox.Icon.Question)
        return box

    def _filter(self) -> str:
        return f"{self._words.text('ui.files.kind')} (*{SUFFIX} *.json)"


def _answer(
    box: QMessageBox, answers: Mapping[_Answer, str], dangerous: _Answer | None = None, default: _Answer | None = None
) -> _Answer:
    """Show a question and return the answer: Enter means the default, or else the first; Escape means the last."""
    buttons: dict[_Answer, QPushButton] = {}
    *_, last = answers
    for answer, text in answers.items():
        role = QMessageBox.ButtonRole.RejectRole if answer is last else QMessageBox.ButtonRole.AcceptRole
        buttons[answer] = box.addButton(text, QMessageBox.ButtonRole.DestructiveRole if answer is dangerous else role)
    box.setDefaultButton(buttons[default or next(iter(buttons))])
    box.setEscapeButton(buttons[last])
    box.exec()
    return next((answer for answer, button in buttons.items() if box.clickedButton() is button), last)


@dataclass(frozen=True, slots=True)
class Listed:
    """What can be begun from: its name, how it reads in a menu, and what it is for."""

    name: str
    text: str
    tip: str


def templates(words: Words) -> list[Listed]:
    """Return the templates there are, by how they read; those that cannot be read are left out."""
    found = []
    for name in template_ids():
        with contextlib.suppress(ScenarioError):
            one = template(name)
            found.append(Listed(name, words.label(one.title), words.label(one.promise)))
    return sorted(found, key=lambda listed: listed.text.casefold())


def examples(words: Words) -> list[Listed]:
    """Return the examples there are."""
    documents = {name: scenario_from_bytes(example_bytes(name)) for name in example_names()}
    return [Listed(name, words.label(each.title), words.label(each.note)) for name, each in documents.items()]


def example(name: str) -> Document:
    """Return an example as a document without a file."""
    return Document(scenario_from_bytes(example_bytes(name)))

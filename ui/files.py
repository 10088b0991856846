"""Opening and saving, with the questions and complaints that belong to it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from roitool.errors import Problem, ScenarioError
from roitool.scenario.data import example_bytes, example_names, is_example, template, template_ids
from roitool.scenario.file import read_scenario, scenario_from_bytes, write_scenario
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.document import Document
from ui.widgets.plain import clipped

SUFFIX = ".roi.json"
_MOST_PROBLEMS = 12


class Unsaved(Enum):
    """What is to become of changes that were not saved."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class Files:
    """Reads and writes documents for a window; whatever goes wrong is told there.

    Parameters
    ----------
    parent
        The window that dialogs belong to.
    """

    def __init__(self, parent: QWidget, words: Words) -> None:
        self._parent = parent
        self._words = words

    def read(self, path: Path) -> Document | None:
        """Return the document in a file; None where it cannot be opened, and somebody was told why.

        An example that ships with the program is opened as a copy without a file, so that saving asks for a name.
        """
        try:
            return Document(read_scenario(path), None if is_example(path) else path)
        except ScenarioError as error:
            self._complain("ui.files.cannot_open", path, error.problems)
            return None

    def ask_what_to_open(self, folder: str) -> Path | None:
        """Let somebody choose a file; None where he does not."""
        title = self._words.text("ui.files.open")
        name, _ = QFileDialog.getOpenFileName(self._parent, title, folder, self._filter())
        return Path(name) if name else None

    def ask_where_to_save(self, document: Document, folder: str) -> Path | None:
        """Let somebody choose where to save a document; None where he does not."""
        proposal = document.path or Path(folder) / f"{_file_name(self._words.label(document.scenario.title))}{SUFFIX}"
        title = self._words.text("ui.files.save_as")
        name, _ = QFileDialog.getSaveFileName(self._parent, title, str(proposal), self._filter())
        if not name:
            return None
        return Path(name) if name.endswith(".json") else Path(name + SUFFIX)

    def write(self, document: Document, path: Path) -> bool:
        """Save a document; returns whether it is saved. Otherwise it stays unsaved, and somebody was told why."""
        try:
            write_scenario(path, document.scenario)
        except ScenarioError as error:
            self._complain("ui.files.cannot_save", path, error.problems)
            return False
        document.mark_saved(path)
        return True

    def ask_about_changes(self, document: Document) -> Unsaved:
        """Ask once what to do with changes that were not saved."""
        words = self._words
        box = self._box(words.text("ui.files.unsaved", title=words.label(document.scenario.title)))
        box.setInformativeText(words.text("ui.files.unsaved_detail"))
        box.setIcon(QMessageBox.Icon.Question)
        save = box.addButton(words.text("ui.files.save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(words.text("ui.files.discard"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(words.text("ui.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        answers: dict[QPushButton, Unsaved] = {save: Unsaved.SAVE, discard: Unsaved.DISCARD}
        box.exec()
        return next((answer for button, answer in answers.items() if box.clickedButton() is button), Unsaved.STAY)

    def _complain(self, code: str, path: Path, problems: Sequence[Problem]) -> None:
        """Show everything that is wrong with a file."""
        words = self._words
        box = self._box(words.text(code, name=clipped(path.name, 80)))
        told = [describe_problem(problem, words) for problem in problems[:_MOST_PROBLEMS]]
        lines = [f"{each.where}\n{each.sentence} {each.remedy}" for each in told]
        if len(problems) > _MOST_PROBLEMS:
            lines.append(words.text("ui.state.more", count=words.number(len(problems) - _MOST_PROBLEMS)))
        box.setInformativeText("\n\n".join(lines))
        box.setIcon(QMessageBox.Icon.Warning)
        box.addButton(words.text("ui.close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("ROItool")
        box.setText(text)
        return box

    def _filter(self) -> str:
        return f"{self._words.text('ui.files.kind')} (*{SUFFIX} *.json)"


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


def _file_name(title: str) -> str:
    kept = "".join(character if character.isalnum() or character in " -_" else " " for character in title)
    return "-".join(kept.lower().split())[:60] or "scenario"

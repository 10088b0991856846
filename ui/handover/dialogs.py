"""The questions and complaints that belong to handing over."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from roitool.errors import Problem
from roitool.exports.kinds import Kind
from roitool.scenario.scenario import Scenario
from roitool.wording.file_names import file_name
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.handover.which import WhichDialog
from ui.naming import ask_where_to_write, called
from ui.panels.answer_state import MOST_REASONS, Reason
from ui.widgets.plain import plain_box


class Dialogs:
    """Asks and tells, in dialogs of a window, what has to do with handing over.

    Parameters
    ----------
    parent
        The window that dialogs belong to.
    """

    def __init__(self, parent: QWidget, words: Words) -> None:
        self._parent = parent
        self._words = words

    def ask_which(self, name: str, scenario: Scenario, proposed: Collection[int]) -> tuple[int, ...]:
        """Let somebody choose candidates where there are several; none where he does not go on.

        Parameters
        ----------
        name
            What messages about what is made are called by.
        proposed
            The positions that are ticked at first.
        """
        words = self._words
        if len(scenario.candidates) == 1:
            return (0,)
        titles = [words.label(candidate.title) or candidate.id for candidate in scenario.candidates]
        dialog = WhichDialog(self._parent, words.text(f"ui.handover.which.{name}"), titles, proposed, words)
        gone_on = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen if gone_on else ()

    def ask_where(self, kind: Kind, scenario: Scenario, made_on: dt.date, folder: Path) -> Path | None:
        """Let somebody choose where to write it; None where he does not.

        A kind that is several files gets a new folder in the one that is chosen.
        """
        words = self._words
        question = words.text(f"ui.handover.where.{kind.option}")
        # What the ending does not tell, the name does.
        told = [words.text(code)] if words.has(code := f"ui.handover.name.{kind.option}") else []
        name = "-".join([file_name(words.label(scenario.title), "scenario"), *told, made_on.isoformat()])
        if not kind.endings:
            chosen = QFileDialog.getExistingDirectory(self._parent, question, str(folder))
            return _free(Path(chosen) / name) if chosen else None
        kinds = {ending: words.text(f"ui.handover.kind.{ending[1:]}") for ending in kind.endings}
        return ask_where_to_write(self._parent, question, folder / f"{name}{kind.endings[0]}", kinds)

    def ask_where_table(self, name: str, folder: Path) -> Path | None:
        """Let somebody choose where to write a table; None where he does not."""
        words = self._words
        kinds = {".csv": words.text("ui.handover.kind.csv")}
        return ask_where_to_write(self._parent, words.text("ui.handover.where.table"), folder / f"{name}.csv", kinds)

    def tell_no_answer(self, reasons: Sequence[Reason]) -> None:
        """Tell why there is nothing to hand over, and lead to the first reason where somebody wants to see it."""
        words = self._words
        lines = [f"{each.where}\n{each.sentence}" if each.where else each.sentence for each in reasons[:MOST_REASONS]]
        if len(reasons) > MOST_REASONS:
            lines.append(words.text("ui.state.more", count=words.number(len(reasons) - MOST_REASONS)))
        box = self._box(words.text("ui.handover.no_answer"), "\n\n".join(lines))
        leading = next((reason for reason in reasons if reason.go is not None), None)
        show = None
        if leading is not None:
            show = box.addButton(leading.button, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(words.text("ui.close"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if leading is not None and leading.go is not None and box.clickedButton() is show:
            leading.go()

    def ask_after_failure(self, path: Path | None, problems: Sequence[Problem]) -> bool:
        """Tell why something was not written or, without a path, printed; return whether to choose another place."""
        words = self._words
        told = [describe_problem(problem, words) for problem in problems]
        if path is None:
            box = self._box(words.text("ui.handover.not_printed"), words.text("ui.handover.not_printed.detail"))
        else:
            text = words.text("ui.handover.not_written", name=called(path))
            box = self._box(text, "\n\n".join(f"{each.sentence}\n\n{each.remedy}" for each in told))
        another = words.text("ui.handover.another_printer" if path is None else "ui.handover.elsewhere")
        elsewhere = box.addButton(another, QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton(words.text("ui.close"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(elsewhere)
        box.exec()
        return box.clickedButton() is elsewhere

    def _box(self, text: str, detail: str) -> QMessageBox:
        box = plain_box(self._parent, text, detail)
        box.setIcon(QMessageBox.Icon.Warning)
        return box


def _free(path: Path) -> Path:
    """Return a path at which there is nothing yet."""
    others = (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))
    # Unlike that of a path, this question has an answer where a folder may not be looked into.
    return next(each for each in itertools.chain([path], others) if not os.path.exists(each))  # noqa: PTH110

"""What tests of exports do: choose from the menus, answer the questions, look what stands at the bottom."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QMenu, QPushButton

from tests.ui.answers import texts
from ui.handover import work
from ui.handover.which import WhichDialog


@pytest.fixture
def save_as(monkeypatch):
    """Return what answers the dialogs for a place by these paths, one after the other, and what was proposed."""

    def answers(*paths):
        left, proposed = list(paths), []

        def choose(_parent, _title, proposal, filters):
            proposed.append(Path(proposal))
            return str(left.pop(0)) if left else "", filters.split(";;")[0]

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
        return proposed

    return answers


@pytest.fixture
def tick(qapp):
    """Return what answers the next question for candidates: leaves only some of them ticked, and presses a button."""
    seen, going_on = [], True

    def answer(titles, button="Continue…"):
        def click():
            if not going_on:
                return
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, WhichDialog):
                QTimer.singleShot(20, click)
                return
            boxes = dialog.findChildren(QCheckBox)
            seen.append({box.text(): box.isChecked() for box in boxes})
            for box in boxes:
                if titles is not None:
                    box.setChecked(box.text() in titles)
            next(each for each in dialog.findChildren(QPushButton) if each.text() == button).click()

        QTimer.singleShot(20, click)
        return seen

    yield answer
    going_on = False


@pytest.fixture
def held(monkeypatch):
    """Keep whatever is made from being made: tells when it would be, and goes on when it is told to."""
    reached, release = threading.Event(), threading.Event()
    original = work._handed_over

    def wait(job, request, delivery, monitor):
        def make(order):
            reached.set()
            release.wait(20)
            return delivery.make(order)

        return original(job, request, work.Delivery(make, delivery.deliver), monitor)

    monkeypatch.setattr(work, "_handed_over", wait)
    yield reached, release
    release.set()


def choose(window, *names):
    """Choose an entry of the menus by the words of the way to it."""
    action = entry_at(window, *names)
    assert action.isEnabled()
    action.trigger()


def entry_at(window, *names):
    """Return an entry of the menus by the words of the way to it."""
    *menus, entry = names
    inside = window.menuBar()
    for name in menus:
        inside = next(menu for menu in inside.findChildren(QMenu) if plainly(menu.title()) == name)
    return next(each for each in inside.actions() if plainly(each.text()) == entry)


def plainly(text):
    return text.replace("&", "")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def told(window):
    return " ".join(texts(window.workspace.status))

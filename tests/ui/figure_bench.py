"""The page of one candidate over a document, without the window around it: what tests of a row need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roitool.scenario.editing import value_at
from roitool.wording.words import Words
from ui.document import Document
from ui.pages.page import Page
from ui.panels.figures import FiguresPanel
from ui.theme import LIGHT, apply_theme, load_fonts


class Bench:
    """A page whose edits go into a document, and which follows it.

    Parameters
    ----------
    page
        Left out, that of the first candidate.
    """

    def __init__(self, qtbot, scenario, language="en", page=None):
        load_fonts()
        apply_theme(QApplication.instance(), LIGHT)
        self.qtbot = qtbot
        self.document = Document(scenario)
        self.asked = []
        self.panel = FiguresPanel(Words(language), LIGHT)
        self.panel.edited.connect(self.document.edit)
        self.panel.became.connect(self.document.become)
        self.panel.step_closed.connect(self.document.close_step)
        self.panel.place_asked.connect(self.asked.append)
        self.document.changed.connect(lambda: self.panel.refresh(self.document.scenario))
        self.panel.show_page(scenario, page or Page("candidate", 0))
        self.panel.resize(720, 700)
        qtbot.addWidget(self.panel)
        self.panel.show()
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)

    @property
    def scenario(self):
        return self.document.scenario

    def figure(self, name):
        return value_at(self.scenario, self.place(name))

    def place(self, name):
        inputs = {item.id: ("inputs", at) for at, item in enumerate(self.scenario.inputs)}
        own = self.scenario.candidates[0].inputs
        inputs |= {item.id: ("candidates", 0, "inputs", at) for at, item in enumerate(own)}
        return inputs[name]

    def row(self, name):
        found = self.panel.row_at(self.place(name))
        self.panel.reveal(found)
        return found

    def undo(self):
        self.document.undo()

    def click(self, widget, **other):
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, **other)

    def opened(self, widget):
        """Click a widget, and return the panel that opens."""
        self.click(widget)
        return QApplication.activePopupWidget()


def choose(bench, action_text):
    """Choose an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    (action,) = [action for action in menu.actions() if action.text().split("\t")[0] == action_text]
    bench.click(menu, pos=menu.actionGeometry(action).center())

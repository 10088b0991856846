"""A form over a document, as a page shows it: edits go into the document, and the document is shown after each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from roitool.scenario.editing import value_at
from roitool.wording.words import Words
from ui.document import Document
from ui.forms.item_list import ItemList
from ui.forms.part_form import PartForm
from ui.theme import LIGHT, apply_theme, load_fonts


class Host(QWidget):
    """Shows one form or list over a document."""

    def __init__(self, qtbot, scenario, make, language="nl"):
        super().__init__()
        load_fonts()
        apply_theme(QApplication.instance(), LIGHT)
        self.document = Document(scenario)
        self.form = make(Words(language))
        self.form.edited.connect(self.document.edit)
        self.form.became.connect(self.document.become)
        self.form.step_closed.connect(self.document.close_step)
        self.document.changed.connect(lambda: self.form.refresh(self.document.scenario))
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)
        layout.addStretch()
        self.resize(700, 900)
        self.form.show_scenario(scenario)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    @property
    def scenario(self):
        return self.document.scenario

    def at(self, *place):
        """Return what the document holds at a place."""
        return value_at(self.scenario, place)

    def undo(self):
        self.document.undo()
        self.form.refresh(self.scenario, forget=True)


def form_at(qtbot, scenario, *place, language="nl", **choices):
    return Host(qtbot, scenario, lambda words: PartForm(place, words, LIGHT, **choices), language)


def list_at(qtbot, scenario, *place, language="nl", **choices):
    return Host(qtbot, scenario, lambda words: ItemList(place, words, LIGHT, make_form=PartForm, **choices), language)


def widget(host, name, kind=QWidget):
    """Return the control with this name, in view."""
    found = [each for each in host.findChildren(kind) if each.accessibleName() == name and each.isVisible()]
    assert len(found) == 1, (name, sorted({each.accessibleName() for each in host.findChildren(kind)}))
    return found[0]


def type_into(field, text):
    """Click into a field, select what stands there, and type."""
    QTest.mouseClick(field.viewport() if hasattr(field, "viewport") else field, Qt.MouseButton.LeftButton)
    field.selectAll()
    if text:
        QTest.keyClicks(field, text)
    else:
        QTest.keyClick(field, Qt.Key.Key_Delete)


def press(field, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(field, key, modifier)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(host):
    """Return every text that is in view."""
    return [label.text() for label in host.findChildren(QLabel) if label.isVisible() and label.text()]

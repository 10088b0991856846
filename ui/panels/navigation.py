"""The list on the left: the company, what is shared, the candidates, what decides; it says which page is shown."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.icons import icon
from ui.pages.page import DECIDING, NOTHING, WITHOUT_CANDIDATE, Page
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.dot import DOT, dot
from ui.widgets.plain import clipped, tooltip

WIDTH = 196
_PAGE = Qt.ItemDataRole.UserRole
_LONGEST_TITLE = 200
_HEADING_HEIGHT, _ROW_HEIGHT = 36, 32


class NavigationPanel(QWidget):
    """Lets somebody choose what the middle of the window shows.

    Attributes
    ----------
    list
        A row for each page, and the headings between them.
    chosen
        Emitted with a :class:`~ui.pages.page.Page`.
    renamed
        Emitted with the position of a candidate and its new title.
    menu_asked
        Somebody wants to do something with the candidate that is shown; emitted with a point on the screen.
    add_asked
        Somebody wants one candidate more; emitted with a point on the screen.
    """

    chosen = Signal(object)
    renamed = Signal(int, str)
    menu_asked = Signal(QPoint)
    add_asked = Signal(QPoint)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._words = words
        self._theme = theme
        self._of_candidates: list[QListWidgetItem] = []
        self.list = _List()
        self.list.setAccessibleName(words.text("ui.navigation"))
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemChanged.connect(self._rename)
        self.list.asked.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 12)
        layout.setSpacing(0)
        layout.addWidget(self.list)

    def show_scenario(self, scenario: Scenario, page: Page) -> None:
        """List what there is in a scenario, with the page that is shown."""
        titles = [clipped(self._words.label(candidate.title), _LONGEST_TITLE) for candidate in scenario.candidates]
        self.list.blockSignals(True)
        # What is right already stays untouched: a title may be being typed there, which any change would take away.
        if len(titles) != len(self._of_candidates) or not self.list.count():
            self._make_rows(len(titles))
        for item, title in zip(self._of_candidates, titles, strict=True):
            if (item.text(), item.toolTip()) != (title, tooltip(title)):
                item.setText(title)
                item.setToolTip(tooltip(title))
        rows = [self.list.item(row).data(_PAGE) for row in range(self.list.count())]
        self.list.setCurrentRow(rows.index(page) if page in rows else -1)
        self.list.blockSignals(False)

    def edit_title(self) -> None:
        """Let somebody type another title for the candidate that is shown."""
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.list.editItem(item)

    def _make_rows(self, candidates: int) -> None:
        # Takes the button along that stands among them.
        self.list.clear()
        for each in WITHOUT_CANDIDATE:
            self._item(each, self._words.text(f"ui.page.{each.kind}"))
        self._heading(self._words.text("ui.candidates"))
        self._of_candidates = [self._item(Page("candidate", position), "") for position in range(candidates)]
        for position, item in enumerate(self._of_candidates):
            item.setIcon(dot(self._theme.candidate(position), filled=True))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self._item(NOTHING, self._words.text("ui.page.nothing")).setIcon(dot(self._theme.muted, filled=False))
        row = QListWidgetItem(self.list)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setSizeHint(QSize(0, _ROW_HEIGHT))
        self.list.setItemWidget(row, self._add_button())
        if candidates:
            self._heading(self._words.text("ui.decide"))
            for each in DECIDING:
                self._item(each, self._words.text(f"ui.page.{each.kind}"))

    def _add_button(self) -> Button:
        button = Button(self._words.text("ui.navigation.add"))
        button.setObjectName("add")
        button.setIcon(icon("plus", self._theme))
        button.clicked.connect(lambda: self.add_asked.emit(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.list.item(row).data(_PAGE))

    def _rename(self, item: QListWidgetItem) -> None:
        self.renamed.emit(item.data(_PAGE).candidate, item.text())

    def _ask(self, place: QPoint) -> None:
        item = self.list.itemAt(self.list.viewport().mapFromGlobal(place))
        if item is not None and item.data(_PAGE) is not None:
            self.list.setCurrentItem(item)
            if item.data(_PAGE).kind == "candidate":
                self.menu_asked.emit(place)

    def _item(self, page: Page, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text, self.list)
        item.setData(_PAGE, page)
        item.setSizeHint(QSize(0, _ROW_HEIGHT))
        return item

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        item.setSizeHint(QSize(0, _HEADING_HEIGHT))
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)


class _List(QListWidget):
    """A list whose rows may be asked for a menu, with the mouse and with the keyboard."""

    asked = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setItemDelegate(_Titles(self))
        self.setIconSize(QSize(DOT, DOT))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of a row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and (item := self.currentItem()) is not None:
            self.asked.emit(self.viewport().mapToGlobal(self.visualItemRect(item).center()))
        else:
            self.asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave letters to the window: the list is short, and its menu has the keys."""
        if event.text() and event.text().isprintable():
            event.ignore()
            return
        super().keyPressEvent(event)


class _Titles(QStyledItemDelegate):
    """Edits a title in its row."""

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's order
        index: QModelIndex,  # noqa: ARG002 - as above
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(_LONGEST_TITLE)
        return editor

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Give a button among the rows all of its row, which text keeps some distance from."""
        if isinstance(editor, Button):
            editor.setGeometry(option.rect)  # type: ignore[attr-defined] # missing in PySide's stubs
        else:
            super().updateEditorGeometry(editor, option, index)

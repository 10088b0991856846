"""The kinds that a figure may be of: each with a drawing of the figure as that kind, and when to use it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from roitool.scenario.converting import KINDS, converted, in_few_digits, kind_of
from roitool.scenario.quantities import BaseQuantity
from roitool.wording.words import Words
from ui.widgets.outline import draw_heights, heights_of
from ui.widgets.plain import tooltip

WIDTH = 348
_ROW, _SHOWN = 44, 9
_PICTURE = QRect(10, 9, 52, 26)
_TEXT_LEFT = 74
_SMALL = 11
_KIND, _QUANTITY, _LINE = (Qt.ItemDataRole.UserRole + number for number in range(3))


class KindList(QListWidget):
    """Lists the kinds; arrow keys go through those that the figure can be.

    Attributes
    ----------
    previewed
        Emitted with the quantity as the kind that is looked at.
    chosen
        Emitted with the quantity as the kind that was chosen, by a click or Enter.
    """

    previewed = Signal(object)
    chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("kinds")
        self.setAccessibleName(words.text("ui.kind.list"))
        self.setFixedWidth(WIDTH)
        self.setFixedHeight(_SHOWN * _ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_KindPainter(self))
        for kind in KINDS:
            item = QListWidgetItem(words.text(f"ui.kind.{kind}"), self)
            item.setData(_KIND, kind)
            item.setData(_LINE, words.text(f"ui.kind.{kind}.use"))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, item.data(_LINE))
        self.currentItemChanged.connect(lambda item, _: self._preview(item))
        self.itemClicked.connect(self._choose)

    def show_quantity(self, quantity: BaseQuantity) -> None:
        """Show what a quantity would be as each kind, and mark the kind it is."""
        self.blockSignals(True)
        for item in self._items():
            found = converted(quantity, item.data(_KIND))
            as_kind = None if found is None else in_few_digits(found, quantity)
            is_own = item.data(_KIND) == kind_of(quantity)
            item.setData(_QUANTITY, as_kind)
            item.setFlags(Qt.ItemFlag.NoItemFlags if as_kind is None else _ENABLED)
            item.setToolTip(tooltip(self._words.text("ui.kind.impossible")) if as_kind is None else "")
            item.setCheckState(Qt.CheckState.Checked if is_own else Qt.CheckState.Unchecked)
            if is_own:
                self.setCurrentItem(item)
                self.scrollToItem(item)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _preview(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_QUANTITY) is not None:
            self.previewed.emit(item.data(_QUANTITY))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_QUANTITY) is not None:
            self.chosen.emit(item.data(_QUANTITY))


_ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _KindPainter(QStyledItemDelegate):
    """Draws a row: the hill, the name, below it when to use the kind, and a mark at the one that it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802, ARG002 - Qt's name
        """Return the size of a row."""
        return QSize(WIDTH - 20, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        palette: QPalette = option.palette  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
        quantity = index.data(_QUANTITY)
        group = QPalette.ColorGroup.Disabled if quantity is None else QPalette.ColorGroup.Active
        if quantity is not None:
            draw_heights(painter, QRectF(_PICTURE.translated(rect.topLeft())), heights_of(quantity), palette)
        is_own = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        room = rect.adjusted(_TEXT_LEFT, 5, -24, 0)
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setWeight(QFont.Weight.DemiBold if is_own else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(palette.color(group, QPalette.ColorRole.WindowText))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, index.data(Qt.ItemDataRole.DisplayRole))
        if is_own:
            painter.drawText(rect.adjusted(0, 5, -10, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, "✓")
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(_SMALL)
        painter.setFont(font)
        muted = QPalette.ColorRole.WindowText if quantity is None else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(group, muted))
        line = room.adjusted(0, 17, 18, 0)
        text = painter.fontMetrics().elidedText(index.data(_LINE), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignTop, text)
        painter.restore()

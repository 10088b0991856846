"""What lies behind the small drawing of a figure: what kind it is, how it spreads, and every number it is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roitool.scenario.converting import kind_of
from roitool.scenario.inputs import Input
from roitool.scenario.quantities import BaseQuantity
from roitool.wording.known_figures import spread_sentence
from roitool.wording.misread import Misread
from roitool.wording.problems import describe_problem
from roitool.wording.units import FigureUnit, figure_unit
from roitool.wording.words import Words
from ui.editors.kind_list import KindList
from ui.editors.quantity_form import QuantityForm
from ui.widgets.buttons import Button
from ui.widgets.plain import ElidedLabel, PlainLabel
from ui.widgets.popover import Popover
from ui.widgets.spread import SpreadPicture

_SIDE_WIDTH = 316


class KindPanel(Popover):
    """Switches the kind of a figure, and edits its numbers.

    Parameters
    ----------
    anchor
        The drawing it opens below.
    label
        What the figure is called.

    Attributes
    ----------
    edited
        Emitted with the quantity as fields of the document, and the name of the field it was typed in, None for a
        kind that was chosen.
    left
        What was typed in one field is complete.
    """

    edited = Signal(object, object)
    left = Signal()

    def __init__(self, anchor: QWidget, item: Input, currency: str, label: str, words: Words) -> None:
        super().__init__(anchor, words.text("ui.kind.accessible", figure=label))
        self._words = words
        self._currency = currency
        self._item = item
        self._misread: Misread | None = None
        self.kinds = KindList(words)
        self.kinds.previewed.connect(self._show)
        self.kinds.chosen.connect(self._choose)
        self.picture = SpreadPicture()
        self._says = PlainLabel(kind="small", wrap=True)
        self._says.setMinimumHeight(3 * self._says.fontMetrics().height())
        self._says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = QuantityForm(label, words)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.left)
        self.form.misread.connect(self._take_misread)
        self._hint = PlainLabel(kind="hint", wrap=True)
        self.use = Button(words.text("ui.kind.choose"))
        self.use.clicked.connect(lambda: self._choose(self._looked_at))
        self._looked_at: BaseQuantity = item.quantity
        self._lay_out(label)
        self.show_input(item)
        self.kinds.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_input(self, item: Input) -> None:
        """Show the figure as the document has it."""
        self._item = item
        # What makes no sense can be nothing else either, until its numbers are mended.
        sensible = self._is_sensible(item.quantity)
        self.kinds.setEnabled(sensible)
        if sensible:
            self.kinds.show_quantity(item.quantity)
        self._show(item.quantity)

    def ask_coverage(self) -> None:
        """Bring the cursor to how sure low and high are, where the figure has that."""
        field = self.form.fields.get("coverage")
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, label: str) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(ElidedLabel(label, "headline"))
        side.addWidget(self.picture)
        side.addWidget(self._says)
        side.addWidget(self.form)
        side.addWidget(self._hint)
        side.addStretch(1)
        side.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        holder = QWidget()
        holder.setFixedWidth(_SIDE_WIDTH)
        holder.setLayout(side)
        side.setContentsMargins(0, 4, 0, 4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.kinds)
        layout.addWidget(holder)

    def _choose(self, quantity: BaseQuantity) -> None:
        if quantity != self._item.quantity:
            self.edited.emit(quantity.model_dump(exclude_none=True), None)

    def _show(self, quantity: BaseQuantity) -> None:
        """Show a quantity: the figure's own, to be edited, or what it would be as another kind."""
        self._looked_at = quantity
        own = kind_of(quantity) == kind_of(self._item.quantity)
        unit = self._unit_of(quantity)
        sensible = self._is_sensible(quantity)
        says = spread_sentence(quantity, unit, self._words) if sensible else ""
        self._says.setText(says)
        self.picture.show_quantity(quantity if sensible else None, says)
        self.form.setEnabled(own)
        self.form.show_quantity(quantity, unit)
        self.use.setVisible(not own)
        self._show_hint()

    def _take_misread(self, error: Misread | None) -> None:
        self._misread = error
        self._show_hint()

    def _show_hint(self) -> None:
        """Say what cannot be read, or makes no sense."""
        words = self._words
        if self._misread is not None:
            hint = words.text(f"misread.{self._misread.code}", **self._misread.values)
        else:
            hint = " ".join(describe_problem(problem, words).text for problem in self._looked_at.problems())
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _unit_of(self, quantity: BaseQuantity) -> FigureUnit:
        return figure_unit(self._item.unit, quantity, self._currency, self._words)

    @staticmethod
    def _is_sensible(quantity: BaseQuantity) -> bool:
        return not any(problem.severity == "error" for problem in quantity.problems())

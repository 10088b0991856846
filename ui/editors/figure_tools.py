"""What opens from the row of a figure: its kind, its evidence, its name, its menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from roitool.errors import Place, ScenarioError
from roitool.scenario.adding import copied_item
from roitool.scenario.base import reworded, text_in
from roitool.scenario.inputs import Input
from roitool.scenario.known_figures import differs_from, put_back, reference_figure
from roitool.scenario.removing import removed, uses
from roitool.scenario.renaming import renamed
from roitool.scenario.scenario import Scenario
from roitool.wording.places import readable_place
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.editors.evidence import evidence_after_edit
from ui.editors.evidence_panel import EvidencePanel
from ui.editors.figure_line import FigureLine
from ui.editors.figure_menu import Deeds, Use, open_menu
from ui.editors.kind_panel import KindPanel
from ui.editors.name_panel import NamePanel

LONGEST_LABEL, LONGEST_UNIT, LONGEST_ID = 200, 40, 40


class FigureTools(QObject):
    """Opens panels over a row, and turns what is done in them into edits.

    Parameters
    ----------
    line
        The parts of the row, beside which something opens.
    now
        Gives the scenario as it is.

    Attributes
    ----------
    edited, left
        As those of the row.
    became
        Emitted with the scenario after an edit that reaches further than the figure.
    shown
        Emitted with a place of the document that somebody wants to see.
    """

    edited = Signal(object, object)
    left = Signal()
    became = Signal(object)
    shown = Signal(object)

    def __init__(
        self, place: Place, item: Input, line: FigureLine, words: Words, now: Callable[[], Scenario], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._item = self._origin = item
        self._line = line
        self._words = words
        self._now = now
        self._panel: KindPanel | EvidencePanel | NamePanel | None = None
        self.known: Input | None = None

    @property
    def differs(self) -> bool:
        """Whether the figure says something else than what is known of it."""
        return self.known is not None and differs_from(self._item, self.known)

    def show_input(self, item: Input) -> None:
        """Take note of the figure as it is now, and show it in what is open."""
        self._item = item
        self.known = reference_figure(self._now(), self._place)
        match self._panel:
            case KindPanel() as panel:
                panel.show_input(item)
            case EvidencePanel() as panel:
                panel.show_input(item, self._now().currency, self.known, differs=self.differs)

    def ask_ends(self) -> None:
        """Open the panel of kinds and numbers where it is chosen what low and high mean."""
        self.ask_kind()
        if isinstance(self._panel, KindPanel):
            self._panel.ask_coverage()

    def ask_kind(self) -> None:
        """Open the panel of kinds and numbers."""
        label = self._words.label(self._item.label)
        panel = KindPanel(self._line.outline, self._item, self._now().currency, label, self._words)
        panel.edited.connect(self._take_quantity)
        self._open(panel)

    def ask_evidence(self) -> None:
        """Open the panel of who says so."""
        panel = EvidencePanel(self._line.evidence.chip, self._words.label(self._item.label), self._words)
        panel.show_input(self._item, self._now().currency, self.known, differs=self.differs)
        panel.edited.connect(self._take_evidence)
        panel.put_back.connect(self.put_back)
        self._open(panel)

    def ask_name(self) -> None:
        """Open a line for what the figure is called, in the language of the screen."""
        words, label = self._words, self._item.label
        remark = "" if isinstance(label, str) else words.text("ui.row.rename.other_language")
        text = text_in(words.language, label)
        panel = self._name_panel(self._line.name, "rename", text, LONGEST_LABEL, remark)
        panel.given.connect(lambda new: self._edit_field(panel, "label", reworded(label, new, words.language)))

    def ask_unit(self) -> None:
        """Open a line for the unit of the figure, as the document has it."""
        remark = self._words.text("ui.row.unit.remark", currency=self._now().currency)
        panel = self._name_panel(self._line.unit, "unit", self._item.unit, LONGEST_UNIT, remark)
        panel.given.connect(lambda new: self._edit_field(panel, "unit", new))

    def ask_id(self) -> None:
        """Open a line for the name that formulas call the figure by."""
        remark = self._words.text("ui.row.id.remark")
        panel = self._name_panel(self._line.name, "id", self._item.id, LONGEST_ID, remark)
        panel.given.connect(lambda new: self._rename(panel, new))

    def put_back(self) -> None:
        """Make the figure say again what is known of it."""
        if self.known is not None:
            self.edited.emit(put_back(self._place, self.known), None)

    def open_menu(self, at: QPoint) -> None:
        """Open the menu at a point of the screen."""
        scenario = self._now()
        places = uses(scenario, self._place)
        named = tuple(Use(place, readable_place(place, self._words, scenario)) for place in places)
        deeds = Deeds(
            rename=self.ask_name,
            unit=self.ask_unit,
            identify=self.ask_id,
            kind=self.ask_kind,
            evidence=self.ask_evidence,
            put_back=self.put_back if self.differs else None,
            copy=lambda: self._become(copied_item),
            remove=None if places else lambda: self._become(removed),
            show=self.shown.emit,
        )
        open_menu(self._line.name, at, deeds, named, self._words)

    def _open(self, panel: KindPanel | EvidencePanel | NamePanel) -> None:
        self._origin = self._item
        self._panel = panel
        panel.closed.connect(self._let_go)
        if not isinstance(panel, NamePanel):
            panel.left.connect(self.left)
        panel.open()

    def _let_go(self) -> None:
        self._panel = None
        self.left.emit()

    def _take_quantity(self, fields: dict[str, object], field: str | None) -> None:
        same = fields == self._origin.quantity.model_dump(exclude_none=True)
        evidence = self._origin.evidence if same else evidence_after_edit(self._origin.evidence)
        step = None if field is None else (self._place, "quantity", field)
        self.edited.emit({(*self._place, "quantity"): fields, (*self._place, "evidence"): evidence}, step)

    def _take_evidence(self, fields: dict[str, object], field: str | None) -> None:
        values = {(*self._place, "evidence", name): value for name, value in fields.items()}
        if field is None and "by" in fields:
            values = {(*self._place, "evidence"): fields}
        self.edited.emit(values, None if field is None else (self._place, "evidence", field))

    def _name_panel(self, anchor: QWidget, what: str, text: str, longest: int, remark: str) -> NamePanel:
        panel = NamePanel(anchor, self._words.text(f"ui.row.{what}.asked"), text, longest, remark)
        self._open(panel)
        return panel

    def _edit_field(self, panel: NamePanel, field: str, value: object) -> None:
        # The panel first: the edit may build the row anew.
        panel.close()
        self.edited.emit({(*self._place, field): value}, None)

    def _rename(self, panel: NamePanel, new: str) -> None:
        scenario = self._now()
        try:
            after = renamed(scenario, self._place, new)
        except ScenarioError as error:
            panel.refuse(describe_problem(error.problems[0], self._words, scenario).text)
            return
        panel.close()
        if after != scenario:
            self.became.emit(after)

    def _become(self, change: Callable[[Scenario, Place], Scenario]) -> None:
        self.became.emit(change(self._now(), self._place))

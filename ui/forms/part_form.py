"""The form of one part of the document: a row for each field, a form for each part in it, a list for its items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from roitool.errors import Place, Problem
from roitool.scenario.adding import part_to_begin_with
from roitool.scenario.base import Part
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.formulas import Visible, scope_of, visible
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.forms.alternatives import AlternativesEditor
from ui.forms.editing import EditingWidget
from ui.forms.editor import Editor
from ui.forms.fields import Field
from ui.forms.item_list import ItemList
from ui.forms.making import editor_for
from ui.forms.naming import help_of, label_of
from ui.forms.plan import Plan, plan_of
from ui.forms.section import Heading, Section, capital
from ui.theme import Theme
from ui.widgets.fold import Fold
from ui.widgets.tab_order import chain_after


class PartForm(EditingWidget):
    """Edits one part of the document.

    Parameters
    ----------
    place
        Of the part; the empty place is the scenario itself.
    fields
        The names of the fields to show; None for all that the part has.
    called
        What the part is called, for who cannot see where the form stands.
    """

    def __init__(
        self, place: Place, words: Words, theme: Theme, *, fields: Collection[str] | None = None, called: str = ""
    ) -> None:
        super().__init__()
        self._place = place
        self._words = words
        self._theme = theme
        self._only = fields
        self._called = called
        self._asked: set[str] = set()
        self._open: set[str] = set()
        self._plan: Plan
        self._scenario: Scenario
        self._body = QWidget()
        self._editors: dict[str, Editor] = {}
        self._inner: dict[str, PartForm | ItemList] = {}
        self._folds: list[tuple[Fold, Sequence[Field]]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._body)
        self._layout.addStretch()

    @property
    def readable(self) -> bool:
        """Whether everything that was typed is in the document."""
        return all(child.readable for child in (*self._editors.values(), *self._inner.values()))

    @property
    def unread_place(self) -> Place | None:
        """The place of the first text that is not in the document."""
        own = (editor.place for editor in self._editors.values() if not editor.readable)
        below = (place for inner in self._inner.values() if (place := inner.unread_place) is not None)
        return next(iter((*own, *below)), None)

    def show_scenario(self, scenario: Scenario, *, seen: Visible | None = None) -> None:
        """Build the form for a scenario.

        Parameters
        ----------
        seen
            The figures that its formulas can name, where the caller has them at hand.
        """
        self._asked.clear()
        self._scenario = scenario
        self._build(plan_of(self._part, self._only), self._seen(seen))

    def refresh(self, scenario: Scenario, *, forget: bool = False, seen: Visible | None = None) -> None:
        """Show the scenario as it is now, without taking the cursor or a text from who is typing.

        Parameters
        ----------
        forget
            Whether a text that is being typed, or could not be read, gives way: after undo.
        """
        self._scenario = scenario
        known = self._seen(seen)
        plan = plan_of(self._part, self._only, self._asked | self._optional_rows())
        if self._is_built_for(plan):
            self._fill(known, forget=forget)
            return
        place = self.focused_place
        self._build(plan, known)
        if place is not None:
            self.focus_place(place)

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Show each problem at the field that it is about."""
        for name, editor in self._editors.items():
            place = (*self._place, name)
            about = [problem for problem in problems if problem.place[: len(place)] == place]
            editor.show_problems(_sentences(about, self._words, scenario))
        for inner in self._inner.values():
            inner.show_problems(problems, scenario)

    def focus_place(self, place: Place) -> bool:
        """Bring the cursor to a place of the document; False where this form does not have it."""
        below = len(self._place)
        if place[:below] != self._place or len(place) <= below:
            return False
        name = str(place[below])
        for fold, rows in self._folds:
            if name in {field.name for field in rows}:
                fold.set_open(True)
        if name in self._inner:
            return self._inner[name].focus_place(place)
        if name in self._plan.optional:
            # Something is missing there: the field appears, to be filled in.
            self._asked.add(name)
            self.refresh(self._scenario)
        if name not in self._editors:
            return False
        editor = self._editors[name]
        (editor.editor_at(place) if isinstance(editor, AlternativesEditor) else editor).reveal()
        return True

    def focus_first(self) -> None:
        """Bring the cursor to the first field."""
        first = next(iter(self._editors.values()), None)
        if first is not None:
            first.reveal()

    @property
    def focused_place(self) -> Place | None:
        """The place of the field that has the cursor, None where it is elsewhere."""
        focus = QApplication.focusWidget()
        for editor in self._editors.values():
            if focus is not None and editor.isAncestorOf(focus):
                return editor.place
        return next((place for inner in self._inner.values() if (place := inner.focused_place)), None)

    @property
    def _part(self) -> Part:
        part: Part = value_at(self._scenario, self._place)
        return part

    def _seen(self, seen: Visible | None) -> Visible:
        return visible(self._scenario, scope_of(self._place), self._words) if seen is None else seen

    def _optional_rows(self) -> set[str]:
        """Return the fields that have a row and keep it when they are emptied."""
        return {name for name, editor in self._editors.items() if editor.field.optional}

    def _is_built_for(self, plan: Plan) -> bool:
        return self._plan.model is plan.model and self._plan.shown == plan.shown

    def _fill(self, seen: Visible, *, forget: bool) -> None:
        for editor in self._editors.values():
            editor.show_scenario(self._scenario, seen, forget=forget)
        for name, inner in self._inner.items():
            inner.refresh(self._scenario, forget=forget, seen=seen if self._shares_scope(name) else None)

    def _shares_scope(self, name: str) -> bool:
        """Tell whether the formulas in a part below see the same figures; candidates have their own."""
        return name != "candidates"

    def _build(self, plan: Plan, seen: Visible) -> None:
        self._plan = plan
        pending = {name: editor.pending for name, editor in self._editors.items() if editor.pending}
        self._editors, self._inner, self._folds = {}, {}, []
        old, self._body = self._body, QWidget()
        before = old.previousInFocusChain()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._section(plan.rows["front"], plan.addable["front"]))
        for where in ("more", "advisers"):
            rows, addable = plan.rows[where], plan.addable[where]
            if rows or addable:
                section = self._section(rows, addable)
                fold = Fold(self._words.text(f"ui.form.{where}"), section)
                fold.set_open(where in self._open)
                fold.turned.connect(partial(self._keep_open, where))
                self._folds.append((fold, rows))
                column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
                column.addWidget(section)
        self._layout.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        # At once, for the cursor may have to go into it.
        self._body.show()
        chain_after(before, self._body)
        for editor in self._editors.values():
            editor.show_scenario(self._scenario, seen)
        for name in pending.keys() & self._editors.keys():
            self._editors[name].retype(pending[name])
        for name, inner in self._inner.items():
            inner.show_scenario(self._scenario, seen=seen if self._shares_scope(name) else None)

    def _section(self, rows: Sequence[Field], addable: Sequence[Field]) -> Section:
        section = Section()
        for field in rows:
            if field.kind not in {"part", "parts"}:
                name = label_of(field, self._words)
                label, about = "" if field.kind == "flag" else name, help_of(field, self._words)
                editor = self._editor_of(field, name)
                editor.target.setAccessibleDescription(about)
                section.add_row(label, about, editor)
        links = ((f"+ {capital(label_of(field, self._words))}", partial(self._add, field)) for field in addable)
        section.add_links(tuple(links))
        for field in rows:
            if field.kind == "part":
                section.add_block(self._heading(field), self._form_of(field))
            elif field.kind == "parts":
                section.add_block(self._heading(field), self._list_of(field))
        return section

    def _heading(self, field: Field) -> Heading:
        name = label_of(field, self._words)
        heading = Heading(name, help_of(field, self._words))
        if field.optional:
            told = self._words.text("ui.form.leave_out", name=name)
            heading.add_remove(told, self._theme).connect(
                lambda: self.edited.emit({(*self._place, field.name): None}, None)
            )
        return heading

    def _form_of(self, field: Field) -> PartForm:
        form = PartForm((*self._place, field.name), self._words, self._theme, called=self._called)
        return self._connected(field, form)

    def _list_of(self, field: Field) -> ItemList:
        items = ItemList((*self._place, field.name), self._words, self._theme, make_form=PartForm)
        return self._connected(field, items)

    def _connected(self, field: Field, inner: PartForm | ItemList) -> PartForm | ItemList:
        self.pass_on(inner)
        self._inner[field.name] = inner
        return inner

    def _editor_of(self, field: Field, name: str) -> Editor:
        accessible = f"{self._called}: {name}" if self._called else name
        editor = editor_for(field, (*self._place, field.name), accessible, self._words)
        self.pass_on(editor)
        self._editors[field.name] = editor
        return editor

    def _add(self, field: Field) -> None:
        place = (*self._place, field.name)
        if field.kind == "part":
            self.edited.emit({place: part_to_begin_with(self._scenario, place)}, None)
            return
        self.focus_place(place)

    def _keep_open(self, where: str, is_open: bool) -> None:
        (self._open.add if is_open else self._open.discard)(where)


def _sentences(problems: Sequence[Problem], words: Words, scenario: Scenario) -> list[str]:
    return [describe_problem(problem, words, scenario).text for problem in problems]

"""The button below a list that adds an item to it, and asks first of which kind where there are several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from roitool.errors import Place
from roitool.scenario.adding import LINE_KINDS, WAY_KINDS
from roitool.wording.words import Words
from ui.forms.section import link


def add_button(
    above: Place, kinds: Sequence[str] | None, words: Words, add: Callable[[str | None], None]
) -> QPushButton:
    """Return the button for a list.

    Parameters
    ----------
    kinds
        What is offered; None for all that the list can hold.
    add
        Called with the kind that was asked for, None where the list has one kind only.
    """
    offered = _kinds_of(above) if kinds is None else tuple(kinds)
    alone = f"ui.form.add.{offered[0]}"
    code = alone if len(offered) == 1 and words.has(alone) else f"ui.form.add.{name_of_list(above)}"
    button = link(words.text(code), partial(add, offered[0]))
    if len(offered) > 1:
        menu = QMenu(button)
        for kind in offered:
            name = words.text(f"changes.kind.{kind}")
            menu.addAction(f"{name[:1].upper()}{name[1:]}").triggered.connect(lambda _checked, kind=kind: add(kind))
        button.setMenu(menu)
    return button


def new_label(above: Place, kind: str | None, words: Words) -> str:
    """Return what a new item is called until somebody calls it otherwise; nothing where its kind says enough."""
    code = f"ui.form.new.{kind or name_of_list(above)}"
    return words.text(code) if words.has(code) else ""


def name_of_list(above: Place) -> str:
    """Return what the catalogue calls a list."""
    match above:
        case ("do_nothing", "lines"):
            return "nothing"
        case (*_, "ways_of_paying"):
            return "ways"
    return str(above[-1])


def _kinds_of(above: Place) -> tuple[str | None, ...]:
    return {"lines": LINE_KINDS, "ways": WAY_KINDS}.get(name_of_list(above), (None,))

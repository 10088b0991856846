"""What can be done with a figure beside typing in it, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from roitool.errors import Place
from roitool.wording.plain import clean
from roitool.wording.words import Words

_LONGEST = 90
_MOST_USES = 20


@dataclass(frozen=True, slots=True)
class Use:
    """Where a figure is used, as a person would name it."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the entries of the menu do; None for what cannot be done with this figure."""

    rename: Callable[[], None]
    unit: Callable[[], None]
    identify: Callable[[], None]
    kind: Callable[[], None]
    evidence: Callable[[], None]
    put_back: Callable[[], None] | None
    copy: Callable[[], None]
    remove: Callable[[], None] | None
    show: Callable[[Place], None]


def open_menu(owner: QWidget, at: QPoint, deeds: Deeds, uses: tuple[Use, ...], words: Words) -> QMenu:
    """Open the menu of a figure at a point of the screen.

    Parameters
    ----------
    owner
        What it stands over. The menu belongs to its window: what is chosen may build anew what it is about.
    """
    menu = QMenu(owner.window())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def entry(name: str, deed: Callable[[], None] | None, keys: str = "") -> None:
        # What stands behind the tab is shown at the right, as the keys of an entry are.
        action = QAction(words.text(f"ui.row.{name}") + (f"\t{keys}" if keys else ""), menu)
        action.setEnabled(deed is not None)
        if deed is not None:
            action.triggered.connect(lambda _=False: deed())
        menu.addAction(action)

    entry("rename", deeds.rename, "F2")
    entry("unit", deeds.unit)
    entry("id", deeds.identify)
    menu.addSeparator()
    entry("kind", deeds.kind, words.text("ui.row.kind.keys"))
    entry("evidence", deeds.evidence, words.text("ui.row.evidence.keys"))
    if deeds.put_back is not None:
        entry("put_back", deeds.put_back)
    menu.addSeparator()
    _add_uses(menu, deeds, uses, words)
    entry("copy", deeds.copy)
    entry("remove" if deeds.remove is not None else "remove_used", deeds.remove)
    menu.popup(at)
    return menu


def _add_uses(menu: QMenu, deeds: Deeds, uses: tuple[Use, ...], words: Words) -> None:
    if not uses:
        unused = QAction(words.text("ui.row.unused"), menu)
        unused.setEnabled(False)
        menu.addAction(unused)
        return
    below = menu.addMenu(words.text("ui.row.uses", count=words.number(len(uses))))
    for use in uses[:_MOST_USES]:
        action = QAction(clean(use.name, _LONGEST).replace("&", "&&"), below)
        action.triggered.connect(lambda _=False, place=use.place: deeds.show(place))
        below.addAction(action)
    if len(uses) > _MOST_USES:
        rest = QAction(words.text("ui.row.more_uses", count=words.number(len(uses) - _MOST_USES)), below)
        rest.setEnabled(False)
        below.addAction(rest)

"""The list of items that a page shows by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from roitool.errors import Place
from roitool.wording.words import Words
from ui.forms.item_list import ItemList
from ui.forms.part_form import PartForm
from ui.theme import Theme


class PartList(ItemList):
    """A list of the document whose items open into forms; see :class:`~ui.forms.item_list.ItemList`."""

    def __init__(
        self,
        place: Place,
        words: Words,
        theme: Theme,
        *,
        kinds: Sequence[str] | None = None,
        only: Callable[[Any], bool] | None = None,
    ) -> None:
        super().__init__(place, words, theme, kinds=kinds, only=only, make_form=PartForm)

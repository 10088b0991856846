"""What a form shows at first sight, what it keeps under "more", and what can be added to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from roitool.scenario.base import Part
from ui.forms.fields import Field, Where, fields_of


@dataclass(frozen=True, slots=True)
class Plan:
    """The fields of one part of the document, each in one place of its form.

    Attributes
    ----------
    model
        Of the part.
    rows
        By where they stand.
    addable
        Fields that are left out, and are offered to be filled in: by where they would stand.
    """

    model: type[Part]
    rows: dict[Where, tuple[Field, ...]]
    addable: dict[Where, tuple[Field, ...]]

    @property
    def shown(self) -> frozenset[str]:
        """The names of the fields that have a row."""
        return frozenset(field.name for fields in self.rows.values() for field in fields)

    @property
    def optional(self) -> frozenset[str]:
        """The names of the fields that could have a row; parts are put in whole, or not at all."""
        offered = (field for fields in self.addable.values() for field in fields)
        return frozenset(field.name for field in offered if field.kind != "part")


def plan_of(part: Part, only: Collection[str] | None = None, asked: Collection[str] = ()) -> Plan:
    """Return where the fields of a part stand.

    A field for "more" that holds anything but its default comes to the front.

    Parameters
    ----------
    only
        The names of the fields of this form, none of which is hidden under "more"; None for all.
    asked
        Names of fields that get a row although they are left out, because somebody asked for them.
    """
    rows: dict[Where, list[Field]] = {"front": [], "more": [], "advisers": []}
    addable: dict[Where, list[Field]] = {"front": [], "more": [], "advisers": []}
    for field in fields_of(type(part)):
        if only is not None and field.name not in only:
            continue
        value = getattr(part, field.name)
        if value is None and field.name not in asked and field.kind not in {"choice", "named"}:
            addable["front" if only is not None and field.where == "more" else field.where].append(field)
            continue
        said = only is not None or field.name in asked or (not field.required and value != field.default)
        where: Where = "front" if said and field.where == "more" else field.where
        rows[where].append(field)
    if not (rows["front"] or addable["front"]):
        rows["front"], rows["more"] = rows["more"], []
    return Plan(
        type(part), {where: tuple(found) for where, found in rows.items()}, {w: tuple(f) for w, f in addable.items()}
    )

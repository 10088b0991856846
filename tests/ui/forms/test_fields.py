"""Every field of the document can be edited, and the table of fields follows the models."""

from __future__ import annotations

from typing import Literal

import pytest

from roitool.scenario.adding import added, part_to_begin_with
from roitool.scenario.base import Part
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.lines import Investment
from roitool.scenario.scenario import FlatRegime, NamedRegime, RealRate, Scenario
from roitool.wording.words import LANGUAGES, Words
from tests.wording.test_catalogues import messages
from ui.forms.fields import ELSEWHERE, fields_of
from ui.forms.making import EDITORS
from ui.forms.naming import help_of, label_of
from ui.forms.plan import plan_of


def models():
    """Return every model that a form can show, from the scenario on."""
    found, waiting = [], [Scenario, FlatRegime, NamedRegime, RealRate]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.append(model)
            waiting += [part for field in fields_of(model) for part in field.parts]
    return found


def all_fields():
    return [field for model in models() for field in fields_of(model)]


def test_every_field_of_every_model_has_an_editor_or_a_reason_for_none():
    assert len(models()) > 25
    for model in models():
        edited = {field.name for field in fields_of(model)}
        one_value = {
            name for name, info in model.model_fields.items() if str(info.annotation).startswith("typing.Literal")
        }
        left = model.model_fields.keys() - edited - ELSEWHERE.keys()
        assert left <= one_value, model
    kinds = {field.kind for field in all_fields()}
    assert kinds - EDITORS.keys() == {"part", "parts"}


def test_every_part_that_may_be_left_out_can_be_put_in(sensors):
    """What a part begins with is known of each: a form offers to add it."""
    grown = added(sensors, ("candidates", 0, "lines"), "", "fleet")
    places = {
        "Candidate": ("candidates", 0),
        "Investment": ("candidates", 0, "lines", 0),
        "Fleet": ("candidates", 0, "lines", len(grown.candidates[0].lines) - 1),
    }
    optional = [field for field in all_fields() if field.kind == "part" and field.optional]
    assert len(optional) >= 4
    for field in optional:
        place = (*places[field.model.__name__], field.name)
        assert isinstance(value_at(replaced(grown, place, part_to_begin_with(grown, place)), place), field.parts)


def test_a_reason_for_no_editor_is_about_a_field_that_exists():
    names = {name for model in models() for name in model.model_fields}
    assert ELSEWHERE.keys() <= names
    assert all(ELSEWHERE.values())


def test_a_field_that_is_added_to_a_model_appears_by_itself():
    class Grown(Investment):
        robots: int = 1
        colour: Literal["red", "blue"] = "red"

    added = {field.name: field for field in fields_of(Grown)}
    assert (added["robots"].kind, added["colour"].kind, added["colour"].choices) == ("whole", "choice", ("red", "blue"))
    assert added["robots"].where == "more"


def test_a_field_of_a_type_that_nothing_edits_is_refused():
    class Odd(Part):
        curve: dict[str, float]

    with pytest.raises(TypeError):
        fields_of(Odd)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_and_a_line_of_help(language):
    words = Words(language)
    for field in all_fields():
        assert label_of(field, words)
        # What the tax rules are called needs no more words than their list.
        if (field.model, field.name) != (NamedRegime, "id"):
            assert help_of(field, words), (field.model, field.name)


def test_no_line_of_help_is_about_a_field_that_is_gone():
    names = {field.name for field in all_fields()}
    own = {f"{field.model.__name__.lower()}.{field.name}" for field in all_fields()}
    for prefix in ("help.", "ui.name."):
        codes = {code.removeprefix(prefix) for code in messages("en") if code.startswith(prefix)}
        assert codes
        assert codes <= names | own


def test_nothing_of_a_form_of_chosen_fields_is_hidden(cobot):
    plan = plan_of(cobot.candidates[0], {"failure", "stop_loss", "averts"})
    assert [field.name for field in plan.rows["front"]] == ["failure", "averts"]
    assert [field.name for field in plan.addable["front"]] == ["stop_loss"]
    assert plan.rows["more"] == plan.addable["more"] == ()


def test_what_holds_its_default_and_is_rarely_used_stands_under_more(cobot):
    line = cobot.candidates[0].lines[0]
    plan = plan_of(line)
    names = {where: [field.name for field in fields] for where, fields in plan.rows.items()}
    assert names["front"][:3] == ["label", "amount", "month"]
    assert names["more"] == ["financeable", "deductible", "vat", "overruns"]
    assert names["advisers"] == ["id"]
    changed = plan_of(type(line).model_validate(line.model_dump(exclude_none=True) | {"vat": False}))
    assert "vat" in [field.name for field in changed.rows["front"]]

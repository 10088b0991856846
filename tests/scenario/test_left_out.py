"""What quotes leave out is known from the template, seen to be missing, and put in with all that it needs."""

from __future__ import annotations

import pytest

from roitool.evaluate.left_out import added_by
from roitool.scenario.beginning import begun
from roitool.scenario.check import check
from roitool.scenario.copying import copied
from roitool.scenario.data import example_bytes, template, template_ids
from roitool.scenario.editing import replaced, without
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.idle import without_idle_figures
from roitool.scenario.integration import integration_of
from roitool.scenario.left_out import left_out, missing_left_out, with_left_out


@pytest.fixture
def cobot():
    return begun(["cobot_cell"], "2027-01")


def place_of(scenario, line, kind="lines"):
    return next(
        ("candidates", 0, kind, at) for at, item in enumerate(getattr(scenario.candidates[0], kind)) if item.id == line
    )


def without_line(scenario, line, kind="lines"):
    """Return a scenario without a line, and without the figures that only it used."""
    return without_idle_figures(without(scenario, place_of(scenario, line, kind)))


def errors(scenario):
    return [problem for problem in check(scenario) if problem.severity == "error"]


def test_a_candidate_begun_from_a_template_has_all_of_it(cobot):
    assert missing_left_out(cobot, 0) == ()
    assert [item.line for item in left_out(cobot, 0)] == [item.line for item in template("cobot_cell").left_out]
    assert all(item.is_there for item in left_out(cobot, 0))


def test_nothing_is_said_of_a_candidate_without_a_template():
    assert left_out(scenario_from_bytes(example_bytes("welding-cobot")), 0) == ()


@pytest.mark.parametrize("name", template_ids())
def test_every_line_that_was_taken_out_is_missed_and_comes_back_as_it_was(name):
    whole = begun([name], "2027-01")
    for item in template(name).left_out:
        kind = "events" if item.line in {event.id for event in whole.candidates[0].events} else "lines"
        used = {each for grant in whole.candidates[0].lines for each in getattr(grant, "of", ())}
        used |= {each for way in whole.candidates[0].ways_of_paying for each in getattr(way, "replaces", ())}
        if item.line in used:
            continue
        poorer = without_line(whole, item.line, kind)
        assert item.line in [each.line for each in missing_left_out(poorer, 0)]
        again = with_left_out(poorer, 0, item.line)
        assert item.line not in [each.line for each in missing_left_out(again, 0)]
        assert errors(again) == errors(whole)
        assert again.candidates[0].lines == whole.candidates[0].lines
        assert {*again.inputs} == {*whole.inputs}
        assert again.candidates[0].inputs == whole.candidates[0].inputs
        assert again.candidates[0].derived == whole.candidates[0].derived
        assert {*again.correlations} == {*whole.correlations}


def test_a_line_at_zero_is_missed_and_has_an_amount_again(cobot):
    nothing = replaced(cobot, (*place_of(cobot, "safety"), "amount"), "0")
    assert [item.line for item in missing_left_out(nothing, 0)] == ["safety"]
    assert with_left_out(nothing, 0, "safety").candidates[0].lines == cobot.candidates[0].lines


def test_a_figure_that_was_set_to_zero_says_what_the_template_says_again(cobot):
    price = place_of(cobot, "fixture_price", "inputs")
    nothing = replaced(cobot, (*price, "quantity"), {"kind": "fixed", "value": 0.0})
    assert [item.line for item in missing_left_out(nothing, 0)] == ["fixtures"]
    assert with_left_out(nothing, 0, "fixtures") == cobot


def test_a_shared_figure_of_zero_leaves_nothing_out(cobot):
    place = next(("inputs", at) for at, item in enumerate(cobot.inputs) if item.id == "own_hour_cost")
    free = replaced(cobot, (*place, "quantity"), {"kind": "fixed", "value": 0.0})
    assert missing_left_out(free, 0) == ()


def test_a_line_under_another_name_is_there(cobot):
    other = replaced(cobot, (*place_of(cobot, "safety"), "id"), "fence")
    assert missing_left_out(other, 0) == ()


def test_what_comes_back_into_a_copy_draws_for_itself(cobot):
    two = copied(cobot, 0, independent=True)
    at = next(at for at, line in enumerate(two.candidates[1].lines) if line.id == "fixtures")
    poorer = without_idle_figures(without(two, ("candidates", 1, "lines", at)))
    again = with_left_out(poorer, 1, "fixtures")
    streams = [item.stream for candidate in again.candidates for item in candidate.inputs]
    assert len({*streams}) == len(streams)
    assert errors(again) == []


def test_what_it_adds_is_told_from_low_to_high(cobot):
    fixtures = added_by(cobot, 0, "fixtures")
    price = next(item.quantity for item in cobot.candidates[0].inputs if item.id == "fixture_price")
    assert (fixtures.low, fixtures.high) == pytest.approx(price.quantile([0.1, 0.9]).tolist(), rel=0.02)
    assert (fixtures.when, fixtures.brings) == ("once", False)
    assert added_by(cobot, 0, "maintenance").when == "yearly"


def test_an_interface_adds_its_price_as_dear_as_interfaces_of_its_make_are():
    mes = begun(["mes"], "2027-01")
    found = integration_of(mes, mes.candidates[0])
    price = next(item.quantity for item in mes.candidates[0].inputs if item.id == "erp_link_price")
    low, high = (found.price_factor * price.quantile([0.1, 0.9])).tolist()
    added = added_by(mes, 0, "erp_link")
    assert found.price_factor > 1.1
    assert (added.low, added.high) == pytest.approx((low, high), rel=0.02)


def test_an_event_adds_what_it_costs_each_time():
    added = added_by(begun(["robot_as_a_service"], "2027-01"), 0, "provider_stops")
    assert added.when == "if_it_happens"
    assert added.high > added.low > 0


def test_a_line_that_is_not_there_adds_nothing_that_could_be_told(cobot):
    with pytest.raises(LookupError):
        added_by(cobot, 0, "hovercraft")

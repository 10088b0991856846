"""Interfaces with other systems: what they cost, and how they let a project run out of hand."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.evaluate.together import deduction_together
from roitool.sampling.draws import Sampling
from roitool.scenario.integration import integration_of, overrun_of
from roitool.scenario.renaming import duplicated
from tests.builder import Given, document_of, figure, line, money, opened, scenario_of

OVERRUN = {
    "kind": "overrun",
    "body_low": 0.0,
    "body_likely": 0.05,
    "body_high": 0.4,
    "tail_probability": 0.15,
    "tail_minimum": 0.5,
    "tail_alpha": 1.5,
    "cap": 3.0,
}


def interface(amount, name, count="1", standard=None, **other):
    stated = {"count": count} | ({"standard": standard} if standard else {})
    return line("investment", amount, name, interface=stated, **other)


def three(**choices):
    """Return two interfaces of an own make and one on an open standard, and a line that is none."""
    return scenario_of(
        interface("1000", "own", "2", **choices.pop("own", {})),
        interface("500", "open", standard="opc_ua"),
        line("investment", "700", "server"),
        **choices,
    )


def test_each_interface_costs_its_quote_times_what_the_share_on_open_standards_leaves():
    """One in three on a standard: 1.6 − 0.8/3 = 4/3. Two of 1 000 are 2 666.67, one of 500 is 666.67."""
    found = money(three())
    assert found.line("own")[0, 0] == pytest.approx(-2666.6667)
    assert found.line("open")[0, 0] == pytest.approx(-666.6667)
    assert found.line("server")[0, 0] == -700


@pytest.mark.parametrize(
    ("by", "amount", "paid"),
    [
        ("quote", "price", -1000),
        ("measured", "price", -1000),
        ("guess", "price", -1600),
        ("reference", "price", -1600),
        ("quote", "price + known - known", -1600),
        ("quote", "twice - price", -1000),
        ("quote", "1000", -1600),
    ],
)
def test_an_interface_that_was_quoted_for_costs_its_quote(by, amount, paid):
    document = document_of(interface(amount, "link"))
    (candidate,) = document["candidates"]
    price = figure("price", {"kind": "fixed", "value": 1000.0}) | {"evidence": {"by": by}}
    known = figure("known", {"kind": "fixed", "value": 7.0}) | {"evidence": {"by": "reference"}}
    candidate["inputs"] = [*candidate["inputs"], price, known]
    candidate["derived"] = [{"id": "twice", "label": "", "formula": "price + price"}]
    assert money(opened(document)).line("link")[0, 0] == pytest.approx(paid)


def test_all_on_open_standards_cost_four_fifths_and_none_of_them_eight_fifths():
    every = money(scenario_of(interface("1000", "cells", "5", "umati")))
    none = money(scenario_of(interface("1000", "cells", "5")))
    assert (every.line("cells")[0, 0], none.line("cells")[0, 0]) == pytest.approx((-4000, -8000))


def test_residual_and_recovered_value_are_shares_of_what_all_of_them_are_quoted_at():
    """A tenth of 2 666.67 comes back, whatever the overrun."""
    found = money(three(own={"residual_share": "0.1"}, figures={"over": 0.5}, overrun="over"))
    assert found.line("own")[0, 0] == pytest.approx(-4000)
    assert found.line("_residual")[24, 0] == pytest.approx(266.6667)


def test_the_count_may_be_uncertain_and_the_factor_is_that_of_its_base_value():
    """Base value 3, of which none open: 1.6; a future with 5 pays for 5."""
    cells = {"kind": "triangular", "minimum": 1, "likely": 3, "maximum": 6}
    found = money(
        scenario_of(interface("100", "cells", "cells"), figures={"cells": cells}), Given(2, {"cells": [3, 5]})
    )
    assert found.line("cells")[0].tolist() == pytest.approx([-480, -800])


def test_the_tail_gets_two_points_fatter_for_each_interface_of_an_own_make_beyond_two():
    """Three, two thirds of them own: 0.15 + 0.02 · 1 · 2/3; five own ones 0.21; two or only open ones leave it."""
    mixed = three(figures={"over": OVERRUN}, overrun="over")
    assert overrun_of(mixed, mixed.candidates[0]).quantity.tail_probability == pytest.approx(0.15 + 0.04 / 3)
    for count, standard, tail in (("5", None, 0.21), ("2", None, 0.15), ("50", "edi", 0.15), ("50", None, 1.0)):
        scenario = scenario_of(interface("1", "cells", count, standard), figures={"over": OVERRUN}, overrun="over")
        assert overrun_of(scenario, scenario.candidates[0]).quantity.tail_probability == pytest.approx(tail)


def test_so_many_futures_run_out_of_hand():
    """Five of an own make: 21 % of the strata lie in the tail, beyond 0.5, whatever the seed."""
    scenario = scenario_of(interface("1000", "cells", "5"), figures={"over": OVERRUN}, overrun="over")
    found = money(scenario, Sampling(scenario).chunk(0, 1))
    drawn = -found.line("cells")[0] / 8000
    assert np.mean(drawn >= 1.5 - 1e-9) == pytest.approx(0.21, abs=1.5 / 1024)


def test_a_shared_overrun_gets_the_tail_of_each_candidate():
    scenario = scenario_of(interface("1000", "cells", "5"), figures={"over": OVERRUN}, overrun="over")
    document = scenario.model_dump(exclude_none=True)
    document["inputs"] = document["candidates"][0].pop("inputs")
    plain = {**document["candidates"][0], "id": "plain", "lines": (line("investment", "8000", "cells"),)}
    both = type(scenario).model_validate(document | {"candidates": (document["candidates"][0], plain)})
    tails = [overrun_of(both, candidate).quantity.tail_probability for candidate in both.candidates]
    assert tails == pytest.approx([0.21, 0.15])


def test_without_any_interface_there_is_nothing_to_tell():
    plain = scenario_of(line("investment", "1"))
    none = scenario_of(interface("1000", "cells", "0"))
    assert integration_of(plain, plain.candidates[0]) is None
    assert integration_of(none, none.candidates[0]).price_factor == pytest.approx(1.6)
    assert money(none).line("cells")[0, 0] == 0


def test_the_shared_investment_deduction_counts_what_they_cost():
    """Twice 31 250 · 1.6 = 50 000 in 2026: 28 000 apart, 20 071 together."""
    one = scenario_of(interface("31250", "cells"), whole={"regime": {"id": "nl-2026"}})
    both = duplicated(one, one.candidates[0].id, "second_one", "Second")
    (problem,) = deduction_together(both)
    assert (problem.values["alone"], problem.values["together"]) == (28_000, 20_071)

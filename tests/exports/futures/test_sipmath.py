"""The futures as a SIPmath library, read back as its tools read one."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest

from roitool.exports.futures import futures_csv, futures_dictionary, futures_sipmath
from roitool.exports.futures.columns import FuturesOfOrder
from roitool.wording.words import Words
from tests.builder import line, scenario_of
from tests.exports.everything import everything
from tests.exports.futures.build import columns_of, order_of, sips_of
from tests.second.generator import random_scenario

RANGE = {"kind": "range", "low": 1000.0, "likely": 2000.0, "high": 4000.0}
HOSTILE = "=1+1 <&\"'> ]]> \x00\x1b\u202e\ufffe\n&amp; é"


@pytest.fixture(scope="module")
def order():
    return order_of(everything())


def test_a_slurp_counts_its_sips_and_each_sip_its_futures(order):
    slurp = ET.fromstring(futures_sipmath(order))  # noqa: S314
    assert slurp.tag == "SLURP"
    assert slurp.attrib["coherent"] == "true"
    assert int(slurp.attrib["count"]) == len(slurp) > 30
    assert {sip.tag for sip in slurp} == {"SIP"}
    assert {sip.attrib["type"] for sip in slurp} == {"CSV"}
    assert {int(sip.attrib["count"]) for sip in slurp} == {order.evaluation.provenance.futures}
    assert len({sip.attrib["name"] for sip in slurp}) == len(slurp)


def test_the_values_are_those_of_the_table_in_the_same_order(order):
    table, sips = columns_of(futures_csv(order)), sips_of(futures_sipmath(order))
    assert sips.keys() < table.keys()
    assert [name for name, values in sips.items() if values.tolist() != table[name].tolist()] == []


@pytest.mark.parametrize("seed", range(12, 16))
def test_every_value_is_a_number(seed):
    sips = sips_of(futures_sipmath(order_of(random_scenario(seed), settle=False)))
    assert [name for name, values in sips.items() if not np.isfinite(values).all()] == []


def test_it_says_what_it_takes_to_draw_the_same_futures_again(order):
    made = ET.fromstring(futures_sipmath(order)).attrib["provenance"]  # noqa: S314
    known = order.evaluation.provenance
    for part in (known.scenario_digest, known.regime_digest, str(known.seed), known.version, "2026-11-27"):
        assert part in made
    assert all(digest in made for digest in known.reference_digests.values())


def test_a_sip_says_in_words_what_it_is(order):
    slurp = ET.fromstring(futures_sipmath(order))  # noqa: S314
    labels = {sip.attrib["name"]: sip.attrib["label"] for sip in slurp}
    assert labels["in.robot.excess"] == "Robot · excess"
    assert labels["out.robot.npv"] == "Robot · net present value after tax, bought for cash"
    assert (
        labels["out.robot.pay.bank.lowest"]
        == "Robot · Loan, 12\N{NO-BREAK SPACE}months · lowest bank balance, paid this way"
    )
    assert len(set(labels.values())) == len(labels)


def test_the_same_answer_gives_the_same_bytes(order):
    assert futures_sipmath(order) == futures_sipmath(order)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_somebody_called_a_thing_the_file_can_be_read(language):
    scenario = scenario_of(
        line("saving", "extra"), figures={"extra": RANGE}, title=HOSTILE, whole={"title": HOSTILE}, ways=()
    )
    order = order_of(scenario, language=language)
    slurp = ET.fromstring(futures_sipmath(order))  # noqa: S314
    assert "<&\"'> ]]>" in slurp.attrib["name"]
    assert "\ufffe" not in slurp.attrib["name"]
    assert any("&amp; é" in sip.attrib["label"] for sip in slurp)


def test_a_name_is_one_that_a_spreadsheet_takes_for_a_range(order):
    names = sips_of(futures_sipmath(order))
    assert all(name.replace(".", "").replace("_", "").isalnum() and name[0].isalpha() for name in names)
    assert max(map(len, names)) < 255


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_is_explained(order, language):
    order = order_of(everything(), language=language)
    text = futures_dictionary(order).decode("utf-8-sig")
    between = ";" if language == "nl" else ","
    first = [row.split(between)[0] for row in text.splitlines()[1:]]
    columns = ["future", *(column.id for column in FuturesOfOrder(order).columns)]
    assert first[: len(columns)] == columns
    assert "futures." not in text
    assert order.evaluation.provenance.scenario_digest in text
    assert Words(language).text("futures.npv").split(",")[0] in text

"""Own products under contract: how deep, when it is back, how many, what one contract is worth."""

from __future__ import annotations

import pytest

from tests.wording.build import NEVER, fleet, lines, told


def block(language="en", **changes):
    (found,) = told(language, fleets=(fleet(**changes),)).fleets
    return found


def test_a_fleet_is_told_from_its_deepest_point_to_what_a_contract_is_worth():
    assert block().question == "How does “Uptime contract” run?"
    assert lines(block()) == [
        "At its deepest point €120,000 is in it on average",
        "In 1 of 20 futures €169,300 or more.",
        (
            "That money is back after 3 years and 9 months: in half of the futures sooner, in the other half later or "
            "never."
        ),
        "Not back within 8 years: 6 of 100 futures.",
        "Most contracts at one time: 60 (in 8 of 10 futures 52 to 68).",
        (
            "One contract brings €14,000 on average over all its time, in today’s money: the fee less service, "
            "connection and penalties, without what the unit costs."
        ),
        "That is typically 3.5 times what winning a contract costs (in 8 of 10 futures 2.4 to 4.6 times).",
        "The money of these contracts alone, before tax.",
    ]


def test_a_fleet_is_told_in_dutch():
    assert block("nl").question == "Hoe loopt ‘Uptime-contract’?"
    assert lines(block("nl")) == [
        "Op het diepste punt zit er gemiddeld € 120.000 in",
        "In 1 van de 20 toekomsten € 169.300 of meer.",
        (
            "Dat geld is terug na 3 jaar en 9 maanden: in de helft van de toekomsten eerder, in de andere helft later "
            "of nooit."
        ),
        "Niet terug binnen 8 jaar: 6 van de 100 toekomsten.",
        "Meeste contracten tegelijk: 60 (in 8 van de 10 toekomsten 52 tot 68).",
        (
            "Eén contract brengt over zijn hele looptijd gemiddeld € 14.000 op, in geld van nu: de vergoeding min "
            "service, verbinding en boetes, zonder wat het apparaat kost."
        ),
        (
            "Dat is doorgaans 3,5 keer wat het kost om een contract te winnen (in 8 van de 10 toekomsten 2,4 tot 4,6 "
            "keer)."
        ),
        "Alleen het geld van deze contracten, voor belasting.",
    ]


def test_a_fleet_that_mostly_does_not_come_back_has_no_time_for_it():
    found = lines(block(back=(4.0, 5.0, *[NEVER] * 5)))
    assert found[2] == "In most futures that money is not back within 8 years."
    assert "In de meeste toekomsten is dat geld niet terug binnen 8 jaar." in lines(block("nl", back=(NEVER,) * 7))


@pytest.mark.parametrize(("field", "are_few"), [(29.4, True), (30.0, False)])
def test_below_thirty_contracts_it_is_said_that_a_few_customers_decide(field, are_few):
    english = "These are expected numbers: with so few contracts a few customers decide how it really goes."
    dutch = "Dat zijn verwachte aantallen: bij zo weinig contracten beslissen een paar klanten hoe het echt loopt."
    assert (english in lines(block(field=field))) == are_few
    assert (dutch in lines(block("nl", field=field))) == are_few


def test_a_fleet_that_takes_no_money_has_nothing_to_get_back():
    found = lines(block(deepest=0.0, back=(0.0,) * 7))
    assert found[0] == "It takes no money of its own"
    assert found[1].startswith("Most contracts at one time")
    assert lines(block("nl", deepest=0.0))[0] == "Er hoeft geen geld in"


def test_what_is_the_same_in_every_future_has_no_range():
    found = lines(block(back=(2.0,) * 7, field=2.0, ratio=(3.0,) * 7))
    assert {
        "That money is back after 2 years.",
        "Most contracts at one time: 2.",
        "That is 3.0 times what winning a contract costs.",
    } < set(found)
    assert "Dat geld is terug na 2 jaar." in lines(block("nl", back=(2.0,) * 7))
    assert "Meeste contracten tegelijk: 2." in lines(block("nl", field=2.0))
    assert "Dat is 3,0 keer wat het kost om een contract te winnen." in lines(block("nl", ratio=(3.0,) * 7))


def test_a_contract_that_costs_nothing_to_win_has_no_ratio():
    found = lines(block(ratio=(float("nan"),) * 7, left_out=1.0))
    assert not any("winning" in line or "nan" in line for line in found)


def test_a_fleet_that_nobody_named_is_called_by_its_id():
    assert block(label="").question == "How does “uptime” run?"


def test_a_candidate_without_a_fleet_has_no_such_block():
    assert told().fleets == ()

"""Whether it can hurt: running short, what is at stake beside what can be borne, what the bank looks at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.wording.build import NEVER, bank, lines, summary, told


def test_can_it_hurt_us_tells_of_running_short_of_the_most_to_lose_and_of_the_lowest_balance():
    assert lines(told().hurt) == [
        "Short of cash in 40 of 1,000 futures (without it: 20 of 1,000)",
        "Short only because of it, or sooner than without it: 15 of 1,000 futures. Your limit is 20 of 1,000.",
        "Short means: less than €20,000 in the bank (cash floor less credit line) at some time in the first 5 years.",
        # 54 000 + 1.645 · 10 000, to hundreds, as its error of 300 asks.
        "The most at stake at once: €70,400. In 19 of 20 futures it is never more than that; in 1 of 20 it is.",
        (
            "This much may go wrong at once: €41,000. The company then still gets through in 19 of 20 futures. "
            "It is less than what is at stake."
        ),
        (
            "The bank balance is lowest in July 2027 on average. In 1 of 20 futures it falls below €23,000 "
            "at some time in those years (without it: below €41,000)."
        ),
    ]


def test_two_chances_of_running_short_that_differ_never_look_alike():
    own = bank(short=0.0123, without=0.0089, added=0.0105)
    assert lines(told("nl", own=own).hurt)[:2] == [
        "Krap bij kas in 12 van de 1.000 toekomsten (zonder: 9 van de 1.000)",
        "Alleen hierdoor krap, of eerder dan zonder: 10 van de 1.000 toekomsten. Uw grens is 20 van de 1.000.",
    ]


def test_a_limit_is_counted_like_the_chance_that_is_held_against_it():
    own = bank(short=0.0031, without=0.0, added=0.0031)
    assert lines(told(own=own).hurt)[:2] == [
        "Short of cash in 3 of 1,000 futures (without it: none)",
        "Short only because of it, or sooner than without it: 3 of 1,000 futures. Your limit is 20 of 1,000.",
    ]


@pytest.mark.parametrize("short", [0.124, 0.131])
def test_a_difference_within_its_error_is_not_told_as_one(short):
    own = bank(short=short, without=0.127, added=0.0, difference_se=0.003)
    headline = told(own=own).hurt.headline
    assert headline == f"Short of cash in {round(100 * short)} of 100 futures, about as often as without it"


def test_a_company_that_never_runs_short_is_told_so_in_one_breath():
    hurt = told("nl", own=bank(short=0.0, without=0.0, added=0.0)).hurt
    assert hurt.headline == "Krap bij kas in geen enkele toekomst, met of zonder"
    assert (
        hurt.lines[0] == "Alleen hierdoor krap, of eerder dan zonder: geen enkele toekomst. Uw grens is 2 van de 100."
    )


def test_a_project_that_never_takes_money_has_nothing_to_lose():
    own = replace(bank(), peak_funding=summary(-50_000.0))
    assert "In 19 of 20 futures none of your own money is ever in it." in lines(told(own=own).hurt)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "Your company runs short without this in 12 of 100 futures; with it in 7 of 100"),
        ("nl", "Zonder dit komt uw bedrijf krap bij kas in 12 van de 100 toekomsten; hiermee in 7 van de 100"),
    ],
)
def test_a_company_that_runs_short_without_it_is_told_so_first(language, headline):
    own = bank(short=0.07, without=0.12, added=0.0)
    assert lines(told(language, own=own).hurt)[0] == headline


@pytest.mark.parametrize(
    ("short", "without", "error"),
    [(0.07, 0.12, 0.03), (0.004, 0.015, 0.0005), (0.12, 0.07, 0.0005)],
    ids=["within its error", "rarely short anyway", "more often with it"],
)
def test_a_company_is_not_said_to_run_short_without_it_where_that_is_not_clear(short, without, error):
    headline = told(own=bank(short=short, without=without, added=0.0, difference_se=error)).hurt.headline
    assert headline.startswith("Short of cash in ")


def test_what_can_be_borne_is_told_beside_what_is_at_stake():
    assert {
        (
            "Het meeste dat tegelijk op het spel staat: € 70.400. In 19 van de 20 toekomsten is het nooit meer dan "
            "dat, in 1 van de 20 wel."
        ),
        "Zoveel mag er in één keer misgaan: € 96.200. Dan redt het bedrijf het nog in 19 van de 20 toekomsten.",
    } < set(lines(told("nl", own=bank(bearable=96_180.0)).hurt))


@pytest.mark.parametrize(("bearable", "is_less"), [(68_000.0, True), (70_000.0, False)])
def test_what_can_be_borne_is_called_less_only_beyond_the_errors_of_both(bearable, is_less):
    found = lines(told(own=bank(bearable=bearable)).hurt)
    assert any(line.endswith("It is less than what is at stake.") for line in found) == is_less
    found = lines(told("nl", own=bank(bearable=bearable)).hurt)
    assert any(line.endswith("Dat is minder dan er op het spel staat.") for line in found) == is_less


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            (
                "Nothing more may go wrong: even without this investment the company does not safely get through in "
                "19 of 20 futures."
            ),
        ),
        (
            "nl",
            (
                "Er mag niets bij misgaan: ook zonder deze investering redt het bedrijf het niet met zekerheid in 19 "
                "van de 20 toekomsten."
            ),
        ),
    ],
)
@pytest.mark.parametrize("bearable", [0.0, 40.0])
def test_a_company_that_can_bear_nothing_is_told_so(language, line, bearable):
    assert line in lines(told(language, own=bank(bearable=bearable)).hurt)


def test_the_cash_that_it_takes_is_told_where_there_is_less():
    own = bank(lowest=-22_400.0)
    assert (
        "To get through in 95 of 100 futures it takes €342,400 in the bank at the start, €42,400 more than there is."
    ) in lines(told(own=own).hurt)
    assert (
        "Om het in 95 van de 100 toekomsten te redden is er bij het begin € 342.400 op de bank nodig, € 42.400 meer "
        "dan er is."
    ) in lines(told("nl", own=own).hurt)


@pytest.mark.parametrize("lowest", [19_600.0, 23_000.0])
def test_the_cash_that_it_takes_is_not_told_where_the_error_covers_what_is_missing(lowest):
    assert not any("95 of 100" in line for line in lines(told(own=bank(lowest=lowest)).hurt))


GOOD_COVER = (0.9, 1.0, 1.2, 1.474, 1.8, 2.2, 2.4)


def test_debt_service_cover_is_told_with_what_it_means():
    assert lines(told(chosen="bank", loan=bank(cover=GOOD_COVER)).hurt)[-2:] == [
        (
            "Debt service cover (DSCR): the bank asks for 1.2. In every year with new debt it stays there in 70 of 100 "
            "futures. In half of the futures the worst year is 1.47 or better."
        ),
        (
            "That cover: what comes in over a year, after tax, divided by all interest, repayment, lease and rent of "
            "that year. Below 1 the bank account has to fill the gap."
        ),
    ]
    assert lines(told("nl", chosen="bank", loan=bank(cover=GOOD_COVER)).hurt)[-2:] == [
        (
            "Dekking van rente en aflossing (DSCR): de bank vraagt 1,2. In elk jaar met nieuwe schuld minstens zoveel: "
            "70 van de 100 toekomsten. In de helft van de toekomsten is het slechtste jaar 1,47 of beter."
        ),
        (
            "Die dekking: wat er in een jaar na belasting binnenkomt, gedeeld door alle rente, aflossing, lease en "
            "huur van dat jaar. Onder 1 moet de bankrekening bijspringen."
        ),
    ]


def test_cover_that_is_not_known_finely_has_one_decimal():
    own = bank(cover=GOOD_COVER)
    rough = replace(own.cover, quantiles={p: replace(each, se=0.05) for p, each in own.cover.quantiles.items()})
    assert any("is 1.5 or better" in line for line in lines(told(own=replace(own, cover=rough)).hurt))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            (
                "Debt service cover (DSCR): the bank asks for 1.2. In every year with new debt it stays there in 97 of "
                "100 futures."
            ),
        ),
        (
            "nl",
            (
                "Dekking van rente en aflossing (DSCR): de bank vraagt 1,2. In elk jaar met nieuwe schuld minstens "
                "zoveel: 97 van de 100 toekomsten."
            ),
        ),
    ],
)
def test_cover_has_no_middle_where_most_futures_have_no_new_debt(language, line):
    own = bank(cover=(0.9, 1.0, *[NEVER] * 5), kept=0.97)
    assert lines(told(language, own=own).hurt)[-2] == line


def test_without_new_debt_nothing_is_said_of_cover():
    assert not any("cover" in line for line in lines(told().hurt))

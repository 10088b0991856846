"""The report says what the screen says, on two to four pages, in either language, and nothing else gets in."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import replace
from importlib.resources import files

import pytest

from roitool.cashflow.statement import statement
from roitool.cli import DONE, REFUSED, main
from roitool.exports.report import pages, report
from roitool.exports.report.contents import candidate_report, subject_of
from roitool.exports.report.parts import Fact, Facts, Table
from roitool.exports.report.room import MOST_PAGES, ROOMS
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.answer import describe
from roitool.wording.words import LANGUAGES, Words
from tests.builder import LOAN, line, scenario_of
from tests.exports.everything import everything
from tests.exports.report.read import answered, bare, order_for, pages_of, read, written
from tests.second.generator import random_scenario

NUMBER = re.compile(r"\d[\d.,]*\d|\d")
HOSTILE = (
    '#read("/etc/passwd")',
    "#{ while true {} }",
    "$ x^2 $ *b* _i_ `r` ~ -- ---",
    "@ref <lbl> = head / list - + 1.",
    "\\u{41} \\ // c /* d */ [e] {f}",
    "= heading",
    "'q' \"q\" ...",
    "<b>&amp;</b>",
)


def event(name, label, **fields):
    return {"id": name, "label": label, "chance": "0.3", "how_often": "yearly", "cost": "900", "stream": name} | fields


def example(name):
    return scenario_from_bytes(example_bytes(name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", example_names())
def test_an_example_takes_two_to_four_pages_that_say_what_the_screen_says(name, language):
    scenario = example(name)
    for position, candidate in enumerate(answered(scenario).candidates):
        told = describe(answered(scenario), candidate, Words(language))
        found = pages_of(report(order_for(scenario, (position,), language)))
        assert 2 <= len(found) <= MOST_PAGES
        text = "".join(found)
        assert bare(told.headline) in found[0]
        assert bare(told.sentence) in found[0]
        for reason in told.reasons:
            assert [each for each in (reason.title, reason.number, reason.limit) if bare(each) not in found[0]] == []
        for block in (told.hurt, told.earn, told.when, told.much, told.difference):
            assert bare(block.headline) in text
            numbers = {number for each in block.lines for number in NUMBER.findall(bare(each))}
            assert [number for number in numbers if number not in text] == []


def test_the_totals_are_those_of_the_statement():
    scenario = example("welding-cobot")
    text = written(scenario, language="en")
    rows = {row.code: row.sum for row in statement(scenario, "cobot").rows if row.total}
    for code in ("before_tax", "project_cash_flow", "owner_cash_flow"):
        assert f"{abs(round(rows[code])):,}" in text


def test_what_is_not_in_the_table_of_lines_is_added_up_in_one_row():
    lines = [line("one_off", str(100 * number), f"cost_{number}") for number in range(1, 41)]
    losses = [{"id": f"loss_{number}", "label": "Repairs", "amount": "-200", "per": "month"} for number in range(20)]
    averts = [{"line": loss["id"], "share": "1"} for loss in losses]
    scenario = scenario_of(*lines, line("saving", "30000"), nothing=losses, averts=averts)
    subject = subject_of(order_for(scenario), 0)
    table = next(part for part in candidate_report(subject, ROOMS[0]).sections[1].parts if isinstance(part, Table))
    every = [row for row in table.rows if row.look in {"plain", "aside"} and row.cells[0] != "Tax"]
    total = next(row for row in table.rows if row.cells[0] == "Before tax")
    assert len(every) == ROOMS[0].lines + 1
    assert math.isclose(sum(amount(row.cells[-1]) for row in every), amount(total.cells[-1]))


@pytest.mark.parametrize("size", [1, 1_000, 1_000_000])
def test_the_years_of_what_passes_the_bank_add_up_however_large_the_amounts_are(size):
    amounts = {"price": 9.5 * size, "gain": 3.25 * size}
    scenario = scenario_of(
        line("investment", "price"),
        line("saving", "gain"),
        figures=amounts,
        company={"opening_cash": str(100 * size)},
        whole={"horizon_years": 20},
    )
    table = by_year(order_for(scenario))
    for row in table.rows:
        *years, total = (0.0 if cell == "–" else amount(cell) for cell in row.cells[1:])
        assert math.isclose(sum(years), total, abs_tol=len(years))
    assert len(table.columns) == {1: 10, 1_000: 10, 1_000_000: 8}[size]


def by_year(order):
    sections = candidate_report(subject_of(order, 0), ROOMS[0]).sections
    return next(
        part
        for section in sections
        for part in section.parts
        if isinstance(part, Table) and part.columns[0].heading.startswith("Paid this way")
    )


def amount(text):
    return float(re.sub(r"[^\d.−]", "", text).replace("−", "-"))


def test_every_candidate_asked_for_has_pages_of_its_own():
    scenario = example("three-candidates")
    titles = [Words("en").label(candidate.title) for candidate in scenario.candidates]
    found = pages_of(report(order_for(scenario, (0, 2))))
    assert any(bare(titles[0]) in page for page in found)
    assert any(bare(titles[2]) in page for page in found)
    assert not any(bare(titles[0]) in page and "Thequestion" in page and bare(titles[2]) in page for page in found)
    assert sum("Thequestion:" in page for page in found) == 2
    for number, page in enumerate(found, start=1):
        assert f"Page{number}of{len(found)}" in page


def test_the_bank_reads_the_chance_that_the_cover_holds():
    subject = subject_of(order_for(example("welding-cobot")), 0)
    (facts,) = (
        part
        for section in candidate_report(subject, ROOMS[0]).sections
        for part in section.parts
        if isinstance(part, Facts)
    )
    kept = subject.found.paid.bank.cover_kept.value
    assert facts.facts[-1] == Fact("Debt service cover stays at 1.2 or more", Words("en").futures(kept))


def test_what_a_failure_and_an_event_cost_is_told_in_money():
    scenario = scenario_of(
        line("investment", "60000"),
        line("saving", "50000"),
        failure={"chance": "0.2", "found_out_month": "6", "exit_cost": "3000", "stream": "failing"},
        events=[event("hack", "A break-in", cost="7500", stops_months="2")],
    )
    text = written(scenario)
    failed = subject_of(order_for(scenario), 0).look.failed.value
    assert failed == pytest.approx(-63000)
    assert bare("ending it costs €3,000. All in all that costs €63,000 on average") in text
    assert bare("A break-in") in text
    assert bare("Costs €7,500 each time. What it brings stops for 2.0 months.") in text


def test_a_project_without_precautions_says_so():
    text = written(scenario_of(line("investment", "60000"), line("saving", "50000")))
    assert bare("No limit is agreed above which the project is stopped.") in text
    assert bare("That it does not work at all is not counted here.") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_wrote_is_shown_as_it_is(language):
    names = [f"figure_{number}" for number in range(len(HOSTILE))]
    scenario = scenario_of(
        *(line("one_off", name, f"cost_{name}", label=text) for name, text in zip(names, HOSTILE, strict=True)),
        line("saving", "90000"),
        ways=tuple(
            {**LOAN, "id": f"loan_{name}", "label": text} for name, text in zip(names[:4], HOSTILE, strict=False)
        ),
        figures={name: {"kind": "range", "low": 4000, "likely": 5000, "high": 9000, "lower": 0} for name in names},
        events=[event(f"event_{name}", text) for name, text in zip(names[:5], HOSTILE[3:], strict=False)],
        title=HOSTILE[0],
    )
    found = written(scenario, language=language)
    assert [text for text in HOSTILE if bare(text) not in found] == []
    assert found.count(bare(HOSTILE[0])) >= 4


@pytest.mark.parametrize(
    "text", ["W" * 200, "ß" * 200, "漢字" * 90, "العربية " * 25, "Z" + "\u0300" * 150, "\u202eabc"]
)
def test_odd_text_neither_widens_a_page_nor_makes_more_of_them(text):
    scenario = scenario_of(
        *(line("one_off", "900", f"cost_{number}", label=text) for number in range(9)),
        line("saving", "50000"),
        title=text,
        note=text,
    )
    found = read(report(order_for(scenario)))
    assert 2 <= len(found.pages) <= MOST_PAGES
    for page in found.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_candidate_with_160_figures_stays_within_four_pages_and_says_what_is_left_out(language):
    names = [f"figure_number_{number}" for number in range(160)]
    label = {"nl": "Een cijfer met een lange naam dat er vaak is", "en": "A figure with a long name there are many of"}
    scenario = scenario_of(
        *(line("one_off", name, f"cost_{name}", label=label) for name in names),
        line("saving", "900000"),
        figures={name: {"kind": "range", "low": 100, "likely": 900, "high": 2000, "lower": 0} for name in names},
        ways=tuple({**LOAN, "id": f"loan_{number}", "months": 6 + number} for number in range(12)),
        events=[event(f"event_{number}", label) for number in range(20)],
    )
    found = pages_of(report(order_for(scenario, language=language)))
    assert len(found) <= MOST_PAGES
    text = "".join(found)
    for left in {
        "nl": ("kleinere posten, samen", "manieren; die staan", "gebeurtenissen met minder"),
        "en": ("smaller lines, together", "more ways; they are", "more events with less"),
    }[language]:
        assert bare(left) in text


def test_a_candidate_without_any_line_has_a_report_too():
    assert bare("No uncertain figure moves the outcome noticeably.") in written(scenario_of())


@pytest.mark.parametrize("seed", range(4))
def test_a_random_scenario_stays_within_four_pages(seed):
    scenario = random_scenario(seed)
    assert 2 <= len(pages_of(report(order_for(scenario, (0,))))) <= MOST_PAGES


def test_the_same_order_gives_the_same_bytes():
    order = order_for(everything())
    assert report(order) == report(order)


def test_the_pages_are_there_as_pictures_too():
    order = order_for(everything())
    found = pages(order, 72)
    assert len(found) == len(read(report(order)).pages)
    for page in found:
        assert page.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", page[16:24])
        assert (width, height) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))


def test_the_document_names_itself_its_language_and_its_day_and_is_tagged():
    found = read(report(order_for(example("welding-cobot"), language="nl")))
    assert found.metadata.title == "Rapport: Lascobot bij Metaalbewerking De Vries"
    assert found.metadata.creation_date.date().isoformat() == "2026-11-27"
    assert found.trailer["/Root"]["/Lang"].startswith("nl")
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_every_picture_says_what_it_shows():
    order = order_for(example("welding-cobot"))
    pictures = [
        part
        for section in candidate_report(subject_of(order, 0), ROOMS[0]).sections
        for pair in section.parts
        if hasattr(pair, "left")
        for part in (*pair.left, *pair.right)
        if part.kind == "picture"
    ]
    assert len(pictures) == 4
    assert all(picture.alt and "<svg" in picture.svg for picture in pictures)


def test_pictures_are_vectors():
    for page in read(report(order_for(example("welding-cobot")))).pages:
        assert not list(page.images)


def test_the_template_opens_no_file_asks_for_no_package_and_reads_no_text_as_markup():
    template = (files("roitool.exports.report") / "report.typ").read_text(encoding="utf-8")
    opening = r"\b(read|plugin|eval|csv|yaml|toml|xml|cbor|bibliography)\(|\b(import|include)\b|@preview|image\(\""
    assert re.findall(opening, template) == []


def test_a_scenario_that_cannot_be_decided_is_refused_and_nothing_is_written(tmp_path, capsys):
    path, out = tmp_path / "wrong.roi.json", tmp_path / "report.pdf"
    document = example_bytes("welding-cobot").decode()
    path.write_text(
        re.sub(r'"life_years": "[^"]*"', '"life_years": "nothing_of_that_name"', document), encoding="utf-8"
    )
    assert main(["export", str(path), "--pdf", str(out), "--lang", "en"]) == REFUSED
    assert "nothing_of_that_name" in capsys.readouterr().err
    assert not out.exists()


def test_the_command_writes_it_beside_a_workbook(tmp_path, capsys):
    path = tmp_path / "cobot.roi.json"
    path.write_bytes(example_bytes("welding-cobot"))
    out = tmp_path / "report"
    assert main(["export", str(path), "--pdf", str(out), "--xlsx", str(tmp_path / "book"), "--lang", "nl"]) == DONE
    assert "report.pdf" in capsys.readouterr().out
    assert "Lascobot" in pages_of((tmp_path / "report.pdf").read_bytes())[0]


def test_a_candidate_without_an_answer_is_no_report():
    order = order_for(example("three-candidates"))
    with pytest.raises(LookupError):
        report(replace(order, evaluation=replace(order.evaluation, candidates=())))


def test_a_source_in_somebodys_own_words_is_told_in_them():
    scenario = scenario_of(
        line("saving", "extra"), figures={"extra": {"kind": "range", "low": 1000.0, "likely": 2000.0, "high": 4000.0}}
    )
    place = ("candidates", 0, "inputs", 0, "evidence", "source")
    text = written(replaced(scenario, place, "judgement of the foreman"))
    assert bare("judgement of the foreman") in text
    assert bare("judgement of the makers") not in text


def test_a_figure_says_who_says_so_and_where_it_was_read():
    text = written(example("machine-sensors"))
    assert bare("own measurement, November 30, 2026") in text
    assert bare("judgement of the makers of the program") in text
    assert bare("MachineCDN") in text

"""Every table of an answer as files, and what may be written over."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest

from roitool.errors import ScenarioError
from roitool.exports.all_tables import refuse_what_is_in_the_way, tables
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.scenario import Readiness
from roitool.wording.words import Words
from tests.builder import line, scenario_of
from tests.exports.everything import everything
from tests.exports.futures.build import order_of

ANSWERED = Readiness(process=3, data=1, connectivity=2, people=3, supplier=2, owner_time=1, finance=4)


def read(data, between=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=between))


def put(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def order():
    return order_of(everything())


@pytest.fixture(scope="module")
def files(order):
    return tables(order)


def in_the_way(folder, files):
    with pytest.raises(ScenarioError) as refused:
        refuse_what_is_in_the_way(folder, files)
    (problem,) = refused.value.problems
    assert problem.code == "files_in_the_way"
    return problem.values["names"]


def test_a_candidate_has_a_file_for_each_table_of_its_answer(files):
    assert list(files) == [
        "0-figures.csv",
        "0-what-to-find-out-first.csv",
        "1-robot-ways-of-paying.csv",
        "1-robot-percentiles.csv",
        "1-robot-fifty-outcomes.csv",
        "1-robot-bars.csv",
        "1-robot-why-the-average-differs.csv",
        "1-robot-bank-balance.csv",
        "1-robot-if-nothing-goes-wrong-by-year.csv",
        "1-robot-what-matters-most.csv",
        "1-robot-how-to-find-out.csv",
        "1-robot-two-figures-at-a-time.csv",
        "1-robot-on-whose-word-it-rests.csv",
        "0-list.csv",
    ]


def test_a_candidate_from_a_template_has_a_file_of_how_its_figures_are_learnt():
    order = order_of(begun(["edi_supply_chain_ordering"], "2027-01"), settle=False)
    files = tables(order)
    header, *rows = read(files["1-digital-orders-how-to-find-out.csv"])
    assert len(rows) == 5
    assert {row[header.index("worth it")] for row in rows} == {"yes"}
    assert ["Going through the credit notes of a year", "400"] in [[row[0], row[4]] for row in rows]


def test_without_anything_that_differs_there_is_nothing_to_tell_of_it():
    names = set(tables(order_of(scenario_of(line("saving", "1"), title="Robot"))))
    assert not {name for name in names if "at-a-time" in name or "word" in name or "how-to-find" in name}


def test_answers_about_readiness_bring_two_tables_more():
    answered = replaced(scenario_of(line("saving", "1")), ("readiness",), ANSWERED)
    assert {"0-readiness.csv", "0-where-to-begin.csv"} < tables(order_of(answered)).keys()
    few = replaced(answered, ("readiness",), Readiness(data=1))
    assert "0-where-to-begin.csv" not in tables(order_of(few))


@pytest.mark.parametrize(("language", "between", "decimal"), [("nl", ";", ","), ("en", ",", ".")])
def test_every_file_is_one_that_a_spreadsheet_of_the_language_opens(language, between, decimal):
    for name, data in tables(order_of(everything(), language=language)).items():
        assert data.startswith(b"\xef\xbb\xbf"), name
        header, *rows = read(data, between)
        assert len(header) > 1, name
        assert {len(row) for row in rows} == {len(header)}, name
        text = data.decode("utf-8-sig")
        assert not any(code in text for code in ("tables.", "data.", "bridge.", "provenance.")), name
        cells = {cell for row in rows for cell in row if cell.replace(".", "").replace(",", "").lstrip("-").isdigit()}
        assert not any(({",": ".", ".": ","}[decimal]) in cell for cell in cells), name


def test_only_the_candidates_asked_for_have_files():
    whole = scenario_from_bytes(example_bytes("three-candidates"))
    some = tables(order_of(whole, 0, 2))
    assert {name[0] for name in some} == {"0", "1", "3"}
    # They are held against each other where none is missing.
    about_all = ("side-by-side", "two-by-two", "what-the-dearer-adds", "what-to-find-out-first")
    assert not {f"0-{name}.csv" for name in about_all} & some.keys()


def test_candidates_are_held_against_each_other_in_the_futures_of_the_answer():
    order = order_of(scenario_from_bytes(example_bytes("three-candidates")), trials=20_000, settle=False)
    files = tables(order)
    header, nothing, *rows = read(files["0-side-by-side.csv"])
    assert nothing[:2] == ["Do nothing", ""]
    means = [answer.npv.mean.value for answer in order.evaluation.candidates]
    assert [float(row[header.index("mean net present value")]) for row in rows] == pytest.approx(means, abs=0.01)
    assert len(read(files["0-two-by-two.csv"])) == 1 + 6
    assert len(read(files["0-what-the-dearer-adds.csv"])) == 1 + 3
    assert {row[2] for row in read(files["0-what-to-find-out-first.csv"])} >= {"Welding cobot", "all candidates"}


def test_ways_of_paying_tell_which_is_chosen_and_chances_that_say_what_they_are_of(order, files):
    header, *rows = read(files["1-robot-ways-of-paying.csv"])
    answer = order.evaluation.candidates[0]
    assert [row[1] for row in rows] == ["yes" if way.id == answer.chosen else "" for way in answer.ways]
    column = header.index("chance of running short, from 0 to 1")
    chances = [way.bank.short_with.value for way in answer.ways]
    assert [float(row[column]) for row in rows] == pytest.approx(chances, abs=1e-4)


def test_the_list_names_every_file_with_its_digest_and_what_they_rest_on(order, files):
    _, *rows = read(files["0-list.csv"])
    digests = {name: value for name, _, value in rows if name}
    others = {name: data for name, data in files.items() if name != "0-list.csv"}
    assert digests == {name: hashlib.sha256(data).hexdigest() for name, data in others.items()}
    facts = {what: value for name, what, value in rows if not name}
    assert facts["digest of the scenario (SHA-256)"] == order.evaluation.provenance.scenario_digest
    assert facts["made on"] == "2026-11-27"


def test_the_same_answer_gives_the_same_bytes(order, files):
    assert tables(order) == files


@pytest.mark.parametrize("title", ["", "…", "../../etc/passwd", "CON", "a/b\\c:d*e?f", "=1+1", "x" * 200])
def test_whatever_a_candidate_is_called_its_files_have_plain_names(title):
    names = tables(order_of(scenario_of(line("saving", "1"), title=title)))
    for name in names:
        assert not set(name) & set('/\\:*?"<>|\n\r\t\0')
        assert len(name) < 120
        assert name[0] in "01"


def test_candidates_of_one_title_have_files_of_their_own():
    scenario = scenario_of(line("saving", "1"))
    twin = scenario.candidates[0].model_copy(update={"id": "twin"})
    both = replaced(scenario, ("candidates",), (scenario.candidates[0], twin))
    assert len(tables(order_of(both))) == 2 * 8 + 4


def test_text_that_begins_like_a_formula_stays_text():
    hostile = scenario_of(line("saving", "1", label="=cmd()"), figures={"price": 3}, title="=1+1")
    hostile = replaced(hostile, ("candidates", 0, "inputs", 0, "label"), "@SUM(A1)")
    for name, data in tables(order_of(hostile)).items():
        cells = [cell for row in read(data) for cell in row]
        begin = {cell[0] for cell in cells if cell and not _is_number(cell)}
        assert not begin & set("=+-@"), name


def test_what_this_program_wrote_is_written_over(tmp_path, files):
    put(tmp_path, files)
    newer = tables(order_of(replaced(everything(), ("seed",), 5)))
    assert newer["0-list.csv"] != files["0-list.csv"]
    refuse_what_is_in_the_way(tmp_path, newer)


def test_a_folder_that_is_not_there_has_nothing_in_the_way(tmp_path, files):
    refuse_what_is_in_the_way(tmp_path / "new", files)


def test_a_file_that_somebody_has_changed_is_in_the_way(tmp_path, files):
    put(tmp_path, files)
    with (tmp_path / "1-robot-bars.csv").open("ab") as file:
        file.write(b"my own remark\r\n")
    newer = tables(order_of(replaced(everything(), ("seed",), 5)))
    assert in_the_way(tmp_path, newer) == ("1-robot-bars.csv",)


def test_a_file_of_somebody_else_is_in_the_way(tmp_path, files):
    (tmp_path / "0-figures.csv").write_bytes(b"mine")
    (tmp_path / "0-list.csv").write_bytes(b"a,b,c\r\n1,2,3\r\n")
    assert in_the_way(tmp_path, files) == ("0-figures.csv", "0-list.csv")


def test_what_would_be_written_again_as_it_is_stands_in_nobodys_way(tmp_path, files):
    put(tmp_path, {name: data for name, data in files.items() if name != "0-list.csv"})
    refuse_what_is_in_the_way(tmp_path, files)


def test_a_list_of_rubbish_is_no_list(tmp_path, files):
    (tmp_path / "0-list.csv").write_bytes(b"\xff\xfe\x00" * 1000 + b'"' + b"x" * 200_000)
    assert in_the_way(tmp_path, files) == ("0-list.csv",)


def test_the_dutch_list_knows_the_dutch_files(tmp_path):
    dutch = tables(order_of(everything(), language="nl"))
    put(tmp_path, dutch)
    newer = tables(order_of(replaced(everything(), ("seed",), 5), language="nl"))
    refuse_what_is_in_the_way(tmp_path, newer)
    assert Words("nl").text("tables.file.list") in "".join(newer)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_on_tables_names_every_file(language):
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    answered = replaced(everything(), ("readiness",), ANSWERED)
    twin = answered.candidates[0].model_copy(update={"id": "twin", "title": "Robot"})
    both = replaced(answered, ("candidates",), (answered.candidates[0], twin))
    for name in tables(order_of(both, language=language)):
        if name[0] == "2":
            continue
        assert f"`{name.removesuffix('.csv').replace('1-robot-', '1-…-')}`" in page
    words = Words(language)
    assert f"`0-{words.text('tables.file.increments')}`" in page
    assert f"`1-…-{words.text('tables.file.lessons')}`" in page


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True

"""What a workbook tells beside its base case: the verdict, the simulation, charts, and what is in it."""

from __future__ import annotations

import functools
import io
import itertools
import zipfile

import openpyxl
import pytest

from roitool.evaluate.drivers import drivers
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.answer import describe
from roitool.wording.numbers import margin
from roitool.wording.words import Words
from tests.builder import line, scenario_of
from tests.exports.workbook.recalculated import CHECKS_TOTAL, answered, calculated, made, row_of
from tests.exports.workbook.sound import unsound


@functools.cache
def three():
    return scenario_from_bytes(example_bytes("three-candidates"))


@functools.cache
def file_of_three(language="en"):
    return made(three(), language=language)


@functools.cache
def opened(language="en"):
    return openpyxl.load_workbook(io.BytesIO(file_of_three(language)), data_only=True)


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize(("language", "name"), [("nl", "Samenvatting"), ("en", "Summary")])
def test_the_summary_tells_each_verdict_with_the_sentences_of_the_window(language, name):
    evaluation = answered(three())
    written = texts(opened(language)[name])
    for candidate in evaluation.candidates:
        told = describe(evaluation, candidate, Words(language))
        assert told.headline in written
        assert told.sentence in written
        assert all(f"• {reason.sentence}" in written for reason in told.reasons)


def test_the_summary_tells_what_to_find_out_first_as_values_of_the_run():
    scenario = begun(["cobot_cell"], "2027-01")
    found = drivers(answered(scenario), 0)
    rows = _below(openpyxl.load_workbook(io.BytesIO(made(scenario)))["Summary"], "What to find out first: Cobot")
    assert [cell.value for cell in rows[0][2:4]] == ["may cost at most", "± (95%)"]
    for at, lesson in enumerate(found.lessons[:3]):
        knowing, doing = rows[1 + 2 * at : 3 + 2 * at]
        assert [cell.data_type for cell in (*knowing[2:4], doing[2])] == ["n"] * 3
        assert knowing[2].value == pytest.approx(lesson.worth.value, rel=1e-15)
        assert knowing[3].value == pytest.approx(margin(lesson.worth), rel=1e-15)
        assert (doing[0].value, doing[2].value) == (f"costs about: {lesson.way.how.en}", lesson.way.cost)
    assert "; " in rows[1][0].value


def test_the_summary_says_where_nothing_is_worth_finding_out_and_where_nobody_knows_how():
    summary = openpyxl.load_workbook(io.BytesIO(file_of_three()))["Summary"]
    _, said, *_ = _below(summary, "What to find out first: Machine sensors")
    assert said[0].value.startswith("None of the figures by itself is worth finding out first")
    _, first, how, second, *_ = _below(summary, "What to find out first: Welding cobot")
    assert first[0].value == "Share of that work without a welder beside it"
    assert first[2].value > second[2].value > how[2].value > 0
    assert how[0].value == "costs about, assumed"


def _below(sheet, heading):
    rows = list(sheet.iter_rows())
    return rows[next(at for at, row in enumerate(rows) if row[0].value == heading) :]


def test_the_simulation_shows_what_the_answer_holds():
    answer = answered(three()).candidates[0]
    sheet = opened()["Simulation 1"]
    rows = {row[0].value: [cell.value for cell in row[2:]] for row in sheet.iter_rows() if row[0].value}
    npv = rows["net present value (NPV)"]
    assert npv[0] == pytest.approx(answer.npv.mean.value, rel=1e-15)
    assert npv[2:] == pytest.approx([each.value for each in answer.npv.quantiles.values()], rel=1e-15)
    low, high = answer.chance_npv.interval()
    chance = [answer.chance_npv.value, (high - low) / 2, low, high]
    assert rows["earns itself back (NPV above 0)"][:4] == pytest.approx(chance, rel=1e-12)
    assert rows["on average"][0] == pytest.approx(answer.npv.mean.value, rel=1e-9)
    assert rows["seed of the scenario"] is not None
    assert rows[f"{three().candidates[0].ways_of_paying[0].label.en}"][0] == answer.ways[0].npv_as_paid.mean.value


def test_what_the_simulation_found_is_no_formula_and_what_never_comes_is_a_word():
    data = made(scenario_of(line("investment", "1000")))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Simulation 1"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "payback")
    assert [cell.value for cell in row[4:11]] == ["never"] * 7
    assert all(cell.data_type == "s" for cell in row[4:11])
    assert unsound(data) == []


def test_measures_on_the_summary_follow_a_changed_figure_and_the_run_does_not():
    data = file_of_three()
    summary = openpyxl.load_workbook(io.BytesIO(data))["Summary"]
    rows = {row[0].value: row[0].row for row in summary.iter_rows() if row[0].value}
    follows, stays = rows["net present value (NPV)"], rows["net present value (NPV), mean"]
    before = calculated(data)
    after = calculated(data, [("Inputs", row_of(data, "Inputs", "hurdle rate"), 4, 0.3)])
    for column in (3, 5, 7):
        assert after.get_value("Summary", follows, column) != before.get_value("Summary", follows, column)
        assert after.get_value("Summary", stays, column) == before.get_value("Summary", stays, column)
    assert after.get_value(*CHECKS_TOTAL) == 0


def test_a_check_turns_when_the_simulation_had_another_base_case():
    data = file_of_three()
    row = row_of(data, "Simulation 1", "nothing goes wrong")
    book = calculated(data, [("Simulation 1", row, 3, 1.0)])
    # It no longer agrees with the workbook, and its parts no longer add up.
    assert book.get_value(*CHECKS_TOTAL) == 2


@pytest.mark.parametrize(("language", "name"), [("nl", "Samenvatting"), ("en", "Summary")])
def test_the_summary_draws_the_money_of_all_and_the_futures_of_each(language, name):
    book = openpyxl.load_workbook(io.BytesIO(file_of_three(language)))
    charts = book[name]._charts
    assert len(charts) == 2 + len(three().candidates)
    assert [len(chart.series) for chart in charts] == [3, 3, 1, 1, 1]
    assert all(chart.title is not None for chart in charts)
    assert all(chart.x_axis.title is not None and chart.y_axis.title is not None for chart in charts)


def test_a_candidate_has_the_same_colour_in_every_chart():
    book = openpyxl.load_workbook(io.BytesIO(file_of_three()))
    (by_rate,) = book["Measures"]._charts
    added_up, by_year = book["Summary"]._charts[:2]
    lines = [
        [each.graphicalProperties.line.solidFill.srgbClr for each in found.series] for found in (added_up, by_rate)
    ]
    bars = [each.graphicalProperties.solidFill.srgbClr for each in by_year.series]
    assert lines == [bars, bars]
    assert len(set(bars)) == 3


def test_the_bars_of_a_loss_have_another_colour_than_those_of_a_gain():
    (chart,) = openpyxl.load_workbook(io.BytesIO(file_of_three()))["Simulation 1"]._charts
    (series,) = chart.series
    colours = {point.graphicalProperties.solidFill.srgbClr for point in series.dPt}
    assert colours == {"0072B2", "D55E00"}


@pytest.mark.parametrize(("language", "name"), [("nl", "Over"), ("en", "About")])
def test_the_first_sheet_tells_of_every_sheet_and_every_name(language, name):
    book = opened(language)
    rows = {row[0].value: row for row in book[name].iter_rows() if row[0].value}
    assert all(rows[sheet][1].value for sheet in book.sheetnames)
    places = {each: rows[each][2].value for each in book.defined_names if each.startswith("in_")}
    assert len(places) > 100
    assert all(places[each] == book.defined_names[each].attr_text.replace("$", "").replace("'", "") for each in places)


def test_the_first_sheet_names_what_it_takes_to_make_the_same_answer_again():
    made_of = answered(three()).provenance
    written = texts(opened()["About"])
    for fact in (
        made_of.scenario_digest,
        made_of.regime_digest,
        str(made_of.seed),
        "10,240",
        f"ROItool {made_of.version}",
    ):
        assert fact in written


def test_a_sheet_by_month_prints_a_year_a_page_after_its_figures():
    sheet = openpyxl.load_workbook(io.BytesIO(file_of_three()))["Cash flow 1"]
    figures, months = sheet.print_area.replace("'Cash flow 1'!", "").replace("$", "").split(",")
    assert figures.startswith("A1:E")
    assert months.startswith("G")
    columns = [each.id for each in sheet.col_breaks.brk]
    assert [later - earlier for earlier, later in itertools.pairwise(columns)] == [12] * (len(columns) - 1)
    assert sheet.print_title_rows == "$1:$6"
    assert sheet.print_title_cols == "$A:$B"


def test_a_workbook_without_candidates_holds_the_figures_of_the_company():
    data = made(three(), ())
    assert unsound(data) == []
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["About", "Summary", "Inputs", "Measures", "Checks"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sheet_shows_how_many_checks_fail(language):
    words = Words(language)
    book = openpyxl.load_workbook(io.BytesIO(file_of_three(language)))
    total = f"='{words.text('workbook.sheet.checks')}'!$B$2"
    for sheet in book:
        if sheet.title != words.text("workbook.sheet.checks"):
            assert total in [cell.value for cell in sheet[2]], sheet.title


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_checks_of_the_list_are_called_the_same(language):
    labels = [cell.value for cell in opened(language)[Words(language).text("workbook.sheet.checks")]["A"][4:]]
    assert len(labels) > 50
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("sheet", ["Summary", "Measures", "Simulation 1"])
def test_amounts_are_in_the_currency_of_the_scenario_on_every_sheet(sheet):
    scenario = replaced(three(), ("currency",), "CHF")
    rows = openpyxl.load_workbook(io.BytesIO(made(scenario)), data_only=True)[sheet].iter_rows(values_only=True)
    units = {row[0]: row[1] for row in rows}
    assert units["net present value (NPV)"] == "CHF"
    assert units["equivalent annual annuity (EAA)"] == "CHF/year"


@pytest.mark.parametrize(
    ("part", "old", "new", "found"),
    [
        ("xl/workbook.xml", b'name="Summary"', b'name="About"', "sheets of one name"),
        ("xl/workbook.xml", b'name="Summary"', b'name="' + b"S" * 32 + b'"', "a sheet called"),
        ("xl/workbook.xml", b'name="in_1_overrun"', b'name="ABC12"', "a name ABC12"),
        ("xl/worksheets/sheet5.xml", b"<f>SUM(", b"<f>XLOOKUP(", "functions ['XLOOKUP']"),
        ("xl/worksheets/sheet5.xml", b"<f>SUM(", b"<f>" + b"1+" * 4096 + b"SUM(", "a formula of"),
        ("xl/worksheets/sheet5.xml", b"</f><v>0.0</v>", b"</f>", "no value kept"),
    ],
)
def test_what_excel_would_repair_is_found(part, old, new, found):
    with zipfile.ZipFile(io.BytesIO(file_of_three())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    spoilt = io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert any(found in each for each in unsound(spoilt.getvalue()))

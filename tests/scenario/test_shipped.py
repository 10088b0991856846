"""The data files of the program: read strictly, and where one is damaged or gone the file and the place are named."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from roitool.errors import Problem, ScenarioError
from roitool.scenario import shipped as shipped_files
from roitool.scenario.data import company_frame, template, template_ids
from roitool.scenario.reference import readiness_rules, reference_classes
from roitool.scenario.shipped import shipped_bytes, shipped_digest, shipped_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the data that the program reads instead of its own, and that may be damaged."""
    shutil.copytree(str(files("scenarios")), tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(shipped_files, "folder", lambda name: tmp_path / name)
    shipped_files._read.cache_clear()
    yield tmp_path
    shipped_files._read.cache_clear()


def refusal_of(read: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as refused:
        read()
    return refused.value.problems


def changed(file: Path, place: tuple[str | int, ...], value: Any) -> None:
    whole = json.loads(file.read_bytes())
    here = whole
    for part in place[:-1]:
        here = here[part]
    if value is None:
        del here[place[-1]]
    else:
        here[place[-1]] = value
    file.write_text(json.dumps(whole), encoding="utf-8")


OVERRUN = ("classes", 1, "overrun")
CLASSES, READINESS = "reference/classes.json", "reference/readiness.json"


@pytest.mark.parametrize(
    ("path", "read", "place", "value", "at", "reason"),
    [
        (
            CLASSES,
            reference_classes,
            (*OVERRUN, "quantity", "cap"),
            "3",
            "classes.1.overrun.quantity.cap",
            "wrong_type",
        ),
        (
            CLASSES,
            reference_classes,
            (*OVERRUN, "quantity", "cap"),
            0.1,
            "classes.1.overrun.quantity.cap",
            "cap_too_low",
        ),
        (CLASSES, reference_classes, (*OVERRUN, "source"), None, "classes.1.overrun.source", "missing"),
        (
            CLASSES,
            reference_classes,
            (*OVERRUN, "confidence"),
            "sure",
            "classes.1.overrun.confidence",
            "pattern",
        ),
        (CLASSES, reference_classes, ("labels", "outside_delay"), None, "labels.outside_delay", "missing"),
        (CLASSES, reference_classes, ("dependence", 0, "rank_correlation"), 2, "dependence.0.rank_correlation", None),
        (READINESS, readiness_rules, ("bands", 0, "failure"), 0, "bands.0.failure", "too_small"),
        (READINESS, readiness_rules, ("questions", 0, "levels"), [], "questions.0.levels", "too_few"),
        (READINESS, readiness_rules, ("colour",), "blue", "colour", "unknown_key"),
        ("templates/erp.json", lambda: template("erp"), ("candidate", "lines"), None, "candidate.lines", "missing"),
        ("reference/company.roi.json", company_frame, ("horizon_years",), 99, "horizon_years", "too_large"),
    ],
)
def test_a_damaged_file_is_named_with_the_place(package, path, read, place, value, at, reason) -> None:
    changed(package / path, place, value)
    for problem in refusal_of(read):
        assert (problem.code, problem.place) == ("data_damaged", ())
        assert (problem.values["file"], problem.values["at"]) == (path, at)
        assert problem.values["reason"] == reason or reason is None


def test_a_low_above_its_high_is_told_at_the_figure(package: Path) -> None:
    changed(package / CLASSES, ("classes", 0, "delay", "quantity", "low"), 0.9)
    assert "classes.0.delay.quantity" in {
        ".".join(str(problem.values["at"]).split(".")[:4]) for problem in refusal_of(reference_classes)
    }


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"format": 1, "format": 2}'])
def test_what_is_no_such_file_at_all_is_refused_too(package: Path, data: bytes) -> None:
    (package / CLASSES).write_bytes(data)
    problems = refusal_of(reference_classes)
    assert {(problem.code, problem.values["file"]) for problem in problems} == {("data_damaged", CLASSES)}


@pytest.mark.parametrize(("path", "read"), [(CLASSES, reference_classes), (READINESS, readiness_rules)])
def test_a_missing_file_is_named(package: Path, path: str, read: Callable[[], object]) -> None:
    (package / path).unlink()
    assert refusal_of(read) == (Problem((), "data_missing", {"file": path}),)


def test_a_damaged_file_is_looked_at_again_once_it_is_mended(package: Path) -> None:
    whole = (package / CLASSES).read_bytes()
    (package / CLASSES).write_bytes(b"{")
    assert refusal_of(reference_classes)
    (package / CLASSES).write_bytes(whole)
    assert len(reference_classes().classes) == 5


def test_a_file_is_read_once() -> None:
    assert reference_classes() is reference_classes()


def test_the_digest_is_that_of_the_bytes() -> None:
    assert shipped_digest(CLASSES) == hashlib.sha256(shipped_bytes(CLASSES)).hexdigest()


def test_an_unknown_template_is_told_with_those_there_are() -> None:
    (problem,) = refusal_of(lambda: template("moonshot"))
    assert problem == Problem((), "template_unknown", {"found": "moonshot", "choices": template_ids()})
    assert {"cobot_cell", "erp", "mes"} <= set(template_ids()) == set(shipped_names("templates", ".json"))

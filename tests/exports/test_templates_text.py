"""The page of a template in words."""

from __future__ import annotations

import pytest

from roitool.exports.templates_text import template_text
from roitool.scenario.data import template, template_ids
from roitool.wording.words import Words


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nl", "Zo komt u het te weten, voordat u kiest: · Een proefweek met een gehuurde cobot, op uw eigen werk."),
        ("en", "How to find out, before you choose: · A trial week with a hired cobot, on your own work."),
    ],
)
def test_the_page_of_a_template_tells_how_its_figures_are_learnt(language, says) -> None:
    assert says in " ".join(template_text(template("cobot_cell"), Words(language), 80).split())


@pytest.mark.parametrize("name", template_ids())
def test_every_way_of_learning_is_told_with_what_it_costs_and_what_it_shows(name) -> None:
    words, shown = Words("en"), template(name)
    told = " ".join(template_text(shown, words, 80).split())
    labels = {item.id: words.label(item.label) for item in shown.candidate.inputs}
    for item in shown.learning:
        assert f"{words.label(item.how)}. Costs some {words.money(item.cost, 'EUR')}. Shows: " in told
        assert all(labels[figure] in told for figure in item.figures if figure in labels)
    assert "What this costs is judgement by the makers" in told

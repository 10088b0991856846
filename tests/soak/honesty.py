"""How often the 95 % interval of each measure contains the truth, over thousands of seeds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from roitool.measures import Estimate, cvar, in_order, quantile_difference, share, summarise, summarise_ranks
from tests.decision.truths import KNOWN as QUESTIONS
from tests.soak.projects import LIMIT_YEARS, Outcomes, Project

SEEDS = 2_000
LEAST, MOST = 0.93, 0.97

KNOWN = {("alone with tail", "mean"), ("alone with tail", "sd"), ("rare event", "mean")}
"""Too little in ten blocks to know their spread by: docs/decisions/0015 says why nothing was done about it."""

CERTAIN = 0.001
"""A probability that is so near 0 or 1 comes to some ten futures, of which Wilson's interval is wider than 95 %."""

PERCENTAGES = (5, 10, 50, 90, 95)
RANK_PERCENTAGES = (10, 50, 90)


@dataclass(frozen=True)
class Coverage:
    """How a measure of a project fared.

    Attributes
    ----------
    truth, doubt
        What the long run says, and the standard error of that.
    half_width
        Of the intervals with two finite ends, on average.
    covered
        Share of the intervals that contain the truth.
    told
        Number of intervals; less than the seeds where an error was not told.
    """

    truth: float
    doubt: float
    half_width: float
    covered: float
    told: int


def coverages(project: Project, seeds: Iterable[int]) -> dict[str, Coverage]:
    """Return how the measures of one project fare over some seeds."""
    parts = [truths(found) for found in project.long()]
    intervals: dict[str, list[tuple[float, float]]] = {}
    for seed in seeds:
        for name, estimate in estimates(project.run(seed)).items():
            intervals.setdefault(name, []).append(estimate.interval())
    return {
        name: _coverage(np.array([part[name] for part in parts]), np.array(found)) for name, found in intervals.items()
    }


def of_questions(seeds: Iterable[int]) -> dict[str, Coverage]:
    """Return how the answers fare to what is asked between candidates, where a closed form gives the truth."""
    told: dict[str, list[tuple[float, float]]] = {question.name: [] for question in QUESTIONS}
    for seed in seeds:
        for question in QUESTIONS:
            told[question.name].append(question.asked(np.random.default_rng(seed)).interval())
    return {each.name: _coverage(np.array([each.truth] * 2), np.array(told[each.name])) for each in QUESTIONS}


def estimates(found: Outcomes) -> Mapping[str, Estimate]:
    """Return every measure as the program estimates it."""
    summary, ranks = summarise(found.npv), summarise_ranks(found.payback)
    told = {"mean": summary.mean, "sd": summary.sd}
    told |= {f"P{percent}": summary.quantiles[percent] for percent in PERCENTAGES}
    told |= {"CVaR 5 %": summary.cvar, "expected loss": summary.expected_loss, "P(NPV > 0)": summary.positive}
    told |= {"P(payback ≤ 3)": share(found.payback <= LIMIT_YEARS), "P(never)": ranks.infinite}
    told |= {f"payback P{percent}": ranks.quantiles[percent] for percent in RANK_PERCENTAGES}
    if found.lowest_with is not None:
        told["P5 difference"] = quantile_difference(in_order(found.lowest_with), in_order(found.lowest_without), 0.05)
        told["P(short sooner)"] = share(found.shorter)
    return told


def truths(found: Outcomes) -> Mapping[str, float]:
    """Return every measure by its plain definition, over futures so many that the definitions do not matter."""
    npv, years = np.sort(found.npv), np.sort(found.payback)
    losses = npv[npv < 0]
    true = {"mean": npv.mean(), "sd": npv.std()}
    true |= {f"P{percent}": npv[math.ceil(npv.size * percent / 100) - 1] for percent in PERCENTAGES}
    true |= {"CVaR 5 %": cvar(npv, 0.05), "expected loss": -losses.mean(), "P(NPV > 0)": np.mean(npv > 0)}
    true |= {"P(payback ≤ 3)": np.mean(years <= LIMIT_YEARS), "P(never)": np.mean(np.isinf(years))}
    true |= {f"payback P{percent}": years[math.ceil(years.size * percent / 100) - 1] for percent in RANK_PERCENTAGES}
    if found.lowest_with is not None:
        true["P5 difference"] = np.quantile(found.lowest_with, 0.05) - np.quantile(found.lowest_without, 0.05)
        true["P(short sooner)"] = np.mean(found.shorter)
    return true


def pooled(found: Iterable[Mapping[str, Coverage]]) -> dict[str, Coverage]:
    """Return how often the intervals of several projects contain the truth, without those that are certain of it."""
    told: dict[str, list[Coverage]] = {}
    for of_project in found:
        for name, value in of_project.items():
            if not _certain(name, value):
                told.setdefault(name, []).append(value)
    together = {}
    for name, values in told.items():
        number = sum(value.told for value in values)
        covered = sum(value.covered * value.told for value in values if value.told)
        together[name] = Coverage(math.nan, math.nan, math.nan, covered / number, number)
    return together


def _certain(name: str, value: Coverage) -> bool:
    edge = name.startswith("P(") and min(value.truth, 1 - value.truth) < CERTAIN
    return edge or math.isinf(value.truth) or not value.half_width > 0


def _coverage(parts: np.ndarray, intervals: np.ndarray) -> Coverage:
    known = np.isfinite(parts).all()
    truth = float(parts.mean() if known else np.median(parts))
    doubt = float(parts.std(ddof=1) / math.sqrt(parts.size)) if known else 0.0
    low, high = intervals[~np.isnan(intervals).any(axis=1)].T
    # A heap of equal values is hit exactly, but for the last bits.
    slack = 1e-9 * abs(truth) if known else 0.0
    hits = (low - slack <= truth) & (truth <= high + slack)
    bounded = np.isfinite(low) & np.isfinite(high)
    half_width = float(np.mean(high[bounded] - low[bounded]) / 2) if bounded.any() else math.nan
    return Coverage(truth, doubt, half_width, float(hits.mean()) if hits.size else math.nan, hits.size)


def report(found: Mapping[str, Mapping[str, Coverage]]) -> str:
    """Return two tables in Markdown: the share of intervals that contain the truth, and truth ± mean half-width."""
    seeds = max(of["mean"].told for of in found.values())
    error = 100 * math.sqrt(0.95 * 0.05 / seeds)
    names = dict.fromkeys(name for of_project in found.values() for name in of_project)
    share_of = {key: {name: _percent(value) for name, value in of.items()} for key, of in found.items()}
    size_of = {
        key: {name: _size(value) for name, value in of.items()}
        for key, of in found.items()
        if not math.isnan(of["mean"].truth)
    }
    doubt = max(
        value.doubt / value.half_width for of in found.values() for value in of.values() if value.half_width > 0
    )
    return "\n\n".join(
        [
            f"Truth inside, % of {seeds:,} seeds (± {error:.1f} by chance, one standard error):",
            _table(names, share_of),
            "Truth ± mean half-width:",
            _table(names, size_of),
            f"The truth itself is known to {doubt:.3f} half-widths or better (one standard error).",
        ]
    )


def report_of_questions(found: Mapping[str, Coverage]) -> str:
    """Return a table in Markdown: truth ± mean half-width, and the share of intervals that contain the truth."""
    lines = [f"| {name} | {_size(value)} | {_percent(value)} |" for name, value in found.items()]
    return "\n".join(["| asked between candidates | truth | inside, % |", "| --- | --: | --: |", *lines])


def too_narrow(found: Mapping[str, Mapping[str, Coverage]]) -> list[str]:
    """Name the measures whose interval contains the truth less often than promised, but for known ones."""
    return [
        f"{name} of {key}"
        for key, of in found.items()
        for name, value in of.items()
        if value.covered < LEAST and (key, name) not in KNOWN
    ]


def _percent(value: Coverage) -> str:
    if math.isnan(value.covered):
        return "not told"
    mark = "" if LEAST <= value.covered <= MOST else " ↓" if value.covered < LEAST else " ↑"
    return f"{100 * value.covered:.1f}{mark}"


def _size(value: Coverage) -> str:
    digits = 4 if abs(value.truth) < 10 else 0
    if math.isinf(value.truth):
        return "never"
    return f"{value.truth:,.{digits}f} ± {value.half_width:,.{digits or 1}f}".replace(",", " ")


def _table(names: Mapping[str, None], cells: Mapping[str, Mapping[str, str]]) -> str:
    lines = [["", *cells], ["---", *["--:"] * len(cells)]]
    lines += [[name, *(of.get(name, "") for of in cells.values())] for name in names]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

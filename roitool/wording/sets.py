"""What several candidates come to together, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.wording.chances import differ, scale_for
from roitool.wording.hurt import bank_lines
from roitool.wording.numbers import LEAST_AMOUNT, margin, step_of, to_step
from roitool.wording.telling import Block, Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.decision.verdict import Tested
    from roitool.evaluate.evaluation import Evaluation, SetAnswer
    from roitool.measures import Share
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class DescribedSet:
    """What is told of a set.

    Attributes
    ----------
    title
        The candidates in it, in their order.
    tests
        Whether it can be borne, is worth it and fast enough, held against the owner's limits.
    worth, hurt
        What it brings, and what that differs from the members apart; what it does to the bank balance.
    note
        What is not known of doing them together.
    """

    title: str
    tests: str
    worth: Block
    hurt: Block
    note: str


def describe_set(evaluation: Evaluation, found: SetAnswer, words: Words) -> DescribedSet:
    """Return what one set of an evaluation comes to in words."""
    by_id = {candidate.id: candidate for candidate in evaluation.candidates}
    titles = {name: words.label(by_id[name].title).strip() or name for name in found.members}
    telling = Telling(evaluation, by_id[found.members[0]], words)
    answers = {
        name: words.text("set.reached" if _reached(tests) else "set.not_reached")
        for name, tests in (
            ("survivable", found.tests.survivable),
            ("worth_it", found.tests.worth_it),
            ("fast", found.tests.fast),
        )
    }
    mean = telling.amount(found.npv.mean, signed=True)
    return DescribedSet(
        title=words.text("set.title", members=words.listed(tuple(titles.values()))),
        tests=words.text("set.tests", **answers),
        worth=Block(
            words.text("set.worth"), words.text("much.headline", mean=mean), tuple(_worth(telling, found, titles))
        ),
        hurt=Block(words.text("hurt.question"), _short(telling, found), tuple(bank_lines(telling, found.bank))),
        note=words.text("set.note"),
    )


def _worth(telling: Telling, found: SetAnswer, titles: dict[str, str]) -> Iterator[str]:
    words = telling.words
    yield from _difference(telling, found)
    yield _against(telling, "set.earned", found.chance_npv, telling.thresholds.chance_npv)
    yield _against(
        telling, "set.fast", found.payback.within_limit, telling.thresholds.chance_payback, years=telling.wished_payback
    )
    p5, cvar = (telling.amount(each, signed=True) for each in (found.npv.quantiles[5], found.npv.cvar))
    yield words.text("much.worst", p5=p5, cvar=cvar)
    for year in found.deductions:
        if _money(telling, year.alone) == _money(telling, year.together):
            continue  # nothing is shared that anybody would see
        parts = zip(titles.values(), year.parts, strict=True)
        told = tuple(words.text("problem.figure", name=name, value=_money(telling, part)) for name, part in parts)
        amounts = {"alone": _money(telling, year.alone), "together": _money(telling, year.together)}
        yield words.text("set.deduction", year=str(year.year), parts=words.listed(told), **amounts)


def _difference(telling: Telling, found: SetAnswer) -> Iterator[str]:
    words, difference, common = telling.words, found.difference, found.in_common
    step = step_of(difference)
    total = to_step(difference.value, step)
    if abs(difference.value) < LEAST_AMOUNT or not differ(difference):
        yield words.text("set.as_apart")
        return
    code = "set.more_than_apart" if total > 0 else "set.less_than_apart"
    error = margin(difference)
    told = (
        words.text("reason.error", margin=words.margin(difference, telling.currency)) if error >= LEAST_AMOUNT else ""
    )
    yield words.text(code, amount=words.money(abs(total), telling.currency, step), error=told)
    parts = {
        "interfaces": to_step(common.interfaces, step),
        "deduction": to_step(common.deduction, step),
        "averted": to_step(common.averted, step),
    }
    # The last part takes up what rounding leaves, so that what is shown adds up.
    parts["tax"] = total - sum(parts.values())
    for name, part in parts.items():
        if abs(part) >= LEAST_AMOUNT:
            yield words.text(f"set.part.{name}", amount=words.money(part, telling.currency, step, signed=True))


def _short(telling: Telling, found: SetAnswer) -> str:
    words, bank = telling.words, found.bank
    short, without, added = (each.value for each in (bank.short_with, bank.short_without, bank.added_short))
    accepted = telling.thresholds.added_short
    scale = scale_for((short, without, added), limits=(accepted,), apart=((added, accepted),))
    return words.text(
        "set.short",
        short=words.futures(short, scale),
        without=words.count(without, scale),
        added=words.futures(added, scale),
        limit=telling.limit(accepted, scale),
    )


def _against(telling: Telling, code: str, share: Share, wish: float, **values: str) -> str:
    scale = scale_for((share.value,), limits=(wish,), apart=((share.value, wish),))
    counted = telling.words.futures(share.value, scale)
    return telling.words.text(code, share=counted, limit=telling.limit(wish, scale), **values)


def _money(telling: Telling, amount: float) -> str:
    return telling.words.money(amount, telling.currency, 1.0)


def _reached(tests: tuple[Tested, ...]) -> bool:
    return all(tested.reached for tested in tests)

"""The promises of docs/reliability.md with their full numbers, or as many of them as fit in the time given.

usage: python3 dev.py soak [--minutes M] [--first N] [NAME …]

Without names all of them are tried. `--minutes` ends each after that time and says how far it came, `--first` begins at
another case, so that a run can be continued. The exit code is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterable, Iterator

from tests.conftest import SESSION_HOME  # first, for the surroundings of every test that it makes
from tests.soak import honesty
from tests.soak.projects import RANDOM_SEEDS, Project, example_projects, random_projects, small_projects
from tests.soak.promises import PROMISES, Promise


def main() -> int:
    """Try the promises named and print what became of each."""
    parser = argparse.ArgumentParser(usage=str(__doc__).partition("usage: ")[2])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(["honesty", *PROMISES]))
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--first", type=int, default=0)
    chosen = parser.parse_args()
    unknown = set(chosen.names) - {"honesty", *PROMISES}
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}, only honesty, {', '.join(PROMISES)}")
    kept = []
    for name in chosen.names or ["honesty", *PROMISES]:
        if name == "honesty":
            kept.append(run_honesty(chosen.minutes, chosen.first))
        else:
            kept.append(run(name, PROMISES[name], chosen.minutes, chosen.first))
    return 0 if all(kept) else 1


def run(name: str, promise: Promise, minutes: float, first: int) -> bool:
    """Try cases until all are done, the time is over or one fails; return whether none did."""
    begun, done = time.monotonic(), 0
    with promise.prepared() as (case, remark):
        for number in in_time(range(first, promise.target), minutes):
            try:
                case(number)
            except Exception:  # noqa: BLE001 - whatever it is, the promise is broken
                traceback.print_exc()
                tell(f"{name}: BROKEN by case {number}: {promise.what}")
                return False
            done += 1
        passed = time.monotonic() - begun
        tell(f"{name}: kept in {done:,} of {promise.target:,} cases, {passed:,.0f} s: {promise.what}{remark()}")
    return True


def run_honesty(minutes: float, first: int) -> bool:
    """Print the tables; with little time every project gets fewer seeds. A random one gets few in any case."""
    small, examples, drawn = small_projects(), example_projects(), random_projects()
    share = minutes / (len(small) + len(examples) + len(drawn) + 1)

    def fared(projects: list[Project], seeds: range) -> dict[str, dict[str, honesty.Coverage]]:
        found = {}
        for project in projects:
            tell(f"honesty: {project.name}: {project.what}")
            found[project.name] = honesty.coverages(project, in_time(seeds, share))
        return found

    seeds = range(first, first + honesty.SEEDS)
    ill_natured = fared(small, seeds)
    whole = fared(examples, seeds)
    whole["random"] = honesty.pooled(fared(drawn, range(first, first + RANDOM_SEEDS)).values())
    tell("honesty: what is asked between candidates")
    decided = honesty.of_questions(in_time(seeds, share))
    tell(honesty.report(ill_natured))
    tell(honesty.report(whole))
    tell(honesty.report_of_questions(decided))
    narrow = honesty.too_narrow(ill_natured | whole | {"what is asked between candidates": decided})
    if narrow:
        tell(f"honesty: BROKEN, the interval is too narrow for {', '.join(narrow)}")
    return not narrow


def in_time(numbers: Iterable[int], minutes: float) -> Iterator[int]:
    """Pass numbers on until the time, which begins with the first, is over."""
    end = None
    for number in numbers:
        end = end or time.monotonic() + 60 * minutes
        if time.monotonic() > end:
            return
        yield number


def tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    with SESSION_HOME:
        sys.exit(main())

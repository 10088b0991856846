"""What can be typed after ``roitool``, and the help for it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence

from roitool import __version__
from roitool.wording.plain import clean
from roitool.wording.words import LANGUAGES, Words, language_of_system


def parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return the arguments: ``command``, ``file``, ``lang``, ``json``, and those of the command.

    Raises
    ------
    SystemExit
        Help or version were asked for and shown (0), or the arguments are wrong (2).
    """
    system = language_of_system(os.environ)
    arguments = _parser(Words(system)).parse_args(argv)
    arguments.lang = arguments.lang or system
    return arguments


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="roitool",
        description=words.text("cli.description"),
        epilog=words.text("cli.exit_codes"),
        add_help=False,
        allow_abbrev=False,
    )
    _add_help(parser, words)
    version = f"%(prog)s {__version__}"
    parser.add_argument("--version", action="version", version=version, help=words.text("cli.version"))
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str) -> argparse.ArgumentParser:
        text = words.text(f"cli.{name}")
        added = subparsers.add_parser(name, help=text, description=text, add_help=False, allow_abbrev=False)
        _add_help(added, words)
        added.add_argument("--lang", choices=LANGUAGES, help=words.text("cli.lang"))
        added.add_argument("file", metavar="FILE", help=words.text("cli.file"))
        return added

    evaluate = command("evaluate")
    evaluate.add_argument("--trials", type=_whole(1, words), metavar="N", help=words.text("cli.trials"))
    evaluate.add_argument("--seed", type=_whole(0, words), metavar="S", help=words.text("cli.seed"))
    evaluate.add_argument("--json", action="store_true", help=words.text("cli.json"))
    command("check")
    command("statement").add_argument("candidate", metavar="CANDIDATE", help=words.text("cli.candidate"))
    parser.set_defaults(json=False)
    return parser


def _add_help(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("-h", "--help", action="help", help=words.text("cli.help"))


def _whole(least: int, words: Words) -> Callable[[str], int]:
    def whole(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if value < least:
            values = {"found": words.quoted(clean(text, 40)), "least": str(least)}
            raise argparse.ArgumentTypeError(words.text("cli.whole_number", **values))
        return value

    return whole

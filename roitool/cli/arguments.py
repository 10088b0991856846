"""What can be typed after ``roitool``, and the help for it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from roitool import __version__
from roitool.cli.executors import Chosen, read_executor
from roitool.cli.parser import Parser
from roitool.cli.wishes import Wish, read_wish
from roitool.exports.kinds import KINDS
from roitool.wording.plain import clean
from roitool.wording.words import LANGUAGES, Language, Words, language_of_system

VIEWS = ("inside", "outside", "both")


def parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return the arguments: ``command``, ``lang``, ``json``, the file or files, and those of the command.

    Raises
    ------
    SystemExit
        Help or version were asked for and shown (0), or the arguments are wrong (2).
    """
    language = asked_language(argv)
    arguments = _parser(Words(language)).parse_args(argv)
    arguments.lang = language
    return arguments


def asked_language(argv: Sequence[str] | None) -> Language:
    """Return the language asked for, else that of the system; help and errors speak it before the rest is read."""
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    asked.add_argument("--lang", nargs="?")
    wish = asked.parse_known_args(sys.argv[1:] if argv is None else argv)[0].lang
    system = language_of_system(os.environ)
    return next((language for language in LANGUAGES if language == wish), system)


def _parser(words: Words) -> Parser:
    parser = Parser(words, "roitool", words.text("cli.description"), words.text("cli.exit_codes"))
    version = f"%(prog)s {__version__}"
    parser.options.add_argument("--version", action="version", version=version, help=words.text("cli.version"))
    _add_language(parser)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar=words.text("cli.command"), title=words.text("cli.commands")
    )

    def command(name: str, *files: str | None) -> Parser:
        text = words.text(f"cli.{name}")
        added = commands.add_parser(name, help=text, words=words, prog=f"roitool {name}", description=text)
        _add_language(added)
        for file in files or ("file",):
            if file is None:
                continue
            added.named.add_argument(file, metavar=words.text(f"cli.{file}_name"), help=words.text(f"cli.{file}"))
        return added

    evaluate = command("evaluate")
    evaluate.options.add_argument("--trials", type=_whole(1, words), metavar="N", help=words.text("cli.trials"))
    evaluate.options.add_argument("--seed", type=_whole(0, words), metavar="S", help=words.text("cli.seed"))
    evaluate.options.add_argument("--view", choices=VIEWS, default="inside", help=words.text("cli.view"))
    evaluate.options.add_argument(
        "--together", action="append", type=_ids, default=[], metavar="A,B", help=words.text("cli.together")
    )
    evaluate.options.add_argument("--json", action="store_true", help=words.text("cli.json"))
    command("check")
    statement = command("statement")
    statement.named.add_argument(
        "candidate", metavar=words.text("cli.candidate_name"), help=words.text("cli.candidate")
    )
    _add_export(command, words)
    diff = command("diff", "before", "after")
    diff.options.add_argument("--value", action="store_true", help=words.text("cli.value"))
    diff.options.add_argument("--json", action="store_true", help=words.text("cli.json"))
    _add_import(command, words)
    compare = command("compare")
    compare.options.add_argument("--trials", type=_whole(1, words), metavar="N", help=words.text("cli.trials"))
    compare.options.add_argument("--json", action="store_true", help=words.text("cli.json"))
    drivers = command("drivers")
    drivers.named.add_argument(
        "candidate", nargs="?", metavar=words.text("cli.candidate_name"), help=words.text("cli.drivers.candidate")
    )
    drivers.options.add_argument(
        "--two-way", nargs=2, metavar=words.text("cli.figure_name"), help=words.text("cli.two_way")
    )
    drivers.options.add_argument("--json", action="store_true", help=words.text("cli.json"))
    _add_batch(command, words)
    _add_starting(command, words)
    parser.set_defaults(json=False)
    return parser


def _add_export(command: Callable[..., Parser], words: Words) -> None:
    """Add the files to be made of an answer, and what decides it."""
    options = command("export").options
    for kind in KINDS:
        name = words.text("cli.file_name" if kind.endings else "cli.folder_name")
        options.add_argument(f"--{kind.option}", metavar=name, help=words.text(f"cli.export.{kind.option}"))
    options.add_argument(
        "--candidate",
        action="extend",
        type=_ids,
        default=[],
        metavar=words.text("cli.export.id"),
        help=words.text("cli.export.candidate"),
    )
    options.add_argument("--trials", type=_whole(1, words), metavar="N", help=words.text("cli.trials"))
    options.add_argument("--seed", type=_whole(0, words), metavar="S", help=words.text("cli.seed"))


def _add_import(command: Callable[..., Parser], words: Words) -> None:
    """Add what takes figures over from a workbook."""
    back = command("import", None)
    back.named.add_argument("file", metavar=words.text("cli.workbook_name"), help=words.text("cli.workbook"))
    back.options.add_argument("--into", required=True, metavar=words.text("cli.file_name"), help=words.text("cli.into"))
    back.options.add_argument(
        "--accept", type=_wish(words), metavar=words.text("cli.wish_name"), help=words.text("cli.wish")
    )
    back.options.add_argument("--dry-run", action="store_true", help=words.text("cli.dry_run"))
    back.options.add_argument("--json", action="store_true", help=words.text("cli.json"))


def _wish(words: Words) -> Callable[[str], Wish]:
    def wish(text: str) -> Wish:
        found = read_wish(text)
        if found is None:
            raise argparse.ArgumentTypeError(words.text("cli.no_wish", found=words.quoted(clean(text, 80))))
        return found

    return wish


def _add_batch(command: Callable[..., Parser], words: Words) -> None:
    """Add what decides many files."""
    batch = command("batch", None)
    batch.named.add_argument("files", nargs="+", metavar=words.text("cli.file_name"), help=words.text("cli.files"))
    batch.options.add_argument(
        "--out", required=True, metavar=words.text("cli.table_name"), help=words.text("cli.table")
    )
    batch.options.add_argument(
        "--executor", type=_executor(words), metavar=words.text("cli.place_name"), help=words.text("cli.place")
    )
    batch.options.add_argument("--trials", type=_whole(1, words), metavar="N", help=words.text("cli.trials"))
    batch.options.add_argument("--view", choices=VIEWS[:2], default="inside", help=words.text("cli.one_view"))
    batch.options.add_argument("--restart", action="store_true", help=words.text("cli.restart"))


def _executor(words: Words) -> Callable[[str], Chosen]:
    def executor(text: str) -> Chosen:
        found = read_executor(text)
        if found is None:
            raise argparse.ArgumentTypeError(words.text("cli.no_place", found=words.quoted(clean(text, 80))))
        return found

    return executor


def _add_starting(command: Callable[..., Parser], words: Words) -> None:
    """Add what makes a scenario out of nothing."""
    templates = command("templates", None)
    templates.named.add_argument(
        "template", nargs="?", metavar=words.text("cli.template_name"), help=words.text("cli.template")
    )
    templates.options.add_argument("--json", action="store_true", help=words.text("cli.json"))
    new = command("new", None)
    new.named.add_argument(
        "templates", nargs="+", metavar=words.text("cli.template_name"), help=words.text("cli.templates_to_use")
    )
    new.options.add_argument(
        "--out", required=True, metavar=words.text("cli.file_name"), help=words.text("cli.new.out")
    )
    for option, code in (("--answer", "cli.new.answer"), ("--from-quote", "cli.new.quote")):
        new.options.add_argument(
            option,
            nargs="+",
            action="extend",
            default=[],
            type=_pair(words),
            metavar=words.text("cli.pair"),
            help=words.text(code),
        )
    new.options.add_argument("--force", action="store_true", help=words.text("cli.new.force"))
    readiness = command("readiness", None)
    readiness.named.add_argument("file", nargs="?", metavar=words.text("cli.file_name"), help=words.text("cli.file"))
    readiness.options.add_argument("--json", action="store_true", help=words.text("cli.json"))


def _pair(words: Words) -> Callable[[str], tuple[str, str]]:
    def pair(text: str) -> tuple[str, str]:
        key, mark, value = text.partition("=")
        if not (mark and key.strip()):
            raise argparse.ArgumentTypeError(words.text("cli.no_pair", found=words.quoted(clean(text, 40))))
        return key.strip(), value.strip()

    return pair


def _add_language(parser: Parser) -> None:
    # Read beforehand; here it stands for the help, and so that another language is refused.
    parser.options.add_argument("--lang", choices=LANGUAGES, help=parser.words.text("cli.lang"))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


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

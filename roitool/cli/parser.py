"""An argument parser that speaks the chosen language, where Python's own knows English alone."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

from roitool.cli.terminal import write
from roitool.wording.plain import clean
from roitool.wording.words import Words

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# What argparse says, in the versions of Python that there are, and our sentence for it.
_COMPLAINTS = MappingProxyType(
    {
        re.compile(r"the following arguments are required: (?P<found>.+)", re.DOTALL): "cli.wrong.missing",
        re.compile(r"unrecognized arguments: (?P<found>.+)", re.DOTALL): "cli.wrong.unknown",
        re.compile(
            r"argument (?P<argument>\S+): invalid choice: (?P<found>.+) \(choose from (?P<choices>.+)\)", re.DOTALL
        ): "cli.wrong.choice",
        re.compile(r"argument (?P<argument>\S+): expected (one|at least one|\d+) arguments?"): "cli.wrong.no_value",
        re.compile(r"argument (?P<argument>\S+): ignored explicit argument (?P<found>.+)", re.DOTALL): (
            "cli.wrong.a_value"
        ),
        re.compile(r"argument (?P<argument>\S+): (?P<found>.+)", re.DOTALL): "cli.wrong.value",
    }
)


class Parser(argparse.ArgumentParser):
    """Shows usage, help and errors in one language.

    Parameters
    ----------
    words
        The language.
    prog, description, epilog
        As `argparse` takes them, in that language.
    """

    def __init__(self, words: Words, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_formatter(words),
        )
        self.words = words
        self.named = self.add_argument_group(words.text("cli.arguments"))
        self.options = self.add_argument_group(words.text("cli.options"))
        self.options.add_argument("-h", "--help", action="help", help=words.text("cli.help"))

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write the help where the answer goes, also where its encoding lacks a character."""
        if file is None:
            write(self.format_help(), sys.stdout)
        else:
            super().print_help(file)

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong and how it should be, and end with 2."""
        write(f"{self.format_usage()}{self.prog}: {_in_words(message, self.words)}\n", sys.stderr)
        self.exit(2)


def _formatter(words: Words) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        """Says "usage" in the language of the parser."""

        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, prefix or words.text("cli.usage"))

        def _get_help_string(self, action: argparse.Action) -> str | None:
            # The texts hold no placeholders of argparse, and some hold a percentage.
            return action.help and action.help.replace("%", "%%")

    return Formatter


def _in_words(message: str, words: Words) -> str:
    for pattern, code in _COMPLAINTS.items():
        if found := pattern.fullmatch(message):
            parts = {name: clean(text) for name, text in found.groupdict().items()}
            return words.text(code, **parts)
    return clean(message)

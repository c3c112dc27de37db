"""The grammar of the command line: options that every command takes, and how a noun adds its verbs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from census_desktop import __version__
from census_desktop.cli.nouns import NOUNS

_DESCRIPTION = "Send customer segments to any tool, and keep them fresh. Without a command, the window opens."
_EPILOG = """\
exit codes: 0 done, 1 failed, 2 usage or configuration, 3 completed with records rejected or unknown
A name that begins with - is written after --, as in: census-desktop segments show -- "-5 days"
"""


class Commands:
    """Where nouns register: a command of its own, or a group of verbs."""

    def __init__(self, subparsers: Any, common: argparse.ArgumentParser) -> None:
        self._subparsers = subparsers
        self._common = common

    def mention(self, name: str, help_: str) -> None:
        """A command that is only listed in the help."""
        self._subparsers.add_parser(name, help=help_, add_help=False)

    def add(self, name: str, do: Callable[[Any], int], help_: str) -> argparse.ArgumentParser:
        """A command; `do` gets the Context and returns the exit code."""
        parser: argparse.ArgumentParser = self._subparsers.add_parser(
            name, help=help_, description=_sentence(help_), parents=[self._common], allow_abbrev=False
        )
        parser.set_defaults(do=do)
        return parser

    def group(self, name: str, help_: str) -> Commands:
        """A noun with verbs below it."""
        parser = self._subparsers.add_parser(
            name, help=help_, description=_sentence(help_), parents=[self._common], allow_abbrev=False
        )
        verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="verb")
        return Commands(verbs, self._common)


def make_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of these words. Only modules of the commands that they name are imported, so that help is quick."""
    parser = argparse.ArgumentParser(
        prog="census-desktop",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"census-desktop {__version__}")
    _add_common(parser, default=None)
    parser.set_defaults(do=None)
    # Options that stand behind a command must not reset those that stand before it, so they have no default there.
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, default=argparse.SUPPRESS)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    commands = Commands(subparsers, common)
    for name, (module, help_) in NOUNS.items():
        if name in words:
            importlib.import_module(f"census_desktop.cli.{module}").register(commands, help_)
        else:
            commands.mention(name, help_)
    return parser


def _add_common(parser: argparse.ArgumentParser, default: Any) -> None:
    flag = default if default is argparse.SUPPRESS else False
    parser.add_argument(
        "--workspace", metavar="DIR", type=folder, default=default, help="the workspace folder (else CENSUS_DESKTOP_HOME)"
    )
    parser.add_argument("--json", action="store_true", default=flag, help="one JSON document on stdout")
    parser.add_argument("-q", "--quiet", action="store_true", default=flag, help="no notes and no progress on stderr")


def add_document_arguments(parser: argparse.ArgumentParser, what: str, *, required: bool) -> None:
    """--file, for commands that take things in the form of the workspace document."""
    parser.add_argument("--file", metavar="FILE", required=required, help=f"{what} in YAML or JSON; - is stdin")


def positive(text: str) -> int:
    """A whole number of 1 or more, as an argument's type."""
    return _whole(text, 1)


def natural(text: str) -> int:
    """A whole number of 0 or more, as an argument's type."""
    return _whole(text, 0)


def port(text: str) -> int:
    """A TCP port, as an argument's type; 0 is any free one."""
    number = _whole(text, 0)
    if number > 65535:
        raise argparse.ArgumentTypeError("must be 65535 or less")
    return number


def _whole(text: str, least: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a whole number") from None
    if number < least:
        raise argparse.ArgumentTypeError(f"must be {least} or more")
    return number


def folder(text: str) -> Path:
    """A folder's name, as an argument's type. An empty one, as of an unset variable, would be the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("is empty")
    return Path(text)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."

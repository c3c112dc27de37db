"""Credentials of destinations and sources in the command line: from stdin, a terminal or the environment, never an argument."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from census_desktop.cli.context import Context
from census_desktop.domain.errors import ConfigError, SecretsError

if TYPE_CHECKING:
    from census_desktop.domain.manifest import Manifest, SourceType
    from census_desktop.domain.model import Connection, Source
    from census_desktop.usecases.channels import Channel, ChannelType

    Thing = Connection | Source | Channel
    Type = Manifest | SourceType | ChannelType

Ask = Callable[["Thing", "Type", bool], Mapping[str, str]]


def add_secret_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--secret-stdin",
        action="store_true",
        help="read the credential from stdin: its text, or a JSON object of fields; without it a terminal is asked",
    )


@contextmanager
def credentials(context: Context) -> Iterator[Ask]:
    """Who is asked for credentials while something is added. Without a keyring it says which variables can hold them."""
    args = context.args
    if args.secret_stdin and args.file == "-":
        raise ConfigError(
            "Stdin cannot be both the document and the credential.",
            kept="Nothing was changed.",
            hint="Put the document into a file.",
        )
    variables: list[str] = []
    try:
        yield _from_stdin(variables, bool(args.file)) if args.secret_stdin else from_terminal(context)
    except SecretsError as error:
        if not variables:
            raise
        raise SecretsError(
            error.message,
            kept="Nothing was changed.",
            hint="Unlock or start a keyring; or add it without --secret-stdin, and where syncs run set "
            f"{' and '.join(variables)}.",
        ) from error


def _from_stdin(variables: list[str], of_many: bool) -> Ask:
    """The credential that stdin holds, for the first that takes one. Notes the variables that can hold it instead."""
    taken: list[str] = []

    def ask(thing: Thing, type_: Type, is_new: bool) -> Mapping[str, str]:
        if of_many and not type_.secret_fields:
            return {}
        if taken:
            raise ConfigError(
                "--secret-stdin gives one credential; the document asks for more.",
                kept="Nothing was changed.",
                hint="Add them one by one.",
            )
        taken.append(thing.name)
        secrets = secrets_from(sys.stdin.read(), type_)
        variables.extend(variable(thing.name, field) for field in secrets)
        return secrets

    return ask


def secrets_from(text: str, type_: Type) -> dict[str, str]:
    """Credential fields from a JSON object of texts, or from plain text: that is the only field, the only required one, or
    the first where none is required. Never quotes it in an error."""
    text = text.strip("\r\n")
    fields = [f.name for f in type_.secret_fields]
    valid = f"Fields: {', '.join(fields)}." if fields else "This type takes no credential."
    kept = "Nothing was changed."
    if not text:
        raise ConfigError("Stdin held no credential.", kept=kept, hint=valid)
    parsed: Any = None
    if text.lstrip().startswith("{"):
        try:
            parsed = json.loads(text)
        except ValueError as error:
            if len(fields) != 1:
                raise ConfigError("The credential on stdin is not a JSON object.", kept=kept, hint=valid) from error
    if isinstance(parsed, dict):
        if not all(isinstance(value, str) for value in parsed.values()):
            raise ConfigError("Each credential field on stdin has to be a text.", kept=kept, hint=valid)
        return parsed
    required = [f.name for f in type_.secret_fields if f.required]
    if not fields or len(required) > 1:
        raise ConfigError("Give the credential on stdin as a JSON object of fields.", kept=kept, hint=valid)
    return {(required or fields)[0]: text}


def from_terminal(context: Context) -> Ask:
    """Asks for what a new destination requires, if somebody sits at the terminal."""

    def ask(thing: Thing, type_: Type, is_new: bool) -> Mapping[str, str]:
        needed = [f for f in type_.secret_fields if f.required and not os.environ.get(variable(thing.name, f.name))]
        if not needed or not is_new:
            return {}
        if not sys.stdin.isatty() or context.args.file == "-":
            names = " and ".join(variable(thing.name, f.name) for f in needed)
            context.out.note(f"“{thing.name}” has no credential yet: add it again with --secret-stdin, or set {names}.")
            return {}
        return {f.name: getpass.getpass(f"{f.label} for “{thing.name}”: ", sys.stderr) for f in needed}

    return ask


def variable(name: str, field: str) -> str:
    """The environment variable that holds a credential field where there is no keyring."""
    parts = (re.sub(r"[^A-Z0-9]", "_", part.upper()) for part in (name, field))
    return "CENSUS_DESKTOP_SECRET__" + "__".join(parts)

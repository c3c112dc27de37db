"""destinations: connections to the tools that records go to. Credentials never come from an argument or a document."""

from __future__ import annotations

import getpass
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import (
    add_config_arguments,
    add_from_flags,
    item_from_flags,
    known_item,
    require_name,
    show_changes,
)
from census_desktop.cli.context import Context
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import ConfigError, SecretsError
from census_desktop.domain.model import Connection

if TYPE_CHECKING:
    from census_desktop.domain.manifest import Manifest


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("destinations", help_)
    verbs.add("list", list_, "list the connections")
    verbs.add("types", types, "list what can be connected, with the settings of each")
    add_ = verbs.add("add", add, "add or change a connection; a credential goes to the keyring")
    add_config_arguments(add_, None)
    add_.add_argument(
        "--secret-stdin",
        action="store_true",
        help="read the credential from stdin: its text, or a JSON object of fields; without it a terminal is asked",
    )
    test_ = verbs.add("test", test, "check that a destination answers and takes the credential")
    test_.add_argument("destination", metavar="DESTINATION", help="name or id")


def list_(context: Context) -> int:
    app = context.app
    connections = app.destinations.all()
    syncs = Counter(s.connection_id for s in app.syncs.all())
    context.out.result(
        lambda: [shapes.destination(c, syncs[c.id]) for c in connections],
        lambda: context.out.table(
            ("NAME", "TYPE", "ENVIRONMENT", "SYNCS", "TESTED", "RESULT"),
            [(c.name, c.type, c.environment, syncs[c.id], c.tested_at, _tested(c)) for c in connections],
            empty="There is no destination yet. See what there is with: census-desktop destinations types",
        ),
    )
    return 0


def _tested(connection: Connection) -> str:
    if connection.test_ok is None:
        return "not tested"
    return "works" if connection.test_ok else f"failed: {connection.test_message}"


def types(context: Context) -> int:
    manifests = context.app.destinations.types()
    context.out.result(lambda: [shapes.destination_type(m) for m in manifests], lambda: _types(context, manifests))
    return 0


def _types(context: Context, manifests: tuple[Manifest, ...]) -> None:
    for number, manifest in enumerate(manifests):
        if number:
            context.out.text()
        context.out.text(f"{manifest.type}: {manifest.title}. {manifest.summary}")
        rows = []
        for field in manifest.config:
            given = "credential" if field.secret else field.kind
            default = "" if field.default is None else f" Default: {json.dumps(field.default, ensure_ascii=False)}."
            choices = f" One of {', '.join(field.choices)}." if field.choices else ""
            rows.append(
                (f"  {field.name}", given, "required" if field.required else "", f"{field.help}{choices}{default}".strip())
            )
        context.out.table(("  SETTING", "KIND", "", "MEANING"), rows, empty="  It has no settings.")


def add(context: Context) -> int:
    args, app = context.args, context.app
    require_name(args)
    if args.secret_stdin and args.file == "-":
        raise ConfigError(
            "Stdin cannot be both the document and the credential.",
            kept="Nothing was changed.",
            hint="Put the document into a file.",
        )
    variables: list[str] = []
    ask = _from_stdin(variables) if args.secret_stdin else from_terminal(context)
    try:
        if args.file:
            text, base = context.document(args.file)
            show_changes(context, app.document.add("destinations", text, base, ask))
            return 0
        known = known_item(context, app.catalog.find(Connection, args.name))
        item = item_from_flags(args, app.destinations.manifest(args.type).config, known)
        return add_from_flags(context, "destinations", item, ask)
    except SecretsError as error:
        if not variables:
            raise
        raise SecretsError(
            error.message,
            kept="Nothing was changed.",
            hint="Unlock or start a keyring; or add it without --secret-stdin, and where syncs run set "
            f"{' and '.join(variables)}.",
        ) from error


Ask = Callable[["Connection", "Manifest", bool], Mapping[str, str]]


def _from_stdin(variables: list[str]) -> Ask:
    """The credential that stdin holds, for one destination. Notes the variables that can hold it instead."""
    taken: list[str] = []

    def ask(connection: Connection, manifest: Manifest, is_new: bool) -> Mapping[str, str]:
        if taken:
            raise ConfigError(
                "--secret-stdin gives the credential of one destination; the document has more.",
                kept="Nothing was changed.",
                hint="Add them one by one.",
            )
        taken.append(connection.name)
        secrets = secrets_from(sys.stdin.read(), manifest)
        variables.extend(variable(connection.name, field) for field in secrets)
        return secrets

    return ask


def secrets_from(text: str, manifest: Manifest) -> dict[str, str]:
    """Credential fields from a JSON object of texts, or from plain text: that is the only field, the only required one, or
    the first where none is required. Never quotes it in an error."""
    text = text.strip("\r\n")
    fields = [f.name for f in manifest.secret_fields]
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
    required = [f.name for f in manifest.secret_fields if f.required]
    if not fields or len(required) > 1:
        raise ConfigError("Give the credential on stdin as a JSON object of fields.", kept=kept, hint=valid)
    return {(required or fields)[0]: text}


def from_terminal(context: Context) -> Ask:
    """Asks for what a new destination requires, if somebody sits at the terminal."""

    def ask(connection: Connection, manifest: Manifest, is_new: bool) -> Mapping[str, str]:
        needed = [f for f in manifest.secret_fields if f.required and not os.environ.get(variable(connection.name, f.name))]
        if not needed or not is_new:
            return {}
        if not sys.stdin.isatty() or context.args.file == "-":
            names = " and ".join(variable(connection.name, f.name) for f in needed)
            context.out.note(f"“{connection.name}” has no credential yet: add it again with --secret-stdin, or set {names}.")
            return {}
        return {f.name: getpass.getpass(f"{f.label} for “{connection.name}”: ", sys.stderr) for f in needed}

    return ask


def variable(connection: str, field: str) -> str:
    """The environment variable that holds a credential field where there is no keyring."""
    parts = (re.sub(r"[^A-Z0-9]", "_", part.upper()) for part in (connection, field))
    return "CENSUS_DESKTOP_SECRET__" + "__".join(parts)


def test(context: Context) -> int:
    app = context.app
    connection = app.destinations.get(context.args.destination)
    message = in_worker(context, lambda cancel: app.destinations.test(connection))
    context.out.result(
        lambda: {"destination": connection.name, "ok": True, "message": message},
        lambda: context.out.text(f"{connection.name}: {message}"),
    )
    return 0

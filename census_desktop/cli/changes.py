"""What `add` and `import` take and say."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.cli.context import Context
from census_desktop.cli.output import printable
from census_desktop.domain.errors import ConfigError, DocumentError, SourceError

if TYPE_CHECKING:
    from census_desktop.domain.document import Thing
    from census_desktop.domain.manifest import ConfigField
    from census_desktop.domain.rows import ImportChange
    from census_desktop.usecases.document import AskCredentials


def show_changes(context: Context, changes: Sequence[ImportChange], *, dry_run: bool = False) -> None:
    from census_desktop.cli import shapes

    context.out.result(lambda: [shapes.imported(c) for c in changes], lambda: _lines(context, changes, dry_run))


def _lines(context: Context, changes: Sequence[ImportChange], dry_run: bool) -> None:
    """What is new or different, line by line; what stays as it is, as a number."""
    for change in changes:
        if change.action != "unchanged":
            would = "would be " if dry_run else ""
            detail = f": {change.detail}" if change.detail else ""
            context.out.text(f"{change.kind} “{printable(change.name)}” {would}{change.action}{detail}")
    tally = Counter(change.action for change in changes)
    parts = [f"{tally[action]:,} {action}" for action in ("created", "updated", "unchanged") if tally[action]]
    context.out.text(f"{', '.join(parts) or 'The document names nothing'}.")
    if dry_run:
        context.out.note("This was a dry run: nothing was changed.")


def add_from_file(context: Context, kind: str) -> int:
    """`add --file` for kinds without flags of their own."""
    text, base = context.document(context.args.file)
    show_changes(context, context.app.document.add(kind, text, base))
    return 0


def add_from_flags(context: Context, kind: str, item: dict[str, Any], ask: AskCredentials | None = None) -> int:
    """`add` without a file: what is wrong is named as the flags have it, without its place in a document."""
    place = f"{kind}[0]"
    try:
        changes = context.app.document.add_item(kind, item, Path.cwd(), ask)
    except DocumentError as error:
        raise ConfigError(error.message.removeprefix(place).lstrip(".: "), kept=error.kept, hint=error.hint) from error
    except SourceError as error:
        raise SourceError(error.message.removeprefix(place).lstrip(": "), kept=error.kept, hint=error.hint) from error
    show_changes(context, changes)
    return 0


def known_item(context: Context, thing: Thing | None) -> dict[str, Any]:
    """What flags change, if it is there already: they leave alone what they do not name."""
    return dict(context.app.document.item(thing)) if thing else {}


def add_config_arguments(parser: argparse.ArgumentParser, default_type: str | None) -> None:
    """--name, --type and --config, for adding a connection without a file."""
    parser.add_argument("--file", metavar="FILE", help="take it from a document in YAML or JSON; - is stdin")
    parser.add_argument("--name", help="its name, if there is no file")
    parser.add_argument("--type", default=default_type, help="its type" + (f" (else {default_type})" if default_type else ""))
    parser.add_argument(
        "--config", metavar="KEY=VALUE", action="append", default=[], help="one setting; can be given more than once"
    )


def item_from_flags(args: argparse.Namespace, fields: Sequence[ConfigField], item: dict[str, Any]) -> dict[str, Any]:
    """The document's item that the flags describe, on top of the one that is known."""
    known = {field.name: field for field in fields}
    config: dict[str, Any] = dict(item.get("config") or {})
    for pair in args.config:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ConfigError(
                f"--config takes KEY=VALUE, not “{pair[:40]}”.",
                kept="Nothing was changed.",
                hint=f"Keys: {', '.join(known)}.",
            )
        config[name] = _typed(value, known[name].kind if name in known else "text")
    return {**item, "name": args.name, "type": args.type, "config": config}


def _typed(value: str, kind: str) -> Any:
    """A setting's text as its type; what does not fit stays text and is refused with the setting's name later."""
    if kind == "boolean" and value.lower() in ("true", "yes", "false", "no"):
        return value.lower() in ("true", "yes")
    if kind in ("number", "pairs"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def setting_rows(fields: Sequence[ConfigField]) -> list[tuple[str, str, str, str]]:
    """(setting, kind, whether it is required, meaning) of each field of a type."""
    rows = []
    for field in fields:
        given = "credential" if field.secret else field.kind
        default = "" if field.default is None else f" Default: {json.dumps(field.default, ensure_ascii=False)}."
        choices = f" One of {', '.join(field.choices)}." if field.choices else ""
        meaning = f"{field.help}{choices}{default}".strip()
        rows.append((f"  {field.name}", given, "required" if field.required else "", meaning))
    return rows


def require_name(args: argparse.Namespace) -> None:
    if args.file and (args.name or args.config):
        raise ConfigError("Give either --file or --name with its settings, not both.", kept="Nothing was changed.")
    if not args.file and not (args.name and args.type):
        raise ConfigError("Give --file FILE, or --name and --type.", kept="Nothing was changed.")

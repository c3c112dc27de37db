"""import: take a workspace document in."""

from __future__ import annotations

from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import show_changes
from census_desktop.cli.context import Context
from census_desktop.cli.merging import add_conflict_argument, show_review, take
from census_desktop.domain.errors import ConfigError


def register(commands: Commands, help_: str) -> None:
    import__ = commands.add("import", import_, help_)
    import__.add_argument("file", metavar="FILE", help="a document in YAML or JSON; - is stdin")
    import__.add_argument("--dry-run", action="store_true", help="check everything and say what would change")
    import__.add_argument(
        "--merge", action="store_true", help="keep what only this workspace changed since the last export or import"
    )
    add_conflict_argument(import__)


def import_(context: Context) -> int:
    if context.args.merge:
        return _merge(context)
    text, base = context.document(context.args.file)
    dry_run = context.args.dry_run
    changes = context.app.document.import_(text, base, dry_run)
    if not dry_run:
        context.app.sharing.took(text)
    show_changes(context, changes, dry_run=dry_run)
    return 0


def _merge(context: Context) -> int:
    if context.args.file == "-":
        raise ConfigError("--merge needs a file.", kept="Nothing was changed.", hint="Save it into a file first.")
    review = context.app.sharing.review(Path(context.args.file))
    if context.args.dry_run:
        show_review(context, review)
        return 0
    return take(context, review)

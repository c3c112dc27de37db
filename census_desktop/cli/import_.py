"""import: take a workspace document in."""

from __future__ import annotations

from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import show_changes
from census_desktop.cli.context import Context


def register(commands: Commands, help_: str) -> None:
    import__ = commands.add("import", import_, help_)
    import__.add_argument("file", metavar="FILE", help="a document in YAML or JSON; - is stdin")
    import__.add_argument("--dry-run", action="store_true", help="check everything and say what would change")


def import_(context: Context) -> int:
    text, base = context.document(context.args.file)
    dry_run = context.args.dry_run
    show_changes(context, context.app.document.import_(text, base, dry_run), dry_run=dry_run)
    return 0

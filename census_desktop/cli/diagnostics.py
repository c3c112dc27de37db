"""diagnostics: a file for a report of a problem, without personal data."""

from __future__ import annotations

from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context


def register(commands: Commands, help_: str) -> None:
    diagnostics_ = commands.add("diagnostics", diagnostics, help_)
    diagnostics_.add_argument("file", metavar="FILE", nargs="?", default=".", help="the zip file, or a folder (else here)")


def diagnostics(context: Context) -> int:
    path = context.app.diagnostics.bundle(Path(context.args.file))

    def human() -> None:
        context.out.text(str(path))
        context.out.note("It is plain text in a zip file: look through it before you send it to anybody.")

    context.out.result(lambda: {"file": str(path)}, human)
    return 0

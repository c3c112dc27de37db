"""backups: which there are, one more, and back to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.output import printable

if TYPE_CHECKING:
    from census_desktop.usecases.backups import Backup


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("backups", help_)
    verbs.add("list", list_, "list the backups, newest first; each is opened and checked")
    make_ = verbs.add("make", make, "make a backup now; the newest seven are kept")
    make_.add_argument("--to", metavar="FOLDER", type=Path, help="into this folder instead, once")
    restore_ = verbs.add("restore", restore, "go back to a backup; the present file is kept beside it, schedules are off then")
    restore_.add_argument("backup", metavar="BACKUP", help="its name, or the path of a copy elsewhere")
    folder_ = verbs.add("folder", folder, "show or set a second folder where every backup is copied to")
    folder_.add_argument("folder", metavar="FOLDER", nargs="?", help="the folder; none to stop")


def list_(context: Context) -> int:
    backups = _backups(context)
    found = [(one, backups.fault(one.name)) for one in backups.all()]
    context.out.result(
        lambda: [{**_shape(one), "fault": fault or None} for one, fault in found],
        lambda: context.out.table(
            ("BACKUP", "MADE", "BYTES", "CHECKED"),
            [(one.name, one.made_at, one.size, printable(fault) or "whole") for one, fault in found],
            empty="There is no backup yet.",
        ),
    )
    return 0


def make(context: Context) -> int:
    if context.args.to is not None:
        copy = context.app.backups.make_in(context.args.to.expanduser())
        context.out.result(lambda: {"file": str(copy)}, lambda: context.out.text(str(copy)))
        return 0
    made = context.app.backups.make()
    context.out.result(lambda: _shape(made), lambda: context.out.text(made.name))
    return 0


def restore(context: Context) -> int:
    restored = _backups(context).restore(context.args.backup)
    facts = restored.facts

    def human() -> None:
        context.out.text(f"Restored {printable(context.args.backup)}.")
        if restored.replaced:
            context.out.note(f"What was there is kept in {restored.replaced}.")
        if facts.ahead:
            context.out.note(
                f"{len(facts.ahead)} syncs ran since the backup: destinations hold newer data, and the next runs know it."
            )
        if facts.begin_anew:
            context.out.note(f"{len(facts.begin_anew)} syncs send everything again with their next run.")
        if facts.unknown:
            context.out.note(
                f"{len(facts.unknown)} syncs were made since the backup and are gone: what they sent stays where it is."
            )
        context.out.note("Schedules are off until you turn them on: census-desktop syncs schedules on")

    replaced = str(restored.replaced) if restored.replaced else None
    told = {
        "replaced": replaced,
        "ahead": list(facts.ahead),
        "begin_anew": list(facts.begin_anew),
        "unknown": list(facts.unknown),
    }
    context.out.result(lambda: told, human)
    return 0


def folder(context: Context) -> int:
    backups, wanted = context.app.backups, context.args.folder
    if wanted is not None:
        backups.set_folder(None if wanted == "none" else Path(wanted).expanduser())
    now = backups.folder
    context.out.result(
        lambda: {"folder": now or None},
        lambda: context.out.text(printable(now) if now else "Backups stay in the workspace folder."),
    )
    return 0


def _backups(context: Context) -> Any:
    """Without opening the workspace: it may be damaged, and restoring needs it closed."""
    from census_desktop.bootstrap import begin_workspace

    return begin_workspace(context.root).backups


def _shape(one: Backup) -> dict[str, Any]:
    return {"name": one.name, "made_at": shapes.moment(one.made_at), "size": one.size}

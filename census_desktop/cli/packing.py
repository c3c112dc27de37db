"""pack and unpack: a workspace as one file, to go on with it on another computer."""

from __future__ import annotations

from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.output import printable
from census_desktop.cli.waiting import in_worker


def register(commands: Commands, help_: str) -> None:
    if help_.startswith("write"):
        pack_ = commands.add("pack", pack, help_)
        pack_.add_argument("file", metavar="FILE", help="the zip file to write")
        return
    unpack_ = commands.add("unpack", unpack, help_)
    unpack_.add_argument("file", metavar="FILE", help="a file that pack wrote")
    unpack_.add_argument("folder", metavar="FOLDER", type=Path, help="the new workspace folder")


def pack(context: Context) -> int:
    app, target = context.app, Path(context.args.file)
    made = in_worker(context, lambda cancel: app.packing.pack(target, cancel))

    def human() -> None:
        context.out.text(str(made.file))
        context.out.note(f"{made.files:,} files, {made.size:,} bytes. Credentials are not in it; keep it as safe as the data.")
        if made.outside:
            names = ", ".join(f"“{printable(name)}”" for name in made.outside)
            context.out.note(f"Files of {names} lie outside the workspace folder and are not in it.")

    context.out.result(
        lambda: {"file": str(made.file), "files": made.files, "size": made.size, "outside": list(made.outside)}, human
    )
    return 0


def unpack(context: Context) -> int:
    from census_desktop.domain.ports import SystemClock
    from census_desktop.usecases import packing

    args = context.args
    made = in_worker(
        context, lambda cancel: packing.unpack(Path(args.file).expanduser(), args.folder, SystemClock(), cancel=cancel)
    )

    def human() -> None:
        context.out.text(str(made.folder))
        context.out.note("Schedules are off there. Give credentials anew, then: census-desktop syncs schedules on")
        context.out.note("Turn schedules off on the other computer, so that syncs do not run twice.")

    context.out.result(lambda: {"folder": str(made.folder), "name": made.name, "outside": list(made.outside)}, human)
    return 0

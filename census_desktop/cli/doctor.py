"""doctor: is everything in order that the program stands on, and what a report of a problem needs to say of this computer."""

from __future__ import annotations

import platform
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from census_desktop import __version__
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, FAILED
from census_desktop.cli.output import printable
from census_desktop.paths import log_folder
from census_desktop.usecases.diagnostics import PACKAGES, version_of

if TYPE_CHECKING:
    from census_desktop.usecases.checkup import Finding


def register(commands: Commands, help_: str) -> None:
    doctor_ = commands.add("doctor", doctor, help_)
    doctor_.add_argument(
        "--online",
        metavar="ADDRESS",
        nargs="?",
        const="",
        help="ask a server too, for network and clock (https://www.example.com/ unless another is given)",
    )


def doctor(context: Context) -> int:
    """Exit code 1 if something is wrong; warnings and notes are none."""
    from census_desktop.usecases.checkup import CLOCK_ADDRESS, Standing

    app = context.app
    online = "" if context.args.online is None else context.args.online or CLOCK_ADDRESS
    findings = [*app.checkup.look(online=online), *_window(context)]
    facts = {
        "version": __version__,
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "workspace": str(app.paths.root),
        "log": str(log_folder()),
        "keyring": next(f.found for f in findings if f.id == "keyring"),
    }
    store = app.store.diagnostics()
    packages = {package: version_of(package) for package in PACKAGES}

    def human() -> None:
        for finding in findings:
            context.out.text(f"{_WORDS[finding.standing.value]:<13} {finding.title:<25} {printable(finding.found)}")
            if finding.advice:
                context.out.text(f"{'':<39} {printable(finding.advice)}")
        context.out.text("")
        context.out.facts([*((k.capitalize(), v) for k, v in facts.items()), *store.items(), *packages.items()])

    context.out.result(lambda: {**facts, "checks": [asdict(f) for f in findings], "store": store, "packages": packages}, human)
    return FAILED if any(f.standing is Standing.WRONG for f in findings) else DONE


_WORDS = {"ok": "in order", "note": "note", "warning": "look at this", "wrong": "WRONG"}


def _window(context: Context) -> list[Finding]:
    from census_desktop.usecases.checkup import window_finding

    return [window_finding(*context.window_state())] if context.window_state is not None else []

"""doctor: what a report of a problem needs to say about this computer."""

from __future__ import annotations

import platform
import sys

from census_desktop import __version__
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.paths import log_folder
from census_desktop.usecases.diagnostics import PACKAGES, version_of


def register(commands: Commands, help_: str) -> None:
    commands.add("doctor", doctor, help_)


def doctor(context: Context) -> int:
    app = context.app
    facts = {
        "version": __version__,
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "workspace": str(app.paths.root),
        "log": str(log_folder()),
        "keyring": app.destinations.keyring_state(),
    }
    store = app.store.diagnostics()
    packages = {package: version_of(package) for package in PACKAGES}
    context.out.result(
        lambda: {**facts, "store": store, "packages": packages},
        lambda: context.out.facts([*((k.capitalize(), v) for k, v in facts.items()), *store.items(), *packages.items()]),
    )
    return 0

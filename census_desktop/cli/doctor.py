"""doctor: what a report of a problem needs to say about this computer."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from census_desktop import __version__
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.paths import log_folder

_PARTS = ("PySide6-Essentials", "SQLAlchemy", "duckdb", "ibis-framework", "pyarrow", "requests", "keyring")


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
    packages = {part: _version(part) for part in _PARTS}
    context.out.result(
        lambda: {**facts, "store": store, "packages": packages},
        lambda: context.out.facts([*((k.capitalize(), v) for k, v in facts.items()), *store.items(), *packages.items()]),
    )
    return 0


def _version(part: str) -> str:
    try:
        return metadata.version(part)
    except metadata.PackageNotFoundError:
        return "not installed"

"""selftest: does everything that this installation is made of work here? For packages, and for a report of a problem.

It works in a folder of its own that is thrown away, needs no network and no credential, and touches no workspace. What can
bring a process down, the window's libraries, is tried in a process of its own.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, FAILED
from census_desktop.cli.output import printable
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import RunStatus

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

WINDOW_SECONDS = 120
_MODULES = ("psycopg", "pymysql", "pyodbc", "botocore", "paramiko", "cryptography")
_CUSTOMERS = "id,email,country\n1,anna@example.com,DE\n2,ben@example.com,FR\n3,clara@example.org,DE\n"
_DOCUMENT = """\
version: 1
sources: [{name: Files, type: files, config: {path: .}}]
datasets: [{name: Customers, source: Files, table: customers.csv, type: person, unique_identifier: id, email: email}]
segments: [{name: Germans, dataset: Customers, where: {all: [{column: country, op: is, value: DE}]}}]
destinations:
  - {name: Folder, type: folder, config: {path: ./out, format: csv}}
  - {name: Rehearsal, type: rehearsal, config: {imitates: Mail tool}}
syncs:
  - name: To a folder
    source: {dataset: Customers}
    destination: Folder
    object: customers
    operation: mirror
    sync_key: {column: id, field: id}
    mappings: [{field: mail, template: "{{ record.email | upcase }}"}]
  - name: To a rehearsal
    source: {segment: Germans}
    destination: Rehearsal
    object: contacts
    operation: upsert
    sync_key: {column: email, field: email}
    mappings: [{field: country, column: country}]
"""


class Failed(Exception):
    """A part that does not work; the text says why."""


def register(commands: Commands, help_: str) -> None:
    selftest_ = commands.add("selftest", selftest, help_)
    selftest_.add_argument("--without-window", action="store_true", help="leave the window's libraries out")
    selftest_.add_argument("--window-only", action="store_true", help="try the window alone, in this process")


def selftest(context: Context) -> int:
    """Every part is tried, whatever became of those before it. Exit code 1 if one failed."""
    if context.args.window_only:
        if context.check_window is None:
            raise CensusError("There is no window here.")
        try:
            context.out.text(context.check_window(context.root))
        except Exception as error:
            raise CensusError(f"{type(error).__name__}: {error}") from error
        return DONE
    parts: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="census-desktop-selftest-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        from census_desktop.bootstrap import open_workspace

        def tried(part: str, do: Callable[[], str]) -> None:
            begun = time.monotonic()
            try:
                ok, text = True, do()
            except CensusError as error:
                ok, text = False, error.message
            except Exception as error:  # noqa: BLE001 -- of every part it is told how it failed
                ok, text = False, str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
            parts.append({"part": part, "ok": ok, "text": text, "seconds": round(time.monotonic() - begun, 2)})
            if not context.out.as_json:
                context.out.text(f"{'ok    ' if ok else 'FAILED'}  {part}: {printable(text)}")

        apps: list[App] = []
        tried("workspace", lambda: _workspace(apps, lambda: open_workspace(home / "workspace"), home))
        if apps:
            app = apps[0]
            try:
                tried("destinations", lambda: f"{len(app.destinations.types())} types")
                tried("drivers", lambda: _drivers(app))
                tried("document", lambda: f"{len(app.document.import_(_DOCUMENT, home))} things taken in")
                tried("segment", lambda: _segment(app))
                tried("run to a folder", lambda: _run(app, "To a folder", 3))
                tried("run to a rehearsal", lambda: _run(app, "To a rehearsal", 2))
                tried("keyring", app.destinations.keyring_state)
            finally:
                app.close()
        if not context.args.without_window:
            tried("window", _window)
    failed = [part for part in parts if not part["ok"]]
    context.out.result(
        lambda: {"ok": not failed, "parts": parts},
        lambda: context.out.text(f"{len(failed)} of {len(parts)} parts failed" if failed else "Everything works"),
    )
    return FAILED if failed else DONE


def _workspace(apps: list[App], open_: Callable[[], App], home: Path) -> str:
    (home / "customers.csv").write_text(_CUSTOMERS, encoding="utf-8")
    app = open_()
    apps.append(app)
    return f"SQLite {app.store.diagnostics()['SQLite']}"


def _drivers(app: App) -> str:
    """What the destinations and sources of optional packages are made of, as far as it is installed."""
    import ssl

    found = [name for name in _MODULES if importlib.util.find_spec(name)]
    for name in found:
        importlib.import_module(name)
    if "botocore" in found:
        _s3_client().close()
    if "psycopg" in found:
        importlib.import_module("psycopg").Connection  # noqa: B018 -- its own library is loaded with it
    authorities = ssl.create_default_context(cafile=importlib.import_module("requests.certs").where()).cert_store_stats()
    if not authorities["x509_ca"]:
        raise Failed("No certificate authorities are here to check servers by.")
    engines = [type_ for type_ in app.sources.types() if not app.sources.missing_extra(type_)]
    return f"{', '.join(found) or 'none'}; sources {', '.join(engines)}; {authorities['x509_ca']} certificate authorities"


def _s3_client() -> Any:
    """Made of data files that a package may lack; nothing is asked of a server."""
    session = importlib.import_module("botocore.session").Session()
    return session.create_client("s3", "eu-central-1", aws_access_key_id="none", aws_secret_access_key="none")  # noqa: S106


def _segment(app: App) -> str:
    counted = app.segments.count(app.segments.get("Germans"))
    if (counted.count, counted.of) != (2, 3):
        raise Failed(f"{counted.count} of {counted.of} instead of 2 of 3")
    return f"2 of 3 records, in {counted.engine}"


def _run(app: App, sync: str, updated: int) -> str:
    run = app.runs.run(app.syncs.get(sync).id)
    if run.status is not RunStatus.COMPLETED or run.counts.updated != updated:
        raise Failed(run.error or f"{run.status.value}, {run.counts.updated} of {updated} records")
    return f"{updated} records"


def _window() -> str:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "census_desktop"]
    with tempfile.TemporaryDirectory(prefix="census-desktop-selftest-", ignore_cleanup_errors=True) as name:
        done = subprocess.run(
            [*program, "selftest", "--window-only", "--workspace", name],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=WINDOW_SECONDS, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Failed(" ".join(done.stderr.split()) or f"its process ended with {done.returncode}")
    return done.stdout.strip()

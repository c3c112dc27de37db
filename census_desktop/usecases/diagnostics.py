"""A file for a report of a problem: versions, counts, how the last runs ended and the log, and nothing of a person.

What goes in is listed here field by field. Names that somebody gave, addresses, values, error texts and settings of
connections are not among it, and the log passes the redactor once more, which knows all names of the workspace.
"""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from census_desktop import __version__
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Connection, Dataset, Run, Segment, Source, Sync
from census_desktop.domain.ports import Catalog, Clock, Ledger
from census_desktop.domain.redaction import redact, redact_line
from census_desktop.domain.rows import RunFilter
from census_desktop.logs import log_files
from census_desktop.paths import WorkspacePaths, log_folder, written_whole
from census_desktop.usecases.destinations import Destinations

LAST_RUNS = 50
MOST_LOG_BYTES = 2_000_000
"""Of each log file, its end."""

PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "duckdb", "ibis-framework", "pyarrow", "requests", "keyring")

_FOLDERS = ("plans", "state", "backups", "calls", "unsent", "scratch")
_STORE_FACTS = ("SQLite", "Journal mode", "File size", "Schema revision", "Writers of several processes", "Newest backup")
_LINE_FACTS = frozenset({"at", "level", "room", "event"})

ABOUT = """\
This file was made by Census Desktop for a report of a problem. It holds versions, counts, how the last runs ended, and the
program's log. It holds no credentials, no values of records, and no names of segments, syncs, columns, files or hosts.
It is plain text: look through it before you send it to anybody.
"""


class Diagnostics:
    """Every method may wait on disk: not for the GUI thread."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        destinations: Destinations,
        store_facts: Callable[[], Mapping[str, str]],
        paths: WorkspacePaths,
        clock: Clock,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._destinations = destinations
        self._store_facts = store_facts
        self._paths = paths
        self._clock = clock

    def bundle(self, path: Path) -> Path:
        """Write the file and say where it is; in a folder, it gets a name of its own. The file appears when it is whole."""
        import zipfile

        now = self._clock.now()
        path = path.expanduser().absolute()
        if path.is_dir():
            path = path / f"census-desktop-diagnostics-{now.astimezone(UTC):%Y%m%d-%H%M%S}.zip"
        with written_whole(path) as partial, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("README.txt", ABOUT)
            for name, facts in (("about", self.about()), ("workspace", self._workspace()), ("runs", self._runs())):
                file.writestr(f"{name}.json", json.dumps(facts, indent=2, ensure_ascii=False))
            names = self._names()
            for log in log_files(log_folder()):
                file.writestr(f"logs/{log.name}", "".join(_redacted(log, names)))
        return path

    def about(self) -> dict[str, Any]:
        """This computer and this program."""
        store = self._store_facts()
        return {
            "made_at": self._clock.now().isoformat(),
            "program": __version__,
            "frozen": bool(getattr(sys, "frozen", False)),
            "python": sys.version.split()[0],
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "window": "PySide6" in sys.modules,
            "packages": {package: version_of(package) for package in PACKAGES},
            "store": {name: store[name] for name in _STORE_FACTS if name in store},
            "place": "a local folder" if store.get("Place") == "a local folder" else "a folder that is warned of",
            "keyring": redact(self._destinations.keyring_state()),
            "free_bytes": shutil.disk_usage(self._paths.root).free,
        }

    def _workspace(self) -> dict[str, Any]:
        connections, syncs = self._catalog.all(Connection), self._catalog.all(Sync)
        datasets, segments = self._catalog.all(Dataset), self._catalog.all(Segment)
        manifests = self._manifests({c.type for c in connections})
        return {
            "settings": {"schedules": self._catalog.setting("schedules") or "on"},
            "sources": Counter(s.type for s in self._catalog.all(Source)),
            "datasets": {"count": len(datasets), "columns": sorted(len(d.columns) for d in datasets)},
            "segments": {"count": len(segments), "sizes": sorted(s.size for s in segments if s.size is not None)},
            "connections": Counter(c.type for c in connections),
            "destinations": {
                type_: {"limits": asdict(m.limits), "payload": m.payload, "objects": len(m.objects)}
                for type_, m in manifests.items()
            },
            "syncs": [
                {
                    "id": s.id,
                    "destination": next((c.type for c in connections if c.id == s.connection_id), ""),
                    "operation": s.operation.value,
                    "removal": s.removal.value,
                    "status": s.status.value,
                    "schedule": s.schedule.kind,
                    "mappings": Counter(m.kind.value for m in s.mappings),
                }
                for s in syncs
            ],
            "bytes": {name: _size(self._paths.root / name) for name in _FOLDERS},
        }

    def _manifests(self, types: Iterable[str]) -> dict[str, Manifest]:
        """Those that can be had: an added type that is broken or gone may be what the report is about."""
        found: dict[str, Manifest] = {}
        for type_ in sorted(types):
            with suppress(ConfigError):
                found[type_] = self._destinations.manifest(type_)
        return found

    def _runs(self) -> list[dict[str, Any]]:
        return [self._run(run) for run in self._ledger.runs(RunFilter(limit=LAST_RUNS))]

    def _run(self, run: Run) -> dict[str, Any]:
        took = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else None
        return {
            "id": run.id,
            "sync": run.sync_id,
            "status": run.status.value,
            "trigger": run.trigger.value,
            "held": bool(run.held),
            "undo_of": run.undo_of or None,
            "counts": asdict(run.counts),
            "batches": Counter(batch.state for batch in self._ledger.batches(run.id)),
            "started_at": run.started_at.isoformat() if run.started_at else None,
            "seconds": took,
        }

    def _names(self) -> frozenset[str]:
        """Every name that somebody gave in this workspace, and hosts of its connections."""
        sources, connections = self._catalog.all(Source), self._catalog.all(Connection)
        datasets, syncs = self._catalog.all(Dataset), self._catalog.all(Sync)
        names = {source.name for source in sources} | {connection.name for connection in connections}
        names |= {segment.name for segment in self._catalog.all(Segment)}
        for dataset in datasets:
            names |= {dataset.name, dataset.table, *dataset.column_names}
        for sync in syncs:
            names |= {sync.name, sync.object, sync.audience, *(m.field for m in sync.mappings)}
        configs = [*(source.config for source in sources), *(connection.config for connection in connections)]
        for value in (value for config in configs for value in config.values()):
            if isinstance(value, str):
                names |= {value, urlsplit(value).hostname or "" if "://" in value else ""}
        return frozenset(names - {""})


def version_of(package: str) -> str:
    """The installed version of a package, in words where there is none."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0


def _redacted(log: Path, names: frozenset[str]) -> Iterator[str]:
    """The end of a log, line by line. A line that is no JSON is of the interpreter's own report of a crash."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - MOST_LOG_BYTES))
        data = file.read()
    for line in data.decode("utf-8", "replace").splitlines():
        try:
            facts = json.loads(line)
        except ValueError:
            yield redact_line(line, names) + "\n"
            continue
        if isinstance(facts, dict):
            yield json.dumps({key: _shown(key, value, names) for key, value in facts.items()}, ensure_ascii=False) + "\n"


def _shown(key: str, value: Any, names: frozenset[str]) -> Any:
    return redact_line(value, names) if isinstance(value, str) and key not in _LINE_FACTS else value

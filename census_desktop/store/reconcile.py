"""Making a ledger of before true again: the acknowledged state beside it is newer, and destinations do not go back in time.

A backup holds the workspace file alone; what destinations acknowledged stays on disk as it is. So the restored ledger takes the
state's own figures, does not take over old runs into a newer state, and forgets a state that was kept under a sync key which
the restored sync does not have. Schedules rest until a person turns them on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from census_desktop.paths import WorkspacePaths
from census_desktop.store.database import connect
from census_desktop.store.library import Library
from census_desktop.store.runrows import OUTDATED

STANDING = "standing"
"""The setting that says why schedules rest: JSON of reason, at, and what else is worth telling. "" once a person went on."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Syncs by id: `ahead` have sent since the backup, `unknown` are syncs at work since then that the backup has not."""

    ahead: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    begin_anew: tuple[str, ...] = ()
    """Their state was kept under another sync key, or is gone."""


def states_on_disk(paths: WorkspacePaths) -> Mapping[str, tuple[int, int]]:
    """(version, members) of every acknowledged state there is, by sync id."""
    found: dict[str, tuple[int, int]] = {}
    for file in sorted(paths.state.glob("*/state.json")):
        try:
            said = json.loads(file.read_text(encoding="utf-8"))
            found[file.parent.name] = int(said["version"]), int(said["members"])
        except (OSError, ValueError, KeyError, TypeError):  # told by the engine when that sync is planned
            continue
    return found


def sync_keys(file: Path, library: Library) -> Mapping[str, str]:
    """Under which column each sync's state is kept, as far as this workspace file can say; {} if it cannot be read."""
    if not file.is_file():
        return {}
    try:
        with closing(connect(file, library, mode="ro")) as sql:
            return {
                id_: f"{column} {field}" for id_, column, field in sql.execute("SELECT id, key_column, key_field FROM sync")
            }
    except library.module.Error:
        return {}


def reconcile(sql: Any, paths: WorkspacePaths, keys_now: Mapping[str, str]) -> Reconciled:
    """Fit a workspace file (a bare connection, inside a transaction) to the state on disk. `keys_now` are of `sync_keys` of
    the file that it takes the place of."""
    states = states_on_disk(paths)
    known = {id_: f"{column} {field}" for id_, column, field in sql.execute("SELECT id, key_column, key_field FROM sync")}
    told = dict(sql.execute("SELECT sync_id, version FROM sync_state"))
    ahead, anew = [], []
    for id_, key in known.items():
        version, members = states.get(id_, (0, 0))
        before = told.get(id_, 0)
        if before == OUTDATED:
            continue
        if version and keys_now.get(id_, key) != key:
            anew.append(id_)
            _put_state(sql, id_, OUTDATED, 0)
            _settle_runs(sql, id_, OUTDATED)
        elif version > before:
            ahead.append(id_)
            _put_state(sql, id_, version, members)
            _settle_runs(sql, id_, version)
        elif version < before:
            anew += [id_] if not version else []
            _put_state(sql, id_, version, members)
    return Reconciled(
        tuple(ahead), tuple(id_ for id_, (_, members) in states.items() if id_ not in known and members), tuple(anew)
    )


def rest(sql: Any, standing: Mapping[str, Any]) -> None:
    """Schedules off, and why."""
    for name, value in (("schedules", "off"), (STANDING, json.dumps(standing, ensure_ascii=False))):
        sql.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )


def _put_state(sql: Any, sync_id: str, version: int, members: int) -> None:
    sql.execute(
        "INSERT INTO sync_state (sync_id, version, members) VALUES (?, ?, ?) "
        "ON CONFLICT (sync_id) DO UPDATE SET version = excluded.version, members = excluded.members",
        (sync_id, version, members),
    )


def _settle_runs(sql: Any, sync_id: str, version: int) -> None:
    """What those runs had acknowledged is in the newer state already, or belongs to another key: never take it over again."""
    sql.execute("UPDATE run SET applied_version = ? WHERE sync_id = ? AND applied_version IS NULL", (version, sync_id))

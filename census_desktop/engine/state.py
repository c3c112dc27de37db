"""The acknowledged state of a sync: which keys the destination has, and with which payload.

A folder per sync: `state.json` names a Parquet base and small deltas, all immutable; a new state is new files and one
rename of `state.json`, so a crash leaves the old state whole and a reader never sees half of one. Columns: key (text),
hash (64 bits of MD5 of the payload), payload (JSON text, the before-image), removed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import StoreError
from census_desktop.engine.database import disk_errors, path_literal, scratch_database

MAX_DELTAS = 8
DELTA_SHARE = 0.2
_REMEMBERED_RUNS = 50


@dataclass(frozen=True, slots=True)
class _Files:
    version: int = 0
    base: str = ""
    base_rows: int = 0
    deltas: tuple[str, ...] = ()
    delta_rows: int = 0
    members: int = 0
    runs: tuple[str, ...] = ()


class SyncState:
    """One sync's acknowledged state on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def version(self) -> int:
        return self._load().version

    @property
    def members(self) -> int:
        return self._load().members

    def relation(self) -> str:
        """A SELECT of (key, hash, payload) of everything acknowledged and still there."""
        files = self._load()
        if not files.base:
            return "SELECT NULL::VARCHAR AS key, NULL::UBIGINT AS hash, NULL::VARCHAR AS payload WHERE false"
        base = f"SELECT key, hash, payload FROM read_parquet({path_literal(self._folder / files.base)})"
        if not files.deltas:
            return base
        parts = " UNION ALL ".join(
            f"SELECT *, {n} AS step FROM read_parquet({path_literal(self._folder / name)})"
            for n, name in enumerate(files.deltas)
        )
        # The steps decide, payloads follow: a group's aggregate is kept in memory whole, a join is not.
        return (
            f"WITH parts AS ({parts}), latest AS MATERIALIZED (SELECT key, max(step) AS step FROM parts GROUP BY key) "
            f"SELECT * FROM ({base}) b WHERE NOT EXISTS (SELECT 1 FROM latest l WHERE l.key = b.key) "
            "UNION ALL SELECT p.key, p.hash, p.payload FROM parts p JOIN latest l ON l.key = p.key AND l.step = p.step "
            "WHERE NOT p.removed"
        )

    @disk_errors()
    def apply(self, run_id: str, plan: Path, ranges: Sequence[tuple[int, int]], rejected: Sequence[int], scratch: Path) -> None:
        """Move on by the plan rows in `ranges` (first, last) that were acknowledged, without the rejected ones.

        Repeating a run that was applied does nothing.
        """
        files = self._load()
        if run_id in files.runs:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        version = files.version + 1
        with scratch_database(scratch) as db:
            db.execute("CREATE TABLE ranges (first BIGINT, last BIGINT)")
            if ranges:
                db.executemany("INSERT INTO ranges VALUES (?, ?)", [list(r) for r in ranges])
            db.execute("CREATE TABLE rejected (row BIGINT)")
            if rejected:
                db.execute("INSERT INTO rejected SELECT unnest(?)", [list(rejected)])
            select = (
                f"SELECT key, hash, after AS payload, kind = 'removed' AS removed FROM read_parquet({path_literal(plan)}) p "
                "WHERE EXISTS (SELECT 1 FROM ranges r WHERE p.row BETWEEN r.first AND r.last) "
                "AND p.row NOT IN (SELECT row FROM rejected)"
            )
            if not files.base:
                name, rows = f"base-{version}.parquet", 0
                rows = self._write(db, f"SELECT key, hash, payload FROM ({select}) WHERE NOT removed", name)
                files = _Files(version, name, rows, (), 0, rows, (*files.runs, run_id))
            else:
                name = f"delta-{version}.parquet"
                rows = self._write(db, select, name)
                files = _Files(
                    version,
                    files.base,
                    files.base_rows,
                    (*files.deltas, name) if rows else files.deltas,
                    files.delta_rows + rows,
                    files.members,
                    (*files.runs, run_id)[-_REMEMBERED_RUNS:],
                )
                if not rows:
                    (self._folder / name).unlink()
        self._save(files)
        if files.deltas:
            self._settle(files, scratch)

    def _settle(self, files: _Files, scratch: Path) -> None:
        """Count members after a delta, and compact when deltas grew too many or too large."""
        with scratch_database(scratch) as db:
            if len(files.deltas) > MAX_DELTAS or files.delta_rows > DELTA_SHARE * max(files.base_rows, 1000):
                name = f"base-{files.version}.parquet"
                rows = self._write(db, self.relation(), name)
                files = _Files(files.version, name, rows, (), 0, rows, files.runs)
            else:
                (members,) = db.execute(f"SELECT count(*) FROM ({self.relation()})").fetchone()
                files = _Files(
                    files.version, files.base, files.base_rows, files.deltas, files.delta_rows, int(members), files.runs
                )
        self._save(files)

    def _write(self, db: Any, select: str, name: str) -> int:
        target = self._folder / name
        partial = target.with_suffix(".partial")
        (rows,) = db.execute(f"COPY ({select}) TO {path_literal(partial)} (FORMAT parquet, COMPRESSION zstd)").fetchone()
        _sync_file(partial)
        partial.replace(target)
        return int(rows)

    def _load(self) -> _Files:
        path = self._folder / "state.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return _Files()
        except (OSError, ValueError) as error:
            raise StoreError(
                f"The acknowledged state in {self._folder.name} cannot be read.",
                kept="Nothing was sent and nothing was changed.",
                hint="Restore the workspace folder from a backup, or remove the sync and make it anew.",
            ) from error
        data["deltas"], data["runs"] = tuple(data["deltas"]), tuple(data["runs"])
        return _Files(**data)

    def _save(self, files: _Files) -> None:
        path = self._folder / "state.json"
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as out:
            json.dump({name: getattr(files, name) for name in _Files.__slots__}, out)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
        keep = {files.base, *files.deltas, "state.json"}
        for old in self._folder.iterdir():
            if old.name not in keep:
                old.unlink(missing_ok=True)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())

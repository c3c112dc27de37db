"""The acknowledged state of a sync: which keys the destination has, and with which payload.

A folder per sync: `state.json` names a Parquet base, small deltas and what is pending, all immutable; a new state is new
files and one rename of `state.json`, so a crash leaves the old state whole and a reader never sees half of one. Columns: key
(text), hash (64 bits over the source's columns), payload (JSON text, the before-image), removed.

Pending are records that the next plan must not take for settled: *rejected* ones, and *uncertain* ones, which were on their
way when the answer was lost or of which it said nothing, so that the destination may hold the acknowledged value or
the sent one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from census_desktop.domain.errors import StoreError
from census_desktop.engine.audience_key import audience_in, key_in
from census_desktop.engine.database import disk_errors, path_literal, scratch_database
from census_desktop.engine.foreseen import Foreseen

MAX_DELTAS = 8
DELTA_SHARE = 0.2
_REMEMBERED_RUNS = 50
_LOCK = "state.lock"
_LOCK_SECONDS = 300.0
"""As long as another process may take to write a large state."""
_KEPT = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480"


@dataclass(frozen=True, slots=True)
class _Files:
    version: int = 0
    base: str = ""
    base_rows: int = 0
    deltas: tuple[str, ...] = ()
    delta_rows: int = 0
    members: int = 0
    runs: tuple[str, ...] = ()
    pending: str = ""
    written: int = 0
    """Counts files, so that a name never comes twice."""

    @property
    def names(self) -> set[str]:
        return {self.base, *self.deltas, self.pending}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan's rows: ranges (first, last) by the answer to their batches, rows refused one by one, and rows
    (`unknown`) of which the answer to their batch said nothing.

    `replaced`: the destination holds exactly the acknowledged rows now (a swap).
    """

    acknowledged: Sequence[tuple[int, int]]
    uncertain: Sequence[tuple[int, int]]
    rejected: Sequence[int]
    replaced: bool = False
    unknown: Sequence[int] = ()
    late: bool = False
    """It is the answer to the very request whose answer was lost: of a refused record nothing is uncertain any more."""


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

    def runs_after(self, run_id: str) -> tuple[str, ...]:
        """Runs that moved the state on after this one, of those that it remembers; all of them if it does not know it."""
        runs = self._load().runs
        return runs[runs.index(run_id) + 1 :] if run_id in runs else runs

    def relation(self) -> str:
        """A SELECT of (key, hash, payload) of everything acknowledged and still there."""
        return self._relation(self._load())

    def _relation(self, files: _Files) -> str:
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

    def pending_relation(self) -> str:
        """A SELECT of (key, why, payload) of what is pending: why is rejected | uncertain, payload what was sent last."""
        files = self._load()
        if not files.pending:
            return "SELECT NULL::VARCHAR AS key, NULL::VARCHAR AS why, NULL::VARCHAR AS payload WHERE false"
        return f"SELECT key, why, payload FROM read_parquet({path_literal(self._folder / files.pending)})"

    @property
    def uncertain(self) -> int:
        """Records whose last answer was lost."""
        if not self._load().pending:
            return 0
        with scratch_database() as db:
            (number,) = db.execute(f"SELECT count(*) FROM ({self.pending_relation()}) WHERE why = 'uncertain'").fetchone()
        return int(number)

    def pending_of(self, key: str) -> str:
        """Why a key is pending: rejected | uncertain, "" when it is not."""
        with scratch_database() as db:
            found = db.execute(f"SELECT why FROM ({self.pending_relation()}) WHERE key = ?", [key]).fetchone()
        return str(found[0]) if found else ""

    def payload_of(self, key: str) -> str | None:
        """The payload that was acknowledged last, as JSON text: the newest file that has the key decides."""
        files = self._load()
        wanted = [*((name, "removed") for name in reversed(files.deltas)), *([(files.base, "false")] if files.base else [])]
        with scratch_database() as db:
            for name, removed in wanted:
                rows = f"read_parquet({path_literal(self._folder / name)})"
                if found := db.execute(f"SELECT payload, {removed} FROM {rows} WHERE key = ?", [key]).fetchone():
                    return None if found[1] else str(found[0])
        return None

    def audiences_of(self, key: str) -> dict[str, str]:
        """Of a sync whose audiences a column names: the payloads that were acknowledged for a record's own key, by audience."""
        return self._by_audience(self.relation(), "payload", key)

    def pending_in(self, key: str) -> dict[str, str]:
        """The same for why it is pending."""
        return self._by_audience(self.pending_relation(), "why", key)

    def _by_audience(self, relation: str, column: str, key: str) -> dict[str, str]:
        with scratch_database() as db:
            composed = f"SELECT key, {column} FROM ({relation}) WHERE CASE WHEN json_valid(key) THEN {key_in('key')} END = ?"
            sql = f"SELECT {audience_in('key')} AS name, {column} FROM ({composed}) WHERE name IS NOT NULL ORDER BY name"
            return {str(name): str(found) for name, found in db.execute(sql, [key]).fetchall()}

    def forget(self) -> None:
        """Begin anew: nothing counts as acknowledged any more, and plans made before are stale."""
        if not self._load().version:
            return
        with self._alone():
            files = self._load()
            self._save(_Files(files.version + 1, written=files.written, runs=files.runs))

    def doubt(self, keys: str, scratch: Path) -> int:
        """Take records for uncertain that the destination has no more, so that the next plan sends them again; how many.
        `keys` is a SELECT of a key column. Plans made before are stale."""
        with self._alone(), scratch_database(scratch) as db:
            files = self._load()
            db.execute(f"CREATE TABLE gone AS SELECT DISTINCT key FROM ({keys})")
            doubted = f"SELECT key, 'uncertain' AS why, payload FROM ({self._relation(files)}) SEMI JOIN gone USING (key)"
            (number,) = db.execute(f"SELECT count(*) FROM ({doubted})").fetchone()
            if number:
                kept = f"SELECT key, why, payload FROM ({self.pending_relation()}) ANTI JOIN gone USING (key)"
                files, name = _named(replace(files, version=files.version + 1), "pending")
                self._write(db, f"{kept} UNION ALL {doubted}", name)
                self._save(replace(files, pending=name))
            return int(number)

    def erase(self, keys: Sequence[str], scratch: Path) -> None:
        """Write the state anew without these records, and without what older files kept of them. Those that the destination
        has are not told by it any more: for records that were taken away there."""
        if not self._load().version:
            return
        with self._alone(), scratch_database(scratch) as db:
            files = self._load()
            db.execute("CREATE TABLE gone AS SELECT unnest(?::VARCHAR[]) AS key", [list(keys)])
            if files.base:
                relation = self._relation(files)
                files, name = _named(files, "base")
                rows = self._write(db, f"SELECT * FROM ({relation}) ANTI JOIN gone USING (key)", name)
                files = replace(files, base=name, base_rows=rows, deltas=(), delta_rows=0, members=rows)
            if files.pending:
                pending = self.pending_relation()
                files, name = _named(files, "pending")
                rows = self._write(db, f"SELECT * FROM ({pending}) ANTI JOIN gone USING (key)", name)
                files = replace(files, pending=name if rows else "")
            self._save(files)
            self._save(files)  # what the state before this one was made of goes too

    def foresee(self, rows: str, last: int, scratch: Path) -> Foreseen | None:
        """Begin to write the state that `apply` will find if the plan's rows 0 to `last` are all acknowledged. `rows` as
        there. None where there is a state already: then only what changes is written, which is little."""
        if self._load().base:
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        sent = f"SELECT * FROM ({rows}) WHERE {_within([(0, last)])}"
        return Foreseen(self._folder, last, lambda db, file: _write(db, _base_of(sent), file), scratch)

    @disk_errors()
    def apply(self, run_id: str, rows: str, outcome: Outcome, scratch: Path, foreseen: Foreseen | None = None) -> None:
        """Move on by the outcome of a run. `rows` is a SELECT of (row, kind, key, hash, before, after) of its plan.

        Repeating a run that was applied does nothing. Two processes may do it at once: both find what a third left behind.
        """
        if run_id in self._load().runs:
            return
        with self._alone():
            files = self._load()
            if run_id not in files.runs:
                self._apply(files, run_id, rows, outcome, scratch, foreseen)

    def _apply(self, files: _Files, run_id: str, rows: str, outcome: Outcome, scratch: Path, foreseen: Foreseen | None) -> None:
        files = replace(files, version=files.version + 1, runs=(*files.runs, run_id)[-_REMEMBERED_RUNS:])
        with scratch_database(scratch) as db:
            db.execute(f"CREATE VIEW rows AS {rows}")
            for name, named in (("rejected", outcome.rejected), ("unknown", outcome.unknown)):
                db.execute(f"CREATE TABLE {name} (row BIGINT)")
                if named:
                    db.execute(f"INSERT INTO {name} SELECT unnest(?::BIGINT[])", [list(named)])
            db.execute("SET preserve_insertion_order = false")  # it makes a writer hold more
            db.execute(f"CREATE VIEW acknowledged AS SELECT * FROM rows WHERE {_within(outcome.acknowledged)}")
            db.execute(f"CREATE VIEW uncertain AS SELECT * FROM rows WHERE {_within(outcome.uncertain)}")
            files = self._pending(db, files, outcome)
            files = self._moved(db, files, outcome, foreseen)
        self._save(self._settled(files, scratch))

    def _moved(self, db: Any, files: _Files, outcome: Outcome, foreseen: Foreseen | None) -> _Files:
        """A base of the acknowledged rows, or a delta of them."""
        taken = "SELECT * FROM acknowledged ANTI JOIN rejected USING (row) ANTI JOIN unknown USING (row)"
        if outcome.replaced or not files.base:
            files, name = _named(files, "base")
            whole = foreseen is not None and not (outcome.rejected or outcome.unknown or files.base)
            rows = foreseen.take(outcome.acknowledged, self._folder / name) if foreseen and whole else 0
            rows = rows or self._write(db, _base_of(taken), name)
            return replace(files, base=name, base_rows=rows, deltas=(), delta_rows=0, members=rows)
        files, name = _named(files, "delta")
        rows = self._write(db, f"SELECT key, hash, after AS payload, kind = 'removed' AS removed FROM ({taken})", name)
        if not rows:
            (self._folder / name).unlink()
            return files
        return replace(files, deltas=(*files.deltas, name), delta_rows=files.delta_rows + rows)

    def _pending(self, db: Any, files: _Files, outcome: Outcome) -> _Files:
        """What stays pending of before, with this run's refusals and lost answers. What was uncertain and is refused now stays
        uncertain: whether the first request arrived is still not known. A swap leaves nothing of before."""
        if not (files.pending or outcome.rejected or outcome.uncertain or outcome.unknown):
            return files
        sent = "coalesce(after, before) AS payload"
        still = "false" if outcome.late or outcome.replaced else "why = 'uncertain'"
        lost = f"SELECT DISTINCT key, true AS lost FROM ({self.pending_relation()}) WHERE {still}"
        refused = (
            f"SELECT key, CASE WHEN lost THEN 'uncertain' ELSE 'rejected' END AS why, {sent} "
            f"FROM (SELECT * FROM rows SEMI JOIN rejected USING (row)) LEFT JOIN ({lost}) USING (key)"
        )
        unsure = (
            f"SELECT key, 'uncertain' AS why, {sent} FROM (SELECT * FROM uncertain UNION ALL "
            "SELECT * FROM acknowledged SEMI JOIN unknown USING (row)) ANTI JOIN rejected USING (row)"
        )
        kept = (
            f"SELECT key, why, payload FROM ({self.pending_relation()}) ANTI JOIN "
            "(SELECT key FROM acknowledged UNION ALL SELECT key FROM uncertain) USING (key)"
        )
        if outcome.replaced:  # whoever is not in it is certainly not there
            kept += " WHERE false"
        files, name = _named(files, "pending")
        if self._write(db, f"{kept} UNION ALL {refused} UNION ALL {unsure}", name):
            return replace(files, pending=name)
        (self._folder / name).unlink()
        return replace(files, pending="")

    def touch(self, db: Any, select: str, version: int, scratch: Path) -> None:
        """Renew the hashes of records whose payload stayed: `select` gives (key, hash, payload) within `db`, as they were in
        this version; a state that moved on is left alone. What was acknowledged stays the same, and so does the version.
        Like `apply` for who holds the sync's lease alone."""
        (touched,) = db.execute(f"SELECT count(*) FROM ({select})").fetchone()
        if not touched:
            return
        with self._alone():
            files = self._load()
            if files.version != version:  # this process slept, and its lease was another's meanwhile
                return
            files, name = _named(files, "delta")
            rows = self._write(db, f"SELECT key, hash, payload, false AS removed FROM ({select})", name)
            files = replace(files, deltas=(*files.deltas, name), delta_rows=files.delta_rows + rows)
            self._save(self._settled(files, scratch))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time: two would write one file at once, or throw away each other's."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = FileLock(self._folder / _LOCK, timeout=_LOCK_SECONDS, mode=0o600).acquire()
        except Timeout:
            raise StoreError(
                f"Another process has been writing the acknowledged state in {self._folder.name} for minutes.",
                kept="What was acknowledged is kept.",
                hint="Wait until it is done, or end it, and run again.",
            ) from None
        with lock:
            yield

    def _settled(self, files: _Files, scratch: Path) -> _Files:
        """Members counted after a delta; one base where deltas grew too many or too large."""
        if not files.deltas:
            return files
        relation = self._relation(files)
        with scratch_database(scratch) as db:
            if len(files.deltas) > MAX_DELTAS or files.delta_rows > DELTA_SHARE * max(files.base_rows, 1000):
                files, name = _named(files, "base")
                rows = self._write(db, relation, name)
                return replace(files, base=name, base_rows=rows, deltas=(), delta_rows=0, members=rows)
            (members,) = db.execute(f"SELECT count(*) FROM ({relation})").fetchone()
            return replace(files, members=int(members))

    def _write(self, db: Any, select: str, name: str) -> int:
        return _write(db, select, self._folder / name)

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
        data.setdefault("written", data["version"])
        return _Files(**data)

    def _save(self, files: _Files) -> None:
        """Make it the state. Files of the one before stay until the next: another process may be reading them."""
        before = self._load()
        path = self._folder / "state.json"
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as out:
            json.dump({name: getattr(files, name) for name in _Files.__slots__}, out)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
        keep = {"state.json", _LOCK, *files.names, *before.names}
        for old in self._folder.iterdir():
            if old.name not in keep:
                with suppress(OSError):  # Windows keeps what somebody reads; it goes with the next state
                    old.unlink()


def _base_of(rows: str) -> str:
    return f"SELECT key, hash, after AS payload FROM ({rows}) WHERE kind <> 'removed'"


def _write(db: Any, select: str, target: Path) -> int:
    partial = target.with_suffix(".partial")
    (rows,) = db.execute(f"COPY ({select}) TO {path_literal(partial)} ({_KEPT})").fetchone()
    _sync_file(partial)
    partial.replace(target)
    return int(rows)


def _named(files: _Files, kind: str) -> tuple[_Files, str]:
    files = replace(files, written=files.written + 1)
    return files, f"{kind}-{files.written}.parquet"


def _within(ranges: Sequence[tuple[int, int]]) -> str:
    """A condition on rows. Ranges are few: batches that were answered alike stand side by side."""
    return " OR ".join(f"row BETWEEN {int(first)} AND {int(last)}" for first, last in ranges) or "false"


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())

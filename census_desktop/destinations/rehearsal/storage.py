"""What a rehearsal was sent: audiences, records and requests, in one SQLite file of the workspace."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation, new_id

_SCHEMA = """
CREATE TABLE IF NOT EXISTS audience (
    id TEXT PRIMARY KEY, object TEXT NOT NULL, name TEXT NOT NULL, made_at TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0,
    UNIQUE (object, name)
);
CREATE TABLE IF NOT EXISTS record (
    object TEXT NOT NULL, audience TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (object, audience, key)
);
CREATE TABLE IF NOT EXISTS request (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, object TEXT NOT NULL, operation TEXT NOT NULL, records INTEGER NOT NULL,
    rejected TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE
);
"""

_STATEMENTS = {
    # A null clears the field, as it does in the tools that are imitated.
    Operation.UPSERT: (
        "INSERT INTO record VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = json_patch(value, excluded.value)"
    ),
    Operation.UPDATE: "UPDATE record SET value = json_patch(value, ?4) WHERE object = ?1 AND audience = ?2 AND key = ?3",
    Operation.CREATE: "INSERT INTO record VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    Operation.APPEND: "INSERT INTO record VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    Operation.DELETE: "DELETE FROM record WHERE object = ?1 AND audience = ?2 AND key = ?3 AND ?4 IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience as the imitated tool lists it. `used`: records were sent to it at least once."""

    id: str
    object: str
    name: str
    members: int
    used: bool


@dataclass(frozen=True, slots=True)
class Request:
    """One request: how many records it had, and which were rejected by their position."""

    at: datetime
    object: str
    operation: Operation
    records: int
    rejected: Mapping[int, str]


class RehearsalStore:
    """Thread-safe: one connection behind one lock. Several processes may have it open."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._lock = threading.Lock()
        with self._failures():
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise DestinationError(
                    f"{path.parent} cannot be made ({error.strerror}).", hint="Check its permissions."
                ) from None
            self._db = sqlite.connect(str(path), timeout=5.0, check_same_thread=False, isolation_level=None)
            path.chmod(0o600)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)

    def answered(self, idempotency_key: str) -> dict[int, str] | None:
        """What the same batch was answered before: its rejected positions; None if it never came."""
        row = self._one("SELECT rejected FROM request WHERE idempotency_key = ?", idempotency_key)
        return {int(n): reason for n, reason in json.loads(row[0]).items()} if row else None

    def keep(
        self,
        *,
        at: datetime,
        object_: str,
        audience: str,
        also: str,
        operation: Operation,
        records: Sequence[tuple[str, str]],
        rejected: Mapping[int, str],
        idempotency_key: str,
    ) -> None:
        """Apply what was not rejected, and note the request, in one transaction. `records` are (key, JSON text)."""
        kept = [(object_, audience, key, text) for n, (key, text) in enumerate(records) if n not in rejected]
        with self._transaction() as db:
            db.executemany(_STATEMENTS[operation], kept)
            if also and operation is not Operation.DELETE:
                db.executemany(_STATEMENTS[operation], [(also, "", key, text) for _, _, key, text in kept])
            db.execute("UPDATE audience SET used = 1 WHERE id = ?", (audience,))
            db.execute(
                "INSERT OR IGNORE INTO request (at, object, operation, records, rejected, idempotency_key)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (at.isoformat(), object_, str(operation), len(records), json.dumps(dict(rejected)), idempotency_key),
            )

    def audience(self, id_: str) -> Audience | None:
        return next((a for a in self.audiences() if a.id == id_), None)

    def audience_named(self, object_: str, name: str) -> Audience | None:
        return next((a for a in self.audiences() if (a.object, a.name) == (object_, name)), None)

    def make_audience(self, object_: str, name: str, at: datetime) -> str:
        id_ = new_id()[:12]
        with self._transaction() as db:
            db.execute(
                "INSERT INTO audience (id, object, name, made_at) VALUES (?, ?, ?, ?)", (id_, object_, name, at.isoformat())
            )
        return id_

    def audiences(self) -> tuple[Audience, ...]:
        members = "SELECT count(*) FROM record WHERE record.object = audience.object AND record.audience = audience.id"
        rows = self._all(f"SELECT id, object, name, ({members}), used FROM audience ORDER BY made_at, name")  # noqa: S608
        return tuple(Audience(id_, object_, name, count, bool(used)) for id_, object_, name, count, used in rows)

    def records(self, object_: str, audience: str = "", limit: int = -1, offset: int = 0) -> list[dict[str, Any]]:
        rows = self._all(
            "SELECT value FROM record WHERE object = ? AND audience = ? ORDER BY rowid LIMIT ? OFFSET ?",
            object_,
            audience,
            limit,
            offset,
        )
        return [json.loads(value) for (value,) in rows]

    def totals(self) -> dict[str, int]:
        """Records by object, members of audiences apart."""
        return dict(self._all("SELECT object, count(*) FROM record WHERE audience = '' GROUP BY object ORDER BY object"))

    def requests(self) -> tuple[Request, ...]:
        rows = self._all("SELECT at, object, operation, records, rejected FROM request ORDER BY number")
        return tuple(
            Request(datetime.fromisoformat(at), o, Operation(op), n, {int(k): v for k, v in json.loads(r).items()})
            for at, o, op, n, r in rows
        )

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock, self._failures():
            return list(self._db.execute(sql, values).fetchall())

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        return next(iter(self._all(sql, *values)), None)

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with self._lock, self._failures():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite.Error as error:
            code = str(getattr(error, "sqlite_errorname", "") or type(error).__name__)
            if code.startswith("SQLITE_BUSY"):
                raise TransientError("The rehearsal is busy with another run.", outcome_known=True) from None
            raise DestinationError(
                f"The rehearsal's file {self._name} cannot be used ({code}).",
                kept="Nothing else is affected.",
                hint="Check the room on the disk. A damaged file can be moved away; the rehearsal then starts empty.",
            ) from None

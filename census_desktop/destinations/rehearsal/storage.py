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

from census_desktop.domain import ports
from census_desktop.domain.errors import DestinationError, JobLost, TransientError
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
CREATE TABLE IF NOT EXISTS swap (
    object TEXT NOT NULL, audience TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (object, audience)
);
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY, idempotency_key TEXT NOT NULL UNIQUE, body TEXT NOT NULL, polls INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS staged (swap TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (swap, key));
"""

_STATEMENTS = {
    Operation.UPSERT: "INSERT INTO record VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET value = merged(value, ?4, ?5)",
    Operation.UPDATE: "UPDATE record SET value = merged(value, ?4, ?5) WHERE object = ?1 AND audience = ?2 AND key = ?3",
    Operation.CREATE: "INSERT INTO record VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    Operation.APPEND: "INSERT INTO record VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    Operation.DELETE: "DELETE FROM record WHERE object = ?1 AND audience = ?2 AND key = ?3",
}
_VALUES = {Operation.UPSERT: 5, Operation.UPDATE: 5, Operation.CREATE: 4, Operation.APPEND: 4, Operation.DELETE: 3}


def _merged(old: str, new: str, only_if_empty: str) -> str:
    """The record with the new values: a null clears its field, as it does in the tools that are imitated; a field of
    `only_if_empty` (a JSON list) keeps what it has."""
    record, kept = json.loads(old), json.loads(only_if_empty)
    for name, value in json.loads(new).items():
        if name in kept and record.get(name) not in (None, ""):
            continue
        if value is None:
            record.pop(name, None)
        else:
            record[name] = value
    return json.dumps(record, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Audience(ports.Audience):
    """An audience as the imitated tool lists it. `used`: records were sent to it at least once."""

    object: str = ""
    used: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request: how many records it had, and which were rejected by their position."""

    at: datetime
    object: str
    operation: Operation
    records: int
    rejected: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where records of a request go: an object and the audience in it; into a swap's upload first, where one is named.

    `also` is the object that keeps the people themselves. `only_if_empty` are fields that keep what they have.
    """

    object: str
    audience: str = ""
    also: str = ""
    swap: str = ""
    only_if_empty: frozenset[str] = frozenset()


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
            self._db.create_function("merged", 3, _merged, deterministic=True)

    def answered(self, idempotency_key: str) -> dict[int, str] | None:
        """What the same batch was answered before: its rejected positions; None if it never came."""
        row = self._one("SELECT rejected FROM request WHERE idempotency_key = ?", idempotency_key)
        return {int(n): reason for n, reason in json.loads(row[0]).items()} if row else None

    def keep(self, request: Request, place: Place, kept: Sequence[tuple[str, str]], idempotency_key: str) -> None:
        """Apply what was not rejected, and note the request, in one transaction. `kept` are (key, JSON text)."""
        with self._transaction() as db:
            if place.swap:
                db.executemany("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)", [(place.swap, *record) for record in kept])
            else:
                self._apply(db, request.operation, place, kept)
            db.execute(
                "INSERT OR IGNORE INTO request (at, object, operation, records, rejected, idempotency_key)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    request.at.isoformat(),
                    request.object,
                    str(request.operation),
                    request.records,
                    json.dumps(dict(request.rejected)),
                    idempotency_key,
                ),
            )

    def _apply(self, db: Any, operation: Operation, place: Place, kept: Sequence[tuple[str, str]]) -> None:
        only = json.dumps(sorted(place.only_if_empty))
        targets = [(place.object, place.audience)]
        if place.also and operation is not Operation.DELETE:
            targets.append((place.also, ""))
        for target in targets:
            values = ((*target, key, text, only)[: _VALUES[operation]] for key, text in kept)
            db.executemany(_STATEMENTS[operation], values)
        db.execute("UPDATE audience SET used = 1 WHERE id = ?", (place.audience,))

    def jobs(self) -> int:
        """How many jobs were ever submitted."""
        return int(self._all("SELECT count(*) FROM job")[0][0])

    def submit(self, id_: str, idempotency_key: str, body: str, polls: int) -> str:
        """Keep a job; the id of the one that the same batch was submitted as before, if there is one that is not lost."""
        with self._transaction() as db:
            db.execute("DELETE FROM job WHERE idempotency_key = ? AND polls < 0", (idempotency_key,))
            db.execute("INSERT INTO job VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (id_, idempotency_key, body, polls))
            found = db.execute("SELECT id FROM job WHERE idempotency_key = ?", (idempotency_key,)).fetchone()
        return str(found[0])

    def polled(self, id_: str) -> int | None:
        """Polls that the job still takes, after this one; None when there is no such job."""
        with self._transaction() as db:
            db.execute("UPDATE job SET polls = polls - 1 WHERE id = ? AND polls > 0", (id_,))
            found = db.execute("SELECT polls FROM job WHERE id = ?", (id_,)).fetchone()
        return int(found[0]) if found else None

    def job(self, id_: str) -> tuple[str, str]:
        """(idempotency key, body)."""
        found = self._one("SELECT idempotency_key, body FROM job WHERE id = ?", id_)
        if found is None:
            raise JobLost("The rehearsal does not know this job any more.")
        return str(found[0]), str(found[1])

    def begin_swap(self, object_: str, audience: str) -> str:
        """An upload that will replace the object's (or audience's) records. What a dead run uploaded there goes."""
        id_ = new_id()
        with self._transaction() as db:
            self._drop(db, object_, audience)
            db.execute("INSERT INTO swap VALUES (?, ?, ?)", (object_, audience, id_))
        return id_

    def finish_swap(self, place: Place) -> None:
        """Put the upload in the place of everything there, at once."""
        with self._transaction() as db:
            found = db.execute("SELECT id FROM swap WHERE object = ? AND audience = ?", (place.object, place.audience))
            if found.fetchall() != [(place.swap,)]:
                raise DestinationError(
                    "Another upload began while this one was under way.",
                    kept="What was there before is still there.",
                    hint="Run the sync again when no other run sends to the same place.",
                )
            db.execute("DELETE FROM record WHERE object = ? AND audience = ?", (place.object, place.audience))
            db.execute(
                "INSERT INTO record SELECT ?, ?, key, value FROM staged WHERE swap = ? ORDER BY rowid",
                (place.object, place.audience, place.swap),
            )
            db.execute("UPDATE audience SET used = 1 WHERE id = ?", (place.audience,))
            self._drop(db, place.object, place.audience)

    def drop_swap(self, place: Place) -> None:
        with self._transaction() as db:
            db.execute("DELETE FROM staged WHERE swap = ?", (place.swap,))
            db.execute("DELETE FROM swap WHERE id = ?", (place.swap,))

    def _drop(self, db: Any, object_: str, audience: str) -> None:
        ids = "SELECT id FROM swap WHERE object = ? AND audience = ?"
        db.execute(f"DELETE FROM staged WHERE swap IN ({ids})", (object_, audience))  # noqa: S608
        db.execute("DELETE FROM swap WHERE object = ? AND audience = ?", (object_, audience))

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

    def rename_audience(self, id_: str, name: str) -> None:
        with self._transaction() as db:
            db.execute("UPDATE audience SET name = ? WHERE id = ?", (name, id_))

    def audiences(self) -> tuple[Audience, ...]:
        members = "SELECT count(*) FROM record WHERE record.object = audience.object AND record.audience = audience.id"
        rows = self._all(f"SELECT id, object, name, ({members}), used FROM audience ORDER BY made_at, name")  # noqa: S608
        return tuple(Audience(id_, name, count, object=object_, used=bool(used)) for id_, object_, name, count, used in rows)

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

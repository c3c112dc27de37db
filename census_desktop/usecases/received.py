"""What the local receiver keeps: every request, and the records as they stand after all of them. One SQLite file."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Operation

_SCHEMA = """
CREATE TABLE IF NOT EXISTS request (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    headers TEXT NOT NULL, body BLOB NOT NULL, status INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS record (
    sync TEXT NOT NULL, key TEXT NOT NULL, copy INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE (sync, key, copy)
);
CREATE TABLE IF NOT EXISTS seen (idempotency_key TEXT PRIMARY KEY, digest TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came. Header names are lower case; values that carry a credential are left out."""

    at: datetime
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """The body of a delivery, checked: which sync, what to do, and the records by the text of their key."""

    sync: str
    operation: Operation
    records: Mapping[str, Mapping[str, Any]]

    @property
    def digest(self) -> str:
        """Of what is to be done, without the run: a batch that a later run repeats is still the same batch."""
        told = json.dumps([self.sync, self.operation, list(self.records.values())])
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def delivery_from(body: bytes) -> Delivery:
    """Raises ValueError with what is wrong. A record's first field is its key: the sync key goes first."""
    data = json.loads(body)
    if not isinstance(data, dict) or not isinstance(data.get("records"), list) or not isinstance(data.get("sync"), str):
        raise ValueError("expected an object with sync, run, operation and records")
    operation = data.get("operation")
    if operation not in ("upsert", "update", "create", "append", "delete"):
        raise ValueError("operation must be upsert, update, create, append or delete")
    records: dict[str, Mapping[str, Any]] = {}
    for record in data["records"]:
        if not isinstance(record, dict) or not record:
            raise ValueError("every record must be an object with at least its key")
        records[key_text(next(iter(record.values())))] = record
    return Delivery(data["sync"], Operation(operation), records)


def key_text(key: Any) -> str:
    if isinstance(key, str):
        return key
    return str(int(key)) if isinstance(key, float) and key.is_integer() else json.dumps(key)


def _over(new: str, old: str) -> str:
    """The new record over the old one, which keeps fields that were not sent."""
    before, after = json.loads(old), json.loads(new)
    return new if before.keys() <= after.keys() else json.dumps({**before, **after}, ensure_ascii=False)


class ReceivedStore:
    """Thread-safe: one connection behind one lock; a request is one transaction."""

    def __init__(self, folder: Path) -> None:
        sqlite = _sqlite()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "receiver.sqlite"
        self._lock = threading.Lock()
        self._db = sqlite.connect(str(path), check_same_thread=False, isolation_level=None)
        try:
            path.chmod(0o600)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
            self._db.create_function("over", 2, _over, deterministic=True)
        except sqlite.Error as error:
            self._db.close()
            raise StoreError(
                f"{path} cannot be used ({error}).", hint="Choose another folder, or move that file away."
            ) from None

    def keep(self, request: Received, delivery: Delivery | None, skip: frozenset[str] = frozenset()) -> bool:
        """Note the request and apply its delivery but for the keys in `skip`.

        A delivery whose Idempotency-Key was seen is not applied again. False, and nothing is noted, when that key came
        with other records before.
        """
        with self._transaction() as db:
            if delivery is not None and not self._first_time(db, request, delivery):
                if not self._same_as_before(db, request, delivery):
                    return False
                delivery = None
            if delivery is not None:
                self._apply(db, delivery, skip)
            db.execute(
                "INSERT INTO request (at, method, path, headers, body, status) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    request.at.isoformat(),
                    request.method,
                    request.path,
                    json.dumps(dict(request.headers)),
                    request.body,
                    request.status,
                ),
            )
        return True

    def _first_time(self, db: Any, request: Received, delivery: Delivery) -> bool:
        key = request.headers.get("idempotency-key", "")
        if not key:
            return True
        return bool(db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, delivery.digest)).rowcount)

    def _same_as_before(self, db: Any, request: Received, delivery: Delivery) -> bool:
        (digest,) = db.execute(
            "SELECT digest FROM seen WHERE idempotency_key = ?", (request.headers["idempotency-key"],)
        ).fetchone()
        return bool(digest == delivery.digest)

    def _apply(self, db: Any, delivery: Delivery, skip: frozenset[str]) -> None:
        rows = [
            (delivery.sync, key, json.dumps(record, ensure_ascii=False))
            for key, record in delivery.records.items()
            if key not in skip
        ]
        match delivery.operation:
            case Operation.DELETE:
                db.executemany("DELETE FROM record WHERE sync = ? AND key = ?", [row[:2] for row in rows])
            case Operation.UPDATE:
                db.executemany("UPDATE record SET value = over(?3, value) WHERE sync = ?1 AND key = ?2", rows)
            case Operation.CREATE:
                db.executemany("INSERT OR IGNORE INTO record VALUES (?, ?, 0, ?)", rows)
            case Operation.APPEND:
                copies = "SELECT coalesce(max(copy), -1) + 1 FROM record WHERE sync = ?1 AND key = ?2"
                db.executemany(f"INSERT INTO record VALUES (?1, ?2, ({copies}), ?3)", rows)  # noqa: S608
            case _:
                db.executemany(
                    "INSERT INTO record VALUES (?1, ?2, 0, ?3)"
                    " ON CONFLICT (sync, key, copy) DO UPDATE SET value = over(?3, value)",
                    rows,
                )

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def totals(self) -> dict[str, int]:
        """Records that each sync has there now."""
        with self._lock:
            return dict(self._db.execute("SELECT sync, count(*) FROM record GROUP BY sync ORDER BY sync").fetchall())

    def records(self, sync: str, offset: int = 0, limit: int = -1) -> list[dict[str, Any]]:
        """In the order they first came."""
        with self._lock:
            rows = self._db.execute(
                "SELECT value FROM record WHERE sync = ? ORDER BY rowid LIMIT ? OFFSET ?", (sync, limit, offset)
            ).fetchall()
        return [json.loads(value) for (value,) in rows]

    def requests(self, limit: int = -1, *, newest_first: bool = False) -> Sequence[Received]:
        order = "DESC" if newest_first else "ASC"
        with self._lock:
            rows = self._db.execute(
                f"SELECT at, method, path, headers, body, status, number FROM request ORDER BY number {order} LIMIT ?",  # noqa: S608
                (limit,),
            ).fetchall()
        return [
            Received(datetime.fromisoformat(at), method, path, json.loads(headers), bytes(body), status, number)
            for at, method, path, headers, body, status, number in rows
        ]

    def close(self) -> None:
        with self._lock:
            self._db.close()


def _sqlite() -> Any:
    """The module that the rest of the program uses too: two SQLite libraries in one process do not mix well."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module

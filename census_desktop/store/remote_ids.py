"""The destinations' own ids of records, in a file of their own: a cache, which may be lost at any time.

What a record is known by (an address, a customer number) is personal data, so that only its SHA-256 is kept, over the
connection, its settings and the kind of id too: the same person cannot be told in two connections, and a connection that
was pointed elsewhere knows nobody. A file that is damaged or gone is begun anew; one that cannot be read or written now is
done without. Nothing here is ever an error to the user.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from census_desktop.domain.model import Connection
from census_desktop.store.database import private_file
from census_desktop.store.failures import AUTH, BUSY, CANTOPEN, FULL, IOERR, LOCKED, PERM, READONLY, code_of
from census_desktop.store.library import best_library

ASKED_AT_ONCE = 500
BUSY_SECONDS = 5.0
_NOT_NOW = frozenset({PERM, BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, AUTH})
_TABLE = (
    "CREATE TABLE IF NOT EXISTS remote_id (connection TEXT NOT NULL, key BLOB NOT NULL, scope BLOB NOT NULL, "
    "id TEXT NOT NULL, PRIMARY KEY (connection, key)) WITHOUT ROWID, STRICT"
)

T = TypeVar("T")

log = logging.getLogger(__name__)


class RemoteIdFile:
    """domain.keeping.IdKeeper over one SQLite file. Thread-safe; processes may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._module = best_library().module
        self._lock = threading.Lock()
        self._sql: Any = None

    def of(self, connection: Connection) -> ConnectionIds:
        """The ids of one connection; what was kept for other settings of it is forgotten."""
        scope = _digest(connection.id, json.dumps(dict(connection.config), sort_keys=True, default=str))
        if self._path.exists():
            self.write("DELETE FROM remote_id WHERE connection = ? AND scope <> ?", [(connection.id, scope)])
        return ConnectionIds(self, connection.id, scope)

    def forget(self, connection_id: str) -> None:
        if self._path.exists():
            self.write("DELETE FROM remote_id WHERE connection = ?", [(connection_id,)])

    def close(self) -> None:
        with self._lock:
            self._close()

    # Called by ConnectionIds ------------------------------------------------------------------------------------------

    def read(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self._try(lambda sql: sql.execute(query, values).fetchall()) or []

    def write(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        def work(sql: Any) -> None:
            with sql:
                sql.executemany(statement, rows)

        self._try(work)

    def _try(self, work: Callable[[Any], T]) -> T | None:
        with self._lock:
            for attempt in (1, 2):
                try:
                    return work(self._opened())
                except self._module.Error as error:
                    if code_of(error) in _NOT_NOW or attempt == 2:
                        log.info("Ids at the destinations are not at hand now: %s", type(error).__name__)
                        return None
                    self._begin_anew()
                except OSError as error:
                    log.info("Ids at the destinations are not at hand now: %s", error.strerror)
                    return None
        return None

    def _opened(self) -> Any:
        if self._sql is None:
            with suppress(FileExistsError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                private_file(self._path)
            self._sql = self._module.connect(str(self._path), timeout=BUSY_SECONDS, check_same_thread=False)
            self._sql.execute(_TABLE)
            self._sql.commit()
        return self._sql

    def _begin_anew(self) -> None:
        log.info("The file of ids at the destinations is damaged and begun anew")
        self._close()
        for file in (self._path, Path(f"{self._path}-journal")):
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._sql is not None:
            with suppress(self._module.Error):
                self._sql.close()
            self._sql = None


class ConnectionIds:
    """domain.ports.RemoteIds of one connection."""

    def __init__(self, file: RemoteIdFile, connection_id: str, scope: bytes) -> None:
        self._file = file
        self._connection = connection_id
        self._scope = scope

    def known(self, kind: str, keys: Sequence[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            by_digest = {self._key(kind, key): key for key in wanted[start : start + ASKED_AT_ONCE]}
            marks = ", ".join("?" * len(by_digest))
            query = f"SELECT key, id FROM remote_id WHERE connection = ? AND key IN ({marks})"  # noqa: S608 - marks alone
            rows = self._file.read(query, [self._connection, *by_digest])
            found |= {by_digest[bytes(digest)]: str(id_) for digest, id_ in rows}
        return found

    def remember(self, kind: str, ids: Mapping[str, str]) -> None:
        if ids:
            rows = [(self._connection, self._key(kind, key), self._scope, id_) for key, id_ in ids.items()]
            self._file.write("INSERT OR REPLACE INTO remote_id (connection, key, scope, id) VALUES (?, ?, ?, ?)", rows)

    def forget(self, kind: str, keys: Sequence[str]) -> None:
        if keys:
            rows = list(self._rows(kind, keys))
            self._file.write("DELETE FROM remote_id WHERE connection = ? AND key = ?", rows)

    def _rows(self, kind: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        return ((self._connection, self._key(kind, key)) for key in keys)

    def _key(self, kind: str, key: str) -> bytes:
        return _digest(self._scope.hex(), kind, key)


def _digest(*parts: str) -> bytes:
    """Each part with its length before it, so that no two lists of parts are one."""
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")).digest()

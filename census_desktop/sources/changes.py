"""Whether data changed since it was last looked at, as cheaply as each kind of source can say.

Files: their names, sizes, times and inodes, and where those differ the contents. Databases: what the engine counts anyway, by
one small query on its catalog; or, where the user names a column that grows with every change, count and maximum of it.
Where an engine has no such sign, running the sync is the only way to find out.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from hashlib import blake2b
from pathlib import Path
from typing import Any

from census_desktop.domain.model import Dataset, Source
from census_desktop.domain.ports import Reader

MOST_HASHED = 32 * 1024 * 1024
"""Bytes of all files together up to which contents are compared too; larger ones count as changed when their times do."""
MOST_FILES = 5_000
_BESIDE = {
    **dict.fromkeys((".duckdb", ".ddb"), (".wal",)),
    **dict.fromkeys((".sqlite", ".sqlite3", ".db"), ("-wal", ".wal")),
}
"""What an engine keeps beside its file until it is written back."""
_GLOB = "*?["
WITHIN = " › "
"""Between a file and the sheet or table in it."""
OUR_OWN = ("workspace.db", "session-", "agent.")
"""Beginnings of the names of files that the program itself writes into a workspace."""
CONTENT = ";content="


@dataclass(frozen=True, slots=True)
class Token:
    """What data looks like now: opaque text that is another one after a change. `changed_at` is when it was last written, as
    far as the files say so. `missing` names what is not there."""

    value: str
    changed_at: datetime | None = None
    missing: str = ""

    def differs(self, known: str) -> bool:
        """Whether data changed since a token with that value: the same contents under another time did not."""
        if self.value == known:
            return False
        content = self.value.partition(CONTENT)[2]
        return not content or content != known.partition(CONTENT)[2]


# Files ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileSet:
    """The files behind a data set: those in `folders` that match. `wanted` is the data set's table, "" for all of them."""

    base: Path
    wanted: str = ""

    @property
    def folders(self) -> frozenset[Path]:
        """Folders in which a change would be seen."""
        places = {self._root if self._root.is_dir() else self._root.parent}
        for file in self.files():
            places |= {file.parent, file.resolve().parent}
        return frozenset(places)

    @property
    def _root(self) -> Path:
        root = self.base
        while any(sign in str(root) for sign in _GLOB) and not root.exists():
            root = root.parent
        return root

    def files(self) -> list[Path]:
        """Those there are now, in the order of their names, without those that the program itself writes."""
        try:
            files = sorted(path for path in self._found() if path.is_file() and not path.name.startswith(OUR_OWN))
        except OSError:  # the folder went away meanwhile, or may not be looked into
            return []
        return [file for file in files if self._is_wanted(file)][:MOST_FILES]

    def _found(self) -> Iterable[Path]:
        if self._root != self.base:
            return self._root.glob(str(self.base.relative_to(self._root)))
        return self.base.iterdir() if self.base.is_dir() else [self.base]

    def _is_wanted(self, file: Path) -> bool:
        """A table is a file's name or its path from the root, a pattern, or something inside a file, after a "›"."""
        if not self.wanted or file == self.base:
            return True
        name = file.relative_to(self._root).as_posix()
        whole = self.wanted.partition(WITHIN)[0]
        return any(n in (self.wanted, whole) or fnmatchcase(n, whole) for n in (name, file.name))


def file_set(source: Source, dataset: Dataset, folder: Path) -> FileSet:
    """The files that the data set reads; `folder` is where a relative path of the source starts. A query reads any of them."""
    path = Path(str(source.config.get("path") or "")).expanduser()
    return FileSet(path if path.is_absolute() else folder / path, "" if dataset.sql else dataset.table)


def file_token(sets: Sequence[FileSet], known: str = "") -> Token:
    """The token of all these files together. Contents are read only where something else differs from `known`."""
    facts, files, missing, newest = [], [], "", 0
    for one in sets:
        found = one.files()
        if not found:
            missing = missing or one.wanted or one.base.name
        for file in found:
            for path in (file, *(file.with_name(file.name + end) for end in _BESIDE.get(file.suffix.lower(), ()))):
                try:
                    seen = path.stat()
                except OSError:
                    missing = missing or (file.name if path is file else "")
                    continue
                if not stat.S_ISREG(seen.st_mode) or (path is not file and not seen.st_size):
                    continue
                facts.append((str(path), seen.st_size, seen.st_mtime_ns, seen.st_ino))
                files.append((path, seen.st_size))
                newest = max(newest, seen.st_mtime_ns)
    value = f"stat={_digest(repr(facts).encode())}"
    if known.partition(CONTENT)[0] == value:
        return Token(known, _time(newest), missing)
    content = _content(files) if not missing and sum(size for _, size in files) <= MOST_HASHED else ""
    return Token(f"{value}{CONTENT}{content}" if content else value, _time(newest), missing)


def _content(files: Sequence[tuple[Path, int]]) -> str:
    digest = blake2b(digest_size=16)
    try:
        for path, size in files:
            digest.update(f"{path}\0{size}\0".encode())
            with path.open("rb") as file:
                while part := file.read(1 << 20):
                    digest.update(part)
    except OSError:  # it went away meanwhile, or cannot be read: then the next look says more
        return ""
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _time(nanoseconds: int) -> datetime | None:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC) if nanoseconds else None


# Databases --------------------------------------------------------------------------------------------------------------

CHECKS: Mapping[str, str] = {
    # https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-TABLES-VIEW; a truncated or rewritten
    # table has another file. A view has no row here, so that nothing is claimed of it.
    "postgres": """SELECT s.n_tup_ins AS a, s.n_tup_upd AS b, s.n_tup_del AS c, pg_relation_filenode(s.relid) AS d
        FROM pg_stat_all_tables AS s WHERE s.relname = {table} AND s.schemaname = {place}""",
    # https://dev.mysql.com/doc/refman/8.4/en/information-schema-tables-table.html: NULL after a restart until the first write;
    # the hint keeps MySQL 8 from answering out of its cache (MariaDB reads it as a comment).
    "mysql": """SELECT /*+ SET_VAR(information_schema_stats_expiry=0) */ update_time AS a, create_time AS b
        FROM information_schema.tables
        WHERE table_name = {table} AND table_schema = {place} AND update_time IS NOT NULL""",
    # https://learn.microsoft.com/sql/relational-databases/system-dynamic-management-views/sys-dm-db-index-usage-stats-transact-sql
    "mssql": """SELECT max(u.last_user_update) AS a, max(u.user_updates) AS b
        FROM sys.dm_db_index_usage_stats AS u WHERE u.database_id = DB_ID() AND u.object_id = OBJECT_ID({path})
        HAVING max(u.user_updates) IS NOT NULL""",
    # https://docs.snowflake.com/en/sql-reference/functions/system_last_change_commit_time
    "snowflake": "SELECT SYSTEM$LAST_CHANGE_COMMIT_TIME({path}) AS a",
    # https://docs.databricks.com/aws/en/sql/language-manual/information-schema/tables
    "databricks": """SELECT last_altered AS a FROM information_schema.tables
        WHERE table_name = {table} AND table_schema = {place} AND table_type <> 'VIEW'""",
    # https://clickhouse.com/docs/operations/system-tables/parts
    "clickhouse": """SELECT max(modification_time) AS a, sum(rows) AS b, count() AS c FROM system.parts
        WHERE active AND table = {table} AND database = {place} HAVING count() > 0""",
}
"""By kind of source: one row that differs after a change of a table, and none where the engine does not know."""

_DEFAULT_PLACE = {
    "postgres": "current_schema()",
    "mysql": "database()",
    "databricks": "current_schema()",
    "clickhouse": "currentDatabase()",
}


def check_sql(type_: str, table: str, dialect: str) -> str:
    """The query that tells of a change of the table ("name" or "schema.name"); "" where the engine has none."""
    from sqlglot import exp

    if type_ not in CHECKS or not table:
        return ""

    def quoted(text: str) -> str:
        return str(exp.Literal.string(text).sql(dialect=dialect))

    schema, _, name = table.rpartition(".")
    schema = schema.rpartition(".")[2]
    default = _DEFAULT_PLACE.get(type_, "")
    place = quoted(schema) if schema else default
    return CHECKS[type_].format(table=quoted(name), place=place, path=quoted(table))


def growth_sql(dataset: Dataset, column: str, dialect: str) -> str:
    """Count and maximum of a column that grows with every change."""
    import sqlglot
    from sqlglot import exp

    rows: Any
    if dataset.sql:
        parsed: Any = sqlglot.parse_one(dataset.sql, read=dialect)
        rows = parsed.subquery("rows_of_it")
    else:
        parts = [exp.to_identifier(part, quoted=True) for part in dataset.table.split(".")[-3:]]
        rows = exp.Table(**dict(zip(("this", "db", "catalog"), reversed(parts), strict=False)))
    grown = exp.Max(this=exp.column(exp.to_identifier(column, quoted=True)))
    count = exp.Count(this=exp.Star())
    return str(exp.select(exp.alias_(count, "a"), exp.alias_(grown, "b")).from_(rows).sql(dialect=dialect))


def database_token(reader: Reader, source: Source, dataset: Dataset, column: str = "") -> Token | None:
    """The token of a data set in a database; None where this engine has no cheap sign for it. Raises SourceError."""
    if column:
        return _asked(reader, source, [growth_sql(dataset, column, reader.dialect)])
    tables: Sequence[str] = (dataset.table,)
    if dataset.sql:
        from census_desktop.sources.user_sql import checked_select

        tables = checked_select(dataset.sql, reader.dialect)[1]
    queries = [check_sql(source.type, table, reader.dialect) for table in tables]
    return _asked(reader, source, queries) if queries and all(queries) else None


def _asked(reader: Reader, source: Source, queries: Sequence[str]) -> Token | None:
    answers = []
    for sql in queries:
        rows = reader.preview(Dataset("change check", "change check", source.id, sql=sql), None, 2).rows
        if not rows or all(value is None for value in rows[0]):
            return None
        answers.append(rows[0])
    return Token(f"stat={_digest(repr(answers).encode())}")

"""A table of a database: PostgreSQL, MySQL, MariaDB, SQL Server or SQLite, over SQLAlchemy.

Upsert is the database's own way on the sync key (kind.py), a batch is one transaction, a mirror deletes. The table must have
a unique key on the sync key's column (but for append and swap), or it is made by us with that column as primary key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from sqlalchemy import URL

LIMITS = Limits(batch_rows=5_000, concurrency=2)

TABLE = ObjectSpec(
    name="records",
    label="Table",
    operations=tuple(Operation),
    open_fields=True,
    open_name=True,
    removal="are deleted from the table",
    removals=(Removal.REMOVE, Removal.NULL_OUT, Removal.SWAP),
    only_if_empty=True,
)

MANIFEST = Manifest(
    type="sql_table",
    title="Database table",
    summary="Writes records into a table of PostgreSQL, MySQL, MariaDB, SQL Server or SQLite.",
    icon="database",
    tint="blue",
    group="files",
    config=(
        ConfigField(
            "url",
            "Database",
            "A SQLAlchemy URL without a password: postgresql, mysql, mariadb, mssql or sqlite. Connections to other computers "
            "check the server's certificate unless the URL says otherwise: ?sslmode=require encrypts and trusts anybody, "
            "?ssl_ca=FILE names an authority (MySQL), ?TrustServerCertificate=yes is SQL Server's. A relative SQLite path "
            "starts at the workspace.",
            required=True,
            placeholder="postgresql://… or mysql://db.example.com/crm, sqlite:///crm.db",
        ),
        ConfigField("user", "User", "If the URL does not name one."),
        ConfigField("password", "Password", secret=True),
        ConfigField(
            "schema", "Schema", "Empty means the default one. For MySQL and MariaDB it is another database of the server."
        ),
        ConfigField(
            "create",
            "Make what is missing",
            "Makes a missing table, with the sync key as its primary key, and adds missing columns.",
            kind="boolean",
            default=True,
        ),
    ),
    objects=(TABLE,),
    limits=LIMITS,
    payload="columns",
    keywords="sql postgresql postgres mysql mariadb sql server mssql azure sqlite warehouse",
    credential_help="1. Ask for a user of the database for this program, with a password.\n"
    "2. It needs SELECT, INSERT, UPDATE and DELETE on the tables; CREATE and ALTER to make tables and add columns.\n"
    "3. MySQL and MariaDB: also CREATE TEMPORARY TABLES. SQL Server: Microsoft's ODBC driver on this computer.",
    unverified=(
        "SQL Server: its statements were read by a parser and its errors follow Microsoft's list; no server has run them.",
        "MySQL itself: everything was run on MariaDB; where the two differ, MySQL's documents were followed.",
    ),
    documents=(
        Document(
            "MERGE (Transact-SQL)", "https://learn.microsoft.com/en-us/sql/t-sql/statements/merge-transact-sql", "2026-11-27"
        ),
        Document(
            "INSERT ON DUPLICATE KEY UPDATE",
            "https://mariadb.com/docs/server/reference/sql-statements/data-manipulation/inserting-loading-data/insert-on-duplicate-key-update",
            "2026-11-27",
        ),
    ),
    facts={
        "Key": "The sync key's column must be the primary key or unique; texts are told apart as its collation does",
        "Batches": "One transaction each",
        "Unique values": "A record never changes the row of another key: a unique value that is taken is refused",
        "Append": "Safe to repeat where the key is unique",
        "Leaving": "Rows are deleted, or emptied but for the key; or all rows are replaced in one transaction",
    },
)


class SqlTable:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations.sqltable.database import Database, parsed_url

        config = context.connection.config
        url = _with_user(parsed_url(config["url"], context.folder), config["user"], context.secrets.get("password", ""))
        self._create: bool = config["create"]
        self._database = Database(url, config["schema"] or None, LIMITS, may_create=self._create)

    @staticmethod
    def limits_of(config: Mapping[str, Any]) -> Limits:
        """SQLite has one writer at a time; a second one would only wait for it."""
        return replace(LIMITS, concurrency=1) if str(config["url"]).strip().startswith("sqlite") else LIMITS

    def test(self) -> str:
        """Connects and counts tables; writes nothing."""
        return self._database.describe()

    def objects(self) -> Sequence[ObjectSpec]:
        from census_desktop.destinations.sqltable.tables import table_specs

        with self._database.connection() as connection:
            return (TABLE, *table_specs(connection, self._database.schema, TABLE))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.sqltable.swap import SwapWriter
        from census_desktop.destinations.sqltable.tables import is_swap, prepare
        from census_desktop.destinations.sqltable.writer import TableWriter

        with self._database.connection() as connection:
            table = prepare(connection, self._database.kind, self._database.schema, target, schema, create=self._create)
        return SwapWriter(self._database, table) if is_swap(target) else TableWriter(self._database, table)

    def close(self) -> None:
        self._database.close()


def _with_user(url: URL, user: str | None, password: str) -> URL:
    if url.get_backend_name() == "sqlite":
        return url
    if user and url.username and user != url.username:
        raise ConfigError("The address and the field User name different users.", hint="Leave one of them out.")
    return url.set(username=user or url.username, password=password or None)

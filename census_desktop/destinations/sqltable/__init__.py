"""A table of a database: PostgreSQL or SQLite, over SQLAlchemy.

Upsert is the dialect's own ON CONFLICT on the sync key, a batch is one transaction, a mirror deletes. The table must have
a unique key on the sync key's column, or it is made by us with that column as primary key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation
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
)

MANIFEST = Manifest(
    type="sql_table",
    title="Database table",
    summary="Writes records into a table of PostgreSQL or SQLite.",
    icon="database",
    tint="blue",
    config=(
        ConfigField(
            "url",
            "Database",
            "A SQLAlchemy URL without a password. Connections to other computers check the server's certificate unless "
            "the URL says otherwise (?sslmode=…). A relative SQLite path starts at the workspace.",
            required=True,
            placeholder="postgresql://db.example.com/crm or sqlite:///crm.db",
        ),
        ConfigField("user", "User", "If the URL does not name one."),
        ConfigField("password", "Password", secret=True),
        ConfigField("schema", "Schema", "Empty means the default one of the database."),
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
    keywords="sql postgresql postgres sqlite warehouse",
    facts={
        "Key": "The sync key's column must be the primary key or unique",
        "Batches": "One transaction each",
        "Append": "Safe to repeat where the key is unique",
        "Leaving": "Rows are deleted",
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

    def test(self) -> str:
        """Connects and counts tables; writes nothing."""
        return self._database.describe()

    def objects(self) -> Sequence[ObjectSpec]:
        from census_desktop.destinations.sqltable.tables import table_specs

        with self._database.connection() as connection:
            return (TABLE, *table_specs(connection, self._database.schema, TABLE))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.sqltable.tables import prepare
        from census_desktop.destinations.sqltable.writer import TableWriter

        with self._database.connection() as connection:
            table = prepare(connection, self._database.schema, target, schema, create=self._create)
        return TableWriter(self._database, table)

    def close(self) -> None:
        self._database.close()


def _with_user(url: URL, user: str | None, password: str) -> URL:
    if url.get_backend_name() == "sqlite":
        return url
    if user and url.username and user != url.username:
        raise ConfigError("The address and the field User name different users.", hint="Leave one of them out.")
    return url.set(username=user or url.username, password=password or None)

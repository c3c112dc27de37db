"""PostgreSQL and what speaks its language."""

from __future__ import annotations

from census_desktop.domain.manifest import SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.engines.server import server_fields

TYPE = SourceType(
    type="postgres",
    label="PostgreSQL",
    summary="On a server or in a cloud.",
    config=server_fields(5432, schema="Where tables are looked for first; empty: the user's own search path."),
    extra="postgres",
    needs=("psycopg",),
    documentation="https://www.postgresql.org/docs/current/libpq-connect.html",
)


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.postgres_reader import open_postgres

    return open_postgres(context)

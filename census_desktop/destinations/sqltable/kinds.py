"""The kinds of databases that there are, by the name in an address."""

from __future__ import annotations

import functools

import sqlalchemy as sa

from census_desktop.destinations.sqltable.kind import Kind
from census_desktop.destinations.sqltable.lite import SQLite
from census_desktop.destinations.sqltable.mssql import SqlServer
from census_desktop.destinations.sqltable.mysql import MySQL
from census_desktop.destinations.sqltable.postgres import Postgres

KINDS: dict[str, type[Kind]] = {
    "postgresql": Postgres,
    "postgres": Postgres,
    "sqlite": SQLite,
    "mysql": MySQL,
    "mariadb": MySQL,
    "mssql": SqlServer,
}


@functools.cache
def kind_named(backend: str) -> Kind:
    return KINDS[backend]()


def kind_of(connection: sa.Connection) -> Kind:
    return kind_named(connection.dialect.name)

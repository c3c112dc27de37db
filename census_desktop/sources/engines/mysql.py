"""MySQL and MariaDB."""

from __future__ import annotations

from census_desktop.domain.manifest import SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.engines.server import server_fields

TYPE = SourceType(
    type="mysql",
    label="MySQL or MariaDB",
    summary="On a server or in a cloud.",
    config=server_fields(3306),
    extra="mysql",
    needs=("pymysql",),
    documentation="https://dev.mysql.com/doc/refman/8.4/en/connecting.html",
)


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.mysql_reader import open_mysql

    return open_mysql(context)

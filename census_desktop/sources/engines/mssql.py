"""Microsoft SQL Server and Azure SQL."""

from __future__ import annotations

from census_desktop.domain.errors import SourceError
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.engines.server import server_fields

TYPE = SourceType(
    type="mssql",
    label="SQL Server",
    summary="On a server, or Azure SQL.",
    config=(
        *server_fields(1433, schema="Where tables are looked for first; empty: the user's own, usually dbo."),
        ConfigField("driver", "ODBC driver", "As the system names it.", default="ODBC Driver 18 for SQL Server"),
    ),
    extra="mssql",
    needs=("pyodbc",),
    documentation="https://learn.microsoft.com/sql/connect/odbc/dsn-connection-string-attribute",
)


def open_reader(context: SourceContext) -> Reader:
    try:
        from census_desktop.sources.mssql_reader import open_mssql
    except ImportError as error:  # pyodbc is there, the system's ODBC manager is not
        raise SourceError(
            "SQL Server needs the system's ODBC manager, which is not installed.",
            kept="The source, its data sets, segments and syncs are kept.",
            hint="Install unixODBC (Debian: apt install unixodbc) and Microsoft's ODBC driver for SQL Server.",
        ) from error
    return open_mssql(context)

"""A DuckDB file, read-only."""

from __future__ import annotations

from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

TYPE = SourceType(
    type="duckdb",
    label="DuckDB",
    summary="A DuckDB database file.",
    group="files",
    config=(ConfigField("path", "DuckDB file", "Opened read-only.", kind="path", required=True),),
)


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.duckdb_reader import open_database

    return open_database(context)

"""An SQLite file, read-only."""

from __future__ import annotations

from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

TYPE = SourceType(
    type="sqlite",
    label="SQLite",
    summary="An SQLite database file.",
    group="files",
    config=(ConfigField("path", "SQLite file", "Opened read-only.", kind="path", required=True),),
)


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.duckdb_reader import open_files

    return open_files(context)

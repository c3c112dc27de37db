"""Files in a folder, read by the embedded DuckDB."""

from __future__ import annotations

from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

TYPE = SourceType(
    type="files",
    label="Files",
    summary="A folder, a file or a pattern.",
    group="files",
    config=(
        ConfigField(
            "path",
            "Folder, file or pattern",
            "CSV, TSV, JSON, Parquet, Excel, SQLite or DuckDB files.",
            kind="path",
            required=True,
        ),
        ConfigField(
            "delimiter",
            "Delimiter",
            "The character between values of all CSV files; empty: found out for each.",
            placeholder=",",
        ),
    ),
)


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.duckdb_reader import open_files

    return open_files(context)

"""Source types and how to open one. Nothing heavy is imported until a source is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField
from census_desktop.domain.model import Source
from census_desktop.domain.ports import Clock, Secrets

_DELIMITER = ConfigField(
    "delimiter", "Delimiter", "The character between values of CSV files; empty: found out by itself.", placeholder=","
)

SOURCE_TYPES: dict[str, tuple[ConfigField, ...]] = {
    "files": (
        ConfigField("path", "Folder, file or pattern", "CSV, TSV, JSON, JSON lines or Parquet.", kind="path", required=True),
        _DELIMITER,
    ),
    "duckdb": (ConfigField("path", "DuckDB file", "Opened read-only.", kind="path", required=True),),
}


def open_source(source: Source, secrets: Secrets, folder: Path, lookup: Callable[[str, str], Any], clock: Clock) -> Any:
    """An open reader for the source. `lookup(kind, id)` gives segments and data sets that a condition refers to.

    Raises ConfigError for a type that this version does not know, SourceError when the data cannot be reached.
    """
    if source.type not in SOURCE_TYPES:
        raise ConfigError(
            f"The source “{source.name}” has the type “{source.type}”, which this version does not open.",
            hint=f"Known types: {', '.join(SOURCE_TYPES)}.",
        )
    known = {f.name for f in SOURCE_TYPES[source.type]}
    if unknown := sorted(set(source.config) - known):
        raise ConfigError(
            f"The source “{source.name}” has an unknown setting {', '.join(unknown)}.",
            hint=f"Valid: {', '.join(sorted(known))}.",
        )
    if not source.config.get("path"):
        raise ConfigError(f"The source “{source.name}” has no path.", hint="Choose a folder or a file.")
    from census_desktop.sources.duckdb_reader import open_duckdb

    return open_duckdb(source, folder, lookup, clock)

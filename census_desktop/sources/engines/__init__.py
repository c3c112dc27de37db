"""The kinds of sources, a module each: `TYPE` says what it asks for (cheap to import), `open_reader` opens one (heavy, when
it is used)."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import SourceError
from census_desktop.domain.manifest import SourceType
from census_desktop.domain.model import Source
from census_desktop.domain.ports import Clock, Reader

MODULES = (
    "files",
    "duckdb_file",
    "sqlite",
    "postgres",
    "mysql",
    "mssql",
    "snowflake",
    "bigquery",
    "databricks",
    "trino",
    "clickhouse",
    "spark",
)
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class SourceContext:
    """What a reader is opened with. `lookup(kind, id)` gives the segments and data sets that a condition refers to; `scan`:
    it will only be read through, in one pass. `folder` is the workspace, where relative paths start."""

    source: Source
    secrets: Mapping[str, str]
    folder: Path
    lookup: Callable[[str, str], Any]
    clock: Clock
    scan: bool = False


def _modules() -> dict[str, Any]:
    found = (importlib.import_module(f"{__name__}.{name}") for name in MODULES)
    return {module.TYPE.type: module for module in found}


def source_types() -> dict[str, SourceType]:
    """Every kind of source that this version knows, also those whose extra is not installed."""
    return {type_: module.TYPE for type_, module in _modules().items()}


def missing_extra(type_: SourceType) -> str:
    """The extra that has to be installed before such a source can be opened; "" when nothing is missing."""
    return "" if all(_installed(name) for name in type_.needs) else type_.extra


def _installed(module: str) -> bool:
    with suppress(ModuleNotFoundError):  # of the package that it is in
        return importlib.util.find_spec(module) is not None
    return False


def open_reader(context: SourceContext) -> Reader:
    """Raises SourceError when the data cannot be reached, or when the engine's package is not installed."""
    module = _modules()[context.source.type]
    if extra := missing_extra(module.TYPE):
        raise SourceError(
            f"{module.TYPE.label} needs a package that is not installed.",
            kept="The source, its data sets, segments and syncs are kept.",
            hint=f'Install it with: pip install "census-desktop[{extra}]" and start again.',
        )
    reader: Reader = module.open_reader(context)
    return reader

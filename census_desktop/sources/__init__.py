"""Sources: where segments run. What kinds there are is data (engines/); opening one is lazy and read-only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Source
from census_desktop.domain.ports import Clock, Reader
from census_desktop.sources.engines import SourceContext, open_reader
from census_desktop.sources.engines import missing_extra as missing_extra
from census_desktop.sources.engines import source_types as source_types


def open_source(
    source: Source,
    credential: Callable[[str], Mapping[str, str]] | None,
    folder: Path,
    lookup: Callable[[str, str], Any],
    clock: Clock,
    *,
    scan: bool = False,
) -> Reader:
    """An open reader for the source. `lookup(kind, id)` gives segments and data sets that a condition refers to,
    `credential(id)` the secret fields of a source. `scan`: it will only be read through, in one pass.

    Raises ConfigError for a type or a setting that this version does not know, SourceError when the data cannot be reached,
    SecretsError when its credential cannot be had.
    """
    types = source_types()
    if source.type not in types:
        raise ConfigError(
            f"The source “{source.name}” has the type “{source.type}”, which this version does not open.",
            hint=f"Known types: {', '.join(types)}.",
        )
    fields = {f.name: f for f in types[source.type].config}
    if unknown := sorted(set(source.config) - set(fields)):
        raise ConfigError(
            f"The source “{source.name}” has an unknown setting {', '.join(unknown)}.",
            hint=f"Valid: {', '.join(sorted(fields))}.",
        )
    for field in fields.values():
        if field.required and not field.secret and source.config.get(field.name) in (None, ""):
            raise ConfigError(
                f"The source “{source.name}” has no {field.label[0].lower()}{field.label[1:]}.",
                hint="Edit the source and fill it in.",
            )
    secrets = credential(source.id) if credential and types[source.type].secret_fields else {}
    return open_reader(SourceContext(source, secrets, folder, lookup, clock, scan))

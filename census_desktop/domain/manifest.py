"""What a destination (or source) type can do, as data: forms, checks, limits and pages are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from census_desktop.domain.model import Operation


@dataclass(frozen=True, slots=True)
class ConfigField:
    """One field of a connection form. `kind`: text | path | number | boolean | choice | pairs (name → value).

    `least` and `most` bound a number, both included; `whole` refuses fractions.
    """

    name: str
    label: str
    help: str = ""
    kind: str = "text"
    required: bool = False
    secret: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    placeholder: str = ""
    least: float | None = None
    most: float | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field of a destination object. `type` as in ColumnType, "any" when the destination does not care."""

    name: str
    label: str = ""
    type: str = "any"
    required: bool = False
    read_only: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class ObjectSpec:
    """Something at the destination that records go to.

    `name` may be free text (`open_name`: a table or file the user names). `fields` are the known ones; with `open_fields`
    any other name is fine too. `keys` are the fields that may be the sync key; empty means any. `audience` marks an
    object whose records are members of a named audience.
    """

    name: str
    label: str
    operations: tuple[Operation, ...]
    fields: tuple[TargetField, ...] = ()
    keys: tuple[str, ...] = ()
    open_fields: bool = False
    open_name: bool = False
    audience: bool = False
    audience_word: str = "audience"
    """What the destination calls such a thing: list, audience; for files, file."""
    named_by_segment: bool = False
    """Quick Sync names the copy's object after the segment (a file of its own), as it does for audiences."""
    removal: str = "are deleted"
    """What leaving means there, completing "records that leave the segment …"."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a destination may be called: records a batch, requests in flight, requests a second (0 = no limit)."""

    batch_rows: int = 500
    concurrency: int = 1
    rate: float = 0.0
    batch_timeout: float = 120.0
    attempts: int = 5


@dataclass(frozen=True, slots=True)
class Manifest:
    """A destination type. `icon` names a pictogram in resources/icons, `tint` one of the palette's tile tints."""

    type: str
    title: str
    summary: str
    icon: str
    tint: str
    config: tuple[ConfigField, ...] = ()
    objects: tuple[ObjectSpec, ...] = ()
    limits: Limits = field(default_factory=Limits)
    payload: str = "json"
    """"json": batches carry each record as JSON text too; "columns": typed columns only."""
    keywords: str = ""
    documentation: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def secret_fields(self) -> tuple[ConfigField, ...]:
        return tuple(f for f in self.config if f.secret)

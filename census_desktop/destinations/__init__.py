"""Destination types: what there is, what each can do, and how an open one is made.

Nothing heavy is imported before a destination is opened: a type is a "module:Class" text, its module has the manifest on
top and imports what it works with inside its methods. Third parties add types by the entry point group
`census_desktop.destinations`; the name of the entry point is the type.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import importlib.util
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from census_desktop.destinations.egress import gated
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import Destination, DestinationContext
from census_desktop.domain.settings import checked_settings

log = logging.getLogger(__name__)

GROUP = "census_desktop.destinations"
BUILT_IN: Mapping[str, str] = {
    "census_api": "census_desktop.destinations.census_api:CensusApi",
    "customerio": "census_desktop.destinations.customerio:CustomerIo",
    "folder": "census_desktop.destinations.folder:Folder",
    "google_data_manager": "census_desktop.destinations.google_data_manager:GoogleDataManager",
    "google_sheets": "census_desktop.destinations.google_sheets:GoogleSheets",
    "hubspot": "census_desktop.destinations.hubspot:HubSpot",
    "iterable": "census_desktop.destinations.iterable:IterableProject",
    "klaviyo": "census_desktop.destinations.klaviyo:Klaviyo",
    "mailchimp": "census_desktop.destinations.mailchimp:Mailchimp",
    "meta": "census_desktop.destinations.meta:Meta",
    "rehearsal": "census_desktop.destinations.rehearsal:Rehearsal",
    "s3": "census_desktop.destinations.s3:S3",
    "salesforce": "census_desktop.destinations.salesforce:Salesforce",
    "sendgrid": "census_desktop.destinations.sendgrid:SendGrid",
    "sftp": "census_desktop.destinations.sftp:Sftp",
    "sql_table": "census_desktop.destinations.sqltable:SqlTable",
    "webhook": "census_desktop.destinations.webhook:Webhook",
}

Factory = Callable[[DestinationContext], Destination]


def manifests() -> tuple[Manifest, ...]:
    """Every type that can be used, built in and added. Cheap for the built-in ones."""
    return tuple(_manifest_of(c) for c in (*map(_built_in, BUILT_IN), *_added()[0].values()))


def manifest(type_: str) -> Manifest:
    """Raises ConfigError for a type that is not there, with the reason if it is a broken addition."""
    return _manifest_of(_class(type_))


def broken() -> Mapping[str, str]:
    """Added types that cannot be used: name → why."""
    return dict(_added()[1])


def secret_fields(type_: str) -> tuple[ConfigField, ...]:
    return manifest(type_).secret_fields


def open_destination(context: DestinationContext) -> Destination:
    """A destination for this connection. Raises ConfigError when its configuration cannot work."""
    config = check_config(context.connection)
    found = _class(context.connection.type)
    secrets = {name: value for name, value in context.secrets.items() if value}
    return gated(found(replace(context, connection=replace(context.connection, config=config), secrets=secrets)))


def limits(connection: Connection) -> Limits:
    """How fast this connection may be called, as it is set up; without opening it. For batches and estimates.

    A type whose settings decide about it has a static method `limits_of(config)`.
    """
    found = _class(connection.type)
    of: Callable[[Mapping[str, Any]], Limits] | None = getattr(found, "limits_of", None)
    return of(check_config(connection)) if of else _manifest_of(found).limits


def missing_extra(found: Manifest) -> str:
    """The extra that a type still needs here, "" when nothing is missing."""
    return found.extra if any(importlib.util.find_spec(name) is None for name in found.needs) else ""


def abilities(type_: str) -> frozenset[str]:
    """What a type does beside writing: "audiences" (lists and renames them), "members" (tells who is in one)."""
    found = _class(type_)
    return frozenset(name for name in ("audiences", "members") if callable(getattr(found, name, None)))


def known_objects(connection: Connection) -> Sequence[ObjectSpec]:
    """What is known of this connection's objects without opening it. A type whose settings decide about them has a static
    method `objects_of(config)`."""
    found = _class(connection.type)
    of: Callable[[Mapping[str, Any]], Sequence[ObjectSpec]] | None = getattr(found, "objects_of", None)
    return of(check_config(connection)) if of else _manifest_of(found).objects


def unsent(connection: Connection) -> str:
    """The folder, of those in the workspace with what is not sent yet, that this connection has; "" for one without. Nothing
    is opened: such a type has a class method `unsent_of(config)`. Raises ConfigError as `check_config` does."""
    of: Callable[[Mapping[str, Any]], str] | None = getattr(_class(connection.type), "unsent_of", None)
    return of(check_config(connection)) if of else ""


def forget_unsent(folder: Path, known: Mapping[str, Collection[str]], everywhere: Collection[str]) -> tuple[int, bool]:
    """Take a person's records out of what waits in this folder of those with what is not sent yet: by the keys `known` of an
    object, and by those that are theirs `everywhere`. How many there were, and whether all could be looked into."""
    from census_desktop.destinations._files.forgetting import forget

    return forget(folder, known, everywhere)


def check_config(connection: Connection) -> dict[str, Any]:
    """The connection's configuration with defaults filled in, or ConfigError that names every fault and what is valid."""
    return checked_settings(connection.name, connection.config, manifest(connection.type).config)


def _class(type_: str) -> Factory:
    if type_ in BUILT_IN:
        return _built_in(type_)
    added, faults = _added()
    if type_ in added:
        return added[type_]
    if type_ in faults:
        raise ConfigError(
            f"The destination type “{type_}” cannot be used: {faults[type_]}.",
            hint="Update or remove the package that adds it.",
        )
    raise ConfigError(f"There is no destination type “{type_}”.", hint=f"There are: {', '.join(sorted({*BUILT_IN, *added}))}.")


def _built_in(type_: str) -> Factory:
    module, _, name = BUILT_IN[type_].partition(":")
    return cast(Factory, getattr(importlib.import_module(module), name))


@functools.cache
def _added() -> tuple[dict[str, Factory], dict[str, str]]:
    """Classes that other packages bring, and those of them that are broken with the reason. One never breaks another."""
    added: dict[str, Factory] = {}
    faults: dict[str, str] = {}
    for entry in importlib.metadata.entry_points(group=GROUP):
        if entry.name in BUILT_IN or entry.name in added:
            faults[entry.name] = f"the name is taken, {entry.value} cannot have it"
            continue
        try:
            found = entry.load()
            if _manifest_of(found).type != entry.name:
                raise TypeError(f"its manifest says “{_manifest_of(found).type}”")
        except Exception as error:  # noqa: BLE001 -- code of strangers may fail in any way
            faults[entry.name] = f"{type(error).__name__}: {error}"
            log.warning("The destination type %s (%s) cannot be used: %s", entry.name, entry.value, faults[entry.name])
        else:
            added[entry.name] = found
    return added, faults


def _manifest_of(factory: Factory) -> Manifest:
    found = getattr(factory, "manifest", None)
    if not isinstance(found, Manifest):
        raise TypeError("it has no manifest")
    return found

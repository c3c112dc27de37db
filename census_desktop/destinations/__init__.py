"""Destination types: what there is, what each can do, and how an open one is made.

Nothing heavy is imported before a destination is opened: a type is a "module:Class" text, its module has the manifest on
top and imports what it works with inside its methods. Third parties add types by the entry point group
`census_desktop.destinations`; the name of the entry point is the type.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Manifest
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import Destination, DestinationContext

log = logging.getLogger(__name__)

GROUP = "census_desktop.destinations"
BUILT_IN: Mapping[str, str] = {
    "folder": "census_desktop.destinations.folder:Folder",
    "rehearsal": "census_desktop.destinations.rehearsal:Rehearsal",
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
    return found(replace(context, connection=replace(context.connection, config=config), secrets=secrets))


def check_config(connection: Connection) -> dict[str, Any]:
    """The connection's configuration with defaults filled in, or ConfigError that names every fault and what is valid."""
    fields = {f.name: f for f in manifest(connection.type).config if not f.secret}
    secret = {f.name for f in manifest(connection.type).secret_fields}
    faults: list[str] = []
    for name in connection.config:
        if name in secret:
            faults.append(f"“{name}” is a credential and is kept in the keyring, not here")
        elif name not in fields:
            faults.append(f"unknown key “{name}”")
    values: dict[str, Any] = {}
    for name, field in fields.items():
        given = connection.config.get(name)
        if given is None or given == "":
            values[name] = field.default
            if field.required:
                faults.append(f"“{name}” is missing")
        else:
            values[name] = given
            if wrong := _fault(field, given):
                faults.append(f"“{name}” {wrong}")
    if faults:
        raise ConfigError(
            f"“{connection.name}” is not set up right: {'; '.join(faults)}.", hint=f"Valid here: {', '.join(fields)}."
        )
    return values


def _fault(field: ConfigField, value: Any) -> str:
    """What is wrong with the value, completing the field's name; "" when it is fine."""
    match field.kind:
        case "number":
            return _number_fault(field, value)
        case "boolean":
            return "" if isinstance(value, bool) else "must be true or false"
        case "choice":
            return "" if value in field.choices else f"must be one of {', '.join(field.choices)}"
        case "pairs":
            fine = isinstance(value, Mapping) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
            return "" if fine else "must be names with texts"
        case _:
            return "" if isinstance(value, str) else "must be a text"


def _number_fault(field: ConfigField, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "must be a number"
    if field.whole and not float(value).is_integer():
        return "must be a whole number"
    if field.least is not None and not value >= field.least:
        return f"must be {field.least:g} or more"
    if field.most is not None and not value <= field.most:
        return f"must be {field.most:g} or less"
    return ""


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

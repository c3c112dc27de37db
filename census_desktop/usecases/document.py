"""The workspace document: all that a workspace is set up with, as one text that people keep in Git and review."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from census_desktop.domain import document as plain
from census_desktop.domain.document import KINDS, VERSION, Names, Plain
from census_desktop.domain.errors import CensusError, ConfigError, DocumentError
from census_desktop.domain.manifest import ConfigField, Manifest, SourceType
from census_desktop.domain.model import Connection, Dataset, Segment, Source, Sync
from census_desktop.domain.ports import Catalog, Clock
from census_desktop.domain.rows import ImportChange
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.document_import import Import, absolute_paths
from census_desktop.usecases.marked import Marked, read, write
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

_TYPES: dict[str, type[Any]] = {
    "sources": Source,
    "datasets": Dataset,
    "segments": Segment,
    "destinations": Connection,
    "syncs": Sync,
}
AskCredentials = Callable[[Connection | Source, Manifest | SourceType, bool], Mapping[str, str]]
"""Gives credential fields for a destination or a source, {} for none; told its type and whether it is new."""

_FIRST = datetime.min.replace(tzinfo=UTC)


def _source_fields(types: Mapping[str, SourceType], type_: str) -> Sequence[ConfigField]:
    return types[type_].config if type_ in types else ()


class Document:
    """Writes and reads workspace documents. May wait on disk and on sources: not for the GUI thread."""

    def __init__(
        self,
        catalog: Catalog,
        sources: Sources,
        destinations: Destinations,
        syncs: Syncs,
        changes: Changes,
        clock: Clock,
        folder: Path,
    ) -> None:
        self._catalog = catalog
        self._sources = sources
        self._destinations = destinations
        self._syncs = syncs
        self._changes = changes
        self._clock = clock
        self._folder = folder

    # Out ------------------------------------------------------------------------------------------------------------

    def export(self, beside: Path | None = None) -> Plain:
        """The whole workspace, without credentials, ids, sizes and history.

        Relative paths stay as they are stored, which fits a document in the workspace folder; for a document in another
        folder (`beside`) they become absolute, so that importing it there finds the same files.
        """
        elsewhere = beside is not None and beside.absolute() != self._folder
        types = self._sources.types()
        document: Plain = {"version": VERSION}
        for kind in KINDS:
            items = self._plain_items(kind)
            for item in items if elsewhere and kind in ("sources", "destinations") else ():
                fields = _source_fields(types, item["type"]) if kind == "sources" else self._fields(item["type"])
                if "config" in item:
                    item["config"] = absolute_paths(item["config"], fields, self._folder)
            if items:
                document[kind] = items
        return document

    def config_fields(self, kind: str, type_: str) -> Sequence[ConfigField]:
        """The settings of a type of source or destination; none where it is not known."""
        return _source_fields(self._sources.types(), type_) if kind == "sources" else self._fields(type_)

    def _fields(self, type_: str) -> Sequence[ConfigField]:
        try:
            return self._destinations.manifest(type_).config
        except ConfigError:  # the package that added this type is not there any more; its connection can still be exported
            return ()

    def _plain_items(self, kind: str) -> list[Plain]:
        things = self._catalog.all(_TYPES[kind])
        if kind == "syncs":
            # Oldest first: Quick Sync copies the newest, so the order is part of what they mean.
            things = tuple(sorted(things, key=lambda s: (s.created_at or _FIRST, s.name)))
        else:
            things = tuple(sorted(things, key=lambda t: (t.name.casefold(), t.name)))
        names = self._names()
        return [plain.to_plain(thing, names) for thing in things]

    def item(self, thing: plain.Thing) -> Plain:
        """One thing as it stands in the document."""
        return plain.to_plain(thing, self._names())

    def _names(self) -> Names:
        known = {kind: {t.id: t.name for t in self._catalog.all(type_)} for kind, type_ in _TYPES.items()}
        return Names(lambda kind, name: name, lambda kind, id_: known[kind].get(id_, ""))

    @staticmethod
    def to_yaml(document: Mapping[str, Any]) -> str:
        """The document as text, keys in a stable order."""
        return write(document)

    # In -------------------------------------------------------------------------------------------------------------

    def import_(self, text: str, base: Path, dry_run: bool = False) -> tuple[ImportChange, ...]:
        """Create or update everything that the document names, all or nothing; what it does not name stays.

        `base` is the document's folder, where its relative paths start. Raises DocumentError with the line of what is
        wrong, SourceError when a new data set's source cannot be read. A dry run changes nothing and tells the same.
        """
        return self._imported(_whole(read(text)), base).apply(dry_run)

    def canonical(self, text: str, base: Path) -> Plain:
        """A document as this workspace would write it after taking it in. Everything is checked; nothing is changed."""
        return self._imported(_whole(read(text)), base).plain()

    def import_plain(self, document: Mapping[str, Any]) -> tuple[ImportChange, ...]:
        """Take in a document that is plain data already, with the paths of this workspace."""
        return self._imported(Marked(dict(document)), self._folder).apply()

    def add(self, kind: str, text: str, base: Path, ask: AskCredentials | None = None) -> tuple[ImportChange, ...]:
        """Create or update things of one kind, given as one item, a list of items or a document with only that kind.

        `ask` is asked for the credential fields of each destination and source among them; what it gives goes to the keyring.
        """
        return self._added(_only(read(text), kind), base, ask)

    def add_item(self, kind: str, item: Plain, base: Path, ask: AskCredentials | None = None) -> tuple[ImportChange, ...]:
        """The same for one item that is plain data already."""
        return self._added(Marked({kind: [item]}), base, ask)

    def _added(self, marked: Marked, base: Path, ask: AskCredentials | None) -> tuple[ImportChange, ...]:
        prepared = self._imported(marked, base)
        asked: list[Connection | Source] = [*prepared.sources, *prepared.connections] if ask else []
        given = [(thing, secrets) for thing in asked if ask and (secrets := self._asked(thing, ask))]
        if not given:
            return prepared.apply()
        # The keyring may wait for a person, so it comes before the transaction, and after everything else was checked.
        prepared.apply(dry_run=True)
        fresh: list[Connection | Source] = []
        try:
            for thing, secrets in given:
                self._home(thing).keep_secrets(thing.id, secrets)
                if self._is_new(thing):
                    fresh.append(thing)
            return prepared.apply()
        except CensusError:
            for thing in fresh:
                self._home(thing).forget_secrets(thing.id)
            raise

    def _home(self, thing: Connection | Source) -> Destinations | Sources:
        return self._sources if isinstance(thing, Source) else self._destinations

    def _is_new(self, thing: Connection | Source) -> bool:
        kind: type[Any] = Source if isinstance(thing, Source) else Connection
        return self._catalog.find(kind, thing.id) is None

    def _asked(self, thing: Connection | Source, ask: AskCredentials) -> Mapping[str, str]:
        source = isinstance(thing, Source)
        type_ = self._sources.types()[thing.type] if source else self._destinations.manifest(thing.type)
        secrets = ask(thing, type_, self._is_new(thing))
        fields = tuple(f.name for f in type_.secret_fields)
        if unknown := sorted(set(secrets) - set(fields)):
            raise ConfigError(
                f"“{thing.type}” has no credential field {', '.join(unknown)}.",
                kept="Nothing was changed.",
                hint=f"Valid here: {', '.join(fields)}." if fields else "This type takes no credential.",
            )
        return secrets

    def _imported(self, marked: Marked, base: Path) -> Import:
        base = Path(os.path.normpath(base.absolute()))
        folder = None if base == self._folder else base
        return Import(self._catalog, self._sources, self._destinations, self._syncs, self._changes, self._clock, marked, folder)


def _whole(marked: Marked, *, versioned: bool = True) -> Marked:
    """The document, if it has the outer form of one."""
    data = marked.data
    valid = ", ".join(("version", *KINDS))
    if not isinstance(data, dict):
        raise DocumentError("A workspace document has keys and values.", line=1, hint=f"Valid here: {valid}.")
    for key in data:
        if key not in ("version", *KINDS):
            raise DocumentError(f"unknown key “{key}”", line=marked.line(key), hint=f"Valid here: {valid}.")
    version = data.get("version")
    if "version" not in data and versioned:
        raise DocumentError("“version” is missing", line=1, hint=f"Write version: {VERSION} at the top.")
    if "version" in data and (version != VERSION or isinstance(version, bool)):
        raise DocumentError(
            f"version {str(version)[:20]} is not known to this program",
            line=marked.line("version"),
            hint=f"Valid here: {VERSION}. A newer program may have written it.",
        )
    return marked


def _only(marked: Marked, kind: str) -> Marked:
    """What an `add` was given, in the form of a document with that kind alone."""
    data = marked.data
    if isinstance(data, dict) and any(key in data for key in ("version", *KINDS)):
        whole = _whole(marked, versioned=False)
        if other := next((key for key in data if key not in ("version", kind)), None):
            raise DocumentError(
                f"only {kind} are added here", line=marked.line(other), hint="Use import for a document with more."
            )
        return whole
    if isinstance(data, list):
        return replace(marked, data={kind: data})
    item = [data]
    return Marked({kind: item}, {**marked.lines, id(item): {0: 1}})

"""Sources: add, test, open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import SourceType
from census_desktop.domain.model import Dataset, Segment, Source, new_id
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Reader, Secrets
from census_desktop.domain.rows import Kind
from census_desktop.domain.settings import checked_settings
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.credentials import Credentials


class Sources:
    """Sources of the workspace, and the only way to open one."""

    def __init__(self, catalog: Catalog, secrets: Secrets, folder: Path, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._credentials = Credentials(catalog, secrets)
        self._opening: dict[str, str] = {}
        self._folder = folder
        self._changes = changes
        self._clock = clock

    def types(self) -> dict[str, SourceType]:
        """Kinds of sources that this version knows, with the fields of their forms."""
        from census_desktop.sources import source_types

        return source_types()

    def missing_extra(self, type_: str) -> str:
        """The package's extra that has to be installed before such a source can be opened; "" when nothing is missing."""
        from census_desktop.sources import missing_extra

        return missing_extra(self.types()[type_])

    def is_local(self, source: Source) -> bool:
        """Whether its data is files of this computer, rather than a server's."""
        type_ = self.types().get(source.type)
        return type_ is not None and type_.group == "files"

    def all(self) -> tuple[Source, ...]:
        return self._catalog.all(Source)

    def name_of(self, source_id: str) -> str:
        """Its name, also of one that was opened but is not saved; "" if unknown. By it the environment's variables go."""
        found = self._catalog.find(Source, source_id)
        return found.name if found else self._opening.get(source_id, "")

    def get(self, ref: str) -> Source:
        return self._catalog.get(Source, ref)

    def new(self, type_: str, name: str = "") -> Source:
        """An unsaved source with the type's defaults."""
        known = self._type(type_)
        return Source(new_id(), name or known.label, type_, {f.name: f.default for f in known.config if f.default is not None})

    def check(self, source: Source) -> None:
        """Raise ConfigError when the source's settings cannot work."""
        checked_settings(source.name, source.config, self._type(source.type).config)

    def _type(self, type_: str) -> SourceType:
        types = self.types()
        if type_ not in types:
            raise ConfigError(f"“{type_}” is not a source type of this version.", hint=f"Known types: {', '.join(types)}.")
        return types[type_]

    def save(self, source: Source, secrets: Mapping[str, str] | None = None, *, for_session: bool = False) -> Source:
        """Insert or update. `secrets` (only those typed anew) go to the keyring first, so that a failing keyring leaves
        nothing half done; with `for_session` they are kept in memory until the program ends."""
        self.check(source)
        if secrets:
            self.keep_secrets(source.id, secrets, for_session=for_session)
        self._catalog.put(source)
        self._changes.publish(Kind.SOURCES)
        return self._catalog.get(Source, source.id)

    def keep_secrets(self, source_id: str, secrets: Mapping[str, str], *, for_session: bool = False) -> None:
        """Put these fields into the keyring (or, for the session, into memory) beside those that are there."""
        self._credentials.keep(source_id, secrets, for_session=for_session)

    def forget_secrets(self, source_id: str) -> None:
        self._credentials.forget(source_id)

    def has_secrets(self, source_id: str) -> tuple[str, ...]:
        """Names (never values) of the secret fields that are stored."""
        return self._credentials.names(source_id)

    def keyring_state(self) -> str:
        """One line on where credentials are kept on this computer."""
        return self._credentials.state()

    def test(
        self, which: str | Source, cancel: CancelToken | None = None, secrets: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Open a source (its name or id, or as a form says it) and name the tables that can be data sets. `secrets` are
        those typed now, before the ones that are stored. Raises ConfigError, SourceError or SecretsError."""
        source = self.get(which) if isinstance(which, str) else which
        self.check(source)
        with self._open(source, cancel, typed=secrets) as reader:
            return tuple(reader.tables())

    def remove(self, source_id: str) -> None:
        """Hide the source (refused while data sets are of it). Its credential is deleted from the keyring."""
        self._catalog.remove(Source, source_id)
        self.forget_secrets(source_id)
        self._changes.publish(Kind.SOURCES)

    @contextmanager
    def reading(self, source: Source, among: Mapping[str, Dataset]) -> Iterator[Reader]:
        """The reader of a source that may be unsaved; `among` are unsaved data sets, by id, that may refer to one another."""

        def lookup(kind: str, ref: str) -> Any:
            return among[ref] if kind == "dataset" and ref in among else self._lookup(kind, ref)

        with self._open(source, None, lookup) as reader:
            yield reader

    @contextmanager
    def _open(
        self,
        source: Source,
        cancel: CancelToken | None,
        lookup: Callable[[str, str], Any] | None = None,
        scan: bool = False,
        typed: Mapping[str, str] | None = None,
    ) -> Iterator[Any]:
        from census_desktop.sources import open_source

        def credential(id_: str) -> Mapping[str, str]:
            return {**self._credentials.get(id_), **(typed or {})}

        self._opening[source.id] = source.name
        reader = open_source(source, credential, self._folder, lookup or self._lookup, self._clock, scan=scan)
        forget = cancel.on_cancel(reader.cancel) if cancel else (lambda: None)
        try:
            if cancel:
                cancel.check()
            yield reader
        finally:
            forget()
            reader.close()

    @contextmanager
    def open_for(self, dataset: Dataset, cancel: CancelToken | None = None, *, scan: bool = False) -> Iterator[Reader]:
        """The reader of a data set's source, cancelled by the token and closed at the end. `scan`: nothing is joined,
        sorted or grouped, so that little memory is enough."""
        with self._open(self._catalog.get(Source, dataset.source_id), cancel, scan=scan) as reader:
            yield reader

    def _lookup(self, kind: str, ref: str) -> Any:
        """What a compiled condition refers to: another segment, or a related data set, by id."""
        return self._catalog.get(Segment, ref) if kind == "segment" else self._catalog.get(Dataset, ref)

"""Destination connections: types, forms, test, objects."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.keeping import IdKeeper
from census_desktop.domain.manifest import Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Connection, new_id
from census_desktop.domain.ports import CallLog, Catalog, Clock, Destination, DestinationContext, RemoteIds, Secrets
from census_desktop.domain.rows import Kind
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.credentials import Credentials
from census_desktop.usecases.signing_in import TOKEN_FIELDS, TokenSource, ends_sign_in, with_typed, without_tokens


class Destinations:
    """Connections of the workspace. Credentials go to the keyring and are never read back into a form."""

    def __init__(
        self,
        catalog: Catalog,
        secrets: Secrets,
        folder: Path,
        changes: Changes,
        clock: Clock,
        ids: IdKeeper | None = None,
    ) -> None:
        """`ids` keeps the destinations' own ids of records for runs; without, they are looked up each time."""
        self._catalog = catalog
        self._credentials = Credentials(catalog, secrets)
        self._folder = folder
        self._changes = changes
        self._clock = clock
        self._ids = ids
        self._tokens = TokenSource(self._credentials, folder, clock)

    def types(self) -> tuple[Manifest, ...]:
        """Every destination type there is, built in and added, ordered by title."""
        from census_desktop.destinations import manifests

        return tuple(sorted(manifests(), key=lambda m: m.title.casefold()))

    def manifest(self, type_: str) -> Manifest:
        from census_desktop.destinations import manifest

        return manifest(type_)

    def missing_extra(self, type_: str) -> str:
        """The extra of the package that the type still needs on this computer, "" when nothing is missing."""
        from census_desktop.destinations import missing_extra

        return missing_extra(self.manifest(type_))

    def abilities(self, type_: str) -> frozenset[str]:
        """What a type does beside writing: "audiences" (lists and renames them), "members" (tells who is in one)."""
        from census_desktop.destinations import abilities

        return abilities(type_)

    def all(self) -> tuple[Connection, ...]:
        return self._catalog.all(Connection)

    def get(self, ref: str) -> Connection:
        return self._catalog.get(Connection, ref)

    def new(self, type_: str, name: str = "") -> Connection:
        """An unsaved connection with the manifest's defaults."""
        manifest = self.manifest(type_)
        defaults = {f.name: f.default for f in manifest.config if f.default is not None and not f.secret}
        return Connection(new_id(), name or manifest.title, type_, defaults)

    def save(
        self, connection: Connection, secrets: Mapping[str, str] | None = None, *, for_session: bool = False
    ) -> Connection:
        """Insert or update. `secrets` (only those typed anew) go to the keyring first; {} leaves what is there.

        With `for_session` they are kept in memory until the program ends: for when there is no keyring (SecretsError).
        """
        self.check(connection)
        if secrets:
            self.keep_secrets(connection.id, secrets, for_session=for_session)
        self._catalog.put(connection)
        self._changes.publish(Kind.CONNECTIONS)
        return self._catalog.get(Connection, connection.id)

    def keep_secrets(self, connection_id: str, secrets: Mapping[str, str], *, for_session: bool = False) -> None:
        """Put these fields into the keyring (or, for the session, into memory) beside those that are there."""
        ended = TOKEN_FIELDS if ends_sign_in(secrets) else ()
        self._credentials.keep(connection_id, secrets, for_session=for_session, instead_of=ended)
        self._forget_ids(connection_id)  # it may be another account's

    def forget_secrets(self, connection_id: str) -> None:
        self._credentials.forget(connection_id)

    def check(self, connection: Connection) -> None:
        """Raise ConfigError when the connection's settings cannot work."""
        from census_desktop.destinations import check_config

        check_config(connection)

    def settings(self, connection: Connection) -> Mapping[str, Any]:
        """The connection's settings with defaults filled in. Raises as `check` does."""
        from census_desktop.destinations import check_config

        return check_config(connection)

    def limits(self, ref: str) -> Limits:
        """How fast the connection may be called, as it is set up; nothing is opened."""
        from census_desktop.destinations import limits

        return limits(self.get(ref))

    def known_objects(self, connection: Connection) -> Sequence[ObjectSpec]:
        """What is known of the connection's objects without opening it."""
        from census_desktop.destinations import known_objects

        return known_objects(connection)

    def test(self, connection: Connection, secrets: Mapping[str, str] | None = None) -> str:
        """Test a saved or edited connection and remember the outcome if it is saved. Raises what went wrong."""
        saved = self._catalog.find(Connection, connection.id)
        try:
            with self._opened(connection, secrets) as destination:
                message = destination.test()
        except CensusError as error:
            if saved:
                self._remember(saved, False, error.message)
            raise
        if saved:
            self._remember(saved, True, message)
        return message

    def _remember(self, connection: Connection, ok: bool, message: str) -> None:
        tested = replace(connection, tested_at=self._clock.now(), test_ok=ok, test_message=message)
        self._catalog.put(tested, detail="tested")
        self._changes.publish(Kind.CONNECTIONS)

    def objects(self, ref: str) -> Sequence[ObjectSpec]:
        """Objects that records can go to, with fields, operations and possible keys. May call the destination."""
        with self._opened(self.get(ref)) as destination:
            return destination.objects()

    def remove(self, connection_id: str) -> None:
        """Hide the connection (refused while syncs use it). Its credential is deleted from the keyring, the ids that its
        records have there are forgotten, and what waits to be sent there alone is deleted."""
        self._catalog.remove(Connection, connection_id)
        self.forget_secrets(connection_id)
        self._forget_ids(connection_id)
        self._forget_unsent()
        self._changes.publish(Kind.CONNECTIONS)

    def _forget_unsent(self) -> None:
        """What waits for a place that no connection has any more is never sent, and holds people's records."""
        from census_desktop.destinations import unsent

        folder = WorkspacePaths(self._folder).unsent
        if not folder.is_dir():
            return
        kept, untold = set(), set()
        for connection in self.all():
            try:
                kept.add(unsent(connection))
            except ConfigError:
                untold.add(connection.type)
        for place in folder.iterdir():
            if place.name not in kept and place.name.rpartition("-")[0] not in untold:
                shutil.rmtree(place, ignore_errors=True)

    def _forget_ids(self, connection_id: str) -> None:
        if self._ids is not None:
            self._ids.forget(connection_id)

    def keyring_state(self) -> str:
        """One line on where credentials are kept on this computer."""
        return self._credentials.state()

    def has_secrets(self, connection_id: str) -> tuple[str, ...]:
        """Names (never values) of the secret fields that are stored."""
        return self._credentials.names(connection_id)

    @contextmanager
    def _opened(
        self,
        connection: Connection,
        typed: Mapping[str, str] | None = None,
        calls: CallLog | None = None,
        ids: RemoteIds | None = None,
    ) -> Iterator[Destination]:
        from census_desktop.destinations import open_destination

        manifest = self.manifest(connection.type)
        needs = bool(manifest.secret_fields or manifest.sign_in)
        secrets = with_typed(self._stored(connection.id, manifest) if needs else {}, typed or {})
        tokens = None
        if manifest.sign_in is not None:
            tokens = self._tokens.tokens(manifest, connection, self.settings(connection), secrets)
            secrets = without_tokens(secrets)
        destination = open_destination(DestinationContext(connection, secrets, self._folder, self._clock, calls, ids, tokens))
        try:
            yield destination
        finally:
            destination.close()

    def _stored(self, connection_id: str, manifest: Manifest) -> dict[str, str]:
        """Another process may have signed in meanwhile."""
        return self._credentials.get(connection_id, anew=manifest.sign_in is not None)

    @contextmanager
    def opened(self, connection_id: str, calls: CallLog | None = None) -> Iterator[Destination]:
        """An open destination for a run, whose requests `calls` is told of. It knows the ids that earlier runs looked up."""
        connection = self._catalog.get(Connection, connection_id)
        ids = self._ids.of(connection) if self._ids is not None else None
        with self._opened(connection, calls=calls, ids=ids) as destination:
            yield destination

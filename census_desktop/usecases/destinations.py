"""Destination connections: types, forms, test, objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from census_desktop.domain.errors import CensusError, SecretsError
from census_desktop.domain.manifest import Manifest, ObjectSpec
from census_desktop.domain.model import Connection, new_id
from census_desktop.domain.ports import Catalog, Clock, Destination, DestinationContext, Secrets
from census_desktop.domain.rows import Kind
from census_desktop.usecases.changes import Changes

_IN_KEYRING = "in_keyring:"
"""Setting per connection: names (never values) of its fields in the keyring."""


class Destinations:
    """Connections of the workspace. Credentials go to the keyring and are never read back into a form."""

    def __init__(self, catalog: Catalog, secrets: Secrets, folder: Path, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._secrets = secrets
        self._folder = folder
        self._changes = changes
        self._clock = clock

    def types(self) -> tuple[Manifest, ...]:
        """Every destination type there is, built in and added, ordered by title."""
        from census_desktop.destinations import manifests

        return tuple(sorted(manifests(), key=lambda m: m.title.casefold()))

    def manifest(self, type_: str) -> Manifest:
        from census_desktop.destinations import manifest

        return manifest(type_)

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
        if not for_session:
            values = {**self._known_secrets(connection_id), **secrets}
            self._secrets.set(connection_id, values)
            self._catalog.set_setting(_IN_KEYRING + connection_id, " ".join(sorted(values)))
            return
        try:
            known = self._known_secrets(connection_id)
        except SecretsError:
            known = {}
        self._secrets.set_for_session(connection_id, {**known, **secrets})

    def forget_secrets(self, connection_id: str) -> None:
        if self._in_keyring(connection_id):
            self._secrets.delete(connection_id)
            self._catalog.set_setting(_IN_KEYRING + connection_id, "")

    def _known_secrets(self, id_: str) -> dict[str, str]:
        return self._secrets.get(id_, in_keyring=bool(self._in_keyring(id_)))

    def _in_keyring(self, id_: str) -> tuple[str, ...]:
        """Names of the fields that were put into the keyring, remembered so that it need not be asked for nothing."""
        return tuple(self._catalog.setting(_IN_KEYRING + id_).split())

    def check(self, connection: Connection) -> None:
        """Raise ConfigError when the connection's settings cannot work."""
        from census_desktop.destinations import check_config

        check_config(connection)

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
        """Hide the connection (refused while syncs use it). Its credential is deleted from the keyring."""
        self._catalog.remove(Connection, connection_id)
        self.forget_secrets(connection_id)
        self._changes.publish(Kind.CONNECTIONS)

    def keyring_state(self) -> str:
        """One line on where credentials are kept on this computer."""
        return self._secrets.state()

    def has_secrets(self, connection_id: str) -> tuple[str, ...]:
        """Names (never values) of the secret fields that are stored."""
        elsewhere = self._secrets.get(connection_id, in_keyring=False)
        return tuple(sorted({*self._in_keyring(connection_id), *elsewhere}))

    @contextmanager
    def _opened(self, connection: Connection, typed: Mapping[str, str] | None = None) -> Iterator[Destination]:
        from census_desktop.destinations import open_destination

        needs = bool(self.manifest(connection.type).secret_fields)
        secrets = {**(self._known_secrets(connection.id) if needs else {}), **(typed or {})}
        destination = open_destination(DestinationContext(connection, secrets, self._folder, self._clock))
        try:
            yield destination
        finally:
            destination.close()

    @contextmanager
    def opened(self, connection_id: str) -> Iterator[Destination]:
        """An open destination for a run."""
        with self._opened(self._catalog.get(Connection, connection_id)) as destination:
            yield destination

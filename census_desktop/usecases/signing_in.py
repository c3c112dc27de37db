"""Signing in at a vendor: by the browser, how it stands, signing out; and the tokens that a connection's calls carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Secrets, Tokens
from census_desktop.domain.rows import Kind
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.credentials import Credentials

if TYPE_CHECKING:
    from census_desktop.usecases.destinations import Destinations

TOKEN_FIELDS = ("access_token", "refresh_token", "expires_at", "scope", "account", "instance_url")
"""What a sign-in keeps beside the connection's other credentials (signin.FIELDS)."""
ENDS = frozenset({"access_token", "service_account"})
"""Pasted credentials that stand in the place of a sign-in: the one that was entered last counts."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """How a sign-in stands. `account` is who it was, where the vendor says; `until` when its token ends; `renews`: a new one
    is then fetched unasked. `is_over`: the user has to sign in again."""

    account: str = ""
    until: datetime | None = None
    scope: str = ""
    renews: bool = False
    is_over: bool = False


def is_signed_in(fields: Mapping[str, str]) -> bool:
    """Whether a person's sign-in is among a connection's credentials; on servers a refresh token alone is one."""
    return "expires_at" in fields or bool(fields.get("refresh_token"))


class SigningIn:
    """Of one workspace."""

    def __init__(self, catalog: Catalog, secrets: Secrets, destinations: Destinations, changes: Changes, clock: Clock) -> None:
        self._credentials = Credentials(catalog, secrets)
        self._destinations = destinations
        self._changes = changes
        self._clock = clock
        self._unsaved: dict[str, tuple[Mapping[str, object], dict[str, str]]] = {}
        """By connection: what was granted while no keyring took it, and under which settings."""

    def state(self, connection_id: str) -> SignedIn | None:
        """None when nobody is signed in. Raises SecretsError when the keyring cannot say."""
        from census_desktop.signin import Granted

        if not self._credentials.is_in_keyring(connection_id) and not self._credentials.names(connection_id):
            return None
        fields = self._credentials.get(connection_id, anew=True)
        if not is_signed_in(fields):
            return None
        kept = Granted.from_fields(fields)
        return SignedIn(kept.account, kept.expires_at, kept.scope, bool(kept.refresh_token), kept.is_over)

    def sign_in(
        self,
        connection: Connection,
        typed: Mapping[str, str],
        show: Callable[[str], None],
        cancel: CancelToken,
        *,
        for_session: bool = False,
    ) -> Connection:
        """Let a person sign in by their browser, then save the connection with the credentials that were `typed` and with what
        was granted. `show` is given the address to open, from this thread. Nothing is saved when it does not come to its end.

        Where no keyring takes it (SecretsError), `finish` saves it for the session, without another sign-in.
        """
        from census_desktop.signin import registration_of, sign_in

        oauth = self._destinations.manifest(connection.type).sign_in
        if oauth is None or "browser" not in oauth.grants:
            raise ConfigError(
                f"“{connection.name}” is not signed in by a browser.", hint="It takes a credential: add it again with one."
            )
        secrets = {**self._credentials.get(connection.id), **typed}
        self._destinations.check(connection)
        client = registration_of(oauth, connection.name, self._destinations.settings(connection), secrets)
        granted = sign_in(client, show, cancel, clock=self._clock)
        self._unsaved[connection.id] = (connection.config, granted.fields())
        return self.finish(connection, typed, for_session=for_session)

    def finish(self, connection: Connection, typed: Mapping[str, str], *, for_session: bool = False) -> Connection:
        """Save the connection, with a sign-in that no keyring took before if there is one. It is good for the settings that it
        was made with alone: others may lead its tokens elsewhere."""
        made_with, granted = self._unsaved.get(connection.id, ({}, {}))
        granted = granted if made_with == connection.config else {}
        saved = self._destinations.save(connection, {**typed, **granted}, for_session=for_session)
        self._unsaved.pop(connection.id, None)
        return saved

    def sign_out(self, connection_id: str) -> None:
        """Forget the tokens; other credentials of the connection stay."""
        self._credentials.drop(connection_id, TOKEN_FIELDS)
        self._changes.publish(Kind.CONNECTIONS)


class _Place:
    """signin.Place in a connection's credential. What the keyring did not take is owed to it, and given before all else."""

    def __init__(self, credentials: Credentials, connection_id: str, owed: dict[str, Mapping[str, str]]) -> None:
        self._credentials = credentials
        self._id = connection_id
        self._owed = owed

    def read(self) -> Mapping[str, str]:
        if owed := self._owed.get(self._id):
            self.keep(owed)
        return self._credentials.get(self._id, anew=True)

    def keep(self, fields: Mapping[str, str]) -> None:
        self._owed[self._id] = fields
        self._credentials.keep(self._id, fields, for_session=not self._credentials.is_in_keyring(self._id))
        del self._owed[self._id]


class TokenSource:
    """Gives an opened connection its tokens."""

    def __init__(self, credentials: Credentials, folder: Path, clock: Clock) -> None:
        self._credentials = credentials
        self._folder = folder
        self._clock = clock
        self._owed: dict[str, Mapping[str, str]] = {}

    def tokens(
        self, manifest: Manifest, connection: Connection, settings: Mapping[str, object], secrets: Mapping[str, str]
    ) -> Tokens | None:
        """None for a connection that nobody signed in and that cannot sign in by itself. Nothing is asked of the vendor yet."""
        from census_desktop import signin

        if (oauth := manifest.sign_in) is None:
            return None
        if "browser" in oauth.grants and is_signed_in(secrets):
            client = signin.registration_of(oauth, connection.name, settings, secrets)
            place = _Place(self._credentials, connection.id, self._owed)
            lock = self._folder / f".sign-in-{connection.id}.lock"
            return signin.KeptTokens(connection.name, place, signin.renewal(client, self._clock), self._clock, lock)
        if "service_account" in oauth.grants and (key := secrets.get("service_account")):
            return signin.service_tokens(key, oauth.scopes, str(settings.get("subject") or ""), self._clock)
        if "client_credentials" in oauth.grants and settings.get("client_id") and secrets.get("client_secret"):
            client = signin.registration_of(oauth, connection.name, settings, secrets, with_secret=True)
            return signin.client_tokens(client, self._clock)
        return None


def without_tokens(secrets: Mapping[str, str]) -> dict[str, str]:
    """The credentials as a destination sees them: of a sign-in only the address that it named."""
    if not is_signed_in(secrets):
        return dict(secrets)
    return {name: value for name, value in secrets.items() if name not in TOKEN_FIELDS or name == "instance_url"}


def with_typed(stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """Credentials with those that are typed now in their place."""
    ended = TOKEN_FIELDS if ends_sign_in(typed) else ()
    return {**{name: value for name, value in stored.items() if name not in ended}, **typed}


def ends_sign_in(typed: Mapping[str, str]) -> bool:
    return bool(ENDS & typed.keys()) and not is_signed_in(typed)

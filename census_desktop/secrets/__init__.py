"""Credentials: from the environment, for this session only, or in the system's keyring, looked for in that order.

There is no fallback to a file, and no credential is ever in the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from census_desktop.domain.ports import CancelToken
from census_desktop.secrets.environment import EnvironmentSecrets
from census_desktop.secrets.memory import SessionSecrets
from census_desktop.secrets.system import KeyringSecrets, NoKeyring

__all__ = ["EnvironmentSecrets", "KeyringSecrets", "LayeredSecrets", "SessionSecrets", "open_secrets"]

Learn = Callable[[Iterable[str]], None]

_PLAIN = frozenset({"scope", "expires_at", "instance_url"})
"""Fields beside a sign-in's tokens that are no secret: hiding "read" everywhere would blank ordinary words."""


class LayeredSecrets:
    """domain.ports.Secrets over the three places. `learn` is told every value that passes, so that logs can hide it."""

    def __init__(self, environment: EnvironmentSecrets, session: SessionSecrets, keyring: KeyringSecrets, learn: Learn) -> None:
        self._environment = environment
        self._session = session
        self._keyring = keyring
        self._learn = learn

    def get(self, connection_id: str, *, in_keyring: bool = True, anew: bool = False) -> dict[str, str]:
        """{} when nothing is stored, also where there is no keyring at all: most connections on a server need none, and
        one that does says so itself. A keyring that is locked or slow raises, for it may hold the credential."""
        values = self._environment.get(connection_id) or self._session.get(connection_id)
        if not values and in_keyring:
            try:
                values = self._keyring.get(connection_id, anew=anew)
            except NoKeyring:
                values = {}
        self._learn(value for name, value in values.items() if name not in _PLAIN)
        return values

    def set(self, connection_id: str, values: Mapping[str, str], cancel: CancelToken | None = None) -> None:
        self._learn(value for name, value in values.items() if name not in _PLAIN)
        self._keyring.set(connection_id, values, cancel)
        self._session.delete(connection_id)

    def set_for_session(self, connection_id: str, values: Mapping[str, str]) -> None:
        """Keep them in memory until the program ends: offered where `set` found no keyring that can be used."""
        self._learn(value for name, value in values.items() if name not in _PLAIN)
        self._session.set(connection_id, values)

    def delete(self, connection_id: str) -> None:
        self._session.delete(connection_id)
        try:
            self._keyring.delete(connection_id)
        except NoKeyring:
            return

    def state(self) -> str:
        places = (self._keyring.state(), self._environment.state(), self._session.state())
        return " ".join(place for place in places if place)


def open_secrets(
    environ: Mapping[str, str] | None, names: Callable[[str], str], learn: Learn = lambda values: None
) -> LayeredSecrets:
    """The credentials of this process. `names` gives the name of a connection's or source's id ("" if unknown)."""
    environment = EnvironmentSecrets(os.environ if environ is None else environ, names)
    return LayeredSecrets(environment, SessionSecrets(), KeyringSecrets(), learn)

"""Credentials of connections and sources: put into the keyring by name, never read back into a form."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from census_desktop.domain.errors import SecretsError
from census_desktop.domain.ports import Catalog, Secrets

_IN_KEYRING = "in_keyring:"
"""Setting per connection or source: names (never values) of its fields in the keyring."""


class Credentials:
    """Of one workspace. An id is that of a connection or a source."""

    def __init__(self, catalog: Catalog, secrets: Secrets) -> None:
        self._catalog = catalog
        self._secrets = secrets

    def keep(self, id_: str, values: Mapping[str, str], *, for_session: bool = False, instead_of: Collection[str] = ()) -> None:
        """Put these fields into the keyring (or, for the session, into memory) beside those that are there, but for the ones
        that they replace. What another process put there, as it does with tokens, stays."""
        if not for_session:
            values = {**_without(self.get(id_, anew=True), instead_of), **values}
            self._secrets.set(id_, values)
            self._catalog.set_setting(_IN_KEYRING + id_, " ".join(sorted(values)))
            return
        try:
            known = self.get(id_)
        except SecretsError:
            known = {}
        self._secrets.set_for_session(id_, {**_without(known, instead_of), **values})

    def drop(self, id_: str, names: Collection[str]) -> None:
        """Forget these fields; the others stay where they are."""
        kept = _without(self.get(id_, anew=True), names)
        if not kept:
            self._secrets.delete(id_)
            self._catalog.set_setting(_IN_KEYRING + id_, "")
        elif self.is_in_keyring(id_):
            self._secrets.set(id_, kept)
            self._catalog.set_setting(_IN_KEYRING + id_, " ".join(sorted(kept)))
        else:
            self._secrets.set_for_session(id_, kept)

    def forget(self, id_: str) -> None:
        if self._in_keyring(id_):
            self._secrets.delete(id_)
            self._catalog.set_setting(_IN_KEYRING + id_, "")

    def get(self, connection_id: str, *, anew: bool = False) -> dict[str, str]:
        """The fields, wherever they are kept. The keyring is only asked for those that were put there; `anew` for what
        another process put there too."""
        return self._secrets.get(connection_id, in_keyring=self.is_in_keyring(connection_id), anew=anew)

    def is_in_keyring(self, id_: str) -> bool:
        return bool(self._in_keyring(id_))

    def names(self, id_: str) -> tuple[str, ...]:
        """Names (never values) of the fields that are stored."""
        elsewhere = self._secrets.get(id_, in_keyring=False)
        return tuple(sorted({*self._in_keyring(id_), *elsewhere}))

    def state(self) -> str:
        """One line on where credentials are kept on this computer."""
        return self._secrets.state()

    def _in_keyring(self, id_: str) -> tuple[str, ...]:
        """Names of the fields that were put into the keyring, remembered so that it need not be asked for nothing."""
        return tuple(self._catalog.setting(_IN_KEYRING + id_).split())


def _without(values: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name not in names}

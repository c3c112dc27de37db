"""Credentials in the keyring of the operating system: service `census-desktop`, user = connection id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from census_desktop.domain.errors import Cancelled, SecretsError
from census_desktop.domain.ports import CancelToken
from census_desktop.secrets import items
from census_desktop.secrets.worker import Overdue, Worker

SERVICE = "census-desktop"
READ_SECONDS = 5.0
WRITE_SECONDS = 60.0
"""Writing is at the user's pace: the keyring may first ask for its password."""

R = TypeVar("R")


class NoKeyring(SecretsError):
    """This computer has no keyring that may be used: nothing can have been stored in one."""


class KeyringSecrets:
    """domain.ports.Secrets in the system's keyring. What was read is remembered until the program ends, or asked for anew."""

    def __init__(self, *, read_seconds: float = READ_SECONDS, write_seconds: float = WRITE_SECONDS) -> None:
        self._read_seconds = read_seconds
        self._write_seconds = write_seconds
        self._worker = Worker("keyring")
        # Written by the worker alone, so that a late answer is remembered too.
        self._known: dict[str, dict[str, str]] = {}

    def get(self, connection_id: str, *, anew: bool = False) -> dict[str, str]:
        """`anew`: not what is remembered, for another process may have written."""
        if not anew and (known := self._known.get(connection_id)) is not None:
            return dict(known)
        return dict(self._call(lambda backend: self._read(backend, connection_id), self._read_seconds))

    def set(self, connection_id: str, values: Mapping[str, str], cancel: CancelToken | None = None) -> None:
        if len(items.split(values)) > items.MOST_PARTS:
            raise SecretsError(
                "The credential is too long for a keyring.",
                kept="The one stored before is kept.",
                hint=f"At most {items.LONGEST * (items.MOST_PARTS - 1):,} characters are possible.",
            )
        kept = dict(values)
        self._call(lambda backend: self._write(backend, connection_id, kept), self._write_seconds, cancel)

    def delete(self, connection_id: str) -> None:
        self._call(lambda backend: self._erase(backend, connection_id), self._write_seconds)

    def state(self) -> str:
        from census_desktop.secrets.backend import name_of

        try:
            return f"Credentials are kept in {self._call(name_of, self._read_seconds)}."
        except SecretsError as error:
            return error.message

    # In the worker --------------------------------------------------------------------------------------------------

    def _read(self, backend: Any, id_: str, tries: int = 3) -> dict[str, str]:
        head = backend.get_password(SERVICE, id_)
        if head is None:
            self._known.pop(id_, None)
            return {}
        shelf, count = items.shelf_of(head), items.parts_of(head)
        parts = [backend.get_password(SERVICE, _part(id_, shelf, n)) for n in range(1, count + 1)]
        try:
            self._known[id_] = items.join(head, parts)
        except items.Torn:
            if tries and backend.get_password(SERVICE, id_) != head:  # another process wrote meanwhile
                return self._read(backend, id_, tries - 1)
            raise
        return self._known[id_]

    def _write(self, backend: Any, id_: str, values: dict[str, str]) -> None:
        """The head last: until then what was there before holds."""
        self._known.pop(id_, None)
        shelf = items.free_shelf(backend.get_password(SERVICE, id_))
        head, *parts = items.split(values, shelf)
        for number, part in enumerate(parts, start=1):
            backend.set_password(SERVICE, _part(id_, shelf, number), part)
        backend.set_password(SERVICE, id_, head)
        for other in items.SHELVES:
            _erase_parts(backend, id_, other, first=len(parts) + 1 if other == shelf else 1)
        self._known[id_] = values

    def _erase(self, backend: Any, id_: str) -> None:
        self._known.pop(id_, None)
        for shelf in items.SHELVES:
            _erase_parts(backend, id_, shelf, first=1)
        if backend.get_password(SERVICE, id_) is not None:
            backend.delete_password(SERVICE, id_)

    # Waiting --------------------------------------------------------------------------------------------------------

    def _call(self, function: Callable[[Any], R], seconds: float, cancel: CancelToken | None = None) -> R:
        def with_backend() -> R:
            from census_desktop.secrets.backend import trusted_backend

            if (backend := trusted_backend()) is None:
                raise _missing()
            return function(backend)

        try:
            return self._worker.call(with_backend, seconds, cancel)
        except (SecretsError, Cancelled):
            raise
        except Overdue as overdue:
            raise _overdue(seconds, overdue.has_begun) from None
        except Exception as error:  # noqa: BLE001 - back ends raise what they like
            raise _in_words(error) from None  # its text may quote what was to be stored


def _part(id_: str, shelf: str, number: int) -> str:
    return f"{id_}#{shelf}{number}"


def _erase_parts(backend: Any, id_: str, shelf: str, first: int) -> None:
    for number in range(first, items.MOST_PARTS + 1):
        if backend.get_password(SERVICE, _part(id_, shelf, number)) is None:
            return
        backend.delete_password(SERVICE, _part(id_, shelf, number))


def _missing() -> SecretsError:
    return NoKeyring(
        "This computer has no keyring that can be trusted with a credential.",
        kept="Nothing was stored.",
        hint="Start one (GNOME Keyring, KWallet or KeePassXC), keep the credential for this session only, or on a server set "
        "CENSUS_DESKTOP_SECRET__<CONNECTION>__<FIELD>.",
    )


def _overdue(seconds: float, has_begun: bool) -> SecretsError:
    return SecretsError(
        f"The keyring did not answer within {seconds:g} seconds: it may be locked and waiting for its password.",
        kept="Nothing was lost." if not has_begun else "Nothing was lost; if it answers later, its answer counts.",
        hint="Unlock the keyring, then try again.",
    )


def _in_words(error: Exception) -> SecretsError:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, items.Torn):
        return SecretsError(
            "The credential in the keyring is incomplete or not ours.",
            kept="It was left as it is.",
            hint="Type the credential again.",
        )
    if isinstance(error, NoKeyringError):
        return _missing()
    if isinstance(error, (KeyringLocked, InitError)):
        return SecretsError(
            "The keyring is locked.",
            kept="Nothing was lost: what is stored in it stays there.",
            hint="Unlock it, then try again; or keep the credential for this session only.",
        )
    return SecretsError(
        f"The keyring failed ({type(error).__name__}).",
        kept="What is stored in it was left as it is.",
        hint="Check that it runs, then try again; or keep the credential for this session only.",
    )

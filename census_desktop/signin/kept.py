"""Tokens of a person's sign-in: kept with the connection's credential, and renewed once however many ask."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from census_desktop.domain.errors import CredentialError, SecretsError, StoreError, TransientError
from census_desktop.domain.ports import Clock
from census_desktop.signin.exchange import AGAIN, KEPT, Ended
from census_desktop.signin.granted import Granted

LOCK_SECONDS = 60.0
"""Longer than a token endpoint may take."""


class Place(Protocol):
    """Where the tokens are kept."""

    def read(self) -> Mapping[str, str]:
        """What is there now, whichever process put it there."""
        ...

    def keep(self, fields: Mapping[str, str]) -> None: ...


class KeptTokens:
    """domain.ports.Tokens of a connection that a person signed in.

    The clock only says when it is worth renewing ahead of time; whether a token is good is the destination's word. A new pair
    is kept before it is used. Whoever renews holds a lock of this computer and looks again first: a vendor that gives a new
    refresh token for the old one takes each only once.
    """

    def __init__(self, name: str, place: Place, renew: Callable[[str], Granted], clock: Clock, lock: Path) -> None:
        self._name = name
        self._place = place
        self._renew = renew
        self._clock = clock
        self._lock = lock
        self._turn = threading.Lock()
        self._stored: Granted | None = None
        """What was in its place when last looked."""
        self._known = Granted()

    def access(self, refused: str = "") -> str:
        with self._turn:
            if self._stored is None:
                self._look()
            if token := self._usable(refused):
                return token
            with self._alone():
                self._look()
                return self._usable(refused) or self._renewed(refused)

    def _look(self) -> None:
        """Where nothing changed there since the last look, what is known here is newer: the environment cannot be written."""
        stored = Granted.from_fields(self._place.read())
        if stored != self._stored:
            self._stored = self._known = stored

    def _usable(self, refused: str) -> str:
        known = self._known
        if known.access_token == refused:
            return ""
        # Without a way to renew it, its time is a hint that nobody can follow.
        return known.access_token if known.is_fresh(self._clock.now()) or not known.refresh_token else ""

    def _renewed(self, refused: str) -> str:
        before = self._known
        if not before.refresh_token:
            raise CredentialError(f"The sign-in of “{self._name}” is over.", kept=KEPT, hint=AGAIN)
        try:
            self._known = before.after(self._renew(before.refresh_token))
        except Ended as error:
            self._look()
            if self._known != before and (token := self._usable(refused)):
                return token
            self._end()
            raise CredentialError(
                f"The sign-in of “{self._name}” is over: {error.message}", kept=error.kept, hint=error.hint
            ) from None
        self._keep()
        return self._known.access_token

    def _end(self) -> None:
        """Remembered, so that the vendor is not asked again with what it refused."""
        self._known = self._known.over()
        with suppress(SecretsError):
            self._keep()

    def _keep(self) -> None:
        try:
            self._place.keep(self._known.fields())
            self._stored = Granted.from_fields(self._place.read())
        except SecretsError:
            self._stored = None  # looked for again: the place itself still owes it
            raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self._lock, timeout=LOCK_SECONDS, mode=0o600, poll_interval=0.02, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise TransientError(
                f"Another process has been renewing the sign-in of “{self._name}” for a minute.", kept=KEPT, outcome_known=True
            ) from None
        except OSError as error:
            raise StoreError(
                f"The sign-in of “{self._name}” cannot be renewed: the workspace's folder takes no lock ({error.strerror}).",
                kept=KEPT,
                hint="Check the rights of the folder and the room on its disk.",
            ) from None
        try:
            yield
        finally:
            lock.release()

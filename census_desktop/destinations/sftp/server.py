"""A folder of an SFTP server over paramiko: files that appear whole, and what its errors mean."""

from __future__ import annotations

import errno
import hashlib
import posixpath
import socket
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import paramiko

from census_desktop.destinations._files.place import Changed
from census_desktop.destinations._files.remote import KEPT
from census_desktop.destinations.sftp import folder_of
from census_desktop.destinations.sftp.connecting import connected
from census_desktop.domain.errors import CensusError, ConfigError, DestinationError, TransientError
from census_desktop.domain.ports import CallLog, Clock
from census_desktop.domain.records import Call

DONE = 200
"""How the record of requests tells that a step was done; the protocol itself says 0, which there means no answer."""
TRIES = 3
"""How often a step begins anew when the connection breaks in it."""

ASIDE = ".old"

T = TypeVar("T")


class Server:
    """`writer` tells this computer's unfinished files from those of another one. `calls` is told of every step."""

    def __init__(
        self,
        host: str,
        user: str,
        config: Mapping[str, Any],
        secrets: Mapping[str, str],
        *,
        writer: str,
        clock: Clock,
        calls: CallLog | None = None,
    ) -> None:
        self._clock = clock
        self._calls = calls
        self.folder = folder_of(config)
        if "\0" in self.folder:
            raise ConfigError("The folder has a character that no path can have.", hint="Correct the folder.")
        self.title = f"{host}:{self.folder}"
        self._create: bool = config["create"]
        self._token = hashlib.sha256(f"{socket.gethostname()}\n{writer}".encode()).hexdigest()[:8]
        self._connect = partial(connected, host, int(config["port"]), user, config["host_key"] or "", secrets)
        self._transport: paramiko.Transport | None = None
        self._session: paramiko.SFTPClient | None = None

    def has_folder(self) -> bool:
        """Raises ConfigError where it is missing and may not be made, or is no folder."""
        found = self._do("look at its folder", lambda sftp: _stat(sftp, self.folder))
        if found is None and not self._create:
            raise ConfigError(f"There is no folder {self.title}.", hint="Correct it, or allow making it.")
        if found is not None and not stat.S_ISDIR(found.st_mode or 0):
            raise ConfigError(f"{self.title} is a file, not a folder.", hint="Choose a folder.")
        return found is not None

    def ready(self) -> None:
        if not self.has_folder():
            self._do("make its folder", self._make_folder)
        probe = self._hidden("census-desktop-test")

        def write(sftp: paramiko.SFTPClient) -> None:
            sftp.open(probe, "w").close()
            _remove(sftp, probe)  # another run may have been quicker

        self._do("write there", write)

    def names(self) -> Sequence[str]:
        if not self.has_folder():
            return ()
        found = self._do("list its folder", lambda sftp: sftp.listdir_attr(self.folder))
        return [entry.filename for entry in found if stat.S_ISREG(entry.st_mode or 0)]

    def beginning(self, name: str, size: int) -> bytes:
        def read(sftp: paramiko.SFTPClient) -> bytes:
            with sftp.open(self._at(name), "rb") as file:
                return file.read(size)

        try:
            return self._do(f"read {name}", read)
        except DestinationError:
            return b""  # only its fields are lacking here

    def fetch(self, name: str, into: Path, known: str) -> str:
        def copy(sftp: paramiko.SFTPClient) -> str:
            self._put_back(sftp, name)
            mark = _mark(sftp, self._at(name))
            if mark and mark != known:
                with into.open("wb") as file:
                    sftp.getfo(self._at(name), file, max_concurrent_prefetch_requests=64)
            return mark

        return self._do(f"read {name}", copy)

    def put(self, file: Path, name: str, over: str | None) -> None:
        hidden, target = self._hidden(name), self._at(name)

        def send(sftp: paramiko.SFTPClient) -> None:
            self._put_back(sftp, name)
            with file.open("rb") as body:
                sftp.putfo(body, hidden, file_size=file.stat().st_size)
            if over is not None and _mark(sftp, target) != over:
                sftp.remove(hidden)
                raise Changed
            if found := _stat(sftp, target):
                with suppress(OSError):
                    sftp.chmod(hidden, stat.S_IMODE(found.st_mode or 0o644))
            self._rename(sftp, hidden, target)

        try:
            self._do(f"write {name}", send)
        except DestinationError:
            with suppress(CensusError):
                self._do("tidy up", lambda sftp: _remove(sftp, hidden))
            raise

    def _rename(self, sftp: paramiko.SFTPClient, hidden: str, target: str) -> None:
        try:
            sftp.posix_rename(hidden, target)
        except OSError as error:
            if error.errno or not self._is_connected():
                raise
            self._rename_in_steps(sftp, hidden, target)

    def _rename_in_steps(self, sftp: paramiko.SFTPClient, hidden: str, target: str) -> None:
        # The server does not know it: rename over a file is refused there, so that is put aside for a moment.
        aside = hidden + ASIDE
        there = _stat(sftp, target) is not None
        if there:
            _remove(sftp, aside)
            sftp.rename(target, aside)
        try:
            sftp.rename(hidden, target)
        except BaseException:
            if there:
                sftp.rename(aside, target)
            raise
        _remove(sftp, aside)

    def _put_back(self, sftp: paramiko.SFTPClient, name: str) -> None:
        """A file that was put aside when the connection or the program ended is the file still."""
        aside = self._hidden(name) + ASIDE
        if _stat(sftp, self._at(name)) is None and _stat(sftp, aside) is not None:
            sftp.rename(aside, self._at(name))

    def _make_folder(self, sftp: paramiko.SFTPClient) -> None:
        path = ""
        for part in self.folder.split("/"):
            path = f"{path}{part}" if not path or path == "/" else f"{path}/{part}"
            path = path or "/"
            if _stat(sftp, path) is None:
                sftp.mkdir(path)

    def _at(self, name: str) -> str:
        return posixpath.join(self.folder, name)

    def _hidden(self, name: str) -> str:
        return self._at(f".{name}.{self._token}.part")

    def _do(self, what: str, act: Callable[[paramiko.SFTPClient], T]) -> T:
        """A step, begun anew when the connection breaks in it."""
        for _ in range(TRIES):
            sftp = self._open()
            began = self._clock.monotonic()
            try:
                done = act(sftp)
            except Changed:
                self._record(what, began, "Somebody else wrote it meanwhile.")
                raise
            except (OSError, EOFError, paramiko.SSHException) as error:
                is_answer = self._is_answer(error)
                self._record(what, began, f"It could not {what}." if is_answer else "The connection broke off.")
                if is_answer:
                    raise self._refused(what, error) from None
                self.close()
            else:
                self._record(what, began)
                return done
        raise TransientError(f"The connection to {self.title} broke off.", kept=KEPT, hint="Check the network, then run again.")

    def _record(self, what: str, began: float, error: str = "") -> None:
        if self._calls is None:
            return
        verb, _, rest = what.partition(" ")
        place = f"sftp://{self.title}" + (f"/{rest}" if verb in ("read", "write") and rest != "there" else "")
        seconds = round(self._clock.monotonic() - began, 6)
        call = Call(self._clock.now(), verb.upper(), place, 0 if error else DONE, seconds, error=error)
        self._calls.record(lambda: call)

    def _open(self) -> paramiko.SFTPClient:
        if self._session is None or not self._is_connected():
            self.close()
            self._transport, self._session = self._connect()
        return self._session

    def _is_connected(self) -> bool:
        return self._transport is not None and self._transport.is_active()

    def _is_answer(self, error: Exception) -> bool:
        """Whether the server said no; else the connection broke."""
        return self._is_connected() and isinstance(error, OSError) and not isinstance(error, ConnectionError | TimeoutError)

    def _refused(self, what: str, error: Exception) -> DestinationError:
        """The texts of servers are left out: some name other paths and people."""
        code = getattr(error, "errno", None)
        if getattr(error, "filename", None) or code in (errno.ENOSPC, errno.EDQUOT):  # a disk of this computer
            raise error
        if code == errno.EACCES:
            return DestinationError(
                f"This user of {self.title} may not {what}.",
                kept=KEPT,
                hint="Ask whoever runs the server for the right to list, read, write, rename and delete there.",
            )
        if code == errno.ENOENT:
            return DestinationError(f"{self.title} is gone, or could not {what}.", kept=KEPT, hint="Look at the folder.")
        return DestinationError(
            f"{self.title} could not {what}.",
            kept=KEPT,
            hint="Most often no room is left there or a quota is reached; ask whoever runs the server.",
        )

    def close(self) -> None:
        session, transport = self._session, self._transport
        self._session = self._transport = None
        with suppress(OSError, EOFError, paramiko.SSHException):
            if session is not None:
                session.close()
        if transport is not None:
            transport.close()


def _stat(sftp: paramiko.SFTPClient, path: str) -> paramiko.SFTPAttributes | None:
    try:
        return sftp.stat(path)
    except FileNotFoundError:
        return None


def _mark(sftp: paramiko.SFTPClient, path: str) -> str:
    found = _stat(sftp, path)
    return f"{found.st_size}-{found.st_mtime}" if found else ""


def _remove(sftp: paramiko.SFTPClient, path: str) -> None:
    with suppress(FileNotFoundError):
        sftp.remove(path)

"""Real SFTP servers for tests: OpenSSH's sshd on loopback, one a session; and one in this process that can be made to fail.

The first is skipped where sshd is not installed (Debian: apt install openssh-server), unless CENSUS_DESKTOP_REQUIRE_DESKTOP=1.
"""

from __future__ import annotations

import contextlib
import getpass
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko
import pytest

from tests.mariadb import wait_until
from tests.postgres import free_port

PASSWORD = "korrekt-pferd-batterie"


@dataclass
class SftpServer:
    """A running sshd whose user may come with a key. Files are under `folder`."""

    folder: Path
    port: int
    user: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def secrets(self) -> dict[str, str]:
        return {"private_key": (self.folder / "user").read_text()}

    def fingerprint(self, kind: str = "ed25519") -> str:
        """As ssh-keygen says it: 256 SHA256:… comment (ED25519)."""
        told = subprocess.run(
            ["ssh-keygen", "-lf", self.folder / f"host_{kind}.pub"], capture_output=True, text=True, check=True
        )
        return told.stdout.split()[1]

    def config(self, folder: Path, **more: Any) -> dict[str, Any]:
        there = {"host": "127.0.0.1", "port": self.port, "user": self.user, "host_key": self.fingerprint()}
        return {**there, "folder": str(folder), **more}

    def new_folder(self) -> Path:
        """A folder of the user's."""
        made = self.folder / f"files-{next(self._numbers)}"
        made.mkdir()
        shutil.chown(made, self.user)
        return made

    def start(self) -> None:
        for name, kind in (("host_ed25519", "ed25519"), ("host_rsa", "rsa"), ("user", "ed25519")):
            subprocess.run(["ssh-keygen", "-q", "-N", "", "-t", kind, "-f", self.folder / name], check=True)
        shutil.copy(self.folder / "user.pub", self.folder / "authorized")
        (self.folder / "authorized").chmod(0o644)
        (self.folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.folder}/host_ed25519\nHostKey {self.folder}/host_rsa\n"
            f"AuthorizedKeysFile {self.folder}/authorized\nPidFile none\nStrictModes no\nUsePAM no\nUseDNS no\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n"
            "Subsystem sftp internal-sftp\nForceCommand internal-sftp\n"
        )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [_daemon() or "", "-D", "-e", "-f", self.folder / "config"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        wait_until(self._answers, "sshd does not answer")

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "log").read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as probe:
            return probe.recv(4) == b"SSH-"
        return False

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


def _daemon() -> str | None:
    return shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")


@pytest.fixture(scope="session")
def sftp() -> Iterator[SftpServer]:
    if _daemon() is None:
        if os.environ.get("CENSUS_DESKTOP_REQUIRE_DESKTOP") == "1":
            pytest.fail("sshd is not installed")
        pytest.skip("sshd is not installed")
    folder = Path(tempfile.mkdtemp(prefix="census-sftp-"))
    folder.chmod(0o755)
    server = SftpServer(folder, free_port(), "nobody" if os.geteuid() == 0 else getpass.getuser())
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class FailingServer:
    """An SFTP server of this process over a folder, for users with a password. It speaks the protocol's third version without
    OpenSSH's additions, and fails as it is told: `full` after that many bytes, `breaks` the connection so many times."""

    def __init__(self, folder: Path, *, interactive: bool = False) -> None:
        self.folder = folder
        self.interactive = interactive
        self.full: int | None = None
        self.breaks = 0
        self.tried: list[str] = []
        self.key = paramiko.ECDSAKey.generate()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._transports: list[paramiko.Transport] = []
        self._accepting = threading.Thread(target=self._accept)

    def __enter__(self) -> FailingServer:
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join()
        for transport in self._transports:
            transport.close()
            transport.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            self._transports.append(transport)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, self, transport)
            with contextlib.suppress(paramiko.SSHException, EOFError):
                transport.start_server(server=_Doors(self), event=threading.Event())

    def config(self, **more: Any) -> dict[str, Any]:
        key = f"{self.key.get_name()} {self.key.get_base64()}"
        return {"host": "127.0.0.1", "port": self.port, "user": "anna", "host_key": key, "folder": "/", **more}


class _Doors(paramiko.ServerInterface):
    def __init__(self, server: FailingServer) -> None:
        self._server = server

    def get_allowed_auths(self, username: str) -> str:
        return "keyboard-interactive" if self._server.interactive else "password"

    def check_auth_password(self, username: str, password: str) -> int:
        self._server.tried.append(password)
        right = password == PASSWORD and not self._server.interactive
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def check_auth_interactive(self, username: str, submethods: str) -> Any:
        return paramiko.InteractiveQuery("", "", ("Password:", False))

    def check_auth_interactive_response(self, responses: list[str]) -> int:
        return paramiko.AUTH_SUCCESSFUL if responses == [PASSWORD] else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _Handle(paramiko.SFTPHandle):
    def __init__(self, file: Any, failing: FailingServer, transport: paramiko.Transport, path: Path) -> None:
        super().__init__()
        self._file = file
        self._failing = failing
        self._transport = transport
        self._path = path

    def read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return bytes(self._file.read(length))

    def write(self, offset: int, data: bytes) -> int:
        if self._failing.breaks:
            self._failing.breaks -= 1
            self._transport.close()
            return paramiko.SFTP_FAILURE
        if self._failing.full is not None and offset + len(data) > self._failing.full:
            return paramiko.SFTP_FAILURE
        self._file.seek(offset)
        self._file.write(data)
        self._file.flush()
        return paramiko.SFTP_OK

    def stat(self) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(self._path.stat())

    def close(self) -> None:
        self._file.close()


class _Files(paramiko.SFTPServerInterface):
    def __init__(self, server: Any, failing: FailingServer, transport: paramiko.Transport) -> None:
        super().__init__(server)
        self._failing = failing
        self._transport = transport

    def _path(self, path: str) -> Path:
        return self._failing.folder / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> Any:
        return [paramiko.SFTPAttributes.from_stat(p.stat(), p.name) for p in self._path(path).iterdir()]

    def stat(self, path: str) -> Any:
        try:
            return paramiko.SFTPAttributes.from_stat(self._path(path).stat())
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)

    lstat = stat

    def open(self, path: str, flags: int, attr: Any) -> Any:
        if flags & os.O_CREAT and self._failing.full == 0:
            return paramiko.SFTP_FAILURE
        mode = "wb" if flags & os.O_WRONLY else "r+b" if flags & os.O_RDWR else "rb"
        try:
            file = os.fdopen(os.open(self._path(path), flags, 0o644), mode, buffering=0)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)
        return _Handle(file, self._failing, self._transport, self._path(path))

    def remove(self, path: str) -> int:
        try:
            self._path(path).unlink()
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        """The protocol refuses to rename over a file."""
        if self._path(newpath).exists():
            return paramiko.SFTP_FAILURE
        self._path(oldpath).rename(self._path(newpath))
        return paramiko.SFTP_OK

    def mkdir(self, path: str, attr: Any) -> int:
        self._path(path).mkdir()
        return paramiko.SFTP_OK

"""A mail server on loopback that takes letters, or does what a test wants instead."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer:
    """SMTP as far as a client needs it (RFC 5321): EHLO, STARTTLS, AUTH PLAIN, MAIL, RCPT, DATA, QUIT.

    `replies` maps a command to the reply that is sent instead of success, or to "" to say nothing until the end; a list is
    used up one by one. `letters` are what arrived, `logins` the user and password of each AUTH.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, **replies: str | list[str]) -> None:
        self._tls = tls
        self._replies = replies
        self.letters: list[EmailMessage] = []
        self.logins: list[tuple[str, str]] = []
        self.tries = 0
        self.waits = threading.Event()
        """Set when a client waits for an answer that does not come."""
        self._released = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads: list[threading.Thread] = [threading.Thread(target=self._accept)]

    def __enter__(self) -> MailServer:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.tries += 1
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            while connection is not None:
                connection = self._talk(connection)  # type: ignore[assignment]

    def _talk(self, connection: socket.socket) -> socket.socket | None:
        """Until the client goes, or asks for TLS: then the connection to go on with."""
        secure = isinstance(connection, ssl.SSLSocket)
        with connection.makefile("rb") as lines:
            if not secure:
                connection.sendall(b"220 test\r\n")
            while line := lines.readline():
                verb, _, rest = line.decode().strip().partition(" ")
                verb = verb.upper()
                if (said := self._said(verb.lower())) is not None:
                    if not said:
                        self.waits.set()
                        self._released.wait()
                        break
                    connection.sendall(f"{said}\r\n".encode())
                elif verb == "EHLO":
                    offers = ["test", "AUTH PLAIN", *(["STARTTLS"] if self._tls and not secure else [])]
                    connection.sendall("".join(f"250{' ' if o is offers[-1] else '-'}{o}\r\n" for o in offers).encode())
                elif verb == "STARTTLS" and self._tls:
                    connection.sendall(b"220 go\r\n")
                    return self._tls.wrap_socket(connection, server_side=True)
                elif verb == "AUTH":
                    _, user, password = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
                    self.logins.append((user, password))
                    connection.sendall(b"235 ok\r\n")
                elif verb == "DATA":
                    connection.sendall(b"354 go\r\n")
                    body = b"".join(iter(lines.readline, b".\r\n"))
                    self.letters.append(message_from_bytes(body, policy=policy.default))  # type: ignore[arg-type]
                    connection.sendall(b"250 ok\r\n")
                elif verb == "QUIT":
                    connection.sendall(b"221 bye\r\n")
                    break
                else:
                    connection.sendall(b"250 ok\r\n")
        connection.close()
        return None

    def _said(self, verb: str) -> str | None:
        said = self._replies.get(verb)
        if isinstance(said, list):
            return said.pop(0) if said else None
        return said

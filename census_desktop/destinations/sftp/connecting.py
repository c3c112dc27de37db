"""A connection to an SSH server: its host key first, then the user's credential."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import re
import socket
from collections.abc import Mapping
from contextlib import suppress

import paramiko
from paramiko.ssh_exception import AuthenticationException, IncompatiblePeer, PasswordRequiredException, SSHException

from census_desktop.destinations._files.remote import KEPT
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError, TransientError

SECONDS = 10
SILENT_SECONDS = 60
LIVELY_SECONDS = 30
_AGAIN = "Enter them again under Destinations, then run the sync once more."
_TYPES = {"ssh-ed25519": ("ssh-ed25519",), "ssh-rsa": ("rsa-sha2-512", "rsa-sha2-256")}

# Its own log repeats what is raised.
logging.getLogger("paramiko").setLevel(logging.CRITICAL)


def connected(
    host: str, port: int, user: str, host_key: str, secrets: Mapping[str, str]
) -> tuple[paramiko.Transport, paramiko.SFTPClient]:
    """Raises ConfigError with the key that the server shows where none was entered, DestinationError where it is another."""
    known, types = known_keys(host_key)
    key = private_key(secrets.get("private_key", ""), secrets.get("passphrase", ""))
    transport = paramiko.Transport(_socket(host, port))
    try:
        if types:
            transport.get_security_options().key_types = types
        transport.banner_timeout = transport.auth_timeout = SECONDS
        _start(transport, host)
        _check(transport.get_remote_server_key(), known, host)
        _sign_in(transport, host, user, key, secrets.get("password", ""))
        transport.set_keepalive(LIVELY_SECONDS)
        session = paramiko.SFTPClient.from_transport(transport)
        if session is None:
            raise SSHException
        if channel := session.get_channel():
            channel.settimeout(SILENT_SECONDS)
        return transport, session
    except (SSHException, EOFError, OSError):
        transport.close()
        raise DestinationError(
            f"{host} let the user in but opened no SFTP.", kept=KEPT, hint="Ask whoever runs it to allow SFTP for this user."
        ) from None
    except BaseException:
        transport.close()
        raise


def _socket(host: str, port: int) -> socket.socket:
    try:
        return socket.create_connection((host, port), SECONDS)
    except OSError:
        raise TransientError(
            f"{host} cannot be reached.", kept=KEPT, hint="Check that it is running, its name and the port.", outcome_known=True
        ) from None


def _start(transport: paramiko.Transport, host: str) -> None:
    try:
        transport.start_client(timeout=SECONDS)
    except IncompatiblePeer:
        raise DestinationError(
            f"{host} speaks only ways that are not safe any more, or has no host key of the kind that was entered.",
            kept=KEPT,
            hint="Ask whoever runs it which host keys it has; test with the host key empty to see one.",
        ) from None
    except (SSHException, EOFError, OSError):
        raise TransientError(
            f"{host} does not answer as an SSH server.", kept=KEPT, hint="Check the port; it may also be too busy now.",
            outcome_known=True,
        ) from None  # fmt: skip


def _check(key: paramiko.PKey, known: frozenset[str], host: str) -> None:
    shown = f"{key.get_name()} {fingerprint(key.asbytes())}"
    if not known:
        raise ConfigError(
            f"{host} shows the host key {shown}. Nothing was sent.",
            hint="Compare it with what whoever runs the server says, and enter it as the host key.",
        )
    if fingerprint(key.asbytes()) not in known:
        raise DestinationError(
            f"The host key of {host} is not the one that was entered: it shows {shown}. Somebody may be listening in, or the "
            "server was set up anew.",
            kept="Nothing was sent, not even the password.",
            hint="Ask whoever runs the server; only if they confirm it, enter the new host key.",
        )


def _sign_in(transport: paramiko.Transport, host: str, user: str, key: paramiko.PKey | None, password: str) -> None:
    if key is None and not password:
        raise CredentialError("There is neither a password nor a private key.", kept=KEPT, hint=_AGAIN)
    try:
        # A server may ask for both, one after the other.
        missing = transport.auth_publickey(user, key) if key else ["password"]
        if missing and password:
            missing = transport.auth_password(user, password)
    except AuthenticationException:
        missing = ["anything else"]
    except (SSHException, EOFError, OSError):
        raise TransientError(f"{host} broke off the sign-in.", kept=KEPT, hint="Try again later.", outcome_known=True) from None
    if missing or not transport.is_authenticated():
        what = "key" if key else "password"
        raise CredentialError(f"{host} refused the user or the {what}.", kept=KEPT, hint=_AGAIN)


def fingerprint(public: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(public).digest()).decode().rstrip("=")


def known_keys(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Fingerprints, and the kinds of keys to ask for; from fingerprints, public keys or lines of known_hosts."""
    found = set(re.findall(r"SHA256:[A-Za-z0-9+/]{43}", text))
    for public in re.findall(r"\b(AAAA[A-Za-z0-9+/]+={0,2})", text):
        with suppress(ValueError):
            found.add(fingerprint(base64.b64decode(public, validate=True)))
    if text.strip() and not found:
        raise ConfigError("The host key is neither a fingerprint nor a public key.", hint="As in SHA256: and 43 characters.")
    names = dict.fromkeys(re.findall(r"\b(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521))\b", text))
    return frozenset(found), tuple(kind for name in names for kind in _TYPES.get(name, (name,)))


def private_key(text: str, passphrase: str) -> paramiko.PKey | None:
    if not text.strip():
        return None
    lines = _with_lines(text)
    needed, said = False, "is none that can be read"
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(lines), passphrase or None)
        except PasswordRequiredException:
            needed = True
        except (SSHException, ValueError, IndexError, UnicodeDecodeError, AssertionError):
            continue
    if needed:
        said = "needs its passphrase"
    elif passphrase:
        said = "does not open with this passphrase"
    elif "PuTTY" in text:
        said = "is one of PuTTY's"
    raise CredentialError(
        f"The private key {said}.", kept=KEPT, hint="Enter it under Destinations, in OpenSSH's form (puttygen can export that)."
    )


def _with_lines(text: str) -> str:
    """Ends of lines may have been lost where the key was copied from."""
    parts = re.fullmatch(r"\s*(-----BEGIN [A-Z0-9 ]+-----)(.*?)(-----END [A-Z0-9 ]+-----)\s*", text, re.S)
    if not parts or ":" in parts[2]:
        return text.strip() + "\n"
    body = re.sub(r"\s+", "", parts[2])
    return "\n".join([parts[1], *(body[n : n + 70] for n in range(0, len(body), 70)), parts[3], ""])

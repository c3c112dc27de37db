"""E-mail through the user's own mail server: Python's smtplib, over TLS that is verified
(docs.python.org/3/library/smtplib.html)."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.ports import CancelToken
from census_desktop.notify.message import Message, one_line


def send_mail(config: Mapping[str, Any], password: str, message: Message, cancel: CancelToken, seconds: float) -> None:
    """One try. `config` has host, port, tls (starttls | tls | none), user, sender, to; `seconds` is how long each answer of
    the server may take.

    Raises TransientError where a later try may help, CredentialError, ConfigError for what is no address, DestinationError
    for any other refusal, Cancelled. The server's own words are not repeated: they quote addresses.
    """
    host = str(config["host"])
    letter = _letter(config, message)
    try:
        with _connected(config, seconds) as server:
            forget = cancel.on_cancel(lambda: _hang_up(server))
            try:
                if config["tls"] == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if config.get("user"):
                    server.login(str(config["user"]), password)
                server.send_message(letter)
            finally:
                forget()
    except smtplib.SMTPAuthenticationError:
        raise CredentialError(f"{host} refused the user or the password.", hint="Enter the password again.") from None
    except ssl.SSLError as error:
        raise DestinationError(
            f"The connection to {host} cannot be made secure ({error.reason or type(error).__name__}).",
            hint="Check port and encryption, and the server's certificate.",
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise DestinationError(
            f"{host} does not offer what the channel asks for.", hint="Check encryption, user and addresses."
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(host, "the recipients", min(code for code, _ in error.recipients.values())) from None
    except smtplib.SMTPResponseException as error:
        raise _refused(host, "the e-mail", error.smtp_code) from None
    except (smtplib.SMTPException, OSError) as error:
        cancel.check()
        raise TransientError(
            f"{host} could not be reached for e-mail ({type(error).__name__}).", hint="Check host, port and encryption."
        ) from None


def _letter(config: Mapping[str, Any], message: Message) -> EmailMessage:
    letter = EmailMessage()
    try:
        letter["Subject"] = one_line(message.title)
        letter["From"], letter["To"] = one_line(str(config["sender"])), one_line(str(config["to"]))
        addresses = [*letter["From"].addresses, *letter["To"].addresses]
        fits = len(addresses) > 1 and all(a.username and a.domain for a in addresses)
    except (ValueError, IndexError, AttributeError):
        fits = False
    if not fits:
        raise ConfigError("From or To is no e-mail address.", hint="Write name@example.com; separate several by commas.")
    letter.set_content(message.text + "\n")
    return letter


def _connected(config: Mapping[str, Any], seconds: float) -> smtplib.SMTP:
    host, port = str(config["host"]), int(config["port"])
    if config["tls"] == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=seconds, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=seconds)


def _hang_up(server: smtplib.SMTP) -> None:
    """Whoever waits for the server's answer gets none, at once."""
    with suppress(OSError, AttributeError):
        if server.sock is not None:
            server.sock.shutdown(socket.SHUT_RDWR)


def _refused(host: str, what: str, code: int) -> DestinationError:
    """Replies from 400 to 499 mean "try later" (RFC 5321, 4.2.1)."""
    kind = TransientError if code < 500 else DestinationError
    return kind(f"{host} refused {what} (reply {code}).", hint="Check From, To and what the server allows.")

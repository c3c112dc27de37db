"""What the forms of database servers have in common."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from census_desktop.domain.manifest import ConfigField

TLS_MODES = ("auto", "verify", "encrypt", "off")


def server_fields(port: int, *, schema: str = "", needs_database: bool = True) -> tuple[ConfigField, ...]:
    """Host, port, database, schema (where `schema` says what it is for), user, password and TLS."""
    fields = [
        ConfigField("host", "Host", "The server's name or address.", required=True, placeholder="db.example.com"),
        ConfigField("port", "Port", kind="number", default=port, whole=True, least=1, most=65535),
        ConfigField("database", "Database", required=needs_database),
    ]
    if schema:
        fields.append(ConfigField("schema", "Schema", schema))
    return (
        *fields,
        ConfigField("user", "User", "One that may only read is enough, and best.", required=True),
        ConfigField("password", "Password", secret=True, required=True),
        ConfigField(
            "tls",
            "TLS",
            "verify: encrypted, and the certificate is checked. encrypt: encrypted only. off: plain. "
            "auto: verify, but plain where the server is on this computer.",
            kind="choice",
            choices=TLS_MODES,
            default="auto",
        ),
        ConfigField(
            "tls_ca", "Certificate authority", "A PEM file, where the server's certificate is not of a public one.", kind="path"
        ),
    )


def on_this_computer(host: str) -> bool:
    """Whether the host is this computer: its loopback interface, or the folder of a Unix socket."""
    if host.startswith("/") or host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def tls_mode(config: Mapping[str, Any]) -> str:
    """verify, encrypt or off; "" where the server is on this computer and may choose."""
    mode = str(config.get("tls") or "auto")
    if mode == "auto":
        return "" if on_this_computer(str(config["host"])) else "verify"
    return mode


def authorities(config: Mapping[str, Any]) -> str:
    """The file of certificate authorities: the form's, or those that the program trusts everywhere."""
    import certifi

    return str(config.get("tls_ca") or certifi.where())

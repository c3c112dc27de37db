"""Which addresses and headers records may be sent with."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from census_desktop.domain.errors import ConfigError


def check_url(url: str) -> SplitResult:
    """The parts of an address that records may be sent to, or ConfigError."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        written_well = parts.port != 0 and not re.search(r"[\x00-\x20\x7f]", url)
    except ValueError:
        parts, written_well = SplitResult("", "", "", "", ""), False
    if parts.scheme not in ("http", "https") or not parts.hostname or not written_well:
        raise ConfigError("The address is not a web address.", hint="Write it in full, as in https://example.com/in.")
    if parts.username is not None or parts.password is not None:
        raise ConfigError(
            "The address holds a user name or password.",
            hint="Remove it and enter the credential in its own field; it is then kept in the keyring.",
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ConfigError(
            "Plain http would send the records readable by anybody on the way.",
            hint="Use https. Plain http is for this computer only (127.0.0.1 or localhost).",
        )
    if _is_link_local(parts.hostname):
        raise ConfigError("The address is link-local, where no receiving program should be.", hint="Check the address.")
    return parts


def is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _is_link_local(host: str) -> bool:
    """Cloud machines answer there with credentials of their own (169.254.169.254)."""
    try:
        return ipaddress.ip_address(host).is_link_local
    except ValueError:
        return False


def check_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers that can be sent as they are, or ConfigError that names the header and never its value."""
    for name, value in headers.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise ConfigError(f"“{name}” cannot be the name of a header.", hint="Use letters, digits and hyphens.")
        if not re.fullmatch(r"[\t\x20-\x7e\xa0-\xff]*", value) or value != value.strip():
            raise ConfigError(
                f"The value of the header {name} has characters that cannot be sent.",
                hint="Remove line breaks, outer spaces and special characters.",
            )
    return dict(headers)


def authorities() -> bool | str:
    """A company's own certificate authorities if the environment names a file of them, else those that requests brings."""
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        if path := os.environ.get(variable):
            if not Path(path).exists():
                raise ConfigError(
                    f"{variable} names a file that does not exist.", hint="Correct or remove that environment variable."
                )
            return path
    return True

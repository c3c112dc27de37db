"""Credentials from the environment, for servers and containers that have no keyring."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

PREFIX = "CENSUS_DESKTOP_SECRET"


class EnvironmentSecrets:
    """Reads `CENSUS_DESKTOP_SECRET__<CONNECTION>__<FIELD>`: the connection's name in upper case, anything but letters and
    digits as `_`. `name_of` gives the name of an id. Fields come back in lower case, as manifests spell them."""

    def __init__(self, environ: Mapping[str, str], name_of: Callable[[str], str]) -> None:
        self._environ = environ
        self._name_of = name_of

    def get(self, connection_id: str) -> dict[str, str]:
        given = {key: value for key, value in self._environ.items() if key.startswith(f"{PREFIX}__")}
        if not given or not (name := self._name_of(connection_id)):
            return {}
        begin = f"{PREFIX}__{variable_part(name)}__"
        # A rest with "__" in it belongs to a connection with a longer name.
        return {
            key.removeprefix(begin).lower(): value
            for key, value in given.items()
            if key.startswith(begin) and "__" not in key.removeprefix(begin)
        }

    def state(self) -> str:
        count = sum(key.startswith(f"{PREFIX}__") for key in self._environ)
        return f"Taken from the environment: {count}." if count else ""


def variable_part(name: str) -> str:
    """A name as it stands in a variable: "Ads (EU)" is ADS__EU_."""
    return re.sub(r"[^A-Z0-9]", "_", name.upper())

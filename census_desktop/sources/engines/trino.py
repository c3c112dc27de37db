"""Trino, through Ibis. The client's settings: github.com/trinodb/trino-python-client, "Authentication mechanisms"."""

from __future__ import annotations

from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

TYPE = SourceType(
    type="trino",
    label="Trino",
    summary="A schema of a Trino (or Starburst) catalog.",
    group="warehouse",
    extra="trino",
    needs=("trino",),
    config=(
        ConfigField("host", "Host", "The coordinator, without https://.", required=True, placeholder="trino.example.com"),
        ConfigField("port", "Port", kind="number", default=443, least=1, most=65535, whole=True),
        ConfigField("catalog", "Catalog", "One of SHOW CATALOGS.", required=True, placeholder="hive"),
        ConfigField("schema", "Schema", "Its tables and views can be data sets.", required=True),
        ConfigField("user", "User", required=True),
        ConfigField(
            "https",
            "Encrypted (HTTPS)",
            "Off only where no credential is asked for.",
            kind="boolean",
            default=True,
        ),
        ConfigField("password", "Password", "Where the coordinator asks for one (LDAP, password file).", secret=True),
        ConfigField("token", "JSON web token", "Where the coordinator takes tokens, instead of a password.", secret=True),
    ),
    documentation="https://trino.io/docs/current/security/authentication-types.html",
)


def arguments(context: SourceContext) -> dict[str, Any]:
    """Keywords for Ibis' `do_connect`, but for `auth`. Raises ConfigError for a credential without encryption."""
    config = context.source.config
    https = bool(config.get("https", True))
    if not https and context.secrets:
        raise ConfigError(
            f"The source “{context.source.name}” would send its credential unencrypted.",
            kept="Nothing was sent.",
            hint="Turn HTTPS on, or take the credential away.",
        )
    return {
        "host": config["host"],
        "port": int(config.get("port") or (443 if https else 8080)),
        "user": config["user"],
        "database": config["catalog"],
        "schema": config["schema"],
        "source": "census_desktop",
        "timezone": "UTC",
        "http_scheme": "https" if https else "http",
        "request_timeout": 60,
    }


def credential(context: SourceContext) -> Any:
    """The client's authentication; None when there is none. Ibis makes one only of hosts that begin with https://."""
    from trino.auth import BasicAuthentication, JWTAuthentication

    if token := context.secrets.get("token"):
        return JWTAuthentication(token)
    if password := context.secrets.get("password"):
        return BasicAuthentication(context.source.config["user"], password)
    return None


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.warehouse import open_warehouse

    return open_warehouse(context, "trino", arguments(context) | {"auth": credential(context)})

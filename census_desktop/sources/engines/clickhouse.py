"""ClickHouse, through Ibis. The driver's settings: clickhouse.com/docs, "ClickHouse Connect"."""

from __future__ import annotations

from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

SETTINGS = {"join_use_nulls": 1, "session_timezone": "UTC"}
"""A record without a match has nulls, not zeros and empty texts; times are UTC."""
TYPE = SourceType(
    type="clickhouse",
    label="ClickHouse",
    summary="A database of a ClickHouse server or of ClickHouse Cloud.",
    group="warehouse",
    extra="clickhouse",
    needs=("clickhouse_connect",),
    config=(
        ConfigField(
            "host",
            "Host",
            "Of the HTTP interface; in ClickHouse Cloud under Connect.",
            required=True,
            placeholder="abc123.eu-central-1.aws.clickhouse.cloud",
        ),
        ConfigField("port", "Port", "Of the HTTP interface.", kind="number", default=8443, least=1, most=65535, whole=True),
        ConfigField("database", "Database", "Its tables and views can be data sets.", required=True, default="default"),
        ConfigField("user", "User", "With readonly = 2 it may read and nothing else.", required=True, default="default"),
        ConfigField("https", "Encrypted (HTTPS)", "Off only for a server on this computer.", kind="boolean", default=True),
        ConfigField("password", "Password", secret=True),
    ),
    documentation="https://clickhouse.com/docs/integrations/language-clients/python",
)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def arguments(context: SourceContext) -> dict[str, Any]:
    """Keywords for Ibis' `do_connect`, which passes `interface` and the time-outs on to the driver; its own `secure` only
    chooses the port. Raises ConfigError for a password that would travel unencrypted."""
    config = context.source.config
    https = bool(config.get("https", True))
    if not https and context.secrets.get("password") and config["host"] not in _LOOPBACK:
        raise ConfigError(
            f"The source “{context.source.name}” would send its password unencrypted.",
            kept="Nothing was sent.",
            hint="Turn HTTPS on; port 8443 is usual then.",
        )
    return {
        "host": config["host"],
        "port": int(config.get("port") or (8443 if https else 8123)),
        "database": config["database"],
        "user": config["user"],
        "password": context.secrets.get("password", ""),
        "client_name": "census_desktop",
        "interface": "https" if https else "http",
        "connect_timeout": 15,
        "settings": SETTINGS,
    }


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.warehouse import open_warehouse

    return open_warehouse(context, "clickhouse", arguments(context))

"""Databricks SQL, through Ibis. The connector's settings: docs.databricks.com, "Databricks SQL Connector for Python"."""

from __future__ import annotations

from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

_WHERE = "In the workspace under SQL Warehouses, your warehouse, Connection details."
TYPE = SourceType(
    type="databricks",
    label="Databricks",
    summary="A schema of Unity Catalog, by an SQL warehouse.",
    group="warehouse",
    extra="databricks",
    needs=("databricks.sql",),
    config=(
        ConfigField("host", "Server hostname", _WHERE, required=True, placeholder="adb-1234567890123456.7.azuredatabricks.net"),
        ConfigField("http_path", "HTTP path", _WHERE, required=True, placeholder="/sql/1.0/warehouses/a1b2c3d4e5f6"),
        ConfigField("catalog", "Catalog", required=True, placeholder="main"),
        ConfigField("schema", "Schema", "Its tables and views can be data sets.", required=True, default="default"),
        ConfigField(
            "token",
            "Access token",
            "A personal access token: Settings, Developer, Access tokens. Its user needs USE and SELECT on the schema.",
            required=True,
            secret=True,
        ),
    ),
    documentation="https://docs.databricks.com/aws/en/dev-tools/python-sql-connector",
)


def arguments(context: SourceContext) -> dict[str, Any]:
    """Keywords for Ibis' `do_connect`. Raises ConfigError without a token."""
    config = context.source.config
    if not context.secrets.get("token"):
        raise ConfigError(
            f"The source “{context.source.name}” has no access token.",
            kept="The source is kept.",
            hint="Give it one in the source's form.",
        )
    return {
        "server_hostname": str(config["host"]).removeprefix("https://").rstrip("/"),
        "http_path": config["http_path"],
        "access_token": context.secrets["token"],
        "catalog": config["catalog"],
        "schema": config["schema"],
        "session_configuration": {"timezone": "UTC", "ansi_mode": "true"},
        "user_agent_entry": "census_desktop",
    }


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.warehouse import open_warehouse

    return open_warehouse(context, "databricks", arguments(context))

"""Snowflake, through Ibis. The connector's settings: docs.snowflake.com, "Connecting with the Python Connector"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

TYPE = SourceType(
    type="snowflake",
    label="Snowflake",
    summary="A schema of a Snowflake database.",
    group="warehouse",
    extra="snowflake",
    needs=("snowflake.connector",),
    config=(
        ConfigField(
            "account",
            "Account identifier",
            "What stands before .snowflakecomputing.com; in Snowsight under your name, Account, View account details.",
            required=True,
            placeholder="myorg-account123",
        ),
        ConfigField("user", "User", "A user that may read, best one of its own for this program.", required=True),
        ConfigField("warehouse", "Warehouse", "The virtual warehouse that computes.", required=True, placeholder="COMPUTE_WH"),
        ConfigField("database", "Database", required=True),
        ConfigField("schema", "Schema", "Its tables and views can be data sets.", required=True, default="PUBLIC"),
        ConfigField("role", "Role", "Empty: the user's default role."),
        ConfigField(
            "key_file",
            "Private key file",
            "Key-pair authentication: a PKCS#8 PEM file; its public key is set by ALTER USER … SET RSA_PUBLIC_KEY.",
            kind="path",
        ),
        ConfigField("key_passphrase", "Passphrase of the key file", "Empty: the key is not encrypted.", secret=True),
        ConfigField(
            "token",
            "Programmatic access token",
            "Instead of a key; in Snowsight under Settings, Authentication.",
            secret=True,
        ),
        ConfigField("password", "Password", "Only where the account still lets programs sign in with one.", secret=True),
    ),
    documentation="https://docs.snowflake.com/en/developer-guide/python-connector/python-connector-connect",
)


def arguments(context: SourceContext) -> dict[str, Any]:
    """Keywords for Ibis' `do_connect`, which passes them on to the connector. Raises ConfigError without a credential."""
    config, secrets = context.source.config, context.secrets
    made = {name: config[name] for name in ("account", "user", "warehouse", "database", "schema", "role") if config.get(name)}
    made |= {
        "create_object_udfs": False,
        "application": "census_desktop",
        "client_session_keep_alive": True,
        "login_timeout": 60,
    }
    if config.get("key_file"):
        made["private_key_file"] = str(context.folder / Path(str(config["key_file"])).expanduser())
        if secrets.get("key_passphrase"):
            made["private_key_file_pwd"] = secrets["key_passphrase"]
        return made | {"authenticator": "SNOWFLAKE_JWT"}
    if secrets.get("token"):
        return made | {"authenticator": "PROGRAMMATIC_ACCESS_TOKEN", "token": secrets["token"]}
    if secrets.get("password"):
        return made | {"password": secrets["password"]}
    raise ConfigError(
        f"The source “{context.source.name}” has no credential.",
        kept="The source is kept.",
        hint="Give it a private key file, a programmatic access token or a password.",
    )


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.warehouse import open_warehouse

    return open_warehouse(context, "snowflake", arguments(context))

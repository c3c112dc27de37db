"""BigQuery, through Ibis. Service accounts: cloud.google.com, "Create and delete service account keys"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError, SourceError
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

SCOPES = ("https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/cloud-platform.read-only")
TYPE = SourceType(
    type="bigquery",
    label="BigQuery",
    summary="A dataset of a Google Cloud project.",
    group="warehouse",
    extra="bigquery",
    needs=("google.cloud.bigquery", "google.cloud.bigquery_storage", "pydata_google_auth"),
    config=(
        ConfigField("project", "Project", "The id of the project that queries are billed to.", required=True),
        ConfigField(
            "dataset",
            "Dataset",
            "Its tables and views can be data sets; of another project: project.dataset.",
            required=True,
            placeholder="marketing",
        ),
        ConfigField("location", "Location", "Where the dataset is; empty: found out by itself.", placeholder="EU"),
        ConfigField(
            "key_file",
            "Service account key file",
            "JSON from IAM & Admin, Service Accounts, Keys. It needs BigQuery Data Viewer, Job User and Read Session User. "
            "Empty: the credentials of “gcloud auth application-default login”.",
            kind="path",
        ),
        ConfigField("key", "Service account key", "The content of that file, instead of the file.", secret=True),
    ),
    documentation="https://cloud.google.com/bigquery/docs/authentication",
)


def arguments(context: SourceContext) -> dict[str, Any]:
    """Keywords for Ibis' `do_connect`, but for the credentials."""
    config = context.source.config
    made = {"project_id": config["project"], "dataset_id": config["dataset"], "application_name": "census_desktop"}
    return made | ({"location": config["location"]} if config.get("location") else {})


def credentials(context: SourceContext) -> Any:
    """Of the key, of the key file, or those that gcloud keeps: never Ibis' own way, which opens a browser and leaves a file.

    Raises ConfigError for a key that is none, SourceError when there is none at all.
    """
    import google.auth
    from google.oauth2 import service_account

    name = context.source.name
    try:
        if key := _key(context):
            return service_account.Credentials.from_service_account_info(key, scopes=SCOPES)
        return google.auth.default(scopes=SCOPES)[0]
    except google.auth.exceptions.DefaultCredentialsError:
        raise SourceError(
            f"The source “{name}” has no credential.",
            kept="The source is kept.",
            hint="Give it a service account key, or run: gcloud auth application-default login",
        ) from None
    except (OSError, ValueError):
        raise ConfigError(
            f"The service account key of “{name}” cannot be read.",
            kept="The source is kept.",
            hint="Give the JSON file as Google made it, or the whole of its content.",
        ) from None


def _key(context: SourceContext) -> dict[str, Any]:
    """{} where none is given. Raises OSError, ValueError."""
    text = context.secrets.get("key", "")
    if not text and (file := context.source.config.get("key_file")):
        text = (context.folder / Path(str(file)).expanduser()).read_text(encoding="utf-8")
    key = json.loads(text) if text else {}
    if not isinstance(key, dict):
        raise ValueError("not an object")
    return key


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.warehouse import open_warehouse

    return open_warehouse(context, "bigquery", arguments(context) | {"credentials": credentials(context)})

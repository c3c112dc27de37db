"""A destination that is signed in to, registered as "signed" for a test: it reads who it is from the fake server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from census_desktop.domain.manifest import ConfigField, Limits, Manifest, OAuth, ObjectSpec
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http.api import Api

RECORDS = ObjectSpec("records", "Records", (Operation.UPSERT,), open_fields=True)
MANIFEST = Manifest(
    type="signed",
    title="Acme CRM",
    summary="Sends people to Acme CRM.",
    icon="people",
    tint="teal",
    config=(
        ConfigField("server", "Server", required=True),
        ConfigField("client_id", "Client ID", "Of the app that you registered with Acme."),
        ConfigField("client_secret", "Client secret", secret=True),
        ConfigField("access_token", "Access token", "Instead of signing in.", secret=True),
        ConfigField("service_account", "Service account", secret=True),
    ),
    objects=(RECORDS,),
    limits=Limits(batch_rows=5, concurrency=8),
    documentation="https://acme.example/developers",
    credential_help="1. In Acme's settings, register a client without a secret.\n2. Enter its ID here and sign in.",
    sign_in=OAuth(
        "{server}/authorize",
        "{server}/token",
        ("read", "openid"),
        grants=("browser", "service_account", "client_credentials"),
    ),
)
SEEN: list[DestinationContext] = []


class Signed:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http.api import Api

        SEEN.append(context)
        pasted = context.secrets.get("access_token", "")
        headers = {"Authorization": f"Bearer {pasted}"} if pasted and context.tokens is None else {}
        self._api = Api(
            context.connection.config["server"],
            clock=context.clock,
            headers=headers,
            secrets=context.secrets.values(),
            tokens=context.tokens,
        )

    def test(self) -> str:
        return f"Hello {self._api.get('me', cancel=CancelToken())['name']}."

    def objects(self) -> Sequence[ObjectSpec]:
        return (RECORDS,)

    def open(self, target: Target, schema: Schema) -> Writer:
        return SignedWriter(self._api)

    def close(self) -> None:
        self._api.close()


class SignedWriter:
    limits = MANIFEST.limits
    audience_id = ""

    def __init__(self, api: Api) -> None:
        self._api = api

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        self._api.check(self._api.call("POST", "records", batch.json_list(), cancel=cancel, batch=batch))
        return Reply()

    def finish(self) -> None:
        return None

    def close(self) -> None:
        return None

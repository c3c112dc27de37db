"""A web address of the user's own that takes batches of records as JSON.

The body is a contract that others rely on:

    {"sync": "…", "run": "…", "operation": "upsert", "records": [{"id": 7, "email": "…"}, …]}

A delete carries the sync key alone. Any 2xx is success; `{"rejected": [{"id": 7, "reason": "…"}]}` in the reply rejects
those records alone, named by the key's field or by "id". Idempotency-Key is the same whenever the same batch is sent again.
With a signing key, X-Signature is the base64 of the body's HMAC-SHA256.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http import HttpClient, HttpReply

LIMITS = Limits(batch_rows=500, concurrency=4)

RECORDS = ObjectSpec(
    name="records",
    label="Records",
    operations=tuple(Operation),
    open_fields=True,
    open_name=True,
    removal="are sent as delete",
)

MANIFEST = Manifest(
    type="webhook",
    title="Webhook",
    summary="Sends batches of records as JSON to a web address of your own.",
    icon="webhook",
    tint="violet",
    config=(
        ConfigField(
            "url",
            "Address",
            "Where records are sent. Plain http is for this computer only.",
            required=True,
            placeholder="https://example.com/in",
        ),
        ConfigField("method", "Method", kind="choice", default="POST", choices=("POST", "PUT", "PATCH")),
        ConfigField(
            "batch_size",
            "Records a request",
            "1 sends every record on its own.",
            kind="number",
            default=LIMITS.batch_rows,
            least=1,
            most=10_000,
            whole=True,
        ),
        ConfigField("concurrency", "Requests at once", kind="number", default=LIMITS.concurrency, least=1, most=32, whole=True),
        ConfigField("rate", "Requests a second, at most", "Empty means no limit.", kind="number", least=0.01, most=10_000),
        ConfigField("headers", "Headers", "Sent with every request. Never a credential.", kind="pairs"),
        ConfigField("auth_header", "Credential header", "The header that carries the credential.", default="Authorization"),
        ConfigField(
            "auth",
            "Credential",
            "The whole value of the credential header.",
            secret=True,
            placeholder="Bearer …",
        ),
        ConfigField(
            "signing_key",
            "Signing key",
            "Signs every request in X-Signature, so that the receiver can tell that it is yours.",
            secret=True,
        ),
    ),
    objects=(RECORDS,),
    limits=LIMITS,
    keywords="http rest api post json endpoint automation",
    facts={
        "Success": "Any 2xx; a reply can reject single records",
        "Repeats": "Same Idempotency-Key whenever a batch is sent again",
        "Leaving": "Sent as delete with the key alone",
    },
)

OURS = frozenset(
    {"content-type", "content-length", "host", "idempotency-key", "x-signature", "transfer-encoding", "connection"}
)
CREDENTIAL_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key"})


class Webhook:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http import HttpClient

        config = context.connection.config
        auth, auth_header = context.secrets.get("auth", "").strip(), config["auth_header"].strip()
        headers = _own_headers(config["headers"] or {}, auth_header)
        if auth:
            headers[auth_header] = auth
        self._key = context.secrets.get("signing_key", "")
        self._method: str = config["method"]
        self._limits = Limits(
            batch_rows=int(config["batch_size"]), concurrency=int(config["concurrency"]), rate=float(config["rate"] or 0.0)
        )
        # "Bearer abc": the second word alone would be as telling as the whole.
        hidden = (auth, *auth.split(" ")[1:], self._key)
        self._client = HttpClient(
            config["url"], clock=context.clock, headers=headers, secrets=hidden, deadline=self._limits.batch_timeout
        )

    def test(self) -> str:
        """Asks for the head of the address: a test must not write anything."""
        reply = self._client.request("HEAD", cancel=CancelToken())
        host = self._client.host
        if reply.status == 501 or (400 <= reply.status < 500 and reply.status not in (401, 403, 407, 408, 425, 429)):
            return (
                f"{host} answers. It does not take a test without records ({reply.status}), "
                "so whether it takes records shows in the first run."
            )
        self._client.check(reply)
        return f"{host} answers ({reply.status})."

    def objects(self) -> Sequence[ObjectSpec]:
        return (RECORDS,)

    def open(self, target: Target, schema: Schema) -> Writer:
        return WebhookWriter(self._client, self._method, self._limits, self._key)

    def close(self) -> None:
        self._client.close()


class WebhookWriter:
    audience_id = ""

    def __init__(self, client: HttpClient, method: str, limits: Limits, key: str) -> None:
        self.limits = limits
        self._client = client
        self._method = method
        self._key = key.encode()

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply()
        body = body_of(batch)
        headers = {"Content-Type": "application/json", "Idempotency-Key": batch.idempotency_key}
        if self._key:
            headers["X-Signature"] = base64.b64encode(hmac.digest(self._key, body, hashlib.sha256)).decode()
        reply = self._client.request(self._method, cancel=cancel, body=body, headers=headers)
        try:
            self._client.check(reply)
        except BatchRejected as refusal:
            hidden = [text for record in batch.json for text in _texts(json.loads(record))]
            raise BatchRejected(self._client.shown(refusal.message, hidden)) from None
        return Reply(self._rejected(batch, reply), accepted=reply.status == 202)

    def _rejected(self, batch: Batch, reply: HttpReply) -> dict[int, str]:
        said = reply.json()
        named = said.get("rejected") if isinstance(said, dict) else None
        if not named:
            return {}
        if not isinstance(named, list):
            raise _broken_contract("“rejected” is not a list")
        records = [json.loads(text) for text in batch.json]
        positions = {_as_text(record[batch.key_field]): n for n, record in enumerate(records)}
        rejected: dict[int, str] = {}
        for item in named:
            position = positions.get(_named_key(item, batch.key_field))
            if position is None:
                raise _broken_contract("it rejects a record that was not in the batch")
            reason = self._client.shown(str(item.get("reason") or ""), _texts(records[position]))
            rejected.setdefault(position, reason or "The receiver gave no reason.")
        return rejected

    def finish(self) -> None:
        return None

    def close(self) -> None:
        return None


def body_of(batch: Batch) -> bytes:
    """The request's body. The records' texts are joined as they are: never decoded and encoded again."""
    if len(batch.json) != len(batch):
        raise ValueError("a batch for a webhook needs the JSON text of each of its records")
    head = json.dumps({"sync": batch.sync_name, "run": batch.run_id, "operation": str(batch.operation)}, ensure_ascii=False)
    return f'{head[:-1]}, "records": [{", ".join(batch.json)}]}}'.encode()


def _named_key(item: Any, key_field: str) -> str:
    if isinstance(item, Mapping):
        for name in (key_field, "id"):
            if item.get(name) is not None:
                return _as_text(item[name])
    raise _broken_contract(f"a rejected record has neither “{key_field}” nor “id”")


def _as_text(scalar: Any) -> str:
    """A JSON scalar as it is compared: 7, 7.0 and "7" name the same record, for a key is of one type in a batch."""
    if isinstance(scalar, str):
        return scalar
    if isinstance(scalar, float) and scalar.is_integer():
        return str(int(scalar))
    return json.dumps(scalar)


def _texts(record: Mapping[str, Any]) -> list[str]:
    """Values of a record that a reason must not repeat. Shorter ones are words such as "DE" that reasons need."""
    return [value for value in record.values() if isinstance(value, str) and len(value) >= 4]


def _broken_contract(what: str) -> DestinationError:
    from census_desktop.destinations._http import KEPT

    return DestinationError(
        f"The receiver's reply cannot be understood: {what}.",
        kept=KEPT,
        hint='A reply names rejected records as {"rejected": [{"id": …, "reason": …}]}. Correct the receiving program.',
    )


def _own_headers(headers: Mapping[str, str], auth_header: str) -> dict[str, str]:
    """The user's headers, or ConfigError where one is set by us or would put a credential outside the keyring."""
    for name in headers:
        if name.lower() in OURS:
            raise ConfigError(f"The header {name} is set by the program.", hint="Remove it from the headers.")
        if name.lower() in CREDENTIAL_HEADERS | {auth_header.lower()}:
            raise ConfigError(
                f"The header {name} carries a credential, which is never kept with the settings.",
                hint="Remove it from the headers and enter its value as the credential.",
            )
    if auth_header.lower() in OURS:
        raise ConfigError(f"{auth_header} cannot be the credential header.", hint="Authorization is the usual one.")
    return dict(headers)

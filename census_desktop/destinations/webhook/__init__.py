"""A web address of the user's own that takes batches of records as JSON.

The body is a contract that others rely on:

    {"sync": "…", "run": "…", "operation": "upsert", "records": [{"id": 7, "email": "…"}, …]}

A delete carries the sync key alone; a field that is to keep what it has is not in the record at all. Any 2xx is success;
`{"rejected": [{"id": 7, "reason": "…"}]}` in the reply rejects those records alone, named by the key's field or by "id".
Idempotency-Key is the same whenever the same batch is sent again.
With a signing key, X-Signature is the base64 of the body's HMAC-SHA256.

Settings change each of these: other shapes or a template for the body (bodies.py), what success and rejections are
(answers.py), and signatures of Standard Webhooks (signing.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations.webhook.answers import Rules, rules_of
from census_desktop.destinations.webhook.bodies import SHAPES, Bodies, bodies, body_of
from census_desktop.destinations.webhook.signing import HEADERS, Signer
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http import HttpClient, HttpReply

__all__ = ["MANIFEST", "Webhook", "WebhookWriter", "body_of"]

LIMITS = Limits(batch_rows=500, concurrency=20)

RECORDS = ObjectSpec(
    name="records",
    label="Records",
    operations=tuple(Operation),
    open_fields=True,
    open_name=True,
    removal="are sent as delete",
    removals=(Removal.REMOVE, Removal.NULL_OUT),
)

METHODS = ("POST", "PUT", "PATCH", "DELETE")

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
        ConfigField("method", "Method", kind="choice", default="POST", choices=METHODS),
        ConfigField(
            "delete_method",
            "Method for deletes",
            "Another one tells deletes apart where the body does not.",
            kind="choice",
            default="the same",
            choices=("the same", *METHODS),
        ),
        ConfigField(
            "shape",
            "Body",
            "envelope: sync, run, operation and the records. list: the records alone. single: one record, without a list, "
            "each in a request of its own. lines: a record a line.",
            kind="choice",
            default="envelope",
            choices=SHAPES,
        ),
        ConfigField(
            "template",
            "Body template",
            "Liquid that makes the body instead. It knows records, sync, run, operation and key_field, and record where the "
            "body is single; in JSON every value ends with “| json”.",
            kind="lines",
            placeholder='{"contacts": {{ records | json }}}',
        ),
        ConfigField(
            "content_type",
            "Content type",
            "Empty means application/json, or application/x-ndjson for lines. A template's body is checked to be JSON where "
            "this says so.",
        ),
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
        ConfigField(
            "batch_kilobytes", "Kilobytes a request, at most", "Empty means no limit.", kind="number", least=1, most=50_000
        ),
        ConfigField("concurrency", "Requests at once", kind="number", default=LIMITS.concurrency, least=1, most=32, whole=True),
        ConfigField("rate", "Requests a second, at most", "Empty means no limit.", kind="number", least=0.01, most=10_000),
        ConfigField("headers", "Headers", "Sent with every request. Never a credential.", kind="pairs"),
        ConfigField(
            "idempotency_header",
            "Idempotency header",
            "The header that is the same whenever the same batch is sent again.",
            default="Idempotency-Key",
        ),
        ConfigField(
            "success_statuses", "Success statuses", "Empty means every 2xx.", placeholder="200, 202 or 200-204, 409 or 2xx"
        ),
        ConfigField(
            "success_rule",
            "Success rule",
            "What a reply must say to be a success, for receivers that answer 200 with an error inside.",
            placeholder="$.ok == true",
        ),
        ConfigField(
            "rejected_path",
            "Rejected records",
            "Where a reply lists the records that it rejects. Empty means rejected.",
            placeholder='$.results[?@.status != "ok"]',
        ),
        ConfigField(
            "rejected_key",
            "Key of a rejected record",
            "Where such an item has the sync key. Empty means the key's field, or id.",
            placeholder="@.record.id",
        ),
        ConfigField(
            "rejected_reason",
            "Reason of a rejected record",
            "Where such an item has the reason. Empty means reason.",
            placeholder="@.error.message",
        ),
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
        ConfigField(
            "webhook_secret",
            "Standard Webhooks secret",
            "Signs every request as Standard Webhooks does, its time included. While one secret takes another's place enter "
            "both, with a space between them.",
            secret=True,
            placeholder="whsec_…",
        ),
    ),
    objects=(RECORDS,),
    limits=LIMITS,
    payload="texts",
    keywords="http rest api post json endpoint automation",
    facts={
        "Success": "Any 2xx; a reply can reject single records",
        "Repeats": "Same Idempotency-Key whenever a batch is sent again",
        "Leaving": "Sent as delete with the key alone, or as update with null in every mapped field",
    },
    documents=(
        Document(
            "Standard Webhooks",
            "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
            "2026-11-24",
        ),
    ),
)

OURS = frozenset(
    {"content-type", "content-length", "host", "idempotency-key", "x-signature", "transfer-encoding", "connection", *HEADERS}
)
CREDENTIAL_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key"})


class Webhook:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http import HttpClient

        config, secrets = context.connection.config, context.secrets
        auth, auth_header = secrets.get("auth", "").strip(), config["auth_header"].strip()
        self._repeat_header = config["idempotency_header"].strip()
        headers = _own_headers(config["headers"] or {}, auth_header, self._repeat_header)
        if auth:
            headers[auth_header] = auth
        key, signing = secrets.get("signing_key", ""), secrets.get("webhook_secret", "")
        self._signer = Signer(key, signing, context.clock)
        self._bodies = bodies(config["shape"], config["template"] or "", (config["content_type"] or "").strip())
        self._rules = rules_of(config)
        self._method: str = config["method"]
        deletes: str = config["delete_method"]
        self._delete_method = deletes if deletes in METHODS else self._method
        self._limits = self.limits_of(config)
        # "Bearer abc": the second word alone would be as telling as the whole.
        hidden = (auth, *auth.split(" ")[1:], key, *signing.split())
        self._client = HttpClient(
            config["url"],
            clock=context.clock,
            headers=headers,
            secrets=hidden,
            deadline=self._limits.batch_timeout / 2,  # so that one that drips gets a second try
            credential=f"the credential in {auth_header} of “{context.connection.name}”",
            calls=context.calls,
        )

    @staticmethod
    def limits_of(config: Mapping[str, Any]) -> Limits:
        return Limits(
            batch_rows=1 if config["shape"] == "single" else int(config["batch_size"]),
            concurrency=int(config["concurrency"]),
            rate=float(config["rate"] or 0.0),
            batch_bytes=int(1000 * (config["batch_kilobytes"] or 0)),
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
        if target.operation is Operation.MIRROR:
            if target.removal not in RECORDS.removals:
                raise ConfigError(
                    f"A webhook cannot let go of a record by “{target.removal.label}”.",
                    hint=f"It can: {', '.join(r.label for r in RECORDS.removals)}.",
                )
            if target.removal is Removal.REMOVE and not self._bodies.tells and self._delete_method == self._method:
                raise ConfigError(
                    "The receiver could not tell records that are deleted from those that are written.",
                    hint="Choose another method for deletes, or a body that holds the operation.",
                )
        return WebhookWriter(
            self._client,
            self._limits,
            bodies=self._bodies,
            rules=self._rules,
            signer=self._signer,
            method=self._method,
            delete_method=self._delete_method,
            repeat_header=self._repeat_header,
        )

    def close(self) -> None:
        self._client.close()


class WebhookWriter(EachBatch):
    def __init__(
        self,
        client: HttpClient,
        limits: Limits,
        *,
        bodies: Bodies,
        rules: Rules,
        signer: Signer,
        method: str,
        delete_method: str,
        repeat_header: str,
    ) -> None:
        self.limits = limits
        self._client = client
        self._bodies = bodies
        self._rules = rules
        self._signer = signer
        self._method = method
        self._delete_method = delete_method
        self._repeat_header = repeat_header

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        from census_desktop.destinations._http.api import texts_of

        if not len(batch):
            return Reply()
        body = self._bodies.make(batch)
        headers = {
            "Content-Type": self._bodies.content_type,
            self._repeat_header: batch.idempotency_key,
            **self._signer.headers(body, batch.idempotency_key),
        }
        method = self._delete_method if batch.operation is Operation.DELETE else self._method
        reply = self._client.request(method, cancel=cancel, body=body, headers=headers, batch=batch)
        self._check(reply, (text for record in batch.json for text in texts_of(json.loads(record))))
        said = reply.json()
        records = [json.loads(text) for text in batch.json] if self._rules.may_reject(said) else []
        keys = [record[batch.key_field] for record in records]
        rejected = {
            n: self._client.shown(why, texts_of(records[n])) or "The receiver gave no reason."
            for n, why in self._rules.rejections(said, keys, batch.key_field).items()
        }
        return Reply(rejected, accepted=reply.status == 202)

    def _check(self, reply: HttpReply, hidden: Iterable[str]) -> None:
        """Return for a success. `hidden`: what a reason must not repeat."""
        from census_desktop.destinations._http import KEPT

        success = self._rules.is_success(reply.status)
        if not success or reply.status < 300:
            try:
                self._client.check(reply, hidden)
            except DestinationError as error:
                self._blame_clock(reply, error.message, KEPT)
                raise
        if not success:
            raise DestinationError(
                f"{self._client.host} answered {reply.status}, which is not among the success statuses of this destination.",
                kept=KEPT,
                hint="Add it there if it means that the records have arrived.",
            )
        self._rules.check(reply, lambda text: self._client.shown(text, hidden))

    def _blame_clock(self, reply: HttpReply, said: str, kept: str) -> None:
        """A signature holds its time: with a wrong clock every one is refused, and no credential helps."""
        off = self._signer.minutes_off(reply.headers.get("date", "")) if reply.status in (400, 401, 403) else 0
        if off:
            raise DestinationError(
                f"{said} This computer's clock is {abs(off):,} minutes {'ahead of' if off > 0 else 'behind'} the "
                "receiver's, so the signature may count as too old or too new.",
                kept=kept,
                hint="Set this computer's clock, then run the sync once more.",
            ) from None


def _own_headers(headers: Mapping[str, str], auth_header: str, repeat_header: str) -> dict[str, str]:
    """The user's headers, or ConfigError where one is set by us or would put a credential outside the keyring."""
    for name in headers:
        if name.lower() in OURS | {repeat_header.lower()}:
            raise ConfigError(
                f"The header {name} is set by the program.",
                hint="Remove it from the headers." + (" There is a setting for it." if name.lower() == "content-type" else ""),
            )
        if name.lower() in CREDENTIAL_HEADERS | {auth_header.lower()}:
            raise ConfigError(
                f"The header {name} carries a credential, which is never kept with the settings.",
                hint="Remove it from the headers and enter its value as the credential.",
            )
    if auth_header.lower() in OURS:
        raise ConfigError(f"{auth_header} cannot be the credential header.", hint="Authorization is the usual one.")
    taken = (OURS - {"idempotency-key"}) | CREDENTIAL_HEADERS | {auth_header.lower()}
    if repeat_header.lower() in taken or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", repeat_header):
        raise ConfigError(f"{repeat_header} cannot be the idempotency header.", hint="Idempotency-Key is the usual one.")
    return dict(headers)

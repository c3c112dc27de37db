"""A server of the user's own that speaks the Census Custom Destination API: JSON-RPC 2.0, each call a POST to one address.

Sources: "Custom Destination API", https://developers.getcensus.com/custom-destinations, read as
https://github.com/sutrolabs/census-docs/blob/main/basics/developers/custom-api.md; types and sample servers of
https://github.com/sutrolabs/census-custom-api-docs.

Objects, fields and operations are the server's; how fast it wants records it says at the start of every run. A result names
its record by the identifier. The protocol has a record's fields all described beforehand, so records that lack different
fields (a field that is to keep what it has) go out in separate calls, each with a schema of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.domain.errors import DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.census_api.rpc import Rpc

LIMITS = Limits(batch_rows=1_000, concurrency=4)
OPERATIONS: Mapping[Operation, str] = {
    Operation.UPSERT: "upsert",
    Operation.UPDATE: "update",
    Operation.CREATE: "insert",
    Operation.MIRROR: "mirror",
    Operation.APPEND: "append",
    Operation.DELETE: "delete",
}

ANY = ObjectSpec(
    name="object",
    label="Object of the server",
    operations=tuple(OPERATIONS),
    open_fields=True,
    open_name=True,
    removal="are sent as delete",
    removals=(Removal.REMOVE, Removal.NULL_OUT),
)
"""What is known before the server is asked: nothing that would refuse a sync."""

MANIFEST = Manifest(
    type="census_api",
    title="Census Custom API",
    summary="Sends records to a server of your own that speaks the Census Custom Destination API.",
    icon="bolt",
    tint="indigo",
    config=(
        ConfigField(
            "base_url",
            "Address",
            "Without what makes it secret, such as everything after “?”. Plain http is for this computer only.",
            placeholder="https://example.com/census",
        ),
        ConfigField(
            "secret_part",
            "Secret part of the address",
            "What follows the address above, or the whole address where that is left empty.",
            secret=True,
            placeholder="?census_secret=…",
        ),
        ConfigField("token", "Auth token", "Sent as “Authorization: Bearer …”.", secret=True),
    ),
    objects=(ANY,),
    limits=LIMITS,
    payload="texts",
    keywords="custom destination api json-rpc private connector endpoint census",
    facts={
        "Objects": "The server says which there are, with their fields and behaviours",
        "Speed": "Asked at the start of every run: records a batch, batches at once, records a second",
        "Leaving": "Sent as delete with the key alone, where the server offers mirror",
    },
    credential_help=(
        "The secret is whatever the server was written to ask for: a part of its address, an auth token, or both. "
        "Whoever runs the server knows it; where it was used with Census before, it stands in that connection's settings."
    ),
    unverified=(
        "A delete's sync_plan describes the identifier alone, and its records hold nothing else.",
        "A field that the server is to create (can_create_fields) is described as the others are, with a type that suits it.",
        "Operations named append and delete are offered where the server lists them; the documents name upsert, insert, "
        "update and mirror.",
        "sync_id and sync_run_id, numbers of Census, are not sent.",
    ),
    documents=(
        Document(
            "Custom Destination API",
            "https://github.com/sutrolabs/census-docs/blob/main/basics/developers/custom-api.md",
            "2026-11-24",
        ),
        Document("Protocol types and sample servers", "https://github.com/sutrolabs/census-custom-api-docs", "2026-11-24"),
    ),
)


class CensusApi:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations.census_api.rpc import Rpc

        self._rpc = Rpc(context, LIMITS.batch_timeout / 2)  # so that one that is lost gets a second try

    def test(self) -> str:
        said = self._rpc.call("test_connection", {})
        if said.get("success") is not True:
            why = self._rpc.shown(said.get("error_message")) or "no reason is given."
            raise DestinationError(
                f"{self._rpc.host} answers, but says that it does not work: {why}",
                kept="Nothing was sent.",
                hint="Ask whoever runs the server.",
            )
        count = len(self._objects())
        return f"{self._rpc.host} works and has {count:,} object{'' if count == 1 else 's'}."

    def objects(self) -> Sequence[ObjectSpec]:
        """Those that records can go to: with an identifier, and with a behaviour that is known here."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(4, thread_name_prefix="objects") as pool:
            specs = list(pool.map(self._spec, self._objects().values()))
        return [spec for spec in specs if spec.operations and spec.keys]

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.census_api.fields import check, new_field

        there = self._objects()
        described = there.get(target.object)
        if described is None:
            raise DestinationError(
                f"{self._rpc.host} has no object “{target.object}”.",
                kept="Nothing was sent.",
                hint=f"It has: {', '.join(sorted(there))}." if there else "It lists no object at all.",
            )
        fields = self._fields(described)
        check(target, described, self._operations(described), fields, schema.names)
        chosen = {name: fields.get(name) or new_field(name, schema.field(name).type) for name in schema.names}
        return CensusApiWriter(self._rpc, _named(described), target, chosen)

    def close(self) -> None:
        self._rpc.close()

    def _objects(self) -> dict[str, Mapping[str, Any]]:
        return _by_name(self._rpc.call("list_objects", {}), "objects", "object_api_name")

    def _operations(self, described: Mapping[str, Any]) -> tuple[Operation, ...]:
        from census_desktop.destinations.census_api.rpc import broken

        listed = self._rpc.call("supported_operations", {"object": _named(described)}).get("operations")
        if not isinstance(listed, list):
            raise broken("“operations” is not a list")
        return tuple(operation for operation, name in OPERATIONS.items() if name in listed)

    def _fields(self, described: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        return _by_name(self._rpc.call("list_fields", {"object": _named(described)}), "fields", "field_api_name")

    def _spec(self, described: Mapping[str, Any]) -> ObjectSpec:
        from census_desktop.destinations.census_api.fields import creates_fields, target_field

        operations, fields = self._operations(described), self._fields(described)
        return ObjectSpec(
            name=described["object_api_name"],
            label=_named(described)["label"],
            operations=operations,
            fields=tuple(target_field(field, operations) for field in fields.values()),
            keys=tuple(name for name, field in fields.items() if field.get("identifier")),
            open_fields=creates_fields(described),
            removal=ANY.removal,
            removals=ANY.removals if Operation.UPDATE in operations else (Removal.REMOVE,),
        )


class CensusApiWriter(EachBatch):
    def __init__(self, rpc: Rpc, described: Mapping[str, Any], target: Target, fields: Mapping[str, Mapping[str, Any]]) -> None:
        self._rpc = rpc
        self._object = described
        self._key = target.key_field
        self._fields = fields
        # A mirror goes out as upserts and deletes; how fast is asked for the former.
        operation = Operation.UPSERT if target.operation is Operation.MIRROR else target.operation
        self.limits = rpc.speed(self._plan(operation, fields), LIMITS)

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if len(batch.json) != len(batch):
            raise ValueError("a batch for this API needs the JSON text of each of its records")
        records = [json.loads(text, parse_float=Decimal) for text in batch.json]
        alike: dict[tuple[str, ...], list[int]] = {}
        for position, record in enumerate(records):
            alike.setdefault(tuple(record), []).append(position)
        rejected: dict[int, str] = {}
        unknown: dict[int, str] = {}
        for names, positions in alike.items():
            self._send_alike(batch, cancel, names, {p: records[p] for p in positions}, rejected, unknown)
        return Reply(rejected, unknown=unknown)

    def _send_alike(
        self,
        batch: Batch,
        cancel: CancelToken,
        names: Sequence[str],
        records: Mapping[int, Mapping[str, Any]],
        rejected: dict[int, str],
        unknown: dict[int, str],
    ) -> None:
        """Send the records at these positions, which have these fields, and note what became of them."""
        from census_desktop.destinations._http.api import texts_of
        from census_desktop.destinations.census_api.fields import wired

        sent = [{n: wired(v, self._fields[n]) for n, v in record.items()} for record in records.values()]
        said = self._rpc.call(
            "sync_batch",
            {"sync_plan": self._plan(batch.operation, names), "records": sent},
            cancel,
            batch,
            hidden=(text for record in sent for text in texts_of(record)),
        )
        results = _results(said, [record[self._key] for record in sent])
        for (position, record), result in zip(records.items(), results, strict=True):
            if result.get("success") is False:
                reason = self._rpc.shown(result.get("error_message"), (*texts_of(record), *texts_of(result.get("identifier"))))
                rejected[position] = reason or "The server gave no reason."
            elif result.get("success") is not True:
                unknown[position] = "The server does not say what became of this record."

    def _plan(self, operation: Operation, names: Iterable[str]) -> dict[str, Any]:
        schema = {name: {"active_identifier": name == self._key, "field": self._fields[name]} for name in names}
        return {"object": self._object, "operation": OPERATIONS[operation], "schema": schema}


def _named(described: Mapping[str, Any]) -> Mapping[str, Any]:
    """The object as calls name it."""
    name = described["object_api_name"]
    return {"object_api_name": name, "label": str(described.get("label") or name)}


def _by_name(said: Mapping[str, Any], what: str, name: str) -> dict[str, Mapping[str, Any]]:
    from census_desktop.destinations.census_api.rpc import broken

    listed = said.get(what)
    if not isinstance(listed, list) or not all(isinstance(i, dict) and isinstance(i.get(name), str) for i in listed):
        raise broken(f"“{what}” is not a list of objects with {name}")
    found = {item[name]: item for item in listed}
    if len(found) != len(listed):
        raise broken(f"“{what}” has the same {name} twice")
    return found


def _results(said: Mapping[str, Any], identifiers: Sequence[Any]) -> list[Mapping[str, Any]]:
    """The result of each record; an empty one where there is none. They are named by identifier, in any order."""
    from census_desktop.destinations.census_api.fields import identity
    from census_desktop.destinations.census_api.rpc import broken

    listed = said.get("record_results")
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise broken("“record_results” is not a list of objects")
    found: dict[str, Mapping[str, Any]] = {}
    for item in listed:
        if found.setdefault(identity(item.get("identifier")), item) is not item:
            raise broken("it has two results for the same identifier")
    known = [identity(identifier) for identifier in identifiers]
    if not found.keys() <= set(known):
        raise broken("it has a result for a record that was not in the batch")
    return [found.get(key, {}) for key in known]

"""A rehearsal: behaves like a real tool, with its limits, rules and audiences, and keeps what it was sent in the workspace.

People see what would have been sent, and practise failures: `reject_every`, `fail_after` and `latency_ms`.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from census_desktop.destinations.rehearsal.profiles import PROFILES, ObjectProfile, Profile, all_objects
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError, NotFoundError, TransientError
from census_desktop.domain.manifest import ConfigField, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Clock, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.rehearsal.storage import Audience, RehearsalStore, Request

MANIFEST = Manifest(
    type="rehearsal",
    title="Rehearsal",
    summary="Imitates a mail tool, an ad network or a CRM and keeps what it gets on this computer. No account needed.",
    icon="shield",
    tint="teal",
    config=(
        ConfigField("imitates", "Imitates", kind="choice", default="Mail tool", choices=tuple(PROFILES)),
        ConfigField(
            "reject_every",
            "Reject every n-th record",
            "For practice; 0 rejects none but those that break a rule.",
            kind="number",
            default=0,
            least=0,
            most=1_000_000,
            whole=True,
        ),
        ConfigField(
            "fail_after",
            "Fail after n requests",
            "For practice; every later request of the run is answered 503. 0 never fails.",
            kind="number",
            default=0,
            least=0,
            most=1_000_000,
            whole=True,
        ),
        ConfigField(
            "latency_ms",
            "Milliseconds an answer takes",
            kind="number",
            default=0,
            least=0,
            most=60_000,
            whole=True,
        ),
    ),
    objects=all_objects(),
    limits=Limits(batch_rows=500, concurrency=4),
    keywords="test demo practice sandbox fake mail ads crm audience list",
    facts={
        "Mail tool": "Contacts, lists, events; a list of the same name is reused",
        "Ad network": "Audiences and conversions; e-mail and phone hashed only; a taken name is refused",
        "CRM": "Contacts, companies, activities",
    },
)


class Rehearsal:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        config = context.connection.config
        self._profile = PROFILES[config["imitates"]]
        self._settings = config
        self._clock = context.clock
        self._path = context.folder / "rehearsal" / f"{re.sub(r'[^A-Za-z0-9_-]', '_', context.connection.id)}.sqlite"
        self._opened: RehearsalStore | None = None
        self._lock = threading.Lock()

    @property
    def _store(self) -> RehearsalStore:
        """Made when it is first needed: a test writes nothing."""
        from census_desktop.destinations.rehearsal.storage import RehearsalStore

        with self._lock:
            if self._opened is None:
                self._opened = RehearsalStore(self._path)
            return self._opened

    def test(self) -> str:
        if not self._path.exists():
            return f"{self._profile.name}: ready, nothing was sent yet."
        parts = [f"{count:,} {name}" for name, count in self._store.totals().items()]
        parts += [f"{a.name} ({a.members:,} members)" for a in self.audiences()]
        return f"{self._profile.name}: {', '.join(parts) or 'nothing was sent yet'}."

    def objects(self) -> Sequence[ObjectSpec]:
        return tuple(o.spec for o in self._profile.objects.values())

    def open(self, target: Target, schema: Schema) -> Writer:
        found = self._profile.objects.get(target.object)
        if found is None:
            raise NotFoundError(
                f"The {self._profile.name} has no object “{target.object}”.",
                hint=f"It has: {', '.join(self._profile.objects)}.",
            )
        _check(found.spec, target, tuple(schema.names))
        audience_id = self._audience(found.spec, target) if found.spec.audience else ""
        return RehearsalWriter(self._store, self._profile, found, audience_id, self._settings, self._clock)

    def _audience(self, spec: ObjectSpec, target: Target) -> str:
        """The id of the audience to fill: the sync's own, one that may be taken over, or a new one."""
        if target.audience_id:
            if self._store.audience(target.audience_id) is None:
                raise DestinationError(
                    f"The {spec.audience_word} “{target.audience}” does not exist there any more.",
                    kept="Nothing was sent.",
                    hint=f"Make a new sync; it makes the {spec.audience_word} again.",
                )
            return target.audience_id
        if not target.audience.strip() or len(target.audience) > self._profile.longest_name:
            raise ConfigError(
                f"The {spec.audience_word} needs a name of 1 to {self._profile.longest_name} characters.",
                hint="Name it in the sync.",
            )
        known = self._store.audience_named(spec.name, target.audience)
        if known is None:
            return self._store.make_audience(spec.name, target.audience, self._clock.now())
        # One that never got a record was made by a run that ended before its id was remembered.
        if not self._profile.reuses_names and known.used:
            raise ConfigError(
                f"There is another {spec.audience_word} “{target.audience}” already, which this sync did not make.",
                hint="Choose another name.",
            )
        return known.id

    def audiences(self) -> tuple[Audience, ...]:
        return self._store.audiences()

    def records(self, object_: str, audience: str = "", limit: int = -1, offset: int = 0) -> list[dict[str, Any]]:
        """Records as they stand there; `audience` is the name of one whose members are wanted."""
        found = self._store.audience_named(object_, audience) if audience else None
        if audience and found is None:
            raise NotFoundError(f"There is no “{audience}” there.")
        return self._store.records(object_, found.id if found else "", limit, offset)

    def requests(self) -> tuple[Request, ...]:
        return self._store.requests()

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None


class RehearsalWriter:
    """A run's way into one object of the imitated tool."""

    def __init__(
        self,
        store: RehearsalStore,
        profile: Profile,
        object_: ObjectProfile,
        audience_id: str,
        settings: Mapping[str, Any],
        clock: Clock,
    ) -> None:
        self.audience_id = audience_id
        self._store = store
        self._profile = profile
        self._object = object_
        self._clock = clock
        self._reject_every = int(settings["reject_every"])
        self._fail_after = int(settings["fail_after"])
        self._latency = int(settings["latency_ms"]) / 1000
        # What is counted must come in order to fail in the same place every time.
        counts = bool(self._reject_every or self._fail_after)
        self.limits = replace(profile.limits, concurrency=1) if counts else profile.limits
        self._lock = threading.Lock()
        self._answered = 0
        self._records = 0

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        if not len(batch):
            return Reply()
        if len(batch) > self._profile.limits.batch_rows:
            raise BatchRejected(f"The {self._profile.name} takes {self._profile.limits.batch_rows:,} records a request.")
        cancel.wait(self._latency)
        with self._lock:
            return Reply(self._answer(batch))

    def _answer(self, batch: Batch) -> Mapping[int, str]:
        if self._fail_after and self._answered >= self._fail_after:
            raise TransientError(
                f"The {self._profile.name} is not available (503), as this rehearsal is set up.",
                retry_after=1.0,
                kept="Nothing is lost: records that were not acknowledged are sent again by the next run.",
                hint="Set “Fail after n requests” to 0 to end the practice.",
                outcome_known=True,
            )
        before = self._store.answered(batch.idempotency_key)
        if before is not None:
            return before
        records = [json.loads(text) for text in batch.json]
        rejected = self._rejected(records, batch.operation)
        self._store.keep(
            at=self._clock.now(),
            object_=self._object.spec.name,
            audience=self.audience_id,
            also=self._object.also,
            operation=batch.operation,
            records=[(_key_text(r[batch.key_field]), text) for r, text in zip(records, batch.json, strict=True)],
            rejected=rejected,
            idempotency_key=batch.idempotency_key,
        )
        self._answered += 1
        return rejected

    def _rejected(self, records: Sequence[Mapping[str, Any]], operation: Operation) -> dict[int, str]:
        """By rule, before anything is kept, so that a hash-only field never holds clear text; then by practice setting."""
        rejected: dict[int, str] = {}
        whole = operation in (Operation.UPSERT, Operation.CREATE, Operation.APPEND)
        for n, record in enumerate(records):
            self._records += 1
            fault = "" if operation is Operation.DELETE else self._object.fault(record, whole=whole)
            if not fault and self._reject_every and self._records % self._reject_every == 0:
                complaints = self._profile.complaints
                fault = complaints[self._records // self._reject_every % len(complaints)]
            if fault:
                rejected[n] = f"{fault[0].upper()}{fault[1:]}."
        return rejected

    def finish(self) -> None:
        return None

    def close(self) -> None:
        return None


def _check(spec: ObjectSpec, target: Target, fields: Sequence[str]) -> None:
    if target.operation not in spec.operations:
        raise ConfigError(
            f"{spec.label} does not support “{target.operation.label}”.",
            hint=f"It supports: {', '.join(o.label for o in spec.operations)}.",
        )
    if target.key_field not in spec.keys:
        raise ConfigError(
            f"“{target.key_field}” cannot be the key of {spec.label}.", hint=f"Possible keys: {', '.join(spec.keys)}."
        )
    known = {f.name for f in spec.fields}
    if not spec.open_fields and (unknown := [name for name in fields if name not in known]):
        raise ConfigError(f"{spec.label} has no field {', '.join(unknown)}.", hint=f"Its fields: {', '.join(sorted(known))}.")


def _key_text(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key)

"""A rehearsal: behaves like a real tool, with its limits, rules and audiences, and keeps what it was sent in the workspace.

People see what would have been sent, and practise failures: `reject_every`, `fail_after` and `latency_ms`.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.destinations.rehearsal.profiles import PROFILES, all_objects, writer_limits
from census_desktop.domain.errors import ConfigError, DestinationError, NotFoundError
from census_desktop.domain.manifest import ConfigField, Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import CancelToken, DestinationContext, Schema, Target, Writer

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
        ConfigField(
            "lose_every",
            "Lose every n-th job",
            "For practice; a tool that takes jobs then answers 404 when asked for one. 0 loses none.",
            kind="number",
            default=0,
            least=0,
            most=1_000_000,
            whole=True,
        ),
        ConfigField(
            "enforce_rate",
            "Answer 429 when requests come too fast",
            "For practice; the documented rate of the imitated tool, with one second's worth at once.",
            kind="boolean",
            default=False,
        ),
    ),
    objects=all_objects(),
    limits=Limits(batch_rows=500, concurrency=4, rate=20.0, batch_timeout=60.0),
    keywords="test demo practice sandbox fake mail ads crm audience list",
    facts={
        "Mail tool": "Contacts, lists, events; a list of the same name is reused",
        "Ad network": "Audiences, customer files and conversions; e-mail and phone hashed only; a taken name is refused",
        "CRM": "Contacts, companies, activities; typed fields, and fields that are set only where they are empty",
        "Bulk CRM": "The same as jobs: submitted, asked for, and answered record by record",
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

    @staticmethod
    def limits_of(config: Mapping[str, Any]) -> Limits:
        return writer_limits(PROFILES[config["imitates"]], config)

    @staticmethod
    def objects_of(config: Mapping[str, Any]) -> Sequence[ObjectSpec]:
        return tuple(o.spec for o in PROFILES[config["imitates"]].objects.values())

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
        return self.objects_of(self._settings)

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.rehearsal.jobs import BulkWriter
        from census_desktop.destinations.rehearsal.writer import RehearsalWriter

        found = self._profile.objects.get(target.object)
        if found is None:
            raise NotFoundError(
                f"The {self._profile.name} has no object “{target.object}”.",
                hint=f"It has: {', '.join(self._profile.objects)}.",
            )
        _check(found.spec, target, tuple(schema.names))
        audience_id = self._audience(found.spec, target) if found.spec.audience else ""
        swap = target.operation is Operation.MIRROR and target.removal is Removal.SWAP
        swap_id = self._store.begin_swap(found.spec.name, audience_id) if swap else ""
        kind = BulkWriter if self._profile.polls else RehearsalWriter
        return kind(self._store, self._profile, found, audience_id, self._settings, self._clock, swap_id)

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

    def audiences(self, object_: str = "", search: str = "") -> tuple[Audience, ...]:
        """Of one object, or of all."""
        if not self._path.exists():
            return ()
        found = (a for a in self._store.audiences() if object_ in ("", a.object) and search.casefold() in a.name.casefold())
        return tuple(sorted(found, key=lambda a: a.name.casefold()))[:500]

    def audience(self, object_: str, id_: str) -> Audience | None:
        found = self._store.audience(id_) if self._path.exists() else None
        return found if found and found.object == object_ else None

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        if self.audience(object_, id_) is None:
            raise NotFoundError("It does not exist there any more.", kept="Nothing was renamed.")
        if not 0 < len(name) <= self._profile.longest_name or self._store.audience_named(object_, name):
            raise ConfigError(f"“{name}” cannot be its name there.", hint="Choose a name that is free and shorter.")
        self._store.rename_audience(id_, name)

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        for record in self._store.records(object_, audience_id):
            cancel.check()
            if (key := record.get(key_field)) not in (None, ""):
                yield key if isinstance(key, str) else json.dumps(key)

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


def _check(spec: ObjectSpec, target: Target, fields: Sequence[str]) -> None:
    if target.operation not in spec.operations:
        raise ConfigError(
            f"{spec.label} does not support “{target.operation.label}”.",
            hint=f"It supports: {', '.join(o.label for o in spec.operations)}.",
        )
    if target.operation is Operation.MIRROR and target.removal not in spec.removals:
        raise ConfigError(
            f"{spec.label} cannot let go of a record by “{target.removal.label}”.",
            hint=f"It can: {', '.join(r.label for r in spec.removals)}.",
        )
    if target.key_field not in spec.keys:
        raise ConfigError(
            f"“{target.key_field}” cannot be the key of {spec.label}.", hint=f"Possible keys: {', '.join(spec.keys)}."
        )
    known = {f.name for f in spec.fields}
    if not spec.open_fields and (unknown := [name for name in fields if name not in known]):
        raise ConfigError(f"{spec.label} has no field {', '.join(unknown)}.", hint=f"Its fields: {', '.join(sorted(known))}.")

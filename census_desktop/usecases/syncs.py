"""Syncs: list, edit, pause, remove; and Quick Sync."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from census_desktop.domain import edits
from census_desktop.domain.ageing import RENEWED, Ageing
from census_desktop.domain.cohorts import check_cohort
from census_desktop.domain.consent import refuse_unconfirmed, still_meant, touched
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.fit import check_mapping
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    Health,
    MappingKind,
    Operation,
    Removal,
    Run,
    RunStatus,
    Segment,
    Sync,
    SyncStatus,
    new_id,
)
from census_desktop.domain.object_fit import check_object, object_named
from census_desktop.domain.plain import PlainError
from census_desktop.domain.ports import Catalog, Clock, Ledger
from census_desktop.domain.quicksync import clashes, copy_for, free_name, missing_columns, shared_mirrors, templates
from census_desktop.domain.rows import ActivityRow, Kind, QuickSyncOffer, QuickSyncOffers, SyncRow
from census_desktop.domain.schedule import refuse_circle
from census_desktop.domain.sync_all import effective
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.renewing import ageing_of
from census_desktop.usecases.standing import STANDING

SCHEDULES = "schedules"
"""The setting that lets syncs of a workspace run by themselves, or not."""

CONSENT = "consent"
"""The mark of a sync whose fields were looked at where the destination alone knows them."""

T = TypeVar("T", Connection, Dataset, Segment)


class Syncs:
    """Every method may wait on disk: not for the GUI thread."""

    def __init__(self, catalog: Catalog, ledger: Ledger, destinations: Destinations, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._destinations = destinations
        self._changes = changes
        self._clock = clock

    def get(self, ref: str) -> Sync:
        return self._catalog.get(Sync, ref)

    def all(self) -> tuple[Sync, ...]:
        return self._catalog.all(Sync)

    def rows(self, *, segment_id: str = "", connection_id: str = "") -> tuple[SyncRow, ...]:
        """Lines of the Syncs tab, oldest created first; without a filter, every sync of the workspace."""
        if segment_id or connection_id:
            syncs = self._catalog.syncs_of(segment_id=segment_id, connection_id=connection_id)
            return self._rows(syncs, _Joined(self._catalog))
        syncs = self.all()
        return self._rows(syncs, _Joined(self._catalog, syncs))

    def row(self, ref: str) -> SyncRow:
        (row,) = self._rows([self.get(ref)], _Joined(self._catalog))
        return row

    def _rows(self, syncs: Sequence[Sync], joined: _Joined) -> tuple[SyncRow, ...]:
        syncs = self._by_age(syncs)
        ids = [s.id for s in syncs]
        runs, members = self._ledger.last_runs(ids), self._ledger.members(ids)
        times = self._next_times(syncs, runs)
        renewed = self._catalog.marks(RENEWED)
        return tuple(
            SyncRow(
                sync=sync,
                connection=joined.get(Connection, sync.connection_id),
                dataset=joined.dataset_of(sync).name,
                segment=joined.get(Segment, sync.source.id).name if sync.source.kind == "segment" else "",
                health=health_of(sync, runs.get(sync.id)),
                last_run=runs.get(sync.id),
                next_run_at=times.get(sync.id),
                members=members.get(sync.id, 0) if sync.id in runs else None,
                ageing=self._ageing(sync, members.get(sync.id, 0), renewed) if (sync.id, RENEWED) in renewed else None,
            )
            for sync in syncs
        )

    def _ageing(self, sync: Sync, members: int, renewed: Mapping[tuple[str, str], tuple[str, datetime]]) -> Ageing | None:
        return ageing_of(sync, self.object_of(sync), members, datetime.fromisoformat(renewed[sync.id, RENEWED][0]))

    def _by_age(self, syncs: Sequence[Sync]) -> list[Sync]:
        now = self._clock.now()
        return sorted(syncs, key=lambda s: (s.created_at or now, s.id))

    def next_run_at(self) -> datetime | None:
        """When the next schedule of the workspace fires; None when none does, or while schedules are off."""
        syncs = self.all()
        return min(self._next_times(syncs, self._ledger.last_runs([s.id for s in syncs])).values(), default=None)

    def _next_times(self, syncs: Sequence[Sync], runs: Mapping[str, Run]) -> dict[str, datetime]:
        """When schedules fire next, by sync id; without those by hand, paused or draft, and while schedules are off."""
        from census_desktop.usecases.due import CLOCK, due_of

        if not self.schedules_on:
            return {}
        now, marks = self._clock.now(), self._catalog.marks(CLOCK)
        times = {}
        for sync in syncs:
            last = runs.get(sync.id)
            if last and last.held:  # a person decides first
                continue
            if sync.status is SyncStatus.ACTIVE and (at := due_of(sync, last, now, marks.get((sync.id, CLOCK)))):
                times[sync.id] = at
        return times

    @property
    def schedules_on(self) -> bool:
        """Whether syncs of this workspace run by themselves. The sample workspace begins with them off."""
        return self._catalog.setting(SCHEDULES) != "off"

    def set_schedules(self, on: bool) -> None:
        self._catalog.set_setting(SCHEDULES, "on" if on else "off")
        if on and self._catalog.setting(STANDING):
            self._catalog.set_setting(STANDING, "")
        self._changes.publish(Kind.SETTINGS, Kind.SYNCS)

    def due(self) -> tuple[Sync, ...]:
        """Active syncs whose schedule says that they should run now and that are not running."""
        now, syncs = self._clock.now(), self._by_age(self.all())
        runs = self._ledger.last_runs([s.id for s in syncs])
        times = self._next_times(syncs, runs)
        due = (s for s in syncs if s.id in times and times[s.id] <= now)
        return tuple(s for s in due if health_of(s, runs.get(s.id)) is not Health.RUNNING)

    def dataset_of(self, sync: Sync) -> Dataset:
        return _Joined(self._catalog).dataset_of(sync)

    def segment_of(self, sync: Sync) -> Segment | None:
        """The segment that the sync reads, narrowed to its cohort; None where it reads the whole data set. Raises ConfigError
        for a cohort that is gone."""
        if sync.source.kind != "segment":
            return None
        segment = self._catalog.get(Segment, sync.source.id)
        if sync.source.cohort:
            check_cohort(segment, sync.source.cohort)
        return replace(segment, cohort=sync.source.cohort)

    def effective(self, sync: Sync) -> Sync:
        """The sync with every mapping that it sends."""
        return effective(sync, self.dataset_of(sync))

    def consequences(self, before: Sync, after: Sync) -> tuple[str, ...]:
        """What saving this edit causes, in the user's words; nothing while nothing was sent."""
        members = self._ledger.state(before.id)[1]
        return edits.consequences(self.effective(before), self.effective(after), members) if members else ()

    def save(self, sync: Sync) -> Sync:
        """Insert or update. A draft may be unfinished; anything else is checked whole (ConfigError names what is missing).

        Source, destination, object and operation of a sync that has left the draft cannot change. Another sync key lets it
        begin anew (see `consequences`).
        """
        if sync.status is not SyncStatus.DRAFT:
            self.check(sync, consent=sync.status is SyncStatus.ACTIVE)  # what rests may always be put to rest
        self._catalog.put(replace(sync, consented=still_meant(sync)))
        self._changes.publish(Kind.SYNCS, Kind.SEGMENTS)
        return self._catalog.get(Sync, sync.id)

    def check(self, sync: Sync, spec: ObjectSpec | None = None, *, consent: bool = True) -> None:
        """Raise ConfigError when the sync cannot run as it is set up. `spec` saves a call when it is known; without `consent`
        it need not be confirmed yet what the sync does to people's consent."""
        refuse_circle(sync, lambda id_: self._catalog.find(Sync, id_))
        dataset = self.dataset_of(sync)
        self.segment_of(sync)
        connection = self._catalog.get(Connection, sync.connection_id)
        if not sync.key.column or not sync.key.field:
            raise ConfigError("The sync has no sync key.", hint="Choose the column that identifies a record on both sides.")
        if sync.operation is Operation.MIRROR and sync.removal is Removal.SWAP and sync.limits:
            raise ConfigError(
                "A sync that uploads everything and swaps cannot be ended early: half an upload never takes the other's place.",
                hint="Take off its limits of minutes and records.",
            )
        if (column := dataset.column(sync.audience_column)) and column.pii:
            raise ConfigError(
                f"“{column.name}” holds personal data, so it cannot name audiences: everybody there sees their names.",
                hint="Choose another column.",
            )
        sync = effective(sync, dataset)
        self._check_mappings(dataset, [m for m in sync.mappings if m.kind is not MappingKind.COLUMN])
        if missing := missing_columns(sync, dataset):
            raise ConfigError(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the data set “{dataset.name}”.",
                hint="Map another column, or refresh the data set.",
            )
        self._check_mappings(dataset, [m for m in sync.mappings if m.kind is MappingKind.COLUMN])
        fields = [sync.key.field, *(m.field for m in sync.mappings)]
        if twice := sorted({f for f in fields if fields.count(f) > 1}):
            raise ConfigError(f"{', '.join(twice)} is mapped more than once.", hint="Keep one mapping per destination field.")
        spec = spec or self._known_object(connection, sync.object)
        if spec:
            check_object(spec, sync)
            if consent:
                refuse_unconfirmed(sync, spec)

    def refuse_unconfirmed(self, sync: Sync, objects: Callable[[], Sequence[ObjectSpec]]) -> None:
        """Raise ConfigError when the sync does something to people's consent that nobody confirmed, before it is sent.

        Fields and objects that only the destination knows are asked for there, once for each way that the sync is set up.
        """
        whole, spec = self.effective(sync), self.object_of(sync)
        refuse_unconfirmed(whole, spec)
        others = {m.field for m in whole.mappings} - set(self.target_fields(sync))
        if not others and spec is not None and spec.name == sync.object:
            return
        lets_go = [sync.operation.value, sync.removal.value]
        told = json.dumps([sync.connection_id, sync.object, *lets_go, sorted(others), sorted(sync.consented)])
        asked = sha256(told.encode()).hexdigest()
        known = self._catalog.marks(CONSENT).get((sync.id, CONSENT))
        if known is None or known[0] != asked:
            refuse_unconfirmed(whole, object_named(objects(), sync.object))
            self._catalog.set_mark(sync.id, CONSENT, asked, self._clock.now())

    def _check_mappings(self, dataset: Dataset, mappings: Sequence[FieldMapping]) -> None:
        for mapping in mappings:
            try:
                check_mapping(
                    mapping,
                    dataset,
                    "",
                    lambda id_: self._catalog.get(Dataset, id_),
                    lambda id_: self._catalog.get(Segment, id_),
                )
            except PlainError as error:
                raise ConfigError(f"The mapping of “{mapping.field}”: {error.reason}.", hint=error.hint) from error

    def _known_object(self, connection: Connection, name: str) -> ObjectSpec | None:
        """The manifest's object, without asking the destination; None when only the destination knows."""
        return object_named(self._destinations.known_objects(connection), name)

    def object_of(self, sync: Sync) -> ObjectSpec | None:
        """What the manifest knows of the object that the sync writes to; None when only the destination knows."""
        return self._known_object(self._catalog.get(Connection, sync.connection_id), sync.object)

    def target_fields(self, sync: Sync) -> Mapping[str, TargetField]:
        """What the manifest knows of the object's fields, by name."""
        spec = self.object_of(sync)
        return {f.name: f for f in spec.fields} if spec else {}

    def pause(self, ref: str) -> Sync:
        return self._set_status(ref, SyncStatus.PAUSED)

    def resume(self, ref: str) -> Sync:
        """Paused → active; also activates a finished draft."""
        return self._set_status(ref, SyncStatus.ACTIVE)

    def _set_status(self, ref: str, status: SyncStatus) -> Sync:
        sync = self.get(ref)
        if sync.status is SyncStatus.DRAFT and status is SyncStatus.PAUSED:
            raise ConfigError(f"“{sync.name}” is a draft; it does not run, so it cannot be paused.")
        return self.save(replace(sync, status=status))

    def remove(self, ref: str) -> Sync:
        """Hide the sync; `restore` brings it back with its history and state. Nothing is removed at the destination."""
        sync = self.get(ref)
        self._catalog.remove(Sync, sync.id)
        self._changes.publish(Kind.SYNCS, Kind.SEGMENTS)
        return sync

    def restore(self, sync_id: str) -> None:
        self._catalog.restore(Sync, sync_id)
        self._changes.publish(Kind.SYNCS, Kind.SEGMENTS)

    def free_name(self, wanted: str) -> str:
        return free_name(wanted, (s.name for s in self.all()))

    def activity(self, sync_id: str) -> tuple[ActivityRow, ...]:
        return self._catalog.activity(sync_id=sync_id)

    def match_by_name(self, dataset: Dataset, spec: ObjectSpec, key: str) -> tuple[FieldMapping, ...]:
        """Mappings of columns to fields of the same name (case and _ do not matter); with open fields every column. What
        touches people's consent is only ever mapped by hand."""
        if spec.open_fields and not spec.fields:
            return tuple(FieldMapping(c, column=c) for c in dataset.column_names if c != key)
        columns = {_plain(c): c for c in dataset.column_names}
        return tuple(
            FieldMapping(f.name, column=columns[_plain(f.name)])
            for f in spec.fields
            if not f.read_only and not f.consent and _plain(f.name) in columns and columns[_plain(f.name)] != key
        )

    # Quick Sync ---------------------------------------------------------------------------------------------------

    def quick_sync_offers(self, segment_ref: str) -> QuickSyncOffers:
        """What the Quick Sync dropdown shows for a segment, newest template first."""
        segment = self._catalog.get(Segment, segment_ref)
        dataset = self._catalog.get(Dataset, segment.dataset_id)
        syncs = self._catalog.syncs_of(dataset_id=dataset.id)
        paused = sum(s.status is SyncStatus.PAUSED for s in syncs)
        drafts = sum(s.status is SyncStatus.DRAFT for s in syncs)
        offers = tuple(self._offer(template, segment, dataset, syncs) for template in templates(syncs))
        reason = ""
        if not offers:
            reason = f"No active sync of {dataset.name} yet. Quick Sync copies one; make the first with New Sync."
            if paused or drafts:
                reason = f"{dataset.name} has {_left_out(paused, drafts)}; only active syncs can be copied."
        return QuickSyncOffers(segment, dataset, offers, paused, drafts, reason)

    def _offer(self, template: Sync, segment: Segment, dataset: Dataset, syncs: Sequence[Sync]) -> QuickSyncOffer:
        connection = self._catalog.get(Connection, template.connection_id)
        copy = self._copy(template, segment, template.name, connection)
        warnings = []
        if missing := missing_columns(copy, dataset):
            are = "is" if len(missing) == 1 else "are"
            warnings.append(
                f"{' and '.join(missing)} {are} not in this data set: map or drop {'it' if are == 'is' else 'them'}"
            )
        if (cohort := template.source.cohort) and not copy.source.cohort:
            warnings.append(f"the template sends the cohort “{cohort}” alone; this sends all of “{segment.name}”")
        for other in clashes(copy, syncs):
            warnings.append(f"“{other.name}” already fills “{copy.audience}” there")
        if mirrors := shared_mirrors(copy, syncs):
            others = " and ".join(f"“{s.name}”" for s in mirrors[:2])
            verb = "mirrors" if len(mirrors) == 1 else "mirror"
            there = copy.object + (f", named by {copy.audience_column}," if copy.audience_column else "")
            warnings.append(f"{others} {verb} to {there} too: who leaves one is removed there for all")
        return QuickSyncOffer(
            template=template,
            connection=connection,
            fields=len(template.mappings) + 1,
            audience=copy.audience,
            audience_column=copy.audience_column,
            object=copy.object,
            warnings=tuple(warnings),
            source_name=self._source_name(template),
            consent=touched(effective(copy, dataset), self._known_object(connection, copy.object)),
        )

    def _copy(self, template: Sync, segment: Segment, name: str, connection: Connection) -> Sync:
        spec = self._known_object(connection, template.object)
        return copy_for(template, segment, name, named_by_segment=bool(spec and spec.named_by_segment))

    def _source_name(self, sync: Sync) -> str:
        if sync.source.kind == "segment":
            return self._catalog.get(Segment, sync.source.id).name
        return self._catalog.get(Dataset, sync.source.id).name

    def quick_sync(
        self, segment_ref: str, template_ref: str, name: str = "", *, consented: Sequence[str] = (), draft: bool = False
    ) -> Sync:
        """Copy the template for the segment, at once and active, or as a draft.

        Raises ConfigError when the template is not one that Quick Sync offers for this segment, or does not fit. What was
        confirmed for the template's people was not for these: `consented` says what is.
        """
        offers = self.quick_sync_offers(segment_ref)
        template = self.get(template_ref)
        offer = next((o for o in offers.offers if o.template.id == template.id), None)
        if offer is None:
            raise ConfigError(
                f"“{template.name}” is not a Quick Sync template for “{offers.segment.name}”.",
                hint=f"{_why_not(template)} See the offered ones with quick-sync list.",
            )
        if missing_columns(template, offers.dataset):
            raise ConfigError(f"“{template.name}” does not fit: {'; '.join(offer.warnings)}.", hint="Use New Sync instead.")
        wanted = name or f"{offers.segment.name} → {offer.connection.name}"
        copy = self._copy(template, offers.segment, name or self.free_name(wanted), offer.connection)
        status = SyncStatus.DRAFT if draft else SyncStatus.ACTIVE
        return self.save(replace(copy, created_at=self._clock.now(), consented=tuple(consented), status=status))

    def new(self, source: Segment | Dataset, connection: Connection, object_: str) -> Sync:
        """An unsaved draft that the New Sync steps fill in."""
        from census_desktop.domain.model import SyncKey, SyncSource

        kind = "segment" if isinstance(source, Segment) else "dataset"
        name = self.free_name(f"{source.name} → {connection.name}")
        key = SyncKey("", "")
        return Sync(new_id(), name, SyncSource(kind, source.id), connection.id, object_, Operation.UPSERT, key)


class _Joined:
    """What syncs join, by id, each read once; what all `of` these join is read at once."""

    def __init__(self, catalog: Catalog, of: Sequence[Sync] = ()) -> None:
        self._catalog = catalog
        self._known: dict[tuple[type, str], Any] = {}
        if of:
            segments = {sync.source.id for sync in of if sync.source.kind == "segment"}
            self._known |= {(Connection, connection.id): connection for connection in catalog.all(Connection)}
            self._known |= {(Dataset, dataset.id): dataset for dataset in catalog.all(Dataset)}
            self._known |= {(Segment, id_): segment for id_, segment in catalog.some(Segment, segments).items()}

    def get(self, kind: type[T], id_: str) -> T:
        if (kind, id_) not in self._known:
            self._known[kind, id_] = self._catalog.get(kind, id_)
        found: T = self._known[kind, id_]
        return found

    def dataset_of(self, sync: Sync) -> Dataset:
        id_ = sync.source.id
        return self.get(Dataset, self.get(Segment, id_).dataset_id if sync.source.kind == "segment" else id_)


def health_of(sync: Sync, last: Run | None) -> Health:
    """The badge of a sync: what its last run says, unless it rests."""
    if last and not last.status.is_over:
        return Health.RUNNING
    if sync.status is SyncStatus.PAUSED:
        return Health.PAUSED
    if last is None:
        return Health.NEVER
    if last.status is RunStatus.WAITING:
        return Health.PAUSED
    if last.status is RunStatus.FAILED:
        return Health.HELD if last.held else Health.FAILED
    return Health.REJECTED if last.counts.not_known_to_arrive else Health.OK


def _left_out(paused: int, drafts: int) -> str:
    parts = [f"{paused} paused sync{'s' if paused > 1 else ''}"] if paused else []
    parts += [f"{drafts} draft{'s' if drafts > 1 else ''}"] if drafts else []
    return " and ".join(parts)


def _why_not(template: Sync) -> str:
    if template.status is not SyncStatus.ACTIVE:
        return f"It is {template.status.value}; only active syncs can be copied."
    return "A newer active sync to the same destination takes its place, or it reads another data set."


def _plain(name: str) -> str:
    return name.casefold().replace("_", "").replace(" ", "").replace("-", "")

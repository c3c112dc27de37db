"""Rehearse a sync: planned as usual, then every record is held against what the manifest of its destination says.

Nothing leaves the computer, no credential is asked for, and nothing moves: the plan is thrown away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from census_desktop.domain import consent
from census_desktop.domain.estimate import estimate
from census_desktop.domain.manifest import Limits, ObjectSpec
from census_desktop.domain.model import Connection, Counts, Sync, new_id
from census_desktop.domain.plan import ChangeKind, Estimate, Plan
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger, Listener, Silent, Writer
from census_desktop.engine.planfile import PlanFiles
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.runs import Runs
from census_desktop.usecases.syncs import Syncs

if TYPE_CHECKING:
    from census_desktop.engine.packages import Package

SAMPLES = 100
"""So many of those that would be refused are told by their keys."""


@dataclass(frozen=True, slots=True)
class WouldFail:
    """A record that would not arrive: `kind` is "rejected" (by the destination) or "invalid" (set aside before). Its key is
    personal data."""

    kind: str
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a run would do and meet. `reasons` are (why, how many records), the most frequent first; `calls` requests of at most
    `bytes` bytes of records altogether; `notes` what else is to be known beforehand, `unchecked` what cannot be told here."""

    sync: str
    destination: str
    title: str
    object: str
    counts: Counts
    sent: int
    rejected: int
    reasons: tuple[tuple[str, int], ...] = ()
    samples: tuple[WouldFail, ...] = ()
    estimate: Estimate = field(default_factory=lambda: Estimate(0, 0.0))
    bytes: int = 0
    cost: str = ""
    held: str = ""
    notes: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    """What of the connector was not found in the vendor's documents."""

    @property
    def is_fine(self) -> bool:
        return not (self.rejected or self.counts.invalid or self.held)


@dataclass(slots=True)
class _Tally:
    calls: int = 0
    bytes: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    samples: list[WouldFail] = field(default_factory=list)

    def refuse(self, key: str, reason: str) -> None:
        self.rejected += 1
        self.reasons[reason] += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(WouldFail("rejected", key, reason))


class Rehearsing:
    """Every method may wait on disk or on the engine: not for the GUI thread."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        destinations: Destinations,
        syncs: Syncs,
        runs: Runs,
        paths: WorkspacePaths,
        clock: Clock,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._destinations = destinations
        self._syncs = syncs
        self._runs = runs
        self._clock = clock
        self._files = PlanFiles(paths.plans)

    def rehearse(
        self,
        sync: Sync,
        spec: ObjectSpec | None = None,
        *,
        everything: bool = False,
        cancel: CancelToken | None = None,
        listener: Listener | None = None,
    ) -> Rehearsed:
        """Rehearse a sync that is saved or still being set up. `spec` is its object where the destination was asked for it;
        `everything`: all records of the source, as if nothing had been sent yet.

        Raises ConfigError for what cannot run as it is set up, SourceError, Cancelled.
        """
        cancel = cancel or CancelToken()
        connection = self._catalog.get(Connection, sync.connection_id)
        spec = spec or self._syncs.object_of(sync)
        self._syncs.check(sync, spec, consent=False)
        planned = replace(sync, id=f"rehearsal-{new_id()}") if everything else sync
        plan = self._runs.plan_as_is(planned, cancel, listener or Silent())
        try:
            return self._held_against(sync, connection, spec, plan, cancel)
        finally:
            self._runs.discard(plan.id)

    def _held_against(
        self, sync: Sync, connection: Connection, spec: ObjectSpec | None, plan: Plan, cancel: CancelToken
    ) -> Rehearsed:
        manifest, limits = self._destinations.manifest(connection.type), self._destinations.limits(connection.id)
        tally = self._sent(sync, spec, limits, plan, cancel)
        reasons = tally.reasons + Counter(self._files.invalid_reasons(plan.id))
        page = self._files.page(plan.id, (ChangeKind.INVALID,), "", 0, max(0, SAMPLES - len(tally.samples)))
        invalid = [WouldFail("invalid", change.key, change.reason) for change in page.changes]
        return Rehearsed(
            sync=sync.name,
            destination=connection.name,
            title=manifest.title,
            object=sync.audience or sync.object,
            counts=plan.counts,
            sent=plan.to_send,
            rejected=tally.rejected,
            reasons=tuple(reasons.most_common()),
            samples=(*tally.samples, *invalid),
            estimate=estimate(tally.calls, limits, self._ledger.pace(sync.id)),
            bytes=tally.bytes,
            cost=manifest.cost,
            held=plan.held,
            notes=(*plan.warnings, *self._notes(sync, spec, plan)),
            unchecked=tuple(_unchecked(spec, self._syncs.effective(sync))),
            unverified=manifest.unverified,
        )

    def _sent(self, sync: Sync, spec: ObjectSpec | None, limits: Limits, plan: Plan, cancel: CancelToken) -> _Tally:
        from census_desktop.engine.packages import RunFacts, packages

        tally = _Tally()
        if not plan.to_send:
            return tally
        page = self._files.load(plan.id)
        fields = [*page.fields, *(name for name, _ in page.run_fields)]
        writer = imitated(spec, limits, fields) if spec else None
        facts = RunFacts(new_id(), self._clock.now(), sync.name)
        with closing(packages(page, self._files, "json", cancel, facts)) as stream:
            for package in stream:
                cancel.check()
                self._send(sync, package, limits, writer, tally, cancel)
        return tally

    def _send(
        self, sync: Sync, package: Package, limits: Limits, writer: Writer | None, tally: _Tally, cancel: CancelToken
    ) -> None:
        """One batch: how it falls into requests, and what becomes of each record."""
        from census_desktop.engine.parts import parts_of
        from census_desktop.engine.shipment import Batches, kept_if_null, only_if_empty
        from census_desktop.engine.texts import sizes_of

        batches = Batches("", sync.name, "", kept_if_null(sync), only_if_empty(sync))
        parts, too_large = parts_of(package, limits)
        keys = [str(key) for key in package.rows.column(0).to_pylist()]
        tally.calls += len(parts)
        tally.bytes += sum(sizes_of(package.json))
        for position, reason in too_large.items():
            tally.refuse(keys[position], reason)
        for start, count in parts if writer else ():
            reply = writer.send(batches.part(package, start, count), cancel) if writer else None
            for position, reason in (reply.rejected if reply else {}).items():
                tally.refuse(keys[start + position], reason)

    def _notes(self, sync: Sync, spec: ObjectSpec | None, plan: Plan) -> Iterator[str]:
        if spec is None:
            return
        members = plan.total
        if spec.audience and spec.least_members and members < spec.least_members:
            least = f"{spec.least_members:,}"
            yield f"The {spec.audience_word} would have {members:,} members; the destination uses it from {least} on."
        if spec.audience and spec.longest_name and len(sync.audience) > spec.longest_name:
            yield f"The name of the {spec.audience_word} has more than {spec.longest_name:,} characters: a run would fail."
        if spec.expires_days:
            yield f"Who is not sent again is dropped there after {spec.expires_days:,} days."
        if spec.outcome == "accepted":
            yield "The destination does not answer for each record: what it refuses itself is told by number, or not at all."
        for said in consent.unconfirmed(self._syncs.effective(sync), spec).values():
            yield f"{said} Nobody confirmed that yet, and a run does not start before."


def imitated(spec: ObjectSpec, limits: Limits, fields: Sequence[str]) -> Writer:
    """A writer that refuses what the object refuses, behind the gate that stands before every destination. `fields` are those
    that are sent."""
    from census_desktop.destinations.egress import GatedWriter
    from census_desktop.destinations.rehearsal.imitation import Imitation, profile_of

    hashes = {field.name: field.hash for field in spec.fields if field.hash}
    return GatedWriter(Imitation(profile_of(spec, fields), limits), hashes)


def _unchecked(spec: ObjectSpec | None, sync: Sync) -> Iterator[str]:
    """What a rehearsal cannot tell."""
    if spec is None:
        yield f"Only the destination knows the fields of {sync.object}: no value was held against them."
    elif spec.open_fields and (own := sorted({m.field for m in sync.mappings} - {f.name for f in spec.fields})):
        named = ", ".join(own[:5]) + (" …" if len(own) > 5 else "")
        yield f"What these fields take is known at the destination alone: {named}."


def words(rehearsed: Rehearsed) -> str:
    """ "1,200 would be sent in 3 requests (about 2 s), 12 would be rejected, 4 set aside as invalid"."""
    seconds = rehearsed.estimate.seconds
    requests = "1 request" if rehearsed.estimate.calls == 1 else f"{rehearsed.estimate.calls:,} requests"
    parts = [f"{rehearsed.sent:,} would be sent in {requests} (about {max(1, round(seconds)):,} s)"]
    if rehearsed.rejected:
        parts.append(f"{rehearsed.rejected:,} would be rejected")
    if rehearsed.counts.invalid:
        parts.append(f"{rehearsed.counts.invalid:,} would be set aside as invalid")
    return ", ".join(parts) if rehearsed.sent else ", ".join(["nothing would be sent", *parts[1:]])

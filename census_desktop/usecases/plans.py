"""Plans: what a run would do, made without sending, looked at, made smaller, and found again by digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from census_desktop.domain.ageing import Ageing
from census_desktop.domain.consent import takes_consent
from census_desktop.domain.errors import NotFoundError, PlanStale
from census_desktop.domain.estimate import estimate, requests
from census_desktop.domain.guards import USUAL_RUNS, History, reason_to_hold, too_many_audiences
from census_desktop.domain.membership import lists_version
from census_desktop.domain.model import Counts, Dataset, Operation, RunStatus, Segment, Sync
from census_desktop.domain.plan import ChangeKind, ChangePage, Plan, Progress
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger, Listener, Reader, Silent
from census_desktop.domain.reads import only_scans
from census_desktop.domain.rows import Kind, RunFilter
from census_desktop.domain.sync_all import effective
from census_desktop.engine.planfile import PlanFiles
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.recovery import Recovery
from census_desktop.usecases.renewing import Renewing
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

KEPT_RUNS = 20
"""So many runs of a sync keep their plan, with the records that they sent."""
NOT_KEPT = f"The last {KEPT_RUNS} runs of a sync keep theirs."


class Plans:
    """Every method may wait on disk or engine."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        sources: Sources,
        destinations: Destinations,
        syncs: Syncs,
        recovery: Recovery,
        paths: WorkspacePaths,
        changes: Changes,
        clock: Clock,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._sources = sources
        self._destinations = destinations
        self._syncs = syncs
        self._recovery = recovery
        self._paths = paths
        self._changes = changes
        self._clock = clock
        self._renewing = Renewing(catalog, ledger)
        self.files = PlanFiles(paths.plans)

    # Make -----------------------------------------------------------------------------------------------------------

    def make(self, sync: Sync, cancel: CancelToken, listener: Listener, run_id: str = "") -> Plan:
        """Read the source and compare it with what was acknowledged. Raises SourceError, ConfigError, Cancelled."""
        from census_desktop.engine.planning import make_plan

        self._recovery.bring_up_to_date(sync)
        dataset = self._syncs.dataset_of(sync)
        segment, spec = self._syncs.segment_of(sync), self._syncs.object_of(sync)
        ageing = self._renewing.of(sync, spec)
        with self._sources.open_for(dataset, cancel, scan=only_scans(self._effective(sync), dataset, segment)) as reader:
            if sync.sync_all:
                dataset = self._described_anew(reader, dataset)
            made = make_plan(
                sync=effective(sync, dataset),
                dataset=dataset,
                segment=segment,
                reader=reader,
                batch_rows=self._batch_rows(sync),
                paths=self._paths,
                clock=self._clock,
                cancel=cancel,
                progress=lambda phase, done: listener.progress(Progress(run_id, sync.id, phase, done)),
                targets=self._syncs.target_fields(sync),
                guard=self._guard(sync),
                nulls_by=self._nulls_by(sync),
                leased=bool(run_id),
                lists=self._lists(dataset),
                longest_name=spec.longest_name if spec else 0,
                expires=ageing is not None,
                renews=ageing is not None and ageing.is_due(self._clock.now()),
            )
        return self._estimated(sync, self._warned(sync, made, ageing))

    def _warned(self, sync: Sync, plan: Plan, ageing: Ageing | None) -> Plan:
        """An append whose answer was lost may be there already; leaving may take consent away; members may be due again."""
        from census_desktop.engine.state import SyncState

        warnings = []
        if lost := SyncState(self._paths.state / sync.id).uncertain if sync.operation is Operation.APPEND else 0:
            them = f"{lost:,} records" if lost > 1 else "1 record"
            warnings.append(f"{them} may have arrived already: the answer to them was lost.")
        spec = self._syncs.object_of(sync)
        gone = plan.counts.processed if sync.operation is Operation.DELETE else plan.counts.removed
        if spec and gone and takes_consent(sync, spec):
            them = f"{gone:,} records" if gone > 1 else "1 record"
            warnings.append(f"Of {them} that leave, people's consent is taken away too: they {spec.removal}.")
        fresh = self._fresh_audiences(sync, plan)
        if fresh:
            word = spec.audience_word if spec else "audience"
            warnings.append(f"{_counted(word, fresh)} made, or found by name: {_listed(fresh)}.")
        held = plan.held or too_many_audiences(sync.guards, sync.audience_column, len(fresh))
        now = self._clock.now()
        renewal = ageing.reason(plan.renewed, now) if ageing and ageing.is_due(now) and plan.renewed else ""
        if renewal and 0 < (most := sync.limits.get("records", 0)) < plan.to_send:
            warnings.append(f"This sync sends {most:,} records a run, so that a part of the members may expire.")
        if not (warnings or renewal) and held == plan.held:
            return plan
        return self._kept(replace(plan, warnings=(*plan.warnings, *warnings), held=held, renewal=renewal))

    def hold(self, plan: Plan, why: str) -> Plan:
        """The same plan, to wait for a person."""
        return self._kept(replace(plan, held=why))

    def _kept(self, plan: Plan) -> Plan:
        self.files.save(replace(self.files.load(plan.id), plan=plan))
        return plan

    def _fresh_audiences(self, sync: Sync, plan: Plan) -> list[str]:
        """Names that a plan writes to, where a column gives them, and that no run has opened yet."""
        from census_desktop.usecases.named_audiences import ids_of

        if not sync.audience_column:
            return []
        return sorted(self.files.load(plan.id).written_audiences() - ids_of(self._catalog, sync.id).keys())

    def _described_anew(self, reader: Reader, dataset: Dataset) -> Dataset:
        """The data set with the columns it has now, kept where they are others: what sends all follows by itself."""
        from census_desktop.usecases.datasets import keep_columns, looked

        fresh, drift = looked(self._catalog, dataset, reader.describe, self._clock.now())
        fresh, differs = keep_columns(self._catalog, dataset, fresh, drift, "columns read anew")
        if differs:
            self._changes.publish(Kind.DATASETS)
        return fresh

    def _lists(self, dataset: Dataset) -> str:
        return lists_version(dataset, lambda id_: self._catalog.find(Segment, id_))

    def _batch_rows(self, sync: Sync) -> int:
        return self._destinations.limits(sync.connection_id).batch_rows

    def _nulls_by(self, sync: Sync) -> Operation:
        """How a mirror empties the fields of a leaver: as an update, so that nobody is made anew, where there is one."""
        spec = self._syncs.object_of(sync)
        return Operation.UPDATE if spec is None or Operation.UPDATE in spec.operations else Operation.UPSERT

    def _guard(self, sync: Sync) -> Callable[[Counts, int], str]:
        from census_desktop.engine.state import SyncState

        completed = RunFilter(sync_id=sync.id, statuses=(RunStatus.COMPLETED.value,), limit=USUAL_RUNS)
        sent = tuple(_sent_for_changes(sync, run.counts) for run in self._ledger.runs(completed))
        history = History(SyncState(self._paths.state / sync.id).members, sent)
        return lambda counts, read: reason_to_hold(sync.guards, counts, read, history)

    def _estimated(self, sync: Sync, plan: Plan) -> Plan:
        limits = self._destinations.limits(sync.connection_id)
        calls = plan.batches
        if limits.batch_bytes and calls:
            page = self.files.load(plan.id)
            calls = requests((rows for _, _, _, rows in page.batches()), limits, self.files.mean_bytes(plan.id))
        return replace(plan, estimate=estimate(calls, limits, self._ledger.pace(sync.id)))

    def exclude(self, plan_id: str, rows: Sequence[int]) -> Plan:
        """The plan without these rows, as a plan of its own that may be sent; the guard looks at it anew.

        Raises ConfigError for rows that are not sent and for an upload that swaps.
        """
        from census_desktop.engine.derive import exclude
        from census_desktop.engine.diff import sends_everything

        plan = self._loaded(plan_id)
        sync = self._catalog.get(Sync, plan.sync_id)
        guard = None if plan.is_partial else self._guard(sync)
        everything = sends_everything(sync) and not plan.is_partial
        made = exclude(plan_id, rows, self._paths, self._clock, guard, everything)
        if guard and not made.held:
            made = replace(
                made, held=too_many_audiences(sync.guards, sync.audience_column, len(self._fresh_audiences(sync, made)))
            )
            self.files.save(replace(self.files.load(made.id), plan=made))
        return self._estimated(sync, made)

    def undo(self, sync: Sync, run_id: str, deletes: bool, cancel: CancelToken) -> Plan:
        """The inverse of what a run did; `deletes`: what it added is removed. Nobody who is on an exclusion list now is
        written again."""
        from census_desktop.engine.derive import undo_plan

        run, (ranges, rejected) = self._ledger.run(run_id), self._arrived(run_id)
        plan_id, today = self._ledger.plan_of(run_id), self._effective(sync)
        plan = undo_plan(today, run, plan_id, ranges, rejected, self._paths, self._clock, cancel, deletes)
        return self._estimated(sync, self._without_listed(sync, plan, cancel))

    def removal(self, sync: Sync, keys: Sequence[str], empties: bool, cancel: CancelToken) -> Plan:
        """These records taken away from the destination, or (`empties`) their fields emptied there. Raises what `make` does
        where no plan of the sync is kept any more."""
        from census_desktop.engine.derive import removal_plan

        self._recovery.bring_up_to_date(sync)
        template = self._template(sync) or self.make(sync, cancel, Silent()).id
        by = self._nulls_by(sync) if empties else Operation.DELETE
        made = removal_plan(self._effective(sync), keys, template, by, self._paths, self._clock, cancel)
        return self._estimated(sync, made)

    def _template(self, sync: Sync) -> str:
        """The newest plan of the sync that is kept, "" without one: it knows how a record's key is written there."""
        for run in self._ledger.runs(RunFilter(sync_id=sync.id, limit=KEPT_RUNS)):
            plan_id = self._ledger.plan_of(run.id)
            if self.files.exists(plan_id) and self.files.load(plan_id).fields[0] == sync.key.field:
                return plan_id
        return ""

    def is_overtaken(self, sync: Sync, run_id: str) -> bool:
        """Whether runs that the ledger does not know sent something after this one: the workspace was restored from before."""
        from census_desktop.engine.state import SyncState

        for later in SyncState(self._paths.state / sync.id).runs_after(run_id):
            try:
                self._ledger.run(later)
            except NotFoundError:
                return True
        return False

    def forgot(self, run_id: str) -> bool:
        """Whether the run took a person away. Of a run whose plan is kept."""
        return self.files.load(self._ledger.plan_of(run_id)).plan.forgets

    def forget_records(self, sync_id: str, keys: Sequence[str]) -> int:
        """Remove the kept plans of a sync that hold one of these records, and what its state still keeps of it on disk. How
        many runs keep no records any more. For records that are not at the destination now."""
        from census_desktop.engine.state import SyncState

        SyncState(self._paths.state / sync_id).erase(keys, self._paths.scratch)
        holding = self.files.holding(sync_id, keys)
        for plan_id in holding:
            self.files.remove(plan_id)
        return len(set(holding) & self._ledger.plans())

    def _without_listed(self, sync: Sync, plan: Plan, cancel: CancelToken) -> Plan:
        from census_desktop.engine.derive import exclude, rows_on_lists

        dataset = self._syncs.dataset_of(sync)
        if not (lists := self._lists(dataset)):
            return plan
        with self._sources.open_for(dataset, cancel) as reader:
            rows = rows_on_lists(sync, dataset, plan.id, reader, self._syncs.target_fields(sync), self._paths, cancel)
        warnings = plan.warnings
        if rows:
            whole, plan = plan, exclude(plan.id, rows, self._paths, self._clock)
            self.files.remove(whole.id)
            them = f"{len(rows):,} records are" if len(rows) > 1 else "1 record is"
            warnings = (*warnings, f"{them} on an exclusion list now and not sent again.")
        digest = sha256(f"{plan.digest} {lists}".encode()).hexdigest()
        plan = replace(plan, digest=digest, lists=lists, warnings=warnings)
        self.files.save(replace(self.files.load(plan.id), plan=plan))
        return plan

    def arrived(self, run_id: str) -> Mapping[ChangeKind, int] | None:
        """Records of a run that the destination acknowledged, by kind; None when they are no longer kept."""
        plan_id = self._ledger.plan_of(run_id)
        ranges, rejected = self._arrived(run_id)
        return self.files.kinds(plan_id, ranges, rejected) if ranges and self.files.exists(plan_id) else None

    def _arrived(self, run_id: str) -> tuple[list[tuple[int, int]], list[int]]:
        """(ranges of the plan's rows that were acknowledged, rows in them that were refused or may not have arrived)."""
        from census_desktop.engine.run import ranges_of

        ranges = ranges_of([b for b in self._ledger.batches(run_id) if b.state == "acknowledged"])
        if ranges and self.files.exists(plan_id := self._ledger.plan_of(run_id)):
            page = self.files.load(plan_id)
            if page.lets_go_unnamed:
                ranges.append((page.sent, page.sent + page.plan.counts.removed + page.plan.counts.invalid))
        rows = (*self._ledger.rejected_rows(run_id), *self._ledger.unknown_rows(run_id))
        return ranges, [row for row, _ in rows]

    def _effective(self, sync: Sync) -> Sync:
        return effective(sync, self._syncs.dataset_of(sync))

    def was_edited(self, sync: Sync, run_id: str) -> bool:
        """Whether the sync sends something else today than it did in that run."""
        return not self.still_fits(self.files.load(self._ledger.plan_of(run_id)).plan, sync)

    def still_fits(self, plan: Plan, sync: Sync) -> bool:
        """Whether the sync of today would send what this plan does in the same form."""
        from census_desktop.engine.planning import sync_version

        return plan.sync_version == sync_version(self._effective(sync))

    # Find -----------------------------------------------------------------------------------------------------------

    def _loaded(self, plan_id: str) -> Plan:
        if not self.files.exists(plan_id):
            raise NotFoundError("This plan is no longer kept.", kept="Nothing was sent.", hint="Review the changes again.")
        return self.files.load(plan_id).plan

    def page(
        self,
        plan_id: str,
        kinds: Sequence[ChangeKind],
        search: str,
        offset: int,
        limit: int,
        retried: bool,
        field: str,
        excluded: bool | None,
        audience: str = "",
        cancel: CancelToken | None = None,
    ) -> ChangePage:
        self._loaded(plan_id)
        return self.files.page(plan_id, kinds, search, offset, limit, retried, field, excluded, audience, cancel)

    def audiences(self, plan_id: str) -> tuple[str, ...]:
        """Names of the audiences that a plan sends to, in the order of their letters; none where no column names them."""
        self._loaded(plan_id)
        return tuple(sorted({name for name, _ in self.files.load(plan_id).audiences}))

    def to_send(self, sync: Sync, digest: str) -> Plan:
        """The plan with this digest, if it may still be sent; PlanStale says why not."""
        plan = self.files.find(sync.id, digest)
        if plan is None:
            raise PlanStale(
                f"There is no plan {digest[:12]} for “{sync.name}”.", kept="Nothing was sent.", hint="Review the changes again."
            )
        self.refuse_stale(plan, sync)
        return plan

    def refuse_stale(self, plan: Plan, sync: Sync) -> None:
        """Raise PlanStale if the sync, what was acknowledged or an exclusion list moved on since the plan was made."""
        from census_desktop.engine.planning import refuse_stale

        self._recovery.bring_up_to_date(sync)
        refuse_stale(plan, self._effective(sync), self._paths)
        dataset = self._syncs.dataset_of(sync)
        if not plan.forgets and plan.lists != self._lists(dataset):
            raise PlanStale(
                f"Exclusion lists of “{dataset.name}” were edited after this plan was made.",
                kept="Nothing was sent.",
                hint="Review the changes again.",
            )

    def of_run(self, run_id: str) -> Plan | None:
        """The plan that a run sent or was held with; None when it is no longer kept."""
        plan_id = self._ledger.plan_of(run_id)
        if not self.files.exists(plan_id):
            return None
        plan = self.files.load(plan_id).plan
        return self._estimated(self._catalog.get(Sync, plan.sync_id), plan)

    # Forget ---------------------------------------------------------------------------------------------------------

    def prune(self, sync_id: str) -> None:
        """Forget plans of the sync except those of its last runs and the newest (it may be under review)."""
        runs = self._ledger.runs(RunFilter(sync_id=sync_id, limit=KEPT_RUNS))
        self.files.prune(sync_id, keep=frozenset(filter(None, (self._ledger.plan_of(r.id) for r in runs))))


NAMED = 5
"""Audiences that a warning names."""


def _counted(word: str, names: Sequence[str]) -> str:
    return f"{len(names):,} {word}s are" if len(names) > 1 else f"1 {word} is"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(f"“{name}”" for name in names[:NAMED]) + more


def _sent_for_changes(sync: Sync, counts: Counts) -> int:
    """Without what was sent again so that it does not expire."""
    from census_desktop.engine.diff import sends_everything

    return counts.processed if sends_everything(sync) else counts.added + counts.changed + counts.removed

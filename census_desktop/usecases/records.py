"""Records: explain one, and take out those of a run that did not arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.conditions import Condition, Group, Member, Node, describe, own_columns
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, NotFoundError
from census_desktop.domain.model import Connection, Dataset, Limit, Run, Segment, Sync
from census_desktop.domain.ports import CancelToken, Catalog, Decision, Judged, Ledger
from census_desktop.domain.reads import hidden_fields
from census_desktop.domain.records import RecordStory, Verdict
from census_desktop.domain.rows import RunFilter
from census_desktop.domain.sync_all import effective
from census_desktop.engine.planfile import PlanFiles
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

if TYPE_CHECKING:
    from census_desktop.engine.history import Payload
    from census_desktop.engine.state import SyncState

RUNS_LOOKED_AT = 100
FORMS = (".csv", ".jsonl", ".parquet")
_PORTION = 50_000

_RETRY = {
    "rejected": "The destination refused it last time, so the next run sends it again.",
    "uncertain": "Nobody knows what became of its last request, so the next run sends it again.",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a definition; `column` where it compares one."""

    path: str
    depth: int
    node: Node
    column: str = ""


@dataclass(slots=True)
class _Now:
    """What the source says of the record. `key` is the one under which the destination knows it."""

    key: str
    judged: Judged | None = None
    verdicts: tuple[Verdict, ...] = ()
    payload: Payload | None = None
    warnings: list[str] = field(default_factory=list)


class Records:
    """Every method may wait on disk or on the engine: not for the GUI thread."""

    def __init__(self, catalog: Catalog, ledger: Ledger, sources: Sources, syncs: Syncs, paths: WorkspacePaths) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._sources = sources
        self._syncs = syncs
        self._paths = paths
        self._plans = PlanFiles(paths.plans)

    # Explain --------------------------------------------------------------------------------------------------------

    def story(self, sync_ref: str, key: str, cancel: CancelToken | None = None) -> RecordStory:
        """Everything that is known of one record, by its sync key as the source has it (or, of a digest, as the
        destination has it). A source that cannot be asked is a warning. Values of PII columns are not masked here."""
        from census_desktop.engine.history import events, without_key
        from census_desktop.engine.state import SyncState

        sync = self._catalog.get(Sync, sync_ref)
        connection = self._catalog.get(Connection, sync.connection_id)
        now = self._now(sync, key, cancel or CancelToken())
        state = SyncState(self._paths.state / sync.id)
        runs = [r for r in self._ledger.runs(RunFilter(sync_id=sync.id, limit=RUNS_LOOKED_AT)) if self._is_kept(r)]
        judged = now.judged
        held, pending = self._by_audience(sync, state, now)
        mine = now.payload.audience if now.payload else ""
        kept = held.get(mine, next(iter(held.values()), None))
        return RecordStory(
            sync_id=sync.id,
            key=key,
            destination=connection.name,
            object=sync.audience or sync.object,
            present=judged.records > 0 if judged else None,
            member=judged.member if judged else None,
            verdicts=now.verdicts,
            acknowledged=without_key(kept, sync.key.field),
            now=now.payload.values if now.payload and judged and judged.member else None,
            events=tuple(events(now.key, runs, self._ledger, self._plans)),
            retry=_RETRY.get(pending, ""),
            kept_from=runs[-1].created_at if runs else None,
            warnings=tuple(now.warnings),
            audiences=tuple(held) if sync.audience_column else (),
        )

    def _by_audience(self, sync: Sync, state: SyncState, now: _Now) -> tuple[dict[str, str], str]:
        """(payloads that the destination has of the record, by audience; "" is the sync's one, why it is pending)."""
        if sync.audience_column:
            return state.audiences_of(now.key), next(iter(sorted(state.pending_in(now.key).values(), reverse=True)), "")
        payload = state.payload_of(now.key)
        return {} if payload is None else {"": payload}, state.pending_of(now.key)

    def _is_kept(self, run: Run) -> bool:
        return self._plans.exists(self._ledger.plan_of(run.id))

    def _now(self, sync: Sync, key: str, cancel: CancelToken) -> _Now:
        now = _Now(key)
        try:
            dataset = self._syncs.dataset_of(sync)
            segment = self._syncs.segment_of(sync)
            self._ask(now, sync, dataset, segment, cancel)
        except Cancelled:
            raise
        except CensusError as error:
            now.warnings.append(str(error))
        return now

    def _ask(self, now: _Now, sync: Sync, dataset: Dataset, segment: Segment | None, cancel: CancelToken) -> None:
        from census_desktop.engine.history import payload_of
        from census_desktop.engine.mapping import read_dataset, source_columns

        where = segment.where if segment else Group()
        lines = tuple(_lines(where))
        wheres = [Group("all", (line.node,)) for line in lines]
        compared = sorted(own_columns(where))
        try:
            sync = effective(sync, dataset)
            dataset = read_dataset(sync, dataset)
            columns: Sequence[str] = list(dict.fromkeys([*source_columns(sync), *compared]))
            mappable = True
            with self._sources.open_for(dataset, cancel) as reader:
                judged = reader.judge(dataset, segment, sync.key.column, now.key, wheres, columns)
        except ConfigError as error:  # a column that a mapping names is gone: the definition may still be asked
            now.warnings.append(str(error))
            mappable = False
            with self._sources.open_for(dataset, cancel) as reader:
                judged = reader.judge(dataset, segment, sync.key.column, now.key, wheres, compared)
        now.judged = judged
        before, after = _decided(judged.decisions, segment)
        now.verdicts = (*before, *self._verdicts(lines, judged), *after)
        if judged.records > 1 and sync.audience_column:
            now.warnings.append(
                f"{sync.key.column} stands {judged.records:,} times with this value; what is told of now is the first of them."
            )
        elif judged.records > 1:
            now.warnings.append(f"{sync.key.column} stands {judged.records:,} times with this value: no copy is sent.")
        if judged.record is None or not mappable:
            return
        spec = self._syncs.object_of(sync)
        targets, longest = self._syncs.target_fields(sync), spec.longest_name if spec else 0
        now.payload = payload_of(sync, judged.record, targets, longest)
        now.key = now.payload.key or now.key
        if now.payload.invalid:
            now.warnings.append(f"It cannot be sent as it is: {now.payload.invalid}.")

    def _verdicts(self, lines: Sequence[_Line], judged: Judged) -> Iterator[Verdict]:
        """Lines that say nothing yet are left out, as they are from the segment."""
        if judged.record is None:
            return
        names = set(judged.record.schema.names)
        for line, holds in zip(lines, judged.holds, strict=True):
            if holds is None:
                continue
            value = judged.record.column(line.column)[0].as_py() if line.column in names else None
            yield Verdict(line.path, self._words(line.node), holds, line.depth, line.column, value)

    def _words(self, node: Node) -> str:
        if isinstance(node, Group):
            return "all of these" if node.join == "all" else "any of these"
        if isinstance(node, Member):
            other = self._catalog.find(Segment, node.segment)
            return describe(replace(node, segment=f"“{other.name}”" if other else "a segment that is gone"))
        return describe(node)

    # Export ---------------------------------------------------------------------------------------------------------

    def export(self, run_id: str, kind: str, path: Path, *, reveal: bool = False, cancel: CancelToken | None = None) -> int:
        """Write all records of a run that did not arrive, with reasons and values, and say how many: `kind` is "rejected",
        "unknown" or "invalid". The file's ending decides its form: .csv (safe to open in a spreadsheet), .jsonl or .parquet.

        Values of PII columns are dots unless `reveal`. Raises ConfigError for another ending and for a place within the
        workspace, NotFoundError when the run's records are no longer kept.
        """
        from census_desktop.engine.undelivered import write_undelivered

        path = path.expanduser().absolute()
        if kind not in ("rejected", "unknown", "invalid"):
            raise ConfigError(f"Records are rejected, unknown or invalid, not “{kind}”.")
        if path.suffix.lower() not in FORMS:
            raise ConfigError(f"“{path.name}” has none of the endings {', '.join(FORMS)}.", hint="Name the file by its form.")
        if path.resolve().is_relative_to(self._paths.root.resolve()):
            raise ConfigError(
                f"“{path.name}” would lie inside the workspace's folder, which is the program's own.",
                kept="Nothing was written.",
                hint="Choose a folder outside of it.",
            )
        run = self._ledger.run(run_id)
        plan_id = self._ledger.plan_of(run.id)
        if not self._plans.exists(plan_id):
            raise NotFoundError("The records of this run are no longer kept.", hint="The last 20 runs of a sync keep theirs.")
        page = self._plans.load(plan_id)
        hidden = frozenset() if reveal else self._private(run, page.fields)
        kept = {"rejected": self._ledger.rejected_rows, "unknown": self._ledger.unknown_rows}.get(kind)
        refused = _portions(run.id, kept) if kept else None
        return write_undelivered(path, page, self._plans, refused, hidden, cancel or CancelToken())

    def _private(self, run: Run, fields: Sequence[str]) -> frozenset[str]:
        """Fields of personal data, and those that the sync does not send any more; of a sync that is gone, all."""
        try:
            sync = self._catalog.get(Sync, run.sync_id)
            dataset = self._syncs.dataset_of(sync)
        except NotFoundError:
            return frozenset(fields)
        return hidden_fields(effective(sync, dataset), dataset, lambda id_: self._catalog.get(Dataset, id_), fields)


_Reasons = tuple[tuple[int, str], ...]


def _portions(run_id: str, read: Callable[[str, int, int], _Reasons]) -> Iterator[_Reasons]:
    """Rows with their reasons, a portion after the other."""
    offset = 0
    while portion := read(run_id, offset, _PORTION):
        yield portion
        offset += len(portion)


def _decided(decisions: Sequence[Decision], segment: Segment | None) -> tuple[list[Verdict], list[Verdict]]:
    """What decides before the conditions, and what after them, as lines."""
    before, after = [], []
    for decision in decisions:
        name = f"“{decision.name}”"
        match decision.kind:
            case "exclusion":
                before.append(Verdict("exclusions", f"not on the exclusion list {name}", decision.holds))
            case "sql":
                before.append(Verdict("sql", "among those that the segment's SQL gives", decision.holds))
            case "priority":
                after.append(Verdict("priorities", f"not in {name}, which has priority", decision.holds))
            case "limit" if segment:
                limits = " and ".join(limit_words(limit) for limit in (segment.limit_per, segment.limit) if limit)
                after.append(Verdict("limit", f"within the limit: {limits}", decision.holds))
            case "cohort" if segment:
                other = "" if decision.holds else f" (it is in {name})"
                after.append(Verdict("cohort", f"in the cohort “{segment.cohort or decision.name}”{other}", decision.holds))
    return before, after


def limit_words(limit: Limit) -> str:
    """A limit in words: the last 3 of each country by spent."""
    which = "last" if limit.descending else "first"
    each = f" of each {limit.per}" if limit.per else ""
    return f"the {which} {limit.rows:,}{each}" + (f" by {limit.order_by}" if limit.order_by else "")


def _lines(where: Group) -> Iterator[_Line]:
    """Every line of the definition, in reading order. That all top lines must hold goes without saying; "any" is a line."""
    if where.join == "any" and len(where.items) > 1:
        yield _Line("where", 0, where)
        yield from _below(where, "where", 1)
    else:
        yield from _below(where, "where", 0)


def _below(group: Group, path: str, depth: int) -> Iterator[_Line]:
    for number, item in enumerate(group.items):
        here = f"{path}.{group.join}[{number}]"
        yield _Line(here, depth, item, item.column if isinstance(item, Condition) else "")
        if isinstance(item, Group):
            yield from _below(item, here, depth + 1)

"""A sync over a small file, with a real store and real plans, and a destination at the port that answers as told."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from census_desktop.domain.errors import CensusError
from census_desktop.domain.manifest import Limits, Manifest
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    Operation,
    Run,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
    Trigger,
)
from census_desktop.domain.plan import Plan, Progress
from census_desktop.domain.ports import Batch, CancelToken, Reply, Silent, Target
from census_desktop.engine.planning import make_plan
from census_desktop.engine.run import Sent, send_plan
from census_desktop.engine.state import SyncState
from census_desktop.paths import WorkspacePaths
from census_desktop.sources import open_source
from census_desktop.store import Store, open_store
from tests.conftest import FakeClock

Answer = Callable[[Batch], Reply] | CensusError | Reply


@dataclass
class ScriptedDestination:
    """Answers batches in turn from `answers`, then always yes; remembers what it was asked and what it holds."""

    limits: Limits = field(default_factory=lambda: Limits(batch_rows=1000))
    answers: deque[Answer] = field(default_factory=deque)
    batches: list[Batch] = field(default_factory=list)
    held: dict[Any, dict[str, Any]] = field(default_factory=dict)
    finished: int = 0
    closed: int = 0
    audience_id: str = ""
    manifest: Manifest = field(default_factory=lambda: Manifest("scripted", "Scripted", "", "file", "blue", payload="json"))
    targets: list[Target] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, target: Target, schema: Any) -> ScriptedDestination:
        self.targets.append(target)
        return self

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        with self.lock:
            self.batches.append(batch)
            answer = self.answers.popleft() if self.answers else Reply()
        if isinstance(answer, CensusError):
            raise answer
        reply = answer if isinstance(answer, Reply) else answer(batch)
        with self.lock:
            for position, row in enumerate(batch.rows.to_pylist()):
                if position not in reply.rejected and position not in reply.unknown:
                    self.apply(batch, row)
        return reply

    def apply(self, batch: Batch, row: dict[str, Any]) -> None:
        """What a real destination does with a record it takes."""
        if batch.operation is Operation.DELETE:
            self.held.pop(row[batch.key_field], None)
        else:
            self.held[row[batch.key_field]] = row

    def finish(self) -> None:
        self.finished += 1

    def close(self) -> None:
        self.closed += 1

    def test(self) -> str:
        return "ready"

    def objects(self) -> tuple[()]:
        return ()

    @property
    def sizes(self) -> list[int]:
        return [len(b) for b in self.batches]


class Bench:
    """One sync of one file, planned and sent step by step."""

    def __init__(self, root: Path, store: Store, clock: FakeClock) -> None:
        self.paths = WorkspacePaths(root)
        self.store = store
        self.clock = clock
        self.folder = root / "files"
        self.folder.mkdir()
        self.cancel = CancelToken()
        self.progress: list[Progress] = []
        self.source = Source("src", "Files", "files", {"path": str(self.folder)})
        self.dataset = Dataset("people", "People", "src", "people.csv", unique_identifier="id")
        self.sync = Sync(
            id="sync",
            name="People → Scripted",
            source=SyncSource("dataset", "people"),
            connection_id="conn",
            object="records",
            operation=Operation.MIRROR,
            key=SyncKey("id", "key"),
            mappings=(FieldMapping("name", column="name"), FieldMapping("origin", constant="shop")),
            status=SyncStatus.ACTIVE,
        )
        self.leased = True
        self.longest_name = 0
        store.catalog.put(self.source)
        store.catalog.put(self.dataset)
        store.catalog.put(Connection("conn", "Scripted", "scripted"))
        store.catalog.put(self.sync)

    def write(self, rows: str | dict[Any, str]) -> None:
        text = rows if isinstance(rows, str) else "".join(f"{key},{name}\n" for key, name in rows.items())
        (self.folder / "people.csv").write_text("id,name\n" + text, encoding="utf-8")

    def plan(self, batch_rows: int = 10, **changes: Any) -> Plan:
        self.sync = replace(self.sync, **changes)
        reader = open_source(self.source, None, self.folder, lambda *_: self.dataset, self.clock)  # type: ignore[arg-type]
        try:
            return make_plan(
                sync=self.sync,
                dataset=self.dataset,
                segment=None,
                reader=reader,
                batch_rows=batch_rows,
                targets={},
                leased=self.leased,
                longest_name=self.longest_name,
                paths=self.paths,
                clock=self.clock,
                cancel=self.cancel,
                progress=lambda phase, done: self.progress.append(Progress("", self.sync.id, phase, done)),
            )
        finally:
            reader.close()

    def begin(self, plan: Plan) -> Run:
        ledger = self.store.ledger
        run = ledger.create_run(self.sync.id, Trigger.MANUAL, self.clock.now())
        assert ledger.begin(run.id, "test", self.clock.now())
        ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
        return run

    def send(self, plan: Plan, destination: ScriptedDestination, listener: Any = None) -> Sent:
        run = self.begin(plan)
        self.audiences: list[str] = []
        sent = send_plan(
            sync=self.sync,
            run=run,
            plan=plan,
            destination=destination,  # type: ignore[arg-type]
            ledger=self.store.ledger,
            paths=self.paths,
            clock=self.clock,
            cancel=self.cancel,
            listener=listener or Silent(),
            audience_opened=self.audiences.append,
        )
        self.store.ledger.finish(run.id, sent.status, sent.counts, sent.error, self.clock.now())
        self.clock.advance(60)
        return sent

    def run(self, destination: ScriptedDestination, batch_rows: int = 10, **changes: Any) -> Sent:
        return self.send(self.plan(batch_rows, **changes), destination)

    @property
    def state(self) -> SyncState:
        return SyncState(self.paths.state / self.sync.id)


@pytest.fixture
def bench(tmp_path: Path, clock: FakeClock) -> Iterator[Bench]:
    root = tmp_path / "workspace"
    store = open_store(WorkspacePaths(root), clock)
    yield Bench(root, store, clock)
    store.close()


@pytest.fixture
def destination() -> ScriptedDestination:
    return ScriptedDestination()

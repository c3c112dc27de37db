"""A tool with lists, which looks at everything that it is asked, and a sync by country into it."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from census_desktop.domain.errors import CensusError, ConfigError, DestinationError, JobLost
from census_desktop.domain.manifest import Limits, Manifest
from census_desktop.domain.model import FieldMapping, Operation, RunStatus
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import Audience, Batch, CancelToken, JobState, Reply, Silent, Target
from census_desktop.engine.jobs import settle_jobs
from census_desktop.engine.many_audiences import Remembered
from census_desktop.engine.planfile import PlanFiles
from census_desktop.engine.run import Sent, send_plan
from tests.engine.conftest import Bench

Answer = Callable[[Batch], Reply] | CensusError
BY_COUNTRY: dict[str, Any] = {
    "object": "list",
    "audience_column": "country",
    "mappings": (FieldMapping("name", column="name"),),
}


class ListTool:
    """Lists by id: their name and members. `taken` are names that it does not give, `answers` come first."""

    def __init__(self, limits: Limits | None = None, payload: str = "json") -> None:
        self.manifest = Manifest("lists", "Lists", "", "file", "blue", payload=payload)
        self.limits = limits or Limits(batch_rows=100)
        self.names: dict[str, str] = {}
        self.members: dict[str, dict[str, dict[str, Any]]] = {}
        self.taken: set[str] = set()
        self.answers: deque[Answer] = deque()
        self.opened: list[str] = []
        self.batches: list[Batch] = []
        self.finished: list[str] = []
        self.closed: list[str] = []
        self.lock = threading.Lock()
        self._ids = (f"L{n}" for n in itertools.count(1))

    def open(self, target: Target, schema: Any) -> ListWriter:
        if target.audience in self.taken:
            raise ConfigError(f"“{target.audience}” fills itself.", hint="Choose another name.")
        if target.audience_id and target.audience_id not in self.names:
            raise DestinationError(f"The list “{target.audience}” is not there any more.", hint="Somebody deleted it.")
        id_ = target.audience_id or next((i for i, name in self.names.items() if name == target.audience), "")
        if not id_:
            id_ = next(self._ids)
            self.names[id_], self.members[id_] = target.audience, {}
        self.opened.append(target.audience)
        return self.writer(id_)

    def writer(self, id_: str) -> ListWriter:
        return ListWriter(self, id_)

    def audiences(self, object_: str, search: str = "") -> list[Audience]:
        return [Audience(id_, name) for id_, name in self.names.items() if search in name]

    def audience(self, object_: str, id_: str) -> Audience | None:
        return Audience(id_, self.names[id_]) if id_ in self.names else None

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        self.names[id_] = name

    def delete(self, name: str) -> None:
        (id_,) = (i for i, n in self.names.items() if n == name)
        del self.names[id_], self.members[id_]

    def test(self) -> str:
        return "ready"

    def objects(self) -> tuple[()]:
        return ()

    def close(self) -> None:
        return None

    @property
    def stands(self) -> dict[str, set[str]]:
        """Who is in which list, by name."""
        return {name: set(self.members[id_]) for id_, name in self.names.items()}


class ListWriter:
    def __init__(self, tool: ListTool, id_: str) -> None:
        self.tool = tool
        self.audience_id = id_
        self.limits = tool.limits

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        with self.tool.lock:
            self.tool.batches.append(batch)
            answer = self.tool.answers.popleft() if self.tool.answers else None
        if isinstance(answer, CensusError):
            raise answer
        reply = answer(batch) if answer else Reply()
        with self.tool.lock:
            self.take(batch, {*reply.rejected, *reply.unknown})
        return reply

    def take(self, batch: Batch, without: Iterable[int] = ()) -> None:
        assert batch.audience == self.tool.names[self.audience_id], "a batch belongs to the list of its writer"
        assert all("~" not in name for name in batch.rows.schema.names)
        members = self.tool.members[self.audience_id]
        for position, row in enumerate(batch.rows.to_pylist()):
            assert not str(row["key"]).startswith("["), "the key is the record's own"
            if position not in without:
                if batch.operation is Operation.DELETE:
                    members.pop(str(row["key"]), None)
                else:
                    members[str(row["key"])] = row

    def finish(self) -> None:
        self.tool.finished.append(self.audience_id)

    def close(self) -> None:
        self.tool.closed.append(self.audience_id)


class Jobs(ListTool):
    """The same with jobs, which wait until they are asked about."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(limits)
        self.jobs: dict[str, tuple[str, Batch]] = {}
        self.asked: list[str] = []
        self.dies_at_poll = False

    def writer(self, id_: str) -> ListWriter:
        return JobListWriter(self, id_)


class JobListWriter(ListWriter):
    tool: Jobs

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        with self.tool.lock:
            self.tool.batches.append(batch)
            job = f"J{len(self.tool.jobs) + 1}"
            self.tool.jobs[job] = (self.audience_id, batch)
        return job

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        if self.tool.dies_at_poll:
            raise Died
        if job not in self.tool.jobs:
            raise JobLost("no such job")
        assert self.tool.jobs[job][0] == self.audience_id, "a job is asked for at its own list"
        self.tool.asked.append(job)
        return JobState(True)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        self.take(self.tool.jobs[job][1])
        return Reply()


class Died(BaseException):
    """The process ends here."""


class Lists:
    """The bench's sync by country, and what is remembered of its lists."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.ids: dict[str, str] = {}
        self.plans = PlanFiles(bench.paths.plans)
        self.plan_ids: dict[str, str] = {}

    def write(self, *rows: tuple[Any, str, str]) -> None:
        text = "".join(f"{key},{name},{country}\n" for key, name, country in rows)
        (self.bench.folder / "people.csv").write_text(f"id,name,country\n{text}", encoding="utf-8")

    def plan(self, batch_rows: int = 100, **changes: Any) -> Plan:
        return self.bench.plan(batch_rows, **(BY_COUNTRY | changes))

    def remembered(self) -> Remembered:
        return Remembered(dict(self.ids), lambda name, id_: self.ids.update({name: id_}))

    def send(self, plan: Plan, tool: ListTool) -> Sent:
        bench = self.bench
        run = bench.begin(plan)
        self.run_id = run.id
        sent = send_plan(
            sync=bench.sync,
            run=run,
            plan=plan,
            destination=tool,  # type: ignore[arg-type]
            ledger=bench.store.ledger,
            paths=bench.paths,
            clock=bench.clock,
            cancel=CancelToken(),
            listener=Silent(),
            remembered=self.remembered(),
        )
        bench.store.ledger.finish(run.id, sent.status, sent.counts, sent.error, bench.clock.now())
        bench.clock.advance(60)
        return sent

    def run(self, tool: ListTool, **changes: Any) -> Sent:
        sent = self.send(self.plan(**changes), tool)
        assert sent.status is RunStatus.COMPLETED, sent.error
        return sent

    def settle(self, tool: ListTool) -> int:
        @contextmanager
        def opened() -> Iterator[Any]:
            yield tool

        bench = self.bench
        return settle_jobs(
            sync=bench.sync,
            opened=opened,
            ledger=bench.store.ledger,
            paths=bench.paths,
            clock=bench.clock,
            cancel=CancelToken(),
            remembered=self.remembered(),
        )

    def changes(self, plan: Plan, **asked: Any) -> list[tuple[str, str, str]]:
        page = self.plans.page(plan.id, (), "", 0, 1000, **asked)
        return [(c.kind.value, c.audience, c.key) for c in page.changes]

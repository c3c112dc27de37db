"""Destinations with jobs, as the engine's tests meet them: the rehearsal's bulk CRM, interrupted, and one over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from census_desktop.destinations import open_destination
from census_desktop.destinations._http import HttpClient
from census_desktop.destinations.webhook import body_of
from census_desktop.domain.errors import JobLost
from census_desktop.domain.manifest import Limits, Manifest
from census_desktop.domain.model import Connection, FieldMapping, SyncKey
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, JobState, Reply, Target
from census_desktop.engine.jobs import settle_jobs
from census_desktop.engine.run import Sent
from tests.engine.conftest import Bench

BULK: dict[str, Any] = {
    "object": "contacts",
    "key": SyncKey("id", "external_id"),
    "mappings": (FieldMapping("first_name", column="name"),),
}


def people(count: int) -> dict[Any, str]:
    return {f"P-{n}": f"Name {n}" for n in range(1, count + 1)}


def bulk_crm(bench: Bench, **settings: Any) -> Any:
    context = DestinationContext(
        Connection("bulk", "Bulk", "rehearsal", {"imitates": "Bulk CRM", **settings}), {}, bench.paths.root, bench.clock
    )
    return open_destination(context)


def run(bench: Bench, destination: Any, batch_rows: int = 10) -> Sent:
    return bench.send(bench.plan(batch_rows, **BULK), _unpaced(destination))


def _unpaced(destination: Any) -> Any:
    return destination if isinstance(destination, Interrupted | BulkHttp) else Interrupted(destination, 0, lambda: None)


def settle(bench: Bench, destination: Any) -> int:
    @contextmanager
    def opened() -> Iterator[Any]:
        yield _unpaced(destination)

    return settle_jobs(
        sync=bench.sync,
        opened=opened,
        ledger=bench.store.ledger,
        paths=bench.paths,
        clock=bench.clock,
        cancel=CancelToken(),
    )


class Died(BaseException):
    pass


class Interrupted:
    """A destination, and what happens instead of its nth poll."""

    def __init__(self, destination: Any, poll: int, happens: Any) -> None:
        self._destination = destination
        self._writer: Any = None
        self.manifest = destination.manifest
        self._left = poll
        self._happens = happens

    def open(self, target: Target, schema: Any) -> Interrupted:
        self._writer = self._destination.open(target, schema)
        self.limits = replace(self._writer.limits, rate=0.0)  # on a clock that stands still, a rate would wait ever longer
        self.audience_id = self._writer.audience_id
        return self

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        return str(self._writer.submit(batch, cancel))

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        self._left -= 1
        if self._left == 0:
            self._happens()
        return self._writer.poll(job, cancel)  # type: ignore[no-any-return]

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        return self._writer.results(job, batch, cancel)  # type: ignore[no-any-return]

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        raise AssertionError("a job writer is never asked to send")

    def finish(self) -> None:
        self._writer.finish()

    def close(self) -> None:
        self._writer.close()


# Over HTTP ------------------------------------------------------------------------------------------------------------


class BulkServer(ThreadingHTTPServer):
    """POST /jobs takes a batch; GET /jobs/<id> says how it stands; GET /jobs/<id>/results answers each record."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.jobs: dict[str, dict[str, Any]] = {}
        self.polls: dict[str, int] = {}
        self.keys: dict[str, str] = {}
        self.lock = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    server: BulkServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            job = self.server.keys.setdefault(self.headers["Idempotency-Key"], f"job-{len(self.server.jobs)}")
            self.server.jobs.setdefault(job, body)
            self.server.polls.setdefault(job, 2)
        self._answer(202, {"id": job})

    def do_GET(self) -> None:
        _, _, job, *rest = self.path.split("/")
        with self.server.lock:
            if job not in self.server.jobs:
                self._answer(404, {"error": "no such job"})
                return
            self.server.polls[job] -= 1
            left = self.server.polls[job]
        if rest:
            bad = [r["external_id"] for r in self.server.jobs[job]["records"] if r["external_id"].endswith("7")]
            self._answer(200, {"failed": bad})
        else:
            self._answer(200, {"state": "done" if left <= 0 else "running"})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return None


class BulkHttp:
    """A destination of that server."""

    manifest = Manifest("bulk", "Bulk", "", "crm", "blue")
    audience_id = ""
    limits = Limits(batch_rows=10, concurrency=3)

    def __init__(self, port: int, clock: Any) -> None:
        self._client = HttpClient(f"http://127.0.0.1:{port}/", clock=clock)

    def open(self, target: Target, schema: Any) -> BulkHttp:
        return self

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        headers = {"Content-Type": "application/json", "Idempotency-Key": batch.idempotency_key}
        reply = self._client.request("POST", "jobs", cancel=cancel, body=body_of(batch), headers=headers, batch=batch)
        self._client.check(reply)
        return str(reply.json()["id"])

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        reply = self._client.request("GET", f"jobs/{job}", cancel=cancel)
        if reply.status == 404:
            raise JobLost(f"{self._client.host} does not know the job any more (404).")
        self._client.check(reply)
        return JobState(reply.json()["state"] == "done", 0.01)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        reply = self._client.request("GET", f"jobs/{job}/results", cancel=cancel)
        self._client.check(reply)
        failed = set(reply.json()["failed"])
        return Reply({n: "not wanted" for n, key in enumerate(batch.keys()) if key in failed})

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        raise AssertionError("a job writer is never asked to send")

    def finish(self) -> None:
        return None

    def close(self) -> None:
        self._client.close()

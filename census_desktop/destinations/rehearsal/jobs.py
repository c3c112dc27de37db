"""The imitated bulk interface: a batch is taken as a job, which is done after some polls and then tells of each record."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from census_desktop.destinations.rehearsal.writer import KEPT, RehearsalWriter
from census_desktop.domain.errors import BatchRejected, JobLost
from census_desktop.domain.model import Operation, new_id
from census_desktop.domain.ports import Batch, CancelToken, JobState, Reply

POLL_SECONDS = 0.2
"""What the tool asks to wait between two polls."""


class BulkWriter(RehearsalWriter):
    """domain.ports.JobWriter. Jobs are in the rehearsal's file, so they go on while nobody asks."""

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        self._check_size(batch)
        cancel.wait(self._latency)
        with self._lock:
            self._refuse_as_set_up()
            job = new_id()[:12]
            lost = bool(self._lose_every) and (self._store.jobs() + 1) % self._lose_every == 0
            # Nothing of the batch is kept before the job is done; then the same rules and settings hold as elsewhere.
            body: dict[str, Any] = {"operation": str(batch.operation), "key_field": batch.key_field, "json": list(batch.json)}
            body |= {"only_if_empty": sorted(batch.only_if_empty), "number": batch.number}
            return self._store.submit(job, batch.idempotency_key, json.dumps(body), -1 if lost else self._profile.polls)

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        cancel.wait(self._latency)
        with self._lock:
            left = self._store.polled(job)
            if left is None or left < 0:
                raise JobLost(
                    f"The {self._profile.name} does not know the job {job} any more (404).",
                    kept=KEPT,
                    hint="Its records may have arrived; they are sent again with the same keys.",
                )
            return JobState(left == 0, None if left == 0 else POLL_SECONDS)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.wait(self._latency)
        with self._lock:
            key, body = self._store.job(job)
            return Reply(self._answer(_batch_of(key, json.loads(body))))

    def _check_size(self, batch: Batch) -> None:
        if len(batch) > self.limits.batch_rows:
            raise BatchRejected(f"The {self._profile.name} takes {self.limits.batch_rows:,} records a job.")


def _batch_of(key: str, body: dict[str, Any]) -> Batch:
    """The batch as it was submitted: what its sender asks results for may be made anew by another process."""
    return Batch(
        sync_name="",
        run_id="",
        number=body["number"],
        operation=Operation(body["operation"]),
        key_field=body["key_field"],
        rows=pa.record_batch({"key": pa.nulls(len(body["json"]))}),
        idempotency_key=key,
        json=body["json"],
        only_if_empty=frozenset(body["only_if_empty"]),
    )

"""Members by Mailchimp's own batches: 500 people a request, worked off there, with the answer of each in an archive.

The operations are those that would be sent one by one, so that consent stays what it was. The archive is on another host,
which never gets the key. `finished_operations` counts those that failed too: only the archive says who was refused.
"""

from __future__ import annotations

import io
import json
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from census_desktop.destinations._connector import HandedOver
from census_desktop.destinations._http import KEPT, HttpClient
from census_desktop.destinations._http.api import part, records_of
from census_desktop.destinations._http.said import an_object, count, needed_object, needed_text, objects
from census_desktop.destinations.mailchimp import LIMITS
from census_desktop.destinations.mailchimp.writers import REFUSALS, People, reply_of
from census_desktop.domain.errors import DestinationError, JobLost, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CallLog, CancelToken, Clock, JobState, Reply

ARCHIVE_BYTES = 64 * 1024 * 1024
POLL_SECONDS = 5.0


class MemberJobs(HandedOver):
    limits = LIMITS

    def __init__(self, people: People, clock: Clock, calls: CallLog | None) -> None:
        self._people = people
        self._list = people.list
        self._clock = clock
        self._calls = calls

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        operations = []
        for number, record in enumerate(records_of(batch)):
            method, path, body = self._people.request(record, batch.operation)
            operation = {
                "method": method,
                "path": f"/{self._list.path(path)}",
                "operation_id": str(number),
                "body": json.dumps(body, ensure_ascii=False),
            }
            operations.append({**operation, "params": self._people.query} if self._people.query else operation)
        reply = self._list.call("POST", "/batches", {"operations": operations}, cancel=cancel, batch=batch)
        self._list.check(reply)
        return needed_text("Mailchimp", reply.json(), "id")

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        done = needed_text("Mailchimp", self._state(job, cancel), "status") == "finished"
        return JobState(done, None if done else POLL_SECONDS)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        records = records_of(batch)
        state = self._state(job, cancel)
        if not state.get("response_body_url"):
            raise TransientError("Mailchimp has the results of its batch not ready.", kept=KEPT, hint="It usually passes.")
        verdicts: dict[int, str | None] = {}
        unknown = dict.fromkeys(range(len(records)), "Mailchimp's results do not say what became of it.")
        for result in self._read(self._archive(str(state["response_body_url"]), cancel)):
            number = str(result.get("operation_id") or "")
            if not number.isdecimal() or int(number) not in unknown:
                continue
            status = count(result.get("status_code"))
            skipped = status == 404 and batch.operation is Operation.UPDATE
            if 200 <= status < 300 or status in REFUSALS or skipped:
                del unknown[int(number)]
                verdicts[int(number)] = self._people.verdict(status, _said(result.get("response")), records[int(number)])
            else:
                unknown[int(number)] = f"Mailchimp did not get to it ({status})."
        return reply_of(verdicts, unknown)

    def _state(self, job: str, cancel: CancelToken) -> Mapping[str, Any]:
        reply = self._list.call("GET", f"/batches/{part(job)}", cancel=cancel)
        if reply.status == 404:
            raise JobLost(
                "Mailchimp does not know the batch any more that it was given.",
                kept=KEPT,
                hint="Run the sync again; writing people twice changes nothing.",
            )
        self._list.check(reply)
        return needed_object("Mailchimp", reply.json())

    def _archive(self, url: str, cancel: CancelToken) -> bytes:
        """The address carries its own permission, for some minutes; each question for the batch gives a fresh one."""
        client = HttpClient(
            url, clock=self._clock, secrets=(url,), credential="the link to the results", calls=self._calls, people="."
        )
        try:
            reply = client.request("GET", cancel=cancel)
            if reply.status in (400, 403, 404):
                raise TransientError(
                    f"{client.host} did not hand out the results ({reply.status}).",
                    kept=KEPT,
                    hint="The link to them lives for minutes only; a new one is asked for.",
                )
            client.check(reply)
            return reply.body
        finally:
            client.close()

    def _read(self, archive: bytes) -> Iterator[Mapping[str, Any]]:
        size = 0
        try:
            with tarfile.open(fileobj=io.BytesIO(archive), mode="r:*") as files:
                for file in files:
                    size += file.size
                    if size > ARCHIVE_BYTES:
                        raise DestinationError("Mailchimp's results are larger than 64 MB.", kept=KEPT, hint="Run again.")
                    content = files.extractfile(file) if file.isfile() else None
                    yield from objects(json.loads(content.read()) if content else [])
        except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError, RecursionError):
            raise TransientError("Mailchimp's results cannot be read.", kept=KEPT, hint="They are asked for again.") from None


def _said(response: Any) -> Mapping[str, Any]:
    """The answer to one operation: JSON within JSON."""
    try:
        return an_object(json.loads(response))
    except (TypeError, ValueError, RecursionError):
        return {}

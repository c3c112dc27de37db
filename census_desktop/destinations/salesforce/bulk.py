"""Bulk API 2.0: a batch becomes a CSV file, the file a job, and the job three lists of what became of its records."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from census_desktop.destinations._connector import EachBatch, skipped_notes
from census_desktop.destinations._http import KEPT
from census_desktop.destinations._http.api import part, records_of, texts_in
from census_desktop.destinations._http.said import an_object, at, needed_text, no_answer
from census_desktop.destinations.salesforce.fields import text_of
from census_desktop.destinations.salesforce.org import AMBIGUOUS, Org
from census_desktop.destinations.salesforce.records import GONE, Finder, reason_of, repeated, without
from census_desktop.domain.errors import BatchRejected, DestinationError, JobLost, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, JobState, Reply

JOBS = "/jobs/ingest"
NAMES = {Operation.UPSERT: "upsert", Operation.UPDATE: "update", Operation.CREATE: "insert", Operation.DELETE: "delete"}
ENDS = ("JobComplete", "Failed", "Aborted")
UNDER_WAY = ("UploadComplete", "InProgress")
MOST_BYTES = 7_500_000
"""Of a file. Salesforce takes 100,000,000, but its results repeat the records, and a reply is read up to 8 MB."""
LONGEST_CELL = 16 * 1024 * 1024
"""More than a reply can have: Python's own limit would fail a job whose refused values, which are repeated, are longer."""
NULL = "#N/A"
CSV = "text/csv"
NOTHING = "nothing-to-send"
"""The job of a batch of which nothing had to be sent; Salesforce never hears of it."""
NO_ANSWER = "The job's results do not name the record."


@dataclass(slots=True)
class _Rows:
    """A batch as it goes out, made alike from the same batch: columns by position, and what is decided beforehand."""

    match: str
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    rejected: dict[int, str] = field(default_factory=dict)
    skipped: int = 0


class BulkWriter(EachBatch):
    def __init__(self, org: Org, finder: Finder, limits: Limits) -> None:
        self.limits = limits
        self._org = org
        self._finder = finder
        self._uploaded: dict[str, str] = {}
        """Jobs by batch whose file is there but whose begin was not confirmed."""

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        raise DestinationError("Records of Bulk API 2.0 go out as jobs.", hint="This is a defect; please report it.")

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        filled = self._finder.filled(self._finder.keys(batch), batch.only_if_empty, cancel)
        job = self._uploaded.get(batch.idempotency_key, "")
        made = self._rows(batch, filled, cancel, anew=batch.operation is Operation.DELETE and not job)
        if not made.rows:
            return NOTHING
        state = self._info(job, cancel).get("state") if job else "Aborted"
        if state == "Aborted":
            file = csv_of(list(made.rows.values()))
            if len(file) > MOST_BYTES:
                raise BatchRejected("The record is too large for a job of Bulk API 2.0.")
            job, state = self._upload(batch, file, cancel), "Open"
        if state == "Open":
            done = {"state": "UploadComplete"}
            begun = self._org.call("PATCH", f"{JOBS}/{job}", done, cancel=cancel, batch=batch, hidden=texts_in(batch))
            if at(begun.json(), "state") not in (*UNDER_WAY, *ENDS):
                raise TransientError("Salesforce did not confirm that the job began.", kept=KEPT)
        self._uploaded.pop(batch.idempotency_key, None)
        return job

    def _upload(self, batch: Batch, file: bytes, cancel: CancelToken) -> str:
        wanted = {"object": self._finder.object.name, "operation": NAMES[batch.operation], "contentType": "CSV"}
        wanted |= {"lineEnding": "LF", "columnDelimiter": "COMMA"}
        if batch.operation is Operation.UPSERT:
            wanted["externalIdFieldName"] = self._finder.key
        hidden = texts_in(batch)
        made = self._org.call("POST", JOBS, wanted, cancel=cancel, batch=batch, hidden=hidden)
        job = part(needed_text("Salesforce", made.json(), "id"))
        self._org.call(
            "PUT",
            f"{JOBS}/{job}/batches",
            file,
            cancel=cancel,
            batch=batch,
            hidden=hidden,
            content_type=f"{CSV}; charset=UTF-8",
        )
        self._uploaded[batch.idempotency_key] = job
        return job

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        state = "" if job == NOTHING else self._info(job, cancel).get("state")
        if state in ("", *ENDS):
            return JobState(done=True)
        if state == "Open":
            raise JobLost(
                "A job of Salesforce was never begun.", kept="Its records did not arrive; the next run sends them again."
            )
        if state not in UNDER_WAY:
            raise no_answer("Salesforce", ("state",))
        return JobState(done=False)

    def _info(self, job: str, cancel: CancelToken) -> Mapping[str, Any]:
        reply = self._org.call("GET", f"{JOBS}/{part(job)}", cancel=cancel, absent=True)
        if reply.status == 404:
            raise JobLost(
                "Salesforce does not know the job any more.",
                kept="What became of its records is unknown; the next run sends them again.",
                hint="Salesforce keeps a job's results for 7 days.",
            )
        needed_text("Salesforce", reply.json(), "id")
        return an_object(reply.json())

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        made = self._rows(batch, {}, cancel)
        notes = skipped_notes("Salesforce", made.skipped)
        if job == NOTHING or not made.rows:
            return Reply(made.rejected, notes=notes)
        info = self._info(job, cancel)
        places = {row[made.match]: position for position, row in made.rows.items()}
        rejected, taken = dict(made.rejected), dict[int, str]()
        for row in self._list(job, "successfulResults", cancel):
            if (position := places.get(row.get(made.match) or "")) is not None:
                taken[position] = row.get("sf__Id") or ""
        gone: list[int] = []
        for row in self._list(job, "failedResults", cancel):
            if (position := places.get(row.get(made.match) or "")) is None:
                continue
            code, _, text = (row.get("sf__Error") or "").partition(":")
            if code in GONE:
                gone.append(position)
                if batch.operation is Operation.DELETE:
                    taken[position] = ""
                    continue
            rejected[position] = reason_of(code, self._org.shown(text.removesuffix(":--"), made.rows[position].values()), text)
        error = str(info.get("errorMessage") or "")
        why = self._org.shown(error, texts_in(batch)) if error else ""
        for row in self._list(job, "unprocessedrecords", cancel):
            if (position := places.get(row.get(made.match) or "")) is not None:
                rejected[position] = f"The job ended before the record's turn{f': {why}' if why else '.'}"
        keys = self._finder.keys(batch)
        if batch.operation is Operation.DELETE:
            self._finder.forget([keys[n] for n in taken])
        else:
            self._finder.remember({keys[n]: id_ for n, id_ in taken.items() if id_ and n not in rejected})
            self._finder.forget([keys[n] for n in gone])
        unknown = {n: NO_ANSWER for n in made.rows if n not in taken and n not in rejected}
        return Reply(rejected, unknown=unknown, notes=notes)

    def _list(self, job: str, which: str, cancel: CancelToken) -> list[dict[str, str]]:
        reply = self._org.call("GET", f"{JOBS}/{part(job)}/{which}/", cancel=cancel, accept=CSV)
        csv.field_size_limit(LONGEST_CELL)
        return list(csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig", "replace"), newline="")))

    def _rows(self, batch: Batch, filled: Mapping[str, set[str]], cancel: CancelToken, *, anew: bool = False) -> _Rows:
        keys = self._finder.keys(batch)
        records = without(records_of(batch, exact=True), keys, filled)
        by_id = batch.operation in (Operation.UPDATE, Operation.DELETE)
        made = _Rows("Id" if by_id else batch.key_field)
        twice = repeated(keys)
        if batch.operation is not Operation.DELETE:
            made.rejected.update(twice)
        found, several = self._finder.find(list(dict.fromkeys(keys)), cancel, anew=anew) if by_id else ({}, set[str]())
        for position, record in enumerate(records):
            if position in twice:
                continue
            if keys[position] in several:
                made.rejected[position] = AMBIGUOUS
            elif by_id and keys[position] not in found:
                made.skipped += batch.operation is Operation.UPDATE
            elif batch.operation is Operation.DELETE:
                made.rows[position] = {"Id": found[keys[position]]}
            else:
                self._add(made, position, record, batch.key_field, found.get(keys[position], ""))
        return made

    def _add(self, made: _Rows, position: int, record: Mapping[str, Any], key: str, id_: str) -> None:
        row = {"Id": id_} if id_ else {}
        for name, value in record.items():
            if id_ and name == key:
                continue
            text = NULL if value is None else text_of(self._finder.object.value(name, value))
            if "\0" in text or (text == NULL and value is not None):
                what = "a NUL character" if "\0" in text else f"the text {NULL}, which there means nothing"
                made.rejected[position] = f"“{name}” holds {what}: a file of Bulk API 2.0 cannot carry it."
                return
            row[name] = text
        made.rows[position] = row


def csv_of(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The columns of all rows. An empty cell leaves a field alone, #N/A empties it."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()

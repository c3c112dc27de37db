"""The gate before every socket and file: a field that takes digests only never gets clear text.

It stands around every destination that has such a field, built in or added, so that no connector can forget it. Mapping
hashes before; what the gate stops is what a mapping could not know, such as a column of clear text said to be hashed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from census_desktop.domain.manifest import Manifest, ObjectSpec
from census_desktop.domain.normalise import Unfit, digest
from census_desktop.domain.object_fit import object_named
from census_desktop.domain.ports import (
    Audience,
    Batch,
    CancelToken,
    Destination,
    JobState,
    JobWriter,
    Reply,
    Schema,
    Target,
    Writer,
)

NOTHING_LEFT = "nothing-left"
"""The job of a batch of which the gate let nothing through; no destination ever hears of it."""


def gated(destination: Destination) -> Destination:
    """The destination behind the gate; itself where none of its objects takes digests."""
    objects = destination.manifest.objects
    if objects and not any(field.hash for spec in objects for field in spec.fields):
        return destination
    if not hasattr(destination, "audiences"):
        return GatedDestination(destination)
    return GatedReader(destination) if hasattr(destination, "members") else GatedKeeper(destination)


class GatedDestination:
    """A destination whose writers are gated; else it is what it was."""

    def __init__(self, destination: Destination) -> None:
        self.manifest: Manifest = destination.manifest
        self._destination = destination

    def test(self) -> str:
        return self._destination.test()

    def objects(self) -> Sequence[ObjectSpec]:
        return self._destination.objects()

    def open(self, target: Target, schema: Schema) -> Writer:
        writer = self._destination.open(target, schema)
        hashes = self._hashes(target.object)
        if not hashes:
            return writer
        return GatedJobWriter(writer, hashes) if isinstance(writer, JobWriter) else GatedWriter(writer, hashes)

    def _hashes(self, object_: str) -> dict[str, str]:
        """Fields that take digests only, and of which kind. A type that lists no objects beforehand is asked."""
        specs = self.manifest.objects or self._destination.objects()
        spec = object_named(specs, object_)
        return {field.name: field.hash for field in spec.fields if field.hash} if spec else {}

    def close(self) -> None:
        self._destination.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._destination, name)


class GatedKeeper(GatedDestination):
    """One whose audiences are kept. Its methods are named here: from Python 3.12 on isinstance looks for them in the class."""

    _destination: Any

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        found: Sequence[Audience] = self._destination.audiences(object_, search)
        return found

    def audience(self, object_: str, id_: str) -> Audience | None:
        found: Audience | None = self._destination.audience(object_, id_)
        return found

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        self._destination.rename_audience(object_, id_, name)


class GatedReader(GatedKeeper):
    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        found: Iterator[str] = self._destination.members(object_, audience_id, key_field, cancel)
        return found


class GatedWriter:
    """Sends what passes; the rest is rejected, record by record."""

    def __init__(self, writer: Writer, hashes: Mapping[str, str]) -> None:
        self.limits = writer.limits
        self.audience_id = writer.audience_id
        self._writer = writer
        self._hashes = hashes

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        stopped = faults(batch, self._hashes)
        if len(stopped) == len(batch) and stopped:
            return Reply(stopped)
        return _joined(self._writer.send(_without(batch, stopped), cancel), batch, stopped)

    def finish(self) -> None:
        self._writer.finish()

    def close(self) -> None:
        self._writer.close()


class GatedJobWriter(GatedWriter):
    """The same for a bulk API. What was stopped is found again from the batch, so it needs no memory of a dead program."""

    _writer: JobWriter

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        stopped = faults(batch, self._hashes)
        if len(stopped) == len(batch):
            return NOTHING_LEFT
        return self._writer.submit(_without(batch, stopped), cancel)

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        return JobState(done=True) if job == NOTHING_LEFT else self._writer.poll(job, cancel)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        stopped = faults(batch, self._hashes)
        if job == NOTHING_LEFT:
            return Reply(stopped)
        return _joined(self._writer.results(job, _without(batch, stopped), cancel), batch, stopped)


def faults(batch: Batch, hashes: Mapping[str, str]) -> dict[int, str]:
    """Positions of records that must not leave, with the reason; never the value."""
    stopped: dict[int, str] = {}
    for name, algorithm in hashes.items():
        for position, value in _values(batch, name):
            if value not in (None, "") and not _is_digest(value, algorithm):
                stopped.setdefault(position, _reason(name, algorithm))
    return stopped


def _values(batch: Batch, name: str) -> Iterable[tuple[int, Any]]:
    """A field's values with their places: of its column, or of the texts of a batch that has no column of it."""
    if name in batch.rows.schema.names:
        return enumerate(batch.rows.column(name).to_pylist())
    written = json.dumps(name), json.dumps(name, ensure_ascii=False)
    return ((n, json.loads(text).get(name)) for n, text in enumerate(batch.json) if any(w in text for w in written))


def _is_digest(value: Any, algorithm: str) -> bool:
    try:
        return isinstance(value, str) and digest(value, algorithm) == value
    except Unfit:
        return False


def _reason(name: str, algorithm: str) -> str:
    kind = "MD5" if algorithm == "md5" else f"SHA-{algorithm.removeprefix('sha')}"
    return f"“{name}” is taken as {kind} in lower-case hex only; what was mapped was not sent."


def _without(batch: Batch, stopped: Mapping[int, str]) -> Batch:
    if not stopped:
        return batch
    passing = [n for n in range(len(batch)) if n not in stopped]
    json = [batch.json[n] for n in passing] if batch.json else ()
    return replace(batch, rows=batch.rows.take(passing), json=json)


def _joined(reply: Reply, batch: Batch, stopped: Mapping[int, str]) -> Reply:
    """The reply by positions of the whole batch."""
    if not stopped:
        return reply
    passing = [n for n in range(len(batch)) if n not in stopped]
    rejected = {**stopped, **_placed(reply.rejected, passing)}
    return replace(reply, rejected=dict(sorted(rejected.items())), unknown=_placed(reply.unknown, passing))


def _placed(told: Mapping[int, str], passing: Sequence[int]) -> dict[int, str]:
    """By positions of the whole batch; what is told of others is left aside, as the engine does."""
    return {passing[n]: text for n, text in told.items() if 0 <= n < len(passing)}

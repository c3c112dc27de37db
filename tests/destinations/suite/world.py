"""A case's connector, open against its fake: what every check works with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pyarrow as pa

from census_desktop.destinations import open_destination
from census_desktop.domain.errors import BatchRejected, CensusError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import Batch, CancelToken, Destination, DestinationContext, JobWriter, Reply, Target, Writer
from census_desktop.domain.records import Call
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, batch_of, schema_of
from tests.destinations.fakes.vendor import Asked, Said
from tests.destinations.vendor_case import Record, VendorCase

if TYPE_CHECKING:
    from tests.destinations.suite import Known

AUDIENCE = "Gäste & Freunde"
MOST_POLLS = 50
OURS = "Under test"
"""Name of the connection."""


@dataclass
class Outcome:
    """What became of the records of one delivery, by key as text."""

    rejected: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    unnamed: int = 0
    accepted: bool = False
    replies: list[Reply] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return nobody_is_left(self)


class Calls:
    """Keeps what the record of calls would show."""

    def __init__(self) -> None:
        self.kept: list[Call] = []

    def record(self, call: Callable[[], Call]) -> None:
        self.kept.append(call())


class World:
    """`vendor` is the case's fake, prepared; everything opened here is closed at the end."""

    def __init__(self, known: Known, vendor: Any, folder: Path, clock: FakeClock) -> None:
        self.known = known
        self.case: VendorCase = known.case
        self.vendor = vendor
        self.folder = folder
        self.clock = clock
        self.ids = MemoryIds()
        self.calls = Calls()
        self._open: list[Any] = []

    # Opening ---------------------------------------------------------------------------------------------------------

    def open(self, secrets: Mapping[str, str] | None = None, **config: Any) -> Destination:
        settings = {**self.case.config(self.vendor), **config}
        context = DestinationContext(
            Connection("c0ffee", OURS, self.case.type, settings),
            dict(self.case.secrets if secrets is None else secrets),
            self.folder,
            self.clock,
            calls=self.calls,
            ids=self.ids,
        )
        destination = open_destination(context)
        self._open.append(destination)
        return destination

    def target(self, audience: str | None = None, audience_id: str = "") -> Target:
        spec = self.known.spec
        mirrors = Operation.MIRROR in spec.operations and Removal.REMOVE in spec.removals
        operation = Operation.MIRROR if mirrors else Operation.UPSERT
        name = (AUDIENCE if audience is None else audience) if spec.audience else ""
        return Target(self.case.object, operation, self.case.key, name, audience_id)

    def schema(self, *rows: Record) -> pa.Schema:
        """Of the case's records, and of what these bring besides."""
        types: dict[str, Any] = {}
        for row in (self.case.record(0), self.case.changed(0), *rows):
            for name, value in row.items():
                if name not in types or value is not None:
                    types[name] = _arrow(value)
        return schema_of(**types)

    def writer(
        self, destination: Destination | None = None, *rows: Record, audience: str | None = None, audience_id: str = ""
    ) -> Writer:
        writer = (destination or self.open()).open(self.target(audience, audience_id), self.schema(*rows))
        self._open.append(writer)
        return writer

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    # Sending ---------------------------------------------------------------------------------------------------------

    def people(self, *numbers: int) -> list[Record]:
        return [self.case.record(n) for n in numbers]

    def keys(self, *numbers: int) -> set[str]:
        return {str(self.case.record(n)[self.case.key]) for n in numbers}

    def batch(self, rows: Sequence[Record], operation: Operation = Operation.UPSERT, **options: Any) -> Batch:
        """In the form that the engine gives to the manifest's payload."""
        made = batch_of(self.schema(*rows), rows, operation, **options)
        payload = self.known.manifest.payload
        if payload == "texts":
            return replace(made, rows=made.rows.select([0]))
        return replace(made, json=()) if payload == "columns" else made

    def settle(self, writer: Writer, batch: Batch, cancel: CancelToken | None = None) -> Reply:
        """The answer to one batch; of a job, once it is done."""
        token = cancel or CancelToken()
        if not isinstance(writer, JobWriter):
            return writer.send(batch, token)
        return self.results(writer, writer.submit(batch, token), batch)

    def results(self, writer: JobWriter, job: str, batch: Batch) -> Reply:
        for _ in range(MOST_POLLS):
            if writer.poll(job, CancelToken()).done:
                return writer.results(job, batch, CancelToken())
        raise AssertionError("the job is never done")

    def deliver(
        self, writer: Writer, rows: Sequence[Record], operation: Operation = Operation.UPSERT, **options: Any
    ) -> Outcome:
        """Send the records, halving what is refused as a whole, as the engine does."""
        outcome = Outcome()
        parts = [list(rows)]
        while parts:
            part = parts.pop()
            batch = self.batch(part, operation, **options)
            keys = list(map(str, batch.keys()))
            try:
                reply = self.settle(writer, batch)
            except BatchRejected as refusal:
                if len(part) > 1:
                    parts += [part[len(part) // 2 :], part[: len(part) // 2]]
                else:
                    outcome.rejected[keys[0]] = refusal.message
                continue
            outcome.replies.append(reply)
            outcome.rejected.update({keys[n]: why for n, why in reply.rejected.items()})
            outcome.unknown.update({keys[n]: what for n, what in reply.unknown.items()})
            outcome.unnamed += reply.unnamed
            outcome.accepted = outcome.accepted or reply.accepted
        return outcome

    def arrived(self, *numbers: int, audience: str | None = None) -> Writer:
        """These people sent by a run of their own, which has to go well; its writer, still open."""
        writer = self.writer(audience=audience)
        outcome = self.deliver(writer, self.people(*numbers))
        assert outcome.is_clean, outcome
        writer.finish()
        return writer

    def leave(self, writer: Writer, *numbers: int) -> Outcome:
        return self.deliver(writer, self.people(*numbers), Operation.DELETE)

    def error_of(self, said: Said | str, writer: Writer | None = None, *, times: int = 1) -> CensusError | Reply:
        """What sending two people comes to when the next writing call is answered so."""
        writer = writer or self.writer()
        self.vendor.fail_next(said, times, self.case.writes)
        try:
            return self.settle(writer, self.batch(self.people(2, 3)))
        except CensusError as error:
            return error

    # Looking ---------------------------------------------------------------------------------------------------------

    def stands(self, audience: str | None = None) -> set[str]:
        """Nobody in an audience that is not there."""
        name = (AUDIENCE if audience is None else audience) if self.known.spec.audience else ""
        try:
            found: set[str] = self.case.stands(self.vendor, name)
        except (ValueError, LookupError, StopIteration):
            if not name:
                raise
            return set()
        return found

    def prepared(self) -> set[str]:
        """Who is there before anything is sent."""
        if self.known.spec.audience:
            return set()
        with self.case.make() as vendor:
            self.case.prepare(vendor)
            return self.case.stands(vendor, "")

    def writes(self) -> list[Asked]:
        return list(self.vendor.called(self.case.writes))

    def forget_calls(self) -> None:
        self.vendor.calls.clear()

    def ours(self) -> set[str]:
        """Texts of the people that the suite sends, which no reason and no record of a call may show."""
        people = [*self.people(*range(10)), *(self.case.changed(n) for n in range(10)), self.case.bad or {}]
        values = (str(value) for person in people for value in person.values() if value is not None)
        return {value for value in values if len(value) > 3 and any(c.isdigit() for c in value)}

    def secrets(self) -> set[str]:
        return {value for value in (*self.case.secrets.values(), *self.case.wrong_secrets.values()) if len(value) > 5}


def nobody_is_left(said: Any) -> bool:
    """Whether an answer took everybody: a reply, an outcome, or what the engine decided."""
    return not (said.rejected or said.unknown or said.unnamed)


def texts_in(body: bytes) -> set[str]:
    """Every text that a body carries, whether it is JSON, lines of JSON, a form or CSV."""
    text = body.decode("utf-8", "replace")
    found: set[str] = set()
    for piece in (text, *text.splitlines()):
        with suppress(ValueError):
            found.update(_texts(json.loads(piece)))
    found.update(value for values in parse_qs(text).values() for value in values)
    with suppress(csv.Error):
        found.update(cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value[:1] in "{[" and value[1:]:  # JSON within JSON: a batch of requests
            with suppress(ValueError):
                yield from _texts(json.loads(value))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _arrow(value: Any) -> Any:
    if isinstance(value, bool):
        return pa.bool_()
    if isinstance(value, int):
        return pa.int64()
    return pa.float64() if isinstance(value, float) else pa.string()

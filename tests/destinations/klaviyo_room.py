"""What the tests of Klaviyo share: an account that is written to, and people to write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, Destination, JobWriter, Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, batch_of, opened, schema_of
from tests.destinations.fakes.klaviyo import KEY, Klaviyo

SCHEMA = schema_of(email=pa.string(), first_name=pa.string(), plan=pa.string())
PROFILES = Target("profiles", Operation.UPSERT, "email")
MEMBERS = Target("list", Operation.MIRROR, "email", "Loyal customers")
CANCEL = CancelToken()


def person(n: int, **more: Any) -> dict[str, Any]:
    return {"email": f"person{n}@mail.example", "first_name": f"Person {n}", "plan": "basic", **more}


def people(count: int) -> list[dict[str, Any]]:
    return [person(n) for n in range(count)]


class Room:
    """A fake Klaviyo and a connection to it."""

    def __init__(self, vendor: Klaviyo, folder: Path, clock: FakeClock) -> None:
        self.vendor = vendor
        self.ids = MemoryIds()
        self._folder, self._clock = folder, clock
        self.destination = self.connect()

    def connect(self, key: str = KEY, **config: Any) -> Destination:
        config = {"base_url": self.vendor.url, **config}
        return opened("klaviyo", config, self._folder, self._clock, {"api_key": key}, self.ids)

    def writer(self, target: Target = PROFILES, schema: pa.Schema = SCHEMA) -> JobWriter:
        writer = self.destination.open(target, schema)
        assert isinstance(writer, JobWriter)
        return writer

    def send(
        self,
        rows: Sequence[Mapping[str, Any]],
        operation: Operation = Operation.UPSERT,
        target: Target = PROFILES,
        schema: pa.Schema = SCHEMA,
        **batch: Any,
    ) -> Reply:
        return finished(self.writer(target, schema), batch_of(schema, rows, operation, **batch))

    def imported(self) -> list[dict[str, Any]]:
        """The profiles of the last import."""
        body = json.loads(self.vendor.called("POST /api/profile-bulk-import-jobs")[-1].body)
        return list(body["data"]["attributes"]["profiles"]["data"])


def finished(writer: JobWriter, batch: Any) -> Reply:
    job = writer.submit(batch, CANCEL)
    for _ in range(10):
        if writer.poll(job, CANCEL).done:
            return writer.results(job, batch, CANCEL)
    raise AssertionError("the job has no end")


@pytest.fixture(name="rooms")
def the_rooms(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Room]]:
    made: list[Room] = []

    def make(**vendor: Any) -> Room:
        made.append(Room(Klaviyo(**vendor).__enter__(), tmp_path, clock))
        return made[-1]

    yield make
    for room in made:
        room.destination.close()
        room.vendor.__exit__()


@pytest.fixture(name="room")
def the_room(rooms: Callable[..., Room]) -> Room:
    return rooms()

"""What the tests of Google's customer lists share: an account, and ways to send people to its lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Destination, JobWriter, Reply, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, opened, schema_of
from tests.destinations.fakes.google import TOKEN
from tests.destinations.fakes.google_data_manager import GoogleDataManager
from tests.destinations.vendors.google_data_manager import record, sha

SCHEMA = schema_of(email=pa.string(), email_with_plus=pa.string(), phone=pa.string())
WHOLE = schema_of(**{name: pa.string() for name in record(0)})
MIRROR = Target("customer_list", Operation.MIRROR, "email", audience="Best customers")
Open = Callable[..., Destination]


@pytest.fixture(name="google")
def the_google() -> Iterator[GoogleDataManager]:
    with GoogleDataManager() as vendor:
        yield vendor


@pytest.fixture(name="ids")
def the_ids() -> MemoryIds:
    return MemoryIds()


@pytest.fixture(name="open_")
def the_open_(google: GoogleDataManager, tmp_path: Path, clock: FakeClock, ids: MemoryIds) -> Iterator[Open]:
    made: list[Destination] = []

    def open_it(**config: Any) -> Destination:
        given = {"account_id": "123-456-7890", "terms_accepted": True, "base_url": google.url, **config}
        made.append(opened("google_data_manager", given, tmp_path, clock, {"access_token": TOKEN}, ids))
        return made[-1]

    yield open_it
    for destination in made:
        destination.close()


def done(writer: Writer, batch: Batch) -> Reply:
    """As the engine has a job done."""
    assert isinstance(writer, JobWriter)
    cancel = CancelToken()
    job = writer.submit(batch, cancel)
    while not writer.poll(job, cancel).done:
        pass
    return writer.results(job, batch, cancel)


def person(name: str, **more: str) -> dict[str, Any]:
    return {"email": sha(name), **more}


def bodies(google: GoogleDataManager, verb: str = "ingest") -> list[dict[str, Any]]:
    return [call.json for call in google.called(f"audienceMembers:{verb}$")]

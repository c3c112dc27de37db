"""What the tests of Salesforce share: an org, and ways to send people to it, in collections and by jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, JobWriter, Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, batch_of, opened, schema_of, send
from tests.destinations.fakes.salesforce import TOKEN, Salesforce

SCHEMA = schema_of(Number__c=pa.string(), LastName=pa.string())
BULK = {"way": "Bulk API 2.0"}
UPSERT = r"PATCH .*/composite/sobjects/Contact/Number__c"


def person(n: int, **more: Any) -> dict[str, Any]:
    return {"Number__c": f"C-{n}", "LastName": f"Person {n}", **more}


class SomeOrg:
    def __init__(self, vendor: Salesforce, open_: Callable[..., Any]) -> None:
        self.vendor = vendor
        self.ids = MemoryIds()
        self.open = open_

    def writer(
        self,
        by: Operation = Operation.UPSERT,
        object_: str = "Contact",
        schema: pa.Schema = SCHEMA,
        audience: str = "",
        audience_id: str = "",
        **config: Any,
    ) -> Any:
        target = Target(object_, by, schema.names[0], audience, audience_id)
        return self.open(self.ids, **config).open(target, schema)

    def send(
        self,
        *rows: dict[str, Any],
        by: Operation = Operation.UPSERT,
        object_: str = "Contact",
        schema: pa.Schema = SCHEMA,
        audience: str = "",
        **options: Any,
    ) -> Reply:
        behaviour = Operation.MIRROR if by is Operation.DELETE and audience else by
        return send(self.writer(behaviour, object_, schema, audience), batch_of(schema, rows, by, **options))

    def bulk(
        self,
        *rows: dict[str, Any],
        by: Operation = Operation.UPSERT,
        schema: pa.Schema = SCHEMA,
        object_: str = "Contact",
        **options: Any,
    ) -> Reply:
        return done(self.writer(by, object_, schema, **BULK), batch_of(schema, rows, by, **options))

    def join(self, *rows: dict[str, Any], by: Operation = Operation.UPSERT) -> Reply:
        return self.send(*rows, by=by, object_="campaign", schema=texts_of(rows[0]), audience="Spring")


def texts_of(row: dict[str, Any]) -> pa.Schema:
    return pa.schema([pa.field(name, pa.string()) for name in row])


def done(writer: Any, batch: Batch) -> Reply:
    """What became of a batch that goes as a job."""
    assert isinstance(writer, JobWriter)
    cancel = CancelToken()
    job = writer.submit(batch, cancel)
    assert any(writer.poll(job, cancel).done for _ in range(3))
    return writer.results(job, batch, cancel)


@pytest.fixture(name="org")
def the_org(tmp_path: Path, clock: FakeClock) -> Iterator[SomeOrg]:
    made: list[Any] = []
    with Salesforce() as vendor:

        def open_(ids: MemoryIds | None = None, **config: Any) -> Any:
            secrets = {"access_token": TOKEN}
            made.append(opened("salesforce", {"base_url": vendor.url, **config}, tmp_path, clock, secrets, ids))
            return made[-1]

        yield SomeOrg(vendor, open_)
        for destination in made:
            destination.close()

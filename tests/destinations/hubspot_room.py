"""What the tests of HubSpot share: an account, and ways to send people to it and onto its lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, batch_of, opened, schema_of, send
from tests.destinations.fakes.hubspot import TOKEN, HubSpot
from tests.destinations.fakes.vendor import Said

SCHEMA = schema_of(email=pa.string(), firstname=pa.string())
ALONE = schema_of(email=pa.string())
ANN, BOB, CEM = ({"email": f"{n}@x.example", "firstname": n.capitalize()} for n in ("ann", "bob", "cem"))
WRITES = r"batch/(upsert|update|create|archive)|add-and-remove"


class Account:
    def __init__(self, vendor: HubSpot, open_: Callable[..., Any]) -> None:
        self.vendor = vendor
        self.ids = MemoryIds()
        self._open = open_

    def open(self, **config: Any) -> Any:
        return self._open(config, self.ids)

    def send(
        self,
        *rows: dict[str, Any],
        by: Operation = Operation.UPSERT,
        object_: str = "contacts",
        schema: pa.Schema = SCHEMA,
        audience: str = "",
        audience_id: str = "",
        **options: Any,
    ) -> Reply:
        behaviour = Operation.MIRROR if by is Operation.DELETE and audience else by
        target = Target(object_, behaviour, schema.names[0], audience, audience_id)
        return send(self.open().open(target, schema), batch_of(schema, rows, by, **options))

    def fill(self, *emails: str, by: Operation = Operation.UPSERT, audience: str = "VIP") -> Reply:
        rows = [{"email": email} for email in emails]
        return self.send(*rows, by=by, object_="list", schema=ALONE, audience=audience)

    def said(self, status: int, **body: Any) -> None:
        """What the next batch is answered instead of being done."""
        self.vendor.fail_next(Said(status, {"status": "COMPLETE", "results": [], **body}), path="batch/(upsert|create|update)")


@pytest.fixture(name="account")
def the_account(tmp_path: Path, clock: FakeClock) -> Iterator[Account]:
    made: list[Any] = []
    with HubSpot() as vendor:

        def open_(config: dict[str, Any], ids: MemoryIds | None) -> Any:
            made.append(opened("hubspot", {"base_url": vendor.url, **config}, tmp_path, clock, {"token": TOKEN}, ids))
            return made[-1]

        yield Account(vendor, open_)
        for destination in made:
            destination.close()

"""What the tests of Google Sheets share: a spreadsheet, and ways to put records into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Destination, Reply, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.destinations.fakes.google import TOKEN
from tests.destinations.fakes.google_sheets import BOOK, GoogleSheets

SCHEMA = schema_of(id=pa.string(), name=pa.string())
Open = Callable[..., Destination]


@pytest.fixture(name="sheets")
def the_sheets() -> Iterator[GoogleSheets]:
    with GoogleSheets() as vendor:
        yield vendor


@pytest.fixture(name="open_")
def the_open_(sheets: GoogleSheets, tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    made: list[Destination] = []

    def open_it(secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        given = {"spreadsheet": f"https://docs.google.com/spreadsheets/d/{BOOK}/edit#gid=0", "base_url": sheets.url, **config}
        made.append(opened("google_sheets", given, tmp_path, clock, secrets or {"access_token": TOKEN}))
        return made[-1]

    yield open_it
    for destination in made:
        destination.close()


def target(operation: Operation = Operation.UPSERT, tab: str = "VIP", **more: Any) -> Target:
    return Target(tab, operation, "id", **more)


def rows(**names: str | None) -> list[dict[str, Any]]:
    return [{"id": id_, "name": name} for id_, name in names.items()]


def put(open_: Open, records: list[dict[str, Any]], operation: Operation = Operation.UPSERT, **options: Any) -> Reply:
    schema = options.pop("schema", SCHEMA)
    goal = target(Operation.MIRROR if operation is Operation.DELETE else operation, options.pop("tab", "VIP"))
    destination = open_(**options.pop("config", {}))
    return send(destination.open(goal, schema), batch_of(schema, records, operation, **options))


def table(sheets: GoogleSheets, tab: str = "VIP") -> list[list[Any]]:
    return sheets.tab(tab).table()


def writer_for(open_: Open, operation: Operation = Operation.UPSERT) -> Writer:
    return open_().open(target(operation), SCHEMA)

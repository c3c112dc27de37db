"""What the tests of the Custom Destination API share: a server, and writers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Destination, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import opened, schema_of
from tests.destinations.fakes.census_api import CensusServer

PEOPLE = schema_of(email=pa.string(), name=pa.string())
ANNA, BERT, CLEO = ({"email": f"{n.lower()}@mail.example", "name": n} for n in ("Anna", "Bert", "Cleo"))
SECRETS = {"secret_part": "?census_secret=hush-hush-1"}


@pytest.fixture(name="server")
def the_server() -> Iterator[CensusServer]:
    with CensusServer(secret="hush-hush-1") as running:
        yield running


Open = Callable[..., Destination]


@pytest.fixture(name="open_")
def the_open_(server: CensusServer, tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    made: list[Destination] = []

    def start(secrets: Mapping[str, str] = SECRETS, **config: Any) -> Destination:
        made.append(opened("census_api", {"base_url": server.url, **config}, tmp_path, clock, secrets))
        return made[-1]

    yield start
    for destination in made:
        destination.close()


def writer_for(
    destination: Destination, schema: pa.Schema = PEOPLE, operation: Operation = Operation.UPSERT, object_: str = "customer"
) -> Writer:
    return destination.open(Target(object_, operation, schema.names[0]), schema)

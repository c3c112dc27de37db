"""What the tests of a webhook's settings share: a receiver, and ways to send to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, Destination, Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.destinations.fakes.webhook import Hook

SCHEMA = schema_of(id=pa.int64(), name=pa.string())
ANNA, ZOE = {"id": 7, "name": 'Anna "Ann" Keller'}, {"id": 8, "name": "Zoë\n</script>"}
UPSERT = Target("records", Operation.UPSERT, "id")

Open = Callable[..., Destination]


@pytest.fixture(name="hook")
def the_hook(clock: FakeClock) -> Iterator[Hook]:
    with Hook(now=clock.now().timestamp()) as running:
        yield running


@pytest.fixture(name="open_")
def the_open_(hook: Hook, tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    made: list[Destination] = []

    def start(secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        made.append(opened("webhook", {"url": f"{hook.url}/in", **config}, tmp_path, clock, secrets))
        return made[-1]

    yield start
    for destination in made:
        destination.close()


def sent(open_: Open, batch: Batch | None = None, secrets: dict[str, str] | None = None, **config: Any) -> Reply:
    writer = open_(secrets, **config).open(UPSERT, SCHEMA)
    return send(writer, batch or batch_of(SCHEMA, [ANNA, ZOE], idempotency_key="a1b2"))

"""What the tests of Mailchimp share: an account that is written to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Destination, Reply, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.destinations.fakes.mailchimp import KEY, LIST, Mailchimp
from tests.destinations.fakes.vendor import Said

SCHEMA = schema_of(email_address=pa.string(), FNAME=pa.string())
KEYS = schema_of(email_address=pa.string())
MEMBERS = Target("members", Operation.UPSERT, "email_address")
TAG = Target("tag", Operation.UPSERT, "email_address", "High value")
ANN, BEN, CAT = ({"email_address": f"{n}@mail.example", "FNAME": n.title()} for n in ("ann", "ben", "cat"))
HTML_429 = Said(429, "<html><body>Too Many Requests</body></html>", {"Content-Type": "text/html"})


class There:
    """A Mailchimp account, and destinations that are open to it."""

    def __init__(self, vendor: Mailchimp, folder: Path, clock: FakeClock) -> None:
        self.vendor, self._folder, self._clock = vendor, folder, clock
        self.opened: list[Destination] = []

    def open(self, key: str = KEY, **config: Any) -> Destination:
        settings = {"list_id": LIST, "base_url": self.vendor.url, **config}
        self.opened.append(opened("mailchimp", settings, self._folder, self._clock, {"api_key": key}))
        return self.opened[-1]

    def writer(self, target: Target = MEMBERS, schema: pa.Schema = SCHEMA, **config: Any) -> Writer:
        return self.open(**config).open(target, schema)

    def send(
        self, *rows: dict[str, Any], target: Target = MEMBERS, operation: Operation = Operation.UPSERT, **config: Any
    ) -> Reply:
        schema = schema_of(**{name: SCHEMA.field(name).type if name in SCHEMA.names else pa.string() for name in rows[0]})
        return send(self.writer(target, schema, **config), batch_of(schema, rows, operation))

    def bodies(self, pattern: str) -> list[Any]:
        return [asked.json for asked in self.vendor.called(pattern)]


@pytest.fixture(name="there")
def the_there(tmp_path: Path, clock: FakeClock) -> Iterator[There]:
    with Mailchimp() as vendor:
        made = There(vendor, tmp_path, clock)
        yield made
        for destination in made.opened:
            destination.close()

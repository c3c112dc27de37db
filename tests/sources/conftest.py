"""A folder of small files as a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from census_desktop.domain.conditions import Group, Node
from census_desktop.domain.model import Dataset, Relationship, Segment, Source
from census_desktop.sources import open_source
from tests.conftest import FakeClock
from tests.postgres import postgres as postgres

PEOPLE = """\
id,name,city,age,joined,seen_at,active
1,Anna,Berlin,34,2026-11-24,2026-11-24 09:00:00,true
2,ben,Paris,51,2026-11-23,2026-11-23 10:20:00,false
3,Clara,,28,2026-11-17,2026-11-14 10:20:00,true
4,,berlin,,2026-05-01,,
5,O'Neil,Bar%lin,34,2025-11-24,2025-01-01 00:00:00,false
"""
ORDERS = """\
order_id,person_id,amount,state,at
1,1,10.5,paid,2026-11-20 08:00:00
2,1,20,paid,2026-11-21 08:00:00
3,1,30,open,2026-08-01 08:00:00
4,2,5,paid,2026-11-22 08:00:00
5,,99,paid,2026-11-22 08:00:00
"""


class Files:
    """A `files` source in a folder, its data sets and segments, opened with a clock that stands still."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder = folder
        self.clock = clock
        self.source = Source("files", "Files", "files", {"path": str(folder)})
        self.known: dict[str, Any] = {}
        self.readers: list[Any] = []

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def dataset(self, table: str = "people.csv", **changes: Any) -> Dataset:
        dataset = replace(Dataset(table, table, "files", table, unique_identifier="id"), **changes)
        self.known[dataset.id] = dataset
        return dataset

    def open(self, **config: Any) -> Any:
        source = replace(self.source, config={**self.source.config, **config})
        reader = open_source(source, None, self.folder, lambda _, ref: self.known[ref], self.clock)  # type: ignore[arg-type]
        self.readers.append(reader)
        return reader

    def segment(self, *items: Node, join: str = "all", **changes: Any) -> Segment:
        return replace(Segment("s", "A segment", "people.csv", Group(join, items)), **changes)


@pytest.fixture
def files(tmp_path: Path, clock: FakeClock) -> Iterator[Files]:
    folder = tmp_path / "files"
    folder.mkdir()
    made = Files(folder, clock)
    made.write("people.csv", PEOPLE)
    made.write("orders.csv", ORDERS)
    yield made
    for reader in made.readers:
        reader.close()


@pytest.fixture
def ids(files: Files) -> Callable[..., list[int]]:
    """The ids of the people that match."""
    orders = files.dataset("orders.csv", id="orders", unique_identifier="order_id", event_name="state", event_time="at")
    people = files.dataset(relationships=(Relationship("Orders", orders.id, "one_to_many", "id", "person_id"),))
    reader = files.open()

    def match(*items: Node, join: str = "all", **changes: Any) -> list[int]:
        preview = reader.preview(people, files.segment(*items, join=join, **changes), 100)
        found = [row[0] for row in preview.rows]
        if "limit" not in changes:
            assert reader.count(people, files.segment(*items, join=join)) == len(found)
        return found

    return match

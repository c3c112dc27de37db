"""Any runs in any order leave the same records in a file, a table and the rehearsal as in a few lines of Python."""

from __future__ import annotations

import contextlib
import csv
import itertools
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pysqlite3.dbapi2 as sqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, run, schema_of
from tests.mariadb import MariaDB

KEY = "external_id"
FIELDS = ("first_name", "country")
SCHEMA = schema_of(**{KEY: pa.int64()}, **dict.fromkeys(FIELDS, pa.string()))
Records = dict[int, dict[str, str | None]]


@dataclass(frozen=True)
class Sent:
    """One run of one batch: a swap, or an operation with rules of its fields."""

    operation: Operation
    rows: tuple[tuple[int, str | None, str | None], ...]
    keep_if_null: frozenset[str]
    only_if_empty: frozenset[str]
    swap: bool

    @property
    def records(self) -> list[dict[str, Any]]:
        return [dict(zip((KEY, *FIELDS), row, strict=True)) for row in self.rows]


def expected(there: Records, sent: Sent) -> Records:
    """What every destination must hold afterwards."""
    if sent.swap:
        return {row[KEY]: {f: row[f] for f in FIELDS} for row in sent.records}
    after = {key: dict(record) for key, record in there.items()}
    for row in sent.records:
        key, old = row[KEY], after.get(row[KEY])
        if sent.operation is Operation.DELETE:
            after.pop(key, None)
        elif old is None:
            if sent.operation in (Operation.UPSERT, Operation.CREATE):
                after[key] = {f: row[f] for f in FIELDS}
        elif sent.operation is not Operation.CREATE:
            for field in FIELDS:
                stays = (row[field] is None and field in sent.keep_if_null) or (old[field] and field in sent.only_if_empty)
                old[field] = old[field] if stays else row[field]
    return after


values = st.sampled_from([None, None, "", "DE", "FR", "it's"])
rows = st.lists(st.tuples(st.integers(1, 4), values, values), max_size=4, unique_by=lambda row: row[0]).map(tuple)
rules = st.frozensets(st.sampled_from(FIELDS))
writes = st.sampled_from([Operation.UPSERT, Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.DELETE])
changes = st.builds(Sent, writes, rows, rules, rules, st.just(False))
none: st.SearchStrategy[frozenset[str]] = st.just(frozenset())
swaps = st.builds(Sent, st.just(Operation.UPSERT), rows, none, none, st.just(True))


class Somewhere:
    """A destination of records, with something in it already: updates and deletes need a place that is there."""

    object = "people"
    swaps = True

    def __init__(self, folder: Path, type_: str, config: Mapping[str, Any], secrets: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.destination: Any = opened(type_, config, folder, FakeClock(), secrets)

    def send(self, sent: Sent) -> None:
        operation = Operation.MIRROR if sent.swap else sent.operation
        removal = Removal.SWAP if sent.swap else Removal.REMOVE
        writer = self.destination.open(Target(self.object, operation, KEY, removal=removal), SCHEMA)
        options = {"keep_if_null": sent.keep_if_null, "only_if_empty": sent.only_if_empty}
        run(writer, *([batch_of(SCHEMA, sent.records, sent.operation, **options)] if sent.rows else []))

    def records(self) -> Records:
        found = {int(row[KEY]): {f: row.get(f) or None for f in FIELDS} for row in self.rows()}
        assert len(found) == len(list(self.rows()))
        return found

    def rows(self) -> list[dict[str, Any]]:
        raise AssertionError("every place reads in its own way")


class InCsv(Somewhere):
    format = "csv"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "folder", {"path": ".", "format": self.format})

    def rows(self) -> list[dict[str, Any]]:
        with (self.folder / "people.csv").open(newline="") as file:
            return list(csv.DictReader(file))


class InLines(InCsv):
    format = "jsonl"

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "people.jsonl").read_text().splitlines()]


class InParquet(InCsv):
    format = "parquet"

    def rows(self) -> list[dict[str, Any]]:
        return list(pq.read_table(self.folder / "people.parquet").to_pylist())


class InTable(Somewhere):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "sql_table", {"url": "sqlite:///crm.db"})

    def rows(self) -> list[dict[str, Any]]:
        with contextlib.closing(sqlite.connect(str(self.folder / "crm.db"))) as db:
            found = db.execute("SELECT external_id, first_name, country FROM people").fetchall()
        return [dict(zip((KEY, *FIELDS), row, strict=True)) for row in found]


class InMariaDB(Somewhere):
    server: MariaDB

    def __init__(self, folder: Path) -> None:
        self.database = self.server.new_database()
        url = f"mariadb://{self.server.user}@{self.server.host}:{self.server.port}/{self.database}"
        super().__init__(folder, "sql_table", {"url": url}, {"password": self.server.password})

    def rows(self) -> list[dict[str, Any]]:
        found = self.server.execute("SELECT external_id, first_name, country FROM people", self.database)
        return [dict(zip((KEY, *FIELDS), row, strict=True)) for row in found]


class InCrm(Somewhere):
    object = "contacts"
    swaps = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "rehearsal", {"imitates": "CRM"})

    def rows(self) -> list[dict[str, Any]]:
        return list(self.destination.records("contacts"))


@contextlib.contextmanager
def fresh(place: Callable[[Path], Somewhere]) -> Iterator[Somewhere]:
    with tempfile.TemporaryDirectory() as folder:
        made = place(Path(folder))
        try:
            yield made
        finally:
            made.destination.close()


@pytest.mark.parametrize("place", [InCsv, InLines, InParquet, InTable, InCrm])
def test_the_same_runs_leave_the_same_records(place: Callable[[Path], Somewhere]) -> None:
    same_records(place)


@pytest.mark.mariadb
def test_the_same_runs_leave_the_same_records_in_mariadb(mariadb: MariaDB, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InMariaDB, "server", mariadb, raising=False)
    same_records(InMariaDB)


def same_records(place: Callable[[Path], Somewhere]) -> None:
    with fresh(place) as probe:
        runs = st.lists(st.one_of(changes, changes, swaps) if probe.swaps else changes, min_size=1, max_size=4)

    @settings(max_examples=15, deadline=None, derandomize=True)
    @given(runs)
    def check(sent: list[Sent]) -> None:
        there: Records = {}
        with fresh(place) as somewhere:
            first = Sent(Operation.UPSERT, ((1, "DE", None), (9, None, "")), frozenset(), frozenset(), False)
            for one in itertools.chain([first], sent):
                somewhere.send(one)
                there = expected(there, one)
                assert somewhere.records() == {k: {f: v or None for f, v in r.items()} for k, r in there.items()}

    check()

"""Requests are cut by records and by bytes; a record that is too large never leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from census_desktop.domain.errors import BatchRejected
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, Reply
from census_desktop.engine.packages import Package
from census_desktop.engine.parts import parts_of
from census_desktop.engine.texts import Texts
from tests.engine.conftest import Bench, ScriptedDestination


def package(*texts: str) -> Package:
    rows = pa.RecordBatch.from_pydict({"key": list(range(len(texts)))})
    return Package(0, Operation.UPSERT, 0, rows, Texts(pa.array([f"{text}," for text in texts])))


def sized(*sizes: int) -> Package:
    return package(*("x" * size for size in sizes))


def test_without_limits_of_bytes_records_alone_count() -> None:
    assert parts_of(sized(5, 500, 5), Limits(batch_rows=2)) == ([(0, 2), (2, 1)], {})


def test_a_part_holds_what_fits_with_a_comma_each() -> None:
    limits = Limits(batch_rows=100, batch_bytes=22)
    assert parts_of(sized(10, 10, 10, 10), limits) == ([(0, 2), (2, 2)], {})
    assert parts_of(sized(10, 11, 10), limits) == ([(0, 1), (1, 1), (2, 1)], {})


def test_rows_and_bytes_both_bound_a_part() -> None:
    parts, _ = parts_of(sized(1, 1, 1, 30, 1, 1, 1, 1), Limits(batch_rows=3, batch_bytes=32))
    assert parts == [(0, 3), (3, 1), (4, 3), (7, 1)]


def test_bytes_are_those_of_utf_8() -> None:
    limits = Limits(batch_rows=10, batch_bytes=20)
    assert len(parts_of(package("éééé", "éééé"), limits)[0]) == 1
    assert len(parts_of(package("😀😀😀", "😀😀"), limits)[0]) == 2


def test_a_slice_of_texts_is_measured_by_its_own_bytes() -> None:
    texts = Texts(pa.array([f"{'x' * n}," for n in range(6)]))
    assert texts[2:5].sizes() == [2, 3, 4]
    assert texts[6:].sizes() == []


@pytest.mark.parametrize("limits", [Limits(batch_rows=9, record_bytes=10), Limits(batch_rows=9, batch_bytes=11)])
def test_a_record_that_is_too_large_is_left_out_with_size_and_limit(limits: Limits) -> None:
    parts, refused = parts_of(sized(1_000, 10, 1, 11, 2), limits)
    assert set(refused) == {0, 3}
    assert refused[0].startswith("Its JSON has 1,000 bytes; the destination takes 10 ")
    assert sum(count for _, count in parts) == 3
    assert not {start for start, _ in parts} & set(refused)


def test_a_package_of_giants_makes_no_request_at_all() -> None:
    parts, refused = parts_of(sized(50, 50), Limits(record_bytes=10))
    assert (parts, len(refused)) == ([], 2)


def test_plain_texts_are_measured_too() -> None:
    plain = replace(sized(1, 1), json=["éé", "x"])
    assert parts_of(plain, Limits(batch_rows=5, batch_bytes=6)) == ([(0, 1), (1, 1)], {})


@given(
    sizes=st.lists(st.integers(0, 40), min_size=1, max_size=40),
    rows=st.integers(1, 9),
    batch_bytes=st.sampled_from([0, 2, 25, 60]),
    record_bytes=st.sampled_from([0, 10, 30]),
)
def test_each_record_is_in_one_part_or_refused_and_every_part_fits(
    sizes: list[int], rows: int, batch_bytes: int, record_bytes: int
) -> None:
    parts, refused = parts_of(sized(*sizes), Limits(batch_rows=rows, batch_bytes=batch_bytes, record_bytes=record_bytes))
    held = [n for start, count in parts for n in range(start, start + count)]
    assert sorted([*held, *refused]) == list(range(len(sizes)))
    for start, count in parts:
        assert 0 < count <= rows
        assert not batch_bytes or sum(size + 1 for size in sizes[start : start + count]) <= batch_bytes
    for position in refused:
        assert (record_bytes and sizes[position] > record_bytes) or sizes[position] + 1 > batch_bytes > 0


# In a run ---------------------------------------------------------------------------------------------------------------


def rejected(bench: Bench) -> dict[int, str]:
    (run,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    return dict(bench.store.ledger.rejected_rows(run.id))


def test_a_run_sends_parts_that_fit_and_rejects_what_cannot(bench: Bench, destination: ScriptedDestination) -> None:
    people: dict[Any, str] = dict.fromkeys(range(8), "x" * 10)
    bench.write({**people, 3: "y" * 500})
    destination.limits = Limits(batch_rows=1000, batch_bytes=200, record_bytes=150)
    sent = bench.run(destination, batch_rows=1000)
    assert (sent.counts.updated, sent.counts.rejected) == (7, 1)
    (reason,) = rejected(bench).values()
    assert "the destination takes 150 of a record" in reason
    assert "y" * 20 not in reason
    for batch in destination.batches:
        assert len(batch.json_list()) < 200
        assert all(row["name"] != "y" * 500 for row in batch.rows.to_pylist())
    assert sum(destination.sizes) == 7

    calls = len(destination.batches)
    again = bench.run(destination, batch_rows=1000)
    assert (again.counts.processed, again.counts.rejected) == (1, 1)
    assert len(destination.batches) == calls, "nothing of it was sent"
    bench.write({**people, 3: "small"})
    assert bench.run(destination, batch_rows=1000).counts.updated == 1


def test_a_part_that_is_refused_is_halved_and_reasons_stand_at_their_rows(
    bench: Bench, destination: ScriptedDestination
) -> None:
    bench.write({n: ("x" * 10, "y" * 500)[n == 2] for n in range(6)})
    destination.limits = Limits(batch_rows=1000, batch_bytes=200, record_bytes=150)

    def picky(batch: Batch) -> Reply:
        if any(row["key"] == 4 for row in batch.rows.to_pylist()):
            raise BatchRejected("4 is not liked")
        return Reply()

    destination.answers.extend([picky] * 20)
    sent = bench.run(destination, batch_rows=1000)
    assert (sent.counts.updated, sent.counts.rejected) == (4, 2)
    assert {row: reason.split()[0] for row, reason in rejected(bench).items()} == {2: "Its", 4: "4"}

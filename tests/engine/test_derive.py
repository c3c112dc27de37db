"""Plans made of plans: without some records, and the other way round."""

from __future__ import annotations

from typing import Any

import pytest

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.model import FieldMapping, Operation, Removal
from census_desktop.domain.plan import ChangeKind, Plan
from census_desktop.domain.ports import Reply
from census_desktop.engine.derive import exclude, undo_plan
from census_desktop.engine.planfile import PlanFiles
from census_desktop.engine.planning import refuse_stale
from tests.engine.conftest import Bench, ScriptedDestination


def rows_of(bench: Bench, plan: Plan, *keys: str) -> list[int]:
    return [row for rows in PlanFiles(bench.paths.plans).rows_of_keys(plan.id, keys).values() for row in rows]


def shown(bench: Bench, plan: Plan, excluded: bool | None = None) -> list[tuple[str, str]]:
    page = PlanFiles(bench.paths.plans).page(plan.id, (), "", 0, 100, excluded=excluded)
    return [(c.kind.value, c.key) for c in page.changes]


def undone(bench: Bench, **more: Any) -> Plan:
    """The plan that takes back the newest run."""
    from census_desktop.domain.rows import RunFilter

    ledger = bench.store.ledger
    (run,) = ledger.runs(RunFilter(sync_id=bench.sync.id, limit=1))
    ranges = [(b.first_row, b.first_row + b.rows - 1) for b in ledger.batches(run.id) if b.state == "acknowledged"]
    rejected = [row for row, _ in ledger.rejected_rows(run.id)]
    return undo_plan(bench.sync, run, ledger.plan_of(run.id), ranges, rejected, bench.paths, bench.clock, bench.cancel, **more)


# Exclude --------------------------------------------------------------------------------------------------------------


def test_what_is_taken_out_is_not_sent_and_comes_again(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({n: f"Name {n}" for n in range(1, 8)})
    bench.run(destination)
    bench.write({n: f"Name {n}" for n in range(3, 8)} | {4: "Four", 5: "Five", 8: "Eight", 9: "Nine"})
    whole = bench.plan(batch_rows=2)
    smaller = exclude(whole.id, rows_of(bench, whole, "4", "9", "1"), bench.paths, bench.clock)
    assert smaller.digest != whole.digest
    refuse_stale(smaller, bench.sync, bench.paths)
    counts = smaller.counts
    assert (counts.added, counts.changed, counts.removed, counts.processed, smaller.excluded) == (1, 1, 1, 3, 3)
    assert shown(bench, smaller, excluded=False) == [("changed", "5"), ("added", "8"), ("removed", "2")]
    assert sorted(shown(bench, smaller, excluded=True)) == [("added", "9"), ("changed", "4"), ("removed", "1")]
    bench.send(smaller, destination)
    assert {k: v["name"] for k, v in destination.held.items()} == {
        1: "Name 1", 3: "Name 3", 4: "Name 4", 5: "Five", 6: "Name 6", 7: "Name 7", 8: "Eight"
    }  # fmt: skip
    again = bench.plan()
    assert sorted(shown(bench, again)) == [("added", "9"), ("changed", "4"), ("removed", "1")]


def test_the_same_records_taken_out_give_the_same_digest(bench: Bench) -> None:
    bench.write({1: "Anna", 2: "Ben", 3: "Clara"})
    plan, again = bench.plan(), bench.plan()
    one = exclude(plan.id, [1], bench.paths, bench.clock)
    assert exclude(again.id, [1], bench.paths, bench.clock).digest == one.digest
    assert exclude(again.id, [2], bench.paths, bench.clock).digest != one.digest


def test_a_guard_looks_at_the_smaller_plan(bench: Bench) -> None:
    bench.write({1: "Anna", 2: "Ben", 3: "Clara"})
    plan = bench.plan()
    held = exclude(plan.id, [0], bench.paths, bench.clock, guard=lambda counts, read: f"{counts.added} of {read}")
    assert held.held == "2 of 3"


def test_only_what_is_sent_can_be_taken_out(bench: Bench) -> None:
    bench.write("1,Anna\n,Nobody\n")
    plan = bench.plan()
    with pytest.raises(ConfigError, match="would be sent"):
        exclude(plan.id, [1], bench.paths, bench.clock)
    with pytest.raises(NotFoundError):
        exclude("sync.none", [0], bench.paths, bench.clock)
    everything = bench.plan(operation=Operation.MIRROR, removal=Removal.SWAP)
    assert exclude(everything.id, [], bench.paths, bench.clock).counts == everything.counts


def test_a_swap_sends_everything_or_nothing(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    bench.run(destination)
    bench.write({1: "Anna", 2: "Bill"})
    plan = bench.plan(removal=Removal.SWAP)
    with pytest.raises(ConfigError, match="swaps"):
        exclude(plan.id, [0], bench.paths, bench.clock)


# Undo -----------------------------------------------------------------------------------------------------------------


def test_a_run_is_taken_back_value_by_value(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben", 3: "Clara"})
    bench.run(destination)
    before = dict(destination.held)
    bench.write({1: "Anna", 2: "Benjamin", 4: "David"})
    bench.run(destination)
    plan = undone(bench)
    assert plan.undo_of
    assert shown(bench, plan) == [("changed", "2"), ("added", "3"), ("removed", "4")]
    (back,) = PlanFiles(bench.paths.plans).page(plan.id, (ChangeKind.CHANGED,), "", 0, 9).changes
    assert (back.before, back.after) == ({"name": "Benjamin", "origin": "shop"}, {"name": "Ben", "origin": "shop"})
    refuse_stale(plan, bench.sync, bench.paths)
    bench.send(plan, destination)
    assert destination.held == before
    # The source still says what it said: a next run does it again, and that is all that it does.
    assert sorted(shown(bench, bench.plan())) == [("added", "4"), ("changed", "2"), ("removed", "3")]


def test_an_undo_is_taken_back_too(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    bench.run(destination)
    bench.write({2: "Bill", 3: "Clara"})
    bench.run(destination)
    after = dict(destination.held)
    bench.send(undone(bench), destination)
    bench.send(undone(bench), destination)
    assert destination.held == after
    assert bench.plan().to_send == 0


def test_only_what_arrived_is_taken_back(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben", 3: "Clara"})
    destination.answers.append(Reply({1: "no"}))
    bench.run(destination)
    assert shown(bench, undone(bench)) == [("removed", "1"), ("removed", "3")]
    assert undone(bench, deletes=False).to_send == 0


def test_values_come_back_with_their_types(bench: Bench, destination: ScriptedDestination) -> None:
    import duckdb

    def write(row: str) -> None:
        with duckdb.connect() as db:
            db.execute("SET TimeZone = 'UTC'")
            db.execute(
                "COPY (SELECT i::BIGINT AS id, d::DECIMAL(9,2) AS d, t::DATE AS t, ts::TIMESTAMPTZ AS ts, b, f, arr, "
                f"s, bl::BLOB AS bl FROM (VALUES ({row})) v(i, d, t, ts, b, f, arr, s, bl)) "
                f"TO '{bench.folder / 'typed.parquet'}' (FORMAT parquet)"
            )

    from dataclasses import replace

    bench.dataset = replace(bench.dataset, table="typed.parquet")
    fields = tuple(FieldMapping(c, column=c) for c in ("d", "t", "ts", "b", "f", "arr", "s", "bl"))
    write("7, 12.50, '2026-02-03', '2026-02-03T04:05:06.7Z', true, 'NaN'::DOUBLE, ['a'], {'x': 1, 'y': ['é']}, 'ab'")
    bench.run(destination, mappings=fields)
    first, texts = destination.batches[-1].rows.to_pylist(), destination.batches[-1].json
    write("7, 1.00, '2027-02-03', '2027-02-03T04:05:06.7Z', false, 2.5, ['b', 'c'], {'x': 2, 'y': ['n']}, 'cd'")
    bench.run(destination)
    bench.send(undone(bench), destination)
    back = destination.batches[-1]
    assert back.json == texts
    told = {**first[0], "f": None}  # what is no number in JSON was never sent as one
    assert back.rows.to_pylist() == [told]
    write("7, 1.00, '2027-02-03', '2027-02-03T04:05:06.7Z', false, 2.5, ['b'], 5, 'cd'")
    bench.run(destination)
    with pytest.raises(ConfigError, match="another type"):
        undone(bench)

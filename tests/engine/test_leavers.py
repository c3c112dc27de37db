"""Who leaves goes by the key that was acknowledged, in its own type, whatever the source's column is by now."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.model import Operation, RunStatus
from census_desktop.domain.ports import Batch
from census_desktop.domain.rows import RunFilter
from census_desktop.engine.derive import removal_plan, undo_plan
from census_desktop.engine.run import ranges_of
from tests.engine.conftest import Bench, ScriptedDestination


def texts(batches: list[Batch]) -> list[dict[str, Any]]:
    return [json.loads(text.rstrip(",")) for batch in batches for text in batch.json]


def removed(destination: ScriptedDestination) -> list[Batch]:
    return [batch for batch in destination.batches if batch.operation is Operation.DELETE]


def test_of_a_source_that_lost_all_its_rows(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({3: "Ada", 14: "Bo"})
    bench.run(destination)
    bench.write({})
    assert bench.run(destination).status is RunStatus.COMPLETED
    assert destination.held == {}
    assert [batch.keys() for batch in removed(destination)] == [[14, 3]]
    assert texts(removed(destination)) == [{"key": 14}, {"key": 3}]


def test_of_a_column_that_became_text(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({3: "Ada", 14: "Bo"})
    bench.run(destination)
    bench.write({"x1": "Cy"})
    bench.run(destination)
    assert destination.held == {"x1": {"key": "x1", "name": "Cy", "origin": "shop"}}
    assert texts(removed(destination)) == [{"key": 14}, {"key": 3}]


def test_of_a_column_that_became_numbers(bench: Bench, destination: ScriptedDestination) -> None:
    """“007” is nobody's 7, and “x1” no number at all."""
    bench.write({"007": "James", "x1": "Cy"})
    bench.run(destination)
    bench.write({7: "Ada"})
    bench.run(destination)
    assert destination.held == {7: {"key": 7, "name": "Ada", "origin": "shop"}}
    assert texts(removed(destination)) == [{"key": "007"}, {"key": "x1"}]


def test_of_both_in_one_run_each_in_batches_of_its_own(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({3: "Ada", 14: "Bo"})
    bench.run(destination)
    bench.write({"3": "Ada", "14": "Bo", "x1": "Cy", "22": "Di"})
    bench.run(destination)
    destination.held = {key: row for key, row in destination.held.items() if isinstance(key, str)}  # 3 and "3" are one there
    bench.sync = replace(bench.sync, operation=Operation.UPSERT)
    bench.write({5: "Eve"})
    bench.run(destination)
    bench.sync = replace(bench.sync, operation=Operation.MIRROR)
    bench.write({})
    plan = bench.plan()
    assert plan.batches == 2
    bench.send(plan, destination)
    assert destination.held == {}
    assert [batch.keys() for batch in removed(destination)] == [[5], ["14", "22", "3", "x1"]]


@pytest.mark.parametrize("keys", [["2024-05-01"], ["2.5"], ["12345678901234567890"]], ids=["dates", "numbers", "large"])
def test_of_other_types(bench: Bench, destination: ScriptedDestination, keys: list[str]) -> None:
    bench.write(dict.fromkeys(keys, "Ada"))
    bench.run(destination)
    (held,) = texts(destination.batches)
    bench.write({"x1": "Cy"})
    bench.run(destination)
    assert texts(removed(destination)) == [{"key": held["key"]}]


def test_of_an_undo_and_of_people_who_are_forgotten(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({3: "Ada", 14: "Bo"})
    bench.run(destination)
    bench.write({})
    emptied = bench.plan()
    bench.send(emptied, destination)
    (run, *_) = bench.store.ledger.runs(RunFilter(sync_id="sync"))
    ranges = ranges_of(bench.store.ledger.batches(run.id))
    undone = undo_plan(bench.sync, run, emptied.id, ranges, [], bench.paths, bench.clock, bench.cancel)
    bench.send(undone, destination)
    assert set(destination.held) == {3, 14}
    forgotten = removal_plan(bench.sync, ["3"], emptied.id, Operation.DELETE, bench.paths, bench.clock, bench.cancel)
    bench.send(forgotten, destination)
    assert set(destination.held) == {14}


def test_nobody_leaves_whose_address_is_spelt_otherwise(bench: Bench, destination: ScriptedDestination) -> None:
    """What was written under the new spelling would be removed under the old one where addresses have no case."""
    bench.write({"Ada@Example.com": "Ada", "bo@example.com": "Bo", "A1": "Cy"})
    bench.run(destination)
    bench.write({"ada@example.com": "Ada", "a1": "Cy"})
    plan = bench.plan()
    assert (plan.counts.added, plan.counts.removed) == (2, 2)
    bench.send(plan, destination)
    assert [batch.keys() for batch in removed(destination)] == [["A1", "bo@example.com"]]
    assert bench.plan().to_send == 0
    bench.write({"a1": "Cy"})
    bench.run(destination)
    assert removed(destination)[-1].keys() == ["Ada@Example.com", "ada@example.com"]
    assert set(destination.held) == {"a1"}


def test_nobody_leaves_whose_number_has_a_fraction_of_nothing_now(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({3: "Ada", 14: "Bo"})
    bench.run(destination)
    bench.write({"3": "Ada", "2.5": "Cy"})
    plan = bench.plan()
    assert (plan.counts.added, plan.counts.removed) == (2, 1)
    bench.send(plan, destination)
    assert set(destination.held) == {3, 2.5}
    bench.write({3: "Ada"})
    bench.run(destination)
    assert set(destination.held) == {3}

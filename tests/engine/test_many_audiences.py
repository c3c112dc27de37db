"""One sync into many audiences: which records go to which of them, and in what order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Operation, RunStatus
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.derive import exclude, removal_plan, undo_plan
from census_desktop.engine.history import events
from census_desktop.engine.run import ranges_of
from tests.engine.conftest import Bench
from tests.engine.list_tool import Lists, ListTool


@pytest.fixture
def lists(bench: Bench) -> Lists:
    return Lists(bench)


@pytest.fixture
def tool() -> ListTool:
    return ListTool()


def test_each_record_goes_to_the_list_that_its_column_names(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"), (3, "Cem", " DE "), (4, "Dee", "US"), (5, "Eve", "FR"))
    plan = lists.plan()
    assert lists.changes(plan) == [
        *(("added", "DE", key) for key in "13"),
        *(("added", "FR", key) for key in "25"),
        ("added", "US", "4"),
    ]
    assert plan.batches == 3
    sent = lists.send(plan, tool)
    assert (sent.status, sent.counts.updated) == (RunStatus.COMPLETED, 5)
    assert tool.stands == {"DE": {"1", "3"}, "FR": {"2", "5"}, "US": {"4"}}
    assert tool.opened == ["DE", "FR", "US"], "each list is opened once"
    assert sorted(tool.finished) == sorted(tool.closed) == sorted(tool.names)
    assert lists.ids == {name: id_ for id_, name in tool.names.items()}
    assert all(row["name"] for batch in tool.batches for row in batch.rows.to_pylist())
    assert [list(batch.json) for batch in tool.batches][2] == ['{"key":4,"name":"Dee"}']
    assert lists.plan().to_send == 0


def test_who_moves_is_added_there_before_they_leave_here(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    lists.run(tool)
    lists.write((1, "Ann", "FR"))
    plan = lists.plan()
    assert lists.changes(plan) == [("added", "FR", "1"), ("removed", "DE", "1"), ("removed", "FR", "2")]
    tool.batches.clear()
    lists.send(plan, tool)
    assert tool.stands == {"DE": set(), "FR": {"1"}}
    assert [(b.operation, b.audience) for b in tool.batches] == [
        (Operation.UPSERT, "FR"),
        (Operation.DELETE, "DE"),
        (Operation.DELETE, "FR"),
    ]


def test_a_key_may_be_in_several_lists_but_only_once_in_each(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (1, "Ann", "FR"), (2, "Bob", "FR"), (2, "Rob", "FR"))
    plan = lists.plan()
    assert (plan.counts.added, plan.counts.invalid) == (2, 2)
    invalid = lists.plans.page(plan.id, (ChangeKind.INVALID,), "", 0, 10).changes
    assert {c.reason for c in invalid} == {"id stands more than once with this audience"}
    lists.send(plan, tool)
    assert tool.stands == {"DE": {"1"}, "FR": {"1"}}
    lists.write((1, "Ann", "FR"))
    lists.run(tool)
    assert tool.stands == {"DE": set(), "FR": {"1"}}


@pytest.mark.parametrize("country", ["", '"   "'])
def test_without_an_audience_a_record_is_invalid_and_leaves_the_one_it_was_in(
    lists: Lists, tool: ListTool, country: str
) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "DE"))
    lists.run(tool)
    lists.write((1, "Ann", country), (2, "Bob", "DE"))
    plan = lists.plan()
    (invalid,) = lists.plans.page(plan.id, (ChangeKind.INVALID,), "", 0, 10).changes
    assert (invalid.key, invalid.audience) == ("1", "")
    assert invalid.reason == "It has no audience: country is empty"
    lists.send(plan, tool)
    assert tool.stands == {"DE": {"2"}}


def test_a_name_that_is_too_long_there_is_invalid_before_anything_is_sent(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "Deutschland"), (2, "Bob", "FR"))
    bench = lists.bench
    bench.longest_name = 10
    plan = lists.plan()
    (invalid,) = lists.plans.page(plan.id, (ChangeKind.INVALID,), "", 0, 10).changes
    assert invalid.reason == "The name of its audience is too long: country may have 10 characters"
    assert plan.to_send == 1


def test_names_are_told_apart_whatever_they_hold(lists: Lists, tool: ListTool) -> None:
    names = ['"[""x"",1]"', "[", "a", "a!", "A", "é\\u0041", "'; DROP", '"a,b"', "null"]
    lists.write(*((n, f"N{n}", name) for n, name in enumerate(names)), (99, "N", "a"))
    lists.run(tool)
    stands = tool.stands
    assert stands.pop("a") == {"2", "99"}
    assert stands == {
        '["x",1]': {"0"}, "[": {"1"}, "a!": {"3"}, "A": {"4"}, "é\\u0041": {"5"}, "'; DROP": {"6"}, "a,b": {"7"}, "null": {"8"},
    }  # fmt: skip
    lists.write()
    plan = lists.plan()
    assert plan.counts.removed == 10
    lists.send(plan, tool)
    assert set(map(len, tool.stands.values())) == {0}


def test_numbers_and_truths_name_audiences_too(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "7"), (2, "Bob", "8"))
    lists.run(tool)
    assert tool.stands == {"7": {"1"}, "8": {"2"}}


def test_records_of_many_pieces_come_in_the_order_of_their_lists(
    lists: Lists, tool: ListTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import census_desktop.engine.extract as extract

    monkeypatch.setattr(extract, "PIECE_ROWS", 7)
    rows = [(n, f"N{n}", "ABC"[n % 3]) for n in range(100)]
    lists.write(*rows)
    plan = lists.plan(batch_rows=10)
    page = lists.plans.load(plan.id)
    assert page.audiences == (("A", 34), ("B", 33), ("C", 33))
    assert plan.batches == 12
    assert [key for _, _, key in lists.changes(plan)] == [str(n) for start in range(3) for n in range(start, 100, 3)]
    lists.send(plan, tool)
    assert [len(b) for b in tool.batches] == [10, 10, 10, 4, 10, 10, 10, 3, 10, 10, 10, 3]
    assert tool.stands == {"ABC"[k]: {str(n) for n in range(k, 100, 3)} for k in range(3)}


def test_undo_brings_everybody_back_to_where_they_were(lists: Lists, tool: ListTool) -> None:
    bench = lists.bench
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"), (3, "Cem", "FR"), (5, "Eve", "DE"))
    lists.run(tool)
    before = tool.stands
    lists.write((1, "Ann", "FR"), (2, "Bobby", "FR"), (4, "Dee", "US"), (5, "Eva", "DE"))
    plan = lists.plan()
    lists.send(plan, tool)
    run = bench.store.ledger.run(lists.run_id)
    ranges = ranges_of([b for b in bench.store.ledger.batches(run.id) if b.state == "acknowledged"])
    undone = undo_plan(bench.sync, run, plan.id, ranges, [], bench.paths, bench.clock, CancelToken())
    page = lists.plans.load(undone.id)
    assert page.audiences == (("DE", 1), ("FR", 1), ("DE", 1), ("FR", 1), ("FR", 1), ("US", 1))
    assert undone.batches == 6
    lists.send(undone, tool)
    assert tool.stands == before | {"US": set()}
    assert {row["name"] for members in tool.members.values() for row in members.values()} == {"Ann", "Bob", "Cem", "Eve"}


def test_a_record_that_is_left_out_keeps_the_batches_right(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"), (3, "Cem", "FR"), (1, "Ann", "US"))
    plan = lists.plan()
    rows = lists.plans.rows_of_keys(plan.id, ["1", "2"])
    assert rows == {"1": [0, 3], "2": [1]}
    smaller = exclude(plan.id, [*rows["1"], *rows["2"]], lists.bench.paths, lists.bench.clock)
    assert lists.plans.load(smaller.id).audiences == (("FR", 1),)
    assert smaller.batches == 1
    lists.send(smaller, tool)
    assert tool.stands == {"FR": {"3"}}


def test_a_removal_takes_a_person_out_of_every_list(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (1, "Ann", "FR"), (2, "Bob", "FR"))
    plan = lists.plan()
    lists.send(plan, tool)
    keys = [f'["{name}","1"]' for name in lists.bench.state.audiences_of("1")]
    bench = lists.bench
    removal = removal_plan(bench.sync, keys, plan.id, Operation.DELETE, bench.paths, bench.clock, CancelToken())
    lists.send(removal, tool)
    assert tool.stands == {"DE": set(), "FR": {"2"}}


def test_a_record_is_explained_in_each_of_its_lists(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    lists.run(tool)
    lists.write((1, "Ann", "FR"), (2, "Bob", "FR"))
    lists.run(tool)
    bench = lists.bench
    run = bench.store.ledger.run(lists.run_id)
    found = [(e.kind, e.audience, e.outcome) for e in events("1", [run], bench.store.ledger, lists.plans)]
    assert found == [("added", "FR", "acknowledged"), ("removed", "DE", "acknowledged")]
    assert list(bench.state.audiences_of("1")) == ["FR"]
    assert bench.state.audiences_of("3") == {}


def test_changes_are_found_by_their_list(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    plan = lists.plan()
    assert lists.changes(plan, audience="FR") == [("added", "FR", "2")]
    assert lists.changes(plan, audience="ZZ") == []
    assert lists.plans.load(plan.id).written_audiences() == {"DE", "FR"}


def test_a_column_of_lists_or_objects_names_nothing(lists: Lists) -> None:
    (lists.bench.folder / "people.jsonl").write_text('{"id": 1, "name": "Ann", "country": ["DE", "FR"]}\n')
    lists.bench.dataset = replace(lists.bench.dataset, table="people.jsonl")
    with pytest.raises(ConfigError, match="cannot name audiences: it holds array values"):
        lists.plan()


def test_an_upsert_leaves_everybody_where_they_are(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"))
    lists.run(tool, operation=Operation.UPSERT)
    lists.write((1, "Ann", "FR"))
    lists.run(tool, operation=Operation.UPSERT)
    assert tool.stands == {"DE": {"1"}, "FR": {"1"}}


def test_more_than_fits_in_memory_is_laid_out_by_ranges_of_names(
    lists: Lists, tool: ListTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One audience that is larger than a range, small ones that share a range, and records without one."""
    import census_desktop.engine.extract as extract
    import census_desktop.engine.ordering as ordering

    monkeypatch.setattr(extract, "PIECE_ROWS", 10)
    monkeypatch.setattr(ordering, "RANGE_BYTES", 400)
    names = [*(["large"] * 60), *(f"small {n % 9}" for n in range(40)), *([""] * 5)]
    places = sorted(range(len(names)), key=lambda n: n * 37 % 105)
    lists.write(*((n, f"N{n}", names[n]) for n in places))
    plan = lists.plan()
    assert (plan.counts.added, plan.counts.invalid) == (100, 5)
    page = lists.plans.load(plan.id)
    assert [name for name, _ in page.audiences] == ["large", *(f"small {n}" for n in range(9))]
    assert dict(page.audiences)["large"] == 60
    shown = lists.changes(plan)
    assert [key for _, name, key in shown if name == "large"] == [str(n) for n in places if names[n] == "large"]
    assert [name for _, name, _ in shown] == sorted(name for _, name, _ in shown if name) + [""] * 5
    lists.send(plan, tool)
    assert tool.stands["large"] == {str(n) for n in range(60)}
    assert tool.stands["small 3"] == {str(n) for n in range(60, 100) if names[n] == "small 3"}
    assert lists.plan().to_send == 0


def test_an_address_that_is_spelt_otherwise_stays_in_its_audience_and_leaves_the_others(lists: Lists, tool: ListTool) -> None:
    lists.write(("Ann@x.org", "Ann", "DE"), ("Ann@x.org", "Ann", "de"), ("bob@x.org", "Bob", "DE"))
    lists.run(tool)
    lists.write(("ann@x.org", "Ann", "DE"))
    plan = lists.plan()
    assert lists.changes(plan) == [
        ("added", "DE", "ann@x.org"), ("removed", "DE", "bob@x.org"), ("removed", "de", "Ann@x.org"),
    ]  # fmt: skip

"""What a plan holds: each kind of change, invalid records, value by value, and when it is stale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.errors import Cancelled, ConfigError, PlanStale, SourceError, StoreError
from census_desktop.domain.model import FieldMapping, Operation, Removal, SyncKey
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.planfile import PlanFiles
from census_desktop.engine.planning import refuse_stale
from tests.engine.conftest import Bench, ScriptedDestination


def test_a_first_plan_adds_everyone(bench: Bench) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    plan = bench.plan()
    assert (plan.total, plan.counts.added, plan.to_send, plan.batches) == (2, 2, 2, 1)
    page = PlanFiles(bench.paths.plans).page(plan.id, (), "", 0, 10)
    assert [(c.kind, c.key, c.before, c.after) for c in page.changes] == [
        (ChangeKind.ADDED, "1", None, {"name": "Anna", "origin": "shop"}),
        (ChangeKind.ADDED, "2", None, {"name": "Ben", "origin": "shop"}),
    ]
    assert not (PlanFiles(bench.paths.plans).place(plan.id) / "extract.parquet").exists()


def test_a_later_plan_tells_before_and_after(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben", 3: "Clara", 4: "David"})
    bench.run(destination)
    bench.write({1: "Anna", 2: "Benjamin", 4: "", 5: "Elif"})
    plan = bench.plan()
    counts = plan.counts
    assert (counts.added, counts.changed, counts.removed, counts.unchanged, counts.processed) == (1, 2, 1, 1, 4)
    page = PlanFiles(bench.paths.plans).page(plan.id, (), "", 0, 10)
    assert [(c.kind.value, c.key, c.before and c.before["name"], c.after and c.after["name"]) for c in page.changes] == [
        ("changed", "2", "Ben", "Benjamin"),
        ("changed", "4", "David", None),
        ("added", "5", None, "Elif"),
        ("removed", "3", "Clara", None),
    ]


def test_pages_are_filtered_and_searched(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({n: f"Name {n}" for n in range(1, 31)})
    bench.run(destination)
    bench.write({n: f"Name {n}" for n in range(6, 41)} | {7: "Seven", 8: "50% 'off'"})
    plans, plan = PlanFiles(bench.paths.plans), bench.plan()
    assert plans.page(plan.id, (ChangeKind.REMOVED,), "", 0, 3).total == 5
    assert len(plans.page(plan.id, (ChangeKind.REMOVED,), "", 3, 3).changes) == 2
    assert [c.key for c in plans.page(plan.id, (), "SEVEN", 0, 9).changes] == ["7"]
    assert [c.key for c in plans.page(plan.id, (), "50% 'off'", 0, 9).changes] == ["8"]
    assert plans.page(plan.id, (ChangeKind.ADDED, ChangeKind.CHANGED), "", 0, 9).total == 12


def test_null_empty_and_duplicate_keys_are_set_aside(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    bench.run(destination)
    bench.write("1,Anna\n2,Ben\n2,Bill\n,Nobody\n3,Clara\n")
    plan = bench.plan()
    assert (plan.counts.invalid, plan.counts.added, plan.counts.removed, plan.counts.unchanged) == (3, 1, 0, 1)
    page = PlanFiles(bench.paths.plans).page(plan.id, (ChangeKind.INVALID,), "", 0, 10)
    assert {(c.key, c.reason) for c in page.changes} == {("2", "id stands more than once"), ("", "id is empty")}


@pytest.mark.parametrize(
    ("operation", "added", "changed", "removed"),
    [
        (Operation.UPSERT, 1, 1, 0),
        (Operation.UPDATE, 1, 1, 0),
        (Operation.MIRROR, 1, 1, 1),
        (Operation.CREATE, 1, 0, 0),
        (Operation.APPEND, 1, 0, 0),
        (Operation.DELETE, 1, 0, 0),
    ],
)
def test_each_operation_sends_its_own_changes(
    bench: Bench, destination: ScriptedDestination, operation: Operation, added: int, changed: int, removed: int
) -> None:
    bench.write({1: "Anna", 2: "Ben", 3: "Clara"})
    bench.run(destination, operation=operation)
    bench.write({1: "Anna", 2: "Bill", 4: "David"})
    counts = bench.plan().counts
    assert (counts.added, counts.changed, counts.removed) == (added, changed, removed)


def test_the_same_source_gives_the_same_digest(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    first, again = bench.plan(), bench.plan()
    assert first.digest == again.digest
    assert first.id != again.id
    bench.write({1: "Anna", 2: "Bill"})
    assert bench.plan().digest != first.digest


def test_a_plan_is_stale_once_the_sync_ran_or_was_edited(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna"})
    plan = bench.plan()
    refuse_stale(plan, bench.sync, bench.paths)
    edited = replace(bench.sync, mappings=bench.sync.mappings[:1])
    with pytest.raises(PlanStale, match="was edited"):
        refuse_stale(plan, edited, bench.paths)
    bench.send(plan, destination)
    with pytest.raises(PlanStale, match="has run"):
        refuse_stale(plan, bench.sync, bench.paths)


def test_keys_are_compared_as_text_and_values_keep_their_types(bench: Bench, destination: ScriptedDestination) -> None:
    columns = "i, d, t, ts, b, f, arr"
    row = "2147483648000, 12.50, '2026-02-03', '2026-02-03T04:05:06.7Z', true, 'NaN'::DOUBLE, ['a']"
    import duckdb

    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")
        db.execute(
            f"COPY (SELECT i::BIGINT AS id, d::DECIMAL(9,2) AS d, t::DATE AS t, ts::TIMESTAMPTZ AS ts, b, f, arr "
            f"FROM (VALUES ({row})) v({columns})) TO '{bench.folder / 'typed.parquet'}' (FORMAT parquet)"
        )
    bench.dataset = replace(bench.dataset, table="typed.parquet")
    mappings = (*(FieldMapping(c, column=c) for c in ("d", "t", "ts", "b", "f", "arr")), FieldMapping("n", constant=None))
    bench.run(destination, mappings=mappings)
    assert destination.batches[0].json == [
        '{"key":2147483648000,"d":12.5,"t":"2026-02-03","ts":"2026-02-03T04:05:06.7Z","b":true,"f":null,"arr":["a"],"n":null}'
    ]
    types = {f.name: str(f.type) for f in destination.batches[0].rows.schema}
    assert types["d"] == "decimal128(9, 2)"
    assert types["key"] == "int64"


def test_odd_names_and_values_survive(bench: Bench, destination: ScriptedDestination) -> None:
    odd = "quotes ' \" 😀 \u202e and " + "long " * 2000
    bench.write('1,"' + odd.replace('"', '""') + '"\n')
    field = 'na\'me "😀" $.x'
    key = SyncKey("id", 'the "key"')
    bench.run(destination, key=key, mappings=(FieldMapping(field, column="name"), FieldMapping("c", constant="it's")))
    assert destination.held[1] == {'the "key"': 1, field: odd, "c": "it's"}
    bench.write("2,b\n")
    bench.run(destination)
    assert list(destination.held) == [2]
    assert destination.batches[-1].json == ['{"the \\"key\\"": 1}'.replace(": ", ":")]


def test_a_source_that_is_gone_leaves_no_half_plan(bench: Bench) -> None:
    bench.write({1: "Anna"})
    (bench.folder / "people.csv").rename(bench.folder / "moved.csv")
    with pytest.raises(SourceError, match="no longer in"):
        bench.plan()
    (bench.folder / "moved.csv").rename(bench.folder / "people.csv")
    with pytest.raises(ConfigError, match="no column “surname”"):
        bench.plan(mappings=(FieldMapping("name", column="surname"),))
    assert list(bench.paths.plans.iterdir()) == []


def test_cancel_while_reading(bench: Bench) -> None:
    bench.write(dict.fromkeys(range(1000), "x"))
    bench.cancel.cancel()
    with pytest.raises(Cancelled):
        bench.plan()
    assert list(bench.paths.plans.iterdir()) == []


def test_a_disk_that_refuses_is_told_in_words(bench: Bench) -> None:
    bench.write({1: "Anna"})
    bench.paths.plans.write_text("in the way")
    with pytest.raises(StoreError, match="disk did not take the work"):
        bench.plan()


def test_only_plans_in_use_are_kept(bench: Bench) -> None:
    bench.write({1: "Anna"})
    plans = PlanFiles(bench.paths.plans)
    made = []
    for _ in range(4):
        made.append(bench.plan())
        bench.clock.advance(1)
    plans.prune("sync", keep=frozenset({made[0].id}))
    assert [plans.exists(p.id) for p in made] == [True, False, False, True]
    assert plans.find("sync", made[3].digest[:12]) is not None
    assert plans.find("sync", "abc") is None
    assert plans.find("other", made[3].digest) is None


def test_a_delete_is_its_key_alone(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna"})
    bench.run(destination, operation=Operation.DELETE, mappings=(*bench.sync.mappings, FieldMapping("by", run="id")))
    assert list(destination.batches[0].json) == ['{"key":1}']
    assert destination.batches[0].rows.schema.names == ["key"]


def test_a_plan_that_was_made_while_a_run_ended_is_stale(bench: Bench, destination: ScriptedDestination) -> None:
    class Meanwhile(CancelToken):
        """Once the plan has looked at the state, a run of another process ends."""

        def check(self) -> None:
            if bench.cancel is self and bench.progress[-1:] and bench.progress[-1].phase == "comparing":
                bench.cancel = CancelToken()
                bench.run(destination)

    bench.write({1: "Anna"})
    bench.sync = replace(bench.sync, operation=Operation.APPEND)
    bench.cancel = Meanwhile()
    plan = bench.plan()
    assert (plan.counts.added, len(destination.batches)) == (1, 1)
    with pytest.raises(PlanStale, match="has run"):
        refuse_stale(plan, bench.sync, bench.paths)


def test_a_swap_tells_that_it_lets_go_of_members_that_are_invalid_now(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    bench.run(destination, removal=Removal.SWAP)
    bench.write("1,Anna\n2,Ben\n2,Bill\n")
    assert bench.plan().to_send == 0, "nothing else differs, so they stay"
    bench.write("1,Anna\n2,Ben\n2,Bill\n3,Clara\n")
    counts = bench.plan().counts
    assert (counts.added, counts.unchanged, counts.removed, counts.invalid) == (1, 1, 1, 2)


def test_half_a_page_is_no_plan(bench: Bench) -> None:
    bench.write({1: "Anna"})
    plans, whole, half = PlanFiles(bench.paths.plans), bench.plan(), bench.plan()
    page = plans.place(half.id) / "page.json"
    page.write_text(page.read_text(encoding="utf-8")[:50], encoding="utf-8")
    found = plans.find("sync", whole.digest)
    assert found is not None
    assert found.id == whole.id
    plans.prune("sync", keep=frozenset())

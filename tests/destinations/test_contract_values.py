"""Every built-in destination: fields, and what becomes of their values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa

from census_desktop.domain.model import Operation, Removal
from tests.destinations.batches import run
from tests.destinations.contract import Row
from tests.destinations.contract_cases import able, for_each, having, letting_go_by
from tests.destinations.contract_session import Open


def test_a_null_that_is_not_to_be_sent_keeps_the_value(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    rows = [{"id": 1, "name": None}, {"id": 2, "name": None}, {"id": 3, "name": "FR"}]
    there.run((Operation.UPSERT, rows), rules={"keep_if_null": ["name"]})
    assert there.names() == {"1": "DE", "2": None, "3": "FR"}


@having(Operation.UPDATE, Operation.UPSERT)
def test_an_update_keeps_a_value_whose_null_is_not_to_be_sent(session: Open) -> None:
    there = session(Operation.UPDATE)
    session(Operation.UPSERT).run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    rows = [{"id": 1, "name": None}, {"id": 2, "name": "IT"}, {"id": 3, "name": "PL"}]
    there.run((Operation.UPDATE, rows), rules={"keep_if_null": ["name"]})
    assert there.names() == {"1": "DE", "2": "IT"}


@for_each(Operation.UPSERT, Operation.UPDATE, able=lambda a: a.only_if_empty)
def test_set_only_if_empty_keeps_what_is_there(session: Open, operation: Operation) -> None:
    there = session(operation)
    first = [{"id": 1, "name": "DE"}, {"id": 2, "name": None}, {"id": 3, "name": ""}]
    session(Operation.UPSERT).run((Operation.UPSERT, first))
    rows = [{"id": n, "name": "FR"} for n in range(1, 5)]
    for _ in range(2):
        there.run((operation, rows), rules={"only_if_empty": ["name"]})
    made = {"4": "FR"} if operation is Operation.UPSERT else {}
    assert there.names() == {"1": "DE", "2": "FR", "3": "FR", **made}
    there.run((operation, [{"id": 1, "name": "IT"}]))
    assert there.names()["1"] == "IT"


@letting_go_by(Removal.NULL_OUT)
def test_batches_of_one_run_may_have_rules_of_their_own(session: Open) -> None:
    there = session(Operation.MIRROR, Removal.NULL_OUT)
    emptied = Operation.UPDATE if Operation.UPDATE in there.spec.operations else Operation.UPSERT
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    rules = {"keep_if_null": ["name"]}
    batches = there.batches((Operation.UPSERT, [{"id": 1, "name": None}]), rules=rules)
    run(there.writer(), *batches, *there.batches((emptied, [{"id": 2, "name": None}])))
    assert there.names() == {"1": "DE", "2": None}


ODD = {
    "1": 'O\'Brien "the" %s {0} \\ $1',
    "2": "👩‍👩‍👧 Zoë 日本 \u202eעברית",
    "3": "two\nlines, tab\there; and\r\nmore",
    "4": "x" * 10_000,
    "5": " spaces around ",
    "6": "NULL",
    "7": '"}],"rejected":[{"id":1}]',
}


@able(lambda a: a.open_fields)
def test_odd_characters_arrive_as_they_are(session: Open) -> None:
    there = session(Operation.UPSERT)
    rejected = there.run((Operation.UPSERT, [{"id": int(k), "note": v} for k, v in ODD.items()]), note=pa.string())
    assert rejected == [{}]
    assert {k: row["note"] for k, row in there.rows().items()} == ODD


@able(lambda a: a.open_fields)
def test_a_nul_character_arrives_or_is_rejected_with_a_reason(session: Open) -> None:
    there = session(Operation.UPSERT)
    rows = [{"id": 1, "note": "fine"}, {"id": 2, "note": "a\0b"}, {"id": 3, "note": "fine too"}]
    (rejected,) = there.run((Operation.UPSERT, rows), note=pa.string())
    if there.case.keeps_nul:
        assert rejected == {}
        assert there.rows()["2"]["note"] == "a\0b"
    else:
        assert list(rejected) == [1]
        assert "note" in rejected[1]
        assert "a" + "\0" not in rejected[1]
        assert set(there.rows()) == {"1", "3"}


@able(lambda a: a.open_fields)
def test_types_keep_their_values(session: Open) -> None:
    there = session(Operation.UPSERT)
    row: Row = {
        "id": 2**53 + 1,
        "born": date(1958, 2, 28),
        "seen": datetime(2026, 3, 29, 1, 30, 15, tzinfo=UTC),
        "spent": Decimal("1234567.89"),
        "opted_in": True,
        "visits": -(2**63),
        "score": 0.1,
    }
    there.run(
        (Operation.UPSERT, [row, {"id": 5}]),
        born=pa.date32(),
        seen=pa.timestamp("us", "UTC"),
        spent=pa.decimal128(12, 2),
        opted_in=pa.bool_(),
        visits=pa.int64(),
        score=pa.float64(),
    )
    found = there.rows()
    full = found[str(2**53 + 1)]
    assert full["born"] == "1958-02-28"
    seen = full["seen"]
    assert seen is not None
    assert datetime.fromisoformat(seen).replace(tzinfo=UTC) == row["seen"]
    assert (full["spent"], full["visits"], full["score"]) == ("1234567.89", str(-(2**63)), "0.1")
    assert full["opted_in"] in ("1", "true")
    assert [found["5"].get(n) for n in ("born", "seen", "spent", "opted_in", "visits", "score")] == [None] * 6


def test_null_clears_a_value(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    there.run((Operation.UPSERT, [{"id": 1, "name": None}]))
    assert there.names() == {"1": None, "2": "FR"}


OLD = "kept from before"


@able(lambda a: a.adds_fields)
def test_a_new_field_is_added_and_a_dropped_one_keeps_its_values(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE", "old": OLD}, {"id": 2, "name": "FR", "old": OLD}]), old=pa.string())
    there.run((Operation.UPSERT, [{"id": 1, "name": "IT", "new": "fresh"}, {"id": 3, "name": "PL"}]), new=pa.string())
    rows = there.rows()
    assert (rows["1"]["name"], rows["1"]["old"], rows["1"]["new"]) == ("IT", OLD, "fresh")
    assert (rows["2"]["name"], rows["2"]["old"], rows["2"].get("new")) == ("FR", OLD, None)
    assert (rows["3"]["name"], rows["3"].get("old"), rows["3"].get("new")) == ("PL", None, None)

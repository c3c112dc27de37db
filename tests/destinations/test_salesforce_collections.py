"""Salesforce: records by external id and by record id, a result for each record of a reply 200, locks, and values."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations.salesforce.fields import quoted
from census_desktop.domain.errors import BatchRejected, ConfigError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Reply, Target
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.fakes.salesforce import with_checksum
from tests.destinations.fakes.vendor import Said
from tests.destinations.salesforce_room import BULK, SCHEMA, UPSERT, SomeOrg, done, person, the_org  # noqa: F401  the fixture


@pytest.mark.parametrize("way", ["send", "bulk"])
def test_a_record_that_was_given_another_key_is_not_deleted_for_the_old_one(org: SomeOrg, way: str) -> None:
    """The same person under the new key may have come in the same run."""
    org.send(person(1), person(2))
    moved = org.ids.ids["Contact by Number__c", "c-1"]
    org.vendor.records["Contact"][moved]["Number__c"] = "C-9"
    assert getattr(org, way)(person(1), person(2), by=Operation.DELETE) == Reply()
    assert list(org.vendor.records["Contact"]) == [moved]
    assert not [key for _, key in org.ids.ids if key in ("c-1", "c-2")]


@pytest.mark.parametrize("way", ["send", "bulk"])
def test_a_record_that_was_made_anew_under_its_key_is_the_one_that_is_deleted(org: SomeOrg, way: str) -> None:
    org.send(person(1))
    del org.vendor.records["Contact"][org.ids.ids["Contact by Number__c", "c-1"]]
    org.vendor.add("Contact", Number__c="C-1", LastName="Again")
    assert getattr(org, way)(person(1), by=Operation.DELETE) == Reply()
    assert not org.vendor.records["Contact"]


# Collections ----------------------------------------------------------------------------------------------------------


def test_records_are_made_and_updated_by_external_id(org: SomeOrg) -> None:
    there = org.vendor.add("Contact", Number__c="C-1", LastName="Old")
    assert org.send(person(1), person(2)) == Reply()
    assert org.vendor.records["Contact"][there]["LastName"] == "Person 1"
    assert org.vendor.one("Contact", Number__c="C-2")
    (call,) = org.vendor.called(UPSERT)
    assert call.json == {
        "allOrNone": False,
        "records": [{"attributes": {"type": "Contact"}, **person(1)}, {"attributes": {"type": "Contact"}, **person(2)}],
    }
    assert org.ids.ids["Contact by Number__c", "c-1"] == there


def test_of_a_reply_200_exactly_the_record_that_failed_is_rejected(org: SomeOrg) -> None:
    rows = [person(n) for n in range(5)]
    rows[2]["LastName"] = "Keller" + "x" * 80
    reply = org.send(*rows)
    assert list(reply.rejected) == [2]
    assert "STRING_TOO_LONG" in reply.rejected[2]
    assert "LastName" in reply.rejected[2]
    assert "Keller" not in reply.rejected[2]
    assert not reply.unknown
    assert len(org.vendor.records["Contact"]) == 4


def test_records_without_a_result_are_unknown(org: SomeOrg) -> None:
    org.vendor.fail_next(Said(200, [{"id": "003xx0000000001AAA", "success": True, "errors": []}]), path=UPSERT)
    assert list(org.send(person(1), person(2)).unknown) == [1]
    org.vendor.fail_next(Said(200, {"odd": True}), path=UPSERT)
    assert list(org.send(person(1), person(2)).unknown) == [0, 1]


def test_an_external_id_of_several_records_is_ambiguous_and_touches_none(org: SomeOrg) -> None:
    schema = schema_of(Email=pa.string(), LastName=pa.string())
    row = {"Email": "ann@x.example", "LastName": "New"}
    for _ in range(2):
        org.vendor.add("Contact", Email="ann@x.example", LastName="Old")
    for by in (Operation.UPSERT, Operation.UPDATE, Operation.DELETE):
        reply = org.send(row, by=by, schema=schema)
        assert list(reply.rejected) == [0]
        assert "Several records" in reply.rejected[0]
    assert [r["LastName"] for r in org.vendor.records["Contact"].values()] == ["Old", "Old"]
    org.vendor.fail_next(Said(300, ["/services/data/v64.0/sobjects/Contact/003"]), path=r"Contact/Email")
    with pytest.raises(BatchRejected, match="Several records"):
        org.send(row, schema=schema)


def test_the_same_key_twice_is_sent_once(org: SomeOrg) -> None:
    reply = org.send(person(1), {"Number__c": "c-1", "LastName": "Other"}, person(2))
    assert list(reply.rejected) == [1]
    assert len(org.vendor.called(UPSERT)[0].json["records"]) == 2
    cars = schema_of(Vin__c=pa.string(), Model__c=pa.string())
    assert org.send({"Vin__c": "Ab1"}, {"Vin__c": "ab1"}, object_="Car__c", schema=cars) == Reply(), "case counts there"


def test_locked_records_are_sent_again_later_in_smaller_calls_and_nothing_twice(org: SomeOrg) -> None:
    rows = [person(n) for n in range(120)]
    for n in range(60):
        org.vendor.locked[f"C-{n}"] = 1
    writer, batch = org.writer(Operation.CREATE), batch_of(SCHEMA, rows, Operation.CREATE)
    with pytest.raises(TransientError, match="60 records locked") as failure:
        send(writer, batch)
    assert failure.value.retry_after is None
    assert send(writer, batch) == Reply()
    assert [len(c.json["records"]) for c in org.vendor.called("POST .*/composite/sobjects")] == [120, 50, 10]
    assert len(org.vendor.records["Contact"]) == 120


def test_a_record_that_stays_locked_is_rejected_in_the_end_and_the_others_are_taken(org: SomeOrg) -> None:
    org.vendor.locked["C-1"] = 99
    writer, batch = org.writer(), batch_of(SCHEMA, [person(1), person(2)])
    for _ in range(2):
        with pytest.raises(TransientError):
            send(writer, batch)
    reply = send(writer, batch)
    assert list(reply.rejected) == [0]
    assert "The next run sends it again" in reply.rejected[0]
    assert org.vendor.one("Contact", Number__c="C-2")


def test_limits_of_triggers_mean_smaller_calls(org: SomeOrg) -> None:
    said = "trigger.Contact: System.LimitException: Too many SOQL queries: 101"
    fault = {
        "success": False,
        "errors": [{"statusCode": "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "message": said, "fields": []}],
    }
    org.vendor.fail_next(Said(200, [fault] * 60), path=UPSERT)
    writer, batch = org.writer(), batch_of(SCHEMA, [person(n) for n in range(60)])
    with pytest.raises(TransientError):
        send(writer, batch)
    assert send(writer, batch) == Reply()
    assert [len(c.json["records"]) for c in org.vendor.called(UPSERT)] == [60, 50, 10]


def test_update_only_finds_ids_once_and_makes_nobody(org: SomeOrg) -> None:
    org.vendor.add("Contact", Number__c="C-1", LastName="Old")
    for _ in range(2):
        reply = org.send(person(1), person(2), by=Operation.UPDATE)
        assert (reply.rejected, reply.unknown) == ({}, {})
        assert reply.notes == ("1 record is not in Salesforce and was not made.",)
    assert [r["LastName"] for r in org.vendor.records["Contact"].values()] == ["Person 1"]
    asked = [c.one("q") for c in org.vendor.called("/query")]
    assert asked[1].endswith("WHERE Number__c IN ('c-2')"), "an id that is known is not looked up"


def test_create_and_delete(org: SomeOrg) -> None:
    org.vendor.add("Contact", Number__c="C-9", LastName="Stays")
    assert org.send(person(1), person(2), by=Operation.CREATE) == Reply()
    assert org.send(person(1), person(7), by=Operation.DELETE) == Reply()
    assert {r["Number__c"] for r in org.vendor.records["Contact"].values()} == {"C-2", "C-9"}
    assert len(org.vendor.bin) == 1
    assert ("Contact by Number__c", "c-1") not in org.ids.ids
    (gone,) = org.vendor.called("DELETE")
    assert gone.one("allOrNone") == "false"


def test_what_is_deleted_already_has_left_and_what_cannot_be_deleted_is_rejected(org: SomeOrg) -> None:
    gone = org.vendor.add("Contact", Number__c="C-1")
    kept = org.vendor.add("Contact", Number__c="C-2")
    org.ids.remember("Contact by Number__c", {"c-1": gone})
    del org.vendor.records["Contact"][gone]
    org.vendor.locked[kept] = 3
    writer, batch = org.writer(Operation.DELETE), batch_of(SCHEMA, [person(1), person(2)], Operation.DELETE)
    for _ in range(2):
        with pytest.raises(TransientError):
            send(writer, batch)
    assert list(send(writer, batch).rejected) == [1]
    assert ("Contact by Number__c", "c-1") not in org.ids.ids


def test_an_id_that_is_gone_is_rejected_once_and_looked_up_anew(org: SomeOrg) -> None:
    org.ids.remember("Contact by Number__c", {"c-1": with_checksum("003xx0000000099")})
    assert list(org.send(person(1), by=Operation.UPDATE).rejected) == [0]
    there = org.vendor.add("Contact", Number__c="C-1")
    assert org.send(person(1), by=Operation.UPDATE) == Reply()
    assert org.vendor.records["Contact"][there]["LastName"] == "Person 1"


def test_record_ids_of_15_and_18_characters_are_one_and_only_update_or_delete(org: SomeOrg) -> None:
    id_ = org.vendor.add("Contact", LastName="Old")
    schema = schema_of(Id=pa.string(), LastName=pa.string())
    reply = org.send({"Id": id_[:15], "LastName": "New"}, {"Id": id_, "LastName": "Newer"}, by=Operation.UPDATE, schema=schema)
    assert list(reply.rejected) == [1]
    assert org.vendor.records["Contact"][id_]["LastName"] == "New"
    assert not org.vendor.called("/query")
    with pytest.raises(ConfigError, match="only be updated or deleted"):
        org.send({"Id": id_, "LastName": "New"}, schema=schema)


@pytest.mark.parametrize("config", [{}, BULK])
@pytest.mark.parametrize("by", [Operation.UPSERT, Operation.UPDATE])
def test_fields_may_be_set_only_where_they_are_empty(org: SomeOrg, by: Operation, config: dict[str, Any]) -> None:
    acme = org.vendor.add("Account", Name="Acme", Number__c=7.0)
    other = org.vendor.add("Account", Name="Other", Number__c=8.0)
    org.vendor.add("Contact", Number__c="C-1", LastName="Theirs", AccountId=other)
    org.vendor.add("Contact", Number__c="C-2", FirstName="Theirs")
    schema = pa.schema([(n, pa.string()) for n in ("Number__c", "LastName", "FirstName")] + [("Account.Number__c", pa.int64())])
    rows = [{**person(n), "FirstName": "Ours", "Account.Number__c": 7} for n in (1, 2)]
    batch = batch_of(schema, rows, by, only_if_empty=["LastName", "FirstName", "Account.Number__c"])
    writer = org.writer(by, schema=schema, **config)
    assert (done(writer, batch) if config else send(writer, batch)) == Reply()
    there = [(r["LastName"], r["FirstName"], r["AccountId"]) for r in org.vendor.records["Contact"].values()]
    assert there == [("Theirs", "Ours", other), ("Person 2", "Theirs", acme)]


def test_values_take_the_form_of_their_fields(org: SomeOrg) -> None:
    org.vendor.add("Account", Name="Acme", Number__c=7.0)
    schema = pa.schema(
        [
            ("Number__c", pa.int64()),
            ("LastName", pa.int64()),
            ("Score__c", pa.float64()),
            ("Birthdate", pa.timestamp("s", "UTC")),
            ("Seen__c", pa.date32()),
            ("Vip__c", pa.string()),
            ("FirstName", pa.list_(pa.string())),
            ("Account.Number__c", pa.int64()),
            ("Email", pa.string()),
        ]
    )
    at = dt.datetime(2000, 1, 31, 5, tzinfo=dt.UTC)
    row = {"Number__c": 5, "LastName": 12, "Score__c": 7.5, "Birthdate": at, "Seen__c": dt.date(2026, 11, 24), "Vip__c": "TRUE"}
    assert org.send({**row, "FirstName": ["a", "b"], "Account.Number__c": 7, "Email": None}, schema=schema) == Reply()
    (sent,) = org.vendor.called(UPSERT)[0].json["records"]
    assert sent == {
        "attributes": {"type": "Contact"},
        "Number__c": "5",
        "LastName": "12",
        "Score__c": 7.5,
        "Birthdate": "2000-01-31",
        "Seen__c": "2026-11-24T00:00:00Z",
        "Vip__c": True,
        "FirstName": "a;b",
        "Account": {"Number__c": 7},
        "Email": None,
    }
    (made,), (acme,) = org.vendor.records["Contact"].values(), org.vendor.records["Account"]
    assert made["AccountId"] == acme


@pytest.mark.parametrize("number", ["7", "7.0", " 7 "])
def test_a_text_that_is_a_number_goes_as_one(org: SomeOrg, number: str) -> None:
    schema = schema_of(Number__c=pa.string(), Name=pa.string())
    assert org.send({"Number__c": number, "Name": "New"}, object_="Account", schema=schema) == Reply()
    (sent,) = org.vendor.called("PATCH")[0].json["records"]
    assert sent["Number__c"] == 7
    assert list(org.ids.ids) == [("Account by Number__c", "7")]
    reply = org.send(
        {"Number__c": "7) OR (Name != null"}, {"Number__c": "NaN"}, by=Operation.UPDATE, object_="Account", schema=schema
    )
    assert reply.notes == ("2 records are not in Salesforce and were not made.",)
    assert not org.vendor.called("/query")


def test_a_key_that_is_a_number_is_asked_for_as_a_number(org: SomeOrg) -> None:
    org.vendor.add("Account", Number__c=7.0, Name="Old")
    schema = schema_of(Number__c=pa.float64(), Name=pa.string())
    assert org.send({"Number__c": 7.0, "Name": "New"}, by=Operation.UPDATE, object_="Account", schema=schema) == Reply()
    assert org.vendor.called("/query")[0].one("q").endswith("IN (7)")
    assert org.vendor.one("Account", Name="New")


def test_keys_cannot_break_out_of_a_query_and_long_lists_take_several(org: SomeOrg) -> None:
    evil = "x') OR Name LIKE '%\\"
    org.vendor.add("Contact", Number__c=evil, LastName="Old")
    rows = [{"Number__c": evil, "LastName": "New"}] + [{"Number__c": f"{n:060d}", "LastName": "x"} for n in range(199)]
    org.send(*rows, by=Operation.UPDATE)
    assert org.vendor.one("Contact", LastName="New")
    assert 2 <= len(org.vendor.called("/query")) <= 4
    assert quoted("a'b\\") == "'a\\'b\\\\'"


def test_without_a_memory_of_ids_they_are_looked_up_each_time(org: SomeOrg) -> None:
    org.vendor.add("Contact", Number__c="C-1")
    destination = org.open()
    destination._ids = None
    writer = destination.open(Target("Contact", Operation.UPDATE, "Number__c"), SCHEMA)
    for _ in range(2):
        assert send(writer, batch_of(SCHEMA, [person(1)], Operation.UPDATE)) == Reply()
    assert len(org.vendor.called("/query")) == 2

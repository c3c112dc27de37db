"""The Custom Destination API: records as its documents show them, and results matched to whom they belong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import DestinationError
from census_desktop.domain.model import Operation
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.census_api_room import (
    ANNA,
    BERT,
    CLEO,
    PEOPLE,
    Open,
    the_open_,  # noqa: F401  the fixture
    the_server,  # noqa: F401  the fixture
    writer_for,
)
from tests.destinations.fakes.census_api import CensusServer, field

# Records ------------------------------------------------------------------------------------------------------------------


def test_records_go_out_as_the_documents_show(server: CensusServer, open_: Open) -> None:
    reply = send(writer_for(open_()), batch_of(PEOPLE, [ANNA, BERT]))
    assert (reply.rejected, reply.unknown, reply.accepted) == ({}, {}, False)
    request = json.loads(server.called("#sync_batch")[0].body)
    assert request["params"] == {
        "sync_plan": {
            "object": {"object_api_name": "customer", "label": "Customers"},
            "operation": "upsert",
            "schema": {
                "email": {"active_identifier": True, "field": field("email", identifier=True, required=True)},
                "name": {"active_identifier": False, "field": field("name", required=True)},
            },
        },
        "records": [ANNA, BERT],
    }
    assert len({json.loads(c.body)["id"] for c in server.calls}) == len(server.calls)


def test_values_travel_as_their_fields_type_and_exactly(server: CensusServer, open_: Open) -> None:
    schema = schema_of(
        number=pa.decimal128(10, 0),
        email=pa.string(),
        name=pa.int64(),
        vip=pa.bool_(),
        spent=pa.decimal128(38, 10),
        score=pa.decimal128(5, 2),
        born=pa.timestamp("us", "UTC"),
        seen_at=pa.date32(),
        tags=pa.list_(pa.string()),
    )
    row = {
        "number": Decimal(7),
        "email": "anna@mail.example",
        "name": 12,
        "vip": True,
        "spent": Decimal("1234567890123456789.1234567891"),
        "score": Decimal("1.25"),
        "born": datetime(1990, 5, 1, tzinfo=UTC),
        "seen_at": date(2026, 11, 24),
        "tags": ["a", "b"],
    }
    reply = send(writer_for(open_(), schema), batch_of(schema, [row, {"number": Decimal(8), "name": 3, "tags": None}]))
    assert reply.rejected == {}
    assert server.stored["customer"]["7"] == {
        "number": 7,
        "email": "anna@mail.example",
        "name": "12",
        "vip": True,
        "spent": "1234567890123456789.1234567891",
        "score": 1.25,
        "born": "1990-05-01",
        "seen_at": "2026-11-24T00:00:00Z",
        "tags": ["a", "b"],
    }
    assert server.stored["customer"]["8"]["spent"] is None


def test_a_single_value_for_a_field_of_lists_is_a_list_of_one(server: CensusServer, open_: Open) -> None:
    schema = schema_of(email=pa.string(), name=pa.string(), tags=pa.string())
    assert send(writer_for(open_(), schema), batch_of(schema, [{**ANNA, "tags": "new"}])).rejected == {}
    assert server.stored["customer"]["anna@mail.example"]["tags"] == ["new"]


def test_new_fields_are_described_by_their_columns(server: CensusServer, open_: Open) -> None:
    schema = schema_of(
        event_id=pa.string(), price=pa.decimal128(9, 2), at=pa.timestamp("us", "UTC"), seats=pa.list_(pa.int64())
    )
    row = {"event_id": "e1", "price": Decimal("9.50"), "at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "seats": [1, 2]}
    assert (
        send(writer_for(open_(), schema, Operation.CREATE, "event"), batch_of(schema, [row], Operation.CREATE)).rejected == {}
    )
    sent = {name: part["field"] for name, part in server.plans[-1]["schema"].items()}
    assert {n: (f["type"], f["array"]) for n, f in sent.items()} == {
        "event_id": ("string", False),
        "price": ("decimal", False),
        "at": ("date_time", False),
        "seats": ("integer", True),
    }
    assert server.stored["event"]["e1"]["price"] == "9.50"


def test_create_is_called_insert(server: CensusServer, open_: Open) -> None:
    writer = writer_for(open_(), PEOPLE, Operation.CREATE)
    send(writer, batch_of(PEOPLE, [ANNA], Operation.CREATE))
    send(writer, batch_of(PEOPLE, [{**ANNA, "name": "Another"}], Operation.CREATE))
    assert server.plans[-1]["operation"] == "insert"
    assert server.stored["customer"]["anna@mail.example"]["name"] == "Anna"


def test_a_mirror_upserts_and_deletes_by_the_identifier_alone(server: CensusServer, open_: Open) -> None:
    writer = writer_for(open_(), PEOPLE, Operation.MIRROR)
    send(writer, batch_of(PEOPLE, [ANNA, BERT]))
    assert send(writer, batch_of(PEOPLE, [ANNA], Operation.DELETE)).rejected == {}
    assert [p["operation"] for p in server.plans] == ["upsert", "delete"]
    assert list(server.plans[-1]["schema"]) == ["email"]
    assert set(server.stored["customer"]) == {"bert@mail.example"}


def test_fields_that_are_to_keep_what_they_have_are_not_in_the_plan_of_those_records(server: CensusServer, open_: Open) -> None:
    schema = schema_of(email=pa.string(), name=pa.string(), vip=pa.bool_())
    writer = writer_for(open_(), schema)
    send(writer, batch_of(schema, [{**ANNA, "vip": True}]))
    rows = [ANNA, {**BERT, "vip": False}, {**CLEO, "name": ""}]
    reply = send(writer, batch_of(schema, rows, keep_if_null=["vip"]))
    assert list(reply.rejected) == [2]
    assert [list(p["schema"]) for p in server.plans[1:]] == [["email", "name"], ["email", "name", "vip"]]
    assert server.stored["customer"]["anna@mail.example"]["vip"] is True


# Results ------------------------------------------------------------------------------------------------------------------


def results(server: CensusServer, change: Callable[[list[dict[str, Any]]], Any]) -> None:
    """Change the results of every batch."""

    def alter(method: str, said: dict[str, Any]) -> Any:
        if method == "sync_batch":
            said["result"]["record_results"] = change(said["result"]["record_results"])
        return said

    server.alter = alter


def test_results_are_matched_by_identifier_in_any_order(server: CensusServer, open_: Open) -> None:
    results(server, lambda r: r[::-1])
    reply = send(writer_for(open_()), batch_of(PEOPLE, [ANNA, {**BERT, "name": ""}, CLEO]))
    assert list(reply.rejected) == [1]


@pytest.mark.parametrize("shape", [str, float, int])
def test_an_identifier_may_come_back_as_another_type(server: CensusServer, open_: Open, shape: Callable[[int], Any]) -> None:
    schema = schema_of(number=pa.int64(), email=pa.string(), name=pa.string())
    results(server, lambda r: [{**item, "identifier": shape(item["identifier"])} for item in r])
    rows = [{"number": 7, **ANNA}, {"number": 8, **BERT, "name": ""}]
    assert list(send(writer_for(open_(), schema), batch_of(schema, rows)).rejected) == [1]


def test_a_record_without_a_result_is_unknown(server: CensusServer, open_: Open) -> None:
    results(server, lambda r: [r[0], {"identifier": r[1]["identifier"]}])
    reply = send(writer_for(open_()), batch_of(PEOPLE, [ANNA, BERT, CLEO]))
    assert (reply.rejected, list(reply.unknown)) == ({}, [1, 2])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda r: [*r, r[0]], "two results for the same identifier"),
        (lambda r: [*r, {"identifier": "zoe@mail.example", "success": True}], "was not in the batch"),
        (lambda r: [{"success": True}], "was not in the batch"),
        (lambda r: {"email": True}, "not a list of objects"),
        (lambda r: ["fine"], "not a list of objects"),
        (lambda r: None, "not a list of objects"),
    ],
)
def test_results_that_name_nobody_or_one_twice_fail_the_run(
    server: CensusServer, open_: Open, change: Callable[[Any], Any], why: str
) -> None:
    results(server, change)
    with pytest.raises(DestinationError, match=why) as failure:
        send(writer_for(open_()), batch_of(PEOPLE, [ANNA]))
    assert type(failure.value) is DestinationError
    assert failure.value.kept
    assert failure.value.hint
    assert "zoe" not in str(failure.value)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Keller <anna@mail.example> spent 54321", "••• <•••> spent •••"),
        ({"errors": ["Keller is known"]}, '{"errors": ["••• is known"]}'),
        (None, "The server gave no reason."),
        ("", "The server gave no reason."),
    ],
)
def test_reasons_repeat_nothing_of_the_record(server: CensusServer, open_: Open, message: Any, reason: str) -> None:
    schema = schema_of(email=pa.string(), name=pa.string(), spent=pa.decimal128(9, 0))
    results(server, lambda r: [{**item, "success": False, "error_message": message} for item in r])
    row = {"email": "anna@mail.example", "name": "Keller", "spent": Decimal(54321)}
    assert send(writer_for(open_(), schema), batch_of(schema, [row])).rejected == {0: reason}

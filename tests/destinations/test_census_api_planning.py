"""The Custom Destination API: objects, fields and behaviours as the server names them, and the speed that it asks for."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target
from tests.destinations.batches import schema_of
from tests.destinations.census_api_room import Open, the_open_, the_server, writer_for  # noqa: F401  the fixture
from tests.destinations.fakes.census_api import CensusServer
from tests.destinations.fakes.vendor import Said

# Planning -----------------------------------------------------------------------------------------------------------------


def test_objects_fields_and_behaviours_are_those_of_the_server(open_: Open) -> None:
    customer, event = open_().objects()
    assert (customer.name, customer.label, event.name) == ("customer", "Customers", "event")
    assert customer.operations == (Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.MIRROR)
    assert customer.removals == (Removal.REMOVE, Removal.NULL_OUT)
    assert customer.keys == ("email", "number")
    assert not customer.open_fields
    fields = {f.name: f for f in customer.fields}
    assert {n: f.type for n, f in fields.items() if f.type != "text"} == {
        "number": "integer",
        "vip": "boolean",
        "spent": "number",
        "score": "number",
        "born": "date",
        "seen_at": "datetime",
        "tags": "any",
        "made_at": "datetime",
    }
    assert [n for n, f in fields.items() if f.required] == ["email", "name"]
    assert [n for n, f in fields.items() if f.read_only] == ["made_at"]
    assert event.operations == (Operation.CREATE,)
    assert event.open_fields


def test_what_nobody_can_write_is_not_offered(server: CensusServer, open_: Open) -> None:
    server.fields["event"][0]["identifier"] = False
    assert [o.name for o in open_().objects()] == ["customer"]  # plans know an unknown operation only


def test_required_is_only_what_makes_a_record(server: CensusServer, open_: Open) -> None:
    server.operations["customer"] = ["update"]
    customer = open_().objects()[0]
    assert not any(f.required for f in customer.fields)
    writer = writer_for(open_(), schema_of(email=pa.string(), vip=pa.bool_()), Operation.UPDATE)
    assert writer.limits.batch_rows == 200


@pytest.mark.parametrize(
    ("target", "names", "why"),
    [
        (Target("customer", Operation.APPEND, "email"), ("email", "name"), "does not support “Append”"),
        (Target("customer", Operation.UPSERT, "name"), ("name", "email"), "cannot be the key"),
        (Target("customer", Operation.UPSERT, "email"), ("email", "name", "shoe"), "has no field shoe"),
        (Target("customer", Operation.UPSERT, "email"), ("email", "vip"), "requires name"),
        (Target("customer", Operation.UPSERT, "email"), ("email", "name", "made_at"), "cannot write made_at"),
        (Target("customer", Operation.UPDATE, "email"), ("email", "name", "made_by"), "“Update only” cannot write made_by"),
        (Target("customer", Operation.MIRROR, "email", removal=Removal.SWAP), ("email", "name"), "cannot let go"),
        (Target("customer", Operation.MIRROR, "email", removal=Removal.NULL_OUT), ("email", "name"), "name must have a value"),
        (Target("plan", Operation.UPSERT, "code"), ("code",), "nothing that is known here"),
    ],
)
def test_a_sync_that_does_not_fit_is_refused_before_anything_is_sent(
    server: CensusServer, open_: Open, target: Target, names: tuple[str, ...], why: str
) -> None:
    with pytest.raises(ConfigError) as failure:
        open_().open(target, schema_of(**dict.fromkeys(names, pa.string())))
    assert why in str(failure.value)
    assert failure.value.hint
    assert not server.called("#sync_batch")


def test_an_object_that_is_gone_is_named_with_those_that_are_there(open_: Open) -> None:
    with pytest.raises(DestinationError, match="no object “people”") as failure:
        writer_for(open_(), object_="people")
    assert "customer, event, plan" in failure.value.hint


def test_nothing_is_written_to_find_out_and_only_the_object_is_asked_about(server: CensusServer, open_: Open) -> None:
    writer_for(open_())
    assert [c.path.partition("#")[2] for c in server.calls] == [
        "list_objects",
        "list_fields",
        "supported_operations",
        "get_sync_speed",
    ]


# Speed --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("speed", "headers", "expected"),
    [
        ({"maximum_batch_size": 200, "maximum_records_per_second": 100, "maximum_parallel_batches": 4}, {}, (200, 4, 0.5)),
        ({"maximum_batch_size": 5, "maximum_records_per_second": 100, "maximum_parallel_batches": 8}, {}, (5, 8, 20)),
        (
            {"maximum_batch_size": 99_999, "maximum_records_per_second": 1, "maximum_parallel_batches": 99},
            {},
            (1000, 50, 0.001),
        ),
        ({"maximum_batch_size": 10, "maximum_records_per_second": 100}, {"X-RateLimit-Limit": "2"}, (10, 4, 2)),
        ({}, {}, (1000, 4, 0)),
    ],
)
def test_the_servers_speed_is_obeyed(
    server: CensusServer, open_: Open, speed: dict[str, int], headers: dict[str, str], expected: tuple[int, int, float]
) -> None:
    destination = open_()
    answer = server.answer

    def with_headers(asked: Any) -> Said | str:
        said = answer(asked)
        return Said(said.status, said.body, headers) if isinstance(said, Said) else said

    server.speed = speed
    server.answer = with_headers  # type: ignore[method-assign]
    limits = writer_for(destination).limits
    assert (limits.batch_rows, limits.concurrency, limits.rate) == expected


@pytest.mark.parametrize("value", [0, -1, "fast", True, None])
def test_a_speed_that_is_no_number_is_the_servers_mistake(server: CensusServer, open_: Open, value: Any) -> None:
    server.speed["maximum_batch_size"] = value
    if value is None:  # left out
        assert writer_for(open_()).limits.batch_rows == 1000
        return
    with pytest.raises(DestinationError, match="maximum_batch_size is not a number above 0"):
        writer_for(open_())

"""Iterable: who is named as failed, what is dropped, leaving without unsubscribing, and the two data centres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import known_objects
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import AudienceKeeper, Batch, CancelToken, Destination, MemberReader, Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.destinations.fakes.iterable import KEY, Iterable
from tests.destinations.fakes.vendor import Said

SCHEMA = schema_of(email=pa.string(), name=pa.string())
BY_ID = schema_of(userId=pa.string(), email=pa.string())
USERS = Target("users", Operation.UPSERT, "email")
LIST = Target("list", Operation.MIRROR, "email", "High value")
ANN, BEN, CAT = ({"email": f"{n}@mail.example", "name": n.title()} for n in ("ann", "ben", "cat"))
Open = Callable[..., Destination]


@pytest.fixture
def vendor(request: pytest.FixtureRequest) -> Iterator[Iterable]:
    with Iterable(getattr(request, "param", "email")) as made:
        yield made


@pytest.fixture
def open_(vendor: Iterable, tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    made: list[Destination] = []

    def start(key: str = KEY, **config: Any) -> Destination:
        settings = {"base_url": vendor.url, "project": vendor.kind, **config}
        made.append(opened("iterable", settings, tmp_path, clock, {"api_key": key}))
        return made[-1]

    yield start
    for destination in made:
        destination.close()


def sent(open_: Open, batch: Batch, target: Target = USERS, schema: pa.Schema = SCHEMA) -> Reply:
    return send(open_().open(target, schema), batch)


def test_users_are_written_by_key_with_fields_beside_it(vendor: Iterable, open_: Open) -> None:
    vendor.keeps_new_fields = False
    assert sent(open_, batch_of(SCHEMA, [ANN, {"email": " Ben@Mail.example", "name": None}])) == Reply({})
    (asked,) = vendor.called("POST ")
    assert asked.json == {
        "users": [
            {"email": "ann@mail.example", "dataFields": {"name": "Ann"}},
            {"email": "ben@mail.example", "dataFields": {"name": None}},
        ]
    }
    assert "api_key" not in asked.path


def test_dropped_fields_are_a_warning_that_names_them(vendor: Iterable, open_: Open) -> None:
    vendor.keeps_new_fields = False
    schema = schema_of(email=pa.string(), tier=pa.string())
    reply = sent(open_, batch_of(schema, [{"email": "ann@mail.example", "tier": "gold"}]), schema=schema)
    assert (reply.rejected, reply.unnamed, reply.accepted) == ({}, 0, False)
    assert reply.notes == ("Iterable left out fields that the project does not know: tier.",)
    assert "gold" not in str(reply)


def test_new_fields_are_told_of_too(vendor: Iterable, open_: Open) -> None:
    schema = schema_of(email=pa.string(), tier=pa.string())
    reply = sent(open_, batch_of(schema, [{"email": "ann@mail.example", "tier": "gold"}]), schema=schema)
    assert reply.notes == ("Iterable made new fields in the project: tier.",)


def test_who_failed_is_found_whatever_the_case(vendor: Iterable, open_: Open) -> None:
    vendor.forgotten.add("ben@mail.example")
    reply = sent(open_, batch_of(SCHEMA, [ANN, BEN, {"email": "cat@mail", "name": "Cat"}]))
    assert set(reply.rejected) == {1, 2}
    assert "GDPR" in reply.rejected[1]
    assert "malformed" in reply.rejected[2]
    assert reply.unnamed == 0
    assert "BEN@" not in str(reply)


@pytest.mark.parametrize("nested", [True, False])
def test_failures_are_read_at_the_top_and_below(vendor: Iterable, open_: Open, nested: bool) -> None:
    names = {"invalidEmails": ["ANN@MAIL.EXAMPLE"]}
    body = {"successCount": 1, "failCount": 1, **({"failedUpdates": names} if nested else names)}
    vendor.fail_next(Said(200, body), path="bulkUpdate")
    reply = sent(open_, batch_of(SCHEMA, [BEN, ANN]))
    assert list(reply.rejected) == [1]
    assert reply.unnamed == 0


def test_failures_that_are_not_named_are_counted(vendor: Iterable, open_: Open) -> None:
    said = {"successCount": 0, "failCount": 3, "failedUpdates": {"invalidEmails": ["ann@mail.example", "else@mail.example"]}}
    vendor.fail_next(Said(200, said), path="bulkUpdate")
    reply = sent(open_, batch_of(SCHEMA, [ANN, BEN, CAT]))
    assert (list(reply.rejected), reply.unnamed) == ([0], 2)


@pytest.mark.parametrize("failed", [0, None, "x"])
def test_counts_that_account_for_nobody_confirm_nobody(vendor: Iterable, open_: Open, failed: Any) -> None:
    vendor.fail_next(Said(200, {"successCount": 0, "failCount": failed}), path="bulkUpdate")
    reply = sent(open_, batch_of(SCHEMA, [ANN, BEN]))
    assert (reply.rejected, set(reply.unknown), reply.unnamed) == ({}, {0, 1}, 0)


@pytest.mark.parametrize("body", [None, "ok", [], {}])
def test_an_answer_that_says_nothing_leaves_it_unknown(vendor: Iterable, open_: Open, body: Any) -> None:
    vendor.fail_next(Said(200, body, {"Content-Type": "text/plain"}), path="bulkUpdate")
    reply = sent(open_, batch_of(SCHEMA, [ANN, BEN]))
    assert (reply.rejected, set(reply.unknown)) == ({}, {0, 1})


def test_a_value_of_another_type_rejects_its_record_alone(vendor: Iterable, open_: Open) -> None:
    schema = schema_of(email=pa.string(), spent=pa.string())
    reply = sent(
        open_,
        batch_of(schema, [{"email": "ann@mail.example", "spent": "much"}, {"email": "ben@mail.example", "spent": None}]),
        schema=schema,
    )
    assert reply.rejected == {0: "A value does not fit the type that its field has in Iterable."}


def test_a_refused_request_is_halved_and_its_reason_tells_nothing(vendor: Iterable, open_: Open) -> None:
    said = {"msg": "Invalid value Ann for ann@mail.example", "code": "BadParams", "params": None}
    vendor.fail_next(Said(400, said), path="bulkUpdate")
    with pytest.raises(BatchRejected) as failure:
        sent(open_, batch_of(schema_of(email=pa.string(), name=pa.string()), [{"email": "ann@mail.example", "name": "Anna"}]))
    assert "ann@" not in failure.value.message
    vendor.fail_next(Said(413, {"msg": "too large", "code": "BatchTooLarge"}), path="bulkUpdate")
    with pytest.raises(BatchRejected):
        sent(open_, batch_of(SCHEMA, [ANN]))


def test_a_request_is_hardly_larger_than_its_records(vendor: Iterable, open_: Open) -> None:
    """So that batches, which are bounded by their records, stay below Iterable's 4 MB."""
    schema = schema_of(email=pa.string(), **{f"f{n}": pa.string() for n in range(50)})
    batch = batch_of(schema, [{"email": f"p{n}@mail.example", **{f"f{m}": "é" for m in range(50)}} for n in range(20)])
    writer = open_().open(USERS, schema)
    send(writer, batch)
    records = sum(len(text.encode()) for text in batch.json)
    assert len(vendor.called("POST ")[0].body) < records + 40 * len(batch)
    assert writer.limits.batch_bytes + 40 * writer.limits.batch_rows < 4_000_000


def test_days_and_moments_are_written_as_iterable_takes_them(vendor: Iterable, open_: Open) -> None:
    schema = schema_of(email=pa.string(), since=pa.date32(), seen=pa.timestamp("us", "UTC"), note=pa.string())
    row = {
        "email": "ann@mail.example",
        "since": dt.date(2026, 1, 2),
        "seen": dt.datetime(2026, 11, 24, 10, 20, 30, tzinfo=dt.UTC),
        "note": "2026-01-02",
    }
    sent(open_, batch_of(schema, [row, {"email": "ben@mail.example"}]), schema=schema)
    first, second = vendor.called("POST ")[0].json["users"]
    assert first["dataFields"] == {
        "since": "2026-01-02 00:00:00 +00:00",
        "seen": "2026-11-24 10:20:30 +00:00",
        "note": "2026-01-02",
    }
    assert second["dataFields"] == {"since": None, "seen": None, "note": None}


# User IDs ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vendor", ["userId", "hybrid"], indirect=True)
def test_a_user_id_goes_out_as_it_is_and_the_address_is_a_field(vendor: Iterable, open_: Open) -> None:
    rows: list[dict[str, Any]] = [
        {"userId": "Ann-7", "email": "ann@mail.example"},
        {"userId": " Ann-7", "email": None},
        {"userId": "", "email": None},
    ]
    reply = sent(open_, batch_of(BY_ID, rows), Target("users", Operation.UPSERT, "userId"), BY_ID)
    assert set(reply.rejected) == {1, 2}
    assert "spaces" in reply.rejected[1]
    assert vendor.users == {"Ann-7": {"userId": "Ann-7", "email": "ann@mail.example"}}


@pytest.mark.parametrize("vendor", ["userId"], indirect=True)
def test_an_address_that_another_user_has_rejects_the_one_who_brought_it(vendor: Iterable, open_: Open) -> None:
    vendor.users["old"] = {"userId": "old", "email": "ann@mail.example"}
    rows = [{"userId": "ben", "email": "ben@mail.example"}, {"userId": "new", "email": "Ann@mail.example"}]
    reply = sent(open_, batch_of(BY_ID, rows), Target("users", Operation.UPSERT, "userId"), BY_ID)
    assert reply.rejected == {1: "Another user in Iterable has this e-mail address already."}


def test_ids_that_are_numbers_are_texts_there(tmp_path: Path, clock: FakeClock) -> None:
    with Iterable("userId") as there:
        destination = opened("iterable", {"base_url": there.url, "project": "userId"}, tmp_path, clock, {"api_key": KEY})
        schema = schema_of(userId=pa.int64())
        reply = send(destination.open(Target("users", Operation.UPSERT, "userId"), schema), batch_of(schema, [{"userId": 7}]))
        destination.close()
        assert reply.rejected == {}
        assert set(there.users) == {"7"}


@pytest.mark.parametrize(("project", "keys"), [("email", ("email",)), ("userId", ("userId",)), ("hybrid", ("email", "userId"))])
def test_the_project_decides_the_key(open_: Open, project: str, keys: tuple[str, ...]) -> None:
    connection = Connection("c", "Iterable", "iterable", {"project": project})
    assert {spec.keys for spec in known_objects(connection)} == {keys}
    for key in {"email", "userId"} - set(keys):
        with pytest.raises(ConfigError, match="not what this project knows users by"):
            open_(project=project).open(Target("users", Operation.UPSERT, key), SCHEMA)


# Lists ------------------------------------------------------------------------------------------------------------------


def test_a_list_is_made_once_and_found_again(vendor: Iterable, open_: Open) -> None:
    vendor.add_list("High value", "Dynamic")
    first = open_().open(LIST, SCHEMA).audience_id
    assert open_().open(LIST, SCHEMA).audience_id == first
    assert open_().open(Target("list", Operation.MIRROR, "email", "Renamed", first), SCHEMA).audience_id == first
    assert [asked.json for asked in vendor.called("POST /api/lists$")] == [{"name": "High value"}]


def test_leaving_never_touches_the_channel(vendor: Iterable, open_: Open) -> None:
    vendor.opted_out.add("cat@mail.example")
    writer = open_().open(LIST, SCHEMA)
    assert send(writer, batch_of(SCHEMA, [ANN, BEN, CAT])).rejected == {}
    vendor.forgotten.add("gone@mail.example")
    leaving = [ANN, CAT, {"email": "nobody@mail.example"}, {"email": "gone@mail.example"}]
    reply = send(writer, batch_of(SCHEMA, leaving, Operation.DELETE))
    assert (reply.rejected, reply.unnamed) == ({}, 0)
    assert vendor.members_of("High value") == {"ben@mail.example"}
    assert vendor.opted_out == {"cat@mail.example"}
    assert [asked.json["channelUnsubscribe"] for asked in vendor.called("unsubscribe")] == [False]


def test_who_is_malformed_does_not_count_as_out(open_: Open) -> None:
    reply = sent(open_, batch_of(SCHEMA, [ANN, {"email": "ann"}], Operation.DELETE), LIST)
    assert list(reply.rejected) == [1]


@pytest.mark.parametrize("field", ["emailListIds", "unsubscribedChannelIds", "unsubscribedMessageTypeIds", "itblUserId", "a.b"])
def test_consent_and_the_projects_own_fields_cannot_be_mapped(open_: Open, field: str) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        open_().open(USERS, schema_of(email=pa.string(), **{field: pa.string()}))
    for spec in open_().objects():
        shown = {f.name: f for f in spec.fields}
        assert field == "a.b" or shown[field].read_only


def test_a_list_that_cannot_be_made_ends_the_run(vendor: Iterable, open_: Open) -> None:
    vendor.fail_next(
        Said(400, {"msg": "Name is taken", "code": "BadParams", "message": "Name is taken"}), path=r"POST /api/lists$"
    )
    with pytest.raises(DestinationError, match="Name is taken") as failure:
        open_().open(LIST, SCHEMA)
    assert (type(failure.value), failure.value.kept) == (DestinationError, "Nothing was sent.")


def test_a_list_that_is_gone_or_fills_itself_ends_the_run(vendor: Iterable, open_: Open) -> None:
    for id_, why in (("999", "does not exist there any more"), (vendor.add_list("Smart", "Dynamic"), "fills itself")):
        with pytest.raises(DestinationError, match=why) as failure:
            open_().open(Target("list", Operation.MIRROR, "email", "High value", id_), SCHEMA)
        assert failure.value.kept


def test_lists_are_listed_and_read(vendor: Iterable, open_: Open) -> None:
    destination = open_()
    assert isinstance(destination, AudienceKeeper)
    assert isinstance(destination, MemberReader)
    id_ = destination.open(LIST, SCHEMA).audience_id
    vendor.add_list("blocked", "Suppression")
    sent(open_, batch_of(SCHEMA, [ANN, BEN]), LIST)
    assert [(a.name, bool(a.trouble)) for a in destination.audiences("list")] == [("blocked", True), ("High value", False)]
    assert [a.name for a in destination.audiences("list", "HIGH")] == ["High value"]
    assert destination.audience("list", "999") is None
    assert set(destination.members("list", id_, "email", CancelToken())) == {"ann@mail.example", "ben@mail.example"}
    with pytest.raises(DestinationError, match="no call that renames"):
        destination.rename_audience("list", id_, "Best")


@pytest.mark.parametrize("vendor", ["hybrid"], indirect=True)
def test_members_without_a_user_id_are_left_out_where_ids_are_asked(vendor: Iterable, open_: Open) -> None:
    target = Target("list", Operation.UPSERT, "userId", "High value")
    sent(open_, batch_of(BY_ID, [{"userId": "Ann-7"}]), target, schema_of(userId=pa.string()))
    sent(open_, batch_of(SCHEMA, [BEN]), LIST)
    destination = open_()
    id_ = destination.open(LIST, SCHEMA).audience_id
    assert isinstance(destination, MemberReader)
    assert list(destination.members("list", id_, "userId", CancelToken())) == ["Ann-7"]


# Set up -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("region", "host"), [("US", "api.iterable.com"), ("EU", "api.eu.iterable.com")])
def test_the_region_decides_the_host_of_every_call(tmp_path: Path, clock: FakeClock, region: str, host: str) -> None:
    destination = opened("iterable", {"region": region}, tmp_path, clock, {"api_key": KEY})
    assert destination._api.host == host  # type: ignore[attr-defined]
    destination.close()


def test_a_test_says_what_it_found(vendor: Iterable, open_: Open) -> None:
    vendor.add_list("High value")
    assert open_().test() == "1 lists and 7 user fields in the US data centre."
    with pytest.raises(CredentialError) as failure:
        open_("0" * 32).test()
    assert "0" * 32 not in str(failure.value)


def test_fields_are_those_of_the_project(open_: Open) -> None:
    fields = {field.name: field for field in open_().objects()[0].fields}
    assert (fields["spent"].type, fields["name"].type) == ("integer", "text")
    assert "home.city" not in fields
    assert fields["itblUserId"].read_only


def test_calls_that_cannot_be_taken_back_are_refused_before_the_socket(vendor: Iterable, open_: Open) -> None:
    api = open_()._api  # type: ignore[attr-defined]
    calls = (
        ("POST", "api/users/forget"),
        ("POST", "api/users/updateSubscriptions"),
        ("POST", "api/users/bulkUpdateSubscriptions"),
        ("PATCH", "api/subscriptions/emailList/7"),
        ("DELETE", "api/users/ann@mail.example"),
        ("DELETE", "api/lists/7"),
    )
    for method, path in calls:
        with pytest.raises(DestinationError, match="never makes"):
            api.call(method, path, cancel=CancelToken())
    assert vendor.calls == []


def test_throttling_waits(vendor: Iterable, open_: Open) -> None:
    vendor.fail_next(Said(429, {"msg": "Rate limit exceeded", "code": "RateLimitExceeded"}), path="bulkUpdate")
    with pytest.raises(TransientError) as failure:
        sent(open_, batch_of(SCHEMA, [ANN]))
    assert failure.value.outcome_known


@pytest.mark.parametrize(
    "target",
    [
        Target("users", Operation.MIRROR, "email"),
        Target("events", Operation.APPEND, "email"),
        Target("list", Operation.UPSERT, "email", ""),
        Target("list", Operation.MIRROR, "email", "High value", removal=Removal.SWAP),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(vendor: Iterable, open_: Open, target: Target) -> None:
    with pytest.raises(ConfigError):
        open_().open(target, SCHEMA)
    assert vendor.called("POST ") == []

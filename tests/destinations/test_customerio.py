"""Customer.io: what was refused by its place, requests by bytes, segments that can be left, and the right region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import known_objects, manifest
from census_desktop.destinations.customerio.writer import CustomerIoWriter
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import AudienceKeeper, Batch, CancelToken, Destination, MemberReader, Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.destinations.fakes.customerio import APP_KEY, REQUEST_BYTES, SITE, TRACK_KEY, CustomerIo
from tests.destinations.fakes.vendor import Said

SCHEMA = schema_of(id=pa.string(), first_name=pa.string())
BY_EMAIL = schema_of(email=pa.string(), first_name=pa.string())
PEOPLE = Target("people", Operation.UPSERT, "id")
SEGMENT = Target("segment", Operation.MIRROR, "id", "High value")
ANN, BEN, CAT = ({"id": n, "first_name": n.title()} for n in ("ann", "ben", "cat"))
Open = Callable[..., Destination]


@pytest.fixture
def vendor(request: pytest.FixtureRequest) -> Iterator[CustomerIo]:
    with CustomerIo(getattr(request, "param", ("id", "email"))) as made:
        yield made


@pytest.fixture
def open_(vendor: CustomerIo, tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    made: list[Destination] = []

    def start(track_key: str = TRACK_KEY, app_key: str = APP_KEY, **config: Any) -> Destination:
        settings = {"site_id": SITE, "base_url": vendor.url, "app_url": vendor.url, **config}
        made.append(opened("customerio", settings, tmp_path, clock, {"track_key": track_key, "app_key": app_key}))
        return made[-1]

    yield start
    for destination in made:
        destination.close()


def sent(open_: Open, batch: Batch, target: Target = PEOPLE, schema: pa.Schema = SCHEMA) -> Reply:
    return send(open_().open(target, schema), batch)


def test_people_are_identified_and_no_more_than_accepted(vendor: CustomerIo, open_: Open) -> None:
    assert sent(open_, batch_of(SCHEMA, [ANN, {"id": "Ann", "first_name": None}])) == Reply({}, accepted=True)
    assert vendor.called("POST ")[0].json == {
        "batch": [
            {"type": "person", "action": "identify", "identifiers": {"id": "ann"}, "attributes": {"first_name": "Ann"}},
            {"type": "person", "action": "identify", "identifiers": {"id": "Ann"}, "attributes": {"first_name": None}},
        ]
    }
    assert vendor.keys() == {"ann", "Ann"}
    assert all(spec.outcome == "accepted" for spec in manifest("customerio").objects)


def test_who_was_refused_is_found_by_place(vendor: CustomerIo, open_: Open) -> None:
    rows = [{"id": "x" * 151, "first_name": "A"}, ANN, BEN, CAT, {"id": "", "first_name": "B"}]
    reply = sent(open_, batch_of(SCHEMA, rows))
    assert set(reply.rejected) == {0, 4}
    assert reply.accepted
    assert "xxx" not in reply.rejected[0]
    assert "must not be empty" in reply.rejected[4]
    assert vendor.keys() == {"ann", "ben", "cat"}


@pytest.mark.parametrize("index", [None, 9, -1, "0", True])
def test_refusals_without_a_place_are_counted(vendor: CustomerIo, open_: Open, index: Any) -> None:
    errors = [{"batch_index": 1, "reason": "invalid"}, {"batch_index": index, "reason": "invalid"}]
    vendor.fail_next(Said(207, {"errors": errors}), path="batch")
    reply = sent(open_, batch_of(SCHEMA, [ANN, BEN, CAT]))
    assert (reply.rejected, reply.unnamed) == ({1: "invalid"}, 1)


@pytest.mark.parametrize("body", [None, {"errors": []}, []])
def test_a_partial_refusal_that_names_nobody_leaves_it_unknown(vendor: CustomerIo, open_: Open, body: Any) -> None:
    vendor.fail_next(Said(207, body), path="batch")
    reply = sent(open_, batch_of(SCHEMA, [ANN, BEN]))
    assert (reply.rejected, set(reply.unknown)) == ({}, {0, 1})


def test_a_whole_refusal_is_halved(vendor: CustomerIo, open_: Open) -> None:
    errors = [{"reason": "invalid", "field": "batch", "message": "ann@mail.example is malformed"}]
    vendor.fail_next(Said(400, {"errors": errors}), path="batch")
    with pytest.raises(BatchRejected) as failure:
        sent(open_, batch_of(SCHEMA, [ANN, BEN]))
    assert "ann@" not in failure.value.message


def test_requests_are_packed_by_bytes(vendor: CustomerIo, open_: Open) -> None:
    rows = [{"id": f"person-{n}", "first_name": "é" * 470} for n in range(600)]
    assert sent(open_, batch_of(SCHEMA, rows)).rejected == {}
    calls = vendor.called("batch")
    assert len(calls) == 2
    assert all(len(asked.body) < REQUEST_BYTES for asked in calls)
    assert len(vendor.people) == 600


def test_one_too_large_is_rejected_here_and_the_rest_goes_out(vendor: CustomerIo, open_: Open) -> None:
    reply = sent(open_, batch_of(SCHEMA, [ANN, {"id": "big", "first_name": "é" * 16_000}, BEN]))
    assert list(reply.rejected) == [1]
    assert "32,000" in reply.rejected[1]
    assert vendor.keys() == {"ann", "ben"}
    writer = open_().open(PEOPLE, SCHEMA)
    assert isinstance(writer, CustomerIoWriter)
    assert (writer.limits.batch_bytes, writer.limits.record_bytes) == (500_000, 32_000)


def test_places_hold_over_several_requests(vendor: CustomerIo, open_: Open) -> None:
    rows = [{"id": "x" * 151 if n in (3, 590) else f"person-{n}", "first_name": "é" * 470} for n in range(600)]
    assert set(sent(open_, batch_of(SCHEMA, rows)).rejected) == {3, 590}


def test_update_only_makes_nobody(vendor: CustomerIo, open_: Open) -> None:
    vendor.add(id="ann", first_name="Anna")
    sent(open_, batch_of(SCHEMA, [ANN, BEN], Operation.UPDATE), Target("people", Operation.UPDATE, "id"))
    assert list(vendor.people.values()) == [{"id": "ann", "first_name": "Ann"}]


def test_moments_are_seconds(vendor: CustomerIo, open_: Open) -> None:
    schema = schema_of(id=pa.string(), created_at=pa.timestamp("us", "UTC"), born=pa.date32(), note=pa.string())
    row = {
        "id": "ann",
        "created_at": dt.datetime(2026, 11, 24, 10, 20, tzinfo=dt.UTC),
        "born": dt.date(1970, 1, 2),
        "note": "2026-11-24",
    }
    sent(open_, batch_of(schema, [row]), schema=schema)
    (person,) = vendor.people.values()
    assert person == {"id": "ann", "created_at": 1795515600, "born": 86400, "note": "2026-11-24"}


# Consent ----------------------------------------------------------------------------------------------------------------


def test_consent_needs_the_users_word() -> None:
    for spec in manifest("customerio").objects:
        assert {f.name for f in spec.fields if f.consent} == {"unsubscribed", "cio_subscription_preferences"}


@pytest.mark.parametrize("field", ["cio_subscription_preferences.topics.topic_1", "_update", "_timestamp", "cio_id"])
def test_names_that_would_get_around_it_are_refused(vendor: CustomerIo, open_: Open, field: str) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        open_().open(PEOPLE, schema_of(id=pa.string(), **{field: pa.string()}))
    assert vendor.called("POST ") == []


def test_a_mirror_leaves_consent_as_it_was(vendor: CustomerIo, open_: Open) -> None:
    vendor.add(id="ann", unsubscribed=True)
    vendor.add(id="ben", unsubscribed=False)
    before = vendor.consent()
    writer = open_().open(SEGMENT, SCHEMA)
    send(writer, batch_of(SCHEMA, [ANN, BEN, CAT]))
    send(writer, batch_of(SCHEMA, [ANN, BEN], Operation.DELETE))
    assert vendor.members_of("High value") == {"cat"}
    assert vendor.consent() == before
    assert vendor.keys() == {"ann", "ben", "cat"}


def test_calls_that_cannot_be_taken_back_are_refused_before_the_socket(vendor: CustomerIo, open_: Open) -> None:
    destination = open_()
    track, app = destination._track, destination._app  # type: ignore[attr-defined]
    calls = (
        (track, "POST", "api/v1/customers/ann/suppress"),
        (track, "POST", "api/v1/customers/ann/unsuppress"),
        (track, "POST", "api/v1/merge_customers"),
        (track, "DELETE", "api/v1/customers/ann"),
        (track, "POST", "api/v1/customers/ann/suppress/"),
        (app, "POST", "v1/esp/suppression/bounces/ann@mail.example"),
        (app, "DELETE", "v1/segments/7"),
        (app, "POST", "v1/send/email"),
    )
    for api, method, path in calls:
        with pytest.raises(DestinationError, match="never makes"):
            api.call(method, path, cancel=CancelToken())
    assert vendor.calls == []


# Segments ---------------------------------------------------------------------------------------------------------------


def test_a_segment_is_made_once_and_found_again(vendor: CustomerIo, open_: Open) -> None:
    vendor.add_segment("High value", "dynamic")
    first = open_().open(SEGMENT, SCHEMA).audience_id
    assert open_().open(SEGMENT, SCHEMA).audience_id == first
    assert open_().open(Target("segment", Operation.MIRROR, "id", "Renamed", first), SCHEMA).audience_id == first
    assert len(vendor.called("POST /v1/segments$")) == 1


def test_people_are_made_before_they_are_added_and_who_was_refused_is_not(vendor: CustomerIo, open_: Open) -> None:
    reply = sent(open_, batch_of(SCHEMA, [ANN, {"id": "x" * 151, "first_name": "A"}, BEN]), SEGMENT)
    assert (list(reply.rejected), reply.accepted) == ([1], True)
    assert vendor.members_of("High value") == {"ann", "ben"}
    (asked,) = vendor.called("add_customers")
    assert (asked.json, asked.query) == ({"ids": ["ann", "ben"]}, {"id_type": ["id"]})


@pytest.mark.parametrize("vendor", [("email",), ("id", "email")], indirect=True)
def test_a_segment_by_email_only_ever_grows(vendor: CustomerIo, open_: Open) -> None:
    by = "email" if len(vendor.identifiers) == 1 else "id and email"
    target = Target("segment", Operation.UPSERT, "email", "High value")
    writer = open_(identifiers=by).open(target, BY_EMAIL)
    send(writer, batch_of(BY_EMAIL, [{"email": " Ann@Mail.example", "first_name": "Ann"}]))
    assert vendor.members_of("High value", "email") == {"ann@mail.example"}
    with pytest.raises(ConfigError, match=r"by their id alone|does not support"):
        open_(identifiers=by).open(Target("segment", Operation.MIRROR, "email", "High value"), BY_EMAIL)
    assert vendor.called("remove_customers") == []


def test_a_workspace_without_ids_is_offered_no_mirror() -> None:
    for by, operations in (("email", {Operation.UPSERT}), ("id", {Operation.UPSERT, Operation.MIRROR})):
        _, segment = known_objects(Connection("c", "Customer.io", "customerio", {"site_id": SITE, "identifiers": by}))
        assert set(segment.operations) == operations
        assert segment.keys == (by,)


def test_a_segment_that_cannot_be_made_ends_the_run(vendor: CustomerIo, open_: Open) -> None:
    vendor.fail_next(Said(400, {"errors": [{"detail": "Name is taken"}]}), path=r"POST /v1/segments$")
    with pytest.raises(DestinationError, match="Name is taken") as failure:
        open_().open(SEGMENT, SCHEMA)
    assert (type(failure.value), failure.value.kept) == (DestinationError, "Nothing was sent.")


def test_a_segment_that_is_gone_or_fills_itself_ends_the_run(vendor: CustomerIo, open_: Open) -> None:
    for id_, why in (("999", "does not exist there any more"), (vendor.add_segment("Smart", "dynamic"), "cannot be filled")):
        with pytest.raises(DestinationError, match=why) as failure:
            open_().open(Target("segment", Operation.MIRROR, "id", "High value", id_), SCHEMA)
        assert failure.value.kept


def test_a_refused_change_of_a_segment_is_told(vendor: CustomerIo, open_: Open) -> None:
    writer = open_().open(SEGMENT, SCHEMA)
    vendor.segments.clear()
    with pytest.raises(BatchRejected, match="segment not found"):
        send(writer, batch_of(SCHEMA, [ANN]))


def test_segments_are_listed_and_read(vendor: CustomerIo, open_: Open) -> None:
    destination = open_()
    assert isinstance(destination, AudienceKeeper)
    assert isinstance(destination, MemberReader)
    id_ = destination.open(SEGMENT, SCHEMA).audience_id
    vendor.add_segment("churned", "dynamic")
    sent(open_, batch_of(SCHEMA, [ANN, BEN, CAT]), SEGMENT)
    vendor.segments[int(id_)]["members"].add(vendor.add(email="only@mail.example"))
    assert [(a.name, bool(a.trouble)) for a in destination.audiences("segment")] == [("churned", True), ("High value", False)]
    assert [a.name for a in destination.audiences("segment", "HIGH")] == ["High value"]
    assert destination.audience("segment", "999") is None
    assert sorted(destination.members("segment", id_, "id", CancelToken())) == ["ann", "ben", "cat"]
    assert list(destination.members("segment", id_, "email", CancelToken())) == ["only@mail.example"]
    with pytest.raises(DestinationError, match="no call that renames"):
        destination.rename_audience("segment", id_, "Best")


# Set up -----------------------------------------------------------------------------------------------------------------


def test_the_wrong_region_is_told_and_nothing_is_sent(vendor: CustomerIo, open_: Open) -> None:
    vendor.region = "eu"
    acts: tuple[Callable[[Destination], object], ...] = (lambda there: there.test(), lambda there: there.open(PEOPLE, SCHEMA))
    for act in acts:
        with pytest.raises(DestinationError, match="is in the EU region") as failure:
            act(open_())
        assert "Choose EU" in failure.value.hint
    assert open_(region="EU").test().startswith("Workspace 3 in the EU region")
    assert vendor.called("POST ") == []


@pytest.mark.parametrize(("region", "hosts"), [("US", ("track", "api")), ("EU", ("track-eu", "api-eu"))])
def test_the_region_decides_both_hosts(tmp_path: Path, clock: FakeClock, region: str, hosts: tuple[str, str]) -> None:
    secrets = {"track_key": TRACK_KEY, "app_key": APP_KEY}
    destination = opened("customerio", {"site_id": SITE, "region": region}, tmp_path, clock, secrets)
    found = (destination._track.host, destination._app.host)  # type: ignore[attr-defined]
    destination.close()
    assert found == tuple(f"{host}.customer.io" for host in hosts)


def test_an_answer_that_names_a_third_host_leads_nowhere(vendor: CustomerIo, open_: Open) -> None:
    said = Said(200, {"url": "https://track.customer.io.evil.example", "region": "us", "environment_id": 3})
    vendor.fail_next(said, path="region")
    assert send(open_().open(PEOPLE, SCHEMA), batch_of(SCHEMA, [ANN])).rejected == {}
    assert vendor.keys() == {"ann"}


def test_a_test_says_what_it_found(vendor: CustomerIo, open_: Open) -> None:
    vendor.add_segment("High value")
    vendor.add_segment("Smart", "dynamic")
    assert open_().test() == "Workspace 3 in the US region: 2 segments, 1 of them manual."
    assert "Without an App API key" in open_(app_key="").test()


def test_a_wrong_credential_is_named(open_: Open) -> None:
    for keys, which in (({"track_key": "f" * 20}, "Track API key"), ({"app_key": "f" * 32}, "App API key")):
        with pytest.raises(CredentialError, match=which) as failure:
            open_(**keys).test()
        assert "f" * 20 not in str(failure.value)


def test_segments_ask_for_the_app_key_and_people_do_not(open_: Open) -> None:
    open_(app_key="").open(PEOPLE, SCHEMA)
    with pytest.raises(CredentialError, match="App API key"):
        open_(app_key="").open(SEGMENT, SCHEMA)


def test_throttling_waits(vendor: CustomerIo, open_: Open) -> None:
    vendor.fail_next(Said(429), path="batch")
    with pytest.raises(TransientError) as failure:
        sent(open_, batch_of(SCHEMA, [ANN]))
    assert failure.value.outcome_known


@pytest.mark.parametrize(
    "target",
    [
        Target("people", Operation.MIRROR, "id"),
        Target("people", Operation.UPSERT, "first_name"),
        Target("events", Operation.APPEND, "id"),
        Target("segment", Operation.UPSERT, "id", ""),
        Target("segment", Operation.MIRROR, "id", "High value", removal=Removal.SWAP),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(vendor: CustomerIo, open_: Open, target: Target) -> None:
    with pytest.raises(ConfigError):
        open_().open(target, SCHEMA)
    assert vendor.called("POST ") == []

"""The gate: fields that take digests only never get clear text, whatever the connector does."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import open_destination
from census_desktop.destinations.egress import NOTHING_LEFT, gated
from census_desktop.domain.manifest import Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import (
    AudienceKeeper,
    Batch,
    CancelToken,
    DestinationContext,
    JobState,
    JobWriter,
    MemberReader,
    Reply,
    Schema,
    Target,
)
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, schema_of, send

CLEAR = "anna@mail.example"
GOOD = hashlib.sha256(CLEAR.encode()).hexdigest()
SCHEMA = schema_of(id=pa.int64(), email=pa.string(), country=pa.string())
FIELDS = (TargetField("id"), TargetField("email", hash="sha256"), TargetField("country"))
AUDIENCE = ObjectSpec("audience", "Audience", (Operation.UPSERT, Operation.DELETE), FIELDS)


class Stranger:
    """A connector of somebody else that forgot every rule: it takes what it gets, and rejects those from nowhere."""

    def __init__(self, objects: tuple[ObjectSpec, ...] = (AUDIENCE,), *, listed: bool = True, jobs: bool = False) -> None:
        self.manifest = Manifest("stranger", "Stranger", "", "people", "rose", objects=objects if listed else ())
        self.specs = objects
        self.jobs = jobs
        self.got: list[Batch] = []

    def test(self) -> str:
        return "Fine."

    def objects(self) -> Sequence[ObjectSpec]:
        return self.specs

    def open(self, target: Target, schema: Schema) -> Any:
        return StrangersJobs(self) if self.jobs else StrangersWriter(self)

    def close(self) -> None:
        self.specs = ()


class StrangersWriter:
    limits = Limits(batch_rows=7)
    audience_id = "a1"

    def __init__(self, owner: Stranger) -> None:
        self.owner = owner

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        self.owner.got.append(batch)
        countries = [row.get("country") for row in batch.rows.to_pylist()]
        nowhere = {n for n, country in enumerate(countries) if country == "nowhere"}
        unheard = {n for n, country in enumerate(countries) if country == "unheard of"}
        rejected = dict.fromkeys(nowhere, "There is no such country.")
        return Reply(rejected, accepted=True, unknown=dict.fromkeys(unheard, "Nobody knows."))

    def finish(self) -> None: ...
    def close(self) -> None: ...


class StrangersJobs(StrangersWriter):
    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        self.owner.got.append(batch)
        return f"job-{len(self.owner.got)}"

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        assert job.startswith("job-")
        return JobState(done=False, retry_after=3.0)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        assert job.startswith("job-")
        return self.send(batch, cancel)


TARGET = Target("audience", Operation.UPSERT, "id")


def rows(*emails: str | None) -> list[dict[str, Any]]:
    return [{"id": n, "email": email, "country": "DE"} for n, email in enumerate(emails)]


@pytest.mark.parametrize(
    ("algorithm", "value", "passes"),
    [
        ("sha256", GOOD, True),
        ("sha256", None, True),
        ("sha256", "", True),
        ("sha256", "UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo=", False),
        ("sha256", CLEAR, False),
        ("sha256", "+49 170 1234567", False),
        ("sha256", GOOD.upper(), False),
        ("sha256", f"sha256:{GOOD}", False),
        ("sha256", GOOD[:40], False),
        ("sha256", hashlib.sha256(b"").hexdigest(), False),
        ("md5", hashlib.md5(CLEAR.encode()).hexdigest(), True),
        ("md5", GOOD, False),
        ("sha1", hashlib.sha1(CLEAR.encode()).hexdigest(), True),
        ("sha512", hashlib.sha512(CLEAR.encode()).hexdigest(), True),
        ("sha512", GOOD, False),
    ],
)
def test_only_digests_of_its_kind_pass(algorithm: str, value: str | None, passes: bool) -> None:
    spec = ObjectSpec("audience", "Audience", (Operation.UPSERT,), (TargetField("email", hash=algorithm),))
    stranger = Stranger((spec,))
    reply = send(gated(stranger).open(TARGET, SCHEMA), batch_of(SCHEMA, rows(value)))
    if passes:
        assert reply.rejected == {}
        assert stranger.got[0].rows.column("email").to_pylist() == [value]
        return
    assert list(reply.rejected) == [0]
    assert "in lower-case hex only" in reply.rejected[0]
    assert value not in (reply.rejected[0], None)
    assert str(value) not in reply.rejected[0]
    assert stranger.got == []


def test_what_is_stopped_is_rejected_by_its_place_and_the_rest_goes_on() -> None:
    stranger = Stranger()
    batch = batch_of(SCHEMA, [*rows(GOOD, CLEAR, None), {"id": 3, "email": GOOD, "country": "nowhere"}, *rows("x")])
    reply = send(gated(stranger).open(TARGET, SCHEMA), batch)
    assert list(reply.rejected) == [1, 3, 4]
    assert reply.rejected[3] == "There is no such country."
    assert reply.accepted
    (got,) = stranger.got
    assert got.rows.column("id").to_pylist() == [0, 2, 3]
    assert [CLEAR in text for text in got.json] == [False] * 3
    assert got.idempotency_key == batch.idempotency_key
    assert (got.number, got.operation) == (batch.number, batch.operation)


def test_a_batch_of_texts_is_guarded_in_every_field_though_the_key_alone_has_a_column() -> None:
    stranger = Stranger()
    whole = batch_of(SCHEMA, [*rows(GOOD, CLEAR), {"id": 2, "email": None, "country": "DE"}])
    texts = replace(whole, rows=whole.rows.select(["id"]), keep_if_null=frozenset({"email"}))
    reply = send(gated(stranger).open(TARGET, SCHEMA), texts)
    assert list(reply.rejected) == [1]
    assert CLEAR not in reply.rejected[1]
    assert [CLEAR in text for text in stranger.got[0].json] == [False, False]


def test_a_field_of_an_object_that_the_user_names_is_guarded_too() -> None:
    stranger = Stranger((replace(AUDIENCE, name="object", open_name=True),))
    writer = gated(stranger).open(replace(TARGET, object="made_up"), SCHEMA)
    assert list(send(writer, batch_of(SCHEMA, rows(CLEAR, GOOD))).rejected) == [0]


@pytest.mark.parametrize("type_", ["meta", "google_data_manager"])
def test_audiences_are_kept_behind_the_gate_for_every_python(type_: str, tmp_path: Path, clock: FakeClock) -> None:
    """From 3.12 on a protocol is looked for in the class, past __getattr__."""
    config = {"account_id": "1", "terms_accepted": True} if type_ == "google_data_manager" else {"account_id": "1"}
    connection = Connection("c1", "Ads", type_, config)
    destination = open_destination(DestinationContext(connection, {"access_token": "t"}, tmp_path, clock))
    assert isinstance(destination, AudienceKeeper)
    assert not isinstance(destination, MemberReader)
    for name in ("audiences", "audience", "rename_audience"):
        assert callable(inspect.getattr_static(destination, name))
    destination.close()


def test_who_is_unknown_keeps_the_place_in_the_whole_batch_too() -> None:
    batch = batch_of(SCHEMA, [*rows(CLEAR, GOOD), {"id": 2, "email": GOOD, "country": "unheard of"}])
    reply = send(gated(Stranger()).open(TARGET, SCHEMA), batch)
    assert (list(reply.rejected), reply.unknown) == ([0], {2: "Nobody knows."})


def test_a_key_that_takes_digests_is_guarded_in_a_delete_too() -> None:
    stranger = Stranger()
    schema = schema_of(email=pa.string())
    writer = gated(stranger).open(Target("audience", Operation.DELETE, "email"), schema)
    reply = send(writer, batch_of(schema, [{"email": CLEAR}, {"email": GOOD}], Operation.DELETE))
    assert list(reply.rejected) == [0]
    assert stranger.got[0].keys() == [GOOD]


def test_the_writer_keeps_its_limits_and_audience_and_batches_without_json_pass() -> None:
    stranger = Stranger()
    writer = gated(stranger).open(TARGET, SCHEMA)
    assert (writer.limits.batch_rows, writer.audience_id) == (7, "a1")
    assert not isinstance(writer, JobWriter)
    assert send(writer, batch_of(SCHEMA, [])).rejected == {}
    assert list(send(writer, replace(batch_of(SCHEMA, rows(GOOD, CLEAR)), json=())).rejected) == [1]
    assert stranger.got[-1].json == ()


def test_jobs_are_guarded_when_they_are_submitted_and_when_their_results_come() -> None:
    stranger, cancel = Stranger(jobs=True), CancelToken()
    writer = gated(stranger).open(TARGET, SCHEMA)
    assert isinstance(writer, JobWriter)
    batch = batch_of(SCHEMA, [*rows(CLEAR, GOOD), {"id": 2, "email": GOOD, "country": "nowhere"}])
    job = writer.submit(batch, cancel)
    assert [b.rows.column("id").to_pylist() for b in stranger.got] == [[1, 2]]
    assert writer.poll(job, cancel) == JobState(done=False, retry_after=3.0)
    # A program that died in between has the batch and the job alone.
    later = gated(stranger).open(TARGET, SCHEMA)
    assert isinstance(later, JobWriter)
    assert list(later.results(job, batch, cancel).rejected) == [0, 2]


def test_a_job_of_which_nothing_is_left_is_done_without_the_destination() -> None:
    stranger, cancel = Stranger(jobs=True), CancelToken()
    writer = gated(stranger).open(TARGET, SCHEMA)
    assert isinstance(writer, JobWriter)
    batch = batch_of(SCHEMA, rows(CLEAR))
    job = writer.submit(batch, cancel)
    assert job == NOTHING_LEFT
    assert writer.poll(job, cancel).done
    assert list(writer.results(job, batch, cancel).rejected) == [0]
    assert stranger.got == []


def test_a_type_that_lists_its_objects_only_when_open_is_asked() -> None:
    stranger = Stranger(listed=False)
    there = gated(stranger)
    assert list(send(there.open(TARGET, SCHEMA), batch_of(SCHEMA, rows(CLEAR))).rejected) == [0]
    assert there.test() == "Fine."
    assert there.objects() == (AUDIENCE,)
    there.close()
    assert there.objects() == ()


def test_one_without_such_fields_is_left_as_it_is(tmp_path: Path, clock: FakeClock) -> None:
    stranger = Stranger((ObjectSpec("records", "Records", (Operation.UPSERT,), (TargetField("email"),)),))
    assert gated(stranger) is stranger
    other = ObjectSpec("lists", "Lists", (Operation.UPSERT,), (TargetField("email"),))
    writer = gated(Stranger((AUDIENCE, other))).open(Target("lists", Operation.UPSERT, "id"), SCHEMA)
    assert isinstance(writer, StrangersWriter)
    connection = Connection("c1", "Files", "folder", {"path": "files"})
    from census_desktop.destinations.folder import Folder

    assert isinstance(open_destination(DestinationContext(connection, {}, tmp_path, clock)), Folder)

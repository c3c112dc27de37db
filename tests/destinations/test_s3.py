"""A bucket: two writers, files in parts, what is kept when it cannot be sent, and whose keys are used. The server is moto's."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import open_destination
from census_desktop.destinations.s3 import OWN, bucket
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import Destination, DestinationContext, Target, Writer
from census_desktop.domain.records import Call
from tests.conftest import FakeClock, Logged
from tests.destinations.batches import batch_of, opened, run, schema_of, send
from tests.destinations.conftest import CallsKept, Meanwhile
from tests.destinations.raw_server import RawServer
from tests.destinations.s3_server import REGION, S3Server
from tests.postgres import free_port

SCHEMA = schema_of(id=pa.int64(), name=pa.string())


class Site:
    """A bucket under test, written by one computer or another."""

    def __init__(self, s3: S3Server, folder: Path, clock: FakeClock) -> None:
        self.s3 = s3
        self.folder = folder
        self.clock = clock
        self.bucket = s3.new_bucket()
        self.made: list[Destination] = []

    def destination(self, computer: str = "mine", secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        home = self.folder / computer
        home.mkdir(exist_ok=True)
        secrets = self.s3.secrets if secrets is None else secrets
        self.made.append(opened("s3", {**self.s3.config(self.bucket), **config}, home, self.clock, secrets))
        return self.made[-1]

    def writer(self, operation: Operation = Operation.UPSERT, name: str = "people", **config: Any) -> Writer:
        return self.destination(**config).open(Target(name, operation, "id"), SCHEMA)

    def text(self, name: str = "people.csv") -> str:
        return self.s3.files(self.bucket)[name].decode()


@pytest.fixture
def site(s3: S3Server, tmp_path: Path, clock: FakeClock) -> Iterator[Site]:
    there = Site(s3, tmp_path, clock)
    yield there
    for destination in there.made:
        destination.close()


def people(*ids: int, name: str = "Anna") -> Any:
    return batch_of(SCHEMA, [{"id": n, "name": name} for n in ids])


# Two writers ----------------------------------------------------------------------------------------------------------------


def merged(site: Site, meanwhile: Meanwhile, what: Callable[[], object], **config: Any) -> list[int]:
    mine = site.writer(**config)
    send(mine, people(2))
    meanwhile(what)
    mine.finish()
    mine.close()
    return sorted(int(line.split(",")[0]) for line in site.text().splitlines()[1:])


@pytest.mark.parametrize("before", [True, False])
def test_the_slower_of_two_computers_merges_into_what_the_quicker_one_wrote(
    site: Site, meanwhile: Meanwhile, before: bool
) -> None:
    if before:
        run(site.writer(), people(1))
    ids = merged(site, meanwhile, lambda: run(site.writer(computer="yours"), people(3)))
    assert ids == ([1, 2, 3] if before else [2, 3])


def test_a_file_that_was_deleted_meanwhile_is_made_anew(site: Site, meanwhile: Meanwhile) -> None:
    run(site.writer(), people(1))
    assert merged(site, meanwhile, lambda: site.s3.client().delete_object(Bucket=site.bucket, Key="people.csv")) == [2]


def test_without_the_guard_nothing_is_asked_of_the_service(site: Site, meanwhile: Meanwhile) -> None:
    assert merged(site, meanwhile, lambda: run(site.writer(computer="yours"), people(3)), guard=False) == [2]


def test_one_that_is_changed_all_the_time_is_given_up_and_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    logged.expect("changed by others all the time")
    mine = site.writer()
    send(mine, people(2))
    with monkeypatch.context() as patch:
        _always(patch, lambda n: site.s3.client().put_object(Bucket=site.bucket, Key="people.csv", Body=f"id\n{n}\n".encode()))
        with pytest.raises(DestinationError, match="all the time") as failure:
            mine.finish()
        mine.close()
    assert failure.value.kept
    assert failure.value.hint
    site.destination().close()
    assert site.text().splitlines()[-1] == "2,Anna"


def _always(patch: pytest.MonkeyPatch, what: Callable[[int], object]) -> None:
    from census_desktop.destinations._files.merge import Merge

    merge, numbers = Merge.into_file, itertools.count(10)

    def into_file(*args: Any) -> None:
        what(next(numbers))
        merge(*args)

    patch.setattr(Merge, "into_file", into_file)


def test_an_append_whose_answer_was_lost_is_there_once(site: Site) -> None:
    mine = site.writer(Operation.APPEND)
    send(mine, batch_of(SCHEMA, [{"id": 1, "name": "=1+1"}], Operation.APPEND))
    moment = f"{site.clock.now():%Y%m%dT%H%M%SZ}"
    name = f"people-{moment}-01234567.csv"
    site.s3.client().put_object(Bucket=site.bucket, Key=name, Body=b"id,name\n1,'=1+1\n")
    mine.finish()
    mine.close()
    assert site.s3.files(site.bucket) == {name: b"id,name\n1,'=1+1\n"}


@pytest.mark.parametrize("operation", [Operation.UPSERT, Operation.APPEND])
def test_the_end_of_a_run_can_be_asked_for_again(site: Site, monkeypatch: pytest.MonkeyPatch, operation: Operation) -> None:
    """Whether the file had arrived or not."""
    put, times = bucket.Bucket.put, iter(["not sent", "answer lost"])

    def faulty(self: Any, *args: Any) -> None:
        if (how := next(times, "")) != "not sent":
            put(self, *args)
        if how:
            raise TransientError("no answer")

    monkeypatch.setattr(bucket.Bucket, "put", faulty)
    mine = site.writer(operation)
    send(mine, batch_of(SCHEMA, [{"id": 2, "name": "Anna"}], operation))
    for _ in range(2):
        with pytest.raises(TransientError):
            mine.finish()
    mine.finish()
    mine.close()
    assert list(site.s3.files(site.bucket).values()) == [b"id,name\n2,Anna\n"]


# Files in parts -------------------------------------------------------------------------------------------------------------

MEGABYTE = 1024 * 1024


def large() -> Any:
    return people(*range(8), name="x" * MEGABYTE)


def test_a_large_file_goes_in_parts_and_is_whole(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "PART", 5 * MEGABYTE)
    for _ in range(2):
        run(site.writer(format="jsonl"), large())
    assert len(site.text("people.jsonl").splitlines()) == 8
    etag = site.s3.client().head_object(Bucket=site.bucket, Key="people.jsonl")["ETag"]
    assert etag.endswith('-2"')


def test_parts_that_do_not_come_together_leave_nothing_and_what_was_acknowledged_waits(
    site: Site, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    monkeypatch.setattr(bucket, "PART", 3 * MEGABYTE)  # S3 takes none below 5 MB but the last
    logged.expect("EntityTooSmall")
    mine = site.writer()
    send(mine, large())
    with pytest.raises(DestinationError, match="EntityTooSmall") as failure:
        mine.finish()
    assert "kept on this computer" in failure.value.kept
    mine.close()
    assert site.s3.files(site.bucket) == {}
    assert site.s3.unfinished(site.bucket) == []
    monkeypatch.undo()
    run(site.writer(), people(1))
    assert len(site.text()) > 7 * MEGABYTE
    assert site.text().splitlines()[2] == "1,Anna"


def test_what_waits_is_the_owner_s_alone_and_goes_with_the_run(site: Site) -> None:
    mine = site.writer()
    send(mine, people(1))
    (place,) = (site.folder / "mine" / "unsent").iterdir()
    assert place.stat().st_mode & 0o077 == 0
    assert list(place.rglob("*.parquet"))
    mine.finish()
    mine.close()
    assert [p.name for p in place.rglob("*") if p.is_file()] == ["lock"]


def test_what_a_killed_run_had_acknowledged_is_put_in_by_the_next(site: Site) -> None:
    home = site.folder / "mine"
    home.mkdir()
    code = f"""
import os, signal
from pathlib import Path
import tests.destinations.test_s3 as t
from tests.conftest import FakeClock
from tests.destinations.batches import opened, send
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Target
there = opened("s3", {site.s3.config(site.bucket)!r}, Path({str(home)!r}), FakeClock(), {site.s3.secrets!r})
send(there.open(Target("people", Operation.UPSERT, "id"), t.SCHEMA), t.people(1))
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    assert site.s3.files(site.bucket) == {}
    run(site.writer(), people(2))
    assert site.text() == "id,name\n1,Anna\n2,Anna\n"


def test_a_copy_of_the_file_that_a_killed_run_left_does_not_stay(site: Site) -> None:
    run(site.writer(), people(1))
    (place,) = (site.folder / "mine" / "unsent").iterdir()
    copy = place / "people" / "there" / "people.csv"
    copy.parent.mkdir()
    copy.write_text("id,name\n1,Anna\n")
    site.destination().close()
    assert not copy.parent.exists()


# Rights and refusals --------------------------------------------------------------------------------------------------------


def test_what_may_not_be_written_waits_for_keys_that_may(site: Site, logged: Logged) -> None:
    logged.expect("may not do this")
    key, secret = site.s3.new_user("s3:ListBucket", "s3:GetObject")
    reader = {"access_key": key, "secrets": {"secret_key": secret}}
    with pytest.raises(CredentialError, match="AccessDenied") as refused:
        site.destination(**reader).test()
    assert "s3:PutObject" in refused.value.hint
    with pytest.raises(CredentialError, match="AccessDenied"):
        site.writer(**reader)
    mine = site.writer()
    send(mine, people(1))
    client = site.s3.client()
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{site.bucket}/*"}
    client.put_bucket_policy(Bucket=site.bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]}))
    with pytest.raises(CredentialError, match="may not do this"):
        mine.finish()
    mine.close()
    for _ in range(2):
        site.made.pop().close()
    client.delete_bucket_policy(Bucket=site.bucket)
    site.destination().close()  # nothing is opened, as in a run without changes
    assert site.text() == "id,name\n1,Anna\n"


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ({"bucket": "nobody-has-this"}, "There is no bucket"),
        ({"bucket": "No Name!"}, "no place that can be asked"),
        ({"bucket": "a-bucket/and/more"}, "its name alone"),
        ({"prefix": "a//b"}, "without a name"),
        ({"prefix": "../b"}, "points alone"),
        ({"endpoint": "http://storage.example.com"}, "readable by anybody"),
        ({"endpoint": "storage"}, "not a web address"),
    ],
)
def test_what_cannot_be_asked_is_refused(site: Site, config: dict[str, Any], why: str) -> None:
    with pytest.raises(ConfigError, match=why) as failure:
        site.destination(**config).test()
    assert failure.value.hint


def test_unknown_keys_and_missing_ones_are_credentials_to_enter(site: Site) -> None:
    with pytest.raises(CredentialError, match="InvalidAccessKeyId"):
        site.destination(access_key="AKIANOBODY").test()
    with pytest.raises(CredentialError, match="missing"):
        site.destination(secrets={})


def refusal(status: str, code: str) -> bytes:
    body = f"<Error><Code>{code}</Code><Message>secret words</Message></Error>".encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    ("status", "code", "error", "said"),
    [
        ("501 Not Implemented", "NotImplemented", ConfigError, "on condition"),
        ("503 Slow Down", "SlowDown", TransientError, "SlowDown"),
        ("400 Bad Request", "ExpiredToken", CredentialError, "have run out"),
        ("403 Forbidden", "RequestTimeTooSkewed", DestinationError, "time"),
        ("400 Bad Request", "AuthorizationHeaderMalformed", ConfigError, "another region"),
        ("507 Full", "QuotaExceeded", DestinationError, "QuotaExceeded"),
    ],
)
def test_errors_have_a_meaning_and_no_text_of_the_server(
    site: Site, status: str, code: str, error: type[Exception], said: str
) -> None:
    with (
        RawServer(lambda connection, _: connection.sendall(refusal(status, code))) as server,
        pytest.raises(error, match=said) as failure,
    ):
        site.destination(endpoint=f"http://127.0.0.1:{server.port}").test()
    assert "secret words" not in str(failure.value)


# Whose keys -----------------------------------------------------------------------------------------------------------------


def test_pasted_keys_go_nowhere_but_to_the_form_s_endpoint(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of-another")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert "0 csv files" in site.destination().test()


def test_this_computer_s_credentials_are_used_by_choice(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "credentials"
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    mine = {"sign_in": OWN, "access_key": "", "secrets": {}}
    with pytest.raises(CredentialError, match="no credentials"):
        site.destination(**mine).test()
    file.write_text(
        f"[team]\naws_access_key_id = {site.s3.access_key}\naws_secret_access_key = {site.s3.secret_key}\nregion = {REGION}\n"
    )
    assert site.destination(**mine, profile="team").test()
    with pytest.raises(CredentialError):
        site.destination(**mine, profile="nobody").test()


# Names ----------------------------------------------------------------------------------------------------------------------


def test_objects_are_the_files_of_the_prefix_with_their_fields(site: Site) -> None:
    run(site.writer(prefix="/a/b/"), people(1))
    run(site.writer(Operation.APPEND, prefix="a/b"), people(2))
    run(site.writer(prefix="a/b/deeper", name="hidden"), people(3))
    specs = site.destination(prefix="a/b").objects()
    assert [(s.name, s.label, [f.name for f in s.fields]) for s in specs[1:]] == [("people", "people.csv", ["id", "name"])]
    assert sorted(site.s3.files(site.bucket))[0].startswith("a/b/deeper/hidden.csv")


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv"), ("jsonl", "ndjson"), ("parquet", "parquet")])
def test_a_file_says_what_it_is_and_is_encrypted_as_asked(site: Site, form: str, kind: str) -> None:
    key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd"
    run(site.writer(format=form, kms_key=key), people(1))
    head = site.s3.client().head_object(Bucket=site.bucket, Key=f"people.{form}")
    assert kind in head["ContentType"]
    assert (head["ServerSideEncryption"], head["SSEKMSKeyId"]) == ("aws:kms", key)


def test_each_request_is_told_in_the_record_of_requests(site: Site) -> None:
    told: list[Call] = []
    config = {**site.s3.config(site.bucket), "prefix": "segments"}
    context = DestinationContext(
        Connection("c1", "Files", "s3", config), site.s3.secrets, site.folder, site.clock, calls=CallsKept(told)
    )
    destination = open_destination(context)
    run(destination.open(Target("people", Operation.UPSERT, "id"), SCHEMA), people(1))
    destination.close()
    asked = [(call.method, call.status, call.address.rpartition("/")[2].partition("?")[0], call.error) for call in told]
    assert ("GET", 404, "people.csv", "NoSuchKey") in asked
    assert ("PUT", 200, "people.csv", "") in asked
    assert "Anna" not in str(told)
    assert not any(secret in str(told) for secret in site.s3.secrets.values())


def test_a_request_without_an_answer_is_told_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Call] = []
    config = {**site.s3.config(site.bucket), "endpoint": f"http://127.0.0.1:{free_port()}"}
    context = DestinationContext(
        Connection("c1", "Files", "s3", config), site.s3.secrets, site.folder, site.clock, calls=CallsKept(told)
    )
    destination = open_destination(context)
    monkeypatch.setattr("botocore.retries.standard.time.sleep", lambda _: None, raising=False)
    with pytest.raises(TransientError):
        destination.open(Target("people", Operation.UPSERT, "id"), SCHEMA)
    assert [(call.status, call.error) for call in told] == [(0, "EndpointConnectionError")]


def test_a_missing_library_says_what_to_install() -> None:
    assert "census-desktop[s3]" in without("botocore", "s3", {"bucket": "x"})


def without(module: str, type_: str, config: dict[str, Any]) -> str:
    code = f"""
import sys
sys.modules[{module!r}] = None
from pathlib import Path
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.ports import SystemClock
from tests.destinations.batches import opened
try:
    opened({type_!r}, {config!r}, Path("."), SystemClock())
except ConfigError as error:
    print(error)
"""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    ).stdout

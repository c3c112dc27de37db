"""The webhook's contract: the body to the letter, headers, partial rejections, and what a receiver may get wrong."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Destination, Reply, Target
from census_desktop.usecases.receiver import Receiver, ScriptedReply, json_reply
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.destinations.raw_server import RawServer, answer

SCHEMA = schema_of(id=pa.int64(), email=pa.string())
ROWS = [{"id": 7, "email": "anna@mail.example"}, {"id": 8, "email": None}, {"id": 9, "email": "zoë@mail.example"}]
TARGET = Target("records", Operation.UPSERT, "id")


class Hook:
    """A receiver that answers as scripted, and a webhook that sends to it."""

    def __init__(self, receiver: Receiver, open_: Callable[..., Destination]) -> None:
        self.receiver = receiver
        self._open = open_

    def open(self, secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        return self._open({"url": self.receiver.url, **config}, secrets or {})

    def send(self, operation: Operation = Operation.UPSERT, schema: pa.Schema = SCHEMA, **options: Any) -> Reply:
        key = options.pop("idempotency_key", "")
        rows = options.pop("rows", ROWS)
        destination = self.open(**options)
        return send(destination.open(TARGET, schema), batch_of(schema, rows, operation, idempotency_key=key))


@pytest.fixture
def hook(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Hook]]:
    receivers: list[Receiver] = []
    destinations: list[Destination] = []

    def open_(config: dict[str, Any], secrets: dict[str, str]) -> Destination:
        destinations.append(opened("webhook", config, tmp_path, clock, secrets))
        return destinations[-1]

    def start(*script: ScriptedReply, **options: Any) -> Hook:
        receivers.append(Receiver(tmp_path / f"received{len(receivers)}", 0, script=script, **options).start())
        return Hook(receivers[-1], open_)

    yield start
    for destination in destinations:
        destination.close()
    for receiver in receivers:
        receiver.stop()


Start = Callable[..., Hook]


def test_the_body_is_the_documented_one(hook: Start) -> None:
    there = hook()
    there.send(idempotency_key="the same again")
    (request,) = there.receiver.requests()
    assert request.body.decode() == (
        '{"sync": "High value to the CRM", "run": "0123456789abcdef", "operation": "upsert", "records": '
        '[{"id":7,"email":"anna@mail.example"},{"id":8,"email":null},{"id":9,"email":"zoë@mail.example"}]}'
    )
    assert request.headers["content-type"] == "application/json"
    assert request.headers["idempotency-key"] == "the same again"
    assert (request.method, request.path) == ("POST", "/in")


def test_a_delete_carries_the_key_alone(hook: Start) -> None:
    there = hook()
    there.send(Operation.DELETE)
    body = json.loads(there.receiver.requests()[0].body)
    assert body["operation"] == "delete"
    assert body["records"] == [{"id": 7}, {"id": 8}, {"id": 9}]


def test_method_headers_and_credential_are_sent_as_configured(hook: Start) -> None:
    there = hook()
    there.send(method="PUT", headers={"X-Team": "growth"}, secrets={"auth": " Bearer right\n"}, auth_header="X-Key-Of-Ours")
    (request,) = there.receiver.requests()
    assert request.method == "PUT"
    assert request.headers["x-team"] == "growth"
    assert request.headers["x-key-of-ours"] == "Bearer right"


def test_a_signing_key_signs_the_body(hook: Start) -> None:
    there = hook()
    there.send(secrets={"signing_key": "hush"})
    (request,) = there.receiver.requests()
    wanted = base64.b64encode(hmac.new(b"hush", request.body, hashlib.sha256).digest()).decode()
    assert request.headers["x-signature"] == wanted


def test_limits_come_from_the_configuration(hook: Start) -> None:
    writer = hook().open(batch_size=1, concurrency=2, rate=7).open(TARGET, SCHEMA)
    assert (writer.limits.batch_rows, writer.limits.concurrency, writer.limits.rate) == (1, 2, 7.0)


@pytest.mark.parametrize("status", [200, 207])
@pytest.mark.parametrize("key", ["id", "member"])
@pytest.mark.parametrize("value", [8, "8", 8.0])
def test_records_that_the_reply_rejects_are_rejected_alone(hook: Start, status: int, key: str, value: Any) -> None:
    schema = schema_of(member=pa.int64(), email=pa.string())
    rows = [{"member": r["id"], "email": r["email"]} for r in ROWS]
    there = hook(json_reply(status, {"rejected": [{key: value, "reason": "no e-mail"}]}))
    assert there.send(schema=schema, rows=rows).rejected == {1: "no e-mail"}
    assert [r["member"] for r in there.receiver.records("High value to the CRM")] == [7, 9]


def test_a_202_is_accepted_and_not_yet_acknowledged(hook: Start) -> None:
    assert hook(ScriptedReply(202)).send().accepted
    assert not hook(ScriptedReply(200)).send().accepted


@pytest.mark.parametrize("body", [b"", b"ok", b"[]", b"null", b'{"rejected": []}', b'{"rejected": null}', b'{"received": 3}'])
def test_other_answers_of_success_reject_nothing(hook: Start, body: bytes) -> None:
    assert hook(ScriptedReply(200, body)).send().rejected == {}


def test_reasons_repeat_nothing_of_the_record(hook: Start) -> None:
    schema = schema_of(id=pa.int64(), name=pa.string(), city=pa.string())
    reason = "Keller of Berlin (anna@mail.example, +49 170 1234567, key Bearer right) is known"
    there = hook(json_reply(200, {"rejected": [{"id": 7, "reason": reason}, {"id": 8}, {"id": 7, "reason": "again"}]}))
    rows = [{"id": 7, "name": "Keller", "city": "Berlin"}, {"id": 8}]
    rejected = there.send(schema=schema, rows=rows, secrets={"auth": "Bearer right"}).rejected
    assert rejected == {0: "••• of ••• (•••, •••, key •••) is known", 1: "The receiver gave no reason."}


def test_the_reason_of_a_whole_refusal_repeats_nothing_either(hook: Start) -> None:
    there = hook(json_reply(400, {"error": "Keller cannot be a name"}))
    with pytest.raises(BatchRejected) as failure:
        there.send(schema=schema_of(id=pa.int64(), name=pa.string()), rows=[{"id": 7, "name": "Keller"}])
    assert failure.value.message == "••• cannot be a name"


@pytest.mark.parametrize("status", [400, 403, 422, 500, 503])
def test_no_refusal_repeats_a_value_wherever_it_stands_in_the_record(hook: Start, status: int) -> None:
    schema = schema_of(id=pa.int64(), pay=pa.int64(), home=pa.struct([("street", pa.string())]), also=pa.list_(pa.string()))
    row = {"id": 7, "pay": 54321, "home": {"street": "Elm Street 5"}, "also": ["Keller", "x"]}
    there = hook(json_reply(status, {"error": f"{'so ' * 95}Elm Street 5, 54321 and Keller are known"}))
    with pytest.raises(DestinationError) as failure:
        there.send(schema=schema, rows=[row])
    for told in ("Elm", "54321", "543", "Keller", "Kell"):
        assert told not in str(failure.value)
    rejected = {"rejected": [{"id": 7, "reason": "Elm Street 5, 54321 and Keller are known"}]}
    assert hook(json_reply(200, rejected)).send(schema=schema, rows=[row]).rejected == {0: "•••, ••• and ••• are known"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"rejected": [{"id": 99, "reason": "x"}]}, "was not in the batch"),
        ({"rejected": [{"reason": "x"}]}, "neither “id” nor “id”"),
        ({"rejected": [7]}, "neither"),
        ({"rejected": {"id": 7}}, "not a list"),
        ({"rejected": "all"}, "not a list"),
    ],
)
def test_a_reply_that_breaks_the_contract_fails_the_run_with_what_to_do(hook: Start, said: Any, why: str) -> None:
    with pytest.raises(DestinationError, match=why) as failure:
        hook(json_reply(200, said)).send()
    assert type(failure.value) is DestinationError
    assert failure.value.kept
    assert "receiving program" in failure.value.hint
    assert "99" not in str(failure.value)


def test_json_that_cannot_be_read_may_have_named_rejections_and_fails(hook: Start) -> None:
    with pytest.raises(DestinationError, match="cannot be read"):
        hook(ScriptedReply(200, b'{"rejected": [', {"Content-Type": "application/json"})).send()


def test_a_page_is_no_success(hook: Start) -> None:
    with pytest.raises(TransientError, match="web page"):
        hook(ScriptedReply(200, b"<!doctype html><h1>Sign in</h1>")).send()


def test_a_dropped_connection_leaves_the_outcome_open_and_the_repeat_changes_nothing(hook: Start) -> None:
    there = hook(ScriptedReply(200, drop=True))
    writer = there.open().open(TARGET, SCHEMA)
    batch = batch_of(SCHEMA, ROWS, Operation.APPEND)
    with pytest.raises(TransientError) as failure:
        send(writer, batch)
    assert not failure.value.outcome_known
    assert send(writer, batch).rejected == {}
    assert len(there.receiver.records("High value to the CRM")) == 3


@pytest.mark.parametrize(
    ("status", "said"),
    [(200, "answers (200)"), (405, "does not take a test"), (404, "does not take a test"), (501, "does not")],
)
def test_a_test_says_honestly_what_it_learned(tmp_path: Path, clock: FakeClock, status: int, said: str) -> None:
    with RawServer(answer(f"HTTP/1.1 {status} So\nContent-Length: 0\n\n")) as server:
        destination = opened("webhook", {"url": f"http://127.0.0.1:{server.port}/in"}, tmp_path, clock)
        assert said in destination.test()
        destination.close()
        assert [r.split()[0] for r in server.requests] == [b"HEAD"]


def test_a_test_finds_a_wrong_credential_and_writes_nothing(hook: Start) -> None:
    there = hook(require_auth="Bearer right")
    assert "answers (200)" in there.open({"auth": "Bearer right"}).test()
    with pytest.raises(CredentialError):
        there.open({"auth": "Bearer wrong"}).test()
    assert there.receiver.requests() == []


@pytest.mark.parametrize(
    ("config", "secrets", "why"),
    [
        ({"headers": {"Authorization": "Bearer hush"}}, {}, "carries a credential"),
        ({"headers": {"cookie": "hush"}}, {}, "carries a credential"),
        ({"headers": {"X-Mine": "hush"}, "auth_header": "x-mine"}, {}, "carries a credential"),
        ({"headers": {"Content-Type": "text/plain"}}, {}, "set by the program"),
        ({"headers": {"Idempotency-Key": "1"}}, {}, "set by the program"),
        ({"auth_header": "Host"}, {"auth": "hush"}, "cannot be the credential header"),
        ({"headers": {"Bad Name": "1"}}, {}, "cannot be the name"),
        ({}, {"auth": "Bearer hush\r\nX: 1"}, "cannot be sent"),
        ({"url": "http://example.com/in"}, {}, "Plain http"),
    ],
)
def test_settings_that_cannot_work_or_would_leak_are_refused(
    tmp_path: Path, clock: FakeClock, config: dict[str, Any], secrets: dict[str, str], why: str
) -> None:
    with pytest.raises(ConfigError, match=why) as failure:
        opened("webhook", {"url": "https://example.com/in", **config}, tmp_path, clock, secrets)
    assert failure.value.hint
    assert "hush" not in str(failure.value)

"""The local receiver: what it keeps, what it shows, and whom it answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from census_desktop.domain.errors import ConfigError, StoreError
from census_desktop.usecases.receiver import Receiver, ScriptedReply, json_reply
from tests.conftest import FakeClock

Answer = tuple[int, dict[str, str], bytes]


class Client:
    """One kept-alive connection to a receiver."""

    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver
        self._connection = HTTPConnection("127.0.0.1", receiver.port, timeout=10)

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        self._connection.request(method, path, body, headers or {})
        reply = self._connection.getresponse()
        return reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()

    def deliver(self, operation: str, records: list[Any], key: str = "", run: str = "r1", **headers: str) -> Answer:
        body = json.dumps({"sync": "S", "run": run, "operation": operation, "records": records}).encode()
        return self.ask("POST", "/in", body, {**({"Idempotency-Key": key} if key else {}), **headers})

    def records(self, sync: str = "S") -> list[dict[str, Any]]:
        return self.receiver.records(sync)

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def start(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Client]]:
    clients: list[Client] = []

    def begin(**options: Any) -> Client:
        clients.append(Client(Receiver(tmp_path / "received", 0, clock=clock, **options).start()))
        return clients[-1]

    yield begin
    for client in clients:
        client.close()
        client.receiver.stop()


Start = Callable[..., Client]


def test_records_follow_the_operations(start: Start) -> None:
    client = start()
    client.deliver("upsert", [{"id": 1, "n": "a"}, {"id": 2, "n": "b"}])
    client.deliver("upsert", [{"id": 2, "n": "c"}])
    client.deliver("update", [{"id": 1, "n": "d"}, {"id": 9, "n": "x"}])
    client.deliver("create", [{"id": 1, "n": "x"}, {"id": 3, "n": "e"}])
    client.deliver("delete", [{"id": 2}])
    assert client.records() == [{"id": 1, "n": "d"}, {"id": 3, "n": "e"}]
    assert client.receiver.totals() == {"S": 2}


def test_append_keeps_every_copy(start: Start) -> None:
    client = start()
    client.deliver("append", [{"id": 1, "n": "a"}])
    client.deliver("append", [{"id": 1, "n": "b"}])
    assert client.records() == [{"id": 1, "n": "a"}, {"id": 1, "n": "b"}]


def test_the_same_idempotency_key_is_applied_once_also_from_another_run(start: Start) -> None:
    client = start()
    assert client.deliver("append", [{"id": 1}], key="k")[0] == 200
    assert client.deliver("append", [{"id": 1}], key="k")[0] == 200
    assert client.deliver("append", [{"id": 1}], key="k", run="r2")[0] == 200
    assert len(client.records()) == 1
    assert client.deliver("append", [{"id": 2}], key="k")[0] == 422
    assert len(client.records()) == 1
    assert [r.status for r in client.receiver.requests()] == [200, 200, 200, 422]


def test_a_scripted_failure_keeps_nothing_and_the_repeat_does(start: Start) -> None:
    client = start(script=[ScriptedReply(503, headers={"Retry-After": "1"}), None, json_reply(422, {"error": "no"})])
    status, headers, _ = client.deliver("upsert", [{"id": 1}], key="k")
    assert (status, headers["retry-after"], client.records()) == (503, "1", [])
    assert client.deliver("upsert", [{"id": 1}], key="k")[0] == 200
    assert client.deliver("upsert", [{"id": 2}], key="l")[0] == 422
    assert client.records() == [{"id": 1}]


def test_records_that_a_scripted_reply_rejects_are_not_kept(start: Start) -> None:
    client = start(script=[json_reply(207, {"rejected": [{"id": 2, "reason": "no"}, {"email": "c", "reason": "no"}]})])
    client.deliver("upsert", [{"id": 1}, {"id": 2}, {"id": "c"}])
    assert client.records() == [{"id": 1}]


def test_a_rule_answers_by_what_came(start: Start) -> None:
    client = start(rule=lambda request: json_reply(400, {"error": "poison"}) if b"poison" in request.body else None)
    assert client.deliver("upsert", [{"id": 1, "n": "fine"}])[0] == 200
    assert client.deliver("upsert", [{"id": 2, "n": "poison"}])[0] == 400
    assert client.records() == [{"id": 1, "n": "fine"}]


def test_a_dropped_connection_can_have_been_applied(start: Start) -> None:
    client = start(script=[ScriptedReply(200, drop=True), ScriptedReply(500, apply=True)])
    with pytest.raises(ConnectionError):
        client.deliver("upsert", [{"id": 1}])
    assert client.deliver("upsert", [{"id": 2}])[0] == 500
    assert client.records() == [{"id": 1}, {"id": 2}]


def test_a_credential_can_be_demanded_and_is_never_kept(start: Start, tmp_path: Path) -> None:
    client = start(require_auth="Bearer hush-hush")
    assert client.deliver("upsert", [{"id": 1}])[0] == 401
    assert client.deliver("upsert", [{"id": 1}], Authorization="Bearer wrong")[0] == 401
    assert client.deliver("upsert", [{"id": 1}], Authorization="Bearer hush-hush", Cookie="hush-hush")[0] == 200
    assert client.ask("HEAD", "/in")[0] == 401
    assert client.ask("HEAD", "/in", headers={"Authorization": "Bearer hush-hush"})[0] == 200
    assert [r.status for r in client.receiver.requests()] == [401, 401, 200]
    assert client.receiver.requests()[2].headers["authorization"] == "…"
    for path in (tmp_path / "received").iterdir():
        assert b"hush-hush" not in path.read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"\xff\xfe",
        b'{"sync": "S", "operation": "upsert"}',
        b'{"sync": 7, "operation": "upsert", "records": []}',
        b'{"sync": "S", "operation": "mirror", "records": []}',
        b'{"sync": "S", "operation": "upsert", "records": [7]}',
        b'{"sync": "S", "operation": "upsert", "records": [{}]}',
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_no_delivery_is_refused_and_noted(start: Start, body: bytes) -> None:
    client = start()
    status, _, said = client.ask("POST", "/in", body)
    assert status == 400
    assert json.loads(said)["error"]
    assert [(r.status, r.body) for r in client.receiver.requests()] == [(400, body)]


def test_paths_lengths_and_other_hosts(start: Start) -> None:
    client = start()
    assert client.ask("POST", "/other", b"{}")[0] == 404
    assert client.ask("GET", "/other")[0] == 404
    assert client.ask("GET", "/", headers={"Host": "evil.example"})[0] == 403
    assert client.ask("POST", "/in", b"{}", headers={"Host": "evil.example:8099"})[0] == 403
    assert client.ask("GET", "/", headers={"Host": "[bad"})[0] == 403
    assert client.ask("GET", "/", headers={"Host": "[::1]:8099"})[0] == 200
    assert client.ask("POST", "/in", b"", headers={"Content-Length": str(10**12)})[0] == 413
    client.close()
    assert client.ask("POST", "/in", headers={"Content-Length": "many"})[0] == 411


def test_the_page_shows_counts_and_records_and_escapes_them(start: Start) -> None:
    client = start()
    client.deliver("upsert", [{"id": 1, "<b>": "<script>alert(1)</script> & Zoë"}])
    status, headers, page = client.ask("GET", "/")
    text = page.decode()
    assert status == 200
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "S: 1 records" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Zoë" in text
    assert "<script" not in text
    assert "<b>" not in text
    assert "2026-11-24 10:20:00" in text


def test_the_page_is_fine_before_anything_came(start: Start) -> None:
    assert b"Nothing has been received yet" in start().ask("GET", "/")[2]


def test_records_and_requests_as_json(start: Start) -> None:
    client = start()
    client.deliver("upsert", [{"id": n} for n in range(5)], key="k")
    assert json.loads(client.ask("GET", "/records?sync=S&limit=2")[2]) == {
        "sync": "S",
        "total": 5,
        "records": [{"id": 0}, {"id": 1}],
    }
    assert json.loads(client.ask("GET", "/records?sync=none")[2])["records"] == []
    (request,) = json.loads(client.ask("GET", "/requests")[2])
    assert (request["method"], request["path"], request["status"]) == ("POST", "/in", 200)
    assert request["headers"]["idempotency-key"] == "k"
    assert json.loads(request["body"])["records"][4] == {"id": 4}


def test_what_was_received_is_there_after_a_restart(start: Start) -> None:
    first = start()
    first.deliver("append", [{"id": 1}], key="k")
    first.receiver.stop()
    second = start()
    assert second.records() == [{"id": 1}]
    second.deliver("append", [{"id": 1}], key="k")
    assert second.records() == [{"id": 1}]


def test_stop_breaks_off_what_waits(tmp_path: Path, clock: FakeClock) -> None:
    entered, release = threading.Event(), threading.Event()

    def rule(_: object) -> None:
        entered.set()
        release.wait()

    receiver = Receiver(tmp_path, 0, clock=clock, rule=rule).start()
    idle, busy = Client(receiver), Client(receiver)
    idle.ask("GET", "/requests")
    failures: list[Exception] = []

    def deliver() -> None:
        try:
            busy.deliver("upsert", [{"id": 1}])
        except OSError as error:
            failures.append(error)

    sender = threading.Thread(target=deliver)
    sender.start()
    entered.wait()
    stopper = threading.Thread(target=receiver.stop)
    stopper.start()
    sender.join()
    release.set()
    stopper.join()
    assert failures
    idle.close()
    busy.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "", "example.com"])
def test_it_listens_on_this_computer_only(tmp_path: Path, host: str) -> None:
    with pytest.raises(ConfigError, match="this computer only"):
        Receiver(tmp_path, 0, host)


def test_a_taken_port_is_named(start: Start, tmp_path: Path) -> None:
    port = start().receiver.port
    with pytest.raises(ConfigError, match=f"Port {port} cannot be used") as failure:
        Receiver(tmp_path / "other", port)
    assert "another port" in failure.value.hint


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "receiver.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match=r"receiver\.sqlite"):
        Receiver(tmp_path, 0)

"""What of a request is kept for looking at: names and structure, never a value of a record or a credential."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import open_destination
from census_desktop.destinations._http.recording import (
    SHOWN,
    masked_json,
    shown_address,
    shown_headers,
    shown_request,
    shown_response,
)
from census_desktop.domain.errors import CensusError, CredentialError, TransientError
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import CancelToken, DestinationContext, Target
from census_desktop.domain.records import Call
from census_desktop.engine.calls import CallFile, calls_file, read_calls
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.raw_server import Act, RawServer, answer

JSON = {"Content-Type": "application/json"}
SCHEMA = schema_of(key=pa.string(), name=pa.string(), age=pa.int64(), vip=pa.bool_(), note=pa.string())
ANNA = {"key": "cust-4711", "name": "Anna Müller-Lüdenscheidt", "age": 1234567, "vip": True, "note": None}


class Kept:
    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._lock = threading.Lock()

    def record(self, call: Callable[[], Call]) -> None:
        with self._lock:
            self.calls.append(call())


def exchanges(act: Act, folder: Path, clock: FakeClock, rows: list[dict[str, Any]] | None = None, **config: Any) -> list[Call]:
    """The requests of a batch as they are kept, whatever becomes of it."""
    kept = Kept()
    with RawServer(act) as server:
        settings = {"url": f"http://127.0.0.1:{server.port}/hooks/T0AB12CD/in?token=hush-hush", **config}
        connection = Connection("hook", "Hook", "webhook", settings)
        secrets = {"auth": "Bearer sesame-open", "signing_key": "very-secret-key"}
        destination = open_destination(DestinationContext(connection, secrets, folder, clock, kept))
        writer = destination.open(Target("records", Operation.UPSERT, "key"), SCHEMA)
        try:
            writer.send(batch_of(SCHEMA, rows or [ANNA], run_id="run-77"), CancelToken())
        except CensusError:
            pass
        finally:
            destination.close()
    return kept.calls


def exchange(act: Act, folder: Path, clock: FakeClock, **options: Any) -> tuple[Call, str]:
    """The one request of a batch as it is kept, and all of it as text."""
    (call,) = exchanges(act, folder, clock, **options)
    headers = (*call.request_headers.values(), *call.response_headers.values())
    return call, json.dumps([call.address, call.request, call.response, call.error, *headers])


SECRETS = ("sesame-open", "very-secret", "hush-hush", "T0AB12CD", "cust-4711", "Anna", "denscheidt", "1234567")


def test_a_request_is_kept_without_its_values(tmp_path: Path, clock: FakeClock) -> None:
    call, text = exchange(answer("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"), tmp_path, clock)
    assert (call.method, call.status, call.records, call.failed, call.error) == ("POST", 200, 1, False, "")
    assert call.address.endswith("/hooks/•••/in?token=•••")
    assert json.loads(call.request) == {
        "sync": "High value to the CRM",
        "run": "run-77",
        "operation": "upsert",
        "records": [{"key": "•••", "name": "•••", "age": 0, "vip": "•••", "note": None}],
    }
    assert call.request_headers["Authorization"] == "•••"
    assert call.request_headers["Idempotency-Key"].startswith("key-")
    assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "207 Multi-Status"])
def test_what_a_reply_repeats_is_masked_and_its_own_words_stay(tmp_path: Path, clock: FakeClock, status: str) -> None:
    says = {
        "rejected": [{"id": "cust-4711", "reason": "Anna Müller-Lüdenscheidt is no adult, call +49 170 1234567"}],
        "trace": "ask erika@example.com, token=abcdef1234",
        "hint": "the field “age” must be below 150",
    }
    body = json.dumps(says)
    _, text = answered = exchange(answer(f"HTTP/1.1 {status}\nContent-Length: {len(body)}\n\n{body}"), tmp_path, clock)
    call = answered[0]
    assert "is no adult" in call.response
    assert "the field “age” must be below 150" in call.response
    for told in (*SECRETS, "erika", "abcdef1234", "+49"):
        assert told not in text


def test_a_large_body_is_told_by_its_beginning(tmp_path: Path, clock: FakeClock) -> None:
    call, text = exchange(answer("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"), tmp_path, clock, rows=[ANNA] * 400)
    assert call.records == 400
    assert SHOWN <= len(call.request) < SHOWN + 30
    assert "bytes)" in call.request
    assert "Anna" not in text


def test_a_request_without_an_answer_says_why(tmp_path: Path, clock: FakeClock) -> None:
    call, text = exchange(lambda _c, _r: None, tmp_path, clock)
    assert (call.status, call.failed) == (0, True)
    assert "broke off" in call.error
    assert "Anna" not in text


def test_a_page_of_a_gateway_is_shown(tmp_path: Path, clock: FakeClock) -> None:
    page = "<html>bad gateway</html>"
    call, _ = exchange(answer(f"HTTP/1.1 502 Bad Gateway\nContent-Length: {len(page)}\n\n{page}"), tmp_path, clock)
    assert (call.status, call.failed, call.response) == (502, True, page)


# Bodies -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"a": "x, \\"y\\": z", "b": [1, -2.5e3, null, true]}', '{"a": "•••", "b": [0, 0, null, "•••"]}'),
        ('[{"a": {"b": "x"}}, "y"]', '[{"a": {"b": "•••"}}, "•••"]'),
        ('{"a": "x"}\n{"a": "y"}', '{"a": "•••"}\n{"a": "•••"}'),
        ('{"anna@example.com": 1}', '{"•••": 0}'),
        ('{"sync": "S", "records": [{"sync": "x", "run": 7}]}', '{"sync": "S", "records": [{"sync": "•••", "run": 0}]}'),
        ('{"operation": "hysterectomy"}', '{"operation": "•••"}'),
        ('{"a": "cut in the mid', '{"a": '),
        ('{"a": "x", "b": "Anna, Main Street 1", "c": "An', '{"a": "•••", "b": "•••", "c": '),
        ('{"a": 1234', '{"a": '),
        ('{"a": "ends with \\', '{"a": '),
        ("{broken: anna}", '{"•••": 0}'),
    ],
)
def test_masking_a_body_keeps_names_and_structure_alone(body: str, shown: str) -> None:
    assert masked_json(body) == shown


@pytest.mark.parametrize("cut", range(1, 90))
def test_a_body_that_ends_anywhere_tells_no_value(cut: int) -> None:
    body = '{"sync": "S", "records": [{"key": "Anna", "note": "lives, \\"here\\": Main", "n": 8080}]}'
    shown = masked_json(body[:cut])
    assert not [word for word in ("Anna", "lives", "here", "Main", "80") if word in shown]


def test_forms_keep_their_names_and_other_bodies_their_size() -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert shown_request(b"email=anna%40x.de&age=7", 23, form) == "email=•••&age=•••"
    assert shown_request(b"id;name\n1;Anna", 14, {"Content-Type": "text/csv"}) == "(14 bytes)"
    assert shown_request(b"", 0, {}) == ""


def test_a_long_value_is_masked_though_the_reply_is_cut_within_it() -> None:
    note = "".join(f"word{n} " for n in range(1000))
    body = json.dumps({"records": [{"note": note}]}).encode()
    shown = shown_response(json.dumps({"error": "x" * 1900, "value": note}).encode(), body, ())
    assert "word" not in shown


@pytest.mark.parametrize("escaped", [True, False])
def test_values_are_found_however_the_reply_writes_them(escaped: bool) -> None:
    body = json.dumps({"records": [{"name": 'Zoë "Zo" O’Neil'}]}, ensure_ascii=not escaped).encode()
    reply = json.dumps({"error": 'Zoë "Zo" O’Neil is taken'}, ensure_ascii=escaped).encode()
    assert shown_response(reply, body, ()) == '{"error": "••• is taken"}'
    assert shown_response('Zoë "Zo" O’Neil is taken'.encode(), body, ()) == "••• is taken"


def test_a_short_reply_is_masked_too_wherever_in_the_request_its_words_stand(tmp_path: Path, clock: FakeClock) -> None:
    act = answer("HTTP/1.1 409 Conflict\nContent-Length: 14\n\ntaken: Lovelac")
    rows = [{**ANNA, "key": f"k{n:05}"} for n in range(99)] + [{**ANNA, "key": "k99999", "name": "Lovelac"}]
    call, _ = exchange(act, tmp_path, clock, rows=rows)
    assert call.response == "taken: •••"


def test_a_reply_that_repeats_the_address_tells_nothing_of_its_secret(tmp_path: Path, clock: FakeClock) -> None:
    says = "Cannot POST /hooks/T0AB12CD/in?token=hush-hush-2"
    head = f"HTTP/1.1 400 No\nContent-Type: text/plain\nLocation: /hooks/T0AB12CD/A/?token=x\nContent-Length: {len(says)}"
    call, text = exchange(answer(f"{head}\n\n{says}"), tmp_path, clock)
    assert call.response.startswith("Cannot POST /hooks/•••/in")
    assert call.response_headers["location"] == "/hooks/•••/•••/?token=•••"
    assert "T0AB12CD" not in text


def test_where_a_redirect_leads_is_shown_like_the_address_that_was_entered(tmp_path: Path, clock: FakeClock) -> None:
    def act(connection: Any, request: bytes) -> None:
        first = b"B02DEF99" not in request
        head = "307 There\nLocation: /in/B02DEF99" if first else "200 OK"
        answer(f"HTTP/1.1 {head}\nConnection: close\nContent-Length: 2\n\n{{}}")(connection, request)

    calls = exchanges(act, tmp_path, clock)
    assert [c.status for c in calls] == [307, 200]
    assert calls[1].address.endswith("/in/•••")
    assert "B02DEF99" not in json.dumps([str(c) for c in calls])


# Headers and addresses --------------------------------------------------------------------------------------------------


def test_headers_that_carry_a_credential_are_hidden() -> None:
    hidden = (
        "Authorization",
        "Cookie",
        "X-Api-Key",
        "apikey",
        "X-Auth-Token",
        "Set-Cookie",
        "X-Signature",
        "X-Shop-Access-Token",
    )
    shown = shown_headers(dict.fromkeys(hidden, "value"), ())
    assert set(shown.values()) == {"•••"}
    plain = {"Idempotency-Key": "k1", "WWW-Authenticate": "Bearer", "Retry-After": "7", "X-Request-Id": "abc", "Monkey": "1"}
    assert shown_headers(plain, ()) == plain
    assert shown_headers({"X-Custom": "it is sesame"}, ("sesame",)) == {"X-Custom": "it is •••"}


def test_addresses_hide_what_may_be_a_secret_or_a_person() -> None:
    hook = "https://hooks.example.com/services/T01ABC/B02DEF/a8f3b1c9e7"
    assert shown_address(hook, hook, ()) == "https://hooks.example.com/services/•••/•••/•••"
    api = "https://api.example.com/v3/"
    assert shown_address(f"{api}lists/42/members", api, ()) == f"{api}lists/42/members"
    digest = "5f4dcc3b5aa765d61d8327deb882cf99"
    assert shown_address(f"{api}members/{digest}", api, ()) == f"{api}members/•••"
    assert shown_address(f"{api}members/anna@example.com?key=1&q=anna", api, ()) == f"{api}members/•••?key=•••&q=•••"


def test_a_401_names_the_credential(tmp_path: Path, clock: FakeClock) -> None:
    with RawServer(answer("HTTP/1.1 401 Unauthorized\nContent-Length: 0\n\n")) as server:
        connection = Connection(
            "hook", "Shop hook", "webhook", {"url": f"http://127.0.0.1:{server.port}/in", "auth_header": "X-Key"}
        )
        destination = open_destination(DestinationContext(connection, {"auth": "k"}, tmp_path, clock))
        writer = destination.open(Target("records", Operation.UPSERT, "key"), SCHEMA)
        with pytest.raises(CredentialError, match="refused the credential in X-Key of “Shop hook”") as refusal:
            writer.send(batch_of(SCHEMA, [ANNA]), CancelToken())
        assert not isinstance(refusal.value, TransientError)
        destination.close()


# The file ---------------------------------------------------------------------------------------------------------------


def call(clock: FakeClock, number: int) -> Call:
    return Call(clock.now(), "POST", "https://crm.example/in", 200, 0.1, number, 5, "{}", "{}", "", {"A": "b"}, {})


def test_only_the_newest_hundred_are_rendered_and_kept(tmp_path: Path, clock: FakeClock) -> None:
    rendered: list[int] = []

    def render(number: int) -> Call:
        rendered.append(number)
        return call(clock, number)

    with CallFile(tmp_path / "calls", "run1", clock, every=3600) as file:
        for number in range(250):
            file.record(lambda n=number: render(n))  # type: ignore[misc]
    assert rendered == list(range(150, 250))
    path = calls_file(tmp_path / "calls", "run1")
    assert [c.batch for c in read_calls(path)] == list(range(249, 149, -1))
    assert read_calls(path)[0] == call(clock, 249)
    assert path.stat().st_mode & 0o077 == 0


def test_a_run_that_is_killed_keeps_what_was_written_before(tmp_path: Path, clock: FakeClock) -> None:
    file = CallFile(tmp_path, "run1", clock, every=0.01)
    file.record(lambda: call(clock, 1))
    path = calls_file(tmp_path, "run1")
    seen = threading.Event()
    for _ in range(1000):
        if path.exists():
            break
        seen.wait(0.01)
    assert [c.batch for c in read_calls(path)] == [1]
    file.close()


def test_lines_that_cannot_be_read_are_left_out_and_no_file_is_no_request(tmp_path: Path, clock: FakeClock) -> None:
    assert read_calls(calls_file(tmp_path, "none")) == ()
    with CallFile(tmp_path, "run1", clock) as file:
        file.record(lambda: call(clock, 1))
    path = calls_file(tmp_path, "run1")
    path.write_text(path.read_text(encoding="utf-8") + '{"at": "half a li\n[]\n{"at": 7}\n', encoding="utf-8")
    assert len(read_calls(path)) == 1


def test_a_run_without_requests_leaves_no_file_and_a_full_disk_no_failure(tmp_path: Path, clock: FakeClock) -> None:
    with CallFile(tmp_path / "calls", "run1", clock):
        pass
    assert not (tmp_path / "calls").exists()
    (tmp_path / "calls").write_text("in the way", encoding="utf-8")
    with CallFile(tmp_path / "calls", "run1", clock) as file:
        file.record(lambda: call(clock, 1))


@pytest.mark.parametrize("name", ["Al Bo", "Bo-7", "Xu Annabelle", "4711"])
def test_short_and_composed_values_are_found_within_a_sentence(name: str) -> None:
    body = json.dumps({"records": [{"name": name}]}).encode()
    shown = shown_response(json.dumps({"error": f"so {name} is in use, bad"}).encode(), body, ())
    assert shown == '{"error": "so ••• is in use, bad"}'

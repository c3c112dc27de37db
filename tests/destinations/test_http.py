"""The HTTP client against sockets that misbehave in every way that was thought of."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from census_desktop.destinations._http import HttpClient, HttpReply
from census_desktop.domain.errors import Cancelled, ConfigError, DestinationError, TransientError
from census_desktop.domain.ports import CancelToken
from tests.conftest import FakeClock
from tests.destinations.raw_server import Act, RawServer, answer, certificate, read_request

Serve = Callable[..., tuple[RawServer, HttpClient]]


@pytest.fixture
def serve(clock: FakeClock) -> Iterator[Serve]:
    """A server that acts so, and a client of it."""
    ends: list[Callable[[], object]] = []

    def start(act: Act, *, host: str = "127.0.0.1", **options: object) -> tuple[RawServer, HttpClient]:
        server = RawServer(act, host=host)
        server.__enter__()
        shown = f"[{host}]" if ":" in host else host
        client = HttpClient(f"http://{shown}:{server.port}/in", clock=clock, **options)  # type: ignore[arg-type]
        ends.extend([lambda: server.__exit__(), client.close])
        return server, client

    yield start
    for end in reversed(ends):
        end()


def get(client: HttpClient, cancel: CancelToken | None = None) -> HttpReply:
    return client.request("POST", cancel=cancel or CancelToken(), body=b"{}")


def test_a_reply_is_read_whole(serve: Serve) -> None:
    server, client = serve(answer('HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 10\n\n{"ok":true}'[:-1]))
    reply = get(client)
    assert (reply.status, reply.headers["content-type"], reply.body) == (200, "application/json", b'{"ok":true')
    assert server.requests[0].startswith(b"POST /in HTTP/1.1\r\n")


def test_ipv6_loopback_is_loopback(serve: Serve) -> None:
    _, client = serve(answer("HTTP/1.1 204 No Content\n\n"), host="::1")
    assert get(client).status == 204


# Silence, drips and broken connections --------------------------------------------------------------------------------


def test_silence_ends_at_the_read_time_out_and_leaves_the_outcome_open(serve: Serve) -> None:
    server, client = serve(lambda _c, _r: server.released.wait(), read_timeout=0.05)
    with pytest.raises(TransientError, match=r"did not answer within 0\.05 seconds") as failure:
        get(client)
    assert not failure.value.outcome_known


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"]
)
def test_a_dripping_server_cannot_outlast_the_deadline(serve: Serve, start: bytes) -> None:
    def drip(connection: socket.socket, _: bytes) -> None:
        connection.sendall(start)
        while not server.released.wait(0.01):
            connection.sendall(b"x")

    server, client = serve(drip, deadline=0.2)
    with pytest.raises(TransientError, match="did not finish its answer") as failure:
        get(client)
    assert not failure.value.outcome_known


def test_cancel_ends_a_request_under_way_at_once(serve: Serve) -> None:
    cancel = CancelToken()

    def act(_c: socket.socket, _r: bytes) -> None:
        cancel.cancel()
        server.released.wait()

    server, client = serve(act)
    with pytest.raises(Cancelled):
        get(client, cancel)


def test_a_cancelled_token_sends_nothing(serve: Serve) -> None:
    cancel = CancelToken()
    cancel.cancel()
    server, client = serve(answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n"))
    with pytest.raises(Cancelled):
        get(client, cancel)
    assert server.requests == []


@pytest.mark.parametrize("sent", ["", "HTTP/1.1 200 OK\nContent-Length: 100\n\nhalf", "nonsense\n\n"])
def test_a_connection_that_breaks_off_leaves_the_outcome_open(serve: Serve, sent: str) -> None:
    _, client = serve(answer(sent))
    with pytest.raises(TransientError, match="broke off") as failure:
        get(client)
    assert not failure.value.outcome_known


def test_a_refused_connection_surely_changed_nothing(clock: FakeClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = HttpClient(f"http://127.0.0.1:{port}/", clock=clock)
    with pytest.raises(TransientError, match="refused the connection") as failure:
        get(client)
    assert failure.value.outcome_known


def test_a_host_that_does_not_exist_surely_changed_nothing(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.delenv("https_proxy", raising=False)
    client = HttpClient("https://nowhere.invalid/in", clock=clock)
    with pytest.raises(TransientError, match=r"nowhere\.invalid cannot be found") as failure:
        get(client)
    assert failure.value.outcome_known


def test_a_proxy_that_is_away_is_named_and_never_used_for_loopback(
    serve: Serve, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    client = HttpClient("https://example.com/in", clock=clock)
    with pytest.raises(TransientError, match="proxy") as failure:
        get(client)
    assert failure.value.outcome_known
    _, near = serve(answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n"))
    assert get(near).status == 200


def test_a_reply_larger_than_the_limit_is_refused_also_when_it_was_packed_small(serve: Serve) -> None:
    packed = gzip.compress(b"0" * 20_000_000)

    def act(connection: socket.socket, _: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
        connection.sendall(head.encode() + packed)

    _, client = serve(act)
    with pytest.raises(DestinationError, match="larger than 8 MB"):
        get(client)


# TLS ------------------------------------------------------------------------------------------------------------------

needs_certificates = pytest.mark.skipif(find_spec("cryptography") is None, reason="cryptography is not installed")


@needs_certificates
@pytest.mark.parametrize(
    ("host", "days", "trusted", "why"),
    [
        ("127.0.0.1", 2, False, "self-signed"),
        ("elsewhere.example", 2, True, "mismatch"),
        ("127.0.0.1", -1, True, "expired"),
    ],
)
def test_certificates_are_always_checked(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, host: str, days: int, trusted: bool, why: str
) -> None:
    context = certificate(tmp_path, host=host, days=days)
    if trusted:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "server.pem"))
    with RawServer(answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n"), context) as server:
        client = HttpClient(f"https://127.0.0.1:{server.port}/in", clock=clock)
        with pytest.raises(TransientError, match="cannot be trusted") as failure:
            get(client)
        client.close()
        assert server.requests == []
    assert why in failure.value.message
    assert failure.value.outcome_known


@needs_certificates
def test_an_authority_of_the_company_is_honoured_and_cancel_works_over_tls(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = CancelToken()

    def act(connection: socket.socket, request: bytes) -> None:
        if request.startswith(b"POST"):
            cancel.cancel()
            server.released.wait()
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    context = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "server.pem"))
    with RawServer(act, context) as server:
        client = HttpClient(f"https://127.0.0.1:{server.port}/in", clock=clock)
        assert client.request("GET", cancel=cancel).status == 200
        with pytest.raises(Cancelled):
            get(client, cancel)
        client.close()


def test_an_authority_file_that_is_not_there_is_named(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
    with pytest.raises(ConfigError, match="REQUESTS_CA_BUNDLE"):
        HttpClient("https://example.com/in", clock=clock)


# Redirects, pages, credentials ----------------------------------------------------------------------------------------


def test_a_redirect_within_the_same_address_is_followed_as_it_is(serve: Serve) -> None:
    def act(connection: socket.socket, request: bytes) -> None:
        moved = b"HTTP/1.1 308 Permanent Redirect\r\nLocation: /other\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        connection.sendall(moved if request.startswith(b"POST /in") else b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    server, client = serve(act)
    assert get(client).status == 200
    assert server.requests[1].startswith(b"POST /other")
    assert server.requests[1].endswith(b"{}")


@pytest.mark.parametrize(
    "location", ["https://elsewhere.example/in", "http://127.0.0.1:1/in", "//elsewhere.example", "http://[bad", ""]
)
def test_records_and_credentials_never_follow_a_redirect_elsewhere(serve: Serve, location: str) -> None:
    server, client = serve(
        answer(f"HTTP/1.1 307 Temporary Redirect\nLocation: {location}\nContent-Length: 0\n\n"),
        headers={"Authorization": "Bearer secret"},
    )
    with pytest.raises(DestinationError, match=r"moved|circle") as failure:
        get(client)
    assert "secret" not in str(failure.value)
    assert len(server.requests) <= 3


@pytest.mark.parametrize(
    "path", ["/v1/unsubscribe", "/V1/Unsubscribe", "/v1/%75nsubscribe", "/v1/./unsubscribe", "/v1/x/../unsubscribe?id=7"]
)
def test_a_call_that_is_never_made_is_known_as_it_would_go_out(serve: Serve, path: str) -> None:
    server, client = serve(answer("HTTP/1.1 204 No Content\n\n"), never=("POST */v1/unsubscribe*",))
    with pytest.raises(DestinationError, match=r"never makes calls to .* such as “post \*/v1/unsubscribe\*”") as failure:
        client.request("POST", path, cancel=CancelToken(), body=b"{}")
    assert "id=7" not in str(failure.value)
    assert server.requests == []
    assert client.request("GET", path, cancel=CancelToken()).status == 204


def test_a_redirect_to_a_call_that_is_never_made_is_not_followed(serve: Serve) -> None:
    moved = "HTTP/1.1 307 Temporary Redirect\nLocation: /v1/unsubscribe/ann@mail.example\nContent-Length: 0\n\n"
    server, client = serve(answer(moved), never=("POST */v1/unsubscribe*",))
    with pytest.raises(DestinationError, match="never makes") as failure:
        get(client)
    assert "ann@" not in str(failure.value)
    assert len(server.requests) == 1


def test_a_post_is_not_turned_into_a_get(serve: Serve) -> None:
    server, client = serve(answer("HTTP/1.1 302 Found\nLocation: /login\nContent-Length: 0\n\n"))
    with pytest.raises(DestinationError, match="moved"):
        get(client)
    assert len(server.requests) == 1


@pytest.mark.parametrize("page", ["<!DOCTYPE html><p>Sign in", "  <html lang=en>", "\ufeff<!-- portal --> <!doctype HTML>"])
def test_a_page_where_an_answer_was_expected_is_no_success(serve: Serve, page: str) -> None:
    body = page.encode()
    _, client = serve(
        lambda connection, _: connection.sendall(
            f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        )
    )
    with pytest.raises(TransientError, match="web page") as failure:
        client.check(get(client))
    assert "guest network" in failure.value.hint


def test_cookies_and_netrc_are_not_used(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login anna password hidden")
    monkeypatch.setenv("NETRC", str(netrc))
    server, client = serve(answer("HTTP/1.1 200 OK\nSet-Cookie: track=1\nContent-Length: 0\n\n"))
    get(client)
    get(client)
    sent = b"".join(server.requests).lower()
    assert b"cookie" not in sent
    assert b"authorization" not in sent


def test_each_thread_has_a_connection_of_its_own_and_keeps_it(serve: Serve) -> None:
    ports: list[int] = []

    def act(connection: socket.socket, _: bytes) -> None:
        for _ in range(3):
            ports.append(connection.getpeername()[1])
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            read_request(connection)

    _, client = serve(act)
    workers = [threading.Thread(target=lambda: [get(client) for _ in range(3)]) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(ports) == 6
    assert len(set(ports)) == 2

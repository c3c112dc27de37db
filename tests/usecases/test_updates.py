"""News of versions: compared as versions, told over a real socket, and nothing is said about the user."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from census_desktop.domain.errors import CensusError
from census_desktop.usecases.updates import Release, channel, has_feed, is_newer, newer_release
from tests.conftest import FakeClock


class Feed:
    def __init__(self) -> None:
        self.body: object = {"version": "9.0.1", "page": "https://example.com/9", "notes": "Faster"}
        self.status = 200
        self.heard: list[tuple[str, dict[str, str]]] = []
        self.address = ""


@pytest.fixture
def feed() -> Iterator[Feed]:
    told = Feed()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.heard.append((self.requestline, dict(self.headers.items())))
            body = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_address[1]}/latest.json"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_newer_version_is_told_and_the_server_learns_nothing(feed: Feed, clock: FakeClock) -> None:
    assert newer_release(feed.address, clock, current="0.9") == Release("9.0.1", "https://example.com/9", "Faster")
    assert newer_release(feed.address, clock, current="9.0.1") is None
    line, headers = feed.heard[0]
    assert line == "GET /latest.json HTTP/1.1"
    assert headers["User-Agent"] == "census-desktop"
    assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    ("version", "current", "newer"),
    [
        ("0.10.0", "0.9.1", True),
        ("0.9.1", "0.10.0", False),
        ("1.0", "1.0.0", False),
        ("2.0rc1", "1.0", False),
        ("2.0rc2", "2.0rc1", True),
        ("2.0", "2.0rc1", True),
    ],
)
def test_versions_are_compared_as_versions(version: str, current: str, newer: bool) -> None:
    assert is_newer(version, current) is newer


@pytest.mark.parametrize(
    "body", [b"<html>sign in</html>", b"", [1], {"version": "newest"}, {}, {"version": "9", "page": "javascript:alert(1)"}]
)
def test_an_answer_that_is_no_release_is_refused(feed: Feed, clock: FakeClock, body: object) -> None:
    feed.body = body
    with pytest.raises(CensusError, match=r"does not answer with a release|a web page instead of an answer"):
        newer_release(feed.address, clock)


def test_a_server_that_refuses_or_is_not_there_is_an_error_in_words(feed: Feed, clock: FakeClock) -> None:
    feed.status = 500
    with pytest.raises(CensusError):
        newer_release(feed.address, clock)
    with pytest.raises(CensusError):
        newer_release("http://example.com/latest.json", clock)  # plain http, over the network


def test_a_package_with_a_channel_of_its_own_is_known_by_its_marker(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    program = tmp_path / "lib" / "census-desktop"
    program.touch()
    link = tmp_path / "census-desktop"
    link.symlink_to(program)
    assert channel(program) == ""
    (tmp_path / "lib" / "channel").write_text("deb\n")
    assert (channel(program), channel(link)) == ("deb", "deb")
    assert channel() == "", "not frozen"


def test_there_is_no_feed_of_the_project_yet() -> None:
    assert not has_feed("")
    assert has_feed("https://example.com/latest.json")

"""The Custom Destination API: what a test says, secrets and addresses, and what recorded calls never show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from census_desktop.destinations import open_destination
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import DestinationContext
from census_desktop.domain.records import Call
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, send
from tests.destinations.census_api_room import ANNA, PEOPLE, Open, the_open_, the_server, writer_for  # noqa: F401  the fixture
from tests.destinations.fakes.census_api import CensusServer
from tests.destinations.fakes.vendor import Said


def test_a_test_asks_the_server_and_counts_its_objects(server: CensusServer, open_: Open) -> None:
    assert open_().test() == f"{server.origin.removeprefix('http://')} works and has 3 objects."
    assert not server.called("#sync_batch")


def test_a_server_whose_tool_is_away_says_why(server: CensusServer, open_: Open) -> None:
    server.broken = "The API key of 0123456789abcdef is invalid"
    with pytest.raises(DestinationError, match=r"says that it does not work: The API key of .* is invalid"):
        open_().test()


@pytest.mark.parametrize(
    ("path", "part", "full"),
    [
        ("/census", "?census_secret=hush-hush-1", False),
        ("/census", "census_secret=hush-hush-1", False),
        ("", "/census?census_secret=hush-hush-1", False),
        ("", "census?census_secret=hush-hush-1", False),
        ("", "/census?census_secret=hush-hush-1", True),
    ],
)
def test_the_secret_is_a_part_of_the_address_or_the_whole(
    server: CensusServer, open_: Open, path: str, part: str, full: bool
) -> None:
    base, secret = ("", server.origin + part) if full else (server.origin + path, part)
    assert "works" in open_({"secret_part": secret}, base_url=base).test()
    assert server.calls[0].path == "/census?census_secret=hush-hush-1#test_connection"


@pytest.mark.parametrize("token", ["right", " Bearer right "])
def test_a_token_is_sent_as_a_bearer(server: CensusServer, open_: Open, token: str) -> None:
    server.secret, server.token = "", "right"
    assert "works" in open_({"token": token}).test()
    with pytest.raises(CredentialError):
        open_({"token": "wrong"}).test()


def test_a_wrong_secret_is_refused_without_being_repeated(server: CensusServer, open_: Open) -> None:
    server.fail_next(Said(401, {"message": "no such secret: opensesame, in /hooks?census_secret=opensesame"}))
    with pytest.raises(CredentialError) as failure:
        open_({"secret_part": "?census_secret=opensesame"}).test()
    assert "opensesame" not in str(failure.value)
    assert "Under test" in failure.value.message


@pytest.mark.parametrize(
    ("base", "secret", "why"),
    [
        ("", "", "address is missing"),
        ("", "?census_secret=hush", "address is missing"),
        ("https://example.com/in?census_secret=hush", "", "may be its secret"),
        ("https://example.com/in#hush", "", "may be its secret"),
        ("https://example.com/in", "https://example.com/in?x=hush", "holds a whole address"),
        ("http://example.com/in", "?x=hush", "Plain http"),
    ],
)
def test_an_address_that_cannot_work_or_would_leak_is_refused(
    tmp_path: Path, clock: FakeClock, base: str, secret: str, why: str
) -> None:
    with pytest.raises(ConfigError, match=why) as failure:
        opened("census_api", {"base_url": base}, tmp_path, clock, {"secret_part": secret})
    assert failure.value.hint
    assert "hush" not in str(failure.value)


@pytest.mark.parametrize("whole", [False, True])
def test_recorded_calls_show_no_secret_and_nobody(tmp_path: Path, clock: FakeClock, whole: bool) -> None:
    class Calls(list[Call]):
        def record(self, call: Callable[[], Call]) -> None:
            self.append(call())

    calls = Calls()
    with HiddenServer(secret="hush-hush-1") as server:
        part = "/hooks/opensesame?census_secret=hush-hush-1"
        base, secret = ("", server.origin + part) if whole else (f"{server.origin}/hooks", part.removeprefix("/hooks"))
        connection = Connection("c1", "Our server", "census_api", {"base_url": base})
        secrets = {"secret_part": secret, "token": "t0ken-1"}
        destination = open_destination(DestinationContext(connection, secrets, tmp_path, clock, calls))
        send(writer_for(destination), batch_of(PEOPLE, [ANNA, {"email": "bert@mail.example", "name": ""}]))
        destination.close()
    assert len(calls) == 5
    assert calls[-1].records == 2
    told = repr(calls)
    for hidden in ("hush-hush-1", "opensesame", "t0ken-1", "anna@mail.example", "bert@mail.example", "Anna"):
        assert hidden not in told


class HiddenServer(CensusServer):
    base_path = "/hooks/opensesame"

"""The Custom Destination API: errors of the protocol, answers outside it, and HTTP failures."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.errors import BatchRejected, DestinationError, TransientError
from tests.destinations.batches import batch_of, send
from tests.destinations.census_api_room import ANNA, PEOPLE, Open, the_open_, the_server, writer_for  # noqa: F401  the fixture
from tests.destinations.fakes.census_api import CensusServer
from tests.destinations.fakes.vendor import Said


def failing(server: CensusServer, method: str, **members: Any) -> None:
    """Answer this call with these members; None leaves one out."""

    def alter(called: str, said: dict[str, Any]) -> Any:
        changed = {**said, **members} if called == method else said
        return {name: value for name, value in changed.items() if value is not None or name not in members}

    server.alter = alter


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (-32700, DestinationError, "could not read the request for sync_batch"),
        (-32600, DestinationError, "one of JSON-RPC"),
        (-32601, DestinationError, "does not know the call sync_batch"),
        (-32602, BatchRejected, "so •••"),
        (-32603, TransientError, "failed inside while it handled sync_batch"),
        (-32000, TransientError, "failed inside"),
        (17, BatchRejected, "so •••"),
        (None, BatchRejected, "so •••"),
    ],
)
def test_an_error_of_the_protocol_is_explained(
    server: CensusServer, open_: Open, code: int | None, kind: type[DestinationError], says: str
) -> None:
    writer = writer_for(open_())
    failing(server, "sync_batch", error={"code": code, "message": "so Anna"}, result=None)
    with pytest.raises(DestinationError) as failure:
        send(writer, batch_of(PEOPLE, [ANNA]))
    assert type(failure.value) is kind
    assert says in failure.value.message
    assert "Anna" not in str(failure.value)


@pytest.mark.parametrize("code", [-32602, 17])
def test_a_refusal_of_a_call_without_records_halves_nothing(server: CensusServer, open_: Open, code: int) -> None:
    failing(server, "list_fields", error={"code": code, "message": "not today"}, result=None)
    with pytest.raises(DestinationError, match="refused list_fields: not today") as failure:
        writer_for(open_())
    assert type(failure.value) is DestinationError
    server.alter = lambda method, said: said
    server.fail_next(Said(422, {"message": "not today"}), path="#list_fields")
    with pytest.raises(DestinationError, match="refused list_fields: not today") as failure:
        writer_for(open_())
    assert type(failure.value) is DestinationError


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"jsonrpc": "2.0", "id": "another", "result": {"record_results": []}}, "the id of another request"),
        ({"jsonrpc": "2.0", "result": {"record_results": []}}, "the id of another request"),
        ([1], "not a JSON object"),
        ("OK", "not a JSON object"),
        ("", "not a JSON object"),
    ],
)
def test_an_answer_outside_the_protocol_is_the_servers_mistake(server: CensusServer, open_: Open, body: Any, why: str) -> None:
    writer = writer_for(open_())
    headers = {"Content-Type": "text/plain"} if isinstance(body, str) else {}
    server.fail_next(Said(200, body, headers), path="#sync_batch")
    with pytest.raises(DestinationError, match=why):
        send(writer, batch_of(PEOPLE, [ANNA]))


def test_an_answer_need_not_say_that_it_is_json(server: CensusServer, open_: Open) -> None:
    server.alter = lambda method, said: json.dumps(said)
    answer = server.answer
    server.answer = lambda asked: replace(answer(asked), headers={"Content-Type": "text/plain"})  # type: ignore[method-assign, type-var]
    assert send(writer_for(open_()), batch_of(PEOPLE, [ANNA])).rejected == {}
    assert set(server.stored["customer"]) == {"anna@mail.example"}


def test_neither_a_result_nor_an_error(server: CensusServer, open_: Open) -> None:
    failing(server, "list_objects", result=None)
    with pytest.raises(DestinationError, match="neither a result nor an error"):
        open_().objects()


def test_an_error_that_is_null_is_none(server: CensusServer, open_: Open) -> None:
    server.alter = lambda method, said: {**said, "error": None}
    assert send(writer_for(open_()), batch_of(PEOPLE, [ANNA])).rejected == {}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (Said(502), TransientError),
        (Said(429, None, {"Retry-After": "7"}), TransientError),
        (Said(200, "<!doctype html>Sign in", {"Content-Type": "text/html"}), TransientError),
        (Said(413), BatchRejected),
        (Said(404), DestinationError),
        ("drop", TransientError),
    ],
)
def test_http_failures_are_as_everywhere(
    server: CensusServer, open_: Open, said: Said | str, kind: type[DestinationError]
) -> None:
    writer = writer_for(open_())
    server.fail_next(said, path="#sync_batch")
    with pytest.raises(DestinationError) as failure:
        send(writer, batch_of(PEOPLE, [ANNA]))
    assert type(failure.value) is kind


@pytest.mark.parametrize(("what", "named"), [("objects", "object_api_name"), ("fields", "field_api_name")])
def test_lists_that_cannot_be_understood(server: CensusServer, open_: Open, what: str, named: str) -> None:
    listed = server.objects if what == "objects" else server.fields["customer"]
    listed.append(dict(listed[0]))
    with pytest.raises(DestinationError, match=f"the same {named} twice"):
        writer_for(open_())
    listed[-1] = {"label": "Nameless"}
    with pytest.raises(DestinationError, match=f"not a list of objects with {named}"):
        writer_for(open_())
    listed.pop()
    server.operations["customer"] = None  # type: ignore[assignment]
    with pytest.raises(DestinationError, match="“operations” is not a list"):
        writer_for(open_())

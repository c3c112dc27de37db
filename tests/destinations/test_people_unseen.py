"""What a vendor knows of people and we did not ask to send never reaches the record of calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from census_desktop.destinations._http import HttpClient
from census_desktop.destinations._http.recording import shown_address, shown_structure
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.suite import Known
from tests.destinations.suite.world import World
from tests.destinations.vendors import all_cases

CANARY = "Kanarienvogel"
LONG_ENOUGH = 6
"""Characters of a sync key that tell it from a number or a word of the vendor's."""
KNOWN = [Known(case) for case in all_cases()]
TELL_NAMES = frozenset({"google_sheets", "hubspot contacts", "klaviyo", "mailchimp members", "mailchimp tag", "sendgrid"})
"""Cases whose vendors answer with names that were not sent, in what is asked here."""
TELL_KEYS = frozenset(
    {
        "customerio segment",
        "google_sheets",
        "hubspot list",
        "iterable list",
        "klaviyo list",
        "mailchimp tag",
        "salesforce campaign",
    }
)
"""Cases whose vendors answer with the keys of people who were not sent."""


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every reply as it came."""
    found: list[bytes] = []
    exchange = HttpClient._exchange

    def spied(self: HttpClient, sent: Any) -> Any:
        reply = exchange(self, sent)
        found.append(reply.body)
        return reply

    monkeypatch.setattr(HttpClient, "_exchange", spied)
    return found


@pytest.fixture
def world(known: Known, tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    with known.case.make() as vendor:
        known.case.prepare(vendor)
        made = World(known, vendor, tmp_path, clock)
        try:
            yield made
        finally:
            made.close()


@pytest.mark.parametrize("known", [pytest.param(known, id=known.label) for known in KNOWN])
def test_what_only_the_vendor_holds_is_not_recorded(known: Known, world: World, replies: list[bytes]) -> None:
    case = known.case
    rows = [_named(known, n) for n in (2, 3, 5, 6)]
    writer = world.writer(None, *rows)
    assert not world.deliver(writer, rows).rejected
    writer.finish()
    world.close()
    world.ids.ids.clear()
    world.calls.kept.clear()
    replies.clear()
    _ask_for_everything(world)
    told = repr(world.calls.kept)
    others = [str(case.record(n)[case.key]) for n in (5, 6)]
    assert CANARY not in told
    assert not any(key in told for key in others if len(key) >= LONG_ENOUGH), "somebody who was not sent"
    for cases, what in ((TELL_NAMES, CANARY), (TELL_KEYS, others[0])):
        if known.label.startswith(tuple(cases)) and case.way != "as jobs":
            assert any(what.encode() in reply for reply in replies), "the vendor did not answer with what it holds"


def _named(known: Known, n: int) -> dict[str, Any]:
    """A person with the canary in every field that takes a text of the user's own."""
    row = dict(known.case.record(n))
    for name, value in row.items():
        field = known.fields.get(name)
        free = field is None or not (field.hash or field.choices or field.normalise or field.type not in ("text", "any"))
        if name != known.case.key and isinstance(value, str) and free and name not in known.case.not_free:
            row[name] = CANARY
    return row


def _ask_for_everything(world: World) -> None:
    """Two people by their keys alone, one of whom leaves, and whatever else is asked of a vendor."""
    case = world.case
    schema = schema_of(**{case.key: world.schema().field(case.key).type})
    destination: Any = world.open()
    with suppress(CensusError):  # some want more than the key
        writer = destination.open(world.target(), schema)
        world._open.append(writer)
        keys = [{case.key: case.record(n)[case.key]} for n in (2, 3)]
        for part, operation in ((keys, Operation.UPSERT), (keys[:1], Operation.DELETE)):
            with suppress(CensusError):
                world.settle(writer, batch_of(schema, part, operation))
        if hasattr(destination, "members") and writer.audience_id:
            list(destination.members(case.object, writer.audience_id, case.key, CancelToken()))
    destination.test()
    destination.objects()
    if hasattr(destination, "audiences") and world.known.spec.audience:
        destination.audiences(case.object)


def test_a_structure_that_was_cut_anywhere_tells_nothing() -> None:
    person = {"id": "a" * 32, "fields": {"FNAME": 'Anna"bella}', "HOME": {"city": "Ulm{stadt"}}, "vip": False, "note": None}
    whole = json.dumps({"added": [person, person], "total": 271828}).encode()
    for end in range(len(whole) + 1):
        told = shown_structure(whole[:end])
        assert not any(value in told for value in ("aaaa", "Anna", "bella", "Ulm", "stadt", "false", "271")), end
    assert '"FNAME": "•••"' in told
    assert '"note": null' in told


def test_what_is_no_json_is_told_by_its_size() -> None:
    assert shown_structure(b"id,name\n7,Anna\n") == "(15 bytes)"
    assert shown_structure(b"") == ""
    assert "Anna" not in shown_structure(json.dumps([{"n": "Anna"}] * 4000).encode())


def test_a_digest_in_an_address_is_hidden_whole() -> None:
    """Also where a part of it looks like a long number."""
    digest = "32c0987654321de343e4494d7ff97027a"[:32]
    assert (
        shown_address(f"https://x.example/3.0/members/{digest}", "https://x.example/", ())
        == "https://x.example/3.0/members/•••"
    )

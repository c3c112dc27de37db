"""Answers that are JSON of another shape than the vendor documents: each call of a run in turn gets one. The run may end with a
sentence, or leave records unknown; it never ends as a defect of the program, and pages that lead in a circle end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from census_desktop.destinations._http.said import at, count, needed_object, needed_objects, needed_text, number, objects
from census_desktop.domain.errors import CensusError, DestinationError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, CancelToken, MemberReader
from tests.conftest import FakeClock
from tests.destinations.fakes.vendor import Asked, Said
from tests.destinations.suite import Known, leaves
from tests.destinations.suite.world import World
from tests.destinations.vendor_case import VendorCase
from tests.destinations.vendors import all_cases

TYPES = ("census_api", "customerio", "iterable", "klaviyo", "mailchimp", "sendgrid")
LISTS = ("data", "result", "errors", "segments", "lists", "custom_fields", "members_added", "identifiers", "tags", "members")
ODD: tuple[Any, ...] = (
    None,
    [],
    "text",
    [7],
    dict.fromkeys((*LISTS, "fields", "id", "job_id", "failedUpdates")),
    dict.fromkeys((*LISTS, "fields", "segment", "failedUpdates", "meta", "results", "stats"), 7)
    | {"successCount": 0, "failCount": "x", "status": ["x"], "links": 7, "_metadata": 7},
    {name: [7, {}, {"attributes": 7}] for name in (*LISTS, "objects", "failedUpdates", "merge_fields")} | {"successCount": 0},
    {name: {"attributes": 7, "a": 7} for name in (*LISTS, "fields")} | {"links": {"next": 7}, "_metadata": {"next": 7}},
)
CASES = [case for case in all_cases() if case.type in TYPES]


@pytest.fixture
def worlds(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[[VendorCase], World]]:
    made: list[World] = []

    def make(case: VendorCase) -> World:
        vendor = case.make().__enter__()
        case.prepare(vendor)
        made.append(World(Known(case), vendor, tmp_path, clock))
        return made[-1]

    yield make
    for world in made:
        world.close()
        world.vendor.__exit__(None, None, None)


def everything(world: World) -> None:
    """All that a connector is asked for, as far as it comes."""
    destination, case = world.open(), world.case

    def ask(*questions: Callable[[], Any]) -> None:
        for question in questions:
            with suppress(CensusError):
                question()

    ask(destination.test, destination.objects)
    if world.known.spec.audience and isinstance(destination, AudienceKeeper):
        keeper = destination
        ask(lambda: keeper.audiences(case.object), lambda: keeper.audience(case.object, "501"))
    try:
        writer = world.writer(destination)
    except CensusError:
        return
    emptied = {name: value if name == case.key else None for name, value in case.record(4).items()}
    ask(
        lambda: world.settle(writer, world.batch(world.people(2, 3))),
        lambda: world.settle(writer, world.batch([emptied])),
    )
    if not leaves(world.known):
        ask(lambda: world.settle(writer, world.batch(world.people(2), Operation.DELETE)))
    if world.known.spec.audience and isinstance(destination, MemberReader):
        reader = destination
        ask(lambda: list(reader.members(case.object, writer.audience_id, case.key, CancelToken())))


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("case", CASES, ids=lambda case: Known(case).label)
def test_no_shape_of_an_answer_is_a_defect(
    worlds: Callable[[VendorCase], World], case: VendorCase, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = worlds(case)
    found, asked = world.vendor._found, 0
    odd_one = 0

    def answer(call: Asked) -> Said:
        nonlocal asked
        asked += 1
        said: Said = found(call)
        return Said(status, ODD[(odd_one + status) % len(ODD)]) if asked == odd_one else said

    monkeypatch.setattr(world.vendor, "_found", answer)
    while asked >= odd_one:
        odd_one, asked = odd_one + 1, 0
        everything(world)
    assert odd_one > 3


@pytest.mark.parametrize("type_", ["klaviyo", "sendgrid"])
def test_pages_that_lead_in_a_circle_end(worlds: Callable[[VendorCase], World], type_: str) -> None:
    case = next(case for case in CASES if case.type == type_ and case.audience)
    world = worlds(case)
    destination = world.open()
    assert isinstance(destination, AudienceKeeper)
    for here, following in (("A", "B"), ("B", "A"), ("A", "B")):
        item = {"id": f"L-{here}", "name": here, "attributes": {"name": here}}
        link = f"https://elsewhere.example/?page[cursor]={following}&page_token={following}"
        page = {"data": [item], "result": [item], "links": {"next": link}, "_metadata": {"next": link}}
        world.vendor.fail_next(Said(200, page), path="GET .*/lists")
    assert [audience.name for audience in destination.audiences(case.object)] == ["A", "A", "B"]


def test_what_an_answer_says_is_read_whatever_shape_it_has() -> None:
    said = {"a": {"b": [1, {"c": 2}, None]}, "none": None, "id": 7, "empty": "", "yes": True}
    assert (at(said, "a", "b"), at(said, "id", "b"), at([said], "a"), at(None, "a")) == ([1, {"c": 2}, None], None, None, None)
    assert (objects(at(said, "a", "b")), objects(said), objects(None)) == ([{"c": 2}], [], [])
    assert [count(n) for n in (3, 3.9, "4", "x", None, [], float("nan"), 10**400)] == [3, 3, 4, 0, 0, 0, 0, 0]
    assert [number(n) for n in (0, "7", "x", None, True, {})] == [0, 7, None, None, None, None]
    assert (needed_text("Acme", said, "id"), needed_object("Acme", said, "a")) == ("7", {"b": [1, {"c": 2}, None]})
    assert needed_objects("Acme", said["a"], "b") == [{"c": 2}]
    assert needed_objects("Acme", said, "none", null=True) == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda said: needed_text("Acme", said, "empty"),
        lambda said: needed_text("Acme", said, "yes"),
        lambda said: needed_text("Acme", said, "a"),
        lambda said: needed_object("Acme", said, "id"),
        lambda said: needed_object("Acme", [said]),
        lambda said: needed_objects("Acme", said, "missing"),
        lambda said: needed_objects("Acme", said, "a"),
        lambda said: needed_objects("Acme", [said], "a"),
        lambda said: needed_objects("Acme", said, "none"),
        lambda said: needed_objects("Acme", said, "missing", null=True),
        lambda said: needed_objects("Acme", None, "none", null=True),
    ],
)
def test_what_is_not_said_ends_with_a_sentence(ask: Callable[[Any], Any]) -> None:
    said = {"a": {"b": 1}, "id": 7, "empty": "", "yes": True, "none": None}
    with pytest.raises(
        DestinationError, match=r"^Acme's answer cannot be understood: it (does not say “\w+”|is not an object)\."
    ):
        ask(said)

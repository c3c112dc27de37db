"""Records: what arrives, what is there twice, and who leaves."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Operation
from tests.destinations.suite import bad_record, by_email, check, closed, deletes, free_text, leaves
from tests.destinations.suite.world import World, texts_in

AWKWARD = 'Zoë “x” "y", \\n; <b>😀\nand more'


@check("a first record arrives")
def _(world: World) -> None:
    before = world.stands()
    assert not world.keys(5) & before
    world.arrived(5)
    assert world.stands() == before | world.keys(5)


@check("many records arrive, each of them once")
def _(world: World) -> None:
    before = world.stands()
    world.arrived(*range(2, 27))
    assert world.stands() == before | world.keys(*range(2, 27))


@check("a changed record is written and nobody is there twice")
def _(world: World) -> None:
    writer = world.arrived(2, 3)
    before = world.stands()
    world.forget_calls()
    assert world.deliver(writer, [world.case.changed(2)]).is_clean
    assert world.writes()
    assert world.stands() == before


@check("a batch that is sent again leaves nobody twice")
def _(world: World) -> None:
    writer = world.writer()
    for _ in range(2):
        assert world.deliver(writer, world.people(2, 3), idempotency_key="the same").is_clean
    assert world.stands() == world.prepared() | world.keys(2, 3)


@check("somebody who is there already is taken as they are")
def _(world: World) -> None:
    world.arrived(1, 2)
    world.close()
    world.arrived(1, 2)
    assert world.stands() == world.prepared() | world.keys(1, 2)


@check("a leaver leaves, and nobody else", leaves)
def _(world: World) -> None:
    writer = world.arrived(2, 3, 4)
    assert world.leave(writer, 3).is_clean
    assert world.stands() == world.prepared() | world.keys(2, 4)


@check("leaving twice is no fault", leaves)
def _(world: World) -> None:
    writer = world.arrived(2, 3)
    world.leave(writer, 3)
    assert not world.leave(writer, 3).rejected
    assert world.stands() == world.prepared() | world.keys(2)


@check("who was never there can leave", deletes)
def _(world: World) -> None:
    writer = world.arrived(2)
    assert not world.leave(writer, 7).rejected
    assert world.stands() == world.prepared() | world.keys(2)


@check("who left can come back", leaves)
def _(world: World) -> None:
    writer = world.arrived(2, 3)
    world.leave(writer, 3)
    assert world.deliver(writer, world.people(3)).is_clean
    assert world.keys(2, 3) <= world.stands()


@check("nothing to send sends nothing")
def _(world: World) -> None:
    writer = world.arrived(2)
    destination = world.open()
    world.forget_calls()
    again = world.writer(destination, audience_id=writer.audience_id)
    again.finish()
    again.close()
    assert world.writes() == []


@check("a bad record is rejected alone, or counted where it is not named", bad_record)
def _(world: World) -> None:
    bad = world.case.bad or {}
    writer = world.writer(None, bad)
    outcome = world.deliver(writer, [*world.people(2), bad, *world.people(3)])
    if world.case.names_refused:
        assert set(outcome.rejected) == {str(bad[world.case.key])}
        assert all(outcome.rejected.values())
    else:
        assert (outcome.rejected, outcome.unnamed) == ({}, 1)
    assert not outcome.unknown
    assert world.keys(2, 3) <= world.stands()


@check("the reason of a rejection repeats nothing of the record", bad_record)
def _(world: World) -> None:
    bad = world.case.bad or {}
    outcome = world.deliver(world.writer(None, bad), [*world.people(2), bad])
    told = " ".join([*outcome.rejected.values(), *(note for reply in outcome.replies for note in reply.notes)])
    values = [str(v) for v in bad.values() if isinstance(v, str) and len(v) > 6]
    assert not [value for value in values if value in told]
    assert not [secret for secret in world.secrets() if secret in told]


@check("an identifier in another case is the same one", by_email)
def _(world: World) -> None:
    writer = world.arrived(2)
    person = world.people(2)[0]
    outcome = world.deliver(writer, [{**person, world.case.key: person[world.case.key].upper()}])
    assert outcome.is_clean
    assert {key.lower() for key in world.stands()} == world.prepared() | world.keys(2)
    assert len(world.stands()) == len(world.prepared() | world.keys(2))


@check("emoji, quotes and line breaks arrive as they are", free_text)
def _(world: World) -> None:
    person = {**world.case.changed(2), world.known.text_field: AWKWARD}
    outcome = world.deliver(world.writer(), [person])
    assert outcome.is_clean, outcome
    assert AWKWARD in set().union(*(texts_in(call.body) for call in world.vendor.calls))


@check("NUL in a value harms nobody else", free_text)
def _(world: World) -> None:
    person = {**world.case.changed(2), world.known.text_field: "a\0b"}
    writer = world.writer()
    assert not set(world.deliver(writer, [person, *world.people(3)]).rejected) - world.keys(2)
    assert world.keys(3) <= world.stands()


@check("an empty value is no word", free_text)
def _(world: World) -> None:
    writer = world.arrived(2)
    world.forget_calls()
    world.deliver(writer, [{**world.people(2)[0], world.known.text_field: None}])
    sent = set().union(*(texts_in(call.body) for call in world.writes()))
    assert sent
    assert not sent & {"None", "null", "NaN", "nan", "<NA>"}


@check("an empty value that is to keep what is there is not sent", free_text)
def _(world: World) -> None:
    name = world.known.text_field
    writer = world.arrived(2)
    world.forget_calls()
    outcome = world.deliver(writer, [{**world.people(2)[0], name: None}], keep_if_null=(name,))
    assert outcome.is_clean, outcome
    sent = b"".join(call.body for call in world.writes())
    assert f'"{name}":null'.encode() not in sent.replace(b": ", b":")


@check("a field that the object does not have is refused before anything is sent", closed)
def _(world: World) -> None:
    row = {**world.people(2)[0], "no_such_field": "x"}
    destination = world.open()
    world.forget_calls()
    rejected: Any = {}
    with suppress(CensusError):
        rejected = world.keys(2)  # unless it is refused with the run
        rejected = set(world.deliver(world.writer(destination, row), [row]).rejected)
    assert rejected == world.keys(2)
    assert world.stands() == world.prepared()
    assert not any(b"no_such_field" in call.body for call in world.vendor.calls)


@check("an object that is not there is refused with what to do")
def _(world: World) -> None:
    destination = world.open()
    target = replace(world.target(), object="no such object", operation=Operation.APPEND)
    with pytest.raises(CensusError) as failure:
        destination.open(target, world.schema())
    assert failure.value.message
    assert failure.value.hint
    assert world.writes() == []

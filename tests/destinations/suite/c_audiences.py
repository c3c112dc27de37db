"""Audiences: made, found, renamed, lost."""

from __future__ import annotations

from typing import Any

import pytest

from census_desktop.domain.errors import CensusError, DestinationError
from census_desktop.domain.ports import CancelToken
from tests.destinations.suite import audience, check, keeper, leaves, name_bounded, reader
from tests.destinations.suite.world import AUDIENCE, World


def named(world: World, name: str = AUDIENCE) -> list[Any]:
    keeper: Any = world.open()
    return [found for found in keeper.audiences(world.case.object) if found.name == name]


@check("it is made with the segment's name, whatever characters that has", audience)
def _(world: World) -> None:
    name = "Zoë’s “best” & <worst>, 'x' 😀"
    writer = world.arrived(2, audience=name)
    assert writer.audience_id
    assert world.stands(name) == world.keys(2)


@check("one that a killed first run left is found again", audience)
def _(world: World) -> None:
    first = world.writer()
    first.close()
    again = world.writer()
    assert again.audience_id == first.audience_id
    assert first.audience_id


@check("it is listed by its name, once", keeper)
def _(world: World) -> None:
    writer = world.arrived(2)
    world.close()
    world.writer()
    (found,) = named(world)
    assert found.id == writer.audience_id
    assert found.trouble == ""
    keeper: Any = world.open()
    assert AUDIENCE in [a.name for a in keeper.audiences(world.case.object, AUDIENCE[2:].upper())]
    assert not keeper.audiences(world.case.object, "no such name")


@check("by its id it is filled without being looked for by name", audience)
def _(world: World) -> None:
    made = world.arrived(2)
    again = world.writer(audience="Another name meanwhile", audience_id=made.audience_id)
    assert again.audience_id == made.audience_id
    assert world.deliver(again, world.people(3)).is_clean
    assert world.stands() == world.keys(2, 3)


@check("one that is gone stops the run with what to do", audience)
def _(world: World) -> None:
    made = world.arrived(2)
    gone = "".join("9" if c.isdigit() else "Z" if c.isupper() else "z" if c.isalpha() else c for c in made.audience_id)
    world.forget_calls()
    with pytest.raises(DestinationError) as failure:
        world.deliver(world.writer(audience_id=gone), world.people(3))
    assert failure.value.message
    assert failure.value.hint
    assert not world.keys(3) & world.stands()


@check("one that is gone is told apart from one that is there", keeper)
def _(world: World) -> None:
    made = world.arrived(2)
    keeper: Any = world.open()
    there = keeper.audience(world.case.object, made.audience_id)
    assert (there.id, there.name) == (made.audience_id, AUDIENCE)
    gone = "".join("9" if c.isdigit() else "Z" if c.isupper() else "z" if c.isalpha() else c for c in made.audience_id)
    assert keeper.audience(world.case.object, gone) is None


@check("a name that is too long is refused before anything is sent", name_bounded)
def _(world: World) -> None:
    with pytest.raises(CensusError) as failure:
        world.writer(audience="n" * (world.known.spec.longest_name + 1))
    assert failure.value.message
    assert world.writes() == []


@check("a name of the greatest length is taken", name_bounded)
def _(world: World) -> None:
    name = "n" * world.known.spec.longest_name
    world.arrived(2, audience=name)
    assert world.stands(name) == world.keys(2)


@check("two audiences do not mix", audience, leaves)
def _(world: World) -> None:
    first = world.arrived(2, 3)
    second = world.arrived(3, 4, audience="Another")
    assert first.audience_id != second.audience_id
    world.leave(second, 3)
    assert world.stands() == world.keys(2, 3)
    assert world.stands("Another") == world.keys(4)


@check("it is renamed, or the user is told where to do it", keeper)
def _(world: World) -> None:
    made = world.arrived(2)
    keeper: Any = world.open()
    told: DestinationError | None = None
    try:
        keeper.rename_audience(world.case.object, made.audience_id, "Renamed")
    except DestinationError as error:
        told = error
    if told:
        assert told.hint
        assert len(named(world)) == 1
        return
    assert keeper.audience(world.case.object, made.audience_id).name == "Renamed"
    assert world.stands("Renamed") == world.keys(2)


@check("its members are those who were sent", reader)
def _(world: World) -> None:
    made = world.arrived(2, 3, 4)
    there: Any = world.open()
    found = set(there.members(world.case.object, made.audience_id, world.case.key, CancelToken()))
    assert found == world.stands() == world.keys(2, 3, 4)

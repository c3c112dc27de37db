"""Limits and manners: how much at once, and what a connection says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.pace import Pace
from census_desktop.engine.packages import Package
from census_desktop.engine.shipment import Batches, Shipment, Shipper
from tests.destinations.suite import check, free_text
from tests.destinations.suite.world import World, nobody_is_left

MOST_ROWS = 500
"""Larger batches are filled by bytes alone; the fakes take their time with more."""


class Hurried(CancelToken):
    """Waits for nothing: what is waited for here is a fake."""

    def wait(self, seconds: float) -> None:
        self.check()


def ship(world: World, writer: Any, rows: list[dict[str, Any]]) -> Any:
    """By the engine, as one package; `packages` has the requests that it became."""
    batch = world.batch(rows)
    pace = Pace(Limits(), world.clock)
    begin, stop = Hurried(), CancelToken()
    shipper = Shipper(
        writer=writer, batches=Batches("run", "sync", "digest"), pace=pace, clock=world.clock, begin=begin, stop=stop
    )
    package = Package(0, Operation.UPSERT, 0, batch.rows, batch.json)
    return shipper.ship(Shipment(package, told=lambda tries, job: None, submitted=lambda job: None))


@check("a batch of the greatest number of records is taken whole")
def _(world: World) -> None:
    writer = world.writer()
    rows = min(writer.limits.batch_rows, MOST_ROWS, world.case.most_people)
    batch = world.batch(world.people(*range(2, 2 + rows)))
    reply = world.settle(writer, batch)
    assert nobody_is_left(reply)
    assert len(world.stands() - world.prepared()) == rows


@check("values of many bytes are counted as such", free_text)
def _(world: World) -> None:
    """What is not ASCII takes more bytes than characters."""
    people = min(300, world.case.most_people)
    wide = [{**person, world.known.text_field: "ü😀" * 20} for person in world.people(*range(2, 2 + people))]
    decided = ship(world, world.writer(), wide)
    assert nobody_is_left(decided), decided
    assert len(world.stands() - world.prepared()) == people


@check("more records than it takes at once go out in parts")
def _(world: World) -> None:
    writer = world.writer()
    writer.limits = replace(writer.limits, batch_rows=2, rate=0.0)
    decided = ship(world, writer, world.people(*range(2, 7)))
    assert nobody_is_left(decided)
    assert world.stands() == world.prepared() | world.keys(*range(2, 7))


@check("a record that is larger than it takes is rejected alone and not sent", free_text)
def _(world: World) -> None:
    writer = world.writer()
    people = world.people(*range(2, 6))
    size = max(len(text.encode()) for text in world.batch(people).json)
    key = str(people[1][world.case.key])
    writer.limits = replace(writer.limits, record_bytes=size + 40, rate=0.0)
    long = {**people[1], world.known.text_field: "x" * 400}
    world.forget_calls()
    decided = ship(world, writer, [people[0], long, *people[2:]])
    assert [row for row, _ in decided.rejected] == [1]
    assert key not in decided.rejected[0][1]
    assert not any(b"x" * 400 in call.body for call in world.vendor.calls)
    assert world.keys(2, 4, 5) <= world.stands()


@check("the test writes nothing and says something")
def _(world: World) -> None:
    before, consent = world.stands(), world.case.consent(world.vendor)
    said = world.open().test()
    assert len(said) > 5
    assert said == said.strip()
    assert not [s for s in world.secrets() if s in said]
    assert (world.stands(), world.case.consent(world.vendor)) == (before, consent)
    assert world.writes() == []


@check("its objects are the manifest's, with keys and behaviours")
def _(world: World) -> None:
    found = {spec.name: spec for spec in world.open().objects()}
    fixed = {spec.name for spec in world.known.manifest.objects if not spec.open_name}
    assert fixed <= set(found) or world.case.excused.get("objects")
    spec = found.get(world.case.object) or next(s for s in found.values() if s.open_name)
    assert spec.operations
    assert spec.label
    assert world.case.key in spec.keys or not spec.keys
    assert set(spec.keys) <= {field.name for field in spec.fields} or spec.open_fields
    assert all(field.name for field in spec.fields)
    assert len({field.name for field in spec.fields}) == len(spec.fields)
    writable = {field.name for field in spec.fields if not field.read_only}
    assert set(world.people(2)[0]) <= writable or spec.open_fields


@check("looking at its objects writes nothing")
def _(world: World) -> None:
    destination = world.open()
    destination.objects()
    assert world.writes() == []


@check("it can be closed twice, and after nothing")
def _(world: World) -> None:
    world.open().close()
    destination = world.open()
    writer = world.writer(destination)
    for thing in (writer, writer, destination, destination):
        thing.close()
    assert world.stands() == world.prepared()


@check("a writer that ends early leaves what was acknowledged")
def _(world: World) -> None:
    writer = world.writer()
    assert world.deliver(writer, world.people(2)).is_clean
    writer.close()
    assert world.keys(2) <= world.stands()

"""Consent and personal data: what is never touched, and what never leaves."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import DestinationError
from census_desktop.domain.ports import CancelToken
from tests.destinations.fakes.vendor import Said
from tests.destinations.suite import check, hashed, leaves, never, secret
from tests.destinations.suite.world import World


@check("consent is as it was after people came and changed")
def _(world: World) -> None:
    writer = world.writer()
    before = world.case.consent(world.vendor)
    world.deliver(writer, world.people(1, 2, 3))
    world.deliver(writer, [world.case.changed(n) for n in (1, 2)])
    writer.finish()
    assert world.case.consent(world.vendor) == before


@check("consent is as it was after a whole mirror", leaves)
def _(world: World) -> None:
    writer = world.writer()
    before = world.case.consent(world.vendor)
    world.deliver(writer, world.people(2, 3, 4))
    world.deliver(writer, [world.case.changed(2)])
    world.leave(writer, 3, 4)
    world.deliver(writer, world.people(3))
    writer.finish()
    assert world.case.consent(world.vendor) == before


@check("calls that are never to be made are refused before the socket", never)
def _(world: World) -> None:
    """By the client that the connector itself made."""
    destination = world.open()
    world.forget_calls()
    barred = world.known.manifest.never
    clients = list(_clients(destination))
    assert clients, "no HTTP client knows the barred calls"
    for pattern in barred:
        method, _, path = pattern.partition(" ")
        called = path.replace("*", "x")
        for client in clients:
            with pytest.raises(DestinationError, match="never makes"):
                client.request(
                    "POST" if method == "*" else method.replace("*", ""), _absolute(client, called), cancel=CancelToken()
                )
    assert world.vendor.calls == []


def _clients(thing: object, depth: int = 4) -> list[object]:
    """HTTP clients with barred calls, wherever in the destination they are."""
    from census_desktop.destinations._http import HttpClient

    if isinstance(thing, HttpClient):
        return [thing] if thing._never else []
    if depth == 0 or not type(thing).__module__.startswith("census_desktop"):
        return []
    values = list(getattr(thing, "__dict__", {}).values())
    values += [getattr(thing, name, None) for name in getattr(type(thing), "__slots__", ())]
    return [found for value in values for found in _clients(value, depth - 1)]


def _absolute(client: object, path: str) -> str:
    """Of the same host, for patterns are whole paths."""
    base = client._base  # type: ignore[attr-defined]
    return f"{base.scheme}://{base.netloc}/{path.lstrip('/')}"


@check("clear text in a field of digests is not sent", hashed)
def _(world: World) -> None:
    for name in [n for n in world.people(2)[0] if world.known.fields[n].hash]:
        clear = f"person-of-{name}@mail.example"
        outcome = world.deliver(world.writer(), [{**world.people(2)[0], name: clear}, *world.people(3)])
        assert len(outcome.rejected) == 1, name
        assert clear not in " ".join(outcome.rejected.values())
        assert not [call for call in world.vendor.calls if clear.encode() in call.body]


@check("the credential is in no address", secret)
def _(world: World) -> None:
    if not world.case.secret_in_address:
        world.arrived(2)
        world.open().test()
        assert not [s for s in world.secrets() for call in world.vendor.calls if s in call.path]
    assert not [s for s in world.secrets() if s in str(world.calls.kept)]


@check("the record of calls shows neither the credential nor a person")
def _(world: World) -> None:
    writer = world.arrived(2, 3)
    world.error_of(world.case.throttled, writer)
    world.open().test()
    assert world.calls.kept
    told = str(world.calls.kept)
    assert not [s for s in world.secrets() if s in told]
    shown = [value for value in world.ours() if value in told]
    assert not shown, (shown, told)


@check("what a refusal repeats of records and credentials is not shown")
def _(world: World) -> None:
    person = world.people(2)[0]
    secrets = list(world.case.secrets.values())
    tells = " ".join([*map(str, person.values()), *secrets])
    shape = {"message": tells, "error": tells, "msg": tells, "detail": tells, "reason": tells}
    said = str(world.error_of(Said(400, shape)))
    assert not [s for s in secrets if s in said], said
    assert not [value for value in world.ours() if value in said], said

"""Every vendor's connector against the same checks (suite/), each on a fresh fake of the vendor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.destinations.outside import installed
from tests.destinations.suite import HOW_MANY, Check, Known, all_checks
from tests.destinations.suite.world import World
from tests.destinations.vendors import all_cases, outside_cases

CHECKS = all_checks()
KNOWN = [Known(case) for case in (*all_cases(), *outside_cases())]


def _there(known: Known) -> AbstractContextManager[None]:
    """What makes the connector's type known; nothing for one that is built in."""
    return installed(known.case.package) if known.case.package else nullcontext()


def _asked() -> Iterator[tuple[Known, Check]]:
    for known in KNOWN:
        with _there(known):
            yield from [(known, check) for check in CHECKS if not check.why_not(known)]


ASKED = list(_asked())


def _param(known: Known, check: Check) -> object:
    fault = known.case.faults.get(check.name)
    marks = [pytest.mark.xfail(reason=fault, strict=True)] if fault else []
    return pytest.param(known, check, id=f"{known.label}: {check.name}", marks=marks)


@pytest.fixture
def world(known: Known, tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    with _there(known), known.case.make() as vendor:
        known.case.prepare(vendor)
        made = World(known, vendor, tmp_path, clock)
        try:
            yield made
        finally:
            made.close()


@pytest.mark.parametrize(("known", "check"), [_param(known, check) for known, check in ASKED])
def test_contract(known: Known, check: Check, world: World) -> None:
    check.run(world)


def test_the_suite_asks_enough_of_everybody() -> None:
    assert len(CHECKS) >= HOW_MANY
    assert len({known.label for known in KNOWN}) == len(KNOWN), "two cases are told apart by their `way`"
    names = {check.name for check in CHECKS}
    for known in KNOWN:
        asked = [check for k, check in ASKED if k is known]
        assert len(asked) >= HOW_MANY - 15, known.label
        assert {*known.case.excused, *known.case.faults} <= names, known.label

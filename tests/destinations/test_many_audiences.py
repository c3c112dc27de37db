"""A sync whose audiences a column names, over the vendors' connectors: people come, move, are in two, and leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

pytest.register_assert_rewrite("tests.destinations.suite")

from census_desktop.domain.model import Removal, Run, RunStatus  # noqa: E402
from census_desktop.usecases.named_audiences import ids_of  # noqa: E402
from tests.conftest import FakeClock  # noqa: E402
from tests.destinations.suite import Known  # noqa: E402
from tests.destinations.suite.workspace import SYNC, Shop  # noqa: E402
from tests.destinations.suite.world import World  # noqa: E402
from tests.destinations.vendors import all_cases  # noqa: E402

KNOWN = [k for k in map(Known, all_cases()) if k.spec.audience and Removal.REMOVE in k.spec.removals]
SOME = [k for k in KNOWN if k.label in ("hubspot list", "klaviyo list", "meta audience")]
ONE, OTHER = "Gäste", "Freunde"


class ByPart(Shop):
    """The shop of the contract suite, with everybody in one sync and the audience in the column “part”."""

    def _document(self) -> dict[str, Any]:
        document = super()._document()
        (sync,) = document["syncs"]
        sync |= {"source": {"dataset": "People"}, "audience": {"column": "part"}}
        return document

    def sent(self, parts: Mapping[int, str], **more: Any) -> Run:
        self.write(parts, **more)
        run = self.run()
        assert (run.status, run.error) == (RunStatus.COMPLETED, "")
        return run

    def run(self, sync: str = SYNC, plan: str = "") -> Run:
        if not plan:
            return super().run(sync)
        runs = self.app.runs
        with patch.object(runs, "run", partial(runs.run, plan_digest=plan)):
            return super().run(sync)

    def stands(self) -> dict[str, set[str]]:
        return {name: self.world.case.stands(self.world.vendor, name) for name in (ONE, OTHER)}

    def keys(self, *numbers: int) -> set[str]:
        return self.world.keys(*numbers)


def labelled(known: Known) -> str:
    return known.label


@pytest.fixture
def shop(known: Known, tmp_path: Path, clock: FakeClock) -> Iterator[ByPart]:
    with known.case.make() as vendor:
        known.case.prepare(vendor)
        world = World(known, vendor, tmp_path, clock)
        made = ByPart(world)
        try:
            yield made
        finally:
            made.app.close()
            world.close()


@pytest.mark.parametrize("known", KNOWN, ids=labelled)
def test_people_come_move_and_leave(shop: ByPart) -> None:
    shop.write({2: ONE, 3: ONE, 4: OTHER})
    shop.import_()
    consent = shop.world.case.consent(shop.world.vendor)
    run = shop.run()
    assert (run.status, run.error, run.counts.added) == (RunStatus.COMPLETED, "", 3)
    assert shop.stands() == {ONE: shop.keys(2, 3), OTHER: shop.keys(4)}
    sync = shop.app.syncs.get(SYNC)
    known = ids_of(shop.app.catalog, sync.id)
    assert set(known) == {ONE, OTHER}
    calls = len(shop.world.vendor.calls)
    assert shop.run().counts.processed == 0
    assert len(shop.world.vendor.calls) == calls, "a plan without changes asks nobody"
    run = shop.sent({2: OTHER, 4: OTHER, 5: ONE})
    assert (run.counts.added, run.counts.removed) == (2, 2)
    assert shop.stands() == {ONE: shop.keys(5), OTHER: shop.keys(2, 4)}
    assert ids_of(shop.app.catalog, sync.id) == known, "the lists of the first run are the ones"
    assert shop.world.case.consent(shop.world.vendor) == consent


@pytest.mark.parametrize("known", SOME, ids=labelled)
def test_without_an_audience_somebody_leaves_and_undo_brings_them_back(shop: ByPart) -> None:
    shop.write({2: ONE, 3: OTHER, 4: OTHER})
    shop.import_()
    shop.run()
    before = shop.stands()
    run = shop.sent({2: "", 3: OTHER, 4: ONE})
    assert run.counts.invalid == 1
    assert shop.stands() == {ONE: shop.keys(4), OTHER: shop.keys(3)}
    plan = shop.app.runs.plan_undo(run.id)
    undone = shop.run(plan=plan.digest)
    assert (undone.status, undone.error) == (RunStatus.COMPLETED, "")
    assert shop.stands() == before


@pytest.mark.parametrize("known", SOME, ids=labelled)
def test_a_run_that_is_killed_leaves_nobody_out_and_no_list_twice(shop: ByPart) -> None:
    shop.write({2: ONE, 3: ONE, 4: OTHER})
    shop.import_()
    shop.run_killed(shop.world.case.arrives or shop.world.case.writes)
    run = shop.run()
    assert (run.status, run.error) == (RunStatus.COMPLETED, "")
    assert shop.stands() == {ONE: shop.keys(2, 3), OTHER: shop.keys(4)}
    assert shop.app.runs.plan(SYNC).to_send == 0
    with shop.app.destinations.opened(shop.app.syncs.get(SYNC).connection_id) as destination:
        names = [a.name for a in destination.audiences(shop.world.case.object)]  # type: ignore[attr-defined]
    assert sorted(names) == sorted({*names}), "one list of each name"

"""Which acts at a destination ask for their number, and which do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from census_desktop.domain.confirming import LEAST, Typed, reason_to_review, refuse_untyped, to_type
from census_desktop.domain.environments import NONE, PRODUCTION, TEST
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Connection, Counts, Operation, Removal, Sync, SyncKey, SyncSource
from census_desktop.domain.plan import Plan

SYNC = Sync("s", "Sync", SyncSource("dataset", "d"), "c", "people", Operation.MIRROR, SyncKey("id", "id"))


def plan(*, removed: int = 0, added: int = 0, version: int = 1, **parts: object) -> Plan:
    counts = Counts(processed=removed + added, removed=removed, added=added)
    made = Plan("p", "s", "digest", datetime(2026, 1, 1, tzinfo=UTC), 10, counts, 1, version, "")
    return replace(made, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("environment", [NONE, PRODUCTION])
def test_from_a_thousand_removals_on_the_number_is_asked_for(environment: str) -> None:
    assert to_type(SYNC, plan(removed=LEAST), environment, 50_000) == Typed(LEAST, "removed")
    assert to_type(SYNC, plan(removed=LEAST - 1), environment, 50_000) is None
    assert to_type(SYNC, plan(removed=LEAST), environment, 50_000, left_out=1, left_out_removed=1) is None


def test_emptying_asks_at_production_whatever_the_number() -> None:
    assert to_type(SYNC, plan(removed=5), PRODUCTION, 5) == Typed(5, "removed", True)
    assert to_type(SYNC, plan(removed=5, added=1), PRODUCTION, 5) is None
    assert to_type(SYNC, plan(removed=5), NONE, 5) is None
    assert to_type(SYNC, plan(), PRODUCTION, 0) is None


def test_nobody_is_asked_where_things_are_tried_out_or_for_what_forgets() -> None:
    assert to_type(SYNC, plan(removed=50_000), TEST, 50_000) is None
    assert to_type(SYNC, plan(removed=1, forgets=True), PRODUCTION, 1) is None


def test_the_first_swap_replaces_what_is_there() -> None:
    swap = replace(SYNC, removal=Removal.SWAP)
    assert to_type(swap, plan(added=3, version=0), PRODUCTION, 0) == Typed(3, "replaced", True)
    assert to_type(swap, plan(added=3, version=0), NONE, 0) is None
    assert to_type(swap, plan(added=3), PRODUCTION, 3) is None
    assert to_type(swap, plan(removed=LEAST), NONE, 50_000) == Typed(LEAST, "removed")


def test_a_sync_that_deletes_counts_all_that_it_sends() -> None:
    delete = replace(SYNC, operation=Operation.DELETE)
    assert to_type(delete, plan(added=LEAST), NONE, 0) == Typed(LEAST, "removed")
    assert to_type(replace(SYNC, removal=Removal.NULL_OUT), plan(removed=LEAST), NONE, 9_999) == Typed(LEAST, "emptied")


def test_only_production_insists() -> None:
    typed = Typed(1_240, "removed")
    shop, other = Connection("c", "Shop", "folder", environment=PRODUCTION), Connection("c", "Shop", "folder")
    refuse_untyped(typed, None, other)
    refuse_untyped(None, None, shop)
    refuse_untyped(typed, 1_240, shop)
    with pytest.raises(ConfigError, match=r"1,240 records are removed\.") as refused:
        refuse_untyped(typed, None, shop)
    assert "--removes 1240" in refused.value.hint
    with pytest.raises(ConfigError, match="and 12 was said"):
        refuse_untyped(typed, 12, shop)
    assert reason_to_review(typed, other) == reason_to_review(None, shop) == ""
    assert reason_to_review(Typed(1, "removed", True), shop) == (
        "Held: 1 record is removed, all that this sync has there at the production destination “Shop”; "
        "its number is asked for first."
    )

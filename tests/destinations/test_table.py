"""docs/connectors.md is what the suite asks now."""

from __future__ import annotations

from census_desktop.destinations import BUILT_IN
from tests.destinations.table import ELSEWHERE, PAGE, page, types


def test_the_table_of_connectors_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.destinations.table"


def test_every_type_is_held_by_a_suite() -> None:
    assert {*types(), *ELSEWHERE} == set(BUILT_IN)
    assert not {*types()} & {*ELSEWHERE}

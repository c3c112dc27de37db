"""docs/destinations.md says what the manifests say."""

from __future__ import annotations

from census_desktop.domain.model import Operation, Removal
from tests.destinations.documented import PAGE, page_with, tables


def test_the_tables_are_those_of_the_manifests() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page_with(text, tables()) == text, "run: python -m tests.destinations.documented"


def test_every_behaviour_and_every_way_to_let_go_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for operation in Operation:
        assert f"**{operation.label}**" in text
    for removal in Removal:
        assert removal.label in text

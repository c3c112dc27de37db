"""Mappings of every kind in a document: taken in, given out again, and what they refer to."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import FieldMapping, Removal
from tests.shop import DOCUMENT

MAPPINGS = """\
      - {field: email, column: email}
      - {field: greeting, template: "Dear {{ first_name | default: 'friend' }}"}
      - {field: digest, column: email, normalise: email, hash: sha256, send_nulls: false}
      - {field: reader, member: Readers}
      - {field: when, run: time}
      - {field: spent, column: spent, type: text}
    sync_all: snake_case
    removal: remove
    limits: {minutes: 60, records: 100000}
"""
FULL = DOCUMENT.replace("      - {field: email, column: email}\n      - {field: paid, column: paid}\n", MAPPINGS)


def test_every_kind_is_taken_in(app: App, shop: Path) -> None:
    app.document.import_(FULL, shop)
    sync = app.syncs.get("Big spenders to the CRM")
    assert sync.mappings[1:] == (
        FieldMapping("greeting", template="Dear {{ first_name | default: 'friend' }}"),
        FieldMapping("digest", column="email", normalise="email", hash="sha256", send_nulls=False),
        FieldMapping("reader", member=app.segments.get("Readers").id),
        FieldMapping("when", run="time"),
        FieldMapping("spent", column="spent", type="text"),
    )
    assert (sync.sync_all, sync.removal, sync.limits) == ("snake_case", Removal.REMOVE, {"minutes": 60, "records": 100_000})


def test_what_is_given_out_is_taken_in_again_and_changes_nothing(app: App, shop: Path) -> None:
    app.document.import_(FULL, shop)
    text = app.document.to_yaml(app.document.export(shop / "x"))
    assert "member: Readers" in text
    assert {c.action for c in app.document.import_(text, shop)} == {"unchanged"}


def test_a_segment_that_a_mapping_tells_of_cannot_be_removed(app: App, shop: Path) -> None:
    lonely = FULL.replace("        - {segment: Readers, member: true}\n", "")
    app.document.import_(lonely, shop)
    with pytest.raises(ConfigError, match="“Readers” is still used by “Big spenders to the CRM”"):
        app.segments.remove(app.segments.get("Readers").id)

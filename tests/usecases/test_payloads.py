"""The first records of a sync that is being set up, as they would be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import Cancelled, ConfigError, SourceError
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import FieldMapping, Limit, Operation, Sync, SyncKey
from census_desktop.domain.ports import CancelToken
from census_desktop.usecases.payloads import MASK
from tests.conftest import FakeClock
from tests.gui.shop import Shop, build_shop


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock) -> Iterator[App]:
    opened = open_workspace(tmp_path / "workspace", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def shop(app: App) -> Shop:
    return build_shop(app, 40)


@pytest.fixture
def sync(shop: Shop) -> Sync:
    return replace(shop.germany_files, key=SyncKey("id", "id"))


def test_values_come_as_they_would_be_sent_in_the_order_of_the_mappings(app: App, sync: Sync):
    mappings = (
        FieldMapping("hello", template="Hello {{ name }}"),
        FieldMapping("at", run="time"),
        FieldMapping("by", run="sync"),
        FieldMapping("vip", member="seg-vip"),
        FieldMapping("shop", constant=7),
    )
    found = app.payloads.first(replace(sync, mappings=mappings), rows=2)
    assert len(found.records) == 2
    first = found.records[0]
    assert list(first.payload) == ["id", "hello", "at", "by", "vip", "shop"]
    assert str(first.payload["hello"]).startswith("Hello ")
    assert first.payload["at"] == app.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    assert first.payload["by"] == "Germany → Archive"
    assert (first.payload["vip"], first.payload["shop"], first.invalid) == (False, 7, "")
    assert not found.hidden


def test_personal_data_is_masked_until_it_is_asked_for(app: App, sync: Sync):
    mappings = (FieldMapping("mail", column="email"), FieldMapping("digest", column="email", hash="sha256"))
    sync = replace(sync, mappings=mappings)
    masked = app.payloads.first(sync, rows=1)
    assert masked.hidden
    assert list(masked.records[0].payload.values())[1:] == [MASK, MASK]
    shown = app.payloads.first(sync, rows=1, reveal=True)
    assert not shown.hidden
    assert "@example.com" in str(shown.records[0].payload["mail"])
    assert len(str(shown.records[0].payload["digest"])) == 64


def test_a_mapping_that_cannot_work_is_left_out_and_named(app: App, sync: Sync):
    mappings = (
        FieldMapping("name", column="name"),
        FieldMapping("broken", template="{{ nam }}"),
        FieldMapping("gone", column="shoe_size"),
        FieldMapping("lost", member="nobody"),
        FieldMapping("name", constant=1),
        FieldMapping("", constant=1),
    )
    found = app.payloads.first(replace(sync, mappings=mappings), rows=1)
    assert list(found.records[0].payload) == ["id", "name"]
    assert list(found.left_out) == ["broken", "gone", "lost"]
    assert "there is no column “nam”" in found.left_out["broken"]
    assert "Did you mean “name”?" in found.left_out["broken"]


def test_a_record_that_would_not_be_sent_says_why(app: App, sync: Sync):
    found = app.payloads.first(replace(sync, mappings=(FieldMapping("name", column="name", type="integer"),)), rows=1)
    assert found.records[0].invalid.startswith("name ")


def test_the_fields_of_the_object_decide_what_is_hashed(app: App, sync: Sync):
    spec = ObjectSpec("list", "List", (Operation.UPSERT,), (TargetField("mail", hash="sha256", normalise="email"),))
    found = app.payloads.first(replace(sync, mappings=(FieldMapping("mail", column="email"),)), spec, 1, reveal=True)
    assert len(str(found.records[0].payload["mail"])) == 64


def test_all_properties_are_there_too(app: App, sync: Sync):
    found = app.payloads.first(replace(sync, mappings=(), sync_all="start_case"), rows=1)
    assert list(found.records[0].payload) == ["id", "Name", "Email", "Country", "Spent", "Opted In"]
    assert found.records[0].payload["Email"] == MASK


def test_a_sync_that_deletes_shows_its_key_alone(app: App, sync: Sync):
    found = app.payloads.first(replace(sync, operation=Operation.DELETE, sync_all="as_is"), rows=1)
    assert list(found.records[0].payload) == ["id"]


def test_the_limit_of_a_segment_holds(app: App, shop: Shop, sync: Sync):
    app.segments.save(replace(shop.germany, limit=Limit(2, "id", descending=True)))
    found = app.payloads.first(sync, rows=5)
    assert [r.payload["id"] for r in found.records] == [40, 36]


def test_without_a_key_or_a_source_the_reason_is_said(app: App, sync: Sync):
    with pytest.raises(ConfigError, match="no sync key"):
        app.payloads.first(replace(sync, key=SyncKey("", "")))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.payloads.first(sync, cancel=token)
    (app.paths.root / "data" / "customers.csv").unlink()
    with pytest.raises((SourceError, ConfigError)):
        app.payloads.first(sync)

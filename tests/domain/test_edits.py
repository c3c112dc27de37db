"""What an edit of a sync causes is said before, and is what then happens (tests/usecases/test_edited.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.edits import consequences, fixed
from census_desktop.domain.model import FieldMapping, Operation, Removal, Sync, SyncKey, SyncSource, SyncStatus

NAME, CITY, PLAN = (FieldMapping(f, column=f) for f in ("name", "city", "plan"))
STAMP = FieldMapping("sent_at", run="time")
MIRROR = Sync(
    "s", "S", SyncSource("segment", "g"), "c", "records", Operation.MIRROR, SyncKey("id", "id"), (NAME, CITY),
    status=SyncStatus.ACTIVE,
)  # fmt: skip


def said(members: int = 1200, before: Sync = MIRROR, **changes: Any) -> list[str]:
    return list(consequences(before, replace(before, **changes), members))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"name": "Other", "status": SyncStatus.PAUSED, "guards": {"hold_over_removed": "1%"}}, []),
        ({"mappings": (NAME, CITY, STAMP)}, []),
        ({"mappings": (NAME, CITY, PLAN)}, ["All 1,200 records that were sent are sent again with the next run, with “plan”."]),
        (
            {"mappings": (replace(NAME, column="nick"), CITY)},
            ["All 1,200 records that were sent are sent again with the next run, with “name”."],
        ),
        (
            {"mappings": (NAME,)},
            [
                "“city” is no longer sent; its values stay at the destination as they are.",
                "All 1,200 records that were sent are sent again with the next run, without “city”.",
            ],
        ),
        (
            {"mappings": (CITY, NAME)},
            ["All 1,200 records that were sent are sent again with the next run, because the order of fields is another."],
        ),
        (
            {"removal": Removal.NULL_OUT},
            ["Records that leave stay and are emptied from now on; those removed before do not come back."],
        ),
    ],
)
def test_edits_of_a_mirror(changes: dict[str, Any], words: list[str]) -> None:
    assert said(**changes) == words
    assert said(0, **changes) == [], "nothing was sent yet"


def test_a_sync_that_sends_each_key_once_sends_nothing_again() -> None:
    create = replace(MIRROR, operation=Operation.CREATE)
    assert said(before=create, mappings=(NAME, CITY, PLAN)) == [
        "Records that were sent before stay as they are: only new ones get “plan”."
    ]
    assert said(before=create, mappings=(CITY, NAME)) == []


@pytest.mark.parametrize(("key", "what"), [(SyncKey("email", "id"), "column"), (SyncKey("id", "email"), "field")])
def test_another_sync_key_begins_anew(key: SyncKey, what: str) -> None:
    (text,) = said(key=key, mappings=())
    assert text.startswith(f"The {what} of the sync key is another, so this sync begins anew: the 1,200 records that were sent")
    assert "also those that leave the source later" in text
    (text,) = said(before=replace(MIRROR, operation=Operation.APPEND), key=key)
    assert "appended again" in text
    assert "leave" not in text


def test_many_fields_are_not_listed_whole() -> None:
    more = tuple(FieldMapping(f"f{n}", column="x") for n in range(9))
    assert said(1, mappings=(NAME, CITY, *more)) == [
        "The one record that was sent is sent again with the next run, with “f0”, “f1”, “f2” and 6 more."
    ]


def test_what_is_fixed_once_a_sync_left_the_draft() -> None:
    other = replace(
        MIRROR, source=SyncSource("dataset", "d"), connection_id="x", object="o", operation=Operation.UPSERT, name="N"
    )
    assert fixed(MIRROR, other) == ("source", "destination", "object", "operation")
    assert fixed(replace(MIRROR, status=SyncStatus.DRAFT), other) == ()
    assert fixed(MIRROR, replace(MIRROR, mappings=(), key=SyncKey("a", "b"))) == ()

"""What a sync does to people's consent, and what was confirmed of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.consent import LEAVING, refuse_unconfirmed, still_meant, touched, unconfirmed
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import FieldMapping, Operation, Removal, Sync, SyncKey, SyncSource

STATUS = TargetField("status", "Status", consent="subscribes people who opted out")
LIST = ObjectSpec(
    "list",
    "List",
    tuple(Operation),
    (TargetField("email"), TargetField("name"), STATUS),
    removal="are unsubscribed",
    unsubscribes=True,
)
SYNC = Sync(
    "s",
    "Sync",
    SyncSource("dataset", "people"),
    "conn",
    "list",
    Operation.UPSERT,
    SyncKey("email", "email"),
    (FieldMapping("name", column="name"), FieldMapping("status", column="state")),
)


def test_a_mapped_consent_field_is_named_with_what_it_does() -> None:
    assert touched(SYNC, LIST) == {"status": "Mapping “Status” subscribes people who opted out."}
    assert touched(replace(SYNC, mappings=SYNC.mappings[:1]), LIST) == {}
    assert touched(SYNC, None) == {}


@pytest.mark.parametrize(
    ("operation", "removal", "leaves"),
    [
        (Operation.MIRROR, Removal.REMOVE, True),
        (Operation.MIRROR, Removal.SWAP, True),
        (Operation.MIRROR, Removal.NULL_OUT, False),
        (Operation.UPSERT, Removal.REMOVE, False),
        (Operation.APPEND, Removal.REMOVE, False),
        (Operation.DELETE, Removal.REMOVE, True),
    ],
)
def test_leaving_counts_where_records_really_leave(operation: Operation, removal: Removal, leaves: bool) -> None:
    sync = replace(SYNC, operation=operation, removal=removal, mappings=())
    said = touched(sync, LIST)
    assert (LEAVING in said) is leaves
    assert touched(sync, replace(LIST, unsubscribes=False)) == {}
    if leaves:
        assert "are unsubscribed, and that takes people's consent away" in said[LEAVING]


def test_a_delete_sends_no_field() -> None:
    assert touched(replace(SYNC, operation=Operation.DELETE), replace(LIST, unsubscribes=False)) == {}


def test_what_is_confirmed_passes_and_the_refusal_says_how_to_confirm_the_rest() -> None:
    sync = replace(SYNC, operation=Operation.MIRROR)
    with pytest.raises(ConfigError) as refused:
        refuse_unconfirmed(sync, LIST)
    assert "subscribes people who opted out" in refused.value.message
    assert "consented: [status, leaving]" in str(refused.value.hint)
    assert list(unconfirmed(replace(sync, consented=("status",)), LIST)) == [LEAVING]
    refuse_unconfirmed(replace(sync, consented=("leaving", "status")), LIST)


def test_a_confirmation_ends_with_what_it_is_about() -> None:
    sync = replace(SYNC, operation=Operation.MIRROR, consented=("status", "leaving", "status"))
    assert still_meant(sync) == ("status", "leaving")
    assert still_meant(replace(sync, mappings=())) == ("leaving",)
    assert still_meant(replace(sync, operation=Operation.UPSERT)) == ("status",)
    assert still_meant(replace(sync, mappings=(), sync_all="as_is")) == ("status", "leaving")

"""Google's customer lists: how they are found, made, listed and renamed, and calls that are never made."""

from __future__ import annotations

from typing import Any

import pytest

from census_desktop.destinations._http import HttpClient
from census_desktop.destinations.google_data_manager import MANIFEST
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, CancelToken, Target
from tests.conftest import FakeClock
from tests.destinations.fakes.google_data_manager import ACCOUNT, GoogleDataManager
from tests.destinations.google_data_manager_room import (
    MIRROR,
    SCHEMA,
    WHOLE,
    Open,
    the_google,  # noqa: F401  the fixture
    the_ids,  # noqa: F401  the fixture
    the_open_,  # noqa: F401  the fixture
)


def test_a_list_of_that_name_is_filled_and_else_made_with_the_days(google: GoogleDataManager, open_: Open) -> None:
    first = open_(membership_days=30).open(MIRROR, SCHEMA)
    made = google.lists[first.audience_id]
    assert (made["membershipDuration"], made["membershipStatus"]) == ("2592000s", "OPEN")
    assert open_().open(MIRROR, SCHEMA).audience_id == first.audience_id
    assert {spec.expires_days for spec in open_(membership_days=30).objects()} == {30}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"readOnly": True}, "only be read"),
        ({"membershipStatus": "CLOSED"}, "closed"),
        ({"ingestedUserListInfo": {"uploadKeyTypes": ["MOBILE_ID"]}}, "another kind"),
    ],
)
def test_a_list_that_cannot_be_filled_is_named_and_none_is_made(
    google: GoogleDataManager, open_: Open, fields: dict[str, Any], says: str
) -> None:
    id_ = google.make("Best customers", **fields)
    by_id = Target("customer_list", Operation.MIRROR, "email", audience="Best customers", audience_id=id_)
    for target in (MIRROR, by_id):
        with pytest.raises(DestinationError, match=says):
            open_().open(target, SCHEMA)
    assert len(google.lists) == 1


def test_a_list_that_is_gone_is_never_made_again_silently(google: GoogleDataManager, open_: Open) -> None:
    lost = Target("customer_list", Operation.MIRROR, "email", audience="Best customers", audience_id="1")
    with pytest.raises(DestinationError, match="not there any more"):
        open_().open(lost, SCHEMA)
    assert google.lists == {}


@pytest.mark.parametrize(
    "target",
    [Target("customer_list", Operation.UPSERT, "given_name", audience="A"), Target("customer_list", Operation.UPSERT, "email")],
)
def test_a_target_that_cannot_work_is_refused(google: GoogleDataManager, open_: Open, target: Target) -> None:
    with pytest.raises(ConfigError):
        open_().open(target, WHOLE)
    assert google.lists == {}


def test_lists_are_listed_over_all_pages_and_renamed(google: GoogleDataManager, open_: Open) -> None:
    google.page_size = 2
    for name in ("b", "A", "Élan", "phones"):
        kind = "MOBILE_ID" if name == "phones" else "CONTACT_ID"
        google.make(name, kind, sizeInfo={"displayNetworkMembersCount": "120", "searchNetworkMembersCount": "80"})
    destination = open_()
    assert isinstance(destination, AudienceKeeper)
    found = destination.audiences("customer_list")
    assert [(a.name, a.members, a.trouble != "") for a in found] == [
        ("A", 120, False),
        ("b", 120, False),
        ("phones", 120, True),
        ("Élan", 120, False),
    ]
    assert [a.name for a in destination.audiences("customer_list", "éL")] == ["Élan"]
    destination.rename_audience("customer_list", found[0].id, "Anew")
    renamed = destination.audience("customer_list", found[0].id)
    assert renamed is not None
    assert renamed.name == "Anew"
    assert destination.audience("customer_list", "1") is None
    assert "4 customer lists" in destination.test()


def test_an_account_that_is_no_number_is_refused(open_: Open) -> None:
    with pytest.raises(ConfigError, match="not a number"):
        open_(account_id="Acme")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", f"v1/accountTypes/GOOGLE_ADS/accounts/{ACCOUNT}/userLists/1"),
        ("POST", "v1/users:remove"),
        ("POST", "v1/events:ingest"),
    ],
)
def test_calls_that_are_never_made(clock: FakeClock, method: str, path: str) -> None:
    client = HttpClient("https://datamanager.googleapis.com/", clock=clock, never=MANIFEST.never)
    with pytest.raises(DestinationError, match="never makes"):
        client.request(method, f"./{path}", cancel=CancelToken())

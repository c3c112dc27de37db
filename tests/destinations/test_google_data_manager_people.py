"""Google's customer lists: identifiers and bodies, consent, and whom a removal and a swap let go."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations.google_data_manager import OBJECTS
from census_desktop.domain.errors import ConfigError, TransientError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, batch_of, schema_of
from tests.destinations.fakes.google import described
from tests.destinations.fakes.google_data_manager import ACCOUNT, GoogleDataManager
from tests.destinations.google_data_manager_room import (
    MIRROR,
    SCHEMA,
    WHOLE,
    Open,
    bodies,
    done,
    person,
    the_google,  # noqa: F401  the fixture
    the_ids,  # noqa: F401  the fixture
    the_open_,  # noqa: F401  the fixture
)
from tests.destinations.vendors.google_data_manager import record, sha

SWAP = Target("customer_list", Operation.MIRROR, "email", audience="Best customers", removal=Removal.SWAP)


# Bodies -------------------------------------------------------------------------------------------------------------


def test_a_request_is_what_google_describes(google: GoogleDataManager, open_: Open) -> None:
    writer = open_(login_account_id="999-000-1111").open(MIRROR, SCHEMA)
    reply = done(writer, batch_of(SCHEMA, [person("a", phone=sha("+1"))]))
    assert (reply.accepted, reply.rejected, reply.unnamed) == (True, {}, 0)
    assert bodies(google) == [
        {
            "destinations": [
                {
                    "operatingAccount": {"accountType": "GOOGLE_ADS", "accountId": ACCOUNT},
                    "loginAccount": {"accountType": "GOOGLE_ADS", "accountId": "9990001111"},
                    "productDestinationId": writer.audience_id,
                }
            ],
            "audienceMembers": [
                {"userData": {"userIdentifiers": [{"emailAddress": sha("a")}, {"phoneNumber": sha("+1")}]}},
            ],
            "encoding": "HEX",
            "termsOfService": {"customerMatchTermsOfServiceStatus": "ACCEPTED"},
        }
    ]
    (made,) = google.called("^POST .*userLists$")
    assert made.headers["login-account"] == "accountTypes/GOOGLE_ADS/accounts/9990001111"
    assert "login-account" not in google.called("ingest")[0].headers


@pytest.mark.parametrize(
    ("identifier", "right"),
    [
        ({"emailAddress": "x"}, True),
        ({"address": {"givenName": "x"}}, True),
        ({"addressInfo": {}}, False),
        ({"email": "x"}, False),
    ],
)
def test_bodies_are_judged_by_googles_own_description(identifier: dict[str, Any], right: bool) -> None:
    judge = described("google-datamanager/datamanager.v1.json")
    if judge is None:
        pytest.skip("the description is not at hand")
    body = {"audienceMembers": [{"userData": {"userIdentifiers": [identifier]}}], "encoding": "HEX"}
    assert (judge("IngestAudienceMembersRequest", body) == "") is right


def test_both_forms_of_an_address_at_gmail_are_two_identifiers_of_one_person(google: GoogleDataManager, open_: Open) -> None:
    rows = [person("a@gmail.com", email_with_plus=sha("a+x@gmail.com")), person("b@x", email_with_plus=sha("b@x"))]
    done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, rows))
    members = [m["userData"]["userIdentifiers"] for m in bodies(google)[0]["audienceMembers"]]
    assert members == [
        [{"emailAddress": sha("a@gmail.com")}, {"emailAddress": sha("a+x@gmail.com")}],
        [{"emailAddress": sha("b@x")}],
    ]
    rules = {f.name: f.normalise for f in OBJECTS[0].fields}
    assert (rules["email"], rules["email_with_plus"], rules["phone"]) == ("email_gmail_plus", "email_gmail", "phone_e164")


def test_an_address_is_whole_or_left_out_and_its_place_is_not_hashed(google: GoogleDataManager, open_: Open) -> None:
    rows = [record(1), {**record(2), "postal_code": None}, {"email": sha("none")}]
    reply = done(open_().open(MIRROR, WHOLE), batch_of(WHOLE, rows))
    first, second, third = (m["userData"]["userIdentifiers"] for m in bodies(google)[0]["audienceMembers"])
    assert first[1] == {
        "address": {"givenName": sha("given1"), "familyName": sha("family1"), "regionCode": "DE", "postalCode": "10115"}
    }
    assert (len(second), len(third)) == (1, 1)
    assert reply.notes == ("1 addresses were left out: Google takes one with both names, country and postal code only.",)


@pytest.mark.parametrize(
    ("object_", "value", "kind"),
    [("mobile_list", "aebe52e7-03ee-455a-b3c4-e57283966239", "MOBILE_ID"), ("user_id_list", "u7", "USER_ID")],
)
def test_each_kind_of_identifier_has_lists_of_its_own(
    google: GoogleDataManager, open_: Open, object_: str, value: str, kind: str
) -> None:
    key = {"mobile_list": "mobile_id", "user_id_list": "user_id"}[object_]
    schema = schema_of(**{key: pa.string()})
    target = Target(object_, Operation.MIRROR, key, audience="Others")
    writer = open_(app_id="com.acme").open(target, schema)
    done(writer, batch_of(schema, [{key: value}]))
    assert google.lists[writer.audience_id]["ingestedUserListInfo"]["uploadKeyTypes"] == [kind]
    done(writer, batch_of(schema, [{key: value}], Operation.DELETE))
    assert google.entries[writer.audience_id] == {}
    assert all("encoding" not in body for body in bodies(google))


def test_a_list_of_mobile_ids_needs_its_app(open_: Open) -> None:
    with pytest.raises(ConfigError, match="app's ID"):
        open_().open(Target("mobile_list", Operation.UPSERT, "mobile_id", audience="M"), schema_of(mobile_id=pa.string()))


def test_consent_is_the_connections_word_and_a_columns_goes_before_it(google: GoogleDataManager, open_: Open) -> None:
    schema = schema_of(email=pa.string(), ad_user_data=pa.string())
    writer = open_(ad_user_data="granted", ad_personalization="denied").open(MIRROR, schema)
    done(writer, batch_of(schema, [person("a"), person("b", ad_user_data="CONSENT_DENIED")]))
    assert bodies(google)[0]["consent"] == {"adUserData": "CONSENT_GRANTED", "adPersonalization": "CONSENT_DENIED"}
    assert google.consents == [bodies(google)[0]["consent"], {"adUserData": "CONSENT_DENIED"}]
    done(writer, batch_of(schema, [person("a")], Operation.DELETE))
    assert "consent" not in bodies(google, "remove")[0]


def test_nothing_is_said_of_consent_where_nobody_said_it(google: GoogleDataManager, open_: Open) -> None:
    done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [person("a")]))
    assert google.consents == [None]
    assert all(f.consent for f in OBJECTS[0].fields if f.name.startswith("ad_"))


def test_without_accepted_policies_nothing_is_sent(google: GoogleDataManager, open_: Open) -> None:
    with pytest.raises(ConfigError, match="policies"):
        open_(terms_accepted=False).open(MIRROR, SCHEMA)
    assert google.calls == []


def test_clear_text_never_reaches_the_socket(google: GoogleDataManager, open_: Open) -> None:
    reply = done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [person("a", phone="+491701234567")]))
    assert list(reply.rejected) == [0]
    assert bodies(google) == []


# Leaving ------------------------------------------------------------------------------------------------------------


def test_who_leaves_is_removed_by_all_that_was_ever_sent(google: GoogleDataManager, open_: Open, ids: MemoryIds) -> None:
    first = person("a", email_with_plus=sha("a+"), phone=sha("+1"))
    done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [first, person("b", phone=sha("+2")), person("c")]))
    done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [{**first, "phone": sha("+9")}]))
    assert len(ids.ids) == 2
    writer = open_().open(MIRROR, SCHEMA)
    done(writer, batch_of(SCHEMA, [person("a"), person("c")], Operation.DELETE))
    assert google.there("Best customers") == {sha("b")}
    assert google.there("Best customers", "phoneNumber") == {sha("+2")}
    assert [key for _, key in ids.ids] == [sha("b")]
    assert sha("a") not in json.dumps([*ids.ids.values()])


def test_what_one_list_forgets_another_still_knows(google: GoogleDataManager, open_: Open) -> None:
    writers = [
        open_().open(Target("customer_list", Operation.MIRROR, "email", audience=name), SCHEMA) for name in ("One", "Two")
    ]
    for operation in (Operation.UPSERT, Operation.DELETE):
        for writer in writers:
            done(writer, batch_of(SCHEMA, [person("a", phone=sha("+1"))], operation))
    assert [google.entries[writer.audience_id] for writer in writers] == [{}, {}]


def test_more_than_ten_identifiers_are_never_sent(google: GoogleDataManager, open_: Open) -> None:
    writer = open_().open(MIRROR, SCHEMA)
    for number in range(15):
        done(writer, batch_of(SCHEMA, [person("a", phone=sha(f"+{number}"))]))
    done(writer, batch_of(SCHEMA, [person("a")], Operation.DELETE))
    (member,) = bodies(google, "remove")[0]["audienceMembers"]
    assert len(member["userData"]["userIdentifiers"]) == 10
    assert {"phoneNumber": sha("+14")} in member["userData"]["userIdentifiers"]


def test_a_swap_adds_everybody_and_then_removes_who_was_not_added_again(
    google: GoogleDataManager, open_: Open, clock: FakeClock
) -> None:
    id_ = google.make("Best customers")
    google.entries[id_] = {json.dumps({"emailAddress": sha(name)}): time.time() - 3600 for name in ("a", "old")}
    clock.advance(3600 * 24 * 3650)  # this computer's clock is far ahead
    writer = open_().open(SWAP, SCHEMA)
    done(writer, batch_of(SCHEMA, [person("a"), person("b")]))
    assert google.there("Best customers") == {sha("a"), sha("b"), sha("old")}
    google.entries[id_][json.dumps({"emailAddress": sha("by hand")})] = time.time()
    writer.finish()
    assert google.there("Best customers") == {sha("a"), sha("b"), sha("by hand")}
    asked = datetime.fromisoformat(bodies(google, "removeAll")[0]["removeAsOfTime"])
    assert abs((datetime.now(UTC) - asked).total_seconds()) < 30


def test_the_end_of_a_swap_can_be_asked_for_again(google: GoogleDataManager, open_: Open) -> None:
    id_ = google.make("Best customers")
    google.entries[id_] = {json.dumps({"emailAddress": sha("old")}): time.time() - 3600}
    writer = open_().open(SWAP, SCHEMA)
    done(writer, batch_of(SCHEMA, [person("a")]))
    google.fail_next("drop", path="removeAll")
    with pytest.raises(TransientError):
        writer.finish()
    writer.finish()
    assert google.there("Best customers") == {sha("a")}


def test_a_swap_that_ends_early_removes_nobody(google: GoogleDataManager, open_: Open) -> None:
    id_ = google.make("Best customers")
    google.entries[id_] = {json.dumps({"emailAddress": sha("old")}): time.time() - 3600}
    writer = open_().open(SWAP, SCHEMA)
    done(writer, batch_of(SCHEMA, [person("b")]))
    writer.close()
    assert google.there("Best customers") == {sha("old"), sha("b")}

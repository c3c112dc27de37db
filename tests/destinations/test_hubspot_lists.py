"""HubSpot: lists filled by record ids, who leaves them, and how they are found, shown, renamed and read."""

from __future__ import annotations

import pyarrow as pa
import pytest

from census_desktop.domain.errors import DestinationError, NotFoundError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, CancelToken, MemberReader, Reply, Target
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.fakes.hubspot import COMPANIES, CONTACTS
from tests.destinations.fakes.vendor import Said
from tests.destinations.hubspot_room import ALONE, ANN, CEM, WRITES, Account, the_account  # noqa: F401  the fixture


def test_a_list_is_made_and_filled_and_missing_contacts_are_made_first(account: Account) -> None:
    account.vendor.add(email="ann@x.example")
    assert account.fill("Ann@x.example", "bob@x.example") == Reply()
    assert account.vendor.emails_on("VIP") == {"ann@x.example", "bob@x.example"}
    (made,) = account.vendor.called("POST /crm/v3/lists/$")
    assert made.json == {"name": "VIP", "objectTypeId": "0-1", "processingType": "MANUAL"}
    (read,) = account.vendor.called("batch/read")
    assert len(read.json["inputs"]) == 2
    assert [one["id"] for one in account.vendor.called("upsert")[0].json["inputs"]] == ["bob@x.example"]
    account.fill("ann@x.example", "bob@x.example")
    assert len(account.vendor.called("batch/read")) == 1, "ids are looked up once"
    assert len(account.vendor.called("POST /crm/v3/lists/$")) == 1


def test_mapped_values_of_a_list_are_written_to_the_contacts(account: Account) -> None:
    there = account.vendor.add(email="ann@x.example", firstname="Old")
    bad = {"email": "nobody", "firstname": "N"}
    reply = account.send(ANN, bad, CEM, object_="list", audience="VIP")
    assert list(reply.rejected) == [1]
    assert account.vendor.records[CONTACTS][there]["firstname"] == "Ann"
    assert account.vendor.emails_on("VIP") == {"ann@x.example", "cem@x.example"}


def test_leaving_a_list_keeps_the_contact_and_consent(account: Account) -> None:
    account.vendor.subscriptions["ann@x.example"] = {"newsletter": "UNSUBSCRIBED"}
    before = account.vendor.consent()
    account.fill("ann@x.example", "bob@x.example")
    assert account.fill("ann@x.example", "never@x.example", by=Operation.DELETE) == Reply()
    assert account.vendor.emails_on("VIP") == {"bob@x.example"}
    assert account.vendor.contact("ann@x.example")
    assert account.vendor.contact("never@x.example") is None
    assert account.vendor.consent() == before
    assert not account.vendor.called("communication-preferences")


def test_ids_that_a_list_misses_are_rejected_and_forgotten(account: Account) -> None:
    account.ids.remember("contacts by email", {"ann@x.example": "99"})
    reply = account.fill("ann@x.example", "bob@x.example")
    assert list(reply.rejected) == [0]
    assert "not in HubSpot any more" in reply.rejected[0]
    assert account.vendor.emails_on("VIP") == {"bob@x.example"}
    assert account.fill("ann@x.example") == Reply()
    assert account.vendor.emails_on("VIP") == {"ann@x.example", "bob@x.example"}


def test_a_membership_reply_that_says_nothing_acknowledges_nothing(account: Account) -> None:
    account.vendor.fail_next(Said(200, {}), path="add-and-remove")
    assert list(account.fill("ann@x.example", "Ann@x.example").unknown) == [0, 1]


def test_who_could_not_be_made_is_not_put_on_the_list(account: Account) -> None:
    reply = account.fill("nobody", "ann@x.example", "Nobody")
    assert list(reply.rejected) == [0, 2]
    assert account.vendor.emails_on("VIP") == {"ann@x.example"}


def test_a_list_takes_record_ids(account: Account) -> None:
    id_ = account.vendor.add(email="ann@x.example")
    schema = schema_of(hs_object_id=pa.string())
    reply = account.send({"hs_object_id": id_}, {"hs_object_id": "7"}, object_="list", schema=schema, audience="VIP")
    assert list(reply.rejected) == [1]
    assert account.vendor.emails_on("VIP") == {"ann@x.example"}
    assert not account.vendor.called("batch/")


def test_a_list_of_that_name_is_used_again(account: Account) -> None:
    id_ = account.vendor.add_list("VIP")
    writer = account.open().open(Target("list", Operation.UPSERT, "email", "VIP"), ALONE)
    assert writer.audience_id == id_
    assert not account.vendor.called("POST /crm/v3/lists/$")


def test_a_list_that_another_run_made_meanwhile_is_used(account: Account) -> None:
    id_ = account.vendor.add_list("VIP")
    account.vendor.fail_next(Said(404, {"message": "List does not exist."}), path="name/VIP")
    assert account.open().open(Target("list", Operation.UPSERT, "email", "VIP"), ALONE).audience_id == id_


@pytest.mark.parametrize(
    ("name", "processing", "type_", "why"),
    [
        ("VIP", "DYNAMIC", CONTACTS, "an active list fills itself"),
        ("vip", "MANUAL", CONTACTS, "differs in upper and lower case"),
        ("VIP", "MANUAL", COMPANIES, "not one of contacts"),
    ],
)
def test_a_list_that_cannot_be_filled_is_refused(account: Account, name: str, processing: str, type_: str, why: str) -> None:
    account.vendor.add_list(name, processing, type_)
    with pytest.raises(DestinationError, match=why) as failure:
        account.fill("ann@x.example")
    assert failure.value.kept
    assert failure.value.hint
    assert not account.vendor.called(WRITES)


def test_a_syncs_own_list_is_found_by_its_id_whatever_its_name(account: Account) -> None:
    id_ = account.vendor.add_list("Renamed meanwhile")
    target = Target("list", Operation.UPSERT, "email", "VIP", id_)
    assert account.open().open(target, ALONE).audience_id == id_
    account.vendor.lists[id_]["deletedAt"] = "2026-11-24T10:20:00Z"  # shown by its id for 90 days
    with pytest.raises(DestinationError, match="does not exist in HubSpot any more"):
        account.open().open(target, ALONE)


def test_a_list_that_is_deleted_meanwhile_fails_the_run(account: Account) -> None:
    writer = account.open().open(Target("list", Operation.UPSERT, "email", "VIP"), ALONE)
    account.vendor.lists.clear()
    with pytest.raises(DestinationError, match="does not exist in HubSpot any more"):
        send(writer, batch_of(ALONE, [{"email": "ann@x.example"}]))


def test_lists_are_searched_shown_and_renamed(account: Account) -> None:
    destination = account.open()
    assert isinstance(destination, AudienceKeeper)
    vip = account.vendor.add_list("VIP", members=["1", "2"])
    account.vendor.add_list("Very active vips", "DYNAMIC")
    account.vendor.add_list("VIP companies", type_=COMPANIES)
    account.vendor.add_list("Others")
    found = destination.audiences("list", "vip")
    assert [(a.name, a.members, bool(a.trouble)) for a in found] == [("Very active vips", 0, True), ("VIP", 2, False)]
    destination.rename_audience("list", vip, "Best")
    best = destination.audience("list", vip)
    assert best is not None
    assert (best.name, best.members) == ("Best", 2)
    with pytest.raises(DestinationError, match="not renamed"):
        destination.rename_audience("list", vip, "Others")
    assert destination.audience("list", "77") is None
    with pytest.raises(NotFoundError):
        destination.audiences("contacts")


def test_at_most_500_lists_are_shown_page_by_page(account: Account) -> None:
    for n in range(620):
        account.vendor.add_list(f"List {n}")
    assert len(account.open().audiences("list")) == 500
    assert len(account.open().audiences("list", "list 61")) == 11


def test_members_are_read_page_by_page(account: Account) -> None:
    people = [account.vendor.add(email=f"p{n}@x.example") for n in range(260)] + [account.vendor.add(lastname="No address")]
    id_ = account.vendor.add_list("VIP", members=people)
    destination = account.open()
    assert isinstance(destination, MemberReader)
    assert set(destination.members("list", id_, "email", CancelToken())) == {f"p{n}@x.example" for n in range(260)}
    assert set(destination.members("list", id_, "hs_object_id", CancelToken())) == set(people)
    assert len(account.vendor.called("memberships")) == 4

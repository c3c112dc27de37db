"""Salesforce: campaigns as audiences, who joins and leaves them, and how they are found, shown and read."""

from __future__ import annotations

import pyarrow as pa
import pytest

from census_desktop.domain.errors import ConfigError, DestinationError, NotFoundError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, CancelToken, JobWriter, MemberReader, Reply
from tests.destinations.batches import schema_of
from tests.destinations.fakes.vendor import Said
from tests.destinations.salesforce_room import BULK, SomeOrg, the_org  # noqa: F401  the fixture


def test_a_campaign_is_made_and_filled_and_members_are_found_by_a_field(org: SomeOrg) -> None:
    ann = org.vendor.add("Contact", Email="ann@x.example", HasOptedOutOfEmail=True)
    bob = org.vendor.add("Contact", Email="Bob@x.example")
    before = org.vendor.consent()
    rows = [{"Contact.Email": f"{n}@x.example", "Status": "Sent"} for n in ("ann", "bob", "nobody")]
    reply = org.join(*rows)
    assert list(reply.rejected) == [2]
    assert "no contact with this key" in reply.rejected[2]
    assert {m["ContactId"] for m in org.vendor.in_campaign("Spring")} == {ann, bob}
    assert org.vendor.consent() == before
    org.join({"Contact.Email": "ann@x.example", "Status": "Responded"})
    assert {m["Status"] for m in org.vendor.in_campaign("Spring")} == {"Sent", "Responded"}
    assert len(org.vendor.called("POST .*/sobjects/Campaign$")) == 1


def test_members_by_id_join_once_and_leave(org: SomeOrg) -> None:
    lead = org.vendor.add("Lead", Email="ann@x.example")
    contact = org.vendor.add("Contact", Email="ann@x.example")
    assert org.join({"LeadId": lead[:15]}, {"LeadId": lead}) == Reply()
    assert org.join({"ContactId": contact}) == Reply()
    assert org.join({"LeadId": lead}) == Reply()
    assert len(org.vendor.in_campaign("Spring")) == 2
    assert org.join({"LeadId": lead}, {"LeadId": lead[:15]}, {"LeadId": contact}, by=Operation.DELETE) == Reply()
    assert [m["ContactId"] for m in org.vendor.in_campaign("Spring")] == [contact]
    assert org.vendor.records["Lead"][lead]


def test_who_somebody_else_put_into_the_campaign_meanwhile_is_a_member(org: SomeOrg) -> None:
    lead = org.vendor.add("Lead", Email="ann@x.example")
    campaign = org.vendor.add("Campaign", Name="Spring")
    org.vendor.member(campaign, LeadId=lead)
    org.vendor.fail_next(Said(200, {"done": True, "records": []}), path="FROM.CampaignMember")
    assert org.join({"LeadId": lead}) == Reply()
    assert len(org.vendor.in_campaign("Spring")) == 1


def test_a_member_that_cannot_be_made_is_rejected(org: SomeOrg) -> None:
    lead = org.vendor.add("Lead", Email="ann@x.example")
    reply = org.join({"LeadId": lead, "Status": "x" * 41})
    assert "STRING_TOO_LONG" in reply.rejected[0]


def test_a_campaign_of_that_name_is_used_again_if_there_is_but_one(org: SomeOrg) -> None:
    schema = schema_of(LeadId=pa.string())
    first = org.vendor.add("Campaign", Name="Spring")
    assert org.writer(object_="campaign", schema=schema, audience="Spring").audience_id == first
    org.vendor.add("Campaign", Name="Spring")
    with pytest.raises(DestinationError, match="2 campaigns of the name"):
        org.writer(object_="campaign", schema=schema, audience="Spring")
    assert org.writer(object_="campaign", schema=schema, audience="Spring", audience_id=first).audience_id == first
    del org.vendor.records["Campaign"][first]
    with pytest.raises(DestinationError, match="does not exist in Salesforce any more"):
        org.writer(object_="campaign", schema=schema, audience="Spring", audience_id=first)
    with pytest.raises(ConfigError, match="1 to 80 characters"):
        org.writer(object_="campaign", schema=schema, audience="x" * 81)


def test_campaigns_are_searched_shown_and_renamed(org: SomeOrg) -> None:
    destination = org.open()
    assert isinstance(destination, AudienceKeeper)
    spring = org.vendor.add("Campaign", Name="Spring 100%")
    org.vendor.add("Campaign", Name="Autumn")
    org.vendor.member(spring, LeadId="00Q1")
    org.vendor.member(spring, ContactId="0031")
    assert [(a.name, a.members) for a in destination.audiences("campaign")] == [("Autumn", 0), ("Spring 100%", 2)]
    assert [a.name for a in destination.audiences("campaign", "spring")] == ["Spring 100%"]
    destination.rename_audience("campaign", spring, "Best")
    best = destination.audience("campaign", spring)
    assert best is not None
    assert best.name == "Best"
    with pytest.raises(DestinationError, match="not renamed"):
        destination.rename_audience("campaign", spring, "x" * 81)
    assert destination.audience("campaign", "701none") is None
    with pytest.raises(NotFoundError):
        destination.audiences("Contact")


def test_members_are_read_page_by_page(org: SomeOrg) -> None:
    org.vendor.page = 100
    campaign = org.vendor.add("Campaign", Name="Spring")
    for n in range(250):
        org.vendor.member(campaign, LeadId=org.vendor.add("Lead", Email=f"p{n}@x.example"))
    org.vendor.member(campaign, ContactId=org.vendor.add("Contact", Email="c@x.example"))
    destination = org.open()
    assert isinstance(destination, MemberReader)
    found = list(destination.members("campaign", campaign, "Lead.Email", CancelToken()))
    assert sorted(found) == sorted(f"p{n}@x.example" for n in range(250))
    assert len(org.vendor.called("/query")) == 3
    assert len(list(destination.members("campaign", campaign, "ContactId", CancelToken()))) == 1


def test_a_campaign_goes_in_collections_also_where_records_go_by_jobs(org: SomeOrg) -> None:
    writer = org.writer(object_="campaign", schema=schema_of(LeadId=pa.string()), audience="Spring", **BULK)
    assert not isinstance(writer, JobWriter)
    assert writer.limits.batch_rows == 200

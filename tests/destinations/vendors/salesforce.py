"""Salesforce for the contract suite: contacts by an external id, in collections and in jobs, and members of a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.destinations.fakes.salesforce import TOKEN, Salesforce, error
from tests.destinations.vendor_case import VendorCase


def config(vendor: Salesforce) -> Mapping[str, Any]:
    return {"base_url": vendor.url}


def record(n: int) -> dict[str, Any]:
    return {"Number__c": f"C-{n}", "LastName": f"Person {n}"}


def changed(n: int) -> dict[str, Any]:
    return {**record(n), "LastName": f"Changed {n}"}


def contacts(vendor: Salesforce, audience: str) -> set[str]:
    """Those who were written: who only opted out before has no name."""
    return {r["Number__c"] for r in vendor.records["Contact"].values() if "LastName" in r}


def opted_out(vendor: Salesforce) -> None:
    """Somebody who is there already and does not want to hear."""
    vendor.add("Contact", Number__c="C-1", HasOptedOutOfEmail=True)


def leads(vendor: Salesforce) -> None:
    for n in range(300):
        vendor.add("Lead", Email=f"person{n}@mail.example", LastName=f"Person {n}", Company="X", HasOptedOutOfEmail=n == 1)


def member(n: int) -> dict[str, Any]:
    return {"Lead.Email": f"person{n}@mail.example", "Status": "Sent"}


def members(vendor: Salesforce, audience: str) -> set[str]:
    return {vendor.records["Lead"][m["LeadId"]]["Email"] for m in vendor.in_campaign(audience)}


CONTACT = VendorCase(
    type="salesforce",
    object="Contact",
    make=Salesforce,
    config=config,
    key="Number__c",
    record=record,
    changed=changed,
    stands=contacts,
    consent=Salesforce.consent,
    secrets={"access_token": TOKEN},
    wrong_secrets={"access_token": "00D!wrong"},
    bad={"Number__c": "C-bad", "LastName": "x" * 81},
    throttled=error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
    writes=r"^(PUT|PATCH|DELETE|POST (?!.*/composite/batch)) ?",
    prepare=opted_out,
)

CASES = [
    CONTACT,
    replace(
        CONTACT,
        config=lambda vendor: {"base_url": vendor.url, "way": "Bulk API 2.0"},
        jobs=True,
        way="Bulk API 2.0",
        arrives="^PATCH .*/jobs/ingest",
    ),
    replace(
        CONTACT,
        object="campaign",
        audience="High value",
        key="Lead.Email",
        record=member,
        changed=lambda n: {**member(n), "Status": "Responded"},
        stands=members,
        bad={"Lead.Email": "nobody@mail.example", "Status": "Sent"},
        prepare=leads,
        most_people=290,
    ),
]

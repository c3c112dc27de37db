"""Mailchimp's objects for the contract suite."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.mailchimp import KEY, LIST, Mailchimp
from tests.destinations.fakes.vendor import Said
from tests.destinations.vendor_case import VendorCase


def person(n: int, name: str = "Anna") -> dict[str, Any]:
    return {"email_address": f"person{n}@mail.example", "FNAME": name, "SPENT": n}


def people(vendor: Mailchimp, audience: str) -> set[str]:
    """Those who were written: who only opted out before has no name."""
    return {member["email_address"].lower() for member in vendor.members.values() if "FNAME" in member["merge_fields"]}


def opted_out(vendor: Mailchimp) -> None:
    vendor.add("person1@mail.example", "unsubscribed")


COMMON: dict[str, Any] = {
    "type": "mailchimp",
    "make": Mailchimp,
    "config": lambda vendor: {"list_id": LIST, "base_url": vendor.url},
    "key": "email_address",
    "record": person,
    "changed": lambda n: person(n, "Zoë"),
    "consent": Mailchimp.consent,
    "secrets": {"api_key": KEY},
    "wrong_secrets": {"api_key": "ffffffffffffffffffffffffffffffff-us21"},
    "bad": {"email_address": "fake@example.invalid", "FNAME": "Bad", "SPENT": 1},
    "throttled": Said(429, "<html><body>Too Many Requests</body></html>", {"Content-Type": "text/html"}),
    "prepare": opted_out,
}

CASES = [
    VendorCase(object="members", stands=people, **COMMON),
    VendorCase(
        object="members",
        stands=people,
        **{
            **COMMON,
            "config": lambda vendor: {"list_id": LIST, "base_url": vendor.url, "sending": "as jobs"},
            "jobs": True,
            "arrives": "^POST .*/batches$",
            "way": "as jobs",
        },
    ),
    VendorCase(object="tag", audience="High value", stands=lambda vendor, audience: vendor.tagged(audience), **COMMON),
]

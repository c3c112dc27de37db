"""Customer.io's objects for the contract suite."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.customerio import APP_KEY, SITE, TRACK_KEY, CustomerIo
from tests.destinations.fakes.vendor import Said
from tests.destinations.vendor_case import VendorCase


def person(n: int, name: str = "Anna") -> dict[str, Any]:
    return {"id": f"person-{n}", "email": f"person{n}@mail.example", "first_name": name}


def opted_out(vendor: CustomerIo) -> None:
    vendor.add(id="person-1", email="person1@mail.example", unsubscribed=True)
    vendor.add(id="other", email="other@mail.example", unsubscribed=True)


def people(vendor: CustomerIo, audience: str) -> set[str]:
    """Those who were written: who only opted out before has no name."""
    return {person["id"] for person in vendor.people.values() if "first_name" in person}


COMMON: dict[str, Any] = {
    "type": "customerio",
    "make": CustomerIo,
    "config": lambda vendor: {"site_id": SITE, "base_url": vendor.url, "app_url": vendor.url},
    "key": "id",
    "record": person,
    "changed": lambda n: person(n, "Zoë"),
    "consent": CustomerIo.consent,
    "secrets": {"track_key": TRACK_KEY, "app_key": APP_KEY},
    "wrong_secrets": {"track_key": "ffffffffffffffffffff", "app_key": "ffffffffffffffffffffffffffffffff"},
    "bad": {"id": "x" * 151, "email": "bad@mail.example", "first_name": "Bad"},
    "throttled": Said(429),
    "prepare": opted_out,
}

CASES = [
    VendorCase(object="people", stands=people, **COMMON),
    VendorCase(object="segment", audience="High value", stands=lambda vendor, audience: vendor.members_of(audience), **COMMON),
]

"""HubSpot for the contract suite: contacts, and a static list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.destinations.fakes.hubspot import CONTACTS, TOKEN, HubSpot
from tests.destinations.fakes.vendor import Said
from tests.destinations.vendor_case import VendorCase


def config(vendor: HubSpot) -> Mapping[str, Any]:
    return {"base_url": vendor.url}


def record(n: int) -> dict[str, Any]:
    return {"email": f"person{n}@mail.example", "firstname": f"Person {n}"}


def changed(n: int) -> dict[str, Any]:
    return {**record(n), "firstname": f"Changed {n}"}


def people(vendor: HubSpot, audience: str) -> set[str]:
    """Those who were written: who only opted out before has no name."""
    return {r["email"] for r in vendor.records[CONTACTS].values() if "firstname" in r}


def opted_out(vendor: HubSpot) -> None:
    """Somebody who is there already and does not want to hear."""
    vendor.add(email="person1@mail.example", hs_email_optout="true")
    vendor.subscriptions["person1@mail.example"] = {"newsletter": "UNSUBSCRIBED"}


CONTACT = VendorCase(
    type="hubspot",
    object="contacts",
    make=HubSpot,
    config=config,
    key="email",
    record=record,
    changed=changed,
    stands=people,
    consent=HubSpot.consent,
    secrets={"token": TOKEN},
    wrong_secrets={"token": "pat-wrong"},
    bad={"email": "not an address", "firstname": "Nobody"},
    throttled=Said(429, {"status": "error", "errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}),
    writes=r"^(POST .*/batch/(upsert|update|create|archive)|PUT |PATCH |DELETE |POST .*/lists/$)",
    prepare=opted_out,
)

CASES = [
    CONTACT,
    replace(CONTACT, object="list", audience="High value", stands=lambda vendor, audience: vendor.emails_on(audience)),
]

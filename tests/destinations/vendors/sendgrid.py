"""What the contract suite must know of SendGrid."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.sendgrid import KEY, SendGrid, refused
from tests.destinations.vendor_case import Record, VendorCase


def record(n: int) -> Record:
    return {"email": f"person{n}@mail.example", "first_name": f"Person {n}", "plan": "basic"}


def changed(n: int) -> Record:
    return {**record(n), "plan": "pro"}


def _make() -> SendGrid:
    return SendGrid(fails=lambda c: "this address bounced before" if str(c.get("email")).startswith("bounced") else "")


def _prepare(vendor: Any) -> None:
    vendor.has(email="person1@mail.example")
    vendor.unsubscribed.add("person1@mail.example")


def _case(object_: str, audience: str = "") -> VendorCase:
    return VendorCase(
        type="sendgrid",
        object=object_,
        make=_make,
        config=lambda vendor: {"base_url": vendor.origin},
        key="email",
        record=record,
        changed=changed,
        stands=lambda vendor, audience: vendor.keys(audience),
        consent=lambda vendor: sorted(vendor.unsubscribed),
        secrets={"api_key": KEY},
        wrong_secrets={"api_key": "SG.wrong"},
        audience=audience,
        bad={"email": "bounced@mail.example", "first_name": "Bo", "plan": "basic"},
        throttled=refused(429, ("too many requests", None), headers={"X-RateLimit-Reset": "1795515601"}),
        prepare=_prepare,
        jobs=True,
        arrives="^PUT .*/marketing/contacts",
    )


CASES = [_case("contacts"), _case("list", "Loyal customers")]

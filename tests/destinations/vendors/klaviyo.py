"""What the contract suite must know of Klaviyo."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.klaviyo import KEY, Klaviyo, error, refused
from tests.destinations.vendor_case import Record, VendorCase

SLOW_DOWN = refused(429, error(429, "Request was throttled.", code="throttled"), headers={"Retry-After": "1"})


def record(n: int) -> Record:
    return {"email": f"person{n}@mail.example", "first_name": f"Person {n}", "plan": "basic"}


def changed(n: int) -> Record:
    return {**record(n), "plan": "pro"}


def _make() -> Klaviyo:
    return Klaviyo(fails=lambda a: "This address bounced before." if str(a.get("email")).startswith("bounced") else "")


def _prepare(vendor: Any) -> None:
    vendor.has(email="person1@mail.example", subscribed="UNSUBSCRIBED")


def _case(object_: str, audience: str = "") -> VendorCase:
    return VendorCase(
        type="klaviyo",
        object=object_,
        make=_make,
        config=lambda vendor: {"base_url": vendor.url},
        key="email",
        record=record,
        changed=changed,
        stands=lambda vendor, audience: vendor.keys(list_name=audience),
        consent=lambda vendor: {
            str(profile["email"]): vendor.subscriptions[id_]
            for id_, profile in vendor.profiles.items()
            if vendor.subscriptions[id_] != "NEVER_SUBSCRIBED"
        },
        secrets={"api_key": KEY},
        wrong_secrets={"api_key": "pk_wrong"},
        audience=audience,
        bad={"email": "bounced@mail.example", "first_name": "Bo", "plan": "basic"},
        throttled=SLOW_DOWN,
        prepare=_prepare,
        jobs=True,
        arrives="^POST .*/profile-bulk-import-jobs",
    )


CASES = [_case("profiles"), _case("list", "Loyal customers")]

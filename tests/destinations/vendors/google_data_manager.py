"""A customer list of Google for the contract suite."""

from __future__ import annotations

import hashlib

from tests.destinations.fakes.google import QUOTA, TOKEN
from tests.destinations.fakes.google_data_manager import ACCOUNT, GoogleDataManager
from tests.destinations.vendor_case import Record, VendorCase


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record(number: int) -> Record:
    names = {"given_name": sha(f"given{number}"), "family_name": sha(f"family{number}")}
    return {"email": sha(f"person{number}@mail.example"), **names, "region_code": "DE", "postal_code": "10115"}


CASES = [
    VendorCase(
        type="google_data_manager",
        object="customer_list",
        make=GoogleDataManager,
        config=lambda vendor: {"account_id": ACCOUNT, "terms_accepted": True, "base_url": vendor.url},
        key="email",
        record=record,
        changed=lambda number: {**record(number), "postal_code": "20095"},
        stands=lambda vendor, audience: vendor.there(audience),
        consent=lambda vendor: [c for c in vendor.consents if c],
        secrets={"access_token": TOKEN},
        wrong_secrets={"access_token": "stale"},
        audience="Best customers",
        bad={**record(0), "email": sha("bad@mail.example"), "postal_code": "1" * 21},
        throttled=QUOTA,
        jobs=True,
        arrives="audienceMembers:",
        clear=lambda n: {"email": f"person{n}@mail.example", "given_name": f"given{n}", "family_name": f"family{n}"},
        not_free=frozenset({"region_code", "postal_code"}),
        excused={
            "a job that is done with errors names them, or counts them": "a request with a bad record is refused as a whole",
        },
        writes=r"^POST \S+audienceMembers",
    )
]

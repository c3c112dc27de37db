"""Meta's custom audience for the contract suite."""

from __future__ import annotations

import hashlib

from tests.destinations.fakes.meta import ACCOUNT, TOKEN, Meta
from tests.destinations.fakes.vendor import Said
from tests.destinations.vendor_case import Record, VendorCase


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record(number: int) -> Record:
    return {"EMAIL": sha(f"person{number}@mail.example"), "FN": sha(f"name{number}"), "MADID": None}


THROTTLED = Said(
    400,
    {"error": {"message": "There have been too many calls to this ad-account.", "type": "OAuthException", "code": 80003}},
    {"X-Business-Use-Case-Usage": '{"1":[{"type":"custom_audience","call_count":100,"estimated_time_to_regain_access":1}]}'},
)

CASES = [
    VendorCase(
        type="meta",
        object="audience",
        make=Meta,
        config=lambda vendor: {"account_id": f"act_{ACCOUNT}", "base_url": vendor.url},
        key="EMAIL",
        record=record,
        changed=lambda number: {**record(number), "FN": sha(f"other{number}")},
        stands=lambda vendor, audience: vendor.keys(audience),
        consent=lambda vendor: (),
        secrets={"access_token": TOKEN},
        wrong_secrets={"access_token": "stale"},
        audience="Best customers",
        bad={"EMAIL": sha("bad@mail.example"), "FN": None, "MADID": "not a device"},
        names_refused=False,
        throttled=THROTTLED,
        clear=lambda n: {"EMAIL": f"person{n}@mail.example", "FN": f"name{n}"},
        writes=r"^(POST|DELETE) \S+/users(replace)?$",
    )
]

"""The Custom Destination API: a server with customers that are upserted, updated, inserted and mirrored."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.census_api import CensusServer
from tests.destinations.vendor_case import Record, VendorCase

SECRET = "?census_secret=s3cret-of-the-address"


def _server() -> CensusServer:
    return CensusServer(secret="s3cret-of-the-address", token="t0ken-of-the-server")


def _person(n: int) -> Record:
    return {"email": f"person{n}@mail.example", "name": f"Person {n}"}


def _there(vendor: CensusServer, _: str) -> set[str]:
    return set(vendor.stored["customer"])


def _nobody(_: CensusServer) -> Any:
    """The protocol knows no consent."""
    return {}


CASES = [
    VendorCase(
        type="census_api",
        object="customer",
        make=_server,
        config=lambda vendor: {"base_url": vendor.url},
        key="email",
        record=_person,
        changed=lambda n: {**_person(n), "name": f"Someone else {n}"},
        stands=_there,
        consent=_nobody,
        secrets={"secret_part": SECRET, "token": "t0ken-of-the-server"},
        wrong_secrets={"secret_part": "?census_secret=wrong", "token": "t0ken-of-the-server"},
        bad={"email": "nobody@mail.example", "name": ""},
        writes=r"#sync_batch$",
        secret_in_address=True,
    )
]

"""A tab of Google Sheets for the contract suite."""

from __future__ import annotations

from tests.destinations.fakes.google import QUOTA, TOKEN
from tests.destinations.fakes.google_sheets import BOOK, GoogleSheets
from tests.destinations.vendor_case import Record, VendorCase


def record(number: int) -> Record:
    return {"email": f"person{number}@mail.example", "orders": number, "name": f"Person {number}"}


def prepare(vendor: GoogleSheets) -> None:
    vendor.add("Best customers").put(["note", "email", "name", "orders"])


def stands(vendor: GoogleSheets, audience: str) -> set[str]:
    """Those in the column headed "email" of the tab that is not somebody's own."""
    found: set[str] = set()
    for sheet in vendor.sheets:
        head, *rows = sheet.table() or [[]]
        if "email" in head:
            found |= {row[head.index("email")] for row in rows} - {""}
    return found


CASES = [
    VendorCase(
        type="google_sheets",
        object="Best customers",
        make=GoogleSheets,
        config=lambda vendor: {"spreadsheet": BOOK, "base_url": vendor.url},
        key="email",
        record=record,
        changed=lambda number: {**record(number), "name": f"Other {number}"},
        stands=stands,
        consent=lambda vendor: vendor.tab("Notes").table(),
        secrets={"access_token": TOKEN},
        wrong_secrets={"access_token": "stale"},
        bad={"email": "bad@mail.example", "orders": 1, "name": "x" * 50_001},
        throttled=QUOTA,
        writes=r"^POST ",
        excused={"an object that is not there is refused with what to do": "a tab that is not there is made"},
        prepare=prepare,
    )
]

"""What the vendors' contract suite must know of a connector and its fake. A new connector adds a module of `vendors/` whose
`CASES` hold one of these for each object that people or members go to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.destinations.fakes.vendor import Said, Vendor

Record = dict[str, Any]
EXPIRED = Said(401, {"message": "the token has expired"})
SLOW_DOWN = Said(429, {"message": "slow down"}, {"Retry-After": "1"})


@dataclass(frozen=True)
class VendorCase:
    """A connector's object against a fresh fake.

    `record(n)` is the n-th person as a mapping would send them (normalised and hashed where the object asks for it; the key
    field first), `changed(n)` the same person with another value. `stands(vendor)` says who is there by sync key as text:
    people for an object, members of `audience` for an audience object. `consent(vendor)` is the vendor's whole table of who
    may be written to, compared before and after.
    """

    type: str
    object: str
    make: Callable[[], Vendor]
    config: Callable[[Any], Mapping[str, Any]]
    key: str
    record: Callable[[int], Record]
    changed: Callable[[int], Record]
    stands: Callable[[Any, str], set[str]]
    consent: Callable[[Any], Any]
    secrets: Mapping[str, str] = field(default_factory=dict)
    wrong_secrets: Mapping[str, str] = field(default_factory=dict)
    audience: str = ""
    """Name of the audience that the suite makes; "" for an object that has none."""
    bad: Record | None = None
    """A record that the fake refuses; None where nothing is refused one by one."""
    names_refused: bool = True
    """Whether the answer says which record was refused; else only how many (Reply.unnamed)."""
    throttled: Said = SLOW_DOWN
    """How this vendor says that calls come too fast."""
    writes: str = r"^(POST|PUT|PATCH|DELETE) "
    """Pattern of the calls that write, as for Vendor.called."""
    prepare: Callable[[Any], None] = lambda vendor: None
    """What has to be there beforehand (a sheet, an account)."""
    jobs: bool = False
    """Whether its batches are submitted as jobs and asked about."""
    clear: Callable[[int], Record] = lambda n: {}
    """What a table has in the n-th person's fields that take digests."""
    asks: str = "^GET "
    """Pattern of the calls that ask for a job."""
    arrives: str = ""
    """Pattern of the calls that bring records, where `writes` are others too (an audience that is made)."""
    way: str = ""
    """What tells this case from another of the same object ("as jobs")."""
    not_free: frozenset[str] = frozenset()
    """Fields of `record` that take no text of the user's own, beside what the manifest says."""
    expired: Said = EXPIRED
    """How this vendor says that a credential that worked no longer does."""
    secret_in_address: bool = False
    """The protocol itself wants the credential in the address."""
    most_people: int = 10_000
    """How many of its people the fake knows beforehand, where it must know them."""
    package: Path | None = None
    """The folder of a connector from outside, with its pyproject.toml."""
    excused: Mapping[str, str] = field(default_factory=dict)
    """Checks that cannot be asked of it, by name, each with the reason."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Checks that it fails, by name, each with what is wrong: a known fault, which the table shows."""

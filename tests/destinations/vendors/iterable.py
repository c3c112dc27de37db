"""Iterable's objects for the contract suite."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.iterable import KEY, Iterable
from tests.destinations.fakes.vendor import Said
from tests.destinations.vendor_case import VendorCase


def person(n: int, name: str = "Anna") -> dict[str, Any]:
    return {"email": f"person{n}@mail.example", "name": name, "spent": n}


def opted_out(vendor: Iterable) -> None:
    vendor.opted_out.add("person1@mail.example")


COMMON: dict[str, Any] = {
    "type": "iterable",
    "make": Iterable,
    "config": lambda vendor: {"base_url": vendor.url},
    "key": "email",
    "record": person,
    "changed": lambda n: person(n, "Zoë"),
    "consent": lambda vendor: set(vendor.opted_out),
    "secrets": {"api_key": KEY},
    "wrong_secrets": {"api_key": "00000000000000000000000000000000"},
    "bad": {"email": "nobody@nowhere", "name": "Bad", "spent": 1},
    "throttled": Said(429, {"msg": "Rate limit exceeded", "code": "RateLimitExceeded", "params": None}),
    "prepare": opted_out,
}


def by_id(n: int, name: str = "Anna") -> dict[str, Any]:
    return {"userId": f"Person-{n}", "email": f"person{n}@mail.example", "name": name, "spent": n}


BY_ID: dict[str, Any] = {
    **COMMON,
    "make": lambda: Iterable("userId"),
    "config": lambda vendor: {"base_url": vendor.url, "project": "userId"},
    "key": "userId",
    "way": "by user ID",
    "record": by_id,
    "changed": lambda n: by_id(n, "Zoë"),
    "bad": {"userId": "Zoë", "email": "zoe@mail.example", "name": "Bad", "spent": 1},
}

CASES = [
    VendorCase(object="users", stands=lambda vendor, audience: set(vendor.users), **COMMON),
    VendorCase(object="list", audience="High value", stands=lambda vendor, audience: vendor.members_of(audience), **COMMON),
    VendorCase(object="list", audience="High value", stands=lambda vendor, audience: vendor.members_of(audience), **BY_ID),
]

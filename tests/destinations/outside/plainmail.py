"""Plainmail as its connector's docstring describes it, and its cases for the suite."""

from __future__ import annotations

import re
from typing import Any

from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, route
from tests.destinations.outside import EXAMPLE
from tests.destinations.vendor_case import Record, VendorCase

TOKEN = "plain-0f1e2d3c"
MOST = 200


class Plainmail(Vendor):
    def __init__(self) -> None:
        super().__init__()
        self.contacts: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, tuple[str, set[str]]] = {}
        self.opted_out: set[str] = set()

    def refusal(self, asked: Asked) -> Said | None:
        return None if bearer(asked) == TOKEN else Said(401, {"message": "unknown token"})

    @route("GET", "/lists")
    def get_lists(self, asked: Asked) -> Said:
        return Said(200, {"lists": [{"id": i, "name": n, "members": len(m)} for i, (n, m) in self.lists.items()]})

    @route("POST", "/lists")
    def post_list(self, asked: Asked) -> Said:
        if not 0 < len(asked.json["name"]) <= 80:
            return Said(422, {"message": "a name has 1 to 80 characters"})
        id_ = str(41 + len(self.lists))
        self.lists[id_] = (asked.json["name"], set())
        return Said(201, {"id": id_})

    @route("POST", "/lists/{list}/members")
    def post_members(self, asked: Asked) -> Said:
        return self._each(asked, self._put)

    @route("DELETE", "/lists/{list}/members")
    def delete_members(self, asked: Asked) -> Said:
        return self._each(asked, lambda contact, members: members.discard(contact["email"]) or "")

    def _each(self, asked: Asked, do: Any) -> Said:
        _, members = self.lists.get(asked.params["list"], ("", None if asked.params["list"] != "0" else set()))
        if members is None:
            return Said(404, {"message": "no such list"})
        contacts = asked.json["contacts"]
        if len(contacts) > MOST or any(set(contact) - {"email", "name"} for contact in contacts):
            return Said(422, {"message": "too many contacts, or fields that contacts do not have"})
        return Said(200, {"results": [{"index": n, "error": do(c, members)} for n, c in enumerate(contacts)]})

    def _put(self, contact: dict[str, Any], members: set[str]) -> str:
        email = contact["email"].lower()
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", email):
            return f"{contact['email']} is no address"
        self.contacts[email] = {**self.contacts.get(email, {}), **contact}
        members.add(email)
        return ""


def person(n: int, name: str = "Anna") -> Record:
    return {"email": f"person{n}@mail.example", "name": name}


def _case(object_: str) -> VendorCase:
    def stands(vendor: Plainmail, audience: str) -> set[str]:
        return set().union(*(m for n, m in vendor.lists.values() if n == audience)) if audience else set(vendor.contacts)

    return VendorCase(
        type="plainmail",
        object=object_,
        make=Plainmail,
        config=lambda vendor: {"base_url": vendor.url},
        key="email",
        record=person,
        changed=lambda n: person(n, "Zoë"),
        stands=stands,
        consent=lambda vendor: set(vendor.opted_out),
        secrets={"token": TOKEN},
        wrong_secrets={"token": "plain-wrong"},
        bad={"email": "nobody@nowhere", "name": "Nobody"},
        prepare=lambda vendor: vendor.opted_out.add("person1@mail.example"),
        package=EXAMPLE,
    )


CASES = [_case("contacts"), _case("list")]

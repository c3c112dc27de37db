"""Iterable's API as its own description has it: one project of a kind, its users, lists and fields. Every JSON body is held
against the vendor's Swagger file where that is there."""

from __future__ import annotations

import functools
import json
from typing import Any
from urllib.parse import urlsplit

from tests.destinations.fakes.described import FOLDER
from tests.destinations.fakes.vendor import Asked, Said, Vendor, route

KEY = "5f0d1c6e9b8a47f2a3d4e5f60718293a"
MOST_USERS = 1000
MOST_BYTES = 4 * 1024 * 1024
FAILURES = ("invalid", "notFound", "forgotten", "conflict", "invalidData")


@functools.cache
def _described() -> Any:
    place = FOLDER / "iterable" / "api-docs.json"
    return json.loads(place.read_text(encoding="utf-8")) if place.exists() else None


@functools.cache
def _schema(method: str, path: str) -> Any:
    """Validator of a JSON body, and the names that may stand in it; None where nothing is described."""
    from jsonschema import Draft4Validator

    whole = _described()
    operation = whole["paths"].get(path, {}).get(method.lower()) if whole else None
    body = next((p["schema"] for p in (operation or {}).get("parameters", ()) if p["in"] == "body"), None)
    if body is None:
        return None
    name = body["$ref"].rpartition("/")[2]
    return Draft4Validator({**body, "definitions": whole["definitions"]}), set(whole["definitions"][name]["properties"])


def failure(code: str, msg: str, status: int = 400) -> Said:
    return Said(status, {"msg": msg, "code": code, "params": None})


class Iterable(Vendor):
    """`kind`: email | userId | hybrid. `users` by key; `fields` are the project's, with their types. `keeps_new_fields`: what
    the project does with fields that it does not know."""

    def __init__(self, kind: str = "email") -> None:
        super().__init__()
        self.kind = kind
        self.users: dict[str, dict[str, Any]] = {}
        self.lists: dict[int, dict[str, Any]] = {}
        self.fields = {"email": "string", "userId": "string", "name": "string", "spent": "long", "home.city": "string"}
        self.fields |= {"itblUserId": "string", "unsubscribedChannelIds": "long"}
        self.keeps_new_fields = True
        self.forgotten: set[str] = set()
        self.opted_out: set[str] = set()
        """Who is out of the e-mail channel."""

    # For tests ------------------------------------------------------------------------------------------------------

    def add_list(self, name: str, type_: str = "Standard") -> str:
        id_ = 1001 + len(self.lists)
        self.lists[id_] = {"name": name, "listType": type_, "members": set()}
        return str(id_)

    def members_of(self, name: str) -> set[str]:
        return set().union(*(found["members"] for found in self.lists.values() if found["name"] == name))

    # The API --------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if asked.headers.get("api-key") != KEY or "api_key" in asked.query:
            return failure("BadApiKey", "Invalid API key", 401)
        return None

    def validate(self, asked: Asked) -> Said | None:
        if not asked.body:
            return None
        if not asked.headers.get("content-type", "").startswith("application/json"):
            return failure("BadJsonBody", "Expecting text/json or application/json body", 415)
        if len(asked.body) > MOST_BYTES:
            return failure("BatchTooLarge", "Request entity too large", 413)
        if known := _schema(asked.method, urlsplit(asked.path).path):
            validator, names = known
            body = asked.json
            if fault := next(iter(validator.iter_errors(body)), None):
                return failure("BadJsonBody", f"[/api] Invalid JSON body: {fault.message}")
            if unknown := set(body) - names:
                return failure("BadParams", f"Unknown parameters: {sorted(unknown)}")
        return None

    def not_found(self, asked: Asked) -> Said:
        return failure("NotFound", "Not found", 404)

    @route("GET", "/api/users/getFields")
    def get_fields(self, asked: Asked) -> Said:
        return Said(200, {"fields": self.fields})

    @route("GET", "/api/lists")
    def get_lists(self, asked: Asked) -> Said:
        shown = [
            {"id": id_, "name": found["name"], "listType": found["listType"], "createdAt": 1764000000}
            for id_, found in self.lists.items()
        ]
        return Said(200, {"lists": shown})

    @route("POST", "/api/lists")
    def post_list(self, asked: Asked) -> Said:
        return Said(200, {"listId": int(self.add_list(asked.json["name"]))})

    @route("GET", "/api/lists/getUsers")
    def get_users(self, asked: Asked) -> Said:
        found = self.lists.get(int(asked.one("listId")))
        if found is None:
            return failure("BadParams", "List not found")
        prefer = asked.one("preferUserId") == "true"
        lines = []
        for key in sorted(found["members"]):
            user = self.users[key]
            first, second = ("userId", "email") if prefer or self.kind == "userId" else ("email", "userId")
            lines.append(user.get(first) or user.get(second))
        return Said(200, "".join(f"{line}\n" for line in lines), {"Content-Type": "text/plain"})

    @route("POST", "/api/users/bulkUpdate")
    def bulk_update(self, asked: Asked) -> Said:
        return self._many(asked.json["users"], lambda user, failed: self._put(user, failed) is not None)

    @route("POST", "/api/lists/subscribe")
    def subscribe(self, asked: Asked) -> Said:
        found = self._writable(asked)
        if isinstance(found, Said):
            return found

        def join(user: dict[str, Any], failed: dict[str, list[str]]) -> bool:
            key = self._put(user, failed)
            if key is not None:
                found["members"].add(key)
            return key is not None

        return self._many(asked.json["subscribers"], join)

    @route("POST", "/api/lists/unsubscribe")
    def unsubscribe(self, asked: Asked) -> Said:
        found = self._writable(asked)
        if isinstance(found, Said):
            return found

        def leave(user: dict[str, Any], failed: dict[str, list[str]]) -> bool:
            key = self._key(user, failed)
            if key is None:
                return False
            if key not in self.users:
                self._fail(failed, "notFound", user)
                return False
            found["members"].discard(key)
            if asked.json.get("channelUnsubscribe"):
                self.opted_out.add(key)
            return True

        return self._many(asked.json["subscribers"], leave)

    def _writable(self, asked: Asked) -> dict[str, Any] | Said:
        found = self.lists.get(asked.json["listId"])
        if found is None or found["listType"] != "Standard":
            return failure("BadParams", "The list does not exist or is not a static one")
        return found

    def _many(self, users: list[dict[str, Any]], each: Any) -> Said:
        if len(users) > MOST_USERS:
            return failure("BatchTooLarge", f"At most {MOST_USERS} users in a request", 413)
        failed: dict[str, list[str]] = {kind + of: [] for kind in FAILURES for of in ("Emails", "UserIds")}
        failed |= {"filtered": [], "created": []}
        good = sum(bool(each(user, failed)) for user in users)
        filtered, created = sorted(set(failed.pop("filtered"))), sorted(set(failed.pop("created")))
        return Said(
            200,
            {
                "successCount": good,
                "failCount": len(users) - good,
                "invalidEmails": failed["invalidEmails"],
                "invalidUserIds": failed["invalidUserIds"],
                "filteredOutFields": filtered,
                "createdFields": created,
                "failedUpdates": failed,
            },
        )

    def _key(self, user: dict[str, Any], failed: dict[str, list[str]]) -> str | None:
        if ("email" in user) == ("userId" in user):
            self._fail(failed, "invalid", user)
            return None
        if "email" in user:
            key = user["email"].lower()
            if self.kind == "userId" or "@" not in key or "." not in key.rpartition("@")[2]:
                self._fail(failed, "invalid", user)
                return None
        else:
            key = user["userId"]
            if not key or key != key.rstrip() or not key.isascii() or (self.kind == "email" and not user.get("preferUserId")):
                self._fail(failed, "invalid", user)
                return None
        if key in self.forgotten:
            self._fail(failed, "forgotten", user)
            return None
        return str(key)

    def _put(self, user: dict[str, Any], failed: dict[str, list[str]]) -> str | None:
        key = self._key(user, failed)
        if key is None:
            return None
        fields = dict(user.get("dataFields", {}))
        for name, value in list(fields.items()):
            if name not in self.fields and not self.keeps_new_fields:
                failed["filtered"].append(name)
                del fields[name]
            elif name not in self.fields:
                failed["created"].append(name)
                self.fields[name] = "long" if isinstance(value, int) else "string"
            elif value is not None and isinstance(value, str) != (self.fields[name] in ("string", "date")):
                self._fail(failed, "invalidData", user)
                return None
        address = fields.get("email")
        if address and any(k != key and u.get("email") == address.lower() for k, u in self.users.items()):
            failed["conflictEmails"].append(address)
            return None
        known = self.users.setdefault(key, {"email": key} if "email" in user else {"userId": key})
        known.update({**fields, **({"email": address.lower()} if address else {})})
        if "unsubscribedChannelIds" in fields or "emailListIds" in fields:
            self.opted_out ^= {key}
        return key

    def _fail(self, failed: dict[str, list[str]], kind: str, user: dict[str, Any]) -> None:
        """By address as Iterable keeps it, which may be in another case than it was sent."""
        if user.get("email") is not None:
            failed[f"{kind}Emails"].append(user["email"].upper())
        else:
            failed[f"{kind}UserIds"].append(user.get("userId", ""))

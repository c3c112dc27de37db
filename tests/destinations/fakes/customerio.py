"""Customer.io's Track and App APIs as their references have them: one workspace, its people and segments, on one address."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, pages, route

SITE = "a1b2c3d4e5f6a7b8c9d0"
TRACK_KEY = "0f1e2d3c4b5a69788796"
APP_KEY = "aa11bb22cc33dd44ee55ff6677889900"
REQUEST_BYTES = 500_000
ITEM_BYTES = 32_000
MOST_IDS = 1000
ACTIONS = {"identify"}
KEYS = ("id", "email", "cio_id")


class CustomerIo(Vendor):
    """`identifiers`: what the workspace tells people apart by. `region` is the account's."""

    def __init__(self, identifiers: tuple[str, ...] = ("id", "email"), region: str = "us") -> None:
        super().__init__()
        self.identifiers = identifiers
        self.region = region
        self.people: dict[str, dict[str, Any]] = {}
        self.segments: dict[int, dict[str, Any]] = {}

    # For tests ------------------------------------------------------------------------------------------------------

    def add(self, **attributes: Any) -> str:
        cio_id = f"d9c1{len(self.people):04}"
        self.people[cio_id] = attributes
        return cio_id

    def add_segment(self, name: str, type_: str = "manual") -> str:
        id_ = 7 + len(self.segments)
        self.segments[id_] = {"name": name, "type": type_, "members": set()}
        return str(id_)

    def keys(self, name: str = "id") -> set[str]:
        return {p[name] for p in self.people.values() if p.get(name)}

    def members_of(self, segment: str, name: str = "id") -> set[str]:
        ids = set().union(*(s["members"] for s in self.segments.values() if s["name"] == segment))
        return {self.people[cio_id][name] for cio_id in ids if self.people[cio_id].get(name)}

    def consent(self) -> dict[str, Any]:
        return {
            str(p.get("id") or p.get("email")): (p.get("unsubscribed"), json.dumps(p.get("cio_subscription_preferences")))
            for p in self.people.values()
            if "unsubscribed" in p or "cio_subscription_preferences" in p
        }

    # Both APIs ------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if asked.path.startswith("/api/"):
            kind, _, given = asked.headers.get("authorization", "").partition(" ")
            if kind != "Basic" or base64.b64decode(given).decode() != f"{SITE}:{TRACK_KEY}":
                return Said(401, {"meta": {"error": "Unauthorized request"}})
        elif bearer(asked) != APP_KEY:
            return Said(401, {"meta": {"error": "unauthorized"}})
        return None

    def validate(self, asked: Asked) -> Said | None:
        if asked.body and not asked.headers.get("content-type", "").startswith("application/json"):
            return Said(400, {"meta": {"errors": ["the content type must be application/json"]}})
        return None

    # Track ----------------------------------------------------------------------------------------------------------

    @route("GET", "/api/v1/accounts/region")
    def get_region(self, asked: Asked) -> Said:
        host = "track-eu" if self.region == "eu" else "track"
        return Said(200, {"url": f"https://{host}.customer.io", "region": self.region, "environment_id": 3})

    @route("POST", "/api/v2/batch")
    def batch(self, asked: Asked) -> Said:
        if len(asked.body) >= REQUEST_BYTES:
            return Said(400, {"errors": [{"reason": "invalid", "field": "batch", "message": "request is larger than 500kb"}]})
        items = asked.json.get("batch") if isinstance(asked.json, dict) else None
        if not isinstance(items, list) or not items or set(asked.json) != {"batch"}:
            return Said(400, {"errors": [{"reason": "required", "field": "batch", "message": "batch is required"}]})
        errors = []
        for index, item in enumerate(items):
            if fault := self._fault(item):
                errors.append({"batch_index": index, "reason": fault[0], "field": fault[1], "message": fault[2]})
            else:
                self._identify(item)
        return Said(207, {"errors": errors}) if errors else Said(200, {})

    def _fault(self, item: dict[str, Any]) -> tuple[str, str, str] | None:
        if len(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()) > ITEM_BYTES:
            return "invalid", "batch", "item is larger than 32kb"
        if item.get("type") != "person" or item.get("action") not in ACTIONS:
            return "invalid", "action", "unknown type or action"
        if unknown := set(item) - {"type", "action", "identifiers", "attributes", "timestamp", "cio_relationships"}:
            return "invalid", sorted(unknown)[0], "unknown property"
        identifiers = item.get("identifiers") or {}
        ((name, value),) = identifiers.items() if len(identifiers) == 1 else ((None, None),)
        if name not in KEYS or (name != "cio_id" and name not in self.identifiers):
            return "invalid", "identifiers", "exactly one identifier that the workspace knows is needed"
        if not isinstance(value, str) or not value:
            return "required", f"identifiers.{name}", f"{name} must not be empty"
        if len(value.encode()) > 150:
            return "invalid", f"identifiers.{name}", f"{value} is longer than 150 bytes"
        return None

    def _identify(self, item: dict[str, Any]) -> None:
        """Queued there: what goes wrong from here on is not told."""
        ((name, value),) = item["identifiers"].items()
        attributes = dict(item.get("attributes") or {})
        update_only = attributes.pop("_update", False)
        found = self._find(name, value)
        if found is None:
            if update_only or name == "cio_id":
                return
            found = self.add(**{name: value})
        person = self.people[found]
        for key, given in attributes.items():
            other = self._find(key, given) if key in self.identifiers and given else None
            if other is not None and other != found:
                continue  # an attribute update failure of the activity log
            if given is None or given == "":
                person.pop(key, None)
            else:
                person[key] = given

    def _find(self, name: str, value: Any) -> str | None:
        if name == "cio_id":
            return value if value in self.people else None
        same = (lambda v: str(v).lower()) if name == "email" else str
        return next((c for c, p in self.people.items() if p.get(name) and same(p[name]) == same(value)), None)

    @route("POST", "/api/v1/segments/{segment}/add_customers")
    def add_customers(self, asked: Asked) -> Said:
        return self._change(asked, removing=False)

    @route("POST", "/api/v1/segments/{segment}/remove_customers")
    def remove_customers(self, asked: Asked) -> Said:
        return self._change(asked, removing=True)

    def _change(self, asked: Asked, *, removing: bool) -> Said:
        found = self.segments.get(int(asked.params["segment"]))
        ids = asked.json.get("ids")
        name = asked.one("id_type", "id")
        if found is None or found["type"] != "manual":
            return Said(400, {"meta": {"errors": ["segment not found or not a manual segment"]}})
        if not isinstance(ids, list) or not 0 < len(ids) <= MOST_IDS or not all(isinstance(i, str) for i in ids):
            return Said(400, {"meta": {"errors": [f"ids must be 1 to {MOST_IDS} texts"]}})
        if name not in KEYS:
            return Said(400, {"meta": {"errors": ["unknown id_type"]}})
        known = {c for i in ids if (c := self._find(name, i)) is not None}
        if removing:
            found["members"] -= {c for c in known if self.people[c].get("id")}
        else:
            found["members"] |= known
        return Said(200, {})

    # App ------------------------------------------------------------------------------------------------------------

    def _segment(self, id_: int) -> dict[str, Any]:
        found = self.segments[id_]
        return {
            "id": id_,
            "deduplicate_id": f"{id_}:1492548073",
            "name": found["name"],
            "description": "",
            "state": "finished",
            "progress": None,
            "type": found["type"],
            "tags": None,
        }

    @route("GET", "/v1/segments")
    def get_segments(self, asked: Asked) -> Said:
        return Said(200, {"segments": [self._segment(id_) for id_ in self.segments]})

    @route("POST", "/v1/segments")
    def post_segment(self, asked: Asked) -> Said:
        name = (asked.json.get("segment") or {}).get("name")
        if not name:
            return Said(400, {"errors": [{"detail": "name is required", "status": "400"}]})
        return Said(200, {"segment": self._segment(int(self.add_segment(name)))})

    @route("GET", "/v1/segments/{segment}")
    def get_segment(self, asked: Asked) -> Said:
        id_ = int(asked.params["segment"])
        return Said(200, {"segment": self._segment(id_)}) if id_ in self.segments else self.not_found(asked)

    @route("GET", "/v1/segments/{segment}/membership")
    def get_membership(self, asked: Asked) -> Said:
        found = self.segments[int(asked.params["segment"])]
        size = min(30_000, int(asked.one("limit", "100")), 2)  # two a page, so that pages are turned
        page, after = pages(sorted(found["members"]), size, int(asked.one("start", "0")))
        shown = [{"cio_id": c, **{k: self.people[c].get(k, "") for k in self.identifiers}} for c in page]
        return Said(200, {"identifiers": shown, "ids": [s.get("id", "") for s in shown], "next": str(after) if after else ""})

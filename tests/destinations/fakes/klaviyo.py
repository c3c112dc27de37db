"""Klaviyo as its reference of revision 2026-07-15 describes it: JSON:API, profiles, lists, and imports as jobs."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.destinations.fakes import described
from tests.destinations.fakes.vendor import Asked, Said, Vendor, pages, route

KEY = "pk_0123456789abcdef0123456789abcdef01"
REVISION = "2026-07-15"
IDENTIFIERS = ("email", "phone_number", "external_id")
ATTRIBUTES = (*IDENTIFIERS, "first_name", "last_name", "organization", "locale", "title", "image", "_kx")
LOCATION = ("address1", "address2", "city", "country", "latitude", "longitude", "region", "zip", "timezone", "ip")
ROW = "/data/attributes/profiles/data/"


@dataclass
class Job:
    """`polls`: how often it is still under way when it is asked for."""

    profiles: list[str]
    errors: list[dict[str, Any]]
    total: int
    polls: int
    status: str = "queued"


@dataclass
class List:
    name: str
    members: set[str] = field(default_factory=set)


def error(status: int, detail: str, pointer: str = "", code: str = "invalid", **meta: Any) -> dict[str, Any]:
    source = {"pointer": pointer} if pointer else {}
    return {
        "id": "1",
        "status": status,
        "code": code,
        "title": "Invalid input.",
        "detail": detail,
        "source": source,
        "meta": meta,
    }


def refused(status: int, *errors: dict[str, Any], headers: Mapping[str, str] | None = None) -> Said:
    return Said(status, {"errors": list(errors)}, {"Content-Type": "application/vnd.api+json", **(headers or {})})


class Klaviyo(Vendor):
    """`profiles` by id, `lists` by id, and `subscriptions`: the consent of each person, which no import touches.

    `polls`: how often a job is queued or under way before it is done. `fails` says why the importer refuses a profile that
    came through the door. `lists_left`: how many lists may still be made today.
    """

    def __init__(self, polls: int = 1, fails: Callable[[Mapping[str, Any]], str] = lambda attributes: "") -> None:
        super().__init__()
        self.profiles: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, List] = {}
        self.jobs: dict[str, Job] = {}
        self.subscriptions: dict[str, str] = {}
        self.polls = polls
        self.fails = fails
        self.lists_left = 150
        self.page_links = ""
        self._numbers = itertools.count(1)

    # For tests ------------------------------------------------------------------------------------------------------

    def has(self, **attributes: Any) -> str:
        """A profile that is there already; its id."""
        subscribed = attributes.pop("subscribed", "SUBSCRIBED")
        id_ = self._new("P", 26)
        self.profiles[id_] = {"location": {}, "properties": {}, **attributes}
        self.subscriptions[id_] = subscribed
        return id_

    def has_list(self, name: str, *members: str) -> str:
        id_ = self._new("L", 6)
        self.lists[id_] = List(name, set(members))
        return id_

    def person(self, **by: Any) -> dict[str, Any]:
        """The one profile with this identifier."""
        (found,) = [p for p in self.profiles.values() if all(p.get(name) == value for name, value in by.items())]
        return found

    def keys(self, name: str = "email", list_name: str = "") -> set[str]:
        """Identifiers of all profiles, or of a list's members."""
        ids = set(self.profiles)
        if list_name:
            ids = {m for of in self.lists.values() if of.name == list_name for m in of.members}
        return {str(self.profiles[i][name]) for i in ids if self.profiles[i].get(name) is not None}

    def _new(self, letter: str, length: int) -> str:
        return f"{letter}{next(self._numbers):0{length - 1}d}"

    # The door -------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if asked.headers.get("authorization") != f"Klaviyo-API-Key {KEY}":
            return refused(401, error(401, "Incorrect authentication credentials.", code="authentication_failed"))
        if asked.headers.get("revision") != REVISION:
            return refused(400, error(400, "The revision header is missing or is not a revision."))
        if "application/vnd.api+json" not in asked.headers.get("accept", "") and "json" not in asked.headers.get("accept", ""):
            return refused(406, error(406, "Not acceptable."))
        return None

    def validate(self, asked: Asked) -> Said | None:
        if asked.method not in ("POST", "PATCH", "DELETE"):
            return None
        if asked.headers.get("content-type") not in ("application/vnd.api+json", "application/json"):
            return refused(415, error(415, "Unsupported media type in request."))
        try:
            body = asked.json
        except ValueError:
            return refused(400, error(400, "The body is not JSON.", "/data"))
        path = urlsplit(asked.path).path
        file = "klaviyo/lists.json" if path.startswith("/api/lists") else "klaviyo/profiles.json"
        fault = described.fault(file, asked.method, path, body)
        return refused(400, error(400, fault, "/data")) if fault else None

    def not_found(self, asked: Asked) -> Said:
        return refused(404, error(404, "The path does not exist.", code="not_found"))

    # Accounts and profiles ------------------------------------------------------------------------------------------

    @route("GET", "/api/accounts")
    def accounts(self, asked: Asked) -> Said:
        about = {"contact_information": {"organization_name": "Acme Tea"}, "timezone": "Europe/Berlin"}
        return Said(200, {"data": [{"type": "account", "id": "AbC123", "attributes": about}]})

    @route("GET", "/api/profiles")
    def find(self, asked: Asked) -> Said:
        found = list(self.profiles)
        if wanted := asked.one("filter"):
            match = re.fullmatch(r"any\((email|phone_number|external_id|id),(\[.*\])\)", wanted)
            if match is None:
                return refused(400, error(400, "Invalid filter provided. Verify your parentheses match."))
            values = [self._cased(match[1], value) for value in json.loads(match[2])]
            found = [i for i in found if self._cased(match[1], self.profiles[i].get(match[1])) in values]
        return self._page(asked, found, 100, self._profile)

    @route("POST", "/api/profile-import")
    def import_one(self, asked: Asked) -> Said:
        if len(asked.body) > 100_000:
            return refused(413, error(413, "The payload is too large."))
        data = asked.json["data"]
        if faults := self._wrong_in(data["attributes"], "/data/"):
            return refused(400, *faults)
        id_ = data.get("id")
        if id_ is not None and id_ not in self.profiles:
            return refused(404, error(404, f"A profile with id {id_} does not exist.", code="not_found"))
        if reason := self.fails(data["attributes"]):
            return refused(400, error(400, reason, "/data/attributes/email"))
        matches = {id_} if id_ else self._matches(data["attributes"], self._known())
        if len(matches) > 1:
            return refused(409, error(409, "The identifiers belong to more than one profile.", code="duplicate_profile"))
        is_new = not matches
        id_ = self._keep(data["attributes"], next(iter(matches), None), clear=True)
        return Said(201 if is_new else 200, {"data": self._profile(id_, asked)})

    def _wrong_in(self, attributes: Mapping[str, Any], at: str) -> list[dict[str, Any]]:
        faults = [
            error(400, f"'{name}' is not a valid field for the resource 'profile'.", f"{at}attributes/{name}")
            for name in attributes
            if name not in (*ATTRIBUTES, "location", "properties")
        ]
        faults += [
            error(400, f"'{name}' is not a valid field for 'location'.", f"{at}attributes/location/{name}")
            for name in attributes.get("location") or {}
            if name not in LOCATION
        ]
        if not any(attributes.get(name) for name in IDENTIFIERS):
            faults.append(error(400, "One of the identifiers is required.", f"{at}attributes/"))
        email, phone = attributes.get("email"), attributes.get("phone_number")
        if email and not re.fullmatch(r"[a-zA-Z0-9._%+'-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}", email):
            faults.append(error(400, f"{email} is not a valid email address.", f"{at}attributes/email"))
        if phone and not re.fullmatch(r"\+[1-9]\d{6,14}", phone):
            faults.append(error(400, "Invalid phone number format.", f"{at}attributes/phone_number"))
        return faults

    def _known(self) -> dict[tuple[str, Any], str]:
        """Profiles by each of their identifiers."""
        return {(n, self._cased(n, p[n])): i for i, p in self.profiles.items() for n in IDENTIFIERS if p.get(n)}

    def _matches(self, attributes: Mapping[str, Any], known: Mapping[tuple[str, Any], str]) -> set[str]:
        wanted = [(n, self._cased(n, attributes[n])) for n in IDENTIFIERS if attributes.get(n)]
        return {known[of] for of in wanted if of in known}

    @staticmethod
    def _cased(name: str, value: Any) -> Any:
        return value.lower() if name == "email" and isinstance(value, str) else value

    def _keep(self, attributes: Mapping[str, Any], id_: str | None, *, clear: bool) -> str:
        if id_ is None:
            id_ = self.has(subscribed="NEVER_SUBSCRIBED")
        profile = self.profiles[id_]
        for name, value in attributes.items():
            if name in ("location", "properties"):
                profile[name] |= {k: v for k, v in value.items() if clear or v is not None}
                profile[name] = {k: v for k, v in profile[name].items() if v is not None}
            elif value is not None:
                profile[name] = value
            elif clear:
                profile.pop(name, None)
        return id_

    def _profile(self, id_: str, asked: Asked) -> dict[str, Any]:
        asked_for = asked.one("fields[profile]")
        wanted = asked_for.split(",") if asked_for else [*ATTRIBUTES, "location", "properties"]
        return {"type": "profile", "id": id_, "attributes": {name: self.profiles[id_].get(name) for name in wanted}}

    # Imports as jobs ------------------------------------------------------------------------------------------------

    @route("POST", "/api/profile-bulk-import-jobs")
    def import_many(self, asked: Asked) -> Said:
        if len(asked.body) > 5_000_000:
            return refused(413, error(413, "The payload is too large."))
        data = asked.json["data"]
        rows: Sequence[Mapping[str, Any]] = data["attributes"]["profiles"]["data"]
        if not 0 < len(rows) <= 10_000:
            return refused(400, error(400, "Between 1 and 10,000 profiles are allowed.", "/data/attributes/profiles/data"))
        lists = [item["id"] for item in ((data.get("relationships") or {}).get("lists") or {}).get("data", [])]
        if unknown := [i for i in lists if i not in self.lists]:
            return refused(400, error(400, f"List ID {unknown[0]} does not exist.", "/data"))
        faults = [fault for n, row in enumerate(rows) for fault in self._wrong_in(row["attributes"], f"{ROW}{n}/")]
        faults += [
            error(400, "The profile is too large.", f"{ROW}{n}") for n, row in enumerate(rows) if len(json.dumps(row)) > 100_000
        ]
        if faults:
            return refused(400, *faults)
        job, known = Job([], [], len(rows), self.polls), self._known()
        for n, row in enumerate(rows):
            matches = {row["id"]} & set(self.profiles) if row.get("id") else self._matches(row["attributes"], known)
            reason = self.fails(row["attributes"])
            if not reason and (len(matches) > 1 or (row.get("id") and not matches)):
                reason = "The identifiers belong to more than one profile, or to none."
            if reason:
                made = {"code": "invalid", "title": "Invalid input.", "detail": reason, "source": {"pointer": f"{ROW}{n}"}}
                job.errors.append({**made, "original_payload": row["attributes"]})
                continue
            job.profiles.append(self._keep(row["attributes"], next(iter(matches), None), clear=False))
            known |= {(n, self._cased(n, v)): job.profiles[-1] for n, v in row["attributes"].items() if n in IDENTIFIERS}
            for id_ in lists:
                self.lists[id_].members.add(job.profiles[-1])
        id_ = self._new("J", 40)
        self.jobs[id_] = job
        return Said(202, {"data": self._job(id_)})

    def _job(self, id_: str) -> dict[str, Any]:
        job = self.jobs[id_]
        about: dict[str, Any] = {"status": job.status, "total_count": job.total, "completed_count": 0, "failed_count": 0}
        if job.status == "complete":
            about |= {"completed_count": len(job.profiles), "failed_count": len(job.errors)}
        return {"type": "profile-bulk-import-job", "id": id_, "attributes": about}

    @route("GET", "/api/profile-bulk-import-jobs/{job}")
    def job(self, asked: Asked) -> Said:
        job = self.jobs.get(asked.params["job"])
        if job is None:
            return self.not_found(asked)
        if job.status in ("queued", "processing"):
            job.status = "processing" if job.polls > 0 else "complete"
            job.polls -= 1
        return Said(200, {"data": self._job(asked.params["job"])})

    @route("GET", "/api/profile-bulk-import-jobs/{job}/import-errors")
    def import_errors(self, asked: Asked) -> Said:
        job = self.jobs.get(asked.params["job"])
        if job is None:
            return self.not_found(asked)
        wanted = set(asked.one("fields[import-error]").split(",")) - {"source.pointer", ""}

        def shown(at: str, asked: Asked) -> dict[str, Any]:
            told = {name: value for name, value in job.errors[int(at)].items() if not wanted or name in wanted}
            return {"type": "import-error", "id": at, "attributes": told}

        return self._page(asked, [str(n) for n in range(len(job.errors))], 100, shown)

    # Lists ----------------------------------------------------------------------------------------------------------

    @route("GET", "/api/lists")
    def all_lists(self, asked: Asked) -> Said:
        found = list(self.lists)
        if wanted := asked.one("filter"):
            match = re.fullmatch(r"equals\(name,(\".*\")\)", wanted)
            if match is None:
                return refused(400, error(400, "Invalid filter provided. Verify your parentheses match."))
            found = [i for i in found if self.lists[i].name == json.loads(match[1])]
        if asked.one("sort") == "name":
            found.sort(key=lambda i: self.lists[i].name)
        return self._page(asked, found, 10, self._list)

    def _list(self, id_: str, asked: Asked) -> dict[str, Any]:
        about: dict[str, Any] = {"name": self.lists[id_].name}
        if "profile_count" in asked.one("additional-fields[list]"):
            about["profile_count"] = len(self.lists[id_].members)
        return {"type": "list", "id": id_, "attributes": about}

    @route("POST", "/api/lists")
    def make_list(self, asked: Asked) -> Said:
        if not self.lists_left:
            detail = "Request was throttled."
            return refused(429, error(429, detail, code="throttled"), headers={"Retry-After": "40000"})
        self.lists_left -= 1
        return Said(201, {"data": self._list(self.has_list(asked.json["data"]["attributes"]["name"]), asked)})

    @route("GET", "/api/lists/{list}")
    def one_list(self, asked: Asked) -> Said:
        id_ = asked.params["list"]
        return Said(200, {"data": self._list(id_, asked)}) if id_ in self.lists else self.not_found(asked)

    @route("PATCH", "/api/lists/{list}")
    def rename_list(self, asked: Asked) -> Said:
        id_ = asked.params["list"]
        if id_ not in self.lists:
            return self.not_found(asked)
        self.lists[id_].name = asked.json["data"]["attributes"]["name"]
        return Said(200, {"data": self._list(id_, asked)})

    @route("GET", "/api/lists/{list}/profiles")
    def members(self, asked: Asked) -> Said:
        found = self.lists.get(asked.params["list"])
        return self._page(asked, sorted(found.members), 100, self._profile) if found else self.not_found(asked)

    @route("POST", "/api/lists/{list}/relationships/profiles")
    def join(self, asked: Asked) -> Said:
        return self._related(asked, set.update)

    @route("DELETE", "/api/lists/{list}/relationships/profiles")
    def leave(self, asked: Asked) -> Said:
        return self._related(asked, set.difference_update)

    def _related(self, asked: Asked, change: Callable[[set[str], set[str]], None]) -> Said:
        found = self.lists.get(asked.params["list"])
        ids = {item["id"] for item in asked.json["data"]}
        if found is None or not ids <= set(self.profiles):
            return self.not_found(asked)
        if len(asked.json["data"]) > 1_000:
            return refused(400, error(400, "At most 1000 profiles are allowed.", "/data"))
        change(found.members, ids)
        return Said(204)

    def _page(self, asked: Asked, items: Sequence[str], most: int, shown: Callable[[str, Asked], dict[str, Any]]) -> Said:
        size = int(asked.one("page[size]", "10" if most == 10 else "20"))
        if not 1 <= size <= most:
            return refused(400, error(400, f"Page size must be between 1 and {most}."))
        some, following = pages(items, size, int(asked.one("page[cursor]", "0")))
        query = {name: values[0] for name, values in asked.query.items()} | {"page[cursor]": following}
        path = urlsplit(asked.path).path
        link = f"{self.page_links or self.origin}{path}?{urlencode(query)}" if following else None
        return Said(200, {"data": [shown(i, asked) for i in some], "links": {"next": link, "prev": None}})

"""SendGrid Marketing Campaigns as its OpenAPI files describe it: contacts imported as jobs, lists, custom fields, search."""

from __future__ import annotations

import csv
import io
import itertools
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.destinations.fakes import described
from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, pages, route

KEY = "SG.0123456789abcdef.0123456789abcdef"
IDENTIFIERS = ("email", "phone_number_id", "external_id", "anonymous_id")
MOST = {"email": 254, "external_id": 254, "first_name": 50, "last_name": 50, "city": 60, "country": 50, "address_line_1": 100}
EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")


@dataclass
class Job:
    """`polls`: how often it is still pending when it is asked for; then `work` is done."""

    kind: str
    polls: int
    work: Callable[[Job], None]
    requested: int
    status: str = "pending"
    counts: dict[str, int] = field(default_factory=dict)
    lines: list[Sequence[str]] = field(default_factory=list)


@dataclass
class List:
    name: str
    members: set[str] = field(default_factory=set)


def refused(status: int, *errors: tuple[str, str | None], headers: Mapping[str, str] | None = None) -> Said:
    return Said(status, {"errors": [{"message": message, "field": about} for message, about in errors]}, headers or {})


class SendGrid(Vendor):
    """`contacts` and `lists` by id; `custom` fields by id; `unsubscribed`: the global unsubscribes, which no list touches.

    `polls`: how often a job is pending before it is done. `lag`: seconds (of `now`) until search finds a contact.
    `fails` says why the importer refuses a contact that came through the door.
    """

    base_path = "/v3/marketing"

    def __init__(self, polls: int = 1, lag: float = 0.0, fails: Callable[[Mapping[str, Any]], str] = lambda c: "") -> None:
        super().__init__()
        self.contacts: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, List] = {}
        self.jobs: dict[str, Job] = {}
        self.custom: dict[str, tuple[str, str]] = {
            "w1_T": ("plan", "Text"),
            "e2_N": ("Orders", "Number"),
            "e3_D": ("since", "Date"),
        }
        self.unsubscribed: set[str] = set()
        self.polls = polls
        self.lag = lag
        self.fails = fails
        self.file_fails: Said | None = None
        self._found_from: dict[str, float] = {}
        self._numbers = itertools.count(1)

    # For tests ------------------------------------------------------------------------------------------------------

    def has(self, **contact: Any) -> str:
        id_ = self._new()
        self.contacts[id_] = {"custom_fields": {}, **contact}
        return id_

    def has_list(self, name: str, *members: str) -> str:
        id_ = self._new()
        self.lists[id_] = List(name, set(members))
        return id_

    def person(self, **by: Any) -> dict[str, Any]:
        (found,) = [c for c in self.contacts.values() if all(c.get(name) == value for name, value in by.items())]
        return found

    def keys(self, list_name: str = "", name: str = "email") -> set[str]:
        """Identifiers of all contacts, or of a list's members."""
        ids = set(self.contacts)
        if list_name:
            ids = {m for of in self.lists.values() if of.name == list_name for m in of.members}
        return {str(self.contacts[i][name]) for i in ids if i in self.contacts and self.contacts[i].get(name)}

    def _new(self) -> str:
        return str(uuid.UUID(int=next(self._numbers)))

    # The door -------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if urlsplit(asked.path).path.startswith("/files/"):
            return None
        if bearer(asked) != KEY:
            return refused(401, ("The provided authorization grant is invalid, expired, or revoked", None))
        return None

    def validate(self, asked: Asked) -> Said | None:
        if not asked.body:
            return None
        if asked.headers.get("content-type") != "application/json":
            return refused(415, ("unsupported media type", None))
        try:
            body = asked.json
        except ValueError:
            return refused(400, ("invalid JSON", None))
        path = urlsplit(asked.path).path
        file = "lists" if path.startswith("/v3/marketing/lists") else "contacts"
        fault = described.fault(f"sendgrid/tsg_mc_{file}_v3.json", asked.method, path, body)
        return refused(400, (fault, None)) if fault else None

    def not_found(self, asked: Asked) -> Said:
        if urlsplit(asked.path).path.startswith("/files/"):
            return self._file(asked)
        return refused(404, ("not found", None))

    def _file(self, asked: Asked) -> Said:
        """Another host's file in truth: it is signed by its address, and a key beside that is refused."""
        job = self.jobs.get(urlsplit(asked.path).path.removeprefix("/files/").removesuffix(".csv"))
        if "authorization" in asked.headers or asked.one("X-Amz-Signature") != "signed" or job is None:
            return Said(400, "<Error><Code>InvalidArgument</Code></Error>", {"Content-Type": "application/xml"})
        if self.file_fails:
            return self.file_fails
        text = io.StringIO()
        csv.writer(text).writerows(job.lines)
        return Said(200, text.getvalue(), {"Content-Type": "text/csv"})

    # Contacts -------------------------------------------------------------------------------------------------------

    @route("PUT", "/contacts")
    def upsert(self, asked: Asked) -> Said:
        if len(asked.body) > 6_000_000:
            return refused(413, ("request entity too large", None))
        body = asked.json
        contacts: list[dict[str, Any]] = body["contacts"]
        if not 0 < len(contacts) <= 30_000:
            return refused(400, ("between 1 and 30000 contacts are allowed", "contacts"))
        lists = body.get("list_ids", [])
        if unknown := [i for i in lists if i not in self.lists]:
            return refused(400, (f"invalid list ids supplied - {','.join(unknown)}", "list_ids"))
        if faults := [fault for contact in contacts if (fault := self._wrong_in(contact))]:
            return refused(400, *faults)

        def work(job: Job) -> None:
            known = {(n, c[n]): i for i, c in self.contacts.items() for n in IDENTIFIERS if c.get(n)}
            for contact in contacts:
                self._take(contact, lists, job, known)

        return Said(202, {"job_id": self._begin("upsert", work, len(contacts))})

    def _wrong_in(self, contact: Mapping[str, Any]) -> tuple[str, str] | None:
        email = contact.get("email")
        if email is not None and not EMAIL.fullmatch(email):
            return f"email '{email}' is not valid", "contacts.email"
        if not any(contact.get(name) for name in IDENTIFIERS):
            return "at least one identifier is required", "contacts"
        for name, most in MOST.items():
            if len(contact.get(name) or "") > most:
                return f"{name} is longer than {most} characters", f"contacts.{name}"
        custom = contact.get("custom_fields", {})
        if unknown := [i for i in custom if i not in self.custom]:
            return f"invalid custom field ids supplied - {','.join(unknown)}", "contacts.custom_fields"
        for id_, value in custom.items():
            if value is None:
                return f'custom field "{id_}" cannot be null', "contacts.custom_fields"
            if (self.custom[id_][1] == "Number") is not isinstance(value, (int, float)):
                return f'custom field "{id_}" has a value of another type', "contacts.custom_fields"
        return None

    def _take(self, contact: dict[str, Any], lists: Sequence[str], job: Job, known: dict[tuple[str, Any], str]) -> None:
        if "email" in contact:
            contact["email"] = contact["email"].lower()
        own = [(n, contact[n]) for n in IDENTIFIERS if contact.get(n)]
        matches = list(dict.fromkeys(known[of] for of in own if of in known))
        reason = self.fails(contact)
        if not reason and any(self.contacts[i].get(n) and not contact.get(n) for i in matches for n in IDENTIFIERS):
            reason = "all identifiers of the contact must be present"
        if not reason and len(matches) > 1:
            reason = "the identifiers belong to more than one contact"
        if reason:
            job.counts["errored_count"] = job.counts.get("errored_count", 0) + 1
            job.lines = job.lines or [("email", "external_id", "first_name", "error_message")]
            job.lines.append([*(contact.get(n, "") for n in ("email", "external_id", "first_name")), reason])
            return
        counted = "updated_count" if matches else "created_count"
        job.counts[counted] = job.counts.get(counted, 0) + 1
        id_ = matches[0] if matches else self.has()
        if not matches:
            self._found_from[id_] = self.now + self.lag
        known.update(dict.fromkeys(own, id_))
        custom = self.contacts[id_]["custom_fields"] | contact.get("custom_fields", {})
        self.contacts[id_] |= {**contact, "custom_fields": custom}
        for list_id in lists:
            if list_id in self.lists:
                self.lists[list_id].members.add(id_)

    @route("DELETE", "/contacts")
    def delete(self, asked: Asked) -> Said:
        if asked.one("delete_all_contacts") == "true":
            self.contacts.clear()
        ids = [i for i in asked.one("ids").split(",") if i]
        if not ids:
            return refused(400, ("ids or delete_all_contacts is required", None))
        if not set(ids) <= set(self.contacts):
            return refused(404, ("one of the contacts does not exist", "ids"))

        def work(job: Job) -> None:
            for id_ in ids:
                self.contacts.pop(id_, None)
            for of in self.lists.values():
                of.members.difference_update(ids)
            job.counts["deleted_count"] = len(ids)

        return Said(202, {"job_id": self._begin("delete", work, len(ids))})

    @route("GET", "/contacts/count")
    def count(self, asked: Asked) -> Said:
        return Said(200, {"contact_count": len(self.contacts), "billable_count": len(self.contacts)})

    def _begin(self, kind: str, work: Callable[[Job], None], requested: int) -> str:
        id_ = self._new()
        self.jobs[id_] = Job(kind, self.polls, work, requested)
        return id_

    @route("GET", "/contacts/imports/{job}")
    def job(self, asked: Asked) -> Said:
        id_ = asked.params["job"]
        job = self.jobs.get(id_)
        if job is None:
            return self.not_found(asked)
        if job.status == "pending":
            job.polls -= 1
            if job.polls < 0:
                job.work(job)
                errored = job.counts.get("errored_count", 0)
                job.status = "completed" if not errored else "failed" if errored == job.requested else "errored"
        told: dict[str, Any] = {"requested_count": job.requested, **job.counts}
        if job.lines:
            told["errors_url"] = f"{self.origin}/files/{id_}.csv?X-Amz-Signature=signed"
        return Said(200, {"id": id_, "status": job.status, "job_type": job.kind, "results": told})

    @route("POST", "/contacts/search/emails")
    def search_emails(self, asked: Asked) -> Said:
        emails = asked.json["emails"]
        if any(not EMAIL.fullmatch(email) for email in emails):
            return refused(400, ("one of the emails is invalid", "emails"))
        return self._searched("email", {email: email.lower() for email in emails})

    @route("POST", "/contacts/search/identifiers/{kind}")
    def search_identifiers(self, asked: Asked) -> Said:
        if asked.params["kind"] not in IDENTIFIERS:
            return refused(400, ("invalid identifier type", "identifier_type"))
        return self._searched(asked.params["kind"], {i: i for i in asked.json["identifiers"]})

    def _searched(self, kind: str, wanted: Mapping[str, str]) -> Said:
        if len(wanted) > 100:
            return refused(400, ("at most 100 are allowed", None))
        known = {c.get(kind): i for i, c in self.contacts.items() if self._found_from.get(i, 0.0) <= self.now}
        if not set(wanted.values()) & set(known):
            return refused(404, ("no contacts found", None))
        return Said(
            200,
            {
                "result": {
                    value: {"contact": {"id": known[value], **self.contacts[known[value]], "list_ids": [], "segment_ids": []}}
                    if value in known
                    else {"error": "contact not found"}
                    for value in wanted.values()
                }
            },
        )

    # Fields and lists -----------------------------------------------------------------------------------------------

    @route("GET", "/field_definitions")
    def fields(self, asked: Asked) -> Said:
        custom = [{"id": i, "name": name, "field_type": type_} for i, (name, type_) in self.custom.items()]
        reserved = [
            {"id": "_rf2_T", "name": "email", "field_type": "Text"},
            {"id": "_rf16_D", "name": "last_clicked", "field_type": "Date", "read_only": True},
        ]
        return Said(200, {"custom_fields": custom, "reserved_fields": reserved})

    @route("GET", "/lists")
    def all_lists(self, asked: Asked) -> Said:
        size = int(asked.one("page_size", "100"))
        if not 1 <= size <= 1000:
            return refused(400, ("page_size is between 1 and 1000", "page_size"))
        some, following = pages(self.lists, size, int(asked.one("page_token", "0")))
        about: dict[str, Any] = {"count": len(self.lists)}
        if following:
            asked_for = urlencode({"page_size": size, "page_token": following})
            about["next"] = f"https://api.sendgrid.com/v3/marketing/lists?{asked_for}"
        return Said(200, {"result": [self._told(i) for i in some], "_metadata": about})

    def _told(self, id_: str) -> dict[str, Any]:
        return {"id": id_, "name": self.lists[id_].name, "contact_count": len(self.lists[id_].members)}

    @route("POST", "/lists")
    def make_list(self, asked: Asked) -> Said:
        name = asked.json["name"]
        if name.lower() in {of.name.lower() for of in self.lists.values()}:
            return refused(400, ("name must be unique", "name"))
        if len(self.lists) >= 1000 or not 1 <= len(name) <= 100:
            return refused(400, ("the list cannot be made", "name"))
        return Said(201, self._told(self.has_list(name)))

    @route("GET", "/lists/{list}")
    def one_list(self, asked: Asked) -> Said:
        id_ = asked.params["list"]
        return Said(200, self._told(id_)) if id_ in self.lists else self.not_found(asked)

    @route("PATCH", "/lists/{list}")
    def rename_list(self, asked: Asked) -> Said:
        id_ = asked.params["list"]
        if id_ not in self.lists:
            return self.not_found(asked)
        self.lists[id_].name = asked.json["name"]
        return Said(200, self._told(id_))

    @route("DELETE", "/lists/{list}/contacts")
    def leave(self, asked: Asked) -> Said:
        ids = {i for i in asked.one("contact_ids").split(",") if i}
        if not ids or len(asked.path) > 8_000:
            return refused(400, ("contact_ids is required", "contact_ids"))
        if asked.params["list"] not in self.lists or not ids <= set(self.contacts):
            return self.not_found(asked)
        self.lists[asked.params["list"]].members -= ids
        return Said(202, {"job_id": self._new()})

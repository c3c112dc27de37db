"""A Mailchimp audience over HTTP: people are put one by one, tags change 500 addresses a call."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations._http import KEPT, HttpReply
from census_desktop.destinations._http.api import Api, records_of, texts_of
from census_desktop.destinations._http.said import an_object, at, needed_object, needed_objects, needed_text, objects
from census_desktop.destinations.mailchimp import KEY, LIMITS, OWN
from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Reply

PUT_ROWS = 50
"""Records of a batch whose people are put one by one, so that a batch is done in good time."""
PAGE = 1000
REFUSALS = (400, 405, 422)
OWN_FIELDS = frozenset(field.name for field in OWN)

_GATES: dict[str, threading.BoundedSemaphore] = {}
_GATES_LOCK = threading.Lock()


class MailchimpList:
    """A Mailchimp audience over HTTP, never with more open connections than all syncs of the key may have."""

    def __init__(self, api: Api, path: str, gate: threading.BoundedSemaphore) -> None:
        self._api = api
        self._path = path
        self._gate = gate

    def call(
        self, method: str, path: str, payload: Any = None, *, cancel: CancelToken | None = None, **options: Any
    ) -> HttpReply:
        """A reply that is an answer: throttling is raised, for it comes as an empty 403 too. `path` is below the audience, or
        below the account where it begins with a slash."""
        cancel = cancel or CancelToken()
        with self._turn(cancel):
            reply: HttpReply = self._api.call(method, self.path(path), payload, cancel=cancel, **options)
        if reply.status == 403 and (reply.is_html or not isinstance(reply.json(), dict)):
            raise TransientError(
                f"{self._api.host} asks to slow down (403 without a reason).",
                kept=KEPT,
                hint="Mailchimp allows 10 connections over all programs that use the account.",
                outcome_known=True,
            )
        return reply

    def path(self, path: str) -> str:
        return path if path.startswith("/") else f"{self._path}/{path}".rstrip("/")

    @contextmanager
    def _turn(self, cancel: CancelToken) -> Iterator[None]:
        while not self._gate.acquire(timeout=0.1):
            cancel.check()
        try:
            yield
        finally:
            self._gate.release()

    def get(self, path: str, query: Mapping[str, Any], cancel: CancelToken | None = None) -> Mapping[str, Any]:
        reply = self.call("GET", path, cancel=cancel, query=query)
        self.check(reply)
        return needed_object("Mailchimp", reply.json())

    def pages(
        self, path: str, key: str, query: Mapping[str, Any] | None = None, cancel: CancelToken | None = None
    ) -> Iterator[Mapping[str, Any]]:
        offset = 0
        while True:
            found = needed_objects("Mailchimp", self.get(path, {**(query or {}), "count": PAGE, "offset": offset}, cancel), key)
            yield from found
            offset += PAGE
            if len(found) < PAGE:
                return

    def info(self, id_: str) -> Mapping[str, Any]:
        reply = self.call("GET", "", query={"fields": "name,stats.member_count"})
        if reply.status == 404:
            raise DestinationError(
                f"Mailchimp has no audience with the ID {id_}.",
                kept="Nothing was sent.",
                hint="Audience, Settings, Audience name and defaults shows the ID; correct it under Destinations.",
            )
        self.check(reply)
        return needed_object("Mailchimp", reply.json())

    def check(self, reply: HttpReply, hidden: Iterable[str] = ()) -> None:
        self._api.check(reply, hidden)

    def shown(self, text: str, hidden: Iterable[str]) -> str:
        return str(self._api.shown(text, hidden))

    def close(self) -> None:
        self._api.close()


class People:
    """People of the audience as requests, and what an answer says of one."""

    def __init__(self, list_: MailchimpList, new: str, skip: bool) -> None:
        self.list = list_
        self._new = new
        self.query = {"skip_merge_validation": "true"} if skip else None
        self._written: dict[str, dict[int, tuple[str | None, dict[str, Any]]]] = {}

    def request(self, record: Mapping[str, Any], operation: Operation) -> tuple[str, str, dict[str, Any]]:
        """Method, path below the audience and body."""
        email = same(str(record[KEY.name] or ""))
        if operation is Operation.UPDATE:
            return "PATCH", f"members/{_hash(email)}", _body(record)
        return "PUT", f"members/{_hash(email)}", {"email_address": email, "status_if_new": self._new, **_body(record)}

    def write_all(
        self, records: Mapping[int, Mapping[str, Any]], batch: Batch, cancel: CancelToken
    ) -> dict[int, tuple[str | None, dict[str, Any]]]:
        """By position, what `write` says. A batch that broke off, as when it was throttled, goes on where it was; there may be
        fewer to write then."""
        written = self._written.setdefault(batch.idempotency_key, {})
        for position, record in records.items():
            if position not in written:
                written[position] = self.write(record, batch, cancel)
        del self._written[batch.idempotency_key]
        return {position: written[position] for position in records}

    def write(self, record: Mapping[str, Any], batch: Batch, cancel: CancelToken) -> tuple[str | None, dict[str, Any]]:
        """What `verdict` says; and the person as they are there now."""
        method, path, body = self.request(record, batch.operation)
        reply = self.list.call(method, path, body, cancel=cancel, query=self.query, batch=batch)
        said = an_object(reply.json())
        if reply.status not in REFUSALS and (reply.status, method) != (404, "PATCH"):
            self.list.check(reply, texts_of(record))
            needed_text("Mailchimp", said, "email_address")  # an answer that tells of nobody confirms nobody
        return self.verdict(reply.status, said, record), said

    def verdict(self, status: int, said: Mapping[str, Any], record: Mapping[str, Any]) -> str | None:
        """Why Mailchimp refused the person; "" when it did not, None when they are not there and an update skips them."""
        if status < 300:
            return ""
        if status == 404:
            return None
        parts = [str(said.get("title") or ""), str(said.get("detail") or "")]
        faults = objects(said.get("errors"))
        parts += [f"{fault.get('field') or ''}: {fault.get('message') or ''}".strip(": ") for fault in faults]
        told = self.list.shown(" ".join(p if p.endswith(".") else f"{p}." for p in parts if p), texts_of(record))
        if "compliance state" in told.lower():
            told += " They unsubscribed, bounced or were removed for good; only they themselves can change that."
        return told or f"Mailchimp refused this person without a reason ({status})."


class MemberWriter(EachBatch):
    def __init__(self, people: People) -> None:
        self.limits = replace(LIMITS, batch_rows=PUT_ROWS)
        self._people = people

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        written = self._people.write_all(dict(enumerate(records_of(batch))), batch, cancel)
        return reply_of({position: verdict for position, (verdict, _) in written.items()})


def reply_of(verdicts: Mapping[int, str | None], unknown: Mapping[int, str] | None = None) -> Reply:
    skipped = sum(verdict is None for verdict in verdicts.values())
    word = "person is" if skipped == 1 else "people are"
    notes = (f"{skipped:,} {word} not in the Mailchimp audience; an update skips them.",) if skipped else ()
    return Reply({n: verdict for n, verdict in verdicts.items() if verdict}, unknown=unknown or {}, notes=notes)


class TagWriter(EachBatch):
    """`keys_only`: nothing of the person is written, so that whoever is in the audience already needs no call of their own."""

    def __init__(self, people: People, tag: str, *, keys_only: bool) -> None:
        self.limits = LIMITS if keys_only else replace(LIMITS, batch_rows=PUT_ROWS)
        self.audience_id = tag
        self._people = people
        self._list = people.list
        self._keys_only = keys_only

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        records = records_of(batch)
        emails = [same(str(record[KEY.name] or "")) for record in records]
        if batch.operation is Operation.DELETE:
            return self._checked("members_to_remove", dict(enumerate(emails)), batch, cancel)
        left = dict(enumerate(emails))
        if self._keys_only:
            named, _ = self._change("members_to_add", list(left.values()), batch, cancel)
            left = {n: email for n, email in left.items() if email not in named}
        return self._put_and_add(records, left, batch, cancel)

    def _put_and_add(
        self, records: Sequence[Mapping[str, Any]], left: Mapping[int, str], batch: Batch, cancel: CancelToken
    ) -> Reply:
        rejected: dict[int, str] = {}
        missing: dict[int, str] = {}
        for position, (reason, member) in self._people.write_all({n: records[n] for n in left}, batch, cancel).items():
            if reason:
                rejected[position] = reason
            elif not self._is_among(objects(member.get("tags"))):
                missing[position] = left[position]
        if not missing:
            return Reply(rejected)
        reply = self._checked("members_to_add", missing, batch, cancel)
        return replace(reply, rejected={**rejected, **reply.rejected})

    def _checked(self, what: str, emails: Mapping[int, str], batch: Batch, cancel: CancelToken) -> Reply:
        """Change the tag and look after whom the answer does not name as changed: they may have been as wanted before."""
        named, errors = self._change(what, list(emails.values()), batch, cancel)
        rejected: dict[int, str] = {}
        unknown: dict[int, str] = {}
        for position, email in emails.items():
            if email in named or self._has_tag(email, cancel) is (what == "members_to_add"):
                continue
            if email in errors:
                rejected[position] = errors[email]
            else:
                unknown[position] = "Mailchimp left the tag as it was and did not say why."
        return Reply(rejected, unknown=unknown)

    def _change(self, what: str, emails: Sequence[str], batch: Batch, cancel: CancelToken) -> tuple[set[str], dict[str, str]]:
        """Addresses that the answer says were changed, and those it could not change, with why."""
        reply = self._list.call("POST", f"segments/{self.audience_id}", {what: list(emails)}, cancel=cancel, batch=batch)
        self._list.check(reply, emails)
        said = reply.json()
        done = objects(at(said, "members_added" if what == "members_to_add" else "members_removed"))
        errors: dict[str, str] = {}
        for error in objects(at(said, "errors")):
            told = self._list.shown(str(error.get("error") or ""), emails) or "Mailchimp gave no reason."
            about = error.get("email_addresses")
            errors.update({same(str(email)): told for email in (about if isinstance(about, list) else ())})
        return {same(str(member.get("email_address") or "")) for member in done}, errors

    def _has_tag(self, email: str, cancel: CancelToken) -> bool:
        """Who is not in the audience has none."""
        reply = self._list.call("GET", f"members/{_hash(email)}/tags", cancel=cancel, query={"count": PAGE})
        if reply.status == 404:
            return False
        self._list.check(reply, [email])
        return self._is_among(needed_objects("Mailchimp", reply.json(), "tags"))

    def _is_among(self, tags: Sequence[Mapping[str, Any]]) -> bool:
        return any(str(tag.get("id")) == self.audience_id for tag in tags)


def _body(record: Mapping[str, Any]) -> dict[str, Any]:
    """What is written of a person. Null clears a merge field; of Mailchimp's own fields it leaves what is there."""
    body = {name: value for name, value in record.items() if name in OWN_FIELDS and value is not None}
    merge = {n: "" if v is None else v for n, v in record.items() if n not in OWN_FIELDS and n != KEY.name}
    return {**body, "merge_fields": merge} if merge else body


def gate(key: str) -> threading.BoundedSemaphore:
    with _GATES_LOCK:
        return _GATES.setdefault(hashlib.sha256(key.encode()).hexdigest(), threading.BoundedSemaphore(LIMITS.concurrency))


def same(email: str) -> str:
    """An address as it is compared and hashed."""
    return email.strip().lower()


def _hash(email: str) -> str:
    return hashlib.md5(email.encode(), usedforsecurity=False).hexdigest()

"""How contacts go to SendGrid: imported as a job whose errors stand in a file, and out of a list by SendGrid's own ids."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from census_desktop.destinations._connector import EMAIL, ByKey, HandedOver, Remembered
from census_desktop.destinations._http import KEPT, HttpClient, HttpReply
from census_desktop.destinations._http.api import Api, chunks, in_link, pages, part, records_of, texts_of
from census_desktop.destinations._http.said import at, count, needed_object, needed_objects, needed_text, objects
from census_desktop.destinations._ticket import Ticket
from census_desktop.destinations.sendgrid.contact import IDENTIFIERS, CustomField, contact_of, quoted_in
from census_desktop.domain.errors import (
    BatchRejected,
    ConfigError,
    CredentialError,
    DestinationError,
    JobLost,
    TransientError,
)
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, JobState, Reply

CONTACTS = "v3/marketing/contacts"
REQUEST_BYTES = 6_000_000
AT_ONCE = 100
"""Contacts that one search or one removal holds: their ids stand in the address."""
IN_PARTS = 1_000
"""People that are removed in one go; a larger batch is sent in parts."""
SEARCHED_CHARACTERS = 100
"""What an e-mail may have to be searched for."""
SEARCHABLE_AFTER = timedelta(hours=1)
LONGEST_WAIT = 3600.0


class SendGridApi(Api):
    """SendGrid's JSON: pages by token, and the moment at which it takes calls again."""

    def __init__(self, context: DestinationContext, base: str, never: Sequence[str], deadline: float) -> None:
        key = context.secrets.get("api_key", "").strip()
        if not key:
            raise CredentialError(
                f"“{context.connection.name}” has no API key.", kept=KEPT, hint="Enter it under Destinations."
            )
        self._clock = context.clock
        super().__init__(
            base,
            clock=context.clock,
            headers={"Authorization": f"Bearer {key}"},
            secrets=(key,),
            deadline=deadline,
            read_timeout=60.0,
            credential=f"the API key of “{context.connection.name}”",
            calls=context.calls,
            people=r"/contacts/search\b",
            never=never,
        )

    def call(self, method: str, path: str, payload: Any = None, **how: Any) -> HttpReply:
        reply = super().call(method, path, payload, **how)
        reset = reply.headers.get("x-ratelimit-reset", "")
        if reply.status == 429 and reset.isdecimal() and "retry-after" not in reply.headers:
            wait = int(reset) - self._clock.now().timestamp()
            raise TransientError(
                f"{self.host} asks to slow down (429).",
                retry_after=min(max(wait, 0.0), LONGEST_WAIT),
                kept=KEPT,
                hint="Set a lower rate for this destination if it happens often.",
                outcome_known=True,
            )
        return reply

    def on_list(self, method: str, id_: str, below: str = "", payload: Any = None, **how: Any) -> HttpReply:
        """A call on one list."""
        return self.call(method, f"v3/marketing/lists/{part(id_)}{below}", payload, **how)

    def pages(self, path: str, query: Mapping[str, Any], cancel: CancelToken) -> Iterator[Mapping[str, Any]]:
        """The items of all pages."""

        def page(token: str) -> Any:
            return self.get(path, cancel=cancel, query={**query, **({"page_token": token} if token else {})})

        for found in pages(page, lambda found: in_link(at(found, "_metadata", "next"), "page_token")):
            yield from needed_objects("SendGrid", found, "result")

    def said(self, reply: HttpReply, hidden: Iterable[str] = ()) -> str:
        return self.shown(" ".join(message for message, _ in errors_of(reply)), hidden)


def errors_of(reply: HttpReply) -> list[tuple[str, str]]:
    """What a refusal says: messages with the field that each is about."""
    said = reply.json()
    errors = at(said, "errors") if isinstance(said, dict) else said
    errors = [errors] if isinstance(errors, dict) else errors
    return [(str(e.get("message") or ""), str(e.get("field") or "")) for e in objects(errors)]


class ContactWriter(HandedOver):
    """domain.ports.JobWriter for contacts; with a list, for its members, who are made contacts where they are none."""

    def __init__(
        self,
        api: SendGridApi,
        context: DestinationContext,
        key_field: str,
        list_id: str,
        custom: Mapping[str, CustomField],
        limits: Limits,
    ) -> None:
        self.limits = limits
        self.audience_id = list_id
        self._api = api
        self._context = context
        self._known = ByKey(context.ids, "contact", key_field)
        self._marks = Remembered(context.ids, f"contact sent, by {key_field}")
        self._key_field = key_field
        self._custom = custom

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        if batch.operation is not Operation.DELETE:
            return self._import(batch, cancel).text()
        if len(batch) > IN_PARTS:
            raise BatchRejected("SendGrid removes few people at a time, so that these go in smaller parts.")
        return (self._leave if self.audience_id else self._delete)(batch, cancel).text()

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        over = ("completed", "errored", "failed")
        return JobState(all(self._job(id_, cancel)[0] in over for id_ in Ticket.of(job).jobs if id_))

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        ticket = Ticket.of(job)
        if batch.operation is Operation.DELETE:
            return self._deleted(ticket, cancel)
        if not ticket.jobs:
            return ticket.reply()
        status, errored, file = self._job(ticket.jobs[0], cancel)
        if status == "completed":
            return ticket.reply()
        rejected = self._told_in(file, records_of(batch), ticket.sent, cancel)
        if status == "failed":
            whole = dict.fromkeys(ticket.sent, "SendGrid took none of the contacts of this job, and did not say why.")
            return ticket.reply({**whole, **rejected})
        if not errored and not rejected:
            return ticket.reply(unknown=dict.fromkeys(ticket.sent, "SendGrid refused some of this job and did not say whom."))
        return ticket.reply(rejected, unnamed=max(0, errored - len(rejected)))

    def queued(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        return self.results(job, batch, cancel) if self.poll(job, cancel).done else Ticket.of(job).queued()

    # Into SendGrid --------------------------------------------------------------------------------------------------------

    def _import(self, batch: Batch, cancel: CancelToken) -> Ticket:
        """One wrong e-mail refuses the whole request: those that it names are taken out, the rest is sent once more."""
        records = records_of(batch)
        rejected: dict[int, str] = {}
        contacts: dict[int, dict[str, Any]] = {}
        kept = False
        for n, record in enumerate(records):
            contacts[n], left, why = contact_of(record, self._custom)
            kept = kept or left
            if why:
                rejected[n] = why
        notes = (
            ("Numbers and dates that are empty here keep what they have there: SendGrid cannot empty them.",) if kept else ()
        )
        for again in (False, True):
            sent = tuple(n for n in contacts if n not in rejected)
            if not sent:
                return Ticket((), (), rejected, notes=notes)
            reply = self._api.call("PUT", CONTACTS, self._body([contacts[n] for n in sent]), cancel=cancel, batch=batch)
            if reply.status != 400:
                self._api.check(reply, (text for n in sent for text in texts_of(records[n])))
                self._mark_as_sent(batch, sent)
                return Ticket((needed_text("SendGrid", reply.json(), "job_id"),), sent, rejected, notes=notes)
            named = self._named(errors_of(reply), records, sent)
            if not named:
                self._whole_refusal(reply, records)
            if again or not named:
                raise BatchRejected(next(iter(named.values()), "") or self._api.said(reply, texts_of(list(records))))
            rejected |= named
        raise AssertionError("unreachable")

    def _body(self, contacts: Sequence[Mapping[str, Any]]) -> bytes:
        lists = {"list_ids": [self.audience_id]} if self.audience_id else {}
        body = json.dumps({**lists, "contacts": contacts}, ensure_ascii=False, separators=(",", ":")).encode()
        if len(body) > REQUEST_BYTES:
            raise BatchRejected("The contacts are larger than the 6 MB that SendGrid takes at once.")
        return body

    def _named(
        self, errors: Sequence[tuple[str, str]], records: Sequence[Mapping[str, Any]], sent: Sequence[int]
    ) -> dict[int, str]:
        """The positions whose e-mail a refusal names, with what it says."""
        by_email = _positions((str(records[n].get("email") or ""), n) for n in sent)
        named: dict[int, str] = {}
        for message, _ in errors:
            for quoted in quoted_in(message):
                for n in by_email.get(quoted.lower(), ()):
                    named.setdefault(n, self._api.shown(message, (quoted, *texts_of(records[n]))))
        return named

    def _whole_refusal(self, reply: HttpReply, records: Sequence[Any]) -> None:
        """Raises where no record is to blame."""
        said = " ".join(f"{message} {field}" for message, field in errors_of(reply)).lower()
        if re.search("custom[ _]fields? ids?|list[ _]ids?", said):
            raise DestinationError(
                f"SendGrid refused the whole request (400): {self._api.said(reply, texts_of(list(records)))}",
                kept=KEPT,
                hint="Check that the list and the custom fields that are mapped still exist there.",
            )

    def _told_in(
        self, url: str, records: Sequence[Mapping[str, Any]], sent: Sequence[int], cancel: CancelToken
    ) -> dict[int, str]:
        """The records that the file of errors names. It is fetched without the key: it is another host's."""
        if not url:
            return {}
        by_identifier = _positions((str(records[n].get(name) or ""), n) for n in sent for name in IDENTIFIERS)
        named: dict[int, str] = {}
        reason_at = -1
        for line in _lines_of(self._file(url, cancel)):
            found = next((by_identifier[cell.strip().lower()] for cell in line if cell.strip().lower() in by_identifier), ())
            if not found:
                telling = (i for i, cell in enumerate(line) if re.search("error|reason|message", cell, re.I))
                reason_at = next(telling, reason_at)
            for n in found:
                own = {text.lower() for text in texts_of(records[n])}
                others = [cell for cell in line if cell.strip() and cell.strip().lower() not in own]
                said = line[reason_at] if 0 <= reason_at < len(line) else others[-1] if others else ""
                named.setdefault(n, self._api.shown(said, texts_of(records[n])) or "SendGrid gave no reason.")
        return named

    def _file(self, url: str, cancel: CancelToken) -> str:
        """ "" where it cannot be had: then its records are counted and not named."""
        try:
            client = HttpClient(url, clock=self._context.clock, secrets=(url,), calls=self._context.calls, people=".")
        except ConfigError:
            return ""
        try:
            reply = client.request("GET", cancel=cancel, headers={"Accept": "text/csv, */*"})
            client.check(reply)
        except TransientError:
            raise
        except DestinationError:
            return ""
        finally:
            client.close()
        return reply.body.decode("utf-8-sig", "replace")

    # Out of it ------------------------------------------------------------------------------------------------------------

    def _leave(self, batch: Batch, cancel: CancelToken) -> Ticket:
        """Out of the list; who is no contact is in none. SendGrid queues removals and never confirms them."""
        keys = self._known.keys(batch)
        ids, unknown = self._found(keys, cancel)
        for some in chunks([key for key in dict.fromkeys(keys) if key in ids], AT_ONCE):
            reply = self._remove([ids[key] for key in some], batch, cancel)
            if reply.status == 404:
                self._known.forget(some)  # one of them may be deleted: look all of them up anew
                fresh, open_too = self._found(some, cancel)
                unknown |= open_too
                if not fresh:
                    continue
                reply = self._remove(list(fresh.values()), batch, cancel)
            if reply.status == 404:
                raise DestinationError(
                    "SendGrid does not know the list, or a contact in it, any more (404).",
                    kept=KEPT,
                    hint="If the list was deleted there, make a new sync; it makes the list again.",
                )
            self._api.check(reply)
        self._marks.forget([key for key in keys if key in ids])
        open_ = {n: unknown[key] for n, key in enumerate(keys) if key in unknown}
        return Ticket(unknown=open_, accepted=True)

    def _remove(self, ids: Sequence[str], batch: Batch, cancel: CancelToken) -> HttpReply:
        query = {"contact_ids": ",".join(ids)}
        return self._api.on_list("DELETE", self.audience_id, "/contacts", query=query, cancel=cancel, batch=batch)

    def _delete(self, batch: Batch, cancel: CancelToken) -> Ticket:
        """Contacts themselves, by their ids and never otherwise."""
        keys = self._known.keys(batch)
        ids, unknown = self._found(keys, cancel)
        sent = tuple(n for n, key in enumerate(keys) if key in ids)
        jobs = []
        for some in chunks(sent, AT_ONCE):
            reply = self._erase([ids[keys[n]] for n in some], batch, cancel)
            if reply.status == 404:
                self._known.forget([keys[n] for n in some])  # one of them is gone: look all of them up anew
                left, _ = self._found([keys[n] for n in some], cancel)
                if not left:
                    jobs.append("")
                    continue
                reply = self._erase(list(left.values()), batch, cancel)
            self._api.check(reply)
            jobs.append(needed_text("SendGrid", reply.json(), "job_id"))
        for kind in (self._known, self._marks):
            kind.forget([keys[n] for n in sent])
        return Ticket(tuple(jobs), sent, unknown={n: unknown[key] for n, key in enumerate(keys) if key in unknown})

    def _erase(self, ids: Sequence[str], batch: Batch, cancel: CancelToken) -> HttpReply:
        return self._api.call("DELETE", CONTACTS, query={"ids": ",".join(ids)}, cancel=cancel, batch=batch)

    def _deleted(self, ticket: Ticket, cancel: CancelToken) -> Reply:
        rejected: dict[int, str] = {}
        unknown: dict[int, str] = {}
        unnamed = 0
        for id_, some in zip(ticket.jobs, chunks(ticket.sent, AT_ONCE), strict=True):
            if not id_:  # there was nobody left to delete
                continue
            status, errored, _ = self._job(id_, cancel)
            if status == "failed":
                rejected |= dict.fromkeys(some, "SendGrid deleted none of the contacts of this job.")
            elif status == "errored" and not errored:
                unknown |= dict.fromkeys(some, "SendGrid did not delete some of this job and did not say whom.")
            elif status == "errored":
                unnamed += errored
        return ticket.reply(rejected, unknown, unnamed)

    def _found(self, keys: Sequence[str], cancel: CancelToken) -> tuple[dict[str, str], dict[str, str]]:
        """SendGrid's ids of those that it has, by key; and those of whom it cannot be said yet, with why."""
        ids = self._known.known(keys)
        unknown: dict[str, str] = {}
        asked = []
        for key in dict.fromkeys(keys):
            if key in ids or (self._key_field == "email" and not EMAIL.fullmatch(key)):
                continue
            if self._key_field == "email" and len(key) > SEARCHED_CHARACTERS:
                unknown[key] = f"SendGrid searches for e-mails of at most {SEARCHED_CHARACTERS} characters."
            else:
                asked.append(key)
        for some in chunks(asked, AT_ONCE):
            there = self._search(some, cancel)
            self._known.remember(there)
            ids |= there
        for key in self._lately_sent([key for key in asked if key not in ids]):
            unknown[key] = "SendGrid does not find this contact yet, which was sent less than an hour ago."
        return ids, unknown

    def _search(self, keys: Sequence[str], cancel: CancelToken) -> dict[str, str]:
        """404: there is none of them. A key that is not there has an error of its own among the others."""
        if self._key_field == "email":
            path, asked = f"{CONTACTS}/search/emails", {"emails": list(keys)}
        else:
            path, asked = f"{CONTACTS}/search/identifiers/{self._key_field}", {"identifiers": list(keys)}
        reply = self._api.call("POST", path, asked, cancel=cancel)
        if reply.status == 404:
            return {}
        self._api.check(reply, keys)
        found = {self._known.folded(key): item for key, item in needed_object("SendGrid", reply.json(), "result").items()}
        there = (key for key in keys if at(found.get(key), "contact"))
        return {key: needed_text("SendGrid", found[key], "contact", "id") for key in there}

    # Who was sent when ----------------------------------------------------------------------------------------------------

    def _mark_as_sent(self, batch: Batch, sent: Sequence[int]) -> None:
        """A contact is found by search some minutes after its import: until then "not found" says nothing about it."""
        if self._marks:
            keys = self._known.keys(batch)
            self._marks.remember(dict.fromkeys((keys[n] for n in sent), self._context.clock.now().isoformat()))

    def _lately_sent(self, keys: Sequence[str]) -> list[str]:
        marks = self._marks.known(keys)
        now = self._context.clock.now().astimezone(UTC)
        return [key for key, at in marks.items() if now - datetime.fromisoformat(at) < SEARCHABLE_AFTER]

    def _job(self, id_: str, cancel: CancelToken) -> tuple[str, int, str]:
        """How it stands, how many of its contacts it refused, and where the file is that says whom."""
        reply = self._api.call("GET", f"{CONTACTS}/imports/{part(id_)}", cancel=cancel)
        if reply.status == 404:
            raise JobLost(
                "SendGrid does not know the job any more (404).",
                kept=KEPT,
                hint="Its contacts may have arrived; they are sent again, which changes nothing about those that did.",
            )
        self._api.check(reply)
        told = at(reply.json(), "results")
        status = needed_text("SendGrid", reply.json(), "status")
        return status, count(at(told, "errored_count")), str(at(told, "errors_url") or "")


def _lines_of(file: str) -> Iterator[list[str]]:
    """Of a file that is no CSV from some line on, those before."""
    with suppress(csv.Error):
        yield from csv.reader(io.StringIO(file))


def _positions(told: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Positions by text without regard to case; more than one record may have it."""
    found: dict[str, list[int]] = {}
    for text, n in told:
        if text:
            found.setdefault(text.lower(), []).append(n)
    return found

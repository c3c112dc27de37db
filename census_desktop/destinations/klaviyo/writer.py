"""How profiles go to Klaviyo: in bulk as a job, one by one where a value is to be cleared, and by Klaviyo's own ids out of a
list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from census_desktop.destinations._connector import EMAIL, ByKey, HandedOver
from census_desktop.destinations._http import KEPT, HttpReply
from census_desktop.destinations._http.api import Api, chunks, in_link, pages, part, records_of, texts_of
from census_desktop.destinations._http.said import at, needed_object, needed_objects, needed_text, number, objects
from census_desktop.destinations._ticket import Ticket
from census_desktop.domain.errors import BatchRejected, CredentialError, DestinationError, JobLost
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, JobState, RemoteIds, Reply

MEDIA = "application/vnd.api+json"
REQUEST_BYTES = 5_000_000
PROFILE_BYTES = 100_000
IN_A_FILTER = 100
IN_A_FILTER_CHARACTERS = 4_000
"""An address (URL) that is longer is refused on the way by many."""
AT_ONCE = 1_000
"""Profiles that one call adds to or takes from a list."""
ONE_BY_ONE = 100
"""Profiles of a batch that may have calls of their own: a batch that needs more is sent in parts."""

PEOPLE = r"/profiles\b|/profile-import$|/import-errors\b"
"""Calls whose replies hold people as Klaviyo has them."""

TEXTS = ("email", "phone_number", "external_id", "first_name", "last_name", "organization", "title", "locale", "image")
NUMBERS = ("latitude", "longitude")
E164 = re.compile(r"\+[1-9]\d{6,14}")
KEY_REFUSED = frozenset({"not_authenticated", "authentication_failed", "invalid_api_key"})


class KlaviyoApi(Api):
    """JSON:API as Klaviyo speaks it: the revision with every call, pages by cursor, errors with pointers."""

    def __init__(self, context: DestinationContext, base: str, revision: str, never: Sequence[str], deadline: float) -> None:
        key = context.secrets.get("api_key", "").strip()
        self._key = f"the private API key of “{context.connection.name}”"
        if not key:
            raise CredentialError(
                f"“{context.connection.name}” has no private API key.", kept=KEPT, hint="Enter it under Destinations."
            )
        super().__init__(
            context.connection.config.get("base_url") or base,
            clock=context.clock,
            headers={"Authorization": f"Klaviyo-API-Key {key}", "revision": revision, "Accept": MEDIA},
            secrets=(key,),
            deadline=deadline,
            read_timeout=60.0,
            credential=self._key,
            calls=context.calls,
            people=PEOPLE,
            never=never,
        )

    def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        cancel: CancelToken,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        batch: Batch | None = None,
        content_type: str = MEDIA,
    ) -> HttpReply:
        # Klaviyo asks for filters encoded as addresses are, a space as %20.
        asked = f"{path}?{urlencode(query, quote_via=quote)}" if query else path
        reply = super().call(method, asked, payload, cancel=cancel, headers=headers, batch=batch, content_type=content_type)
        if reply.status == 400 and any(_refuses_key(error) for error in errors_of(reply)):
            raise CredentialError(
                f"{self.host} refused {self._key} (400).",
                kept=KEPT,
                hint="Enter it again under Destinations, then run the sync once more.",
            )
        return reply

    def on_list(self, method: str, id_: str, below: str = "", payload: Any = None, **how: Any) -> HttpReply:
        """A call on one list."""
        return self.call(method, f"api/lists/{part(id_)}{below}", payload, **how)

    def pages(self, path: str, query: Mapping[str, Any], cancel: CancelToken) -> Iterator[Mapping[str, Any]]:
        """The items of all pages."""

        def page(cursor: str) -> Any:
            return self.get(path, cancel=cancel, query={**query, **({"page[cursor]": cursor} if cursor else {})})

        for found in pages(page, lambda found: in_link(at(found, "links", "next"), "page[cursor]")):
            yield from needed_objects("Klaviyo", found, "data")


class ProfileWriter(HandedOver):
    """domain.ports.JobWriter for profiles; with a list, for its members, who are made profiles where they are none."""

    def __init__(self, api: KlaviyoApi, ids: RemoteIds | None, key_field: str, list_id: str, limits: Limits) -> None:
        self.limits = limits
        self.audience_id = list_id
        self._api = api
        self._known = ByKey(ids, "profile", key_field)
        self._key_field = key_field
        self._answered: dict[str, dict[int, tuple[str, str]]] = {}
        """By batch, until it is handed over: what single calls said of a record (its id, or why it was refused), so that
        a batch that is tried again does not make them again."""

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        if batch.operation is Operation.DELETE:
            return self._leave(batch, cancel).text()
        records = records_of(batch)
        rejected = {n: why for n, record in enumerate(records) if (why := _fault(record, len(batch.json[n].encode())))}
        profiles = {n: _profile(record) for n, record in enumerate(records) if n not in rejected}
        if batch.operation is Operation.CREATE:  # who is new has nothing to clear
            records = [{name: value for name, value in record.items() if value is not None} for record in records]
        singles = [n for n in profiles if None in records[n].values()]
        if len(singles) > ONE_BY_ONE and len(batch) > ONE_BY_ONE:
            raise BatchRejected("Klaviyo clears values of one profile at a time, so that these go in smaller parts.")
        notes: tuple[str, ...] = ()
        if batch.operation in (Operation.UPDATE, Operation.CREATE):
            notes = self._narrow(batch, profiles, cancel)
        rejected |= self._one_by_one(batch, records, {n: profiles[n] for n in singles if n in profiles}, cancel)
        bulk = {n: _without_nulls(profile) for n, profile in profiles.items() if n not in singles}
        job, sent, refused = self._import(batch, records, bulk, cancel)
        self._answered.pop(batch.idempotency_key, None)
        return Ticket((job,) if job else (), sent, {**rejected, **refused}, notes=notes).text()

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        ticket = Ticket.of(job)
        return JobState(not ticket.jobs or self._job(ticket.jobs[0], cancel)[0] in ("complete", "cancelled"))

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        ticket = Ticket.of(job)
        if not ticket.jobs:
            return ticket.reply()
        status, failed = self._job(ticket.jobs[0], cancel)
        if status == "cancelled":
            return ticket.reply(unknown=dict.fromkeys(ticket.sent, "Klaviyo cancelled the import before its end."))
        if failed == 0:
            return ticket.reply()
        records, rejected, unplaced = records_of(batch), dict[int, str](), 0
        path = f"api/profile-bulk-import-jobs/{part(ticket.jobs[0])}/import-errors"
        asked = {"fields[import-error]": "code,title,detail,source,source.pointer", "page[size]": 100}
        for item in self._api.pages(path, asked, cancel):
            error = at(item, "attributes") or {}
            position = _named(error, ticket.sent)
            if position is None:
                unplaced += 1
            else:
                rejected.setdefault(position, self._reason(error, records[position]))
        if self._known and batch.operation is Operation.UPDATE and rejected:
            keys = self._known.keys(batch)  # an id that is not valid any more would be refused again
            self._known.forget([keys[n] for n in rejected])
        unnamed = unplaced if failed is None else max(0, failed - len(rejected))
        return ticket.reply(rejected, unnamed=unnamed)

    def queued(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        return self.results(job, batch, cancel) if self.poll(job, cancel).done else Ticket.of(job).queued()

    # Into Klaviyo ---------------------------------------------------------------------------------------------------------

    def _import(
        self, batch: Batch, records: Sequence[Any], profiles: Mapping[int, Any], cancel: CancelToken
    ) -> tuple[str, tuple[int, ...], dict[int, str]]:
        """The job's id, the positions in it, and those refused at the door: a request is taken whole or not at all, so that
        the profiles that its refusal names are taken out and the rest is sent once more."""
        refused: dict[int, str] = {}
        for again in (False, True):
            sent = tuple(n for n in profiles if n not in refused)
            if not sent:
                return "", (), refused
            body = self._body([profiles[n] for n in sent])
            reply = self._api.call("POST", "api/profile-bulk-import-jobs", body, cancel=cancel, batch=batch)
            if reply.status != 400:
                self._api.check(reply, (text for n in sent for text in texts_of(records[n])))
                return needed_text("Klaviyo", reply.json(), "data", "id"), sent, refused
            errors = errors_of(reply)
            named = {n: self._reason(e, records[n]) for e in reversed(errors) if (n := _named(e, sent)) is not None}
            if not named:
                raise DestinationError(
                    f"Klaviyo refused the whole request (400): {self._said(errors, records)}",
                    kept=KEPT,
                    hint="Check that the list still exists and the fields that are mapped.",
                )
            if again:
                raise BatchRejected(next(iter(named.values())))
            refused = named
        raise AssertionError("unreachable")

    def _body(self, profiles: Sequence[Mapping[str, Any]]) -> bytes:
        job: dict[str, Any] = {"type": "profile-bulk-import-job", "attributes": {"profiles": {"data": profiles}}}
        if self.audience_id:
            job["relationships"] = {"lists": {"data": [{"type": "list", "id": self.audience_id}]}}
        body = json.dumps({"data": job}, ensure_ascii=False, separators=(",", ":")).encode()
        if len(body) > REQUEST_BYTES:
            raise BatchRejected("The profiles are larger than the 5 MB that Klaviyo takes at once.")
        return body

    def _one_by_one(
        self, batch: Batch, records: Sequence[Any], profiles: Mapping[int, Any], cancel: CancelToken
    ) -> dict[int, str]:
        """The positions refused. A null clears here, while the bulk import leaves what is there."""
        answered = self._answered.setdefault(batch.idempotency_key, {})
        keys = self._known.keys(batch)
        for n, profile in profiles.items():
            if n in answered:
                continue
            reply = self._api.call("POST", "api/profile-import", {"data": profile}, cancel=cancel, batch=batch)
            errors = errors_of(reply)
            if reply.status in (400, 404, 409, 422) and errors:
                answered[n] = ("", self._reason(errors[0], records[n]))
                if "id" in profile:
                    self._known.forget([keys[n]])
            else:
                self._api.check(reply, texts_of(records[n]))
                answered[n] = (needed_text("Klaviyo", reply.json(), "data", "id"), "")
        there = {keys[n]: answered[n][0] for n in profiles if answered[n][0]}
        self._known.remember(there)
        if self.audience_id:
            for some in chunks(list(there.values()), AT_ONCE):
                self._api.check(self._relate("POST", some, batch, cancel))
        return {n: answered[n][1] for n in profiles if answered[n][1]}

    def _narrow(self, batch: Batch, profiles: dict[int, Any], cancel: CancelToken) -> tuple[str, ...]:
        """Leaves of the profiles those that are there (update) or are not (create); what it left out is skipped."""
        keys = self._known.keys(batch)
        ids = self._found([keys[n] for n in profiles], cancel)
        update = batch.operation is Operation.UPDATE
        skipped = [n for n in profiles if (keys[n] in ids) is not update]
        for n in skipped:
            del profiles[n]
        if not update:
            return ("Profiles that were there already were skipped.",) if skipped else ()
        for n, profile in profiles.items():
            profile["id"] = ids[keys[n]]
        return ("Profiles that Klaviyo does not have were skipped.",) if skipped else ()

    # Out of the list ------------------------------------------------------------------------------------------------------

    def _leave(self, batch: Batch, cancel: CancelToken) -> Ticket:
        """Who is no profile is in no list either."""
        if not self.audience_id:
            raise DestinationError(
                "Profiles are never deleted in Klaviyo.", kept=KEPT, hint="Choose a mirror that empties the mapped fields."
            )
        keys = self._known.keys(batch)
        for some in chunks(keys, AT_ONCE):
            ids = self._found(some, cancel)
            reply = self._relate("DELETE", list(ids.values()), batch, cancel)
            if reply is not None and reply.status in (400, 404) and self._known:
                self._known.forget(some)  # one of them may be merged or gone: look all of them up anew
                reply = self._relate("DELETE", list(self._found(some, cancel).values()), batch, cancel)
            if reply is not None and reply.status == 404:
                raise DestinationError(
                    "Klaviyo does not know the list, or a profile in it, any more (404).",
                    kept=KEPT,
                    hint="If the list was deleted there, make a new sync; it makes the list again.",
                )
            if reply is not None:
                self._api.check(reply)
        return Ticket()

    def _relate(self, method: str, ids: Sequence[str], batch: Batch, cancel: CancelToken) -> Any:
        if not ids:
            return None
        data = {"data": [{"type": "profile", "id": id_} for id_ in ids]}
        return self._api.on_list(method, self.audience_id, "/relationships/profiles", data, cancel=cancel, batch=batch)

    def _found(self, keys: Sequence[str], cancel: CancelToken) -> dict[str, str]:
        """Klaviyo's ids of those that it has, by key: what is known, and the others asked for and remembered."""
        ids = self._known.known(keys)
        for some in _filters([key for key in dict.fromkeys(keys) if key not in ids]):
            values = json.dumps(some, ensure_ascii=False, separators=(",", ":"))
            asked = {
                "filter": f"any({self._key_field},{values})",
                "fields[profile]": self._key_field,
                "page[size]": IN_A_FILTER,
            }
            there = {
                self._known.folded(at(item, "attributes", self._key_field)): needed_text("Klaviyo", item, "id")
                for item in self._api.pages("api/profiles", asked, cancel)
            }
            there = {key: there[key] for key in some if key in there}
            self._known.remember(there)
            ids |= there
        return ids

    # What it says ---------------------------------------------------------------------------------------------------------

    def _job(self, id_: str, cancel: CancelToken) -> tuple[str, int | None]:
        """How it stands, and how many profiles it failed for, where it says so."""
        reply = self._api.call("GET", f"api/profile-bulk-import-jobs/{part(id_)}", cancel=cancel)
        if reply.status == 404:
            raise JobLost(
                "Klaviyo does not know the import job any more (404).",
                kept=KEPT,
                hint="Its profiles may have arrived; they are sent again, which changes nothing about those that did.",
            )
        self._api.check(reply)
        state = needed_object("Klaviyo", reply.json(), "data", "attributes")
        return needed_text("Klaviyo", state, "status"), number(state.get("failed_count"))

    def _reason(self, error: Mapping[str, Any], record: Any) -> str:
        said = str(error.get("detail") or error.get("title") or error.get("code") or "Klaviyo gave no reason.")
        field = re.search(r".*/attributes/(?!profiles/)([\w.$/-]+)$", str(at(error, "source", "pointer") or ""))
        where = f"{field[1].replace('/', '.')}: " if field else ""
        return self._api.shown(f"{where}{said}", texts_of(record))

    def _said(self, errors: Sequence[Mapping[str, Any]], records: Sequence[Any]) -> str:
        said = str((errors[0].get("detail") or errors[0].get("title")) if errors else "it gave no reason.")
        return self._api.shown(said, texts_of(list(records)))


def errors_of(reply: HttpReply) -> list[Mapping[str, Any]]:
    return objects(at(reply.json(), "errors")) if reply.status >= 400 else []


def _refuses_key(error: Mapping[str, Any]) -> bool:
    if str(error.get("code")) in KEY_REFUSED:
        return True
    text = f"{error.get('title')} {error.get('detail')}".lower()
    return not at(error, "source", "pointer") and ("private key" in text or "api key" in text)


def _named(error: Mapping[str, Any], sent: Sequence[int]) -> int | None:
    """The position in the batch of the profile that an error points to, where it points to none of the lists."""
    pointer = str(at(error, "source", "pointer") or "")
    index = re.search(r"/data/(\d+)(?:/|$)", pointer) if "/relationships/" not in pointer else None
    return sent[int(index[1])] if index and int(index[1]) < len(sent) else None


def _fault(record: Mapping[str, Any], size: int) -> str:
    """Why Klaviyo would refuse it, and with it the whole request."""
    email, phone, external = record.get("email"), record.get("phone_number"), record.get("external_id")
    if email in (None, "") and phone in (None, "") and external in (None, ""):
        return "A profile needs an e-mail, a phone number or an external ID."
    if email not in (None, "") and not (isinstance(email, str) and EMAIL.fullmatch(email)):
        return "“email” is not an e-mail address."
    if phone not in (None, "") and not (isinstance(phone, str) and E164.fullmatch(phone)):
        return "“phone_number” is not a phone number with its country code (+49…)."
    if external is not None and len(str(external)) > 255:
        return "“external_id” is longer than 255 characters."
    return f"The profile is larger than the {PROFILE_BYTES // 1000} KB that Klaviyo takes." if size >= PROFILE_BYTES else ""


def _profile(record: Mapping[str, Any]) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for name, value in record.items():
        if name in TEXTS:
            attributes[name] = _text(value)
        elif name.startswith("location."):
            place = name.removeprefix("location.")
            attributes.setdefault("location", {})[place] = value if place in NUMBERS else _text(value)
        else:
            attributes.setdefault("properties", {})[name.removeprefix("properties.")] = value
    for name in ("email", "phone_number", "external_id"):
        if attributes.get(name) == "":
            del attributes[name]
    return {"type": "profile", "attributes": attributes}


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _without_nulls(profile: Mapping[str, Any]) -> dict[str, Any]:
    def kept(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value is not None}

    attributes = kept(profile["attributes"])
    for name in ("location", "properties"):
        if name in attributes:
            attributes[name] = kept(attributes[name])
    return {**profile, "attributes": attributes}


def _filters(keys: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for key in keys:
        if some and (len(some) == IN_A_FILTER or sum(map(len, some)) + len(key) > IN_A_FILTER_CHARACTERS):
            yield some
            some = []
        some.append(key)
    if some:
        yield some

"""Static lists of contacts: found or made by name, filled by record ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations._http import HttpReply
from census_desktop.destinations._http.api import pages, part, records_of
from census_desktop.destinations._http.said import at, needed_object, number, objects
from census_desktop.destinations.hubspot import RECORD_ID
from census_desktop.destinations.hubspot.portal import Portal, results_of
from census_desktop.destinations.hubspot.records import Records, Written
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Audience, Batch, CancelToken, Reply, Target

LISTS = "/crm/v3/lists"
CONTACTS = "0-1"
SHOWN = 500
PAGE = 250
SIZE = "hs_list_size"
CALLS = 3
"""Most calls that a batch of a list makes, against one of an object's."""
MISSING = "The contact is not in HubSpot any more. The next run looks it up again."
NOT_SAID = "HubSpot did not say whether it changed the list."
ACTIVE = "an active list fills itself by its filters"


class Lists:
    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def count(self, cancel: CancelToken) -> int:
        return number(self._page("", 0, 1, cancel).get("total")) or 0

    def search(self, text: str, cancel: CancelToken) -> list[Audience]:
        found: list[Audience] = []
        offset, more = 0, True
        while more and len(found) < SHOWN:
            page = self._page(text, offset, SHOWN, cancel)
            lists = objects(page.get("lists"))
            found += [
                _audience(one) for one in lists if _is_contacts(one) and text.lower() in str(one.get("name") or "").lower()
            ]
            following = number(page.get("offset")) or offset + len(lists)
            offset, more = following, bool(page.get("hasMore")) and following > offset
        return sorted(found[:SHOWN], key=lambda a: a.name.lower())

    def _page(self, text: str, offset: int, count: int, cancel: CancelToken) -> Mapping[str, Any]:
        payload = {"query": text, "offset": offset, "count": count, "additionalProperties": [SIZE]}
        return needed_object("HubSpot", self._portal.call("POST", f"{LISTS}/search", payload, cancel=cancel).json())

    def find(self, id_: str, cancel: CancelToken) -> Audience | None:
        return self._list(f"{LISTS}/{part(id_)}", cancel)

    def named(self, name: str, cancel: CancelToken) -> Audience | None:
        """HubSpot compares names without regard to case."""
        return self._list(f"{LISTS}/object-type-id/{CONTACTS}/name/{part(name)}", cancel)

    def _list(self, path: str, cancel: CancelToken) -> Audience | None:
        reply = self._portal.call("GET", path, cancel=cancel, absent=True)
        if reply.status == 404:
            return None
        found = at(needed_object("HubSpot", reply.json()), "list")
        is_there = isinstance(found, Mapping) and not found.get("deletedAt") and _is_contacts(found)
        return _audience(found) if is_there else None

    def opened(self, target: Target, cancel: CancelToken) -> Audience:
        """The list that a sync fills: its own, one of that name, or a new one."""
        if target.audience_id:
            found = self.find(target.audience_id, cancel)
            if found is None:
                raise DestinationError(
                    f"The list “{target.audience}” does not exist in HubSpot any more.",
                    kept="Nothing was sent.",
                    hint="Restore it in HubSpot (it can be for 90 days), or make a new sync, which makes the list again.",
                )
        else:
            name = target.audience.strip()
            if not name:
                raise ConfigError("The list needs a name.", hint="Name it in the sync.")
            found = self.named(name, cancel)
            if found is None or found.name != name:
                found = self._made(name, cancel)
        if found.trouble:
            raise DestinationError(
                f"“{found.name}” cannot be filled: {found.trouble}.",
                kept="Nothing was sent.",
                hint="Choose another name for the list, or convert it to a static list in HubSpot.",
            )
        return found

    def _made(self, name: str, cancel: CancelToken) -> Audience:
        payload = {"name": name, "objectTypeId": CONTACTS, "processingType": "MANUAL"}
        reply = self._portal.ask("POST", f"{LISTS}/", payload, cancel=cancel)
        if _is_duplicate(reply.json() if reply.status == 400 else None):
            # Another run may have made it since.
            found = self.named(name, cancel)
            if found is not None and found.name == name:
                return found
            raise DestinationError(
                f"HubSpot has a list “{found.name if found else name}” already that this sync cannot use: "
                + ("its name differs in upper and lower case." if found else "it is not one of contacts."),
                kept="Nothing was sent.",
                hint="Choose another name for the list.",
            )
        try:
            self._portal.check(reply)
        except BatchRejected as refusal:
            raise _refused("made", refusal) from None
        return _audience(at(needed_object("HubSpot", reply.json()), "list"))

    def rename(self, id_: str, name: str, cancel: CancelToken) -> None:
        try:
            path, asked = f"{LISTS}/{part(id_)}/update-list-name", {"listName": name}
            self._portal.call("PUT", path, cancel=cancel, query=asked)
        except BatchRejected as refusal:
            raise _refused("renamed", refusal) from None

    def members(self, id_: str, cancel: CancelToken) -> Iterator[list[str]]:
        """Record ids, page by page."""

        def page(after: str) -> HttpReply:
            asked = {"limit": PAGE, **({"after": after} if after else {})}
            return self._portal.call("GET", f"{LISTS}/{part(id_)}/memberships", cancel=cancel, query=asked)

        for reply in pages(page, lambda reply: at(reply.json(), "paging", "next", "after")):
            yield [str(member["recordId"]) for member in results_of(reply) if "recordId" in member]


class ListWriter(EachBatch):
    """Finds or makes the contacts of a batch, then puts them on the list or takes them off."""

    def __init__(self, records: Records, audience: Audience, limits: Limits) -> None:
        self.limits = replace(limits, rate=limits.rate / CALLS)
        self.audience_id = audience.id
        self._records = records
        self._portal = records.portal
        self._path = f"{LISTS}/{part(audience.id)}/memberships/add-and-remove"

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply()
        keys = self._records.keys(batch)
        if batch.operation is Operation.DELETE:
            return self._leave(batch, keys, cancel)
        written = self._contacts(batch, keys, cancel)
        missing, answered = self._change(list(written.ids.values()), [], batch, cancel)
        for position, id_ in written.ids.items():
            if id_ in missing:
                written.rejected[position] = MISSING
            elif not answered:
                written.unknown[position] = NOT_SAID
        self._records.forget([keys[position] for position, id_ in written.ids.items() if id_ in missing])
        return Reply(written.rejected, unknown=written.unknown)

    def _leave(self, batch: Batch, keys: Sequence[str], cancel: CancelToken) -> Reply:
        ids = self._records.find(list(dict.fromkeys(keys)), cancel)
        missing, answered = self._change([], list(ids.values()), batch, cancel)
        if lost := [key for key, id_ in ids.items() if id_ in missing]:
            # A contact that was merged has another id, and is on the list by that one.
            self._records.forget(lost)
            ids = {key: id_ for key, id_ in self._records.find(lost, cancel).items() if id_ not in missing}
            _, answered = self._change([], list(ids.values()), batch, cancel)
        return Reply(unknown={} if answered else {n: NOT_SAID for n, key in enumerate(keys) if key in ids})

    def _contacts(self, batch: Batch, keys: Sequence[str], cancel: CancelToken) -> Written:
        """The batch's contacts with the mapped values; without such values they are only made where they are missing."""
        by_id = self._records.key == RECORD_ID
        if any(len(record) > 1 for record in records_of(batch)):
            return self._records.write(batch, Operation.UPDATE if by_id else Operation.UPSERT, cancel)
        known = self._records.find(list(dict.fromkeys(keys)), cancel)
        at = {key: position for position, key in reversed(list(enumerate(keys))) if key not in known}
        absent = list(at.values())
        made = Written()
        if absent:
            asked = replace(batch, rows=batch.rows.take(absent), json=[batch.json[n] for n in absent])
            made = self._records.write(asked, Operation.UPSERT, cancel)
        place = {key: n for n, key in enumerate(at)}
        written = Written()
        for position, key in enumerate(keys):
            n = place.get(key, -1)
            if key in known or n in made.ids:
                written.ids[position] = known.get(key) or made.ids[n]
            elif n in made.rejected:
                written.rejected[position] = made.rejected[n]
            else:
                written.unknown[position] = made.unknown[n]
        return written

    def _change(self, add: list[str], remove: list[str], batch: Batch, cancel: CancelToken) -> tuple[set[str], bool]:
        """Ids that HubSpot does not know, and whether it answered in the form that tells so."""
        if not add and not remove:
            return set(), True
        payload = {"recordIdsToAdd": list(dict.fromkeys(add)), "recordIdsToRemove": list(dict.fromkeys(remove))}
        reply = self._portal.call("PUT", self._path, payload, cancel=cancel, batch=batch, absent=True)
        if reply.status == 404:
            raise DestinationError(
                "The list does not exist in HubSpot any more.",
                kept="The contacts are there; nobody was put on another list.",
                hint="Restore it in HubSpot (it can be for 90 days), or make a new sync.",
            )
        said = reply.json()
        answered = isinstance(said, Mapping) and any(
            name in said for name in ("recordsIdsAdded", "recordIdsAdded", "recordIdsRemoved", "recordIdsMissing")
        )
        missing = at(said, "recordIdsMissing")
        return {str(id_) for id_ in missing} if isinstance(missing, list) else set(), answered


def _audience(found: Any) -> Audience:
    if not isinstance(found, Mapping) or not isinstance(found.get("listId"), str | int):
        raise DestinationError("HubSpot's answer names no list.", kept="Nothing was sent.", hint="Run the sync again.")
    size = at(found, "additionalProperties", SIZE)
    trouble = ACTIVE if found.get("processingType") == "DYNAMIC" else ""
    return Audience(
        str(found["listId"]), str(found.get("name") or ""), number(found.get("size") if size is None else size), trouble
    )


def _is_contacts(found: Mapping[str, Any]) -> bool:
    return bool(found.get("objectTypeId", CONTACTS) == CONTACTS)


def _is_duplicate(said: Any) -> bool:
    return isinstance(said, Mapping) and str(said.get("subCategory") or "").endswith("DUPLICATE_LIST_NAMES")


def _refused(what: str, refusal: BatchRejected) -> DestinationError:
    return DestinationError(
        f"The list was not {what}: {refusal.message}", kept="Nothing was changed.", hint="Choose another name for the list."
    )

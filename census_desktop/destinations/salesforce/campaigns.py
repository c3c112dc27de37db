"""Campaigns and their members: contacts or leads, by their ids or by a field that finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations._http import HttpReply
from census_desktop.destinations._http.api import part, records_of, texts_of
from census_desktop.destinations._http.said import at, count, needed_text
from census_desktop.destinations.salesforce.fields import Described, long_id, quoted
from census_desktop.destinations.salesforce.org import AMBIGUOUS, Org
from census_desktop.destinations.salesforce.records import GONE, NO_ANSWER, Collections, Finder, Result
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Audience, Batch, CancelToken, Reply, Target

SHOWN = 500
LONGEST_NAME = 80
COLUMNS = "Id, Name, NumberOfContacts, NumberOfLeads"
ALREADY = "DUPLICATE_VALUE"


class Campaigns:
    def __init__(self, org: Org) -> None:
        self._org = org

    def search(self, text: str, cancel: CancelToken) -> list[Audience]:
        like = quoted(text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
        where = f"Name LIKE {like[0]}%{like[1:-1]}%{like[-1]}" if text else ""
        return self._asked(where, cancel, f"ORDER BY Name LIMIT {SHOWN}")

    def find(self, id_: str, cancel: CancelToken) -> Audience | None:
        found = self._asked(f"Id = {quoted(id_)}", cancel)
        return found[0] if found else None

    def _asked(self, where: str, cancel: CancelToken, more: str = "") -> list[Audience]:
        return [
            Audience(str(c["Id"]), str(c["Name"]), count(c["NumberOfContacts"]) + count(c["NumberOfLeads"]))
            for c in self._org.select(COLUMNS, "Campaign", where, cancel, more=more)
        ]

    def opened(self, target: Target, cancel: CancelToken) -> Audience:
        """The campaign that a sync fills: its own, the one of that name, or a new one."""
        if target.audience_id:
            found = self.find(target.audience_id, cancel)
            if found is None:
                raise DestinationError(
                    f"The campaign “{target.audience}” does not exist in Salesforce any more.",
                    kept="Nothing was sent.",
                    hint="Restore it from the recycle bin, or make a new sync, which makes the campaign again.",
                )
            return found
        name = target.audience.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise ConfigError(f"The campaign needs a name of 1 to {LONGEST_NAME} characters.", hint="Name it in the sync.")
        same = [a for a in self._asked(f"Name = {quoted(name)}", cancel) if a.name == name]
        if len(same) > 1:
            raise DestinationError(
                f"Salesforce has {len(same)} campaigns of the name “{name}”.",
                kept="Nothing was sent.",
                hint="Rename all but one, or choose another name.",
            )
        if same:
            return same[0]
        made = self._written("POST", "/sobjects/Campaign", {"Name": name, "IsActive": True}, "made", cancel)
        return Audience(needed_text("Salesforce", made.json(), "id"), name, 0)

    def rename(self, id_: str, name: str, cancel: CancelToken) -> None:
        self._written("PATCH", f"/sobjects/Campaign/{part(id_)}", {"Name": name}, "renamed", cancel)

    def _written(self, method: str, path: str, body: Mapping[str, Any], what: str, cancel: CancelToken) -> HttpReply:
        try:
            return self._org.call(method, path, body, cancel=cancel)
        except BatchRejected as refusal:
            raise DestinationError(
                f"The campaign was not {what}: {refusal.message}", kept="Nothing was changed.", hint="Choose another name."
            ) from None

    def members(self, id_: str, person: str, by: str, cancel: CancelToken) -> Iterator[str]:
        field = f"{person}Id" if by == "Id" else f"{person}.{by}"
        where = f"CampaignId = {quoted(id_)} AND {person}Id != null"
        for member in self._org.select(field, "CampaignMember", where, cancel):
            value = at(member, *field.split("."))
            if value not in (None, ""):
                yield str(value)


class CampaignWriter(EachBatch):
    """Finds the people of a batch and those of them who are members already; then members are made, changed or deleted."""

    def __init__(self, org: Org, people: Finder, members: Described, audience: Audience, limits: Limits) -> None:
        self.limits = limits
        self.audience_id = audience.id
        self._org = org
        self._people = people
        self._members = members
        self._person = f"{people.object.name}Id"
        self._collections = Collections(org)

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply()
        keys = self._people.keys(batch)
        found, several = self._people.find(list(dict.fromkeys(keys)), cancel)
        rejected = {n: AMBIGUOUS for n, key in enumerate(keys) if key in several}
        people = {n: found[key] for n, key in enumerate(keys) if key in found}
        members = self._there(list(dict.fromkeys(people.values())), cancel)
        if batch.operation is Operation.DELETE:
            return self._leave(batch, people, members, rejected, cancel)
        absent = f"There is no {self._people.object.name.lower()} with this key in Salesforce."
        rejected |= {n: absent for n in range(len(keys)) if n not in people and n not in rejected}
        return self._join(batch, keys, people, members, rejected, cancel)

    def _there(self, ids: Sequence[str], cancel: CancelToken) -> dict[str, str]:
        """Members' ids by person."""
        columns, where, literals = (
            f"Id, {self._person}",
            f"CampaignId = {quoted(self.audience_id)}",
            [quoted(id_) for id_ in ids],
        )
        found = self._org.select_in(columns, "CampaignMember", where, self._person, literals, cancel)
        return {long_id(member[self._person]): member["Id"] for member in found}

    def _join(
        self,
        batch: Batch,
        keys: Sequence[str],
        people: Mapping[int, str],
        members: Mapping[str, str],
        rejected: dict[int, str],
        cancel: CancelToken,
    ) -> Reply:
        records = records_of(batch)
        new: dict[int, dict[str, Any]] = {}
        changed: dict[int, dict[str, Any]] = {}
        first: dict[str, int] = {}
        for n, person in people.items():
            if first.setdefault(long_id(person), n) != n:
                continue
            body = self._members.body(records[n], leave=(batch.key_field,))
            if long_id(person) not in members:
                new[n] = {**body, "CampaignId": self.audience_id, self._person: person}
            elif len(records[n]) > 1:
                changed[n] = {**body, "id": members[long_id(person)]}
        hidden = list(texts_of(records))
        results = self._collections.send("PATCH", "/composite/sobjects", changed, batch, hidden, cancel) if changed else {}
        if new:
            results |= self._collections.send("POST", "/composite/sobjects", new, batch, hidden, cancel)
        by_person = {long_id(people[n]): r for n, r in results.items() if not _was_member(r)}
        told = {n: by_person[long_id(id_)] for n, id_ in people.items() if long_id(id_) in by_person}
        rejected |= {n: r.reason for n, r in told.items() if r.code}
        self._people.forget([keys[n] for n, r in told.items() if r.code in GONE])
        return Reply(rejected, unknown={n: NO_ANSWER for n, r in told.items() if not r.answered})

    def _leave(
        self, batch: Batch, people: Mapping[int, str], members: Mapping[str, str], rejected: dict[int, str], cancel: CancelToken
    ) -> Reply:
        first = {members[long_id(id_)]: n for n, id_ in reversed(list(people.items())) if long_id(id_) in members}
        ids = {n: member for member, n in first.items()}
        results = self._collections.send("DELETE", "/composite/sobjects", ids, batch, [], cancel) if ids else {}
        rejected |= {n: r.reason for n, r in results.items() if r.code and r.code not in GONE}
        return Reply(rejected, unknown={n: NO_ANSWER for n, r in results.items() if not r.answered})


def _was_member(result: Result) -> bool:
    """Somebody else put the person into the campaign meanwhile."""
    return result.code == ALREADY and "already a campaign member" in result.reason.lower()

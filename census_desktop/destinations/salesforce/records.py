"""Records in collections: up to 200 a call, each with a result of its own in the order of the request."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from census_desktop.destinations._connector import EachBatch, Remembered, skipped_notes
from census_desktop.destinations._http import KEPT
from census_desktop.destinations._http.api import part, records_of, texts_of
from census_desktop.destinations._http.said import at, objects
from census_desktop.destinations.salesforce.fields import Described
from census_desktop.destinations.salesforce.org import AMBIGUOUS, Org
from census_desktop.domain.errors import TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, RemoteIds, Reply

PIECES = (200, 50, 10)
"""Records a call, at the first, second and last try of those that were in the way of somebody else."""
LOCKED = "UNABLE_TO_LOCK_ROW"
TOO_MUCH = ("too many soql queries", "apex cpu time limit", "apex heap size", "too many dml")
GONE = ("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "NOT_FOUND")
TWICE = "Another record of this batch has the same key in Salesforce."
NO_ANSWER = "Salesforce gave no result for the record."
NO_REASON = "Salesforce gave no reason."


@dataclass(frozen=True, slots=True)
class Result:
    """Of one record: its id, or a code and a reason; `answered` False when the reply did not come to it."""

    id: str = ""
    code: str = ""
    reason: str = ""
    answered: bool = True

    @property
    def passes(self) -> bool:
        """A later try with fewer records may do."""
        return self.code == LOCKED or any(words in self.reason.lower() for words in TOO_MUCH)


@dataclass(slots=True)
class _Begun:
    tries: int = 0
    results: dict[int, Result] = field(default_factory=dict)


class Collections:
    """Calls of one writer. What is decided of a batch is remembered while the rest of it is tried again, so that nothing is
    created twice."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._begun: dict[tuple[str, str], _Begun] = {}

    def send(
        self, method: str, path: str, inputs: Mapping[int, Any], batch: Batch, hidden: Sequence[str], cancel: CancelToken
    ) -> dict[int, Result]:
        """The result of each input (a record's body, for DELETE its id). Raises TransientError while some have to wait."""
        key = (batch.idempotency_key, method + path)
        begun = self._begun.setdefault(key, _Begun())
        left = [position for position in inputs if position not in begun.results]
        size, last = PIECES[begun.tries], begun.tries == len(PIECES) - 1
        waiting = 0
        for start in range(0, len(left), size):
            piece = left[start : start + size]
            answers = self._call(method, path, [inputs[n] for n in piece], batch, hidden, cancel)
            for position, result in zip(piece, answers, strict=True):
                if result.passes and not last:
                    waiting += 1
                else:
                    begun.results[position] = result
        if waiting:
            begun.tries += 1
            raise TransientError(
                f"Salesforce had {waiting:,} records locked, or was at a limit of its triggers.",
                kept=KEPT,
                hint="If it happens often, set fewer records a call.",
            )
        del self._begun[key]
        return {position: begun.results[position] for position in inputs}

    def _call(
        self, method: str, path: str, inputs: Sequence[Any], batch: Batch, hidden: Sequence[str], cancel: CancelToken
    ) -> list[Result]:
        if method == "DELETE":
            query = {"ids": ",".join(inputs), "allOrNone": "false"}
            reply = self._org.call(method, path, cancel=cancel, query=query, batch=batch)
        else:
            payload = {"allOrNone": False, "records": list(inputs)}
            reply = self._org.call(method, path, payload, cancel=cancel, batch=batch, hidden=hidden)
        said = reply.json()
        answers = said if isinstance(said, list) else []
        results = [self._result(answer, _texts(sent)) for answer, sent in zip(answers, inputs, strict=False)]
        return results + [Result(answered=False)] * (len(inputs) - len(results))

    def _result(self, said: Any, hidden: Iterable[str]) -> Result:
        if not isinstance(said, Mapping):
            return Result(answered=False)
        if said.get("success") is True:
            return Result(str(said.get("id") or ""))
        first: Mapping[str, Any] = next(iter(objects(said.get("errors"))), {})
        code = str(first.get("statusCode") or "UNKNOWN_ERROR")
        text = str(first.get("message") or "")
        named = first.get("fields")
        fields = ", ".join(str(name) for name in (named if isinstance(named, list) else ()) if str(name) not in text)
        shown = self._org.shown(text, hidden) or NO_REASON
        return Result(code=code, reason=reason_of(code, f"{shown}{f' ({fields})' if fields else ''}", text))


class Finder:
    """Finds the ids of an object's records by the field `key`; those that are known are not looked up again."""

    def __init__(self, org: Org, found: Described, key: str, ids: RemoteIds | None) -> None:
        self.object = found
        self.key = key
        self._org = org
        self._known = Remembered(ids if key != "Id" else None, f"{found.name} by {key}")

    def keys(self, batch: Batch) -> list[str]:
        return [self.object.key_text(self.key, record[batch.key_field]) for record in records_of(batch)]

    def find(self, keys: Sequence[str], cancel: CancelToken, *, anew: bool = False) -> tuple[dict[str, str], set[str]]:
        """Ids by key, and those keys that several records have. `anew`: not from memory, because a record that was given
        another key since is another one, which must not be deleted."""
        if self.key == "Id":
            return {key: key for key in keys}, set()
        found = {} if anew else self._known.known(keys)
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        read: dict[str, str] = {}
        several: set[str] = set()
        literals = self.object.literals(self.key, missing)
        columns = f"Id, {self.key}"
        for record in self._org.select_in(columns, self.object.name, "", self.key, literals, cancel, missing):
            key = self.object.key_text(self.key, record[self.key])
            if read.setdefault(key, record["Id"]) != record["Id"]:
                several.add(key)
        read = {key: id_ for key, id_ in read.items() if key not in several}
        self.remember(read)
        if anew:
            self.forget([key for key in missing if key not in read])
        return found | read, several

    def filled(self, keys: Sequence[str], fields: Iterable[str], cancel: CancelToken) -> dict[str, set[str]]:
        """Which of these fields have a value already, by key."""
        wanted = sorted(fields)
        if not wanted:
            return {}
        literals = self.object.literals(self.key, dict.fromkeys(keys))
        columns = ", ".join(dict.fromkeys([self.key, *wanted]))
        read = self._org.select_in(columns, self.object.name, "", self.key, literals, cancel, keys)
        return {
            self.object.key_text(self.key, record[self.key]): {
                name for name in wanted if _within(record, name) not in (None, "")
            }
            for record in read
        }

    def remember(self, ids: Mapping[str, str]) -> None:
        self._known.remember(ids)

    def forget(self, keys: Sequence[str]) -> None:
        self._known.forget(keys)


class CollectionWriter(EachBatch):
    def __init__(self, org: Org, finder: Finder, limits: Limits) -> None:
        self.limits = limits
        self._finder = finder
        self._collections = Collections(org)

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply()
        keys = self._finder.keys(batch)
        if batch.operation is Operation.DELETE:
            return self._delete(batch, keys, cancel)
        filled = self._finder.filled(keys, batch.only_if_empty, cancel)
        records = without(records_of(batch), keys, filled)
        rejected = repeated(keys)
        object_, key = self._finder.object, self._finder.key
        method, path = "POST", "/composite/sobjects"
        notes: tuple[str, ...] = ()
        bodies = {n: object_.body(record) for n, record in enumerate(records) if n not in rejected}
        if batch.operation is Operation.UPSERT:
            method, path = "PATCH", f"/composite/sobjects/{part(object_.name)}/{part(key)}"
        elif batch.operation is Operation.UPDATE:
            method = "PATCH"
            found, several = self._finder.find(list(dict.fromkeys(keys)), cancel)
            rejected |= {n: AMBIGUOUS for n in bodies if keys[n] in several}
            notes = skipped_notes("Salesforce", sum(keys[n] not in found and n not in rejected for n in bodies))
            bodies = {
                n: {**object_.body(records[n], leave=(key,)), "id": found[keys[n]]}
                for n in bodies
                if keys[n] in found and n not in rejected
            }
        results = self._collections.send(method, path, bodies, batch, list(texts_of(records)), cancel)
        refused = {n: r for n, r in results.items() if r.code}
        self._finder.remember({keys[n]: r.id for n, r in results.items() if r.id})
        self._finder.forget([keys[n] for n, r in refused.items() if r.code in GONE])
        rejected |= {n: r.reason for n, r in refused.items()}
        return Reply(rejected, unknown={n: NO_ANSWER for n, r in results.items() if not r.answered}, notes=notes)

    def _delete(self, batch: Batch, keys: Sequence[str], cancel: CancelToken) -> Reply:
        """Those that are not there any more have left already."""
        found, several = self._finder.find(list(dict.fromkeys(keys)), cancel, anew=True)
        first = {id_: keys.index(key) for key, id_ in found.items()}
        ids = {position: id_ for id_, position in first.items()}
        results = self._collections.send("DELETE", "/composite/sobjects", ids, batch, list(found), cancel)
        by_key = {keys[position]: result for position, result in results.items()}
        kept = {key: r for key, r in by_key.items() if r.code and r.code not in GONE}
        self._finder.forget([key for key, r in by_key.items() if r.answered and key not in kept])
        rejected = {n: kept[key].reason for n, key in enumerate(keys) if key in kept}
        rejected |= {n: AMBIGUOUS for n, key in enumerate(keys) if key in several}
        unknown = {n: NO_ANSWER for n, key in enumerate(keys) if key in by_key and not by_key[key].answered}
        return Reply(rejected, unknown=unknown)


def repeated(keys: Sequence[str]) -> dict[int, str]:
    """Records whose key an earlier one of the batch has."""
    first: dict[str, int] = {}
    return {n: TWICE for n, key in enumerate(keys) if first.setdefault(key, n) != n}


def without(
    records: Sequence[Mapping[str, Any]], keys: Sequence[str], names: Mapping[str, Container[str]]
) -> list[dict[str, Any]]:
    """The records without those fields, which are told by key."""
    return [{n: v for n, v in record.items() if n not in names.get(key, ())} for record, key in zip(records, keys, strict=True)]


def reason_of(code: str, shown: str, text: str = "") -> str:
    """Why a record was refused, in words that help."""
    if code == "DUPLICATE_EXTERNAL_ID" or "more than one record" in (text or shown):
        return AMBIGUOUS
    if code == LOCKED:
        return "Somebody else had the record or its parent locked. The next run sends it again."
    return f"{shown} ({code})"


def _texts(sent: Any) -> Iterable[str]:
    """What of an input a reason must not repeat; the name of its object it may."""
    return texts_of(
        {name: value for name, value in sent.items() if name != "attributes"} if isinstance(sent, Mapping) else sent
    )


def _within(record: Mapping[str, Any], name: str) -> Any:
    """A field of a query's record, through its relation if it has one."""
    return at(record, *name.split(".", 1))

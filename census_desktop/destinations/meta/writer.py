"""People in and out of a custom audience: rows, sessions and what the counts say."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from census_desktop.destinations._beside import Beside
from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations._http.api import records_of
from census_desktop.destinations._http.said import count, number
from census_desktop.destinations.meta import LIMITS, MEMBERS, Meta
from census_desktop.destinations.meta.answers import AudienceGone
from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Reply

FORMS = 5
"""Earlier identifiers of a person by which a removal names them too."""


class MemberWriter(EachBatch):
    """Adds and removes; the requests of a batch are a whole session, so none is left open by a run that ends early."""

    limits = LIMITS

    def __init__(self, meta: Meta, audience_id: str, key: str, columns: Sequence[str], *, fresh: bool, limited: bool) -> None:
        self.audience_id = audience_id
        self._meta = meta
        self._key = key
        self._columns = columns
        self._strong = [name for name in MEMBERS.keys if name != key]
        self._beside = Beside(meta.ids, f"identifiers beside {key} in audience {audience_id}", FORMS)
        self._fresh = fresh
        self._limited = limited

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply(accepted=True)
        records = records_of(batch)
        if batch.operation is Operation.DELETE:
            return self._remove(batch, [_text(record.get(self._key)) for record in records], cancel)
        forms = {_text(r.get(self._key)): {n: _text(r[n]) for n in self._strong if r.get(n)} for r in records}
        self._beside.remember({key: [form] if form else [] for key, form in forms.items()})
        session = {"session_id": _number(batch.idempotency_key), "batch_seq": 1, "last_batch_flag": True}
        said = self._put("POST", "users", self._payload(records), {**session, "estimated_num_total": len(batch)}, batch, cancel)
        return _reply(said, len(batch))

    def _remove(self, batch: Batch, keys: Sequence[str], cancel: CancelToken) -> Reply:
        """By the key, and by the key with each set of identifiers that was sent beside it."""
        known = self._beside.known(keys)
        rows = [{self._key: key, **form} for key in keys for form in ({}, *known.get(key, ()))]
        columns = [name for name in MEMBERS.keys if any(name in row for row in rows)]
        parts = [rows[start : start + LIMITS.batch_rows] for start in range(0, len(rows), LIMITS.batch_rows)]
        refused = 0
        for at, part in enumerate(parts, start=1):
            session = {
                "session_id": _number(batch.idempotency_key),
                "batch_seq": at,
                "last_batch_flag": at == len(parts),
                "estimated_num_total": len(rows),
            }
            payload = {"schema": columns, "data": [[row.get(name, "") for name in columns] for row in part]}
            said = self._put("DELETE", "users", payload, session, batch, cancel)
            if len(rows) == len(keys) or number(said.get("num_received")) is None:
                return _reply(said, len(keys))
            refused += _refused(said, len(part))
        if not refused:
            self._beside.forget(keys)
        return Reply(accepted=True, unnamed=min(refused, len(keys)))

    def _put(
        self,
        method: str,
        edge: str,
        payload: Mapping[str, Any],
        session: Mapping[str, Any],
        batch: Batch,
        cancel: CancelToken,
    ) -> dict[str, Any]:
        body = {"session": session, "payload": payload}
        try:
            said = self._meta.call(method, f"{self.audience_id}/{edge}", body, cancel=cancel, batch=batch)
        except AudienceGone as error:
            if not self._fresh:
                raise
            raise TransientError("Meta does not know the audience yet that it just made.", kept=error.kept) from None
        self._fresh = False
        return said

    def _payload(self, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Rows as long as the schema, in one order, unknown ones blank."""
        marks = [["LDU"]] if self._limited else []
        rows = [[*(_text(record.get(name)) for name in self._columns), *marks] for record in records]
        return {"schema": [*self._columns, *(["DATA_PROCESSING_OPTIONS"] if marks else [])], "data": rows}


class SwapWriter(MemberWriter):
    """Replaces everything in one session, one request after the other. Which batch is the last only `finish` knows: it marks
    the end with a row that was sent already, for an audience is a set."""

    limits = replace(LIMITS, concurrency=1)

    def __init__(self, meta: Meta, audience_id: str, key: str, columns: Sequence[str], *, fresh: bool, limited: bool) -> None:
        super().__init__(meta, audience_id, key, columns, fresh=fresh, limited=limited)
        self._last: tuple[Batch, Mapping[str, Any]] | None = None
        self._sent = self._people = 0

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply(accepted=True)
        record, *_ = records = records_of(batch)
        said = self._put("POST", "usersreplace", self._payload(records), self._session(batch, len(batch)), batch, cancel)
        self._sent, self._people = self._sent + 1, self._people + len(batch)
        reply = _reply(said, len(batch))
        if not reply.rejected:  # else no row of it would be one that was sent already
            self._last = batch, record
        return reply

    def _session(self, batch: Batch, more: int, *, last: bool = False) -> dict[str, Any]:
        return {
            "session_id": _number(batch.run_id),
            "batch_seq": self._sent + 1,
            "last_batch_flag": last,
            "estimated_num_total": self._people + more,
        }

    def finish(self) -> None:
        if self._last is None:
            raise DestinationError(
                "Meta cannot replace an audience by nobody.",
                kept="The audience has the people it had.",
                hint="Check the segment; delete the audience at Meta if it is not needed any more.",
            )
        batch, record = self._last
        try:
            self._put("POST", "usersreplace", self._payload([record]), self._session(batch, 0, last=True), batch, CancelToken())
        except TransientError as error:
            if error.outcome_known:
                raise
            # Had it arrived, the session would be over: its last request once more could begin a replacement by one person.
            raise DestinationError(
                f"{error.message} It is not known whether the audience was replaced.",
                kept="Everything is sent again by the next run.",
                hint=error.hint or "Run the sync again.",
            ) from None


def _reply(said: Mapping[str, Any], sent: int) -> Reply:
    """Counts only; where all were refused, that names each, and an answer without any confirms nobody."""
    if number(said.get("num_received")) is None:
        return Reply(accepted=True, unknown=dict.fromkeys(range(sent), "Meta's answer does not say how many it received."))
    if (refused := _refused(said, sent)) >= sent:
        return Reply(dict.fromkeys(range(sent), "Meta could not read any identifier of this record."), accepted=True)
    return Reply(accepted=True, unnamed=refused)


def _refused(said: Mapping[str, Any], sent: int) -> int:
    return max(count(said.get("num_invalid_entries")), sent - count(said.get("num_received")))


def _number(text: str) -> int:
    """A session's number, positive in 63 bits: the same whenever the same is sent again."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1 or 1


def _text(value: Any) -> str:
    return "" if value is None else str(value)

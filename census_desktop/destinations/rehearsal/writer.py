"""Answers batches as the imitated tool would: by its rules, then as the practice settings ask."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from census_desktop.destinations.rehearsal.profiles import writer_limits
from census_desktop.destinations.rehearsal.rules import ObjectProfile, Profile
from census_desktop.destinations.rehearsal.storage import Place, RehearsalStore, Request
from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Clock, Reply

KEPT = "Nothing is lost: records that were not acknowledged are sent again by the next run."


class RehearsalWriter:
    """A run's way into one object of the imitated tool."""

    def __init__(
        self,
        store: RehearsalStore,
        profile: Profile,
        object_: ObjectProfile,
        audience_id: str,
        settings: Mapping[str, Any],
        clock: Clock,
        swap: str = "",
    ) -> None:
        """`swap` is the upload that `finish` puts in the place of everything there."""
        self.audience_id = audience_id
        self._store = store
        self._profile = profile
        self._object = object_
        self._clock = clock
        self._reject_every = int(settings["reject_every"])
        self._fail_after = int(settings["fail_after"])
        self._lose_every = int(settings.get("lose_every") or 0)
        self._latency = int(settings["latency_ms"]) / 1000
        self.limits = writer_limits(profile, settings)
        self._lock = threading.Lock()
        self._answered = 0
        self._records = 0
        self._swap = swap
        self._bucket = _Bucket(profile.limits.rate if settings["enforce_rate"] else 0.0, clock)

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        if not len(batch):
            return Reply()
        if len(batch) > self._profile.limits.batch_rows:
            raise BatchRejected(f"The {self._profile.name} takes {self._profile.limits.batch_rows:,} records a request.")
        cancel.wait(self._latency)
        with self._lock:
            self._refuse_as_set_up()
            return Reply(self._answer(batch))

    def _refuse_as_set_up(self) -> None:
        if self._fail_after and self._answered >= self._fail_after:
            raise TransientError(
                f"The {self._profile.name} is not available (503), as this rehearsal is set up.",
                retry_after=1.0,
                kept=KEPT,
                hint="Set “Fail after n requests” to 0 to end the practice.",
                outcome_known=True,
            )
        self._bucket.take(self._profile.name)

    def _answer(self, batch: Batch) -> Mapping[int, str]:
        # A swap that did not finish kept nothing, so its answers do not count for the next one.
        key = f"{self._swap}:{batch.idempotency_key}" if self._swap else batch.idempotency_key
        before = self._store.answered(key)
        if before is not None:
            return before
        records = [json.loads(text) for text in batch.json]
        rejected = self._rejected(records, batch.operation)
        kept = [
            (_key_text(record[batch.key_field]), text)
            for n, (record, text) in enumerate(zip(records, batch.json, strict=True))
            if n not in rejected
        ]
        request = Request(self._clock.now(), self._object.spec.name, batch.operation, len(records), rejected)
        self._store.keep(request, self._place(batch.only_if_empty), kept, key)
        self._answered += 1
        return rejected

    def _place(self, only_if_empty: frozenset[str] = frozenset()) -> Place:
        return Place(self._object.spec.name, self.audience_id, self._object.also, self._swap, only_if_empty)

    def _rejected(self, records: Sequence[Mapping[str, Any]], operation: Operation) -> dict[int, str]:
        """By rule, before anything is kept, so that a hash-only field never holds clear text; then by practice setting."""
        rejected: dict[int, str] = {}
        whole = operation in (Operation.UPSERT, Operation.CREATE, Operation.APPEND)
        for n, record in enumerate(records):
            self._records += 1
            fault = "" if operation is Operation.DELETE else self._object.fault(record, whole=whole)
            if not fault and self._reject_every and self._records % self._reject_every == 0:
                complaints = self._profile.complaints
                fault = complaints[self._records // self._reject_every % len(complaints)]
            if fault:
                rejected[n] = f"{fault[0].upper()}{fault[1:]}."
        return rejected

    def finish(self) -> None:
        if self._swap:
            self._store.finish_swap(self._place())

    def close(self) -> None:
        if self._swap:
            self._store.drop_swap(self._place())


class _Bucket:
    """Requests that the tool still takes: one second's worth at once, refilled at its rate; 0 takes any number."""

    def __init__(self, rate: float, clock: Clock) -> None:
        self._rate = rate
        self._clock = clock
        self._left = rate
        self._at = clock.monotonic()

    def take(self, tool: str) -> None:
        if not self._rate:
            return
        now = self._clock.monotonic()
        self._left = min(self._rate, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1 - 1e-6:  # so that who waits just as long as told is not told again
            raise TransientError(
                f"The {tool} got more than {self._rate:g} requests a second (429), as this rehearsal is set up.",
                retry_after=(1 - self._left) / self._rate,
                kept=KEPT,
                hint="Set “Answer 429 when requests come too fast” to off to end the practice.",
                outcome_known=True,
            )
        self._left -= 1


def _key_text(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key)

"""What is known of one record, and the requests that carried records: for explaining and inspecting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a destination and its answer. Bodies are redacted: field names stay, values of records do not.

    `status` is 0 when no answer came (`error` says why); `seconds` is how long it took; `batch` the batch it belongs to.
    """

    at: datetime
    method: str
    address: str
    status: int
    seconds: float
    batch: int = -1
    records: int = 0
    request: str = ""
    response: str = ""
    error: str = ""
    request_headers: Mapping[str, str] = field(default_factory=dict)
    response_headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return self.status == 0 or self.status >= 400


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one line of a segment's definition holds for a record. `path` is as in the document, `depth` its nesting.

    `column` is the column that the line compares ("" for groups, other segments, related data sets and SQL) and `value`
    what the record has in it.
    """

    path: str
    text: str
    holds: bool
    depth: int = 0
    column: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """What one run did with the record.

    `kind` is added | changed | removed | invalid | unchanged (of a run that sends everything); `outcome` acknowledged |
    accepted (queued, or answered with counts) | rejected | unknown | waiting (may still be sent) | unsent (the run ended
    without it) | excluded; `reply` is the destination's reason where it gave one, and of an invalid record ours. `audience`:
    where a column names it.
    """

    run_id: str
    at: datetime | None
    kind: str
    outcome: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reply: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class RecordStory:
    """Everything that is known of one record of a sync, newest event first.

    `present`: it is in the data set now; `member`: it is in what the sync reads (None when the source cannot be asked).
    `acknowledged` are the values that the destination has taken last, None when it has none from this sync.
    `retry` says why the next run sends it again though nothing changed, "" when it does not. `kept_from` is the oldest run
    whose records are still kept. Where a column names the audiences, `audiences` are those that the destination has the
    record in, and `acknowledged` its values in the one that it belongs to now, or else in the first of them.
    """

    sync_id: str
    key: str
    destination: str
    object: str
    present: bool | None
    member: bool | None
    verdicts: tuple[Verdict, ...] = ()
    acknowledged: Mapping[str, Any] | None = None
    now: Mapping[str, Any] | None = None
    events: tuple[RecordEvent, ...] = ()
    retry: str = ""
    kept_from: datetime | None = None
    warnings: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """Whether a run can be taken back. `reason` says why not; `left` names what would stay as it is."""

    possible: bool
    reason: str = ""
    left: tuple[str, ...] = ()

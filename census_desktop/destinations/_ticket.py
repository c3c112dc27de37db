"""What a writer of jobs must know of a batch once it was handed over, as the text that the ledger keeps with the job.

A batch does not always go into one job as it is: some of its records are refused at the door, others need calls of their own
and are decided before the job. Another process may ask for the results, so all of it is in the text; never a value of a
record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from census_desktop.destinations._http.answers import KEPT
from census_desktop.domain.errors import JobLost
from census_desktop.domain.ports import Reply


@dataclass(frozen=True, slots=True)
class Ticket:
    """`jobs` are the vendor's ids; `sent` the positions in the batch of what they hold, in their order."""

    jobs: tuple[str, ...] = ()
    sent: tuple[int, ...] = ()
    rejected: Mapping[int, str] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)
    accepted: bool = False
    notes: tuple[str, ...] = ()

    def reply(
        self, rejected: Mapping[int, str] | None = None, unknown: Mapping[int, str] | None = None, unnamed: int = 0
    ) -> Reply:
        """The answer for the whole batch, with what the job says of its records."""
        refused = {**self.rejected, **(rejected or {})}
        open_ = {**self.unknown, **(unknown or {})}
        return Reply(dict(sorted(refused.items())), self.accepted, dict(sorted(open_.items())), unnamed, self.notes)

    def queued(self) -> Reply:
        """The answer before the jobs have said anything."""
        return Reply(self.rejected, accepted=True, unknown=self.unknown, notes=self.notes)

    def text(self) -> str:
        kept: dict[str, Any] = {"jobs": list(self.jobs), "sent": _spans(self.sent)}
        if self.rejected:
            kept["rejected"] = _by_reason(self.rejected)
        if self.unknown:
            kept["unknown"] = _by_reason(self.unknown)
        if self.accepted:
            kept["accepted"] = True
        if self.notes:
            kept["notes"] = list(self.notes)
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, text: str) -> Ticket:
        """Raises JobLost for a text of another form, as an older version may have left it."""
        try:
            kept = json.loads(text)
            return cls(
                jobs=tuple(kept["jobs"]),
                sent=tuple(_positions(kept["sent"])),
                rejected=_by_position(kept.get("rejected", {})),
                unknown=_by_position(kept.get("unknown", {})),
                accepted=bool(kept.get("accepted")),
                notes=tuple(kept.get("notes", ())),
            )
        except (ValueError, TypeError, LookupError, AttributeError):
            raise JobLost(
                "What is kept of a job cannot be read.", kept=KEPT, hint="Its records are sent again by the next run."
            ) from None


def _spans(positions: Sequence[int]) -> str:
    """Ascending positions as "0-4,7"."""
    spans: list[list[int]] = []
    for position in positions:
        if spans and position == spans[-1][1] + 1:
            spans[-1][1] = position
        else:
            spans.append([position, position])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _positions(spans: str) -> Iterable[int]:
    for span in filter(None, spans.split(",")):
        first, _, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _by_reason(reasons: Mapping[int, str]) -> dict[str, str]:
    """Reasons are few and positions many."""
    grouped: dict[str, list[int]] = {}
    for position, reason in sorted(reasons.items()):
        grouped.setdefault(reason, []).append(position)
    return {reason: _spans(positions) for reason, positions in grouped.items()}


def _by_position(grouped: Mapping[str, str]) -> dict[int, str]:
    return {position: reason for reason, spans in grouped.items() for position in _positions(spans)}

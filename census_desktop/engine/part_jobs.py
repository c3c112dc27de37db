"""The jobs of one batch as the ledger keeps them: one for all of it as it is, or one for each part that was submitted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

_PARTS = "parts:"


@dataclass(frozen=True, slots=True)
class PartJob:
    """The job of `count` records of a batch from `start` on."""

    start: int
    count: int
    job: str


def written(jobs: Iterable[PartJob], rows: int) -> str:
    """As text, for a batch of so many rows; "" for none."""
    parts = sorted(jobs, key=lambda part: part.start)
    if len(parts) == 1 and parts[0].count == rows and not parts[0].job.startswith(_PARTS):
        return parts[0].job
    return _PARTS + json.dumps([[p.start, p.count, p.job] for p in parts], ensure_ascii=False) if parts else ""


def read(text: str, rows: int) -> list[PartJob]:
    """Back again. A text that is none of ours is the job of the whole batch."""
    if not text.startswith(_PARTS):
        return [PartJob(0, rows, text)]
    try:
        parts = [PartJob(int(start), int(count), str(job)) for start, count, job in json.loads(text.removeprefix(_PARTS))]
    except (ValueError, TypeError):
        return []
    return [part for part in parts if part.start >= 0 and 0 < part.count <= rows - part.start]

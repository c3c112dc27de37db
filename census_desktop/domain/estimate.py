"""How many requests a plan takes and how long they will last: by the documented pace, or by what earlier runs took."""

from __future__ import annotations

from collections.abc import Iterable

from census_desktop.domain.manifest import Limits
from census_desktop.domain.plan import Estimate

UNKNOWN_SECONDS = 0.25
"""What a request is taken to last before any was made: a service on another continent answers about so."""


def requests(batches: Iterable[int], limits: Limits, mean_bytes: float) -> int:
    """How many requests batches of so many records fall into, where one record has about `mean_bytes` bytes."""
    room = int(limits.batch_bytes // (mean_bytes + 1)) if limits.batch_bytes else limits.batch_rows
    most = max(1, min(room, limits.batch_rows))
    return sum(-(-records // most) for records in batches)


def estimate(calls: int, limits: Limits, pace: tuple[int, float]) -> Estimate:
    """`pace` is (batches, mean seconds a batch) of earlier runs; (0, 0.0) when there were none."""
    batches, mean = pace
    each = mean if batches else UNKNOWN_SECONDS
    seconds = calls * each / max(1, min(limits.concurrency, calls))
    if limits.rate:
        seconds = max(seconds, (calls - 1) / limits.rate + each if calls else 0.0)
    return Estimate(calls, round(seconds, 3), bool(batches))

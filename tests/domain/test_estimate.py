"""What a plan will take, before it is sent."""

from __future__ import annotations

import pytest

from census_desktop.domain.estimate import UNKNOWN_SECONDS, estimate, requests
from census_desktop.domain.manifest import Limits
from census_desktop.domain.plan import Estimate


@pytest.mark.parametrize(
    ("calls", "limits", "pace", "expected"),
    [
        (0, Limits(), (0, 0.0), Estimate(0, 0.0)),
        (4, Limits(), (0, 0.0), Estimate(4, 4 * UNKNOWN_SECONDS)),
        (100, Limits(concurrency=4), (7, 0.2), Estimate(100, 5.0, learnt=True)),
        (1, Limits(concurrency=8), (7, 0.2), Estimate(1, 0.2, learnt=True)),
        (101, Limits(concurrency=8, rate=2.0), (7, 0.2), Estimate(101, 50.2, learnt=True)),
        (101, Limits(rate=1000.0), (7, 0.2), Estimate(101, 20.2, learnt=True)),
        (0, Limits(rate=2.0), (7, 0.2), Estimate(0, 0.0, learnt=True)),
    ],
    ids=["nothing", "unknown", "in-flight", "one", "rate", "slower-than-its-rate", "nothing-with-a-rate"],
)
def test_the_slowest_of_pace_and_rate_decides(calls: int, limits: Limits, pace: tuple[int, float], expected: Estimate) -> None:
    assert estimate(calls, limits, pace) == expected


@pytest.mark.parametrize(
    ("limits", "mean_bytes", "expected"),
    [
        (Limits(batch_rows=500), 9_999.0, 3),
        (Limits(batch_rows=500, batch_bytes=50_200), 99.2, 3),
        (Limits(batch_rows=500, batch_bytes=10_000), 99.0, 11),
        (Limits(batch_rows=100, batch_bytes=1_000_000), 99.0, 11),
        (Limits(batch_rows=500, batch_bytes=50), 99.0, 1_010),
    ],
    ids=["by-records", "both-fit", "by-bytes", "smaller-batches", "one-each"],
)
def test_batches_fall_into_requests_by_records_and_by_bytes(limits: Limits, mean_bytes: float, expected: int) -> None:
    assert requests([500, 500, 10], limits, mean_bytes) == expected

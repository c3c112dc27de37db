"""What alerts decide of a run, and how a document says them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from census_desktop.domain.alerts import (
    KINDS,
    USUAL,
    Alert,
    alert_from_plain,
    alert_to_plain,
    alerts_of,
    holds,
    in_words,
)
from census_desktop.domain.model import Counts, Operation, Run, RunStatus, Sync, SyncKey, SyncSource, Trigger
from census_desktop.domain.plain import PlainError
from tests.conftest import FakeClock

NOW = FakeClock().now()
NOT_TAKEN, INSTEAD = "records were not taken:", "records instead of about 100:"
DONE, FAILED, WORKING = RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.WORKING


def a_run(status: RunStatus = DONE, *, minutes: float = 1, **facts: Any) -> Run:
    counts = Counts(**{name: facts.pop(name) for name in Counts.__slots__ if name in facts})
    started = NOW - timedelta(minutes=minutes)
    finished = NOW if status.is_over else None
    base = Run("r" * 32, "s", "Sync", status, Trigger.MANUAL, counts, started_at=started, finished_at=finished)
    return replace(base, **facts)


def a_sync(*alerts: dict[str, Any]) -> Sync:
    key = SyncKey("id", "id")
    return Sync("s", "Sync", SyncSource("dataset", "d"), "c", "people", Operation.MIRROR, key, (), alerts=alerts)


USUAL_FIVE = [a_run(unchanged=n) for n in (90, 100, 110, 100, 100)]


@pytest.mark.parametrize(
    ("alert", "run", "said"),
    [
        (Alert("failed_run"), a_run(FAILED, error="The source is gone."), "The source is gone."),
        (Alert("failed_run"), a_run(FAILED, held="Would remove 9 of 10."), "Would remove 9 of 10."),
        (Alert("failed_run"), a_run(FAILED), "It failed."),
        (Alert("failed_run"), a_run(), ""),
        (Alert("failed_run"), a_run(RunStatus.CANCELLED, error="Cancelled."), None),
        (Alert("failed_run"), a_run(RunStatus.SKIPPED), None),
        (Alert("failed_run"), a_run(WORKING), None),
        (Alert("failed_records", "75%"), a_run(processed=4, rejected=3), ""),
        (Alert("failed_records", "3"), a_run(processed=3, rejected=3, invalid=1), f"4 of 4 {NOT_TAKEN} 3 rejected, 1 invalid."),
        (Alert("failed_records", "0"), a_run(processed=1_000, rejected=1), f"1 of 1,000 {NOT_TAKEN} 1 rejected, 0 invalid."),
        (Alert("failed_records", "0%"), a_run(processed=1_000), ""),
        (Alert("failed_records", "10"), a_run(processed=50, rejected=10), ""),
        (Alert("failed_records", "10"), a_run(processed=50, rejected=11), f"11 of 50 {NOT_TAKEN} 11 rejected, 0 invalid."),
        (Alert("failed_records", "75%"), a_run(), ""),
        (Alert("full_sync"), a_run(added=1_200), "All 1,200 records were sent: nothing was known to be there yet."),
        (Alert("full_sync"), a_run(added=5, unchanged=1), ""),
        (Alert("full_sync"), a_run(added=5, undo_of="u" * 32), None),
        (Alert("full_sync"), a_run(FAILED, added=5), None),
        (Alert("running_long", "1h"), a_run(WORKING, minutes=61), "It has been running for more than 1 h."),
        (Alert("running_long", "90m"), a_run(WORKING, minutes=89), None),
        (Alert("running_long", "45"), a_run(FAILED, minutes=46), "It took more than 45 min."),
        (Alert("running_long", "1d"), a_run(minutes=1439), ""),
        (Alert("running_long", "1h"), a_run(WORKING, started_at=None), None),
        (Alert("count_off", "50%"), a_run(unchanged=150), ""),
        (Alert("count_off", "50%"), a_run(unchanged=151), f"151 {INSTEAD} 51 % more than usual."),
        (Alert("count_off", "50%"), a_run(invalid=10, added=10, changed=20), f"40 {INSTEAD} 60 % fewer than usual."),
        (Alert("count_off", "50%"), a_run(added=900, undo_of="u" * 32), None),
    ],
)  # fmt: skip
def test_whether_an_alert_holds(alert: Alert, run: Run, said: str | None) -> None:
    assert holds(alert, run, USUAL_FIVE, NOW) == said


def test_only_the_last_five_runs_say_what_is_usual_and_nothing_does_before_the_first() -> None:
    alert, run = Alert("count_off", "10%"), a_run(unchanged=100)
    assert holds(alert, run, [*USUAL_FIVE, a_run(unchanged=10_000)], NOW) == ""
    assert holds(alert, run, [], NOW) is None
    assert holds(alert, run, [a_run()], NOW) is None


def test_what_left_the_computer_names_nobody() -> None:
    error = "The server said: anna@example.com, +49 170 1234567 and 4111111111111111 are wrong. token=abcdef123456"
    said = holds(Alert("failed_run"), a_run(FAILED, error=error), (), NOW)
    assert said == "The server said: •••, ••• and ••• are wrong. token=•••"


def test_a_sync_without_alerts_has_the_usual_ones_and_none_is_none() -> None:
    assert alerts_of(a_sync()) == USUAL == (Alert("failed_run"), Alert("failed_records", "75%"))
    assert alerts_of(a_sync({"kind": "none"})) == ()
    assert alerts_of(a_sync({"kind": "of_a_later_version"}, {"kind": "completed"})) == (Alert("completed"),)


@pytest.mark.parametrize(
    "plain",
    [
        {"kind": "failed_run"},
        {"kind": "failed_records", "over": 100, "every": True},
        {"kind": "failed_records", "over": "12.5%"},
        {"kind": "running_long", "over": "2h", "recovery": False},
        {"kind": "running_long", "over": 30},
        {"kind": "count_off", "over": "20%", "to": ["Ops", "Mail"]},
        {"kind": "completed", "to": ["Ops"]},
        {"kind": "started"},
        {"kind": "full_sync"},
    ],
)
def test_a_document_keeps_what_it_says(plain: dict[str, Any]) -> None:
    (alert,) = alerts_of(a_sync(alert_from_plain(plain, "alerts[0]")))
    assert alert_to_plain(alert) == plain
    assert in_words(alert)


@pytest.mark.parametrize(
    ("plain", "path", "problem"),
    [
        ({"over": "75%"}, "alerts[0]", "kind"),
        ({"kind": "smoke"}, "alerts[0].kind", "smoke"),
        ({"kind": "failed_run", "over": "75%"}, "alerts[0]", "over"),
        ({"kind": "completed", "every": True}, "alerts[0]", "every"),
        ({"kind": "none", "to": ["Ops"]}, "alerts[0]", "to"),
        ({"kind": "failed_records", "over": "lots"}, "alerts[0].over", "number of records or a percentage"),
        ({"kind": "failed_records", "over": -1}, "alerts[0].over", "number of records"),
        ({"kind": "running_long", "over": "soon"}, "alerts[0].over", "a time"),
        ({"kind": "running_long", "over": 0}, "alerts[0].over", "a time"),
        ({"kind": "count_off", "over": 20}, "alerts[0].over", "percentage"),
        ({"kind": "failed_run", "every": "yes"}, "alerts[0].every", "true or false"),
        ({"kind": "failed_run", "to": "Ops"}, "alerts[0].to", "list"),
    ],
)
def test_a_document_is_refused_at_the_place(plain: dict[str, Any], path: str, problem: str) -> None:
    with pytest.raises(PlainError) as refused:
        alert_from_plain(plain, "alerts[0]")
    assert path in str(refused.value)
    assert problem in str(refused.value)


def test_alerts_are_told_apart_by_all_that_they_say() -> None:
    one = Alert("failed_records", "75%")
    others = (replace(one, over="5%"), replace(one, every=True), replace(one, to=("Ops",)), Alert("failed_run"))
    assert len({a.key for a in (one, *others)}) == 5
    assert {a.kind for a in others} <= set(KINDS)

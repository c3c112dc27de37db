"""Numbers and times as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from census_desktop.gui.kit import words

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "just now"),
        (44, "just now"),
        (60, "1 min ago"),
        (300, "5 min ago"),
        (3599, "60 min ago"),
        (3600, "1 h ago"),
        (7200, "2 h ago"),
        (86_400, "yesterday"),
        (3 * 86_400, "3 days ago"),
        (13 * 86_400, "11 Nov"),
    ],
)
def test_how_long_ago(seconds: int, said: str) -> None:
    assert words.ago(NOW - timedelta(seconds=seconds), NOW) == said


def test_what_never_was() -> None:
    assert words.ago(None, NOW) == "never"
    assert words.exact(None) == ""
    assert words.number(None) == "–"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "now"), (10, "now"), (600, "in 10 min"), (7200, "in 2 h"), (3 * 86_400, "in 3 days"), (20 * 86_400, "14 Dec")],
)
def test_how_long_from_now(seconds: int, said: str) -> None:
    assert words.until(NOW + timedelta(seconds=seconds), NOW) == said


def test_numbers_have_separators_signs_and_shares() -> None:
    assert words.number(12418) == "12,418"
    assert words.signed(38) == "+38"
    assert words.signed(-1200) == "−1,200"
    assert words.percent(12418, 50000) == "24.8 %"
    assert words.percent(0, 10) == "0 %"
    assert words.percent(1, 0) == "–"
    assert words.counted(1, "run", "runs") == "1 run"
    assert words.counted(2000, "run", "runs") == "2,000 runs"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.038, "38 ms"), (4.21, "4.2 s"), (42, "42 s"), (200, "3 min 20 s"), (3900, "1 h 5 min")]
)
def test_durations(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


def test_a_date_of_another_year_has_its_year() -> None:
    assert words.day(datetime(2020, 2, 1, 12, tzinfo=UTC)) == "1 Feb 2020"

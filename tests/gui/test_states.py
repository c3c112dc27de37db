"""One table says how a state looks: icon, word and colour, never colour alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from census_desktop.domain.model import Counts, Health, Run, RunStatus
from census_desktop.domain.rows import SegmentRow
from census_desktop.gui.kit import icons, palette, states

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("status", list(RunStatus))
def test_every_status_of_a_run_has_icon_word_and_tint(status: RunStatus) -> None:
    state = states.of_run(Run("r", "s", "Sync", status))
    assert state.word
    assert icons.exists(state.icon)
    assert f"{state.tone}_tint" in palette.ROLES


def test_a_run_with_rejects_is_never_plain_green() -> None:
    state = states.of_run(Run("r", "s", "Sync", RunStatus.COMPLETED, counts=Counts(rejected=1200)))
    assert state.tone == "warn"
    assert state.word == "1,200 rejected"


def test_refusals_without_names_and_unknown_ends_are_told_too() -> None:
    state = states.of_run(Run("r", "s", "Sync", RunStatus.COMPLETED, counts=Counts(rejected=2, unnamed=1, unknown=4)))
    assert (state.tone, state.word) == ("warn", "3 rejected")
    state = states.of_run(Run("r", "s", "Sync", RunStatus.COMPLETED, counts=Counts(unknown=4)))
    assert (state.tone, state.word) == ("warn", "4 unknown")
    assert states.trouble(Counts(rejected=2, unnamed=1, unknown=4)) == "3 rejected, 4 unknown"
    assert states.trouble(Counts(updated=9)) == ""
    row = SegmentRow("s", "VIP", "Customers", 1, Health.REJECTED, AT, 1, unknown=4)
    assert states.of_segment(row, "5 min ago").word == "4 unknown"


@pytest.mark.parametrize("health", list(Health))
def test_every_health_of_a_segment_has_icon_word_and_tint(health: Health) -> None:
    state = states.of_segment(SegmentRow("s", "VIP", "Customers", 1, health, AT, 1, 2), "5 min ago")
    assert state.word
    assert icons.exists(state.icon)
    assert f"{state.tone}_tint" in palette.ROLES


def test_a_segment_that_is_sent_nowhere_says_so() -> None:
    assert states.of_segment(SegmentRow("s", "VIP", "Customers", 1, Health.NEVER, None, 0), "never").word == "no sync"
    assert states.of_segment(SegmentRow("s", "VIP", "Customers", 1, Health.NEVER, None, 2), "never").word == "never sent"

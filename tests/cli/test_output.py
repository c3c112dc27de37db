"""Tables, values and progress as text."""

from __future__ import annotations

import io
import sys
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from census_desktop.cli.output import Output, plain_value, printable, progress_line, shown, table_lines
from census_desktop.domain.plan import Progress


def test_columns_are_aligned_and_numbers_stand_at_the_right() -> None:
    lines = table_lines(("NAME", "SIZE"), [("Ada", 12418), ("Böse 😀", None), ("名前", 5)])
    assert lines == ["NAME       SIZE", "Ada      12,418", "Böse 😀", "名前          5"]


def test_wide_columns_give_way_to_the_terminal() -> None:
    lines = table_lines(("NAME", "STATUS"), [("x" * 60, "active"), ("名" * 30, "paused")], limit=30)
    assert all(len(line) <= 30 for line in lines)
    assert lines[1].startswith("xxxx")
    assert "…  active" in lines[1]
    assert "…" in lines[2]
    wide = table_lines(("NAME", "A", "B"), [("n" * 30, "a" * 30, "b" * 30)], limit=60)[1]
    assert len(wide) == 60
    assert wide.count("n") > 2 * wide.count("a"), "the name gives way last"


def test_very_many_columns_stay_readable_and_overflow() -> None:
    assert table_lines(["COLUMN NAME"] * 30, [["some value"] * 30], limit=80)[1].startswith("some va…")


def test_a_terminal_cannot_be_steered_by_data() -> None:
    assert printable("a\x1b[31mb\nc") == "a␛[31mb␊c"
    assert printable("plain 😀") == "plain 😀"
    assert printable("\u202eevil") == "\ufffdevil"
    assert shown("a\nb") == "a␊b"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "yes"), (1234567, "1,234,567"), (1.5, "1.5"), (date(2026, 11, 24), "2026-11-24"), ("x", "x")],
)
def test_values_in_a_line(value: Any, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("12.50"), 12.5),
        (Decimal("7"), 7),
        (Decimal("NaN"), None),
        (float("nan"), None),
        (float("inf"), None),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 8, tzinfo=UTC), "2026-11-24T08:00:00+00:00"),
        (b"\x01\xff", "01ff"),
        ({"a": [Decimal(1)]}, {"a": [1]}),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_values_as_json(value: Any, plain: Any) -> None:
    assert plain_value(value) == plain


def test_progress_says_what_matters() -> None:
    assert (
        progress_line(Progress("r", "s", "sending", 12000, 50000, 3, 1200.4))
        == "Sending 12,000 of 50,000, 1,200 a second, 3 rejected"
    )
    assert progress_line(Progress("r", "s", "reading", 500)) == "Reading 500"
    assert progress_line(Progress("r", "s", "comparing")) == "Comparing"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    out = Output()
    out.progress(Progress("r", "s", "sending", 10, 200))
    out.progress(Progress("r", "s", "comparing"))
    out.note("Done.")
    assert screen.getvalue() == "\rSending 10 of 200\rComparing        \r" + " " * len("Comparing") + "\rDone.\n"


def test_progress_is_only_for_people(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Output().progress(Progress("r", "s", "sending", 10, 200))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    Output(quiet=True).progress(Progress("r", "s", "sending", 10, 200))
    assert screen.getvalue() == ""

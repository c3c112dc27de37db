"""CSV files that a spreadsheet may open."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit.exports import safe_cell, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_quoted(text: str):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"),
    [("-5", "-5"), ("+1,204.90", "+1,204.90"), (-5, "-5"), (None, ""), (True, "true"), ("a=b", "a=b"), ({"a": 1}, '{"a": 1}')],
)
def test_other_values_stay_as_they_are(value: object, text: str):
    assert safe_cell(value) == text


def test_a_cancelled_export_leaves_nothing(tmp_path: Path):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        write_csv(tmp_path / "a.csv", ["x"], [[1]], token)
    assert list(tmp_path.iterdir()) == []


def test_an_export_replaces_the_file_only_when_it_is_whole(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")

    def rows():
        yield [1]
        raise CensusError("the plan is gone")

    with pytest.raises(CensusError):
        write_csv(path, ["x"], rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert write_csv(path, ["x"], [["ä"]]) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbfx\r\n\xc3\xa4")

"""What may be opened from outside, and how it travels to a window that is open already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from census_desktop.domain.errors import ConfigError
from census_desktop.usecases.arrivals import LARGEST, Arrival, arrival_of, decode, encode


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "Shop & Söhne.census.yaml"
    path.write_text("version: 1\n", encoding="utf-8")
    return path


def test_links_files_and_nothing(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert arrival_of("") == Arrival()
    assert arrival_of("census-desktop://segment/x", "token-1") == Arrival("open-link", "census-desktop://segment/x", "token-1")
    wanted = Arrival("open-file", str(document))
    assert arrival_of(str(document)) == wanted
    assert arrival_of(document.as_uri()) == wanted
    monkeypatch.chdir(document.parent)
    assert arrival_of(document.name) == wanted
    assert arrival_of("", "a token with spaces") == Arrival()


@pytest.mark.parametrize(
    "text",
    [
        "census-desktop://segment/x?y=1",
        "https://example.com/a.census.yaml",
        "file://elsewhere/a.census.yaml",
        "/no/such/file.census.yaml",
        "/etc/passwd",
        "/dev/stdin",
        "a\0.yaml",
        "/" + "x" * 5000 + ".yaml",
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        arrival_of(text)


def test_an_arrival_travels_as_one_line(document: Path) -> None:
    for arrival in (Arrival(), Arrival("raise", token="t"), arrival_of("census-desktop://run/1"), arrival_of(str(document))):
        line = encode(arrival)
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        assert len(line) < LARGEST
        assert decode(line) == arrival


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"raise",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 5000,
        {"do": "quit"},
        {"do": "raise", "what": "x"},
        {"do": "open-link"},
        {"do": "open-link", "what": "https://example.com"},
        {"do": "open-link", "what": ["census-desktop://run/1"]},
        {"do": "open-file", "what": "relative.yaml"},
        {"do": "open-file", "what": "/bin/sh"},
        {"do": "open-file", "what": "/a\0.yaml"},
        {"do": "raise", "more": "x"},
        {"do": "raise", "token": "a b"},
        {"what": "x"},
    ],
)
def test_messages_that_are_no_arrivals(told: object) -> None:
    with pytest.raises(ConfigError):
        decode(told if isinstance(told, bytes) else json.dumps(told).encode())

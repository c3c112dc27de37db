"""forget, as a user gives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

FILES = "Everyone to files"


@pytest.fixture
def sent(sh: Shell, shop: Path) -> Path:
    """The shop, whose customers were written to a file."""
    assert sh("syncs", "resume", FILES).code == 0
    assert sh("run", FILES).code == 0
    return sh.workspace


def written(shop: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in shop.rglob("customers.csv") if "out" in file.parts)


def test_it_is_shown_before_anything_is_sent(sh: Shell, shop: Path, sent: Path) -> None:
    said = sh("forget", "anna@example.com")
    assert (said.code, "Files out" in said.out, "taken away" in said.out) == (0, True, True)
    assert "They go on the exclusion list “Forgotten people” of “Customers”, which keeps their key." in said.err
    assert "Nothing was sent. Do it with --yes." in said.err
    said = sh("forget", "anna@example.com", "--json", "--no-exclude")
    (held,) = said.json["syncs"]
    assert (held["sync"], held["act"], held["records"], said.json["exclude"]) == (FILES, "remove", 1, False)
    assert "anna@" not in said.out
    assert "still has this person" in sh("forget", "anna@example.com", "--no-exclude").err
    assert sh("explain", FILES, "1", "--json").json["acknowledged"]


def test_it_is_done_and_certified(sh: Shell, shop: Path, sent: Path, tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    said = sh("forget", "1", "--dataset", "Customers", "--yes", "--json", "--certificate", str(path))
    assert said.code == 0
    told = said.json
    assert told == json.loads(path.read_text(encoding="utf-8"))
    (answer,) = told["answers"]
    assert (answer["outcome"], answer["sync"], told["excluded"], told["whole"]) == (
        "acknowledged", FILES, ["Customers"], True,
    )  # fmt: skip
    assert sh("explain", FILES, "1", "--json").json["acknowledged"] is None
    assert sh("run", FILES, "--json").json["counts"]["processed"] == 0
    (listed,) = sh("forget", "--list", "--json").json
    assert listed == told
    assert told["certificate"][:8] in sh("forget", "--list", "1").out
    assert "not forgotten here" in sh("forget", "--list", "2").err
    letter = sh("forget", "--show", told["certificate"][:8])
    assert "Certificate of a person forgotten" in letter.out
    assert "forgotten before" in sh("forget", "1", "--dataset", "Customers").err


def test_what_stays_is_exit_code_3(sh: Shell, shop: Path, sent: Path) -> None:
    document = json.loads(sh("syncs", "show", FILES, "--json").out)
    assert document["name"] == FILES
    item = {
        "name": "Log", "source": {"dataset": "Customers"}, "destination": "Files out", "object": "log",
        "operation": "append", "sync_key": {"column": "customer_id", "field": "id"}, "mappings": [], "status": "active",
    }  # fmt: skip
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(item)).code == 0
    assert sh("run", "Log").code == 0
    said = sh("forget", "1", "--dataset", "Customers", "--yes")
    assert said.code == 3
    assert "STAYS there" in said.out
    assert "Not everything was taken away" in said.out


def test_what_cannot_be_asked_for(sh: Shell, shop: Path) -> None:
    assert sh("forget").code == 2
    assert sh("forget", "1", "--dataset", "Nothing").code == 2
    assert sh("forget", "--show", "1234").code == 2
    assert "No sync has sent anything of this person." in sh("forget", "nobody@example.com").err

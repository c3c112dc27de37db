"""docs/promises.md names tests that there are, one for each promise, or says why there is none."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GROUPS = ("Process", "Storage", "Network", "API", "Source", "Keyring", "Window", "Security")
SUITE = "tests/destinations/test_vendors.py::test_contract"


def rows() -> list[tuple[str, str, str]]:
    """(group, what happens, proof) of each row."""
    found, group = [], ""
    for line in (ROOT / "docs" / "promises.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            group = line[3:]
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
        if line.startswith("| ") and cells[0] != "What happens":
            assert len(cells) == 3, line
            found.append((group, cells[0], cells[2]))
    return found


@cache
def names_in(path: str) -> frozenset[str]:
    return frozenset(re.findall(r"^(?:async )?def (test_\w+)\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE))


@cache
def checks() -> frozenset[str]:
    """The words of the checks that every connector passes."""
    folder = ROOT / "tests" / "destinations" / "suite"
    return frozenset(
        words for file in folder.glob("*.py") for words in re.findall(r'^@check\(\s*"([^"]+)"', file.read_text("utf-8"), re.M)
    )


@pytest.mark.parametrize(("group", "happens", "proof"), rows())
def test_each_promise_has_its_proof(group: str, happens: str, proof: str) -> None:
    assert group in GROUPS
    if proof.startswith("not run here: "):
        assert len(proof) > 30, "say why"
        return
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", proof)
    assert named, proof
    for path, name in named:
        assert name in names_in(path), f"{path} has no {name}"
    if SUITE in proof:
        words = proof.partition("“")[2].rpartition("”")[0]
        assert words in checks(), words


def test_every_group_is_there() -> None:
    found = [group for group, _, _ in rows()]
    assert all(found.count(group) >= 10 for group in GROUPS)

"""audiences, as a user gives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def filled(sh: Shell, shop: Path) -> Shell:
    mail = {"name": "Mail", "type": "rehearsal", "config": {"imitates": "Mail tool"}}
    assert sh("destinations", "add", "--file", "-", stdin=json.dumps(mail)).code == 0
    sync = {
        "name": "News", "source": {"dataset": "Customers"}, "destination": "Mail", "object": "list", "audience": "Readers",
        "operation": "mirror", "sync_key": {"column": "email", "field": "email"}, "mappings": [], "status": "active",
    }  # fmt: skip
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(sync)).code == 0
    assert sh("run", "News").code == 0
    return sh


def test_they_are_listed_and_shown(filled: Shell) -> None:
    (one,) = filled("audiences", "list", "Mail", "--json").json
    assert (one["name"], one["object"], one["members"], one["trouble"]) == ("Readers", "list", 3, None)
    assert "Readers" in filled("audiences", "list", "Mail", "--search", "read").out
    assert "none of that name" in filled("audiences", "list", "Mail", "--search", "x").err
    assert filled("audiences", "list", "Mail", "--object", "events").code == 2
    shown = filled("audiences", "show", "News", "--json").json
    assert (shown["standing"], shown["members"], shown["ours"], shown["says"]) == ("fine", 3, 3, None)
    assert "as it should be" in filled("audiences", "show", "News").out
    assert filled("audiences", "rename", "News", "All readers", "--json").json["audience"] == "All readers"
    assert "All readers" in filled("audiences", "rename", "News").out
    assert filled("audiences", "show", "Everyone to files").code == 2


def test_members_are_compared_and_mended(filled: Shell) -> None:
    assert filled("audiences", "check", "News", "--json").json["gone"] == 0
    sync = {
        "name": "Third", "source": {"dataset": "Customers"}, "destination": "Mail", "object": "list", "audience": "Readers",
        "operation": "mirror", "sync_key": {"column": "email", "field": "email"}, "mappings": [], "status": "active",
    }  # fmt: skip
    assert filled("syncs", "add", "--file", "-", stdin=json.dumps(sync)).code == 0
    assert filled("run", "Third").code == 0
    undone = filled("runs", "list", "--json").json[0]["id"]
    assert filled("undo", undone, "--yes").code == 0
    said = filled("audiences", "check", "News", "--json")
    assert (said.code, said.json["gone"], said.json["others"], said.json["mended"]) == (3, 3, 0, False)
    assert said.json["samples"]["gone"] == ["••••••"] * 3
    assert "anna@" in filled("audiences", "check", "News", "--reveal").out
    said = filled("audiences", "check", "News", "--mend")
    assert (said.code, "sent again by the next run" in said.err, "anna@" in said.out) == (0, True, False)
    assert filled("plan", "News", "--json").json["counts"]["processed"] == 3

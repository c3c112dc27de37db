"""rehearse, as a user gives it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Shell

KLAVIYO = {"name": "Mail", "type": "klaviyo", "config": {}}
SYNC = {
    "name": "News", "source": {"dataset": "Customers"}, "destination": "Mail", "object": "profiles", "operation": "upsert",
    "sync_key": {"column": "email", "field": "email"}, "mappings": [{"field": "first_name", "column": "first_name"}],
    "status": "active",
}  # fmt: skip


def test_a_destination_without_a_credential_is_rehearsed(sh: Shell, shop: Path) -> None:
    assert sh("destinations", "add", "--file", "-", stdin=json.dumps(KLAVIYO)).code == 0
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(SYNC)).code == 0
    told = sh("rehearse", "News", "--json")
    assert told.code == 3
    assert (told.json["sent"], told.json["counts"]["invalid"], told.json["fine"]) == (3, 1, False)
    assert told.json["reasons"] == [{"reason": "email is empty", "records": 1}]
    said = sh("rehearse", "News", "--all")
    assert "3 would be sent in 1 request" in said.out
    assert "email is empty" in said.out
    assert "Not verified:" in said.err
    assert "anna@" not in said.out + said.err
    assert sh("runs", "list", "--json").json == []
    assert sh("rehearse", "Nothing").code == 2
    customers = shop / "shop" / "customers.csv"
    lines = customers.read_text(encoding="utf-8").splitlines()
    customers.write_text("\n".join(line for line in lines if not line.startswith("4,")) + "\n", encoding="utf-8")
    assert sh("rehearse", "News").code == 0

"""plan, run and syncs show of a sync whose members expire at the destination."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import census_desktop.destinations as destinations
from census_desktop.bootstrap import open_workspace
from census_desktop.domain.ageing import RENEWED
from tests.cli.conftest import Shell

FILES = "Everyone to files"


def test_a_plan_and_a_run_say_why_they_send_what_did_not_change(sh: Shell, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = destinations.known_objects
    monkeypatch.setattr(destinations, "known_objects", lambda c: [replace(spec, expires_days=30) for spec in known(c)])
    assert sh("run", FILES).code == 0
    shown = sh("syncs", "show", FILES)
    assert "everything there was sent today; a member stays for 30 days, and all are sent again from" in shown.out
    assert sh("syncs", "show", FILES, "--json").json["renewed_at"]
    app = open_workspace(sh.workspace)
    ago = datetime.now(UTC) - timedelta(days=25)
    app.catalog.set_mark(app.syncs.get(FILES).id, RENEWED, ago.isoformat(), ago)
    app.close()
    plan = sh("plan", FILES, "--json").json
    assert plan["renewed"] == plan["counts"]["unchanged"] == plan["counts"]["processed"] > 0
    assert "so that they do not expire" in plan["renewal"]
    told = sh("plan", FILES)
    assert "Renewed" in told.out
    assert plan["renewal"] in told.err
    ran = sh("run", FILES)
    assert ran.code == 0
    assert "so that they do not expire" in ran.out + ran.err
    assert sh("runs", "list", "--json").json[0]["note"].endswith("25 days ago.")
    assert sh("plan", FILES, "--json").json["renewed"] == 0

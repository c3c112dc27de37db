"""A credential and a person's address are put through everything; afterwards they are in no file at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop_session import DesktopSession

pytestmark = pytest.mark.desktop

CREDENTIAL = "canary-7f3a9c-credential"
ADDRESS = "canary.person@example.com"

USE = """
import logging, sys
from dataclasses import replace
from pathlib import Path
from census_desktop.bootstrap import open_workspace
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import *
from census_desktop.domain.ports import BatchRecord
from census_desktop.domain.redaction import log_redaction

root, credential, address = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
log = logging.FileHandler(root.with_name("program.log"))
log.addFilter(log_redaction)
logging.getLogger().addHandler(log)
logging.getLogger().setLevel(logging.DEBUG)

app = open_workspace(root)
hook = replace(app.destinations.new("webhook", "Hook"), config={"url": "http://127.0.0.1:9/in"})
app.destinations.save(hook, {"auth": f"Bearer {credential}", "signing_key": credential * 60})
try:
    app.destinations.test(app.destinations.get("Hook"))
except CensusError as error:
    logging.warning("%s", error)
app.secrets.set_for_session("other", {"token": credential})
logging.error("sent %s to %s", app.secrets.get(hook.id), address)
try:
    raise ValueError(f"{credential} {address}")
except ValueError:
    logging.exception("a defect")

app.catalog.put(Source("s", "Shop", "files", {"path": "."}))
app.catalog.put(Dataset("d", "People", "s", table="people.csv"))
app.catalog.put(Sync("y", "Sync", SyncSource("dataset", "d"), hook.id, "records", Operation.UPSERT, SyncKey("id", "id")))
now = app.clock.now()
run = app.ledger.create_run("y", Trigger.MANUAL, now)
assert app.ledger.begin(run.id, "me", now)
app.ledger.sending(BatchRecord(run.id, 1, Operation.UPSERT, 0, 1, "key"), now)
app.ledger.answered(run.id, 1, "acknowledged", [(0, f"{address} is taken")], now)
app.ledger.finish(run.id, RunStatus.FAILED, Counts(), f"401: Bearer {credential} of {address}", now)
root.with_name("export.yaml").write_text(app.document.to_yaml(app.document.export()))
app.store.back_up()
print(app.store.diagnostics(), app.secrets, app)
app.close()
"""


def test_neither_is_in_any_file(desktop: DesktopSession, tmp_path: Path) -> None:
    said = desktop.run(USE, str(tmp_path / "workspace"), CREDENTIAL, ADDRESS)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"workspace.db", "program.log", "export.yaml"} <= names
    assert any(path.suffix == ".keyring" for path in files), "it is in the keyring, encrypted"
    assert "a defect" in (tmp_path / "program.log").read_text()
    for needle in (CREDENTIAL, ADDRESS):
        for spelled in (needle.encode(), needle.encode("utf-16-le"), needle.replace("@", "%40").encode()):
            assert [path.name for path in files if spelled in path.read_bytes()] == []
        assert needle not in said

"""Alerts in the command line: channels with their credentials, a test that really goes out, and what holds."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.conftest import Logged
from tests.destinations.raw_server import RawServer, answer
from tests.mail_server import MailServer
from tests.shop import DOCUMENT

OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"


def test_a_channel_is_added_tried_changed_and_removed(sh: Shell) -> None:
    with MailServer() as server:
        settings = ["--config", "host=127.0.0.1", "--config", f"port={server.port}", "--config", "tls=none"]
        people = ["--config", "sender=census@example.com", "--config", "to=ops@example.com"]
        refused = sh("alerts", "add-channel", "--name", "Ops", "--type", "email", *settings)
        assert refused.code == 2
        assert "“sender” is missing; “to” is missing" in refused.err
        added = sh("--json", "alerts", "add-channel", "--name", "Ops", "--type", "email", *settings, *people)
        assert added.json == {"channel": "Ops", "action": "created"}
        again = sh("alerts", "add-channel", "--name", "Ops", "--type", "email", "--config", "to=all@example.com")
        assert again.out == "channel “Ops” updated\n"
        listed = sh("--json", "alerts", "channels").json
        assert [(c["name"], c["type"], c["trouble"]) for c in listed] == [("Desktop", "desktop", None), ("Ops", "email", None)]
        assert sh("alerts", "test", "Ops").out == "A test message went out by “Ops”.\n"
        assert [letter["To"] for letter in server.letters] == ["all@example.com"]
    gone = sh("alerts", "test", "Ops")
    assert gone.code == 1
    assert "could not be reached" in gone.err
    assert sh("alerts", "remove-channel", "Ops").code == 0
    assert sh("alerts", "test", "Ops").code == 2
    assert "no desktop here" in sh("alerts", "test", "Desktop").err
    assert "email: E-mail" in sh("alerts", "types").out
    assert [t["type"] for t in sh("--json", "alerts", "types").json] == ["desktop", "email", "webhook", "slack"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--type", "pigeon"], "is no kind of channel"),
        (["--type", "webhook", "--config", "address=x"], "no setting address"),
    ],
)
def test_a_channel_that_cannot_be_is_refused(sh: Shell, words: list[str], said: str) -> None:
    refused = sh("alerts", "add-channel", "--name", "X", *words)
    assert refused.code == 2
    assert said in refused.err


def test_a_run_that_fails_is_told_before_the_command_ends_with_the_key_of_the_environment(
    sh: Shell, shop: Path, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    monkeypatch.setenv("CENSUS_DESKTOP_SECRET__OPS__SIGNING_KEY", "key-of-the-environment")
    with RawServer(answer(OK)) as server:
        url = f"http://127.0.0.1:{server.port}/in"
        assert sh("alerts", "add-channel", "--name", "Ops", "--type", "webhook", "--config", f"url={url}").code == 0
        assert sh("alerts", "list").err == "No alert holds now.\n"
        customers = (shop / "shop" / "customers.csv").rename(shop / "away.csv")
        assert sh("run", "Big spenders to the CRM").code == 1
        sync = sh("--json", "alerts", "list", "Big spenders to the CRM").json
        assert [(a["alert"], a["over"], a["open"]) for a in sync] == [("failed_records", "75%", None)]
        assert server.requests == []
        document = DOCUMENT.replace("{kind: failed_records, over: 75%}", "{kind: failed_run, to: [Ops]}")
        customers.rename(shop / "shop" / "customers.csv")
        (shop / "workspace.yaml").write_text(document, encoding="utf-8")
        assert sh("import", str(shop / "workspace.yaml")).code == 0
        (shop / "shop" / "customers.csv").unlink()
        assert sh("run", "Big spenders to the CRM").code == 1
        (held,) = sh("--json", "alerts", "list").json
        assert (held["sync"], held["alert"]) == ("Big spenders to the CRM", "failed_run")
        assert "failed_run" in sh("alerts", "list").out
        assert "once until it recovers" in sh("alerts", "list", "Big spenders to the CRM").out
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert json.loads(body)["event"] == "sync.alert.raised"
    signature = base64.b64encode(hmac.digest(b"key-of-the-environment", body, hashlib.sha256))
    assert b"X-Signature: " + signature in head


NOTIFIED = """
import sys, threading
from pathlib import Path
from jeepney import DBusAddress, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
shown = []

def serve():
    while not shown:
        call = bus.receive()
        if call.header.message_type is MessageType.method_call:
            shown.append(call.body)
            bus.send(new_method_return(call, "u", (1,)))

serving = threading.Thread(target=serve)
serving.start()
from census_desktop import cli
code = cli.main(["--workspace", sys.argv[1], "alerts", "test", "Desktop"])
serving.join(20)
name, _, _, title, text = shown[0][:5]
print(code, name, title, text, sep="|")
bus.close()
"""


@pytest.mark.desktop
def test_the_desktop_s_own_service_shows_it(desktop, tmp_path: Path) -> None:
    said = desktop.run(NOTIFIED, str(tmp_path / "workspace"))
    test = "Test of an alert channel|This is a test. Alerts of this workspace come this way."
    assert said.splitlines()[-1] == f"0|Census Desktop|{test}"

"""Alerts from a real run to a real mail server, a real receiver, and over restarts; nothing of them touches a run."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.alerts import Alert, Notice
from census_desktop.domain.errors import AlertError, ConfigError, NotFoundError, StoreError
from census_desktop.domain.model import RunStatus, Trigger
from census_desktop.secrets.memory import SessionSecrets
from census_desktop.usecases import telling
from census_desktop.usecases.alerts import with_alerts
from census_desktop.usecases.channels import Channel
from census_desktop.usecases.syncs import CONSENT
from tests.conftest import FakeClock, Logged
from tests.destinations.raw_server import RawServer, answer, certificate
from tests.mail_server import MailServer
from tests.usecases.conftest import DOCUMENT, add_sync

Open = Callable[[], App]
OK = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 2\n\nok"
REFUSES = "HTTP/1.1 400 Bad Request\nContent-Length: 0\n\n"
SECRET = "mail-password-4711"


class Keyring(SessionSecrets):
    """What outlives the program, as a keyring does."""

    def set_for_session(self, connection_id: str, values: Any) -> None:
        self.set(connection_id, values)


@pytest.fixture
def reopen(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the workspace as another program does: what was under way in the one before has arrived or was given up."""
    monkeypatch.setattr(telling, "WAITS", (0.0, 0.0))
    root, keyring, opened = tmp_path / "workspace", Keyring(), []
    (root / "data").mkdir(parents=True)
    write_people(root, 40)
    (root / "data" / "places.csv").write_text("id,name\n1,Here\n", encoding="utf-8")

    def again() -> App:
        for app in opened:
            app.close()
        opened.append(open_workspace(root, clock=clock, secrets=keyring, environ={}))  # type: ignore[arg-type]
        if len(opened) == 1:
            opened[0].document.import_(DOCUMENT, root)
            opened[0].alerts.channels.remove("Desktop")
        return opened[-1]

    yield again
    for app in opened:
        app.close()


def write_people(root: Path, count: int, city: str = "Berlin") -> None:
    rows = "".join(f"{n},Name {n},p{n}@example.com,{city},{20 + n}\n" for n in range(1, count + 1))
    (root / "data" / "people.csv").write_text("id,name,email,city,age\n" + rows, encoding="utf-8")


def hook(app: App, server: RawServer, name: str = "Hook", key: str = "signing-key-0815") -> Channel:
    url = f"http://127.0.0.1:{server.port}/alerts"
    return app.alerts.channels.save(Channel("", name, "webhook", {"url": url}), {"signing_key": key})


def told(server: RawServer) -> list[tuple[str, str]]:
    """(event, alert) of every message that came, in order."""
    bodies = [json.loads(r.partition(b"\r\n\r\n")[2]) for r in server.requests]
    return [(b["event"], b["alert"]) for b in bodies]


def break_source(app: App) -> Callable[[], None]:
    data = app.paths.root / "data"
    away = data.with_name("away")
    data.rename(away)
    return lambda: (away.rename(data), None)[1]


def run(app: App, clock: FakeClock, name: str = "S") -> RunStatus:
    clock.advance(60)
    return app.runs.run(name).status


# When ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alert", "expected"),
    [
        ("{kind: failed_run}", ["raised", "resolved", "raised"]),
        ("{kind: failed_run, every: true}", ["raised", "raised", "resolved", "raised"]),
        ("{kind: failed_run, recovery: false}", ["raised", "raised"]),
    ],
)
def test_the_first_or_every_failure_is_told_and_the_recovery_over_restarts(
    reopen: Open, clock: FakeClock, alert: str, expected: list[str]
) -> None:
    with RawServer(answer(OK)) as server:
        app = reopen()
        hook(app, server)
        add_sync(app, "S", extra=f"alerts: [{alert}]")
        mend = break_source(app)
        assert run(app, clock) is RunStatus.FAILED
        app = reopen()
        run(app, clock)
        (held,) = app.alerts.open()
        assert (held.sync, held.kind) == ("S", "failed_run")
        mend()
        app = reopen()
        assert run(app, clock) is RunStatus.COMPLETED
        assert app.alerts.open() == ()
        run(app, clock)
        break_source(app)
        run(app, clock)
        reopen()
        assert [event for event, _ in told(server)] == [f"sync.alert.{state}" for state in expected]


def test_passing_alerts_are_told_each_time_and_only_by_the_channels_that_they_name(reopen: Open, clock: FakeClock) -> None:
    with RawServer(answer(OK)) as server, RawServer(answer(OK)) as other:
        app = reopen()
        hook(app, server, "Hook")
        hook(app, other, "Other")
        add_sync(app, "S", extra="alerts: [{kind: started, to: [Hook]}, {kind: completed}, {kind: full_sync, to: [Gone]}]")
        run(app, clock)
        run(app, clock)
        reopen()
        first = [("sync.started", "started"), ("sync.completed", "completed"), ("sync.alert.raised", "full_sync")]
        second = [("sync.started", "started"), ("sync.completed", "completed"), ("sync.alert.resolved", "full_sync")]
        assert told(server) == first + second
        assert told(other) == [t for t in first + second if t[1] != "started"]


def test_several_alerts_of_one_kind_are_told_apart_and_one_that_goes_closes(reopen: Open, clock: FakeClock) -> None:
    app = reopen()
    add_sync(app, "S", extra="alerts: [{kind: count_off, over: 20%}, {kind: count_off, over: 80%}]")
    run(app, clock)
    write_people(app.paths.root, 60)
    run(app, clock)
    assert [(a.over, bool(held)) for a, held in app.alerts.of("S")] == [("20%", True), ("80%", False)]
    assert app.alerts.open("S")[0].text == "60 records instead of about 40: 50 % more than usual."
    app.syncs.save(with_alerts(app.syncs.get("S"), (Alert("failed_run"),)))
    assert app.alerts.open() == ()
    write_people(app.paths.root, 200)
    run(app, clock)
    assert not [name for _, name in app.catalog.marks() if name != CONSENT]
    quiet_end = Alert("completed", every=True, recovery=False)
    app.syncs.save(with_alerts(app.syncs.get("S"), (quiet_end,)))
    assert app.syncs.get("S").alerts == ({"kind": "completed"},)
    app.syncs.save(with_alerts(app.syncs.get("S"), ()))
    assert app.alerts.of("S") == ()


def test_a_run_that_takes_too_long_is_told_while_it_works_once_by_any_number_of_programs(
    reopen: Open, clock: FakeClock
) -> None:
    with RawServer(answer(OK)) as server:
        app = reopen()
        hook(app, server)
        add_sync(app, "S", extra="alerts: [{kind: running_long, over: 1h}]")
        begun = app.ledger.create_run(app.syncs.get("S").id, Trigger.MANUAL, clock.now())
        app.ledger.begin(begun.id, "somebody", clock.now())
        app.alerts.look()
        assert app.alerts.open() == ()
        clock.advance(3601)
        app.alerts.look()
        app.alerts.look()
        (held,) = app.alerts.open()
        assert held.text == "It has been running for more than 1 h."
        mark = f"alert:{app.alerts.of('S')[0][0].key}"
        assert not app.catalog.swap_mark(held.sync_id, mark, None, "another program's run", clock.now())
        app.ledger.finish(begun.id, RunStatus.COMPLETED, begun.counts, "", clock.now())
        app.alerts.ended(app.runs.get(begun.id))
        assert run(app, clock) is RunStatus.COMPLETED
        assert app.alerts.open() == ()
        reopen()
        assert [e for e, _ in told(server)] == ["sync.alert.raised", "sync.alert.resolved"]


@pytest.mark.parametrize("found_by", ["start", "next run"])
def test_a_run_whose_process_died_is_told_as_failed(reopen: Open, clock: FakeClock, found_by: str) -> None:
    with RawServer(answer(OK)) as server:
        app = reopen()
        hook(app, server)
        add_sync(app, "S", extra="alerts: [{kind: failed_run}]")
        begun = app.ledger.create_run(app.syncs.get("S").id, Trigger.MANUAL, clock.now())
        app.ledger.begin(begun.id, "a process that dies", clock.now())
        clock.advance(600)
        if found_by == "start":
            app.runs.recover()
            assert app.alerts.open()[0].run_id == begun.id
        else:
            run(app, clock)
        reopen()
        assert [e for e, _ in told(server)][:1] == ["sync.alert.raised"]
        assert len(server.requests) == (1 if found_by == "start" else 2)


# How ----------------------------------------------------------------------------------------------------------------------


def test_an_email_arrives_over_tls_with_the_password_of_the_keyring_and_nothing_of_a_person(
    reopen: Open, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    with MailServer(tls) as server:
        app = reopen()
        config = {"host": "127.0.0.1", "port": server.port, "user": "ops", "sender": "census@example.com"}
        config["to"] = "Anna <anna@example.org>, ben@example.org"
        app.alerts.channels.save(Channel("", "Mail", "email", config), {"password": SECRET})
        add_sync(app, "Größe & Co", extra="alerts: [{kind: failed_run}]")
        break_source(app)
        run(app, clock, "Größe & Co")
        app = reopen()
        (letter,) = server.letters
        assert server.logins == [("ops", SECRET)]
        assert letter["Subject"] == "Größe & Co: the run failed or is held"
        assert letter["To"] == "Anna <anna@example.org>, ben@example.org"
        text = letter.get_content()
        assert "2026-11-24" in text
        assert "p1@example.com" not in text
        assert str(Path.home()) not in text
        assert app.alerts.channels.get("Mail").trouble == ""
        kept = b"".join(f.read_bytes() for f in app.paths.root.glob("*.db*"))
        assert SECRET.encode() not in kept
        assert app.secrets.get(app.alerts.channels.get("Mail").id) == {"password": SECRET}
        app.alerts.channels.remove("Mail")
        assert app.secrets.get(config["host"]) == {}


@pytest.mark.parametrize(
    ("replies", "tries", "trouble"),
    [
        ({"auth": "535 no"}, 1, "refused the user or the password"),
        ({"mail": "550 who is anna@example.com"}, 1, "refused the e-mail (reply 550)"),
        ({"rcpt": "450 later"}, 3, "refused the recipients (reply 450)"),
        ({"ehlo": ["421 busy", "421 busy"], "helo": ["421 busy", "421 busy"]}, 3, ""),
        ({"starttls": "454 no"}, 1, "does not offer"),
    ],
)
def test_a_mail_server_that_refuses_is_tried_again_where_that_helps(
    reopen: Open, clock: FakeClock, logged: Logged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    replies: dict[str, Any], tries: int, trouble: str,
) -> None:  # fmt: skip
    tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    logged.expect("alert.undelivered")
    with MailServer(None if "starttls" in replies else tls, **replies) as server:
        app = reopen()
        config = {"host": "127.0.0.1", "port": server.port, "user": "ops", "sender": "a@example.com", "to": "b@example.com"}
        app.alerts.channels.save(Channel("", "Mail", "email", config), {"password": SECRET})
        add_sync(app, "S", extra="alerts: [{kind: completed}]")
        assert run(app, clock) is RunStatus.COMPLETED
        app = reopen()
        said = app.alerts.channels.get("Mail").trouble
        assert trouble in said
        assert bool(said) is bool(trouble)
        assert server.tries == tries
        assert not {"anna@example.com", SECRET} & set(said.split())
        assert all(SECRET not in r.getMessage() for r in logged.records)


def test_a_certificate_that_nobody_vouches_for_gets_no_password(reopen: Open, tmp_path: Path) -> None:
    with MailServer(certificate(tmp_path)) as server:
        app = reopen()
        config = {"host": "127.0.0.1", "port": server.port, "user": "ops", "sender": "a@example.com", "to": "b@example.com"}
        app.alerts.channels.save(Channel("", "Mail", "email", config), {"password": SECRET})
        with pytest.raises(AlertError, match="cannot be made secure"):
            app.alerts.test("Mail")
        assert server.logins == []


def test_a_server_that_hangs_delays_no_run_no_other_channel_and_no_end_of_the_program(
    reopen: Open, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "CLOSING_SECONDS", 0.0)
    with MailServer(ehlo="", helo="") as hangs, RawServer(answer(OK)) as server:
        app = reopen()
        config = {"host": "127.0.0.1", "port": hangs.port, "tls": "none", "sender": "a@example.com", "to": "b@example.com"}
        app.alerts.channels.save(Channel("", "Mail", "email", config))
        hook(app, server)
        add_sync(app, "S", extra="alerts: [{kind: started}, {kind: completed}]")
        assert run(app, clock) is RunStatus.COMPLETED
        assert hangs.waits.wait(20)
        app = reopen()
        assert app.alerts.channels.get("Mail").trouble == telling.CUT_SHORT


def test_a_webhook_is_signed_and_slack_s_address_is_a_credential(reopen: Open, clock: FakeClock, logged: Logged) -> None:
    with RawServer(answer(OK)) as server, RawServer(answer(OK)) as slack:
        app = reopen()
        hook(app, server)
        address = f"http://127.0.0.1:{slack.port}/services/T0/B0/slack-secret-token"
        app.alerts.channels.save(Channel("", "Team", "slack"), {"url": address})
        assert app.alerts.test("Hook") == "A test message went out by “Hook”."
        app.alerts.test("Team")
        add_sync(app, "<!channel> & more", extra="alerts: [{kind: completed}]")
        run(app, clock, "<!channel> & more")
        app = reopen()
    head, _, body = server.requests[1].partition(b"\r\n\r\n")
    signature = base64.b64encode(hmac.digest(b"signing-key-0815", body, hashlib.sha256))
    assert b"X-Signature: " + signature in head
    sent = json.loads(body)
    assert sorted(sent) == ["alert", "at", "event", "run", "sync", "sync_id", "text"]
    assert (sent["event"], sent["sync"]) == ("sync.completed", "<!channel> & more")
    assert sent["text"] == "40 records; 40 added, 0 changed, 0 removed, 0 rejected, 0 invalid."
    text = json.loads(slack.requests[1].partition(b"\r\n\r\n")[2])["text"]
    assert text.startswith("*&lt;!channel&gt; &amp; more: a run completed*\n40 records")
    assert "slack-secret-token" not in app.catalog.setting("alert_channels")


def test_a_receiver_that_refuses_says_so_and_the_next_delivery_clears_it(
    reopen: Open, clock: FakeClock, logged: Logged
) -> None:
    logged.expect("alert.undelivered")
    answers = [answer(REFUSES), answer("HTTP/1.1 503 Busy\nContent-Length: 0\n\n"), answer(OK)]
    with RawServer(lambda connection, request: answers.pop(0)(connection, request)) as server:
        app = reopen()
        hook(app, server)
        add_sync(app, "S", extra="alerts: [{kind: completed}]")
        assert run(app, clock) is RunStatus.COMPLETED
        app = reopen()
        assert f"127.0.0.1:{server.port}" in app.alerts.channels.get("Hook").trouble
        run(app, clock)
        app = reopen()
        assert app.alerts.channels.get("Hook").trouble == ""
        assert len(server.requests) == 3


def test_the_desktop_is_asked_first_then_whoever_listens(reopen: Open, clock: FakeClock) -> None:
    app = reopen()
    app.alerts.channels.save(Channel("desktop", "Desktop", "desktop"))
    with pytest.raises(AlertError, match="no desktop"):
        app.alerts.test("Desktop")
    heard: list[Notice] = []
    stop = app.alerts.listen(heard.append)
    add_sync(app, "S")
    mend = break_source(app)
    run(app, clock)
    mend()
    run(app, clock)
    app.alerts.close()
    assert [n.title for n in heard] == ["S: the run failed or is held", "S: in order again"]
    stop()


def test_a_workspace_that_cannot_say_what_holds_fails_no_run(
    reopen: Open, clock: FakeClock, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reopen()
    add_sync(app, "S", extra="alerts: [{kind: failed_run}, {kind: started}]")

    def broken() -> tuple[Channel, ...]:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(app.alerts.channels, "all", broken)
    logged.expect("alert.failed")
    assert run(app, clock) is RunStatus.COMPLETED


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (Channel("", " ", "desktop"), "has no name"),
        (Channel("", "X", "pigeon"), "is no kind of channel"),
        (Channel("", "Desktop", "desktop"), "already a channel"),
        (Channel("", "X", "email", {"host": "h", "sender": "a@example.com"}), "“to” is missing"),
        (Channel("", "X", "email", {"host": "h\nx", "sender": "a", "to": "b"}), "“host” has to be a line"),
        (Channel("", "X", "email", {"host": "h", "sender": "a", "to": "b", "port": 0}), "“port” has to be a number from 1"),
        (Channel("", "X", "email", {"host": "h", "sender": "a", "to": "b", "tls": "ssl"}), "“tls” has to be one of"),
        (Channel("", "X", "email", {"password": "x"}), "no setting password"),
        (Channel("", "X", "email", {"host": "h", "sender": "a", "to": "b", "tls": "none", "user": "u"}), "“tls” is needed"),
        (Channel("", "X", "webhook", {"url": "http://example.com/in"}), "“url” is no address that can be used"),
    ],
)
def test_a_channel_that_cannot_work_is_refused(app: App, channel: Channel, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        app.alerts.channels.save(channel)
    assert [c.name for c in app.alerts.channels.all()] == ["Desktop"]
    with pytest.raises(NotFoundError, match="There is no alert channel"):
        app.alerts.channels.remove("X")

"""An SFTP server: who it is, how the user comes in, files that appear whole, and what breaks. The first server is OpenSSH's."""

from __future__ import annotations

import io
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paramiko
import pyarrow as pa
import pytest

from census_desktop.destinations import open_destination
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import Destination, DestinationContext, Target, Writer
from census_desktop.domain.records import Call
from tests.conftest import FakeClock, Logged
from tests.destinations.batches import batch_of, opened, run, schema_of, send
from tests.destinations.conftest import CallsKept, Meanwhile
from tests.destinations.sftp_server import PASSWORD, FailingServer, SftpServer
from tests.destinations.test_s3 import without

SCHEMA = schema_of(id=pa.int64(), name=pa.string())


class Site:
    """A folder of a server, written by one computer or another."""

    def __init__(self, config: dict[str, Any], secrets: dict[str, str], files: Path, folder: Path, clock: FakeClock) -> None:
        self.config = config
        self.secrets = secrets
        self.files = files
        self.folder = folder
        self.clock = clock
        self.made: list[Destination] = []

    def destination(self, computer: str = "mine", secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        home = self.folder / computer
        home.mkdir(exist_ok=True)
        secrets = self.secrets if secrets is None else secrets
        self.made.append(opened("sftp", {**self.config, **config}, home, self.clock, secrets))
        return self.made[-1]

    def writer(self, operation: Operation = Operation.UPSERT, name: str = "people", **config: Any) -> Writer:
        removal = Removal.SWAP if operation is Operation.MIRROR else Removal.REMOVE
        return self.destination(**config).open(Target(name, operation, "id", removal=removal), SCHEMA)

    def text(self, name: str = "people.csv") -> str:
        return (self.files / name).read_text()

    def names(self) -> list[str]:
        return sorted(p.name for p in self.files.iterdir())


@pytest.fixture
def made() -> Iterator[list[Site]]:
    sites: list[Site] = []
    yield sites
    for destination in (d for site in sites for d in site.made):
        destination.close()


@pytest.fixture
def site(sftp: SftpServer, tmp_path: Path, clock: FakeClock, made: list[Site]) -> Site:
    files = sftp.new_folder()
    made.append(Site(sftp.config(files), sftp.secrets, files, tmp_path, clock))
    return made[-1]


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[FailingServer]:
    files = tmp_path / "there"
    files.mkdir()
    with FailingServer(files) as server:
        yield server


@pytest.fixture
def frail(failing: FailingServer, tmp_path: Path, clock: FakeClock, made: list[Site]) -> Site:
    """A folder of the server that can be made to fail."""
    made.append(Site(failing.config(), {"password": PASSWORD}, failing.folder, tmp_path, clock))
    return made[-1]


def people(*ids: int, name: str = "Anna") -> Any:
    return batch_of(SCHEMA, [{"id": n, "name": name} for n in ids])


# Who the server is ----------------------------------------------------------------------------------------------------------


def test_without_a_host_key_the_test_shows_the_server_s_and_nothing_is_sent(site: Site, sftp: SftpServer) -> None:
    for act in (lambda d: d.test(), lambda d: d.open(Target("people", Operation.UPSERT, "id"), SCHEMA)):
        with pytest.raises(ConfigError, match="Nothing was sent") as failure:
            act(site.destination(host_key=""))
        assert f"ssh-ed25519 {sftp.fingerprint()}" in failure.value.message
        assert "Compare" in failure.value.hint


def test_another_host_key_is_refused_before_the_password_is_sent(frail: Site, failing: FailingServer) -> None:
    other = f"SHA256:{'A' * 43}"
    with pytest.raises(DestinationError, match="not the one that was entered") as failure:
        frail.destination(host_key=other).test()
    assert not isinstance(failure.value, TransientError | CredentialError)
    assert "not even the password" in failure.value.kept
    assert failing.tried == []


def test_a_host_key_can_be_entered_in_every_form_it_is_told_in(site: Site, sftp: SftpServer) -> None:
    public = (sftp.folder / "host_ed25519.pub").read_text()
    rsa = (sftp.folder / "host_rsa.pub").read_text()
    told = subprocess.run(
        ["ssh-keygen", "-lf", sftp.folder / "host_rsa.pub"], capture_output=True, text=True, check=True
    ).stdout
    forms = [sftp.fingerprint(), public, f"[127.0.0.1]:{sftp.port} {public}", rsa, f"ssh-rsa {sftp.fingerprint('rsa')}"]
    for form in [*forms, f"{told} {sftp.fingerprint()}"]:
        assert site.destination(host_key=form).test()
    for wrong in ("MD5:aa:bb:cc", "anything", "SHA256:short"):
        with pytest.raises(ConfigError, match="neither a fingerprint nor"):
            site.destination(host_key=wrong).test()


def test_a_kind_of_host_key_that_the_server_lacks_is_told(site: Site) -> None:
    with pytest.raises(DestinationError, match="no host key of the kind"):
        site.destination(host_key=f"ecdsa-sha2-nistp256 SHA256:{'A' * 43}").test()


def test_a_port_where_no_ssh_server_is_says_so(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(5)

        def hang_up() -> None:
            connection, _ = silent.accept()
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(TransientError, match="does not answer as an SSH server") as failure:
            site.destination(port=silent.getsockname()[1]).test()
        thread.join()
    assert failure.value.outcome_known


# Who we are -----------------------------------------------------------------------------------------------------------------


def encrypted(sftp: SftpServer) -> str:
    """The user's key behind a passphrase, in the form that ssh-keygen writes."""
    copy = sftp.folder / "user_encrypted"
    if not copy.exists():
        copy.write_text((sftp.folder / "user").read_text())
        copy.chmod(0o600)
        subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "sesam", "-f", copy], check=True, capture_output=True)
    return copy.read_text()


def test_a_private_key_may_have_a_passphrase_and_lose_its_line_ends(site: Site, sftp: SftpServer) -> None:
    key = encrypted(sftp)
    for text in (key, key.replace("\n", " "), key.replace("\n", "\u2028"), f"\n{key}"):
        assert site.destination(secrets={"private_key": text, "passphrase": "sesam"}).test()


@pytest.mark.parametrize(("passphrase", "why"), [("", "needs its passphrase"), ("wrong", "does not open with this passphrase")])
def test_a_key_that_does_not_open_says_why(site: Site, sftp: SftpServer, passphrase: str, why: str) -> None:
    with pytest.raises(CredentialError, match=why) as failure:
        site.destination(secrets={"private_key": encrypted(sftp), "passphrase": passphrase}).test()
    assert "wrong" not in str(failure.value)


def test_what_is_no_private_key_is_told_apart(site: Site) -> None:
    with pytest.raises(CredentialError, match="PuTTY"):
        site.destination(secrets={"private_key": "PuTTY-User-Key-File-3: ssh-ed25519"}).test()
    with pytest.raises(CredentialError, match="none that can be read"):
        site.destination(secrets={"private_key": "ssh-ed25519 AAAA"}).test()
    with pytest.raises(CredentialError, match="neither a password nor a private key"):
        site.destination(secrets={}).test()


def test_a_stranger_s_key_is_refused_and_no_password_tried_after_it(site: Site) -> None:
    text = io.StringIO()
    paramiko.ECDSAKey.generate().write_private_key(text)
    with pytest.raises(CredentialError, match="the user or the key"):
        site.destination(secrets={"private_key": text.getvalue()}).test()


def test_a_password_works_and_a_wrong_one_is_tried_once(frail: Site, failing: FailingServer) -> None:
    assert "0 csv files" in frail.destination().test()
    failing.tried.clear()
    with pytest.raises(CredentialError, match="the user or the password") as failure:
        frail.destination(secrets={"password": "wrong one"}).test()
    assert "wrong one" not in str(failure.value)
    assert failing.tried == ["wrong one"]


def test_a_server_that_asks_for_the_password_in_a_dialogue_gets_it(frail: Site, failing: FailingServer) -> None:
    failing.interactive = True
    assert frail.destination().test()


# Files appear whole ---------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_at_once_and_keeps_its_mode(site: Site) -> None:
    run(site.writer(), people(1))
    (site.files / "people.csv").chmod(0o640)
    before = (site.files / "people.csv").stat()
    mine = site.writer()
    send(mine, people(2))
    assert site.text() == "id,name\n1,Anna\n"
    mine.finish()
    mine.close()
    after = (site.files / "people.csv").stat()
    assert site.text() == "id,name\n1,Anna\n2,Anna\n"
    assert (after.st_mode, after.st_ino != before.st_ino) == (before.st_mode, True)
    assert site.names() == ["people.csv"]


def test_a_server_that_cannot_rename_over_a_file_leaves_nothing_beside_it(frail: Site) -> None:
    for ids in ([1], [1, 2], [1, 2, 3]):
        run(frail.writer(Operation.MIRROR), people(*ids))
        assert len(frail.text().splitlines()) == 1 + len(ids)
    assert frail.names() == ["people.csv"]


def test_the_slower_of_two_computers_merges_into_what_the_quicker_one_wrote(site: Site, meanwhile: Meanwhile) -> None:
    mine = site.writer()
    send(mine, people(2))
    meanwhile(lambda: run(site.writer(computer="yours"), people(33)))
    mine.finish()
    mine.close()
    assert sorted(site.text().splitlines()[1:]) == ["2,Anna", "33,Anna"]
    assert site.names() == ["people.csv"]


def test_appends_are_files_of_their_own_and_no_objects(site: Site) -> None:
    run(site.writer(Operation.APPEND), batch_of(SCHEMA, [{"id": 1, "name": "=1+1"}], Operation.APPEND))
    run(site.writer(), people(2))
    (site.files / "deeper").mkdir()
    appended = f"people-{site.clock.now():%Y%m%dT%H%M%SZ}-01234567.csv"
    assert site.names() == ["deeper", appended, "people.csv"]
    assert site.text(appended) == "id,name\n1,'=1+1\n"
    specs = site.destination().objects()
    assert [(s.name, [f.name for f in s.fields]) for s in specs[1:]] == [("people", ["id", "name"])]


def test_a_connection_that_breaks_between_two_renames_loses_nothing_of_the_old_file(
    frail: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(frail.writer(), people(1))
    asked: list[str] = []
    rename = paramiko.SFTPClient.rename

    def breaking(client: paramiko.SFTPClient, old: str, new: str) -> None:
        asked.append(new)
        if len(asked) == 2:
            client.get_channel().get_transport().close()  # type: ignore[union-attr]
            raise EOFError
        rename(client, old, new)

    monkeypatch.setattr(paramiko.SFTPClient, "rename", breaking)
    run(frail.writer(), people(2))
    assert frail.text() == "id,name\n1,Anna\n2,Anna\n"
    assert frail.names() == ["people.csv"]


def test_what_a_killed_run_had_put_aside_is_the_file_again(frail: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    run(frail.writer(), people(1))
    rename = paramiko.SFTPClient.rename

    def killed(client: paramiko.SFTPClient, old: str, new: str) -> None:
        if not old.endswith("people.csv"):
            raise KeyboardInterrupt
        rename(client, old, new)

    writer = frail.writer()
    send(writer, people(2))
    with monkeypatch.context() as patched:
        patched.setattr(paramiko.SFTPClient, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            writer.finish()
    assert "people.csv" not in frail.names()
    writer.close()
    assert frail.text() == "id,name\n1,Anna\n2,Anna\n"
    assert frail.names() == ["people.csv"]


def test_each_step_is_told_in_the_record_of_requests(site: Site, logged: Logged) -> None:
    told: list[Call] = []
    connection = Connection("c1", "Files", "sftp", site.config)
    context = DestinationContext(connection, site.secrets, site.folder, site.clock, calls=CallsKept(told))
    destination = open_destination(context)
    run(destination.open(Target("people", Operation.UPSERT, "id"), SCHEMA), people(1))
    destination.close()
    steps = [(call.method, call.status) for call in told]
    assert ("WRITE", 200) in steps
    assert ("READ", 200) in steps
    assert all(call.address.startswith(f"sftp://127.0.0.1:{site.files}") for call in told)
    assert "Anna" not in str(told)
    assert not any(secret in str(told) for secret in site.secrets.values())
    site.files.chmod(0o555)
    with pytest.raises(DestinationError):
        open_destination(context).open(Target("people", Operation.UPSERT, "id"), SCHEMA)
    site.files.chmod(0o777)
    assert (told[-1].method, told[-1].failed, told[-1].error) == ("WRITE", True, "It could not write there.")


# What breaks ----------------------------------------------------------------------------------------------------------------

MUCH = "x" * 200_000


def test_a_connection_that_breaks_begins_the_file_anew(frail: Site, failing: FailingServer) -> None:
    mine = frail.writer()
    send(mine, people(1, 2, name=MUCH))
    failing.breaks = 2
    mine.finish()
    mine.close()
    assert frail.text() == f"id,name\n1,{MUCH}\n2,{MUCH}\n"
    assert frail.names() == ["people.csv"]


def test_one_that_keeps_breaking_is_given_up_and_the_next_run_puts_it_in(
    frail: Site, failing: FailingServer, logged: Logged
) -> None:
    logged.expect("broke off")
    run(frail.writer(), people(1))
    mine = frail.writer()
    send(mine, people(2, name=MUCH))
    failing.breaks = 1000
    with pytest.raises(TransientError, match="broke off") as failure:
        mine.finish()
    assert "kept on this computer" in failure.value.kept
    mine.close()
    assert frail.text() == "id,name\n1,Anna\n"
    failing.breaks = 0
    frail.destination().close()
    assert frail.text() == f"id,name\n1,Anna\n2,{MUCH}\n"
    assert frail.names() == ["people.csv"]


def test_a_full_server_says_so_and_keeps_the_old_file(frail: Site, failing: FailingServer, logged: Logged) -> None:
    logged.expect("could not write")
    run(frail.writer(), people(1))
    mine = frail.writer()
    send(mine, people(2, name=MUCH))
    failing.full = 100_000
    with pytest.raises(DestinationError, match=r"could not write people\.csv") as failure:
        mine.finish()
    assert not isinstance(failure.value, TransientError)
    assert "no room" in failure.value.hint
    mine.close()
    assert (frail.text(), frail.names()) == ("id,name\n1,Anna\n", ["people.csv"])
    failing.full = None
    run(frail.writer(), people(3))
    assert frail.text() == f"id,name\n1,Anna\n2,{MUCH}\n3,Anna\n"


def test_no_right_to_write_is_told_before_anything_is_acknowledged(site: Site) -> None:
    run(site.writer(), people(1))
    site.files.chmod(0o555)
    try:
        for act in (lambda: site.destination().test(), lambda: site.writer(Operation.APPEND)):
            with pytest.raises(DestinationError, match="may not write there") as failure:
                act()
            assert "right to" in failure.value.hint
    finally:
        site.files.chmod(0o755)


def test_a_file_that_may_not_be_read_is_told(site: Site) -> None:
    run(site.writer(), people(1))
    (site.files / "people.csv").chmod(0o200)
    with pytest.raises(DestinationError, match=r"may not read people\.csv"):
        site.writer()


def test_a_missing_folder_is_made_with_those_above_it_if_that_is_allowed(site: Site) -> None:
    deep = str(site.files / "a" / "b")
    with pytest.raises(ConfigError, match="There is no folder"):
        site.destination(folder=deep, create=False).test()
    assert "the first run makes it" in site.destination(folder=deep).test()
    assert site.names() == []
    run(site.writer(folder=f"{deep}/"), people(1))
    assert site.text("a/b/people.csv") == "id,name\n1,Anna\n"


def test_a_folder_that_is_a_file_is_refused(site: Site) -> None:
    (site.files / "file").write_text("")
    with pytest.raises(ConfigError, match="is a file"):
        site.destination(folder=str(site.files / "file")).test()


@pytest.mark.parametrize("host", ["sftp://files.example.com", "anna@files", "files example"])
def test_a_server_is_its_name_alone(tmp_path: Path, clock: FakeClock, host: str) -> None:
    with pytest.raises(ConfigError, match="name or address alone"):
        opened("sftp", {"host": host, "user": "anna"}, tmp_path, clock)


def test_a_missing_library_says_what_to_install() -> None:
    assert "census-desktop[sftp]" in without("paramiko", "sftp", {"host": "x", "user": "y"})

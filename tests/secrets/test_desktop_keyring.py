"""The real GNOME keyring, in every state that it can be found in."""

from __future__ import annotations

import pytest

from tests.desktop_session import DesktopSession

pytestmark = pytest.mark.desktop

BEGIN = """
import sys, time
from census_desktop.domain.errors import SecretsError
from census_desktop.secrets import KeyringSecrets, open_secrets
secrets = KeyringSecrets()
"""

SET = BEGIN + "secrets.set('one', {'token': sys.argv[1]})"
GET = BEGIN + "print(secrets.get('one'))"

REFUSED = """
try:
    {call}
except SecretsError as error:
    print(error)
else:
    raise SystemExit("not refused")
"""


def test_set_get_and_delete(desktop: DesktopSession) -> None:
    said = desktop.run(
        BEGIN
        + """
values = [
    {'token': 'plain'},
    {'token': 'emoji 🎉 and newline\\n and NUL \\0 and quotes "'},
    {'key': 'x' * 8192, 'user': 'Zoë'},
    {'token': ''},
]
for value in values:
    secrets.set('one', value)
    assert KeyringSecrets().get('one') == value, value
secrets.delete('one')
assert KeyringSecrets().get('one') == {}
secrets.delete('one')
print(secrets.state())
"""
    )
    assert said == "Credentials are kept in the Secret Service (GNOME Keyring, KWallet or KeePassXC).\n"


def test_the_next_session_finds_it_and_a_locked_one_loses_nothing(desktop: DesktopSession) -> None:
    desktop.run(SET, "hunter2")
    said = desktop.run(
        BEGIN
        + "began = time.monotonic()"
        + REFUSED.format(call="secrets.get('one')")
        + REFUSED.format(call="secrets.set('one', {'token': 'other'})")
        + "assert time.monotonic() - began < 5",
        unlocked=False,
    )
    assert said.count("The keyring is locked. Nothing was lost") == 2
    assert "Unlock it" in said
    assert desktop.run(GET) == "{'token': 'hunter2'}\n"


def test_a_daemon_that_was_killed(desktop: DesktopSession) -> None:
    """The bus starts a fresh one, which is locked; what this process has read is still at hand."""
    said = desktop.run(
        BEGIN
        + """
import os, signal
from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
secrets.set('one', {'token': 'hunter2'})
bus = open_dbus_connection()
(pid,) = bus.send_and_get_reply(message_bus.GetConnectionUnixProcessID('org.freedesktop.secrets')).body
os.kill(pid, signal.SIGKILL)
bus.close()
print(secrets.get('one'))
"""
        + REFUSED.format(call="KeyringSecrets().get('one')")
    )
    assert said.startswith("{'token': 'hunter2'}\n")
    assert "The keyring" in said


def test_no_session_bus_at_all(desktop: DesktopSession) -> None:
    said = desktop.run_without_bus(
        BEGIN
        + REFUSED.format(call="secrets.set('one', {'token': 'hunter2'})")
        + """
layered = open_secrets({'CENSUS_DESKTOP_SECRET__HOOK__TOKEN': 'abc'}, lambda id_: 'Hook' if id_ == 'one' else '')
print(layered.get('one'), layered.get('two'))
"""
    )
    assert "no keyring that can be trusted" in said
    assert "for this session only" in said
    assert said.endswith("{'token': 'abc'} {}\n")


def test_a_prompt_that_nobody_answers_does_not_block_the_program(desktop: DesktopSession) -> None:
    """A locked keyring with a display asks for its password and waits for ever."""
    desktop.run(SET, "hunter2")
    said = desktop.run(
        BEGIN + "secrets = KeyringSecrets(read_seconds=1, write_seconds=1)\n" + REFUSED.format(call="secrets.get('one')"),
        unlocked=False,
        display=True,
        timeout=30,
    )
    assert "did not answer" in said or "locked" in said
    assert desktop.run(GET) == "{'token': 'hunter2'}\n"

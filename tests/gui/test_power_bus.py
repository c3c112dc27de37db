"""UPower and logind on a real bus: read by the machine's own way, and heard by the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop_session import DesktopSession

FAKES = """
    import os, threading
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    from jeepney import DBusAddress, MessageType, new_error, new_method_return, new_signal
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.low_level import HeaderFields

    values = {
        "OnBattery": ("b", True), "Percentage": ("d", 17.4), "State": ("u", 2), "ActiveProfile": ("s", "power-saver"),
    }
    bus = open_dbus_connection("SESSION")
    for name in ("org.freedesktop.UPower", "org.freedesktop.UPower.PowerProfiles", "org.freedesktop.login1"):
        bus.send_and_get_reply(message_bus.RequestName(name))

    def serve():
        while True:
            told = bus.receive()
            if told.header.message_type is MessageType.method_call:
                asked = told.body[1] if len(told.body) > 1 else ""
                if asked in values:
                    bus.send(new_method_return(told, "v", (values[asked],)))
                else:
                    bus.send(new_error(told, "org.freedesktop.DBus.Error.UnknownProperty"))

    threading.Thread(target=serve, daemon=True).start()
"""

READS = """
    from census_desktop.machine.power import read_power
    print(read_power())
    values["OnBattery"] = ("b", False)
    values["ActiveProfile"] = ("s", "balanced")
    print(read_power())
"""

HEARS = """
    import sys
    from types import SimpleNamespace
    from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
    from census_desktop.domain.ports import SystemClock
    from census_desktop.gui.offline.watch import Watch

    app = QCoreApplication([])

    class Jobs:
        running = ("s",)
        def is_paused(self, id_): return False
        def pause_run(self, id_): print("paused", id_)
        def resume_run(self, id_): print("resumed", id_); app.quit()

    class Session(QObject):
        surroundings_changed = Signal()
        jobs = Jobs()
        app = SimpleNamespace(clock=SystemClock())

    watch = Watch(Session())
    watch._follow_sleep()
    place = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")
    QTimer.singleShot(100, lambda: [bus.send(new_signal(place, "PrepareForSleep", "b", (begins,))) for begins in (True, False)])
    QTimer.singleShot(10_000, lambda: sys.exit("nothing was heard"))
    app.exec()
"""


@pytest.fixture
def desktop(tmp_path: Path) -> DesktopSession:
    return DesktopSession(tmp_path)


def test_upower_tells_of_the_battery_and_of_the_saving(desktop: DesktopSession) -> None:
    said = desktop.run(FAKES + READS).splitlines()
    assert said == ["Power(battery=17, saver=True)", "Power(battery=None, saver=False)"]


def test_runs_rest_while_the_computer_sleeps(desktop: DesktopSession) -> None:
    assert desktop.run(FAKES + HEARS).split() == ["paused", "s", "resumed", "s"]


def test_without_a_bus_nothing_is_held_back(desktop: DesktopSession) -> None:
    read = "from census_desktop.machine.power import read_power; print(read_power())"
    told = desktop.run_without_bus(read, DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nowhere")
    assert told.strip() == "Power(battery=None, saver=False)"

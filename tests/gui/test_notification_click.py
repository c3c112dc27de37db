"""A click on a desktop's notification, on a real bus: the run opens in a window that comes forward."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop_session import DesktopSession

DAEMON = """
    import sys, threading
    from jeepney import DBusAddress, MessageType, new_method_return, new_signal
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.low_level import HeaderFields

    place = DBusAddress("/org/freedesktop/Notifications", interface="org.freedesktop.Notifications")
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
    able, signals, asked = ["body", "actions"], [], []

    def serve():
        while True:
            told = bus.receive()
            if told.header.message_type is not MessageType.method_call:
                continue
            if told.header.fields[HeaderFields.member] == "GetCapabilities":
                bus.send(new_method_return(told, "as", (able,)))
            else:
                asked.append(told.body)
                bus.send(new_method_return(told, "u", (7,)))
                for name, kinds, body in signals:
                    bus.send(new_signal(place, name, kinds, body))

    threading.Thread(target=serve, daemon=True).start()
"""

WINDOW = """
    from datetime import UTC, datetime
    from types import SimpleNamespace
    from PySide6.QtCore import QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow
    from census_desktop.domain.alerts import Notice
    from census_desktop.domain.ports import CancelToken, SystemClock
    from census_desktop.gui import arrivals, notices
    from census_desktop.usecases.channels import THIS_DESKTOP, Channels

    app = QApplication([])
    channels = Channels(None, None, None, SystemClock())
    alerts = SimpleNamespace(channels=channels, listen=lambda told: lambda: None)

    class Session(QObject):
        app = SimpleNamespace(alerts=alerts)
        def open_page(self, name, **args):
            print(name, args, window.isVisible(), window.isMinimized())
            app.quit()

    window = QMainWindow()
    window.showMinimized()
    heard = notices.Notices(Session(), window)
    real = arrivals.bring_forward
    arrivals.bring_forward = lambda window, token: (print("token", token), real(window, token))
    signals[:] = [
        ("ActionInvoked", "us", (8, "default")),
        ("ActivationToken", "us", (7, "let-me")),
        ("ActionInvoked", "us", (7, "default")),
    ]
    notice = Notice("s", "Germany", "failed_run", "raised", "The source is gone.", "run-1", datetime.now(UTC))
    QTimer.singleShot(0, lambda: channels.send(THIS_DESKTOP, notice, CancelToken()))
    QTimer.singleShot(10_000, lambda: sys.exit("nothing was clicked"))
    app.exec()
    print(asked[0][5], asked[0][6]["suppress-sound"])
"""

BARE = """
    from census_desktop.notify.desktop import show
    from census_desktop.notify.message import Message
    able.remove("actions")
    print(show(Message("A", "B"), print), asked[0][5])
    able.append("actions")
    print(show(Message("A", "B")), asked[1][5])
    signals[:] = [("NotificationClosed", "uu", (7, 2))]
    print(show(Message("A", "B"), print), asked[2][5])
    for waits in [t for t in threading.enumerate() if t.name == "notification"]:
        waits.join(5)
        print(waits.is_alive())
"""


@pytest.fixture
def desktop(tmp_path: Path) -> DesktopSession:
    return DesktopSession(tmp_path)


def test_a_click_opens_the_run_in_a_window_that_comes_forward(desktop: DesktopSession) -> None:
    said = desktop.run(DAEMON + WINDOW, QT_QPA_PLATFORM="offscreen").splitlines()
    assert said == ["token let-me", "runs {'run': 'run-1'} True False", "['default', 'Open'] ('b', True)"]


def test_a_click_is_offered_only_where_it_leads_somewhere(desktop: DesktopSession) -> None:
    said = desktop.run(DAEMON + BARE).splitlines()
    assert said[:3] == ["True []", "True []", "True ['default', 'Open']"]
    assert said[3:] in ([], ["False"])  # closed: nobody waits any more

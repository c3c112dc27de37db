"""What the computer runs on. Linux: UPower and power-profiles-daemon on the system bus (upower.freedesktop.org). macOS: pmset.
Windows: GetSystemPowerStatus. The last two are unverified: they could not be run where this was written."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

ANSWER_SECONDS = 2.0
_DISCHARGING = 2
"""UPower's state of a battery that is used."""
_PROFILES = ("org.freedesktop.UPower.PowerProfiles", "net.hadess.PowerProfiles")


@dataclass(frozen=True, slots=True)
class Power:
    """`battery` in percent while the computer runs on it, None on the mains or where nobody knows."""

    battery: int | None = None
    saver: bool = False


def read_power() -> Power:
    """May wait two seconds. Where nobody tells, nothing is held back."""
    way = _WAYS.get(sys.platform)
    return way() if way is not None else Power()


def _by_bus() -> Power:
    from jeepney.io.blocking import open_dbus_connection

    try:
        with closing(open_dbus_connection("SYSTEM", auth_timeout=ANSWER_SECONDS)) as bus:
            battery = None
            where = ("org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower")
            if _property(bus, *where, "OnBattery") is True:
                device = (where[0], f"{where[1]}/devices/DisplayDevice", f"{where[2]}.Device")
                share, state = _property(bus, *device, "Percentage"), _property(bus, *device, "State")
                if isinstance(share, int | float) and state in (_DISCHARGING, None):
                    battery = round(share)
            saver = any(
                _property(bus, name, f"/{name.replace('.', '/')}", name, "ActiveProfile") == "power-saver" for name in _PROFILES
            )
            return Power(battery, saver)
    except (OSError, RuntimeError, KeyError, ValueError, StopIteration):
        return Power()


def _property(bus: Any, name: str, path: str, interface: str, property_: str) -> Any:
    """Its value; None where nobody has it."""
    from jeepney import DBusAddress, DBusErrorResponse, Properties
    from jeepney.wrappers import unwrap_msg

    call = Properties(DBusAddress(path, bus_name=name, interface=interface)).get(property_)
    try:
        return unwrap_msg(bus.send_and_get_reply(call, timeout=ANSWER_SECONDS))[0][1]
    except DBusErrorResponse:
        return None


def _by_pmset() -> Power:
    try:
        told = subprocess.run(["/usr/bin/pmset", "-g", "batt"], check=True, capture_output=True, timeout=ANSWER_SECONDS)
        mode = subprocess.run(["/usr/bin/pmset", "-g"], check=True, capture_output=True, timeout=ANSWER_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return Power()
    return parse_pmset(told.stdout.decode(errors="replace"), mode.stdout.decode(errors="replace"))


def parse_pmset(batteries: str, mode: str) -> Power:
    """What `pmset -g batt` and `pmset -g` say."""
    share = re.search(r"(\d+)%", batteries)
    on_battery = "'Battery Power'" in batteries
    saver = re.search(r"lowpowermode\s+1", mode) is not None
    return Power(int(share[1]) if share and on_battery else None, saver)


def _by_windows() -> Power:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("ac", ctypes.c_ubyte),
            ("flag", ctypes.c_ubyte),
            ("percent", ctypes.c_ubyte),
            ("saver", ctypes.c_ubyte),
            ("lasts", ctypes.c_ulong),
            ("full", ctypes.c_ulong),
        )

    status = Status()
    windows: Any = getattr(ctypes, "windll", None)
    if windows is None or not windows.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
        return Power()
    return Power(status.percent if status.ac == 0 and status.percent <= 100 else None, status.saver == 1)


_WAYS: Mapping[str, Callable[[], Power]] = {"linux": _by_bus, "darwin": _by_pmset, "win32": _by_windows}

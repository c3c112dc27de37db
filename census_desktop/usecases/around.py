"""What the computer stands on, as it was last told or looked up: a hint for runs, never a reason to refuse one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from census_desktop.domain.ports import Catalog, Clock
from census_desktop.domain.rows import Kind
from census_desktop.domain.surroundings import HoldRules, Surroundings
from census_desktop.usecases.changes import Changes

ROUTE_SECONDS = 3.0
POWER_SECONDS = 30.0
METERED, BATTERY = "hold_on_metered", "hold_on_battery"


def _has_route() -> bool:
    from census_desktop.machine.route import has_route

    return has_route()


def _power() -> tuple[int | None, bool]:
    from census_desktop.machine.power import read_power

    power = read_power()
    return power.battery, power.saver


class Around:
    """Thread-safe. `now` may wait two seconds for the system: not for the GUI thread, which asks `last`."""

    def __init__(
        self,
        catalog: Catalog,
        changes: Changes,
        clock: Clock,
        has_route: Callable[[], bool] = _has_route,
        power: Callable[[], tuple[int | None, bool]] = _power,
    ) -> None:
        self._catalog = catalog
        self._changes = changes
        self._clock = clock
        self._has_route = has_route
        self._power = power
        self._lock = threading.Lock()
        self._told_offline: bool | None = None
        self._metered = False
        self._route_at = self._power_at = float("-inf")
        self._last = Surroundings()
        self._back_at: datetime | None = None

    def tell(self, *, offline: bool | None, metered: bool) -> None:
        """What the desktop says of its network; None when it does not know."""
        with self._lock:
            self._told_offline, self._metered = offline, metered
            self._route_at = float("-inf")
            self._settle(bool(offline))

    def now(self) -> Surroundings:
        """As it is; the system is asked again when that was a while ago."""
        with self._lock:
            moment = self._clock.monotonic()
            if moment - self._route_at >= ROUTE_SECONDS:
                self._route_at = moment
                self._settle(bool(self._told_offline) or not self._has_route())
            if moment - self._power_at >= POWER_SECONDS:
                self._power_at = moment
                battery, saver = self._power()
                self._last = replace(self._last, battery=battery, saver=saver)
            return self._last

    def _settle(self, offline: bool) -> None:
        if self._last.offline and not offline:
            self._back_at = self._clock.now()
        self._last = replace(self._last, offline=offline, metered=self._metered)

    @property
    def last(self) -> Surroundings:
        """As it was when last looked at."""
        return self._last

    @property
    def back_at(self) -> datetime | None:
        """When the network was last seen to come back."""
        return self._back_at

    @property
    def rules(self) -> HoldRules:
        """When scheduled runs of this workspace wait."""
        return HoldRules(self._catalog.setting(METERED) != "off", self._catalog.setting(BATTERY) != "off")

    def set_rules(self, rules: HoldRules) -> None:
        self._catalog.set_setting(METERED, "on" if rules.on_metered else "off")
        self._catalog.set_setting(BATTERY, "on" if rules.on_battery else "off")
        self._changes.publish(Kind.SETTINGS)

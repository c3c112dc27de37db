"""What this computer stands on just now, and when scheduled runs had better wait for something else."""

from __future__ import annotations

from dataclasses import dataclass

LOW_BATTERY = 20
"""Percent below which scheduled runs wait for the mains."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`offline` is a hint only. `battery` is how full it is while the computer runs on it, None on the mains."""

    offline: bool = False
    metered: bool = False
    battery: int | None = None
    saver: bool = False


@dataclass(frozen=True, slots=True)
class HoldRules:
    """When runs that nobody asked for wait. What a person begins always runs."""

    on_metered: bool = True
    on_battery: bool = True


def reason_to_hold(now: Surroundings, rules: HoldRules, *, is_local: bool = False) -> str:
    """Why runs by themselves wait: "metered" | "battery" | "saver"; "" when they do not. A run that stays on this computer
    costs nothing on a metered network."""
    if rules.on_battery and now.battery is not None and now.battery < LOW_BATTERY:
        return "battery"
    if rules.on_battery and now.saver:
        return "saver"
    return "metered" if rules.on_metered and now.metered and not is_local else ""


HELD_WORDS = {
    "metered": "The network is metered, so scheduled runs wait.",
    "battery": f"The battery is below {LOW_BATTERY} %, so scheduled runs wait.",
    "saver": "The computer saves power, so scheduled runs wait.",
}

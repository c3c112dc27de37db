"""Why a workspace's schedules rest since it was put back or brought here, until a person lets them go on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from census_desktop.domain.ports import Catalog

STANDING = "standing"
"""The setting; written by the store when a file is restored or unpacked."""
RESTORED, UNPACKED = "restored", "unpacked"


@dataclass(frozen=True, slots=True)
class Standing:
    """`reason` is restored | unpacked, `made_at` when the backup was made. Of syncs: `ahead` sent something since the backup,
    `begin_anew` send everything again, `unknown` is how many were made since then and are not in the backup."""

    reason: str
    at: datetime | None = None
    made_at: datetime | None = None
    backup: str = ""
    ahead: tuple[str, ...] = ()
    begin_anew: tuple[str, ...] = ()
    unknown: int = 0


def standing_of(catalog: Catalog) -> Standing | None:
    """None in a workspace that goes its usual way."""
    try:
        told = json.loads(catalog.setting(STANDING) or "null")
        if not isinstance(told, dict):
            return None
        return Standing(
            str(told["reason"]),
            _moment(told.get("at")),
            _moment(told.get("from")),
            str(told.get("backup", "")),
            tuple(told.get("ahead", ())),
            tuple(told.get("begin_anew", ())),
            int(told.get("unknown", 0)),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

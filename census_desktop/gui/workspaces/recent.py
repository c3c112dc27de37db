"""Workspaces that were open on this computer, newest first. Kept with the window's geometry: no workspace knows of others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

KEPT = 10
_KEY = "workspaces/recent"


@dataclass(frozen=True, slots=True)
class Recent:
    folder: Path
    name: str


def recent() -> tuple[Recent, ...]:
    try:
        told = json.loads(str(QSettings().value(_KEY, "[]")))
        return tuple(Recent(Path(str(one["folder"])), str(one["name"])) for one in told)
    except (ValueError, TypeError, KeyError):
        return ()


def remember(folder: Path, name: str) -> None:
    others = [one for one in recent() if one.folder != folder]
    _save([Recent(folder, name), *others][:KEPT])


def forget(folder: Path) -> None:
    _save([one for one in recent() if one.folder != folder])


def _save(all_: list[Recent]) -> None:
    told = [{"folder": str(one.folder), "name": one.name} for one in all_]
    QSettings().setValue(_KEY, json.dumps(told, ensure_ascii=False))

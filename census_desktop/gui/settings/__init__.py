"""Settings: a page of cards. A card is a module with a class of `SettingsCard`; to add one, write it and list it in `CARDS`."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from census_desktop.gui.settings.card import SettingsCard

CARDS = (
    "look_card.LookCard",
    "language_card.LanguageCard",
    "schedules_card.SchedulesCard",
    "network_card.NetworkCard",
    "channels_card.ChannelsCard",
    "tray_card.TrayCard",
    "workspace_card.WorkspaceCard",
    "backups_card.BackupsCard",
    "sharing_card.SharingCard",
    "credentials_card.CredentialsCard",
    "keyboard_card.KeyboardCard",
    "updates_card.UpdatesCard",
    "diagnostics_card.DiagnosticsCard",
)
"""“module.Class” of each card, from top to bottom. Imported when the page is first shown or searched."""


def card_classes() -> tuple[type[SettingsCard], ...]:
    found = []
    for place in CARDS:
        module, _, name = place.partition(".")
        found.append(getattr(importlib.import_module(f"census_desktop.gui.settings.{module}"), name))
    return tuple(found)

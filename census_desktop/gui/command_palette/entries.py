"""What the command palette offers: an entry is something to do or somewhere to go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from census_desktop.domain.fuzzy import fit
from census_desktop.domain.rows import Named
from census_desktop.gui.commands import COMMANDS
from census_desktop.gui.kit import words
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings import card_classes
from census_desktop.usecases.finding import Found

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

KINDS = {
    "segment": (QT_TRANSLATE_NOOP("", "Segment"), "segments"),
    "sync": (QT_TRANSLATE_NOOP("", "Sync"), "arrow-right"),
    "dataset": (QT_TRANSLATE_NOOP("", "Data set"), "datasets"),
    "destination": (QT_TRANSLATE_NOOP("", "Destination"), "destinations"),
}
MOST = 60
_NEAREST_FIRST = ("Segment", "Sync", "File", "Workspace", "Go", "View", "Help")
"""Menus in the order in which their commands are offered: about what is shown, then about the program."""
_RECENT_BONUS = 25.0


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """`key` is what is remembered of it. An entry without `act` is the heading of those below it."""

    key: str
    text: str
    what: str = ""
    note: str = ""
    icon: str = ""
    shortcut: str = ""
    act: Callable[[], object] | None = None
    can_run: bool = True
    score: float = 0.0
    places: tuple[int, ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.act is None

    @property
    def spoken(self) -> str:
        cannot = "" if self.can_run else words.tr("cannot be done here")
        return ", ".join(part for part in (self.text, self.note, self.what, self.shortcut, cannot) if part)


def of_commands(session: Session) -> list[PaletteEntry]:
    """Every command but the one that opens this."""
    known = session.commands
    return [
        PaletteEntry(
            f"command:{command.id}",
            known.text(command.id).rstrip("…").rstrip(),
            known.tr(command.menu),
            icon=command.icon or "keyboard",
            shortcut=known.shortcut(command.id),
            act=partial(known.run, command.id),
            can_run=known.can_run(command.id),
        )
        for command in sorted(COMMANDS, key=lambda command: _NEAREST_FIRST.index(command.menu))
        if command.id != "palette"
    ]


def of_settings(session: Session) -> list[PaletteEntry]:
    return [
        PaletteEntry(
            f"settings:{card.id}",
            words.tr(card.title),
            words.tr("Settings"),
            icon=card.icon,
            act=partial(session.open_page, "settings", card=card.id),
        )
        for card in card_classes()
    ]


def of_thing(session: Session, thing: Named) -> PaletteEntry:
    what, icon = KINDS[thing.kind]
    return PaletteEntry(
        f"{thing.kind}:{thing.id}",
        thing.name,
        words.tr(what),
        note=thing.note if thing.note not in thing.name else "",
        icon=icon,
        act=partial(go_to, session, thing.kind, thing.id),
    )


def go_to(session: Session, kind: str, ref: str) -> None:
    """Show a thing; which page does is asked in the pool."""
    session.ask(
        session, _where, session.app, kind, ref, done=lambda place: session.open_page(place[0], **place[1]), slot="go-to"
    )


def _where(app: App, kind: str, ref: str) -> tuple[str, dict[str, str]]:
    return app.finding.where(kind, ref)


def at_rest(
    recent: Sequence[str], commands: Sequence[PaletteEntry], settings: Sequence[PaletteEntry], things: Iterable[PaletteEntry]
) -> list[PaletteEntry]:
    """Before anything is typed: what was used last, then what can be done now."""
    known = {entry.key: entry for entry in (*things, *commands, *settings)}
    parts = (
        (words.tr("Recent"), [known[key] for key in recent if key in known]),
        (words.tr("What can be done here"), [entry for entry in commands if entry.can_run and entry.key not in recent]),
        (words.tr("Settings"), [entry for entry in settings if entry.key not in recent]),
    )
    return [row for title, rows in parts if rows for row in (PaletteEntry("", title), *rows)]


def matching(
    wanted: str, recent: Sequence[str], entries: Iterable[PaletteEntry], found: Iterable[tuple[PaletteEntry, Found]]
) -> list[PaletteEntry]:
    """What fits, best first; what was used lately stands before what fits as well, and what cannot be done now last."""
    fitting: list[PaletteEntry] = []
    for entry in entries:
        if (fits := fit(wanted, entry.text)) is not None:
            fitting.append(replace(entry, score=fits.score, places=fits.places))
        elif (fits := fit(wanted, f"{entry.what} {entry.text}")) is not None:
            fitting.append(replace(entry, score=fits.score - 30))
    fitting += [replace(entry, score=hit.fit.score, places=hit.fit.places) for entry, hit in found]

    def order(entry: PaletteEntry) -> tuple[float, str]:
        bonus = _RECENT_BONUS * (1 - recent.index(entry.key) / (len(recent) + 1)) if entry.key in recent else 0
        return -(entry.score + bonus - (0 if entry.can_run else 50)), entry.text.casefold()

    return sorted(fitting, key=order)[:MOST]

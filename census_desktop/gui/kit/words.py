"""Numbers and times as people say them, in the user's locale. Exact times belong in tooltips."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from census_desktop.gui.kit import language

MINUTE, HOUR, DAY = 60, 3600, 86400
_PLACE = re.compile("%([1-9])")


def tr(text: str) -> str:
    """Translate a literal outside a QObject; in a module's tables too, since the language is known before they are read."""
    return language.said(text)


def filled(text: str, *values: object) -> str:
    """The text with %1 as the first value, %2 as the second. What a value says is not looked into."""
    return _PLACE.sub(lambda place: str(values[int(place[1]) - 1]), text)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a literal of a table; lupdate knows this very name. (PySide's own says it returns an object.)"""
    return text


def number(value: int | None) -> str:
    """12,418; a dash where it is not known."""
    return "–" if value is None else QLocale().toString(value)


def signed(value: int) -> str:
    """+38 or −9, with a real minus."""
    return f"{'+' if value >= 0 else '−'}{number(abs(value))}"


def percent(part: int, whole: int) -> str:
    """24.8 %; no digits after the point from 99.95 or at nothing at all."""
    if whole <= 0:
        return "–"
    share = 100 * part / whole
    text = QLocale().toString(share, "f", 0 if share in (0, 100) else 1)
    return f"{text} %"


def counted(value: int, one: str, many: str) -> str:
    """ "1 segment", "10 segments"."""
    return f"{number(value)} {one if value == 1 else many}"


def ago(at: datetime | None, now: datetime) -> str:
    """How long ago: just now, 5 min ago, 2 h ago, yesterday, 3 days ago, then the date."""
    if at is None:
        return tr("never")
    seconds = (now - at).total_seconds()
    if seconds < 45:
        return tr("just now")
    if seconds < HOUR:
        return tr("%1 min ago").replace("%1", str(max(1, round(seconds / MINUTE))))
    if seconds < 22 * HOUR:
        return tr("%1 h ago").replace("%1", str(round(seconds / HOUR)))
    days = (now.astimezone().date() - at.astimezone().date()).days
    if days <= 1:
        return tr("yesterday")
    if days <= 10:
        return tr("%1 days ago").replace("%1", str(days))
    return day(at)


def until(at: datetime, now: datetime) -> str:
    """How long from now: now, in 10 min, in 3 h, in 2 days, then the date."""
    seconds = (at - now).total_seconds()
    if seconds < 30:
        return tr("now")
    if seconds < HOUR:
        return tr("in %1 min").replace("%1", str(max(1, round(seconds / MINUTE))))
    if seconds < 48 * HOUR:
        return tr("in %1 h").replace("%1", str(round(seconds / HOUR)))
    if seconds < 10 * DAY:
        return tr("in %1 days").replace("%1", str(round(seconds / DAY)))
    return day(at)


def day(at: datetime) -> str:
    """11 Nov, with the year where it is another one."""
    local = at.astimezone()
    wanted = "d MMM" if local.year == datetime.now().astimezone().year else "d MMM yyyy"
    return QLocale().toString(_qt(at).date(), wanted)


def day_or_today(at: datetime, now: datetime) -> str:
    """today, or 11 Nov."""
    return tr("today") if at.astimezone().date() == now.astimezone().date() else day(at)


def weekday(at: datetime) -> str:
    """Wed"""
    return QLocale().dayName(_qt(at).date().dayOfWeek(), QLocale.FormatType.ShortFormat)


def long_day(at: datetime) -> str:
    """Tuesday, 24 November"""
    return QLocale().toString(_qt(at).date(), "dddd, d MMMM")


def clock(at: datetime) -> str:
    """06:00"""
    return QLocale().toString(_qt(at).time(), "HH:mm")


def exact(at: datetime | None) -> str:
    """The full local date and time, for tooltips."""
    return "" if at is None else QLocale().toString(_qt(at), "d MMM yyyy, HH:mm:ss")


def size(value: int) -> str:
    """Of a file: "248 kB", "1.4 MB"."""
    small = value < 1_000_000
    return QLocale().formattedDataSize(value, 0 if small else 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def duration(seconds: float) -> str:
    """38 ms, 4.2 s, 3 min 20 s, 1 h 5 min."""
    if seconds < 1:
        return f"{max(0, round(seconds * 1000))} ms"
    if seconds < 10:
        return f"{QLocale().toString(float(seconds), 'f', 1)} s"  # of an int Qt makes something else, and breaks
    if seconds < MINUTE:
        return f"{round(seconds)} s"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min {int(seconds % MINUTE)} s"
    return f"{int(seconds // HOUR)} h {int(seconds % HOUR // MINUTE)} min"


def _qt(at: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(at.timestamp()))

"""When a sync runs by itself: chosen in words, shown with the next three times."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QTimeEdit, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Schedule, Sync
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import Choice, FormRow, OpenChoice, named, set_wrong
from census_desktop.gui.kit.widgets import label, set_tone
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard

BY_HAND, EVERY, DAILY, WEEKDAYS, CRON, KEPT = "manual", "every", "daily", "weekdays", "cron", "kept"
_UNITS = (("minutes", 1), ("hours", 60), ("days", 1440))
_MOST = 10_000


class ScheduleStep(StepCard):
    """`asked` wants to know the next times of the schedule on the screen."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(Step.SCHEDULE)
        self._kind = Choice(
            self.tr("Runs"),
            (
                (self.tr("by hand"), BY_HAND),
                (self.tr("every …"), EVERY),
                (self.tr("daily at …"), DAILY),
                (self.tr("on weekdays at …"), WEEKDAYS),
                (self.tr("by a cron expression"), CRON),
            ),
        )
        self._kind.setMinimumContentsLength(18)
        self._number = named(QSpinBox(), self.tr("Interval"))
        self._number.setRange(1, _MOST)
        self._unit = Choice(self.tr("Unit of the interval"), _UNITS)
        self._time = named(QTimeEdit(), self.tr("Time of day"))
        self._time.setDisplayFormat("HH:mm")
        self._cron = named(QLineEdit(), self.tr("Cron expression"))
        self._cron.setPlaceholderText("0 6 * * 1-5")
        self._zone = OpenChoice(self.tr("Time zone"), "UTC")
        self._cron_row = FormRow(self.tr("Cron expression"), self._cron, self.tr("minute  hour  day  month  weekday"))
        self._zone_row = FormRow(self.tr("Time zone"), self._zone)
        self._next = label("", "small", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self._kind, self._number, self._unit, self._time):
            line.addWidget(widget)
        line.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._cron_row, 1)
        below.addWidget(self._zone_row, 1)
        self.body.addLayout(line)
        self.body.addLayout(below)
        self.body.addWidget(self._next)
        self._kind.activated.connect(lambda _index: self._on_kind())
        self._number.valueChanged.connect(lambda _value: self._say())
        self._unit.activated.connect(lambda _index: self._say())
        self._time.timeChanged.connect(lambda _time: self._say())
        self._cron.textEdited.connect(lambda _text: self._say())
        self._zone.typed.connect(lambda _text: self._say())

    def offer_zones(self, zones: tuple[str, ...], local: str) -> None:
        """Names of time zones; the computer's own comes first."""
        self._local = local
        self._zone.offer([(z, z) for z in dict.fromkeys(("UTC", local, *zones))])
        self._show_schedule(self.sync.schedule)

    _local = "UTC"

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        before = self.sync.schedule
        super().show_sync(sync, choices, fixed=fixed)
        if self._read() != sync.schedule or before != sync.schedule:
            self._show_schedule(sync.schedule)
        self.asked.emit(sync.schedule)

    def _show_schedule(self, schedule: Schedule) -> None:
        kind, hour, minute = kind_of(schedule)
        if kind == KEPT and self._kind.findData(KEPT) < 0:
            self._kind.addItem(self.tr("as it was set elsewhere"), KEPT)
        self._kind.choose(kind)
        controls: tuple[QWidget, ...] = (self._number, self._time, self._cron)
        for control in controls:
            control.blockSignals(True)
        if kind == EVERY:
            unit = next(size for _, size in reversed(_UNITS) if schedule.minutes % size == 0)
            self._number.setValue(schedule.minutes // unit)
            self._unit.choose(unit)
        if kind in (DAILY, WEEKDAYS):
            self._time.setTime(QTime(hour, minute))
        if schedule.cron and self._cron.text() != schedule.cron:
            self._cron.setText(schedule.cron)
        for control in controls:
            control.blockSignals(False)
        self._zone.show_text(schedule.timezone if schedule.kind == "cron" else self._local)
        for widget, kinds in (
            (self._number, (EVERY,)),
            (self._unit, (EVERY,)),
            (self._time, (DAILY, WEEKDAYS)),
            (self._cron_row, (CRON,)),
            (self._zone_row, (DAILY, WEEKDAYS, CRON)),
        ):
            widget.setVisible(kind in kinds)

    def _on_kind(self) -> None:
        """Another kind begins with a value that makes sense."""
        kind = self._kind.currentData()
        fresh = {
            BY_HAND: Schedule(),
            EVERY: Schedule("every", minutes=60),
            DAILY: Schedule("cron", cron="0 6 * * *", timezone=self._local),
            WEEKDAYS: Schedule("cron", cron="0 6 * * 1-5", timezone=self._local),
            CRON: Schedule("cron", cron="*/30 8-18 * * 1-5", timezone=self._local),
            KEPT: self.sync.schedule,
        }[kind]
        self._emit(fresh)

    def _read(self) -> Schedule:
        kind, zone = self._kind.currentData(), self._zone.currentText().strip() or "UTC"
        if kind == EVERY:
            return Schedule("every", minutes=self._number.value() * (self._unit.currentData() or 1))
        if kind in (DAILY, WEEKDAYS):
            time = self._time.time()
            days = "*" if kind == DAILY else "1-5"
            return Schedule("cron", cron=f"{time.minute()} {time.hour()} * * {days}", timezone=zone)
        if kind == CRON:
            return Schedule("cron", cron=" ".join(self._cron.text().split()), timezone=zone)
        return Schedule() if kind == BY_HAND else self.sync.schedule

    def _say(self) -> None:
        self._emit(self._read())

    def _emit(self, schedule: Schedule) -> None:
        if schedule != self.sync.schedule:
            self.edited.emit(replace(self.sync, schedule=schedule))

    def show_times(self, times: tuple[datetime, ...], now: datetime) -> None:
        """The next times in local time, or that there is none."""
        set_tone(self._next, "")
        set_wrong(self._cron, False)
        if times:
            said = " · ".join(f"{words.day(t)} {words.clock(t)}" for t in times)
            self._next.setText(self.tr("Next: %1, your time").replace("%1", said))
        elif self.sync.schedule.kind == "manual":
            self._next.setText(self.tr("Runs only when you say so."))
        else:
            self._next.setText("")

    def show_refusal(self, error: CensusError) -> None:
        set_tone(self._next, "fail")
        set_wrong(self._cron, True)
        self._next.setText(str(error))


def kind_of(schedule: Schedule) -> tuple[str, int, int]:
    """(kind on the screen, hour, minute) of a schedule."""
    if schedule.kind in ("manual", "every"):
        return (BY_HAND if schedule.kind == "manual" else EVERY), 0, 0
    if schedule.kind != "cron":
        return KEPT, 0, 0
    parts = schedule.cron.split()
    plain = len(parts) == 5 and parts[0].isdigit() and parts[1].isdigit() and parts[2:4] == ["*", "*"]
    if plain and parts[4] in ("*", "1-5") and int(parts[1]) < 24 and int(parts[0]) < 60:
        return (DAILY if parts[4] == "*" else WEEKDAYS), int(parts[1]), int(parts[0])
    return CRON, 0, 0


def next_times(schedule: Schedule, now: datetime, count: int = 3) -> tuple[datetime, ...]:
    """In the pool: when the schedule fires next. Raises ConfigError for one that cannot work."""
    from census_desktop.usecases.due import check_schedule, next_due

    check_schedule(schedule)
    times: list[datetime] = []
    if schedule.kind == "every":
        return tuple(now + n * timedelta(minutes=schedule.minutes) for n in range(1, count + 1))
    at = now
    while len(times) < count and (due := next_due(schedule, at, at, at)) is not None:
        times.append(due)
        at = due
    return tuple(times)


def time_zones() -> tuple[tuple[str, ...], str]:
    """In the pool: names of all time zones, and the computer's own."""
    from zoneinfo import available_timezones

    from PySide6.QtCore import QTimeZone

    local = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
    known = available_timezones()
    return tuple(sorted(z for z in known if "/" in z and not z.startswith(("Etc/", "posix/", "right/")))), (
        local if local in known and local != "Etc/UTC" else "UTC"
    )

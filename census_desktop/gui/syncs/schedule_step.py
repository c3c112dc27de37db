"""When a sync runs by itself: chosen in words, shown with the next three times."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QDate, QLocale, QTime, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QTimeEdit, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Schedule, Sync
from census_desktop.domain.schedule import BY_RUNNING_MINUTES, CHECK_MINUTES, WEEKDAYS, time_of_day
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.forms import SPIN_MARGINS, Choice, FormRow, OpenChoice, named, set_wrong
from census_desktop.gui.kit.widgets import label, set_tone
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard

BY_HAND, CONTINUOUS, EVERY, CHANGE, AFTER = "manual", "continuous", "every", "on_change", "after"
DAILY, ON_WEEKDAYS, WEEKLY, CRON = "daily", "weekdays", "weekly", "cron"
_AT_A_TIME = (DAILY, ON_WEEKDAYS, WEEKLY)
_UNITS = ((words.tr("minutes"), 1), (words.tr("hours"), 60), (words.tr("days"), 1440))
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
                (self.tr("continuously"), CONTINUOUS),
                (self.tr("every …"), EVERY),
                (self.tr("daily at …"), DAILY),
                (self.tr("on weekdays at …"), ON_WEEKDAYS),
                (self.tr("weekly on …"), WEEKLY),
                (self.tr("by a cron expression"), CRON),
                (self.tr("when data changes"), CHANGE),
                (self.tr("after another sync"), AFTER),
            ),
        )
        self._kind.setMinimumContentsLength(18)
        self._number = named(QSpinBox(), self.tr("Interval"))
        self._number.lineEdit().setTextMargins(*SPIN_MARGINS)
        self._number.setRange(1, _MOST)
        self._unit = Choice(self.tr("Unit of the interval"), _UNITS)
        self._time = named(QTimeEdit(), self.tr("Time of day"))
        self._time.setDisplayFormat("HH:mm")
        self._cron = named(QLineEdit(), self.tr("Cron expression"))
        self._cron.setPlaceholderText("0 6 * * 1-5")
        self._zone = OpenChoice(self.tr("Time zone"), "UTC")
        days = [(said.said(day), str(number)) for number, day in enumerate(WEEKDAYS)]
        self._day = Choice(self.tr("Day of the week"), (*days[1:], days[0]))
        self._other = Choice(self.tr("Sync that it runs after"), placeholder=self.tr("Choose a sync"))
        self._other.setMinimumContentsLength(24)
        self._column = OpenChoice(self.tr("Column that grows with every change"), self.tr("found out by the engine"))
        self._column_row = FormRow(
            self.tr("Column that grows with every change"),
            self._column,
            self.tr("such as updated_at: then count and maximum are asked. Empty: what the database counts by itself."),
            optional=True,
        )
        self._cron_row = FormRow(self.tr("Cron expression"), self._cron, self.tr("minute  hour  day  month  weekday"))
        self._zone_row = FormRow(self.tr("Time zone"), self._zone)
        self._next = label("", "small", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self._kind, self._number, self._unit, self._day, self._time, self._other):
            line.addWidget(widget)
        line.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._cron_row, 1)
        below.addWidget(self._zone_row, 1)
        below.addWidget(self._column_row, 1)
        self.body.addLayout(line)
        self.body.addLayout(below)
        self.body.addWidget(self._next)
        self._kind.activated.connect(lambda _index: self._on_kind())
        self._number.valueChanged.connect(lambda _value: self._say())
        self._unit.activated.connect(lambda _index: self._say())
        self._time.timeChanged.connect(lambda _time: self._say())
        self._cron.textEdited.connect(lambda _text: self._say())
        self._zone.typed.connect(lambda _text: self._say())
        self._day.activated.connect(lambda _index: self._say())
        self._other.activated.connect(lambda _index: self._say())
        self._column.typed.connect(lambda _text: self._say())

    def offer_zones(self, zones: tuple[str, ...], local: str) -> None:
        """Names of time zones; the computer's own comes first."""
        self._local = local
        self._zone.offer([(z, z) for z in dict.fromkeys(("UTC", local, *zones))])
        self._show_schedule(self.sync.schedule)

    _local = "UTC"

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        before = self.sync.schedule
        super().show_sync(sync, choices, fixed=fixed)
        self._other.offer([(name, id_) for id_, name in choices.others if id_ != sync.id], sync.schedule.after)
        self._allow_after(self._other.count() > 0)
        dataset = choices.dataset_of(sync)
        self._column.offer([(name, name) for name in dataset.column_names] if dataset else ())
        if self._read() != sync.schedule or before != sync.schedule:
            self._show_schedule(sync.schedule)
        self._show_what_fits()
        self.asked.emit(sync.schedule)

    def _allow_after(self, allowed: bool) -> None:
        model = self._kind.model()
        if isinstance(model, QStandardItemModel):
            model.item(self._kind.findData(AFTER)).setEnabled(allowed)

    def _show_schedule(self, schedule: Schedule) -> None:
        kind, hour, minute = kind_of(schedule)
        self._kind.choose(kind)
        controls: tuple[QWidget, ...] = (self._number, self._time, self._cron)
        for control in controls:
            control.blockSignals(True)
        if minutes := schedule.minutes or (CHECK_MINUTES if kind == CHANGE else 0):
            unit = next(size for _, size in reversed(_UNITS) if minutes % size == 0)
            self._number.setValue(minutes // unit)
            self._unit.choose(unit)
        if kind in _AT_A_TIME:
            self._time.setTime(QTime(hour, minute))
        if kind == WEEKLY:
            self._day.choose(str(int(schedule.cron.split()[4]) % 7))
        if schedule.cron and self._cron.text() != schedule.cron:
            self._cron.setText(schedule.cron)
        for control in controls:
            control.blockSignals(False)
        self._other.choose(schedule.after)
        self._column.show_text(schedule.column)
        self._zone.show_text(schedule.timezone if schedule.kind == "cron" else self._local)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        kind = self._kind.currentData()
        asks = kind == CHANGE and not self._reads_files
        for widget, shown in (
            (self._number, kind == EVERY or asks),
            (self._unit, kind == EVERY or asks),
            (self._day, kind == WEEKLY),
            (self._time, kind in _AT_A_TIME),
            (self._other, kind == AFTER),
            (self._cron_row, kind == CRON),
            (self._zone_row, kind in (*_AT_A_TIME, CRON)),
            (self._column_row, asks),
        ):
            widget.setVisible(shown)

    @property
    def _reads_files(self) -> bool:
        dataset: Dataset | None = self.choices.dataset_of(self.sync)
        return dataset is None or dataset.source_id in self.choices.local_sources

    def _on_kind(self) -> None:
        """Another kind begins with a value that makes sense."""
        kind = self._kind.currentData()
        others = self.choices.others
        fresh = {
            BY_HAND: Schedule(),
            CONTINUOUS: Schedule("continuous"),
            EVERY: Schedule("every", minutes=60),
            DAILY: Schedule("cron", cron="0 6 * * *", timezone=self._local),
            ON_WEEKDAYS: Schedule("cron", cron="0 6 * * 1-5", timezone=self._local),
            WEEKLY: Schedule("cron", cron="0 6 * * 1", timezone=self._local),
            CRON: Schedule("cron", cron="*/30 8-18 * * 1-5", timezone=self._local),
            CHANGE: Schedule("on_change"),
            AFTER: Schedule("after", after=next((id_ for id_, _ in others if id_ != self.sync.id), "")),
        }[kind]
        self._emit(fresh)

    def _read(self) -> Schedule:
        kind, zone = self._kind.currentData(), self._zone.currentText().strip() or "UTC"
        minutes = self._number.value() * (self._unit.currentData() or 1)
        if kind == EVERY:
            return Schedule("every", minutes=minutes)
        if kind in _AT_A_TIME:
            time = self._time.time()
            days = {DAILY: "*", ON_WEEKDAYS: "1-5"}.get(kind) or self._day.currentData() or "1"
            return Schedule("cron", cron=f"{time.minute()} {time.hour()} * * {days}", timezone=zone)
        if kind == CRON:
            return Schedule("cron", cron=" ".join(self._cron.text().split()), timezone=zone)
        if kind == CHANGE and self._reads_files:
            return Schedule("on_change")
        if kind == CHANGE:
            column = self._column.currentText().strip()
            return Schedule("on_change", minutes=0 if minutes == CHECK_MINUTES else minutes, column=column)
        if kind == AFTER:
            return Schedule("after", after=self._other.currentData() or "")
        return Schedule("continuous" if kind == CONTINUOUS else "manual")

    def _say(self) -> None:
        self._emit(self._read())

    def _emit(self, schedule: Schedule) -> None:
        if schedule != self.sync.schedule:
            self.edited.emit(replace(self.sync, schedule=schedule))

    def show_times(self, times: tuple[datetime, ...], now: datetime) -> None:
        """The next times, in the schedule's zone and in local time; or what sets the sync off, where it has no times."""
        set_tone(self._next, "")
        set_wrong(self._cron, False)
        if not times:
            self._next.setText(self._without_times())
            return
        said = self.tr("Next: %1, your time").replace("%1", _listed(times))
        zone = self.sync.schedule.timezone
        if self.sync.schedule.kind == "cron" and (there := _in_zone(times, zone)) != _in_zone(times, ""):
            said = self.tr("Next in %2: %1\nYour time: %3")
            said = said.replace("%1", there).replace("%2", zone).replace("%3", _in_zone(times, ""))
        self._next.setText(said)

    def _without_times(self) -> str:
        return {
            "manual": self.tr("Runs only when you say so."),
            "continuous": self.tr("Runs again a minute after each run has ended, after a failure in a quarter of an hour."),
            "on_change": self._how_changes_are_noticed(),
            "after": self.tr(
                "Runs once each time the other one has succeeded. Some rejected records do not hold it up, all of them do."
            ),
        }.get(self.sync.schedule.kind, "")

    def _how_changes_are_noticed(self) -> str:
        if self._reads_files:
            return self.tr("Runs within seconds after its files, or those of related data sets, have changed.")
        text = self.tr("The database is asked that often, cheaply. One that does not tell of changes is found out by running, ")
        text += self.tr("every %1 minutes unless you say otherwise.").replace("%1", str(BY_RUNNING_MINUTES))
        return text

    def show_refusal(self, error: CensusError) -> None:
        set_tone(self._next, "fail")
        set_wrong(self._cron, True)
        self._next.setText(str(error))


def _listed(times: tuple[datetime, ...]) -> str:
    return " · ".join(f"{words.day(t)} {words.clock(t)}" for t in times)


def _in_zone(times: tuple[datetime, ...], zone: str) -> str:
    """Days and times of the day there; "" is here."""
    try:
        there = [t.astimezone(ZoneInfo(zone) if zone else None) for t in times]
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    return " · ".join(f"{QLocale().toString(QDate(t.year, t.month, t.day), 'ddd d MMM')} {t:%H:%M}" for t in there)


def kind_of(schedule: Schedule) -> tuple[str, int, int]:
    """(kind on the screen, hour, minute) of a schedule."""
    if schedule.kind != "cron":
        return schedule.kind, 0, 0
    if at := time_of_day(schedule.cron):
        hour, minute, days = at
        kind = {"*": DAILY, "1-5": ON_WEEKDAYS}.get(days) or (WEEKLY if days.isdigit() and int(days) <= 7 else "")
        if kind:
            return kind, hour, minute
    return CRON, 0, 0


def next_times(schedule: Schedule, now: datetime, count: int = 3) -> tuple[datetime, ...]:
    """In the pool: when the schedule fires next. Raises ConfigError for one that cannot work."""
    from census_desktop.usecases.due import check_schedule, next_due

    check_schedule(schedule)
    times: list[datetime] = []
    if schedule.kind == "every":
        return tuple(now + n * timedelta(minutes=schedule.minutes) for n in range(1, count + 1))
    if schedule.kind != "cron":
        return ()
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

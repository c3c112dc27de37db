"""One record's story as lines: read in the pool, put into words for the record page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Segment, SyncStatus
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.records import RecordEvent, RecordStory, Verdict
from census_desktop.domain.rows import SyncRow
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.exports import KEY, MASK, masked, plain_text
from census_desktop.gui.kit.models import Column
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, tr
from census_desktop.gui.syncs.hidden import hidden_fields

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

NOTHING = "—"
Hidden = Callable[[], frozenset[str]]

KINDS = {
    "added": (QT_TRANSLATE_NOOP("", "Added"), "plus", "ok"),
    "changed": (QT_TRANSLATE_NOOP("", "Changed"), "pencil", "run"),
    "removed": (QT_TRANSLATE_NOOP("", "Removed"), "minus", "fail"),
    "invalid": (QT_TRANSLATE_NOOP("", "Invalid"), "alert", "warn"),
    "unchanged": (QT_TRANSLATE_NOOP("", "Unchanged"), "check", "rest"),
}
OUTCOMES = {
    "acknowledged": State(QT_TRANSLATE_NOOP("", "Acknowledged"), "check", "ok"),
    "accepted": State(QT_TRANSLATE_NOOP("", "Accepted"), "check", "ok"),
    "rejected": State(QT_TRANSLATE_NOOP("", "Rejected"), "alert", "warn"),
    "unknown": State(QT_TRANSLATE_NOOP("", "No answer known"), "info", "warn"),
    "waiting": State(QT_TRANSLATE_NOOP("", "Waiting"), "clock", "rest"),
    "unsent": State(QT_TRANSLATE_NOOP("", "Not sent"), "minus", "rest"),
    "excluded": State(QT_TRANSLATE_NOOP("", "Left out"), "minus", "rest"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A story with the sync that it belongs to."""

    story: RecordStory
    row: SyncRow
    hidden: frozenset[str]
    """Destination fields that are personal, with KEY when the key is."""
    hidden_columns: frozenset[str]
    """Columns of the data set that are."""
    dataset_id: str = ""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A destination field: what is there, what would be sent now."""

    field: str
    there: Any
    now: Any
    is_there: bool
    is_sent: bool

    @property
    def differs(self) -> bool:
        return self.is_there != self.is_sent or self.there != self.now


def read_story(app: App, sync_id: str, key: str, cancel: CancelToken) -> Told:
    """In the pool: everything that is known of the record."""
    row = app.syncs.row(sync_id)
    hidden = hidden_fields(app, sync_id)
    dataset = app.syncs.dataset_of(row.sync)
    columns = frozenset(c.name for c in dataset.columns if c.pii)
    return Told(app.records.story(sync_id, key, cancel=cancel), row, hidden, columns, dataset.id)


def sync_choices(app: App) -> tuple[tuple[str, str], ...]:
    """In the pool: (name, id) of every sync that can have sent something."""
    syncs = (s for s in app.syncs.all() if s.status is not SyncStatus.DRAFT)
    return tuple(sorted(((s.name, s.id) for s in syncs), key=lambda pair: pair[0].casefold()))


def member_key(app: App, segment: Segment, place: int, cancel: CancelToken) -> tuple[str, str]:
    """In the pool: (sync, key) of a member by its place in the list, for the first sync of the segment. Read anew, because
    the list on the screen may hold dots in the place of the key."""
    rows = [r for r in app.syncs.rows(segment_id=segment.id) if r.sync.status is not SyncStatus.DRAFT]
    if not rows:
        raise CensusError("This segment is sent nowhere yet.", hint="Records have a story once a sync has sent them.")
    column = rows[0].sync.key.column
    preview = app.segments.preview(segment, 1, place, cancel, reveal=True)
    if not preview.rows or column not in preview.columns:
        raise CensusError("This record is no longer there.", hint="Read the members again.")
    return rows[0].sync.id, plain_text(preview.rows[0][preview.columns.index(column)])


def member_identity(app: App, segment: Segment, place: int, cancel: CancelToken) -> tuple[str, str]:
    """In the pool: (unique identifier, data set) of a member by its place in the list, read anew as for `member_key`."""
    dataset = app.datasets.get(segment.dataset_id)
    column = dataset.unique_identifier or dataset.email
    preview = app.segments.preview(segment, 1, place, cancel, reveal=True)
    if not preview.rows or column not in preview.columns:
        raise CensusError("This record cannot be told from others.", hint="The data set needs a unique identifier.")
    return plain_text(preview.rows[0][preview.columns.index(column)]), dataset.id


def value_lines(story: RecordStory) -> tuple[ValueLine, ...]:
    there, now = story.acknowledged or {}, story.now or {}
    names = list(dict.fromkeys((*now, *there)))
    return tuple(ValueLine(n, there.get(n), now.get(n), n in there, n in now) for n in names)


def value_columns(there: str, hidden: Hidden) -> tuple[Column[ValueLine], ...]:
    def shown(line: ValueLine, value: Any, known: bool) -> str:
        if not known:
            return NOTHING
        value = masked(line.field, value, hidden())
        return "null" if value is None else plain_text(value) or "“”"

    def before(line: ValueLine) -> str:
        return shown(line, line.there, line.is_there)

    def after(line: ValueLine) -> str:
        return shown(line, line.now, line.is_sent)

    def tone(role: str) -> Callable[[ValueLine], str]:
        return lambda line: role if line.differs else "text"

    return (
        Column(tr("Field"), lambda line: line.field, width=150),
        Column(
            tr("At %1").replace("%1", there),
            before,
            tone=lambda line: tone("fail")(line) if line.is_there else "secondary",
            tooltip=before,
        ),
        Column(
            tr("Would be sent now"),
            after,
            tone=lambda line: tone("ok")(line) if line.is_sent else "secondary",
            tooltip=after,
        ),
    )


def outcome_of(event: RecordEvent) -> State:
    return OUTCOMES.get(event.outcome, State(event.outcome, "info", "rest"))


def event_columns(hidden: Hidden, now: Callable[[], datetime]) -> tuple[Column[RecordEvent], ...]:
    """What a run did, how it ended, when, and which values it carried."""

    def what(event: RecordEvent) -> str:
        said = tr(KINDS[event.kind][0]) if event.kind in KINDS else event.kind
        return f"{said} · {event.audience}" if event.audience else said

    def values(event: RecordEvent) -> str:
        return values_text(event, hidden())

    def said(event: RecordEvent) -> str:
        return event.reply or values(event)

    return (
        Column(
            tr("What"),
            what,
            width=120,
            icon=lambda e: icons.icon(*KINDS.get(e.kind, ("", "info", "rest"))[1:]),
            tone=lambda e: "text",
        ),
        Column(tr("Outcome"), lambda e: outcome_of(e).word, width=140),
        Column(
            tr("Values and reply"),
            said,
            second=lambda e: values(e) if e.reply else "",
            tone=lambda e: "warn" if e.reply and e.outcome in ("rejected", "unknown") else "text",
            tooltip=lambda e: "\n".join(filter(None, (e.reply, values(e).replace(" · ", "\n")))),
        ),
        Column(tr("When"), lambda e: words.ago(e.at, now()), width=110, tooltip=lambda e: words.exact(e.at)),
    )


def values_text(event: RecordEvent, hidden: frozenset[str]) -> str:
    """What differed, field by field; of an added record its values."""
    before: Mapping[str, Any] = event.before or {}
    after: Mapping[str, Any] = event.after or {}

    def text(name: str, value: Any) -> str:
        value = masked(name, value, hidden)
        return "null" if value is None else plain_text(value) or "“”"

    if event.before is None:
        return " · ".join(f"{name}: {text(name, value)}" for name, value in after.items())
    if event.after is None:
        return " · ".join(f"{name}: {text(name, value)}" for name, value in before.items())
    differ = [n for n in after if before.get(n) != after[n] or n not in before]
    pairs = (f"{n}: {text(n, before.get(n))} → {text(n, after[n])}" for n in differ)
    return " · ".join(pairs) or tr("the same values again")


def standing(story: RecordStory) -> tuple[State, str]:
    """Whether the record is in, as a badge, and in a sentence."""
    if story.member is None:
        return State(QT_TRANSLATE_NOOP("", "Not known now"), "info", "rest"), tr("The source cannot be asked at the moment.")
    if story.member:
        return State(QT_TRANSLATE_NOOP("", "In"), "check", "ok"), tr("It is among what the sync sends.")
    if story.present:
        return State(QT_TRANSLATE_NOOP("", "Out"), "minus", "rest"), tr(
            "It is in the data set, but not in what the sync sends."
        )
    return State(QT_TRANSLATE_NOOP("", "Gone"), "cross", "rest"), tr("The data set has no such record.")


def verdict_value(verdict: Verdict, hidden_columns: frozenset[str]) -> str:
    """What the record has where the line compares a column."""
    if not verdict.column:
        return ""
    value = masked(verdict.column, verdict.value, hidden_columns)
    return tr("here: %1").replace("%1", "null" if value is None else plain_text(value) or "“”")


def shown_key(key: str, hidden: frozenset[str]) -> str:
    return MASK if KEY in hidden else key

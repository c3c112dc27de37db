"""explain: everything about one record of a sync: in or out and why, what the destination has, and what every run did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.output import plain_value, printable, shown
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.model import Sync
from census_desktop.domain.records import RecordEvent, RecordStory, Verdict

_OUTCOMES = {
    "acknowledged": "the destination took it",
    "accepted": "the destination accepted it, without a word on it",
    "rejected": "the destination refused it",
    "unknown": "nobody knows whether it was taken",
    "waiting": "not sent yet",
    "unsent": "not sent by this run",
    "excluded": "taken out by hand",
}


def register(commands: Commands, help_: str) -> None:
    explain_ = commands.add("explain", explain, help_)
    explain_.add_argument("sync", metavar="SYNC", help="name or id")
    explain_.add_argument("key", metavar="KEY", help="the record's value of the sync key, exactly")
    explain_.add_argument("--reveal", action="store_true", help="show personal data, which is masked otherwise")


@dataclass(frozen=True, slots=True)
class _Source:
    """What the sync reads, in words."""

    dataset: str
    segment: str

    @property
    def words(self) -> str:
        return f"the segment “{self.segment}”" if self.segment else f"the data set “{self.dataset}”"


def explain(context: Context) -> int:
    app, args = context.app, context.args
    sync = app.syncs.get(args.sync)
    told = in_worker(context, lambda cancel: app.records.story(sync.id, args.key, cancel))
    dataset = app.syncs.dataset_of(sync)
    segment = app.segments.get(sync.source.id).name if sync.source.kind == "segment" else ""
    story = told
    if not args.reveal:
        columns = frozenset(c.name for c in dataset.columns if c.pii)
        story = _masked(told, app.runs.hidden_fields(sync.id, _fields(told)), columns)
    for warning in story.warnings:
        context.out.note(f"Notice: {printable(warning)}")
    if story != told:
        context.out.note("Personal data is masked. Show it with --reveal.")
    context.out.result(lambda: _shape(story, sync), lambda: _letter(context, story, sync, _Source(dataset.name, segment)))
    return 0


def _fields(story: RecordStory) -> frozenset[str]:
    """Every field of which the story has a value."""
    kept = [story.acknowledged, story.now, *(values for e in story.events for values in (e.before, e.after))]
    return frozenset(field for values in kept for field in values or ())


def _masked(story: RecordStory, fields: frozenset[str], columns: frozenset[str]) -> RecordStory:
    """The story without personal data: values of these destination fields, and of these columns in the definition."""

    def dots(values: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        if values is None:
            return None
        return {f: shapes.HIDDEN if f in fields and v is not None else v for f, v in values.items()}

    def covered(verdict: Verdict) -> Verdict:
        hidden = verdict.column in columns and verdict.value is not None
        return replace(verdict, value=shapes.HIDDEN) if hidden else verdict

    return replace(
        story,
        verdicts=tuple(covered(v) for v in story.verdicts),
        acknowledged=dots(story.acknowledged),
        now=dots(story.now),
        events=tuple(replace(e, before=dots(e.before), after=dots(e.after)) for e in story.events),
    )


def _shape(story: RecordStory, sync: Sync) -> shapes.Json:
    def values(found: Mapping[str, Any] | None) -> Any:
        return plain_value(dict(found)) if found is not None else None

    return {
        "sync": sync.name,
        "key": story.key,
        "destination": story.destination,
        "object": story.object,
        "present": story.present,
        "member": story.member,
        "definition": [
            {"path": v.path, "line": v.text, "holds": v.holds, "column": v.column or None, "value": plain_value(v.value)}
            for v in story.verdicts
        ],
        "acknowledged": values(story.acknowledged),
        "now": values(story.now),
        **({"audiences": list(story.audiences)} if sync.audience_column else {}),
        "retry": story.retry or None,
        "events": [
            {
                "run": e.run_id,
                "at": shapes.moment(e.at),
                "kind": e.kind,
                "outcome": e.outcome,
                "before": values(e.before),
                "after": values(e.after),
                "reply": e.reply or None,
                **({"audience": e.audience} if sync.audience_column else {}),
            }
            for e in story.events
        ],
        "kept_from": shapes.moment(story.kept_from),
        "warnings": list(story.warnings),
    }


def _letter(context: Context, story: RecordStory, sync: Sync, source: _Source) -> None:
    out = context.out
    out.text(printable(f"{sync.key.column} {story.key} of “{sync.name}”, for {story.destination}, {story.object}"))
    out.text()
    out.text(printable(_standing(story, source)))
    for verdict in story.verdicts:
        value = f"   ({verdict.column} is {_said(verdict.value)})" if verdict.column else ""
        out.text(printable(f"  {'  ' * verdict.depth}{'yes' if verdict.holds else 'no ':3}  {verdict.text}{value}"))
    out.text()
    if sync.audience_column:
        names = ", ".join(f"“{name}”" for name in story.audiences)
        out.text(printable(f"There it is in {names}." if names else "There it is in no audience of this sync."))
    for line in _values(story):
        out.text(printable(line))
    if story.retry:
        out.text(story.retry)
    out.text()
    if not story.events:
        out.text("No run whose records are kept had anything to send of it.")
    for event in story.events:
        for line in _event(event):
            out.text(printable(line))
    if story.kept_from:
        out.note(f"Records are kept of runs since {shown(story.kept_from)}.")


def _standing(story: RecordStory, source: _Source) -> str:
    """The verdict in a sentence, with the lines that decided it."""
    if story.member is None:
        return "Whether it is in the data now is not known: the source cannot be asked."
    if not story.present:
        return f"It is not in the data set “{source.dataset}” now."
    if story.member:
        return f"It is in {source.words} now."
    failed = [f"“{v.text}”" for v in story.verdicts if v.depth == 0 and not v.holds]
    if not failed:
        return f"It is in the data set, but not in {source.words}, which has a limit."
    verb = "does" if len(failed) == 1 else "do"
    return f"It is in the data set, but not in {source.words}: {' and '.join(failed)} {verb} not hold."


def _values(story: RecordStory) -> Iterable[str]:
    """What the destination has, and what would be sent now, field by field where both are known."""
    there, now = story.acknowledged, story.now
    if there is None and now is None:
        return ["The destination has nothing of it from this sync, and nothing would be sent."]
    if there is None:
        return ["The destination has nothing of it yet. Now would be sent:", *_listed(now or {})]
    if now is None:
        return ["The destination has taken:", *_listed(there)]
    if dict(there) == dict(now):
        return ["The destination has taken, and it is still so:", *_listed(there)]
    width = max(map(len, [*there, *now]), default=0)
    lines = []
    for name in dict.fromkeys([*there, *now]):
        before, after = (_said(values[name]) if name in values else "nothing" for values in (there, now))
        lines.append(f"  {name:{width}}  {before}" + (f" → {after}" if before != after else ""))
    return ["The destination has taken → now would be sent:", *lines]


def _listed(values: Mapping[str, Any]) -> list[str]:
    width = max(map(len, values), default=0)
    return [f"  {name:{width}}  {_said(value)}" for name, value in values.items()] or ["  the key alone"]


def _event(event: RecordEvent) -> Iterable[str]:
    outcome = "set aside before sending" if event.kind == "invalid" else _OUTCOMES.get(event.outcome, event.outcome)
    where = f" in “{event.audience}”" if event.audience else ""
    yield f"{shown(event.at)}  {event.kind}{where}, {outcome}  (run {event.run_id[:8]})"
    if event.reply:
        yield f"    {event.reply}"
    before, after = event.before or {}, event.after or {}
    for name in dict.fromkeys([*before, *after]):
        if event.before is None or event.kind == "invalid":
            yield f"    {name}: {_said(after.get(name))}"
        elif event.after is not None and before.get(name) != after.get(name):
            yield f"    {name}: {_said(before.get(name))} → {_said(after.get(name))}"


def _said(value: Any) -> str:
    """A value as it is, without separators of thousands; null and the empty text are told apart."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value != "" else "“”"

"""segments: living groups of records of a data set."""

from __future__ import annotations

from typing import Any

from census_desktop.cli import analyze, shapes
from census_desktop.cli.arguments import Commands, add_document_arguments, positive
from census_desktop.cli.changes import add_from_file
from census_desktop.cli.context import Context
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.membership import higher
from census_desktop.domain.model import Segment
from census_desktop.domain.ports import Preview
from census_desktop.domain.rows import SegmentCount, SegmentRow

_PAGE = 500


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("segments", help_)
    list__ = verbs.add("list", list_, "list the segments")
    list__.add_argument("--search", metavar="TEXT", default="", help="only those whose name or data set has this text")
    made = {
        do: verbs.add(name, do, help_)
        for name, do, help_ in (
            ("show", show, "show a segment's definition"),
            ("count", count, "count a segment's records now"),
            ("sql", sql, "show the query that runs in the engine"),
            ("preview", preview, "show the first records of a segment"),
            ("duplicate", duplicate, "copy a segment; its cohorts are drawn anew"),
            ("history", history, "show what was changed, and when"),
            ("restore", restore, "bring back the definition that a change replaced"),
        )
    }
    for parser in made.values():
        parser.add_argument("segment", metavar="SEGMENT", help="name or id")
    for do in (count, sql, preview):
        made[do].add_argument("--cohort", metavar="COHORT", default="", help="only this part of its experiment")
    made[duplicate].add_argument("--name", default="", help="the copy's name (else the name with “copy” behind it)")
    made[restore].add_argument("--at", metavar="ID", type=positive, required=True, help="the change, as history has it")
    preview_ = made[preview]
    preview_.add_argument("--rows", metavar="N", type=positive, default=25, help="how many (else 25)")
    preview_.add_argument("--reveal", action="store_true", help="show columns with personal data, which are masked otherwise")
    add_document_arguments(verbs.add("add", add, "add or change segments"), "the segments", required=True)
    analyze.register(verbs)


def list_(context: Context) -> int:
    rows = _all_rows(context)
    context.out.result(
        lambda: [shapes.segment(r) for r in rows],
        lambda: context.out.table(
            ("NAME", "DATA SET", "SIZE", "SYNCS", "HEALTH", "LAST RUN"),
            [(r.name, r.dataset, r.size, r.syncs, r.health.value, r.last_run_at) for r in rows],
            empty=_empty(context.args.search),
        ),
    )
    return 0


def _empty(search: str) -> str:
    if search:
        return f"No segment has “{search}” in its name or data set."
    return "There is no segment yet. Add one with: census-desktop segments add --file FILE"


def _all_rows(context: Context) -> list[SegmentRow]:
    rows: list[SegmentRow] = []
    while True:
        page = context.app.segments.page(context.args.search, offset=len(rows), limit=_PAGE)
        rows += page.rows
        if not page.rows or len(rows) >= page.total:
            return rows


def show(context: Context) -> int:
    app = context.app
    segment = app.segments.get(context.args.segment)
    item = app.document.item(segment)
    syncs = [s.name for s in app.catalog.syncs_of(segment_id=segment.id)]
    context.out.result(
        lambda: shapes.segment_with_definition(segment, item, syncs), lambda: _show(context, segment, item, syncs)
    )
    return 0


def _show(context: Context, segment: Segment, item: dict[str, Any], syncs: list[str]) -> None:
    size = f"{segment.size:,} of {segment.size_of:,}" if segment.size is not None and segment.size_of is not None else ""
    context.out.facts(
        (
            ("Name", segment.name),
            ("Data set", item["dataset"]),
            ("Description", segment.description),
            ("Folder", segment.folder),
            ("Tags", ", ".join(segment.tags)),
            ("Size", size),
            ("Counted", segment.size_at),
            ("Syncs", ", ".join(syncs) or "none"),
        )
    )
    context.out.text()
    definition: dict[str, Any] = {key: item[key] for key in shapes.DEFINITION if key in item}
    if definition:
        context.out.text(context.app.document.to_yaml(definition).rstrip())
    else:
        context.out.text(f"Everyone in {item['dataset']}.")
    for line in _lists(context, segment):
        context.out.text(line)


def _lists(context: Context, segment: Segment) -> list[str]:
    """What the data set's lists add to the definition."""
    dataset = context.app.segments.dataset_of(segment)
    lines = []
    if excluded := [f"“{e.name}”" for e in dataset.exclusions if e.enabled]:
        lines.append(f"Without those on the exclusion list{'s' if len(excluded) > 1 else ''} {' and '.join(excluded)}.")
    if before := [f"“{context.app.segments.get(id_).name}”" for id_ in higher(dataset, segment.id)]:
        lines.append(f"Without members of {' and '.join(before)}, which {'have' if len(before) > 1 else 'has'} priority.")
    return lines


def count(context: Context) -> int:
    app = context.app
    segment = app.segments.in_cohort(context.args.segment, context.args.cohort)
    counted = in_worker(context, lambda cancel: app.segments.count(segment, cancel, remember=True))
    context.out.result(lambda: shapes.count(segment, counted), lambda: _count(context, segment, counted))
    return 0


def _count(context: Context, segment: Segment, counted: SegmentCount) -> None:
    share = f" ({counted.count / counted.of:.1%})" if counted.of else ""
    dataset = context.app.segments.dataset_of(segment)
    context.out.text(f"{counted.count:,} of {counted.of:,} in {dataset.name}{share}")


def preview(context: Context) -> int:
    app, args = context.app, context.args
    segment = app.segments.in_cohort(args.segment, args.cohort)
    found = in_worker(context, lambda cancel: app.segments.preview(segment, args.rows, cancel=cancel, reveal=args.reveal))
    context.out.result(lambda: shapes.preview(found), lambda: _preview(context, segment, found))
    return 0


def _preview(context: Context, segment: Segment, found: Preview) -> None:
    context.out.table(found.columns, found.rows, empty=f"“{segment.name}” has no members now.")
    hidden = [c.name for c in context.app.segments.dataset_of(segment).columns if c.pii and c.name in found.columns]
    if found.rows and hidden and not context.args.reveal:
        context.out.note(f"Masked: {', '.join(hidden)}. Show personal data with --reveal.")


def sql(context: Context) -> int:
    segment = context.app.segments.in_cohort(context.args.segment, context.args.cohort)
    dialect, text = context.app.segments.sql(segment)
    context.out.result(lambda: {"dialect": dialect, "sql": text}, lambda: context.out.text(text))
    return 0


def duplicate(context: Context) -> int:
    app, args = context.app, context.args
    copy = app.segments.duplicate(args.segment, args.name)
    context.out.result(lambda: _shape(context, copy), lambda: context.out.text(f"“{copy.name}” was made."))
    return 0


def history(context: Context) -> int:
    segment = context.app.segments.get(context.args.segment)
    changes = context.app.segments.history(segment.id)
    context.out.result(
        lambda: [shapes.past(change) for change in changes],
        lambda: context.out.table(
            ("ID", "AT", "WHAT", "DETAIL", "CAN BE RESTORED"),
            [(c.id, c.at, c.what, c.detail, "yes" if c.before else "") for c in changes],
            empty=f"Nothing is known of “{segment.name}”.",
        ),
    )
    return 0


def restore(context: Context) -> int:
    app, args = context.app, context.args
    segment = app.segments.go_back(app.segments.get(args.segment).id, args.at)
    context.out.result(
        lambda: _shape(context, segment),
        lambda: context.out.text(f"“{segment.name}” is as it was before change {args.at}."),
    )
    return 0


def _shape(context: Context, segment: Segment) -> dict[str, Any]:
    syncs = [s.name for s in context.app.catalog.syncs_of(segment_id=segment.id)]
    return shapes.segment_with_definition(segment, context.app.document.item(segment), syncs)


def add(context: Context) -> int:
    return add_from_file(context, "segments")

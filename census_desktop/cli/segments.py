"""segments: living groups of records of a data set."""

from __future__ import annotations

from typing import Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands, add_document_arguments, positive
from census_desktop.cli.changes import add_from_file
from census_desktop.cli.context import Context
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.model import Segment
from census_desktop.domain.ports import Preview
from census_desktop.domain.rows import SegmentCount, SegmentRow

_PAGE = 500


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("segments", help_)
    list__ = verbs.add("list", list_, "list the segments")
    list__.add_argument("--search", metavar="TEXT", default="", help="only those whose name or data set has this text")
    for name, do, help_ in (
        ("show", show, "show a segment's definition"),
        ("count", count, "count a segment's records now"),
        ("sql", sql, "show the query that runs in the engine"),
    ):
        verbs.add(name, do, help_).add_argument("segment", metavar="SEGMENT", help="name or id")
    preview_ = verbs.add("preview", preview, "show the first records of a segment")
    preview_.add_argument("segment", metavar="SEGMENT", help="name or id")
    preview_.add_argument("--rows", metavar="N", type=positive, default=25, help="how many (else 25)")
    preview_.add_argument("--reveal", action="store_true", help="show columns with personal data, which are masked otherwise")
    add_document_arguments(verbs.add("add", add, "add or change segments"), "the segments", required=True)


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
            ("Size", size),
            ("Counted", segment.size_at),
            ("Syncs", ", ".join(syncs) or "none"),
        )
    )
    context.out.text()
    definition: dict[str, Any] = {key: item[key] for key in ("where", "limit") if key in item}
    if not definition:
        context.out.text(f"Everyone in {item['dataset']}.")
        return
    context.out.text(context.app.document.to_yaml(definition).rstrip())


def count(context: Context) -> int:
    app = context.app
    segment = app.segments.get(context.args.segment)
    counted = in_worker(context, lambda cancel: app.segments.count(segment, cancel, remember=True))
    context.out.result(lambda: shapes.count(segment, counted), lambda: _count(context, segment, counted))
    return 0


def _count(context: Context, segment: Segment, counted: SegmentCount) -> None:
    share = f" ({counted.count / counted.of:.1%})" if counted.of else ""
    dataset = context.app.segments.dataset_of(segment)
    context.out.text(f"{counted.count:,} of {counted.of:,} in {dataset.name}{share}")


def preview(context: Context) -> int:
    app, args = context.app, context.args
    segment = app.segments.get(args.segment)
    found = in_worker(context, lambda cancel: app.segments.preview(segment, args.rows, cancel=cancel, reveal=args.reveal))
    context.out.result(lambda: shapes.preview(found), lambda: _preview(context, segment, found))
    return 0


def _preview(context: Context, segment: Segment, found: Preview) -> None:
    context.out.table(found.columns, found.rows, empty=f"“{segment.name}” has no members now.")
    hidden = [c.name for c in context.app.segments.dataset_of(segment).columns if c.pii and c.name in found.columns]
    if found.rows and hidden and not context.args.reveal:
        context.out.note(f"Masked: {', '.join(hidden)}. Show personal data with --reveal.")


def sql(context: Context) -> int:
    segment = context.app.segments.get(context.args.segment)
    dialect, text = context.app.segments.sql(segment)
    context.out.result(lambda: {"dialect": dialect, "sql": text}, lambda: context.out.text(text))
    return 0


def add(context: Context) -> int:
    return add_from_file(context, "segments")

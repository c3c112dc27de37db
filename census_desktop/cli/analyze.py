"""segments breakdown, profile, overlap, compare: studies of segments, counted in the engine or as they were counted last."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.output import Cell, plain_value, printable
from census_desktop.cli.shapes import Json, moment
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.analysis import TIMES, Bar, Breakdown, Overlap, Profile, Studied, Trait
from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Segment
from census_desktop.domain.ports import CancelToken


def register(verbs: Commands) -> None:
    """Add the verbs to those of segments."""
    one = "name or id"
    breakdown_ = _known(verbs.add("breakdown", breakdown, "count a segment over a column, beside its data set"))
    breakdown_.add_argument("segment", metavar="SEGMENT", help=one)
    breakdown_.add_argument("--by", metavar="COLUMN", required=True, help="the column")
    _known(verbs.add("profile", profile, "show what is more and less common in a segment than in its data set")).add_argument(
        "segment", metavar="SEGMENT", help=one
    )
    for name, do, help_ in (
        ("overlap", overlap, "count who is in which of up to six segments"),
        ("compare", compare, "show what part of each segment is in each of the others"),
    ):
        parser = _known(verbs.add(name, do, help_))
        parser.add_argument("segments", metavar="SEGMENT", nargs="+", help="two to six names or ids of one data set")


def _known(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--known", action="store_true", help="as it was counted last, without asking the source")
    return parser


def _study(
    context: Context, known: Callable[[], Studied | None], count: Callable[[CancelToken], Studied], what: str
) -> Studied:
    if not context.args.known:
        return in_worker(context, count)
    if (found := known()) is None:
        raise NotFoundError(f"{what} was not counted yet.", hint="Count it by leaving --known away.")
    if found.outdated:
        context.out.note("The definition has changed since this was counted.")
    return found


def breakdown(context: Context) -> int:
    analysis, column = context.app.analysis, context.args.by
    segment = context.app.segments.get(context.args.segment)
    found = _study(
        context,
        lambda: analysis.known_breakdown(segment, column),
        lambda cancel: analysis.breakdown(segment, column, cancel),
        f"“{segment.name}” over “{column}”",
    )
    context.out.result(lambda: _breakdown_json(segment, found), lambda: _breakdown_text(context, found.found))
    return 0


def _breakdown_json(segment: Segment, studied: Studied) -> Json:
    found: Breakdown = studied.found
    return {
        "segment": segment.name,
        "column": found.column,
        "kind": found.kind,
        "unit": found.unit or None,
        "size": found.size,
        "of": found.of,
        "counted_at": moment(studied.at),
        "bars": [_bar(bar, found.size, found.of) for bar in found.bars],
    }


def _bar(bar: Bar, size: int, of: int) -> Json:
    plain: Json = {"role": bar.role, "value": plain_value(bar.value), "low": bar.low, "high": bar.high}
    shares = {"share": _share(bar.here, size), "share_of": _share(bar.everywhere, of)}
    return {**plain, "values": bar.values, "count": bar.here, "of": bar.everywhere, **shares}


def _breakdown_text(context: Context, found: Breakdown) -> None:
    rows = [
        (name_of(bar, found.kind), bar.here, _percent(bar.here, found.size), bar.everywhere, _percent(bar.everywhere, found.of))
        for bar in found.bars
    ]
    titles = (printable(found.column.upper()), "MEMBERS", "SHARE", "DATA SET", "SHARE")
    context.out.table(titles, rows, empty="The data set is empty.")


def profile(context: Context) -> int:
    analysis, segment = context.app.analysis, context.app.segments.get(context.args.segment)
    found = _study(
        context,
        lambda: analysis.known_profile(segment),
        lambda cancel: analysis.profile(segment, cancel),
        f"The profile of “{segment.name}”",
    )
    context.out.result(lambda: _profile_json(segment, found), lambda: _profile_text(context, found.found))
    return 0


def _profile_json(segment: Segment, studied: Studied) -> Json:
    found: Profile = studied.found

    def trait(t: Trait) -> Json:
        figures = {"ratio": round(t.ratio, 4), "ratio_low": round(t.low, 4), "ratio_high": round(t.high, 4), "z": round(t.z, 2)}
        return {"column": t.column, **_bar(t.bar, found.size, found.of), **figures, "in_definition": t.defined}

    return {
        "segment": segment.name,
        "size": found.size,
        "of": found.of,
        "counted_at": moment(studied.at),
        "columns": found.columns,
        "left_out": list(found.left_out),
        "traits": [trait(t) for t in found.traits],
    }


def _profile_text(context: Context, found: Profile) -> None:
    rows = [
        (
            t.column,
            name_of(t.bar, t.kind),
            f"{t.ratio:.2f} ×",
            _percent(t.bar.here, found.size),
            _percent(t.bar.everywhere, found.of),
            "by definition" if t.defined else "",
        )
        for t in sorted(found.traits, key=lambda t: (t.defined, -t.ratio))
    ]
    titles = ("COLUMN", "VALUE", "RATIO", "SEGMENT", "DATA SET", "")
    context.out.table(titles, rows, empty="Nothing differs enough to be sure of it.")
    if found.left_out:
        context.out.note(f"Too many values to compare: {', '.join(found.left_out)}.")


def overlap(context: Context) -> int:
    found = _overlap(context)
    over: Overlap = found.found
    context.out.result(
        lambda: {
            **_sizes(found),
            "regions": [
                {"in": [over.segments[n].name for n in inside], "name": over.region_name(inside), "count": count}
                for inside, count in over.regions
            ],
        },
        lambda: context.out.table(
            ("REGION", "MEMBERS", "OF THE DATA SET"),
            [(over.region_name(inside), count, _percent(count, over.of)) for inside, count in over.regions],
            empty="These segments have no members.",
        ),
    )
    return 0


def compare(context: Context) -> int:
    found = _overlap(context)
    over: Overlap = found.found
    numbers = range(len(over.segments))
    pairs = [(a, b) for a in numbers for b in numbers if a != b]

    def text() -> None:
        names = [s.name for s in over.segments]
        rows: list[tuple[Cell, ...]] = [(names[a], over.size(a), *(_cell(over, a, b) for b in numbers)) for a in numbers]
        context.out.table(("OF \\ IN", "MEMBERS", *names), rows, empty="")

    context.out.result(
        lambda: {
            **_sizes(found),
            "pairs": [
                {
                    "of": over.segments[a].name,
                    "in": over.segments[b].name,
                    "count": over.size(a, b),
                    "share": over.share(a, b),
                }
                for a, b in pairs
            ],
        },
        text,
    )
    return 0


def _cell(over: Overlap, a: int, b: int) -> str:
    return "" if a == b else f"{over.size(a, b):,} ({_percent(over.size(a, b), over.size(a))})"


def _overlap(context: Context) -> Studied:
    analysis = context.app.analysis
    segments = [context.app.segments.get(ref) for ref in context.args.segments]
    return _study(
        context,
        lambda: analysis.known_overlap(segments),
        lambda cancel: analysis.overlap(segments, cancel),
        "The overlap of these segments",
    )


def _sizes(studied: Studied) -> Json:
    found: Overlap = studied.found
    sizes = [{"name": s.name, "size": found.size(n)} for n, s in enumerate(found.segments)]
    return {"segments": sizes, "of": found.of, "counted_at": moment(studied.at)}


def name_of(bar: Bar, kind: str) -> str:
    """What a bar stands for, on one line."""
    if bar.role != "value":
        return {"null": "(no value)", "filled": "(has a value)"}.get(bar.role, f"({bar.values:,} other values)")
    if bar.low is None and bar.high is None:
        return str(bar.value).lower() if isinstance(bar.value, bool) else str(bar.value)
    below, above = ("before", "from") if kind == TIMES else ("below", "at least")
    if bar.low is None:
        return f"{below} {_edge(bar.high)}"
    return f"{above} {_edge(bar.low)}" if bar.high is None else f"{_edge(bar.low)} – {_edge(bar.high)}"


def _edge(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"

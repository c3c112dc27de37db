"""What `import --merge` and `linked` share: the review of a document field by field, and taking it in."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from census_desktop.cli.changes import show_changes
from census_desktop.cli.context import Context
from census_desktop.cli.output import printable
from census_desktop.domain.merging import Fate, Side

if TYPE_CHECKING:
    from census_desktop.domain.merging import FieldDiff, ItemDiff
    from census_desktop.usecases.sharing import Review

_FATES = {
    Fate.ADDED: "is new",
    Fate.CHANGED: "differs",
    Fate.ONLY_HERE: "is only here and stays",
    Fate.GONE_THERE: "is no longer in the file and stays",
    Fate.GONE_HERE: "was removed here",
}


def add_conflict_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--conflicts",
        choices=("refuse", "file", "here"),
        default="refuse",
        help="whose value is taken where both changed (refuse: change nothing and say where)",
    )


def show_review(context: Context, review: Review) -> None:
    context.out.result(lambda: shape(review), lambda: _lines(context, review))


def take(context: Context, review: Review) -> int:
    """Take it in. Raises ConfigError where a conflict is not decided."""
    wanted = context.args.conflicts
    chosen = {} if wanted == "refuse" else {place: Side(wanted) for place in review.compared.conflicts}
    if not chosen and review.compared.conflicts and not context.out.as_json:
        _lines(context, review)
    show_changes(context, context.app.sharing.take(review, chosen))
    return 0


def shape(review: Review) -> dict[str, Any]:
    return {
        "file": str(review.file),
        "compared_with_last": review.compared.has_base,
        "conflicts": len(review.compared.conflicts),
        "items": [_item(item) for item in review.compared.items if item.fate is not Fate.SAME],
    }


def _item(item: ItemDiff) -> dict[str, Any]:
    fields = [{"field": f.field, "here": f.here, "there": f.there, "last": f.base, "takes": _side(f.side)} for f in item.fields]
    takes = _side(item.side) if item.fate is not Fate.CHANGED else None
    return {"kind": item.kind, "name": item.name, "state": item.fate.value, "takes": takes, "fields": fields}


def _side(side: Side | None) -> str:
    return side.value if side else "conflict"


def _lines(context: Context, review: Review) -> None:
    shown = [item for item in review.compared.items if item.fate is not Fate.SAME]
    for item in shown:
        conflict = ": conflict" if item.side is None else ""
        context.out.text(f"{item.kind} “{printable(item.name)}” {_FATES[item.fate]}{conflict}")
        for field in item.fields:
            context.out.text(f"  {_line(field)}")
    if not shown:
        context.out.text("The document and the workspace are the same.")
    if left := len(review.compared.conflicts):
        context.out.note(f"{left} conflicts: both changed since the last export. Choose with --conflicts file or here.")


def _line(field: FieldDiff) -> str:
    takes = {Side.FILE: "takes the file's", Side.HERE: "stays, only this workspace changed it", None: "conflict"}[field.side]
    return printable(f"{field.field}: {_value(field.here)} → {_value(field.there)} ({takes})")


def _value(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)

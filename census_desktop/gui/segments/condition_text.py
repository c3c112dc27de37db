"""Conditions as text that people can read, send and paste: the YAML of the workspace document, with names for segments."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData

from census_desktop.domain import codec
from census_desktop.domain.conditions import Group, Node
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.gui.segments.condition_tree import Path
from census_desktop.gui.segments.scope import World

LINE_MIME = "application/x-census-condition"
"""A line being dragged: its path as JSON."""


def drag_data(path: Path) -> QMimeData:
    data = QMimeData()
    data.setData(LINE_MIME, QByteArray(json.dumps(path).encode()))
    return data


def dragged_path(data: QMimeData) -> Path:
    return tuple(int(n) for n in json.loads(bytes(data.data(LINE_MIME).data())))


def to_text(node: Node, world: World) -> str:
    """A group as it is; anything else as the one line of a group."""
    from census_desktop.usecases.marked import write

    group = node if isinstance(node, Group) else Group("all", (node,))
    return write(codec.group_to_plain(group, world.name_or_id))


def from_text(text: str, world: World) -> tuple[Node, ...]:
    """The conditions that a text holds: a group, a list, one condition, or what stands under `where`.

    Columns and segments that do not exist are kept as they are written. Raises ConfigError for text that is none.
    """
    plain = _plain(text)
    if isinstance(plain, dict) and isinstance(plain.get("where"), dict) and not {"related", "column"} & set(plain):
        plain = plain["where"]
    items = plain if isinstance(plain, list) else [plain]
    if not items or not all(isinstance(item, dict) for item in items):
        raise _no_conditions("")
    try:
        group = codec.group_from_plain({"all": items}, "", world.segment_id)
    except codec.PlainError as error:
        raise _no_conditions(f"{error.path.removeprefix('.all')} {error.reason}".strip()) from None
    nodes = group.items
    if len(nodes) == 1 and isinstance(nodes[0], Group) and (nodes[0].join == "all" or len(nodes[0].items) == 1):
        nodes = nodes[0].items
    if not nodes:
        raise _no_conditions("")
    return nodes


def _plain(text: str) -> Any:
    from census_desktop.usecases.marked import read

    try:
        return read(text).data
    except CensusError:
        raise _no_conditions("") from None


def _no_conditions(why: str) -> ConfigError:
    return ConfigError(
        f"The clipboard holds no conditions{f': {why}' if why else ''}.",
        kept="The definition is as it was.",
        hint="Copy a condition here, or paste one as the workspace document writes it: {column: country, op: is, value: DE}.",
    )

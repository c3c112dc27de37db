"""Segments that include or exclude one another must not go round in circles."""

from __future__ import annotations

from collections.abc import Mapping

from census_desktop.domain.conditions import Member, walk
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Segment


def refuse_cycle(segment: Segment, others: Mapping[str, Segment]) -> None:
    """Raise ConfigError naming the path if the segment, as given, refers to itself over others."""
    known = {**others, segment.id: segment}

    def visit(id_: str, path: tuple[str, ...]) -> None:
        if id_ in path:
            names = " → ".join(known[i].name for i in (*path[path.index(id_) :], id_))
            raise ConfigError(
                f"Segments cannot include one another in a circle: {names}.", hint="Remove one of these conditions."
            )
        if id_ not in known:
            return
        for node in walk(known[id_].where):
            if isinstance(node, Member):
                visit(node.segment, (*path, id_))

    visit(segment.id, ())

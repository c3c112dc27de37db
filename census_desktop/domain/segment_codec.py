"""Exclusion lists, priority lists, cohorts, folders and tags as plain data and back; see codec.py for how refusals are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from census_desktop.domain.codec import group_from_plain, group_to_plain
from census_desktop.domain.model import Cohort, Exclusion, PriorityList
from census_desktop.domain.plain import PlainError, Ref, boolean, check_keys, integer, items, resolved, same, text


def exclusion_from_plain(data: Any, path: str, segment_ref: Ref = same) -> Exclusion:
    check_keys(data, path, ("name",), ("where", "enabled"))
    return Exclusion(
        text(data["name"], f"{path}.name"),
        group_from_plain(data.get("where"), f"{path}.where", segment_ref),
        boolean(data.get("enabled", True), f"{path}.enabled"),
    )


def exclusion_to_plain(exclusion: Exclusion, segment_ref: Ref = same) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": exclusion.name, "where": group_to_plain(exclusion.where, segment_ref)}
    if not exclusion.enabled:
        plain["enabled"] = False
    return plain


def priority_from_plain(data: Any, path: str, segment_ref: Ref = same) -> PriorityList:
    check_keys(data, path, ("name", "segments"))
    listed = items(data["segments"], f"{path}.segments")
    segments = tuple(resolved(segment_ref, ref, f"{path}.segments[{n}]") for n, ref in enumerate(listed))
    if len(set(segments)) != len(segments):
        raise PlainError(f"{path}.segments", "a segment stands here more than once")
    return PriorityList(text(data["name"], f"{path}.name"), segments)


def priority_to_plain(priority: PriorityList, segment_ref: Ref = same) -> dict[str, Any]:
    return {"name": priority.name, "segments": [segment_ref(id_) for id_ in priority.segments]}


def cohorts_from_plain(data: Any, path: str = "cohorts") -> tuple[Cohort, ...]:
    """At least two parts whose whole percentages make 100, of which one may be the control; () when there are none."""
    cohorts = tuple(_cohort(item, f"{path}[{n}]") for n, item in enumerate(items(data, path) if data is not None else ()))
    if not cohorts:
        return ()
    if len(cohorts) < 2:
        raise PlainError(path, "an experiment has at least two cohorts")
    if len({c.name for c in cohorts}) != len(cohorts):
        raise PlainError(path, "two cohorts have the same name")
    if (total := sum(c.share for c in cohorts)) != 100:
        raise PlainError(path, f"the shares make {total} % instead of 100 %")
    if sum(c.control for c in cohorts) > 1:
        raise PlainError(path, "only one cohort can be the control")
    return cohorts


def _cohort(data: Any, path: str) -> Cohort:
    check_keys(data, path, ("name", "share"), ("control",))
    return Cohort(
        text(data["name"], f"{path}.name"),
        integer(data["share"], f"{path}.share", least=1),
        boolean(data.get("control", False), f"{path}.control"),
    )


def cohorts_to_plain(cohorts: Sequence[Cohort]) -> list[dict[str, Any]]:
    return [{"name": c.name, "share": c.share} | ({"control": True} if c.control else {}) for c in cohorts]


def tags_from_plain(data: Any, path: str = "tags") -> tuple[str, ...]:
    """Sorted, each once."""
    listed = items(data, path) if data is not None else ()
    return tuple(sorted({text(tag, f"{path}[{n}]").strip() for n, tag in enumerate(listed)}))

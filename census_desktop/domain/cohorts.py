"""Cohorts: which fixed part of a segment a record falls into.

The same in every engine and at every time: the MD5 of "segment id:key" as lower-case hex text, compared as text with the
bounds that the shares give. Only shares and their order move anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Cohort, Segment


def bounds(cohorts: Sequence[Cohort]) -> tuple[tuple[str, str], ...]:
    """(from, below) of each cohort as eight hex digits; "" where there is no bound."""
    sums = [sum(c.share for c in cohorts[:n]) for n in range(len(cohorts) + 1)]
    marks = [f"{(s << 32) // 100:08x}" if 0 < s < 100 else "" for s in sums]
    return tuple(pairwise(marks))


def cohort_of(segment: Segment, key: str) -> str:
    """The name of the cohort that a record with this identifier, as text, is in; "" of a segment without cohorts."""
    digest = hashlib.md5(f"{segment.id}:{key}".encode(), usedforsecurity=False).hexdigest()
    for cohort, (low, high) in zip(segment.cohorts, bounds(segment.cohorts), strict=True):
        if digest >= low and (not high or digest < high):
            return cohort.name
    return ""


def check_cohort(segment: Segment, name: str) -> None:
    """Raise ConfigError if the segment has no cohort of this name (any more)."""
    if name not in (names := [c.name for c in segment.cohorts]):
        raise ConfigError(
            f"The segment “{segment.name}” has no cohort “{name}”.",
            kept="Nothing was sent.",
            hint=f"Its cohorts: {', '.join(names)}." if names else "It has no cohorts; add them to the segment.",
        )

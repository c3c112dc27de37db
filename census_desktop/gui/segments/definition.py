"""What the Definition tab edits of a segment, as one value: compared, undone, and kept as a draft as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from census_desktop.domain import codec, segment_codec
from census_desktop.domain.conditions import Group
from census_desktop.domain.model import Cohort, Limit, Segment


@dataclass(frozen=True, slots=True)
class Definition:
    """Who belongs to a segment, and how they are split. `sql` None: members come from the conditions alone; "" while a
    query is still to be written."""

    where: Group = field(default_factory=Group)
    sql: str | None = None
    limit_per: Limit | None = None
    limit: Limit | None = None
    cohorts: tuple[Cohort, ...] = ()

    def finished(self) -> Definition:
        """Without what says nothing yet: a query that is not written, a limit for each value of no field."""
        sql = (self.sql or "").strip() or None
        return replace(self, sql=sql, limit_per=self.limit_per if self.limit_per and self.limit_per.per else None)

    def put_into(self, segment: Segment) -> Segment:
        said = self.finished()
        return replace(
            segment,
            where=said.where,
            sql=said.sql or "",
            limit=said.limit,
            limit_per=said.limit_per,
            cohorts=said.cohorts,
        )


def of(segment: Segment) -> Definition:
    return Definition(segment.where, segment.sql or None, segment.limit_per, segment.limit, segment.cohorts)


def to_plain(definition: Definition) -> dict[str, Any]:
    """As a draft keeps it. Cohorts may be unfinished (their shares need not make 100 yet)."""
    plain: dict[str, Any] = {"where": codec.group_to_plain(definition.where)}
    if definition.sql is not None:
        plain["sql"] = definition.sql
    for key in ("limit", "limit_per"):
        if limit := codec.limit_to_plain(getattr(definition, key)):
            plain[key] = limit
    if definition.cohorts:
        plain["cohorts"] = segment_codec.cohorts_to_plain(definition.cohorts)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Definition:
    """The inverse. Raises ConfigError for what this version cannot read."""
    cohorts = tuple(Cohort(str(c["name"]), int(c["share"]), bool(c.get("control"))) for c in plain.get("cohorts", ()))
    sql = plain.get("sql")
    return Definition(
        codec.group_from_plain(plain.get("where")),
        None if sql is None else str(sql),
        codec.limit_from_plain(plain.get("limit_per"), "limit_per"),
        codec.limit_from_plain(plain.get("limit")),
        cohorts,
    )


def problem(definition: Definition) -> str:
    """Why it cannot be saved yet; "" when it can."""
    if definition.cohorts:
        try:
            segment_codec.cohorts_from_plain(segment_codec.cohorts_to_plain(definition.cohorts))
        except codec.PlainError as error:
            return f"{error.reason[:1].upper()}{error.reason[1:]}."
    return ""

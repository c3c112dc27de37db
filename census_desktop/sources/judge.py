"""One key looked at: its records, which conditions hold, and what else lets them in or keeps them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain.cohorts import check_cohort, cohort_of
from census_desktop.domain.conditions import Group
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.ports import Decision, Judged
from census_desktop.sources.compile import Compiler
from census_desktop.sources.lean import ibis

MOST_ALIKE = 1000
"""Records of one key that are looked at; a key that stands more than once is invalid however often."""
_IDENTIFIER = "census desktop identifier"


@dataclass(frozen=True)
class Asked:
    """The records whose `column`, as text, is `key`: `wheres` are judged one by one, `columns` are given back."""

    dataset: Dataset
    segment: Segment | None
    column: str
    key: str
    wheres: Sequence[Group]
    columns: Sequence[str]


@dataclass(frozen=True)
class _Test:
    """A yes or no asked of every record. `wanted` is the answer of a member; without `kind` it is a line only."""

    test: Any
    kind: str = ""
    name: str = ""
    wanted: bool = True


def judge(compiler: Compiler, read: Callable[[Any], Any], asked: Asked) -> Judged:
    """`read` gives a small Ibis table as a pyarrow.Table. One query, with a limit one more."""
    dataset, segment = asked.dataset, asked.segment
    named = [asked.column, *asked.columns, *([dataset.unique_identifier] if dataset.unique_identifier else [])]
    table = compiler.table(dataset, [segment, *asked.wheres], named)
    table = table.filter(compiler.column(table, dataset, asked.column).cast("string") == asked.key)
    lines = [_Test(compiler.predicate(table, dataset, where)) for where in asked.wheres]
    tests = [*lines, *_deciding(compiler, table, dataset, segment)]
    names = [f"census desktop asks {n}" for n in range(len(tests))]
    answers = [(ibis.literal(True) if t.test is None else t.test).name(n) for t, n in zip(tests, names, strict=True)]
    hidden = list(names)
    if segment and segment.cohorts and dataset.unique_identifier:
        answers.append(compiler.column(table, dataset, dataset.unique_identifier).cast("string").name(_IDENTIFIER))
        hidden.append(_IDENTIFIER)
    chosen = [compiler.column(table, dataset, name) for name in dict.fromkeys(asked.columns)]
    found = read(table.select(*answers, *chosen).limit(MOST_ALIKE))
    holds = tuple(
        None if t.test is None else any(v == t.wanted for v in found.column(n).to_pylist())
        for t, n in zip(lines, names, strict=False)
    )
    lets_in = [[v == t.wanted for v in found.column(n).to_pylist()] for t, n in zip(tests, names, strict=True) if t.kind]
    member = any(all(answers_of) for answers_of in zip(*lets_in, strict=True)) if lets_in else bool(found.num_rows)
    decisions = [
        Decision(t.kind, t.name, any(lets)) for t, lets in zip((t for t in tests if t.kind), lets_in, strict=True)
        if t.kind != "where"
    ]  # fmt: skip
    if segment and member:
        for decision in _narrowed(compiler, read, asked, segment, found):
            decisions.append(decision)
            member = member and decision.holds
    record = found.drop_columns(hidden).slice(0, 1).combine_chunks().to_batches() if found.num_rows else [None]
    return Judged(found.num_rows, member, holds, record[0], tuple(decisions) if found.num_rows else ())


def _deciding(compiler: Compiler, table: Any, dataset: Dataset, segment: Segment | None) -> Iterator[_Test]:
    for exclusion, hit in compiler.excluded(table, dataset):
        yield _Test(hit, "exclusion", exclusion.name, wanted=False)
    if segment is None:
        return
    if (listed := compiler.in_sql(table, dataset, segment)) is not None:
        yield _Test(listed, "sql")
    if (own := compiler.own(table, dataset, replace(segment, sql=""))) is not None:
        yield _Test(own, "where")
    for other, taken in compiler.taken(table, dataset, segment):
        yield _Test(taken, "priority", other.name, wanted=False)


def _narrowed(compiler: Compiler, read: Callable[[Any], Any], asked: Asked, segment: Segment, found: Any) -> Iterator[Decision]:
    """Of one who qualifies: what the limits say, and the cohort."""
    dataset = asked.dataset
    if segment.limit or segment.limit_per:
        rows = compiler.rows(dataset, replace(segment, cohort=""), [asked.column])
        there = rows.filter(compiler.column(rows, dataset, asked.column).cast("string") == asked.key)
        yield Decision("limit", "", read(there.count().as_table()).column(0)[0].as_py() > 0)
    if segment.cohort:
        check_cohort(segment, segment.cohort)
    if _IDENTIFIER in found.column_names and (key := found.column(_IDENTIFIER)[0].as_py()) is not None:
        cohort = cohort_of(segment, key)
        yield Decision("cohort", cohort, segment.cohort in ("", cohort))

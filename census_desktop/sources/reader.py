"""What every engine's reader does alike: segments as Ibis expressions, run in the engine, rows as Arrow record batches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

import pyarrow as pa

from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import Cancelled, SourceError
from census_desktop.domain.model import Column, Dataset, Segment, Source
from census_desktop.domain.ports import Clock, Judged, Preview
from census_desktop.domain.reading import Detects
from census_desktop.sources.compile import Compiler
from census_desktop.sources.judge import Asked, judge
from census_desktop.sources.lean import ibis
from census_desktop.sources.reading import checked
from census_desktop.sources.studies import Studies
from census_desktop.sources.types import column_type


class EngineReader(Studies, ABC):
    """ports.Reader over an Ibis back end. An engine gives `_open_table`, `_batches`, `_plain_words`, `tables`, `cancel` and
    `close`; the dialect is SQLGlot's word for it."""

    dialect = ""

    def __init__(self, source: Source, connection: Any, lookup: Callable[[str, str], Any], clock: Clock) -> None:
        self._source = source
        self._connection = connection
        self._lookup = lookup
        self._clock = clock
        self._tables: dict[str, Any] = {}
        self._cancelled = False

    # What an engine gives -------------------------------------------------------------------------------------------

    @abstractmethod
    def tables(self) -> Sequence[str]:
        """Names that can be data sets."""

    @abstractmethod
    def _open_table(self, dataset: Dataset) -> Any:
        """The data set's Ibis table. Raises SourceError when it is gone, ConfigError for SQL that is not one SELECT."""

    @abstractmethod
    def _batches(self, table: Any) -> Any:
        """An iterator of Arrow record batches with a `schema`, streamed from the engine as they are asked for."""

    @abstractmethod
    def _plain_words(self, what: str) -> AbstractContextManager[None]:
        """Turns the engine's errors into SourceError or ConfigError in the user's words, without values of records."""

    @abstractmethod
    def cancel(self) -> None:
        """Set `_cancelled`, and end what the engine is doing. Called from another thread."""

    @abstractmethod
    def close(self) -> None:
        """Let the engine go."""

    # ----------------------------------------------------------------------------------------------------------------

    def describe(self, dataset: Dataset) -> Dataset:
        """The data set with the columns it has now; annotations of columns that are still there stay. Corrections of how a
        file is read are a ConfigError where there is none."""
        if not isinstance(self, Detects):
            checked(dataset.reading, "", dataset.name)
        with self._guard(dataset):
            table = self._compiler().base(dataset, [], [c.name for c in dataset.computed])
            computed = {c.name for c in dataset.computed}
            annotated = {c.name: c for c in dataset.columns}
            columns = []
            for name, dtype in table.schema().items():
                old = annotated.get(name)
                native = "computed" if name in computed else str(dtype).removeprefix("!")
                columns.append(
                    Column(name, column_type(dtype), native, old.pii if old else False, old.enumerated if old else False)
                )
            return replace(dataset, columns=tuple(columns))

    def count(self, dataset: Dataset, segment: Segment | None) -> int:
        if segment is None or segment.limit is not None:
            return self.tally(dataset, [segment or Group()])[0]
        with self._guard(dataset):  # as a filter, of which the engine's scan knows; a tally looks at every record
            rows = self._compiler().rows(dataset, segment)
            return self._size(rows.select(rows.columns[0]))

    def tally(self, dataset: Dataset, tests: Sequence[Group | Segment]) -> tuple[int, ...]:
        """Records that each tree or segment finds, all counted in one pass; a limit that one pass cannot tell takes its
        own."""
        with self._guard(dataset):
            compiler = self._compiler()
            alone = {n: test for n, test in enumerate(tests) if isinstance(test, Segment) and _takes_its_own(test)}
            counts = iter(self._counted(compiler, dataset, [t for n, t in enumerate(tests) if n not in alone]))
            return tuple(
                self._size(compiler.rows(dataset, alone[n])) if n in alone else _cut(next(counts), test)
                for n, test in enumerate(tests)
            )

    def _counted(self, compiler: Compiler, dataset: Dataset, tests: Sequence[Group | Segment]) -> list[int]:
        if not tests:
            return []
        table = compiler.table(dataset, tests)
        flags = {}
        for number, test in enumerate(tests):
            who = compiler.who(table, dataset, test)
            if isinstance(test, Segment) and test.cohort:
                cohort = compiler.cohort(table, dataset, test)
                who = cohort if who is None else who & cohort
            flags[f"n{number}"] = ibis.literal(True) if who is None else who
        # Flags first: Ibis forgets what a SQL condition reads where it stands in the count itself.
        marked = table.select(**flags)
        return [int(n) for n in self._scalars(marked.aggregate(**{n: marked.count(where=marked[n]) for n in flags}))]

    def _size(self, table: Any) -> int:
        return int(self._scalars(table.count().as_table())[0])

    def judge(
        self, dataset: Dataset, segment: Segment | None, column: str, key: str, wheres: Sequence[Group], columns: Sequence[str]
    ) -> Judged:
        """Records of this key, in one query; a segment with a limit takes one more."""
        with self._guard(dataset):
            return judge(self._compiler(), self._read, Asked(dataset, segment, column, key, wheres, columns))

    def preview(self, dataset: Dataset, segment: Segment | None, rows: int, offset: int = 0) -> Preview:
        """Rows in the order of the limit or of the unique identifier, so that pages fit together."""
        with self._guard(dataset):
            compiler = self._compiler()
            table = compiler.rows(dataset, segment, [c.name for c in dataset.computed])
            page = compiler.ordered(table, dataset, segment).limit(rows, offset=offset)
            found = [tuple(row.values()) for batch in self._batches(page) for row in batch.to_pylist()]
            schema = page.schema()
            return Preview(tuple(schema.names), tuple(str(t).removeprefix("!") for t in schema.types), tuple(found))

    def sql(self, dataset: Dataset, segment: Segment | None) -> str:
        with self._guard(dataset):
            return str(ibis.to_sql(self._compiler().rows(dataset, segment), dialect=self.dialect))

    @contextmanager
    def extract(
        self,
        dataset: Dataset,
        segment: Segment | None,
        columns: Sequence[str],
        rows: int | None = None,
        *,
        listed: bool = False,
    ) -> Iterator[tuple[Any, Iterator[Any]]]:
        """(Arrow schema, record batches) of these columns only; with `rows` so many at most. `listed`: of those who are on an
        exclusion list."""
        with self._guard(dataset):
            compiler = self._compiler()
            table = compiler.listed(dataset, columns) if listed else compiler.rows(dataset, segment, columns)
            if rows is not None:
                table = table.limit(rows)
            chosen = table.select([compiler.column(table, dataset, name) for name in columns])
            reader = self._batches(chosen)
        # Outside the guard: what goes wrong with the batches elsewhere is not this source's fault.
        yield reader.schema, self._checked(reader, dataset)

    def answers(self, dataset: Dataset, ask: Callable[[Compiler], Any]) -> list[dict[str, Any]]:
        """All rows, few of them, of the query that `ask` makes of the compiler."""
        with self._guard(dataset):
            return [row for batch in self._batches(ask(self._compiler())) for row in batch.to_pylist()]

    def _checked(self, reader: Any, dataset: Dataset) -> Iterator[Any]:
        with self._guard(dataset):
            yield from reader

    # ----------------------------------------------------------------------------------------------------------------

    def _compiler(self) -> Compiler:
        return Compiler(self._table, self._lookup, self._clock.now(), self.dialect)

    def _table(self, dataset: Dataset) -> Any:
        if dataset.id not in self._tables:
            self._tables[dataset.id] = self._open_table(dataset)
        return self._tables[dataset.id]

    def _read(self, table: Any) -> Any:
        """All rows of a small result, as a pyarrow.Table."""
        reader = self._batches(table)
        return pa.Table.from_batches(list(reader), reader.schema)

    def _scalars(self, table: Any) -> list[Any]:
        (row,) = [r for batch in self._batches(table) for r in batch.to_pylist()]
        return list(row.values())

    @contextmanager
    def _guard(self, dataset: Dataset) -> Iterator[None]:
        if self._cancelled:
            raise Cancelled
        try:
            with self._plain_words(dataset.table or dataset.name):
                yield
        except SourceError:
            if self._cancelled:
                raise Cancelled from None
            raise


def _takes_its_own(segment: Segment) -> bool:
    """Whether its size cannot be told from the count of those who qualify."""
    limit = segment.limit
    return segment.limit_per is not None or (limit is not None and bool(limit.per or segment.cohort))


def _cut(count: int, test: Group | Segment) -> int:
    return min(count, test.limit.rows) if isinstance(test, Segment) and test.limit else count

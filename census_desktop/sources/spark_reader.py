"""Spark through Ibis: a segment is computed by Spark's executors, and its rows come one partition after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import pyarrow as pa
from ibis.backends.pyspark.datatypes import PySparkType
from ibis.backends.sql.compilers.pyspark import PySparkCompiler, offset_to_filter
from ibis.expr.schema import Schema
from py4j.protocol import Py4JError
from pyspark.errors import AnalysisException, ParseException, PySparkException
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import TimestampType

from census_desktop.domain.errors import ConfigError
from census_desktop.sources import spark_session
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.lean import ibis
from census_desktop.sources.rows import arrow_schema
from census_desktop.sources.sql_reader import SqlReader
from census_desktop.sources.user_sql import checked_select

_groups = count(1)
_FAULTS = {
    "TABLE_OR_VIEW_NOT_FOUND": "table",
    "SCHEMA_NOT_FOUND": "schema",
    "UNRESOLVED_COLUMN": "column",
    "CAST_INVALID_INPUT": "value",
    "CAST_OVERFLOW": "value",
    "DIVIDE_BY_ZERO": "value",
    "ARITHMETIC_OVERFLOW": "value",
    "NUMERIC_VALUE_OUT_OF_RANGE": "value",
    "CANNOT_PARSE_TIMESTAMP": "value",
    "INSUFFICIENT_PERMISSIONS": "permission",
}
"""Spark's error conditions (spark.apache.org, "Error Conditions") as words of FAULTS."""
_CONDITION = re.compile(r"\[([A-Z][A-Z_]+)[\].]")


def open_spark(context: SourceContext) -> SparkReader:
    """Open a `spark` source. Raises SourceError when Spark cannot be started, ConfigError for a Spark Connect address."""
    config = context.source.config
    master = str(config["master"])
    if master.startswith("sc://"):
        raise ConfigError(
            f"The source “{context.source.name}” names a Spark Connect server, which this version does not open.",
            kept="The source is kept.",
            hint="Use local[*], spark://…, yarn or k8s://…; for Databricks there is a kind of source of its own.",
        )
    settings = {str(k): str(v) for k, v in (config.get("settings") or {}).items()}
    session, spark = spark_session.borrow(context.source.name, master, settings)
    try:
        reader = SparkReader(context, session, spark)
        reader.choose(str(config.get("database") or ""))
    except BaseException:
        spark_session.give_back(spark)
        raise
    return reader


class _Compiler(PySparkCompiler):  # type: ignore[misc]
    """With Spark's own OFFSET (3.4): Ibis numbers the rows instead, in no order, and leaves the number among the columns."""

    __slots__ = ()
    rewrites = tuple(rewrite for rewrite in PySparkCompiler.rewrites if rewrite is not offset_to_filter)


class SparkReader(SqlReader):
    """An open Spark source."""

    dialect = "spark"
    errors = (PySparkException, Py4JError)

    def __init__(self, context: SourceContext, session: Any, spark: Any) -> None:
        super().__init__(context.source, ibis.pyspark.connect(session), context.lookup, context.clock)
        self._connection.compiler = _Compiler()
        self._session = session
        self._spark: Any = spark
        self._group = f"census-desktop-{next(_groups)}"
        self._folder = _address(context.source.config.get("folder"), context.folder)
        self._views: set[str] = set()

    def choose(self, database: str) -> None:
        """Where names of tables are looked for: schema, or catalog.schema. Raises SourceError."""
        catalog, _, schema = database.rpartition(".")
        with self._plain_words(database):
            if catalog:
                self._session.catalog.setCurrentCatalog(catalog)
            if schema:
                self._session.catalog.setCurrentDatabase(schema)

    def fault(self, error: Exception) -> str:
        named = next((_FAULTS[name] for name in _conditions(error) if name in _FAULTS), "")
        return named or ("sql" if isinstance(error, AnalysisException | ParseException) else "other")

    def close(self) -> None:
        if self._spark is not None:
            for name in self._views:
                self._session.catalog.dropTempView(name)
            spark_session.give_back(self._spark)
            self._spark = None

    def _stop(self) -> None:
        if self._spark is not None:
            self._spark._jsc.sc().cancelJobGroupAndFutureJobs(self._group, "cancelled by the user")

    def _names(self) -> Iterable[tuple[str, str]]:
        listed = Partitions(self._session.sql("SHOW TABLES"), self._check)
        found = {name for batch in listed for name in batch.column("tableName").to_pylist()} - self._views
        return (("", name) for name in (*found, *self._files()))

    def _named(self, schema: str, name: str) -> Any:
        if not schema and name in self._files():
            return self._view(name)
        return self._table_of(schema, name)

    def _selected(self, statement: str) -> Any:
        for name in self._files().keys() & set(checked_select(statement, self.dialect)[1]):
            self._view(name)
        return ops.SQLQueryResult(statement, _schema(self._session.sql(statement)), self._connection).to_expr()

    def _view(self, name: str) -> Any:
        """A Parquet file or folder as a temporary view of its name."""
        if name not in self._views:
            self._session.read.parquet(self._files()[name]).createOrReplaceTempView(_quoted(name))
            self._views.add(name)
        return self._table_of("", name)

    def _table_of(self, schema: str, name: str) -> Any:
        """Ibis' own `table` takes a dot in a name for what stands before a table."""
        found = self._session.table(".".join(_quoted(part) for part in (schema, name) if part))
        return ops.DatabaseTable(name, _schema(found), self._connection, ops.Namespace(database=schema or None)).to_expr()

    def _files(self) -> dict[str, str]:
        """Names of Parquet files, and of folders that hold some, with their addresses."""
        if not self._folder:
            return {}
        path = self._spark._jvm.org.apache.hadoop.fs.Path(self._folder)
        files = path.getFileSystem(self._spark._jsc.hadoopConfiguration())
        found = [(status.getPath(), status.isDirectory()) for status in files.listStatus(path)]
        return {
            p.getName(): p.toString()
            for p, folder in found
            if p.getName().endswith(".parquet") or (folder and _holds(files, p))
        }

    def _batches(self, table: Any) -> Any:
        self._spark.setJobGroup(self._group, "census-desktop", interruptOnCancel=True)
        frame = self._session.sql(self._connection.compile(table))
        return Partitions(frame, self._check, arrow_schema(table.schema()))


class Partitions:
    """A Spark data frame as Arrow record batches, made by the executors; one partition at a time is in this process."""

    def __init__(self, frame: Any, check: Callable[[], None], schema: Any = None) -> None:
        self._sent = to_arrow_schema(frame.schema)
        self.schema = schema or self._sent
        self._frame = frame
        self._check = check

    def __iter__(self) -> Iterator[Any]:
        # PySpark's own toArrow would collect everything. It builds on these batches too, and so does SparkR.
        made = self._frame._jdf.toArrowBatchRdd().toLocalIterator()
        while made.hasNext():
            self._check()
            yield pa.ipc.read_record_batch(pa.py_buffer(bytes(made.next())), self._sent).cast(self.schema)


def _schema(frame: Any) -> Schema:
    """Spark's TIMESTAMP is a moment in time, TIMESTAMP_NTZ is not; for Ibis both would be without a zone."""
    moments = {field.name for field in frame.schema if isinstance(field.dataType, TimestampType)}
    known = Schema(PySparkType.to_ibis(frame.schema))
    return Schema({name: dt.Timestamp("UTC") if name in moments else type_ for name, type_ in known.items()})


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _address(folder: Any, workspace: Path) -> str:
    """The folder as Spark writes it; "" when there is none."""
    text = str(folder or "")
    return text if "://" in text or not text else spark_session.address((workspace / Path(text).expanduser()).resolve())


def _holds(files: Any, path: Any) -> bool:
    return any(status.getPath().getName().endswith(".parquet") for status in files.listStatus(path))


def _conditions(error: Exception) -> Iterator[str]:
    """Names of Spark's error conditions in an error and what caused it."""
    yield from _CONDITION.findall(str(error))

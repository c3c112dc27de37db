"""Spark within this process: one JVM, started by the first source that needs it and stopped at exit.

PySpark allows one context in a process, so all Spark sources share it; a source of another master, or with other settings,
waits until nobody reads. What the JVM prints goes nowhere: it is run by us, and its errors come as exceptions.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import SourceError

_OURS = {
    "spark.app.name": "census-desktop",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.mapKeyDedupPolicy": "LAST_WIN",
    "spark.sql.runSQLOnFiles": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
    "spark.sql.files.maxPartitionBytes": "32m",
    "spark.driver.maxResultSize": "0",
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC -XX:+IgnoreUnrecognizedVMOptions",
}
"""Names as they are written, times in UTC, no files but those of the source (runSQLOnFiles: SELECT … FROM parquet.`/path`);
rows in small partitions, of which this process holds one, however large they are."""
_lock = threading.Lock()
_running: _Spark | None = None


def address(path: Path) -> str:
    """A local path as Hadoop writes it: a URI in which spaces and signs stand as they are."""
    posix = path.as_posix()
    return f"file:{posix}" if posix.startswith("/") else f"file:/{posix}"


class _Spark:
    """The context, and how many readers use it."""

    def __init__(self, master: str, settings: Mapping[str, str]) -> None:
        from pyspark import SparkConf, SparkContext
        from pyspark.java_gateway import launch_gateway
        from pyspark.logger import PySparkLogger
        from pyspark.sql import SparkSession

        for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
            PySparkLogger.getLogger(name).disabled = True  # they would print an error's message, and values in it
        self.key = (master, dict(settings))
        self.readers = 0
        self.folder = Path(tempfile.mkdtemp(prefix="census-spark-"))
        conf = SparkConf().setMaster(master).setAll([*self._defaults(master).items(), *settings.items()])
        gateway = None
        try:
            gateway = launch_gateway(
                conf, {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": str(self.folder)}
            )
            self.context = SparkContext(conf=conf, gateway=gateway)
        except Exception:
            self._end(gateway and gateway.proc)
            raise
        self._process = gateway.proc
        self._first = SparkSession(self.context)

    def _defaults(self, master: str) -> dict[str, str]:
        own = {"spark.sql.warehouse.dir": address(self.folder / "warehouse"), "spark.local.dir": str(self.folder)}
        if master.startswith("local"):
            own |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
            own["spark.sql.shuffle.partitions"] = str(2 * (os.cpu_count() or 1))
        return _OURS | own

    def session(self) -> Any:
        """A session with temporary views of its own."""
        return self._first.newSession()

    def alive(self) -> bool:
        return self._process.poll() is None and not self.context._jsc.sc().isStopped()

    def stop(self) -> None:
        try:
            self.context.stop()
        finally:
            self._end(self._process)

    def _end(self, process: Any) -> None:
        from pyspark import SparkContext

        SparkContext._gateway = SparkContext._jvm = None
        if process is not None:
            process.stdin.close()  # the JVM ends with it
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def borrow(source: str, master: str, settings: Mapping[str, str]) -> tuple[Any, Any]:
    """(session, context) for a reader; give it back with `give_back`. Raises SourceError when Spark cannot be had."""
    global _running
    with _lock:
        if _running and not (_running.alive() and _running.key == (master, dict(settings))):
            if _running.readers and _running.alive():
                raise SourceError(
                    f"“{source}” has another master or other settings than the Spark source that is being read now.",
                    kept="Nothing was read.",
                    hint="Try again when that is done; this program runs one Spark at a time.",
                )
            stop()
        if _running is None:
            _running = _started(source, master, settings)
        _running.readers += 1
        return _running.session(), _running.context


def _started(source: str, master: str, settings: Mapping[str, str]) -> _Spark:
    try:
        return _Spark(master, settings)
    except Exception as error:  # noqa: BLE001  what PySpark and Py4J raise here has no common type
        java = "JAVA_GATEWAY_EXITED" in str(error) or isinstance(error, FileNotFoundError)
        raise SourceError(
            f"Spark could not be started for “{source}”.",
            kept="Nothing was read.",
            hint="Install Java 17 or 21 (JAVA_HOME), and look at the source's settings."
            if java
            else "Look at the source's master and settings.",
        ) from None


def give_back(context: Any) -> None:
    """A reader is done. Spark goes on for the next one."""
    with _lock:
        if _running and _running.context is context:
            _running.readers -= 1


def stop() -> None:
    """End Spark, if it runs."""
    global _running
    if _running:
        ending, _running = _running, None
        ending.stop()


atexit.register(stop)

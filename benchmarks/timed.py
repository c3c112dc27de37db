"""A whole process timed: wall clock from its start to its end, processor time, and the most memory that it ever held."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Taken:
    seconds: float
    cpu: float
    peak_mb: float


def timed(command: Sequence[str], *, env: Mapping[str, str] | None = None, folder: Path | None = None) -> Taken:
    """Run to the end. Raises RuntimeError with what it said when it fails.

    The peak is the kernel's own figure (ru_maxrss of wait4). Linux counts what the child shares with its parent until exec, so
    whoever calls this must be small: it imports no DuckDB.
    """
    log = (folder or Path.cwd()) / "said.log"
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(list(command), stdout=out, stderr=subprocess.STDOUT, env=dict(env or os.environ), cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(errors="replace")
    log.unlink()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-3000:]}")
    return Taken(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def clean_environment(cache: Path) -> dict[str, str]:
    """For every contender alike: byte code is kept, as in an installed program, and nobody phones home."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    env |= {
        "PYTHONPYCACHEPREFIX": str(cache / "bytecode"),
        "XDG_CONFIG_HOME": str(cache / "config"),
        "HOME": str(cache / "home"),
        "DO_NOT_TRACK": "1",
        "RUNTIME__DLTHUB_TELEMETRY": "false",
        "NO_COLOR": "1",
    }
    (cache / "home").mkdir(parents=True, exist_ok=True)
    return env

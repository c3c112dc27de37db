"""One run into many audiences: each batch goes to the one that it names, through a writer of its own.

A writer is opened when its audience's first batch comes, once a run. An audience that cannot be filled (somebody deleted it,
or its name belongs to something else there) costs its own records only: they are rejected with the reason. Where there is none
that can be, the run fails as one of a single audience does.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from census_desktop.domain.errors import (
    BatchRejected,
    CensusError,
    ConfigError,
    CredentialError,
    DestinationError,
    JobLost,
    TransientError,
)
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import (
    AudienceKeeper,
    Batch,
    CancelToken,
    Destination,
    JobState,
    JobWriter,
    Reply,
    Target,
    Writer,
)
from census_desktop.engine.planfile import PlanPage


@dataclass(frozen=True, slots=True)
class Remembered:
    """The destination's ids of a sync's audiences, by name. `keep` is told of a new one before anything is sent to it; it is
    called from the delivery's threads, one at a time."""

    ids: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[str, str], None] = lambda name, id_: None


NONE_REMEMBERED = Remembered()


def open_writer(destination: Destination, target: Target, schema: Any, page: PlanPage, remembered: Remembered) -> Writer:
    """The way into the target, or into the audiences that the plan names."""
    if not page.many_audiences:
        return destination.open(target, schema)
    if (
        target.operation is Operation.MIRROR and target.removal is Removal.SWAP
    ):  # also where nobody could say what the object can: drafts, documents, old workspaces
        raise ConfigError(
            "An upload that swaps knows one audience: of many, one whose records are all refused would be emptied.",
            kept="Nothing was sent. Every audience is as it was.",
            hint="Let records that leave be removed, or give the audience one name and make a sync for each.",
        )
    opened = _Opened(destination, target, schema, remembered)
    first = opened.first(name for name, _ in page.audiences)
    return ManyJobs(opened, first) if isinstance(first, JobWriter) else ManyAudiences(opened, first)


class _Opened:
    """The writers of a run by audience, each opened once."""

    def __init__(self, destination: Destination, target: Target, schema: Any, remembered: Remembered) -> None:
        self._destination = destination
        self._target = target
        self._schema = schema
        self._remembered = remembered
        self._ids = dict(remembered.ids)
        self._lock = threading.Lock()
        self._writers: dict[str, Writer] = {}
        self._refused: dict[str, CensusError] = {}
        self._finished: set[str] = set()

    def first(self, names: Iterable[str]) -> Writer:
        """The first that can be opened. Raises what the last one says when none can."""
        last: CensusError = DestinationError("The plan names no audience.", kept="Nothing was sent.")
        for name in dict.fromkeys(names):
            found = self.of(name)
            if not isinstance(found, CensusError):
                return found
            last = found
        raise last

    def of(self, name: str) -> Writer | CensusError:
        """The writer of an audience, or why it cannot be filled. Raises what concerns more than this one."""
        if (known := self._writers.get(name)) is not None:
            return known
        with self._lock:
            if name not in self._writers and name not in self._refused:
                self._open(name)
            return self._writers.get(name) or self._refused[name]

    def _open(self, name: str) -> None:
        known = self._remembered.ids.get(name, "")
        try:
            writer = self._destination.open(replace(self._target, audience=name, audience_id=known), self._schema)
        except (TransientError, CredentialError, BatchRejected):
            raise
        except ConfigError as error:
            self._refused[name] = error
        except DestinationError as error:
            if not self._is_gone(known):
                raise
            self._refused[name] = error
        else:
            self._writers[name] = writer
            self._ids[name] = writer.audience_id
            if writer.audience_id and writer.audience_id != known:
                self._remembered.keep(name, writer.audience_id)

    def leaving(self, name: str) -> Writer | CensusError:
        """The same for records that leave it. Where two names of the sync turn out to be one audience there (it was renamed, or
        is found whatever the case of its letters), nobody is taken out: they may just have been put in by the other name."""
        found = self.of(name)
        id_ = self._ids.get(name, "")
        if other := next((n for n, its in list(self._ids.items()) if id_ and its == id_ and n != name), ""):
            said = f"“{name}” and “{other}” are one audience there, so nobody is taken out of it."
            return ConfigError(said, hint="Write its name in one way.")
        return found

    def _is_gone(self, id_: str) -> bool:
        keeper = self._destination
        return bool(id_) and isinstance(keeper, AudienceKeeper) and keeper.audience(self._target.object, id_) is None

    def refusal(self, batch: Batch, error: CensusError) -> Reply:
        """What becomes of a batch whose audience cannot be filled. Nobody is in one that is gone, so leaving it is done."""
        if batch.operation is Operation.DELETE and isinstance(error, DestinationError):
            return Reply(notes=(f"“{batch.audience}” is not there any more: whoever was to leave it has left.",))
        reason = " ".join(part for part in (error.message, error.hint) if part)
        return Reply(dict.fromkeys(range(len(batch)), reason))

    def finish(self) -> None:
        """Each once, also where one of them has to be asked again."""
        for name, writer in self._writers.items():
            if name not in self._finished:
                writer.finish()
                self._finished.add(name)

    def close(self) -> None:
        with ExitStack() as closing:
            for writer in self._writers.values():
                closing.callback(writer.close)


class ManyAudiences:
    """domain.ports.Writer."""

    audience_id = ""

    def __init__(self, opened: _Opened, first: Writer) -> None:
        self._opened = opened
        self.limits: Limits = first.limits
        """Those of every writer: they are all of one kind."""

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        writer = self._for(batch)
        return self._opened.refusal(batch, writer) if isinstance(writer, CensusError) else writer.send(batch, cancel)

    def _for(self, batch: Batch) -> Writer | CensusError:
        opened = self._opened
        return opened.leaving(batch.audience) if batch.operation is Operation.DELETE else opened.of(batch.audience)

    def finish(self) -> None:
        self._opened.finish()

    def close(self) -> None:
        self._opened.close()


class ManyJobs(ManyAudiences):
    """domain.ports.JobWriter. A job's id is kept with the audience that it belongs to, for whoever asks after a restart."""

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        writer = self._for(batch)
        job = writer.submit(batch, cancel) if isinstance(writer, JobWriter) else ""
        return json.dumps([batch.audience, job], ensure_ascii=False)

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        audience, its_job = _parts(job)
        writer = self._writer(audience)
        return JobState(True) if writer is None or not its_job else writer.poll(its_job, cancel)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        audience, its_job = _parts(job)
        writer = self._writer(audience)
        if writer is None:
            return self._opened.refusal(batch, self._why(audience))
        if not its_job and isinstance(refused := self._for(batch), CensusError):
            return self._opened.refusal(batch, refused)
        if not its_job:  # it could not be filled when the batch was to be submitted, and can be now
            raise JobLost(f"Nothing was submitted to “{audience}”.", kept="Its records go with the next run.")
        return writer.results(its_job, batch, cancel)

    def _writer(self, audience: str) -> JobWriter | None:
        found = self._opened.of(audience)
        return found if isinstance(found, JobWriter) else None

    def _why(self, audience: str) -> CensusError:
        found = self._opened.of(audience)
        return found if isinstance(found, CensusError) else DestinationError(f"“{audience}” takes no jobs any more.")


def _parts(job: str) -> tuple[str, str]:
    try:
        audience, its_job = json.loads(job)
    except ValueError:
        raise JobLost("This job names no audience.", kept="Its records go with the next run.") from None
    return str(audience), str(its_job)

"""Forget a person: everything that syncs have sent of them is taken away where that is possible, and told.

A request is looked at first (`look`: a plan for each sync, nothing sent), then carried out (`forget`: usual runs of these
plans). What was answered is kept as a certificate that does not hold the person's key.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, NotFoundError
from census_desktop.domain.forgetting import LIST_NAME, Act, Answered, Certificate, Held, Named, Review, act_of, letter
from census_desktop.domain.model import Connection, Dataset, Exclusion, Run, RunStatus, Sync, SyncStatus, new_id
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger, Listener, Silent
from census_desktop.domain.rows import RunFilter
from census_desktop.domain.sync_all import effective
from census_desktop.paths import WorkspacePaths, written_whole
from census_desktop.usecases.runs import Runs
from census_desktop.usecases.segments import Segments
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

if TYPE_CHECKING:
    from census_desktop.engine.persons import Sent

_ROUNDS = 4
"""How often what one sync tells of the person is looked for in the others."""

_Texts = dict[str, set[str]]


class Forgetting:
    """Every method may wait on disk, engine or network: not for the GUI thread."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        sources: Sources,
        segments: Segments,
        syncs: Syncs,
        runs: Runs,
        paths: WorkspacePaths,
        clock: Clock,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._sources = sources
        self._segments = segments
        self._syncs = syncs
        self._runs = runs
        self._paths = paths
        self._clock = clock

    # Look -----------------------------------------------------------------------------------------------------------

    def look(self, key: str, dataset_ref: str = "", cancel: CancelToken | None = None) -> Review:
        """Everything that syncs have sent of the person with this key (its value of the unique identifier, the e-mail column or
        a sync key), and plans that take it away. Without a data set all are searched.

        Raises ConfigError when several data sets have the key, which may then be several people.
        """
        key, cancel = key.strip(), cancel or CancelToken()
        if not key:
            raise ConfigError("The person's key is empty.", hint="Give the value that identifies them in the data set.")
        datasets = [self._catalog.get(Dataset, dataset_ref)] if dataset_ref else list(self._catalog.all(Dataset))
        warnings: list[str] = []
        people: list[Named] = []
        found: list[tuple[Sync, list[Sent]]] = []
        writers: set[str] = set()
        for dataset in datasets:
            cancel.check()
            person, sent = self._in_dataset(dataset, key, warnings, cancel)
            if person.sure or sent:
                people.append(person)
                found += sent
                writers |= {dataset.id} if sent else set()
        if "@" not in key and writers:  # a number that elsewhere is in the source alone need not be this person's
            people = [p for p in people if p.dataset_id in writers]
        if len(people) > 1 and "@" not in key:
            names = ", ".join(f"“{p.dataset}”" for p in people)
            raise ConfigError(
                f"Several data sets have this key: {names}. It need not be one person.",
                kept="Nothing was sent.",
                hint="Name the data set.",
            )
        found.sort(key=lambda one: one[0].name.casefold())
        held = tuple(self._all_held(found, warnings, cancel))
        warnings += self._removed(key, people)
        if dataset_ref and (others := self._others(datasets[0])):
            warnings.append(f"Only “{datasets[0].name}” was searched; syncs of {others} were not.")
        return Review(key, held, tuple(people), tuple(dict.fromkeys(warnings)), self.about(key))

    def _in_dataset(
        self, dataset: Dataset, key: str, warnings: list[str], cancel: CancelToken
    ) -> tuple[Named, list[tuple[Sync, list[Sent]]]]:
        from census_desktop.engine.persons import learnt, sent_of
        from census_desktop.engine.state import SyncState

        syncs = [effective(s, dataset) for s in self._catalog.syncs_of(dataset_id=dataset.id)]
        syncs = [s for s in syncs if SyncState(self._paths.state / s.id).version]
        columns = _identifying(dataset, syncs)
        texts, sure = self._from_source(dataset, key, columns, warnings, cancel)
        asked = {column: [key] for column in (texts if sure else columns) if not sure or key in texts[column]}
        known: _Texts = texts if sure else {column: {key} for column in columns}
        found: dict[str, list[Sent]] = {}
        looked: dict[str, set[str]] = {}
        for _ in range(_ROUNDS):
            todo = [sync for sync in syncs if looked.get(sync.id) != known.get(sync.key.column, set())]
            for sync in todo:
                cancel.check()
                looked[sync.id] = set(known.get(sync.key.column, ()))
                state = SyncState(self._paths.state / sync.id)
                found[sync.id] = sent_of(sync, state, self._syncs.target_fields(sync), sorted(looked[sync.id]), asked)
                for column, text in learnt(sync, found[sync.id], columns):
                    known.setdefault(column, set()).add(text)
            if not todo:
                break
        person = Named(dataset.id, dataset.name, {c: tuple(sorted(v)) for c, v in known.items()}, sure)
        return person, [(sync, found[sync.id]) for sync in syncs if found.get(sync.id)]

    def _from_source(
        self, dataset: Dataset, key: str, columns: Sequence[str], warnings: list[str], cancel: CancelToken
    ) -> tuple[_Texts, bool]:
        """What the source says of the person, by column; False when it has nobody with this key."""
        texts: _Texts = {}
        if not columns:
            return texts, False
        whole = replace(dataset, exclusions=(), priorities=())
        try:
            with self._sources.open_for(whole, cancel) as reader:
                for column in columns:
                    judged = reader.judge(whole, None, column, key, [], columns)
                    if judged.record is None:
                        continue
                    if judged.records > 1:
                        number = f"{judged.records:,} records"
                        warnings.append(f"{number} of “{dataset.name}” have this key in {column}; it may be several people.")
                    for name in columns:
                        value = judged.record.column(name)[0].as_py()
                        if value not in (None, "") and (judged.records == 1 or name == column):
                            texts.setdefault(name, set()).add(str(value))
                    texts.setdefault(column, set()).add(key)
        except Cancelled:
            raise
        except CensusError as error:
            warnings.append(
                f"“{dataset.name}” could not be asked: {error.message} What was sent of it was searched all the same."
            )
        return texts, bool(texts)

    def _all_held(self, found: Sequence[tuple[Sync, list[Sent]]], warnings: list[str], cancel: CancelToken) -> Sequence[Held]:
        held: list[Held] = []
        try:
            for sync, sent in found:
                held.append(self._held(sync, sent, warnings, cancel))
        except BaseException:
            self.discard(Review("", tuple(held)))  # a plan that nobody will see holds personal data
            raise
        return held

    def _held(self, sync: Sync, sent: Sequence[Sent], warnings: list[str], cancel: CancelToken) -> Held:
        spec = self._syncs.object_of(sync)
        act, says = act_of(sync, spec)
        connection = self._catalog.get(Connection, sync.connection_id)
        keys = tuple(record.key for record in sent)
        plan = None
        if sync.status is SyncStatus.DRAFT:
            act, says = Act.NOTHING, "The sync is a draft, which does not run: activate it first."
        if act is not Act.NOTHING:
            try:
                plan = self._runs.plan_removal(sync.id, keys, empties=act is Act.EMPTY, cancel=cancel)
            except Cancelled:
                raise
            except CensusError as error:
                act, says = Act.NOTHING, f"It could not be planned: {error}"
        if act is Act.REMOVE and spec and spec.unsubscribes:
            warnings.append(f"“{sync.name}”: who is taken away loses their consent there too.")
        place = sync.audience or sync.object
        return Held(sync.id, sync.name, connection.name, place, len(keys), act, says, keys, plan)

    def _removed(self, key: str, people: Sequence[Named]) -> Iterator[str]:
        """Syncs that were removed keep what they sent, and cannot run."""
        from census_desktop.engine.state import SyncState

        if not self._paths.state.is_dir():
            return
        there = {sync.id for sync in self._catalog.all(Sync)}
        texts = {key, *(text for person in people for values in person.texts.values() for text in values)}
        for folder in sorted(self._paths.state.iterdir()):
            if folder.name in there or not folder.is_dir():
                continue
            state = SyncState(folder)
            if any(state.payload_of(text) is not None or state.audiences_of(text) for text in sorted(texts)):
                runs = self._ledger.runs(RunFilter(sync_id=folder.name, limit=1))
                name = f"“{runs[0].sync_name}”" if runs else "A sync"
                yield f"{name} was removed and has sent this person; restore it, then forget again."

    def _others(self, dataset: Dataset) -> str:
        from census_desktop.engine.state import SyncState

        others = (d for d in self._catalog.all(Dataset) if d.id != dataset.id)
        sent = (
            d.name
            for d in others
            if any(SyncState(self._paths.state / s.id).version for s in self._catalog.syncs_of(dataset_id=d.id))
        )
        return ", ".join(f"“{name}”" for name in sent)

    def discard(self, review: Review) -> None:
        """Decide against it."""
        for held in review.held:
            if held.plan:
                self._runs.discard(held.plan.id)

    # Carry out ------------------------------------------------------------------------------------------------------

    def forget(
        self, review: Review, *, exclude: bool, cancel: CancelToken | None = None, listener: Listener | None = None
    ) -> Certificate:
        """Send the plans that were looked at, sync by sync, and keep what was answered. `exclude`: first the person goes on an
        exclusion list of each data set, so that no run sends them again.

        A sync that fails does not keep the others from being asked. What was taken away is also taken out of what is kept here
        of earlier runs, which cannot be undone then.
        """
        cancel, asked_at = cancel or CancelToken(), self._clock.now()
        salt = os.urandom(16).hex()
        certificate = Certificate(
            new_id(), asked_at, salt, digest_of(review.key, salt), tuple(p.dataset for p in review.people)
        )
        if exclude:
            listed = tuple(p.dataset for p in review.people if self._exclude(p))
            certificate = replace(certificate, excluded=listed)
        self._keep(certificate)  # it was asked, whatever happens now
        for held in review.held:
            answer = self._answered(held, cancel, listener or Silent())
            certificate = replace(certificate, answers=(*certificate.answers, answer))
            self._keep(certificate)
        waited = self._forget_unsent(review)
        certificate = replace(certificate, notes=(*self._notes(certificate), *waited))
        self._keep(certificate)
        return certificate

    def _answered(self, held: Held, cancel: CancelToken, listener: Listener) -> Answered:
        answer = Answered(held.sync, held.destination, held.object, held.act.value, held.records, "stays", held.says)
        if held.plan is None:
            return answer
        try:
            run = self._runs.run(held.sync_id, plan_digest=held.plan.digest, cancel=cancel, listener=listener)
        except CensusError as error:
            return replace(answer, outcome="failed", told=str(error))
        answer = _outcome(run, held, replace(answer, run=run.id))
        if answer.outcome in ("acknowledged", "accepted"):
            self._runs.forget_records(held.sync_id, held.keys)
        return answer

    def _forget_unsent(self, review: Review) -> Iterator[str]:
        """What was acknowledged and waits here for files elsewhere. A number is a person's in their own objects alone."""
        from census_desktop.destinations import forget_unsent, unsent

        known: dict[str, dict[str, set[str]]] = {}
        for held in review.held:
            sync = self._catalog.get(Sync, held.sync_id)
            with suppress(ConfigError):  # settings that name no place: nothing of it waits where it could be found
                place = unsent(self._catalog.get(Connection, sync.connection_id))
                known.setdefault(place, {}).setdefault(sync.object, set()).update(held.keys)
        texts = (text for person in review.people for values in person.texts.values() for text in values)
        everywhere = {text for text in (review.key, *texts) if "@" in text}
        folders = sorted(self._paths.unsent.glob("*/")) if self._paths.unsent.is_dir() else []
        done = [forget_unsent(folder, known.get(folder.name, {}), everywhere) for folder in folders]
        if number := sum(found for found, _ in done):
            yield f"{number:,} records that waited on this computer to be sent were deleted from it."
        if not all(whole for _, whole in done):
            yield "Not all that waits to be sent could be looked into: forget again when no run writes it."

    def _notes(self, certificate: Certificate) -> Iterator[str]:
        if not certificate.is_whole:
            yield "Not everything was taken away: see above."
        if any(a.outcome == "accepted" for a in certificate.answers):
            yield "Where a destination only accepted it, look there whether it was done."
        if any(a.act == Act.EMPTY.value for a in certificate.answers):
            yield "Where fields were emptied, the record and its key are still at the destination."
        if any(a.outcome in ("acknowledged", "accepted") for a in certificate.answers):
            yield "Runs that had sent this person keep no records here any more, and cannot be undone."
        yield "Sources are only read: what they have of this person is still there."

    def _exclude(self, person: Named) -> bool:
        """Put the person on the data set's list; False where no column tells them from others."""
        dataset = self._catalog.get(Dataset, person.dataset_id)
        columns = [c for c in (dataset.unique_identifier, dataset.email) if c] or list(person.texts)[:1]
        wanted = {c: _values(dataset, c, person.texts.get(c, ())) for c in columns}
        wanted = {c: values for c, values in wanted.items() if values}
        if not wanted:
            return False
        old = next((e for e in dataset.exclusions if e.name == LIST_NAME), Exclusion(LIST_NAME, Group("any")))
        kept = [i for i in old.where.items if not (isinstance(i, Condition) and i.op == "one_of" and i.column in wanted)]
        before = {i.column: i.value for i in old.where.items if isinstance(i, Condition) and i.op == "one_of"}
        added = [Condition(c, "one_of", tuple(dict.fromkeys((*before.get(c, ()), *values)))) for c, values in wanted.items()]
        listed = replace(old, where=Group("any", (*kept, *added)), enabled=True)
        others = tuple(e for e in dataset.exclusions if e.name != LIST_NAME)
        self._segments.save_lists(dataset.id, exclusions=(*others, listed))
        return True

    # Certificates ---------------------------------------------------------------------------------------------------

    def all(self) -> tuple[Certificate, ...]:
        """Every certificate, newest first."""
        files = self._paths.forgotten.glob("*.json") if self._paths.forgotten.is_dir() else ()
        found = [_certificate(json.loads(file.read_text(encoding="utf-8"))) for file in files]
        return tuple(sorted(found, key=lambda c: c.asked_at, reverse=True))

    def get(self, ref: str) -> Certificate:
        """By id or its beginning."""
        found = [c for c in self.all() if ref and c.id.startswith(ref)]
        if len(found) != 1:
            raise NotFoundError(f"There is no certificate {ref}." if not found else f"Several certificates begin with {ref}.")
        return found[0]

    def about(self, key: str) -> tuple[Certificate, ...]:
        """Those of this person, newest first."""
        return tuple(c for c in self.all() if digest_of(key.strip(), c.salt) == c.digest)

    def shape(self, certificate: Certificate) -> dict[str, Any]:
        """The certificate as it is kept and exported."""
        data = asdict(certificate)
        data["asked_at"] = certificate.asked_at.isoformat()
        return {"certificate": data.pop("id"), "kdf": "scrypt n=16384 r=8 p=1", "whole": certificate.is_whole, **data}

    def export(self, certificate: Certificate, path: Path) -> None:
        """Write it for the person who asked: .json, or text for any other ending."""
        text = "\n".join(letter(certificate, self._catalog.setting("workspace_name") or self._paths.root.name)) + "\n"
        if path.suffix.lower() == ".json":
            text = json.dumps(self.shape(certificate), indent=2, ensure_ascii=False) + "\n"
        with written_whole(path.expanduser().absolute()) as partial:
            partial.write_text(text, encoding="utf-8")

    def _keep(self, certificate: Certificate) -> None:
        folder = self._paths.forgotten
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with written_whole(folder / f"{certificate.id}.json") as partial:
            partial.write_text(json.dumps(self.shape(certificate), indent=2, ensure_ascii=False), encoding="utf-8")


def digest_of(key: str, salt: str) -> str:
    """What a certificate has of a person: slow to compute, so that keys cannot be tried by the million."""
    text = key.lower() if "@" in key else key
    return hashlib.scrypt(text.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=32).hex()


def _identifying(dataset: Dataset, syncs: Sequence[Sync]) -> list[str]:
    """Columns by which a person may be named: identifier, e-mail, sync keys."""
    there = {*dataset.column_names, *(c.name for c in dataset.computed)}
    named = (dataset.unique_identifier, dataset.email, *(sync.key.column for sync in syncs))
    return [column for column in dict.fromkeys(named) if column in there]


def _values(dataset: Dataset, column: str, texts: Sequence[str]) -> tuple[Any, ...]:
    """Texts as the column has them; those that it cannot have are left out."""
    found = dataset.column(column)
    kind = found.type.value if found else "text"
    if kind not in ("integer", "number"):
        return tuple(texts)
    values: list[Any] = []
    for text in texts:
        try:
            values.append(int(text) if kind == "integer" else float(text))
        except ValueError:
            continue
    return tuple(values)


def _outcome(run: Run, held: Held, answer: Answered) -> Answered:
    counts = run.counts
    if run.status is not RunStatus.COMPLETED:
        return replace(answer, outcome="failed", told=run.error or f"The run was {run.status.value}.")
    if counts.refused:
        return replace(answer, outcome="rejected", told=f"See the run's records: {counts.refused:,} refused.")
    if counts.unknown:
        return replace(answer, outcome="unknown", told="The next run asks again.")
    if not counts.processed:
        return replace(answer, outcome="nothing", told="")
    return replace(answer, outcome="accepted" if counts.accepted else "acknowledged", told=held.says)


def _certificate(data: dict[str, Any]) -> Certificate:
    return Certificate(
        id=data["certificate"],
        asked_at=datetime.fromisoformat(data["asked_at"]),
        salt=data["salt"],
        digest=data["digest"],
        datasets=tuple(data["datasets"]),
        answers=tuple(Answered(**answer) for answer in data["answers"]),
        excluded=tuple(data["excluded"]),
        notes=tuple(data["notes"]),
    )

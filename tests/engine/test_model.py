"""The engine against a model: whatever happens on the way, the destination ends with what the source says.

Random changes of the source, refusals, failures, cancels and crashes between them; the destination at the port remembers what
it really holds, the model says what a mirror must leave there.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation, RunStatus
from census_desktop.domain.ports import Batch, CancelToken, Reply
from census_desktop.engine.run import apply_acknowledged
from census_desktop.paths import WorkspacePaths
from census_desktop.store import open_store
from tests.conftest import FakeClock
from tests.engine.conftest import Bench, ScriptedDestination

KEYS = st.integers(min_value=1, max_value=10)
BAD = st.tuples(st.sets(KEYS, max_size=4), st.booleans())
"""Keys that are refused in a run, one by one or (True) only as the batch that holds them."""


class Died(BaseException):
    """The process ends here."""


class Holder(ScriptedDestination):
    """Holds records by audience and key; a key of another type is another key."""

    def apply(self, batch: Batch, row: dict[str, Any]) -> None:
        member = (batch.audience, row[batch.key_field])
        if batch.operation is Operation.DELETE:
            self.held.pop(member, None)
        else:
            self.held[member] = row


class Mirror(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name) / "workspace"
        clock = FakeClock()
        self.store = open_store(WorkspacePaths(root), clock)
        self.bench = Bench(root, self.store, clock)
        self.destination = Holder(limits=Limits(batch_rows=4, attempts=2, concurrency=2))
        self.source: dict[int, str] = {}
        self.refused: set[int] = set()
        self.whole = False

    def standing(self) -> dict[Any, str]:
        """What the destination holds."""
        return {key: row["name"] for key, row in self.destination.held.items()}

    def wanted(self) -> dict[Any, str]:
        """What it should hold."""
        return {("", key): name for key, name in self.source.items()}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(rows=st.dictionaries(KEYS, st.sampled_from("abc"), max_size=8))
    def change_the_source(self, rows: dict[int, str]) -> None:
        self.source.update(rows)

    @rule(keys=st.sets(KEYS, max_size=4))
    def some_leave(self, keys: set[int]) -> None:
        for key in keys:
            self.source.pop(key, None)

    @rule()
    def everybody_leaves(self) -> None:
        """A file without records does not tell any more of which type its keys were."""
        self.source.clear()

    def answer(self, batch: Batch) -> Reply:
        bad = [n for n, key in enumerate(batch.keys()) if key in self.refused]
        if bad and self.whole:
            raise BatchRejected("something in it is bad")
        return Reply(dict.fromkeys(bad, "bad"))

    def run(self, bad: tuple[set[int], bool], *first: Any) -> RunStatus:
        self.refused, self.whole = bad
        self.bench.write(self.source)  # type: ignore[arg-type]
        self.bench.cancel = CancelToken()
        self.destination.answers.clear()
        self.destination.answers.extend([*first, *[self.answer] * 100])
        return self.bench.run(self.destination, batch_rows=4).status

    @rule(bad=BAD)
    def run_to_the_end(self, bad: tuple[set[int], bool]) -> None:
        assert self.run(bad) is RunStatus.COMPLETED

    @rule(good=st.integers(0, 3), bad=BAD)
    def fail_after(self, good: int, bad: tuple[set[int], bool]) -> None:
        gone = TransientError("gone", retry_after=0)
        self.run(bad, *[self.answer] * good, *[gone] * 4)

    @rule(good=st.integers(0, 3), bad=BAD)
    def cancel_after(self, good: int, bad: tuple[set[int], bool]) -> None:
        def cancel(batch: Batch) -> Reply:
            self.bench.cancel.cancel()
            return self.answer(batch)

        self.run(bad, *[self.answer] * good, cancel)

    @rule(good=st.integers(0, 3), bad=BAD, applied=st.booleans())
    def die_after(self, good: int, bad: tuple[set[int], bool], applied: bool) -> None:
        """The process dies with a request in flight, which the destination applied or did not."""

        def die(batch: Batch) -> Reply:
            if applied:
                for row in batch.rows.to_pylist():
                    if row["key"] not in self.refused:
                        self.destination.apply(batch, row)
            raise Died

        ledger, clock = self.store.ledger, self.bench.clock
        try:
            self.run(bad, *[self.answer] * good, die)
        except Died:
            clock.advance(600)
            ledger.abandoned(clock.now())
            for run_id in ledger.unapplied(self.bench.sync.id):
                apply_acknowledged(self.bench.sync, run_id, ledger, self.bench.paths)

    @rule(good=st.integers(0, 3), back=st.booleans(), rows=st.dictionaries(KEYS, st.sampled_from("abc"), max_size=4))
    def lose_the_answer(self, good: int, back: bool, rows: dict[int, str]) -> None:
        """The destination takes a batch and the answer is lost; then the source may go back to what it said before."""
        before = dict(self.source)

        def take(batch: Batch) -> Reply:
            for row in batch.rows.to_pylist():
                self.destination.apply(batch, row)
            raise TransientError("no answer", outcome_known=False, retry_after=0)

        self.source.update(rows)
        self.run((set(), False), *[self.answer] * good, *[take] * 6)
        if back:
            self.source = before

    @rule(good=st.integers(0, 2), silent=st.sets(KEYS, min_size=1, max_size=4), bad=BAD, applied=st.booleans())
    def answers_say_nothing_of_some(self, good: int, silent: set[int], bad: tuple[set[int], bool], applied: bool) -> None:
        """The destination took these records or did not, and its answers do not tell."""

        def answer(batch: Batch) -> Reply:
            reply = self.answer(batch)
            unknown = [n for n, key in enumerate(batch.keys()) if key in silent and n not in reply.rejected]
            for n in unknown if applied else ():
                self.destination.apply(batch, batch.rows.to_pylist()[n])
            return Reply(reply.rejected, unknown=dict.fromkeys(unknown, "not in the answer"))

        assert self.run(bad, *[self.answer] * good, *[answer] * 50) is RunStatus.COMPLETED

    @rule()
    def settle(self) -> None:
        """With nothing in the way, one run brings the destination in step and a second one sends nothing."""
        assert self.run((set(), False)) is RunStatus.COMPLETED
        assert self.standing() == self.wanted()
        assert self.bench.state.members == len(self.source)
        assert not self.bench.state.uncertain
        sent = len(self.destination.batches)
        assert self.run((set(), False)) is RunStatus.COMPLETED
        assert len(self.destination.batches) == sent

    @invariant()
    def nothing_is_believed_that_is_not_there(self) -> None:
        """What counts as acknowledged is at the destination, if only with an older value; or its last answer was lost."""
        if hasattr(self, "bench"):
            assert self.bench.state.members <= len(self.destination.held) + self.bench.state.uncertain


class ByAudience(Mirror):
    """The same where each record goes to the audience that it names: whoever changes moves."""

    @initialize()
    def open(self) -> None:
        super().open()
        self.bench.sync = replace(self.bench.sync, audience_column="name")

    def wanted(self) -> dict[Any, str]:
        return {(name, key): name for key, name in self.source.items()}


QUICK = settings(
    max_examples=14, stateful_step_count=14, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
)


@pytest.mark.timeout(600)
def test_whatever_happens_on_the_way_the_destination_ends_as_the_source_says() -> None:
    run_state_machine_as_test(Mirror, settings=QUICK)  # type: ignore[no-untyped-call]


@pytest.mark.timeout(600)
def test_and_so_does_every_audience_of_one_sync() -> None:
    run_state_machine_as_test(ByAudience, settings=QUICK)  # type: ignore[no-untyped-call]

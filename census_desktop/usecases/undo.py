"""Undo: taking back what a finished run did, as a plan that is reviewed and sent like any other."""

from __future__ import annotations

from dataclasses import replace

from census_desktop.domain import undo
from census_desktop.domain.errors import UndoRefused
from census_desktop.domain.model import Operation, Run, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import CancelToken, Catalog, Ledger
from census_desktop.domain.records import UndoOffer
from census_desktop.domain.rows import RunFilter
from census_desktop.usecases.plans import Plans
from census_desktop.usecases.recovery import Recovery
from census_desktop.usecases.syncs import Syncs

_LOOKED_AT = 200
"""Runs that may stand between a run and its undo. One that is older than that many is not offered."""


class Undo:
    """Every method may wait on disk."""

    def __init__(self, catalog: Catalog, ledger: Ledger, syncs: Syncs, plans: Plans, recovery: Recovery) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._syncs = syncs
        self._plans = plans
        self._recovery = recovery

    def offer(self, run: Run) -> UndoOffer:
        sync = self._catalog.find(Sync, run.sync_id)
        if sync is None:
            return UndoOffer(False, "The sync was removed. Restore it, then undo its run.")
        self._recovery.bring_up_to_date(sync)
        run = self._ledger.run(run.id)
        kinds = self._plans.arrived(run.id)
        if kinds and self._plans.forgot(run.id):
            return UndoOffer(False, "This run took a person away who was to be forgotten.")
        if kinds and self._plans.is_overtaken(sync, run.id):
            return UndoOffer(False, "Later runs sent newer values; the restored backup does not know them.")
        offered = undo.offer(sync, self._syncs.object_of(sync), run, self._runs(sync), kinds)
        if offered.possible and self._plans.was_edited(sync, run.id):
            return UndoOffer(False, f"“{sync.name}” was edited after this run: what it sent before fits no more.")
        return offered

    def plan(self, run: Run, cancel: CancelToken) -> Plan:
        """Raises UndoRefused with the offer's reason when it cannot be undone."""
        offered = self.offer(run)
        if not offered.possible:
            raise UndoRefused(offered.reason, kept="Nothing was changed.")
        sync = self._catalog.get(Sync, run.sync_id)
        deletes = sync.operation is not Operation.UPDATE and undo.can_delete(sync, self._syncs.object_of(sync))
        plan = self._plans.undo(sync, run.id, deletes, cancel)
        warnings = [f"Stays as it is: {text}." for text in offered.left]
        if deletes and (also := undo.removes_what_was_there(self._plans.arrived(run.id) or {})):
            warnings.append(also)
        if undo.pauses(sync, run):
            warnings.append("The sync is paused then, so that it does not send the same again.")
        return replace(plan, warnings=(*plan.warnings, *warnings))

    def _runs(self, sync: Sync) -> tuple[Run, ...]:
        return self._ledger.runs(RunFilter(sync_id=sync.id, limit=_LOOKED_AT))

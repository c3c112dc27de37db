"""datasets related: what the data says of relationships, and which ones keys suggest. Nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence

from census_desktop.cli import dataset_shapes
from census_desktop.cli.context import Context
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.model import Relationship
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.relating import KINDS, Proposal
from census_desktop.usecases.relations import Checked, Side

Found = tuple[list[tuple[Side, Checked]], tuple[Proposal, ...]]


def look_at(context: Context) -> int:
    app = context.app
    dataset = app.datasets.get(context.args.dataset)

    def look(cancel: CancelToken) -> Found:
        own = [side for side in app.relations.of(dataset.id) if not side.incoming]
        checked = [(side, app.relations.check(dataset.id, side.relationship, cancel)) for side in own]
        return checked, app.relations.propose(dataset.id, cancel)

    checked, proposals = in_worker(context, look)
    names = {d.id: d.name for d in app.datasets.all()}
    context.out.result(
        lambda: {
            "dataset": dataset.name,
            "relationships": [dataset_shapes.checked(side, found) for side, found in checked],
            "proposals": [dataset_shapes.proposal(p, names[p.relationship.dataset]) for p in proposals],
        },
        lambda: _tell(context, checked, proposals, names),
    )
    return 0


def _tell(
    context: Context, checked: Sequence[tuple[Side, Checked]], proposals: Sequence[Proposal], names: dict[str, str]
) -> None:
    out = context.out
    out.table(
        ("RELATIONSHIP", "DATA SET", "KIND", "KEYS", "IN THE DATA"),
        [
            (
                s.relationship.name,
                s.related.name,
                KINDS[s.relationship.kind],
                _keys(s.relationship),
                c.contradiction or c.coverage,
            )
            for s, c in checked
        ],
        empty="It has no relationships yet.",
    )
    if not proposals:
        return
    out.text()
    out.table(
        ("COULD BE", "KIND", "KEYS", "BECAUSE", "IN THE DATA"),
        [
            (names[p.relationship.dataset], KINDS[p.relationship.kind], _keys(p.relationship), p.why, p.coverage)
            for p in proposals
        ],
        empty="",
    )


def _keys(relationship: Relationship) -> str:
    return f"{relationship.from_column} = {relationship.to_column}"

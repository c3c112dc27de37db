"""The list of segments: folders and tags, and acts on several segments at once, all or none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from census_desktop.domain.conditions import Member, walk
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Segment, new_id
from census_desktop.domain.ports import Catalog
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.rows import EVERY, FolderRow, Kind, SegmentFilter, SegmentOrder, SegmentRow
from census_desktop.usecases.changes import Changes

LONGEST = 60

Line = SegmentRow | FolderRow


@dataclass(frozen=True, slots=True)
class Shelves:
    """What there is to choose from: segments by folder ("" are those in none) and by tag, and how many match now."""

    folders: Mapping[str, int]
    tags: Mapping[str, int]
    matching: int


class SegmentList:
    """Every method may wait on disk: not for the GUI thread."""

    def __init__(self, catalog: Catalog, changes: Changes) -> None:
        self._catalog = catalog
        self._changes = changes

    def shelves(self, search: str = "", among: SegmentFilter = EVERY) -> Shelves:
        everything = self._catalog.folders()
        matching = everything if not search and among == EVERY else self._catalog.folders(search, among)
        return Shelves(everything, self._catalog.tags(), sum(matching.values()))

    def lines(
        self,
        search: str = "",
        order: SegmentOrder = SegmentOrder.NAME,
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
        among: SegmentFilter = EVERY,
        closed: frozenset[str] | None = None,
    ) -> tuple[Sequence[Line], int]:
        """(a page of the list, number of its lines). With `closed`, the names of folders that are folded up, segments stand
        under the head of their folder; those in none come last."""
        if closed is None:
            page = self._catalog.segment_page(search, order, descending, offset, limit, among)
            return page.rows, page.total
        counts = self._catalog.folders(search, among)
        heads = [FolderRow(name, counts[name], name not in closed) for name in sorted(counts, key=_last_if_none)]
        plan: list[FolderRow | None] = []  # None stands for the next segment
        for head in heads:
            plan += [head, *([None] * head.count if head.is_open else [])]
        shown = plan[offset : offset + limit]
        skipped = plan[:offset].count(None)
        within = tuple(head.name for head in heads if head.is_open)
        wanted = shown.count(None)
        rows: Iterable[SegmentRow] = ()
        if wanted:
            among = replace(among, within=within)
            rows = self._catalog.segment_page(search, order, descending, skipped, wanted, among).rows
        segments = iter(rows)
        found = [entry if entry is not None else next(segments, None) for entry in shown]
        return tuple(line for line in found if line is not None), len(plan)

    # Several at once ------------------------------------------------------------------------------------------------

    def move(self, ids: Iterable[str], folder: str) -> tuple[Segment, ...]:
        """Put the segments into a folder, which need not exist yet; "" takes them out. Gives them as they were."""
        folder = _checked(folder, "folder")
        return self._change(ids, lambda segment: replace(segment, folder=folder))

    def tag(self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> tuple[Segment, ...]:
        """Give the segments these tags and take those away. Gives them as they were."""
        added = {_checked(tag, "tag") for tag in add} - {""}
        gone = set(remove)
        return self._change(ids, lambda segment: replace(segment, tags=tuple(sorted({*segment.tags, *added} - gone))))

    def put_back(self, segments: Iterable[Segment], part: str) -> None:
        """The "folder" or the "tags" as they were in these; the other part stays as it is now."""
        kept = {segment.id: segment for segment in segments}
        self._change(kept, lambda now: replace(now, **{part: getattr(kept[now.id], part)}))

    def rename_folder(self, folder: str, name: str) -> tuple[Segment, ...]:
        """Another name for a folder; that of another folder joins the two. Gives the segments as they were."""
        return self.move([s.id for s in self._catalog.all(Segment) if s.folder == folder], name)

    def remove(self, ids: Iterable[str]) -> tuple[Segment, ...]:
        """Hide the segments; `restore` brings them back. Refused as a whole while anything else uses one of them."""
        segments = self._get(ids)
        with self._catalog.transaction():
            for segment in users_first(segments):
                self._catalog.remove(Segment, segment.id)
        self._changes.publish(Kind.SEGMENTS)
        return segments

    def restore(self, ids: Iterable[str]) -> None:
        with self._catalog.transaction():
            for id_ in ids:
                self._catalog.restore(Segment, id_)
        self._changes.publish(Kind.SEGMENTS)

    def duplicate(self, ids: Iterable[str]) -> tuple[Segment, ...]:
        """Copies with free names, in the folders of their originals; a copy of one that includes another copied one keeps
        to the original."""
        taken = {segment.name for segment in self._catalog.all(Segment)}
        made = []
        with self._catalog.transaction():
            for segment in self._get(ids):
                name = free_name(f"{segment.name} copy", taken)
                taken.add(name)
                copy = replace(segment, id=new_id(), name=name, created_at=None, updated_at=None)
                self._catalog.put(copy)
                made.append(copy)
        self._changes.publish(Kind.SEGMENTS)
        return tuple(made)

    def _change(self, ids: Iterable[str], change: Callable[[Segment], Segment]) -> tuple[Segment, ...]:
        with self._catalog.transaction():  # read inside, so that what another process saved meanwhile stays
            before = self._get(ids)
            for segment in before:
                self._catalog.put(change(segment))
        self._changes.publish(Kind.SEGMENTS)
        return before

    def _get(self, ids: Iterable[str]) -> tuple[Segment, ...]:
        return tuple(self._catalog.get(Segment, id_) for id_ in dict.fromkeys(ids))


def users_first(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """In an order in which each can be removed: what refers to another one comes before it."""
    known = {segment.id: segment for segment in segments}
    placed: dict[str, Segment] = {}

    def place(segment: Segment) -> None:
        if segment.id in placed:
            return
        for node in walk(segment.where):
            if isinstance(node, Member) and node.segment in known:
                place(known[node.segment])
        placed[segment.id] = segment

    for segment in segments:
        place(segment)
    return tuple(reversed(placed.values()))


def _checked(name: str, word: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise ConfigError(
            f"The name of this {word} has {len(name)} characters; {LONGEST} are allowed.",
            kept="Nothing was changed.",
            hint="Shorten it.",
        )
    return name


def _last_if_none(folder: str) -> tuple[bool, str, str]:
    return not folder, folder.casefold(), folder

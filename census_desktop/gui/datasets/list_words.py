"""What exclusion lists and priority lists do, in words and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from census_desktop.domain.model import Dataset, Exclusion, PriorityList
from census_desktop.gui.kit import words
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, number, tr
from census_desktop.gui.segments.scope import World
from census_desktop.usecases.lists import ListFigures, MirrorChange, TriedExclusion, TriedPriority
from census_desktop.usecases.segment_words import in_words

ON = State(QT_TRANSLATE_NOOP("", "On"), "check", "ok")
OFF = State(QT_TRANSLATE_NOOP("", "Off"), "pause", "rest")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list as the table shows it. `figure` is what it does, "" while nobody has counted."""

    item: Exclusion | PriorityList
    second: str
    figure: str = ""

    @property
    def key(self) -> tuple[bool, str]:
        return self.is_exclusion, self.item.name

    @property
    def is_exclusion(self) -> bool:
        return isinstance(self.item, Exclusion)

    @property
    def kind(self) -> str:
        return tr("Exclusion list") if self.is_exclusion else tr("Priority list")

    @property
    def state(self) -> State:
        return OFF if isinstance(self.item, Exclusion) and not self.item.enabled else ON


def lines(dataset: Dataset, world: World, figures: ListFigures | None) -> tuple[ListLine, ...]:
    """The data set's lists: exclusion lists, then priority lists."""
    excluding = [ListLine(e, made_of(e, world), _taken(e, figures)) for e in dataset.exclusions]
    return (*excluding, *(ListLine(p, in_order(p, world), _kept_out(p, figures)) for p in dataset.priorities))


def made_of(exclusion: Exclusion, world: World) -> str:
    if not exclusion.where.items:
        return tr("no condition yet: nobody is on it")
    return in_words(exclusion.where, world.name_or_id)


def in_order(priority: PriorityList, world: World) -> str:
    return " → ".join(world.segment_name(id_) or tr("a segment that is gone") for id_ in priority.segments)


def _taken(exclusion: Exclusion, figures: ListFigures | None) -> str:
    if figures is None or exclusion.name not in figures.taken:
        return ""
    text = tr("Takes out %1 of %2") if exclusion.enabled else tr("Would take out %1 of %2")
    return _filled(text, number(figures.taken[exclusion.name]), number(figures.of))


def _kept_out(priority: PriorityList, figures: ListFigures | None) -> str:
    if figures is None or priority.name not in figures.kept_out:
        return ""
    return _filled(tr("Keeps %1 out of lower segments"), number(figures.kept_out[priority.name]))


def told_of_exclusion(tried: TriedExclusion, exclusion: Exclusion, before: Exclusion | None) -> tuple[str, str]:
    """What saving it so does, and the tone to say it in. `before` is the list as it is saved, None of a new one."""
    said = [_who(tried, exclusion, before)]
    said += told_of_mirrors(tried.mirrors)
    if tried.left < tried.left_before and tried.others:
        others = words.counted(tried.others, tr("other sync stops"), tr("other syncs stop"))
        said.append(_filled(tr("%1 sending them; what was sent stays there."), others))
    return " ".join(said), "warn" if any(c.after < c.before for c in tried.mirrors) else ""


def _who(tried: TriedExclusion, exclusion: Exclusion, before: Exclusion | None) -> str:
    taken, of, more = number(tried.taken), number(tried.of), tried.left_before - tried.left
    was_on = before is not None and before.enabled
    if not exclusion.enabled:
        text = _filled(tr("Off: the %1 of %2 records on it stay in."), taken, of)
        if more < 0:
            text += " " + _filled(tr("Lets %1 back into every segment and sync."), _records(-more))
        return text
    if not tried.taken:
        text = tr("Takes nobody out: no record is on it.")
    else:
        text = _filled(tr("Takes %1 of %2 records out of every segment and sync."), taken, of)
    if was_on and more:
        text += " " + _filled(tr("%1 more than now.") if more > 0 else tr("%1 fewer than now."), number(abs(more)))
    elif not was_on and tried.taken > more:
        text += " " + _filled(tr("%1 of them are on another list already."), number(tried.taken - more))
    return text


def told_of_mirrors(mirrors: Sequence[MirrorChange]) -> list[str]:
    """Which mirrors remove and which add records when they next run."""
    said = []
    for one, many, sign in (
        (tr("mirror will remove records"), tr("mirrors will remove records"), 1),
        (tr("mirror will add records"), tr("mirrors will add records"), -1),
    ):
        those = [c for c in mirrors if (c.before - c.after) * sign > 0]
        if those:
            named = [f"“{c.sync}” {number(abs(c.before - c.after))}" for c in those[:_NAMED]]
            if len(those) > _NAMED:
                named.append(_filled(tr("and %1 more"), number(len(those) - _NAMED)))
            said.append(f"{words.counted(len(those), one, many)}: {', '.join(named)}.")
    return said


def told_of_priority(tried: TriedPriority) -> tuple[str, str]:
    """What saving it so does, and the tone to say it in."""
    kept_out = sum(tried.alone.values()) - sum(tried.sizes.values())
    text = tr("Nobody is in two of these segments.")
    if kept_out:
        text = _filled(tr("Keeps members of higher segments out of lower ones: %1 in all."), number(kept_out))
    tone = "warn" if any(c.after < c.before for c in tried.mirrors) else ""
    return " ".join([text, *told_of_mirrors(tried.mirrors)]), tone


def _records(count: int) -> str:
    return words.counted(count, tr("record"), tr("records"))


def _filled(text: str, *values: str) -> str:
    for place, value in enumerate(values, 1):
        text = text.replace(f"%{place}", value)
    return text

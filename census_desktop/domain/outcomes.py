"""What a run's answers leave open, in words: neither its figures nor its status say more than the destination did."""

from __future__ import annotations

from census_desktop.domain.model import Counts


def told(counts: Counts, destination: str = "") -> tuple[str, ...]:
    """A sentence each for what was only accepted, refused without names, and unknown."""
    where = destination or "the destination"
    said = []
    if counts.accepted:
        said.append(f"{counts.accepted:,} accepted by {where}, not confirmed one by one.")
    if counts.unnamed:
        were = "1 was" if counts.unnamed == 1 else f"{counts.unnamed:,} were"
        said.append(f"{were} refused and not named: {where} tells their number alone, so they do not go again by themselves.")
    if counts.unknown:
        them = "1 record" if counts.unknown == 1 else f"{counts.unknown:,} records"
        said.append(f"Of {them} nobody knows whether {where} took them; the next run sends them again.")
    return tuple(said)


def in_short(counts: Counts) -> tuple[str, ...]:
    """What keeps a run from being plainly completed, a few words each: "3 rejected", "2 refused, not named"."""
    parts = (
        (counts.rejected, "rejected"),
        (counts.unnamed, "refused, not named"),
        (counts.unknown, "of which nobody knows"),
    )
    return tuple(f"{number:,} {words}" for number, words in parts if number)

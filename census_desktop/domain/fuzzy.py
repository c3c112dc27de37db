"""How well a name fits what somebody typed: whole words first, then beginnings, then letters in their order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Fit:
    """`score` is for sorting, larger is better; `places` are the letters of the name that were meant."""

    score: float
    places: tuple[int, ...] = ()


def fit(wanted: str, name: str) -> Fit | None:
    """How this name fits, or None. Case, accents and the order of the words do not matter; every word must be there."""
    words = [_folded(word) for word in wanted.split()[:_MOST_WORDS]]
    letters = _folded(name)
    score, places = 0.0, set[int]()
    for word in words:
        found = _word(word, letters)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    if not words:
        return Fit(0.0)
    if letters.startswith(" ".join(words)):
        score += 40
    return Fit(score / len(words) - len(name) / 100, tuple(sorted(places)))


def _folded(text: str) -> str:
    """One plain letter for each letter, so that places stay what they are."""
    return "".join((unicodedata.normalize("NFKD", letter)[:1].casefold() or letter)[:1] for letter in text)


def _starts(letters: str, at: int) -> bool:
    return at == 0 or not letters[at - 1].isalnum()


def _word(word: str, letters: str) -> Fit | None:
    at = letters.find(word)
    best = -1
    while at >= 0:
        best = at if best < 0 else best
        if _starts(letters, at):
            end = at + len(word)
            whole = end == len(letters) or not letters[end].isalnum()
            return Fit(120 if whole else 100, tuple(range(at, end)))
        at = letters.find(word, at + 1)
    if best >= 0:
        return Fit(60, tuple(range(best, best + len(word))))
    return _scattered(word, letters)


def _scattered(word: str, letters: str) -> Fit | None:
    """Letters in their order, at the beginnings of words or side by side; others are chance and would find everything."""
    if len(word) < 2:
        return None
    places: list[int] = []
    for number, letter in enumerate(word):
        here = places[-1] + 1 if places else 0
        if places and letters[here : here + 1] == letter and not _starts_later(word[number:], letters, here):
            places.append(here)
            continue
        at = letters.find(letter, here)
        while at >= 0 and not _starts(letters, at):
            at = letters.find(letter, at + 1)
        if at < 0:
            if places and letters[here : here + 1] == letter:
                at = here
            else:
                return None
        places.append(at)
    return Fit(30 + 10 * sum(_starts(letters, at) for at in places) / len(places), tuple(places))


def _starts_later(rest: str, letters: str, here: int) -> bool:
    """Whether all of the rest could be beginnings of later words: “hvc” means High Value Customers."""
    for letter in rest:
        while here < len(letters) and not (letters[here] == letter and _starts(letters, here)):
            here += 1
        if here >= len(letters):
            return False
        here += 1
    return True

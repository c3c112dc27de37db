"""JSON texts of records as the engine made them: one buffer, cut only where somebody asks for a single text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, overload


class Texts(Sequence[str]):
    """Texts in a pyarrow string array, each with a comma behind it: what lies between two of them is a JSON list as it
    stands, so that a batch of thousands is one copy and no Python text."""

    def __init__(self, array: Any) -> None:
        self._array = array

    def __len__(self) -> int:
        return len(self._array)

    @overload
    def __getitem__(self, which: int) -> str: ...
    @overload
    def __getitem__(self, which: slice) -> Texts: ...
    def __getitem__(self, which: int | slice) -> str | Texts:
        if isinstance(which, slice):
            return Texts(self._array[which])
        return str(self._array[which].as_py())[:-1]

    def __iter__(self) -> Iterator[str]:
        return (text[:-1] for text in self._array.to_pylist())

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def joined(self) -> bytes:
        """All of them, separated by commas."""
        ends = self._ends()
        first, last = ends[self._array.offset], ends[self._array.offset + len(self._array)]
        return bytes(memoryview(self._array.buffers()[2])[first : last - 1]) if last > first else b""

    def sizes(self) -> list[int]:
        """The UTF-8 bytes of each, without the comma; the texts themselves are not looked at."""
        begin = self._array.offset
        ends = self._ends()[begin : begin + len(self._array) + 1].tolist()
        return [after - before - 1 for before, after in pairwise(ends)]

    def _ends(self) -> memoryview:
        wide = str(self._array.type) == "large_string"
        return memoryview(self._array.buffers()[1]).cast("q" if wide else "i")


def sizes_of(texts: Sequence[str]) -> list[int]:
    """The UTF-8 bytes of each text."""
    return texts.sizes() if isinstance(texts, Texts) else [len(text.encode()) for text in texts]

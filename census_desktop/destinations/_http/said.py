"""Reading a vendor's JSON, whatever shape it has.

An answer that does not say what was asked is no answer: it ends the run with a sentence, nothing counts as done by it, and it
is never taken for a defect of the program.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from census_desktop.destinations._http.answers import KEPT, HttpReply
from census_desktop.domain.errors import DestinationError


def at(said: Any, *names: str) -> Any:
    """What stands there, one name inside the other; None where there is nothing, or something of another shape."""
    for name in names:
        said = said.get(name) if isinstance(said, Mapping) else None
    return said


def an_object(found: Any) -> dict[str, Any]:
    """An object; an empty one where it is something else."""
    return found if isinstance(found, dict) else {}


def error_in(reply: HttpReply) -> Mapping[str, Any] | None:
    """The object “error” of a body, whatever it claims to be."""
    try:
        found = at(json.loads(reply.body), "error")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def objects(found: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; none of anything else."""
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def number(found: Any) -> int | None:
    """A whole number, also one that is written as a text; None for anything else."""
    try:
        value = float(found) if isinstance(found, (int, float, str)) and not isinstance(found, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    return int(value) if math.isfinite(value) else None


def count(found: Any) -> int:
    """How many there are; 0 where that is not said."""
    return number(found) or 0


def needed_text(vendor: str, said: Any, *names: str) -> str:
    """A text or a number that has to stand there, such as an id."""
    found = at(said, *names)
    if found == "" or not isinstance(found, (str, int, float)) or isinstance(found, bool):
        raise no_answer(vendor, names)
    return str(found)


def needed_object(vendor: str, said: Any, *names: str) -> Mapping[str, Any]:
    found = at(said, *names)
    if not isinstance(found, Mapping):
        raise no_answer(vendor, names)
    return found


def needed_objects(vendor: str, said: Any, name: str, *, null: bool = False) -> list[Mapping[str, Any]]:
    """The objects of a list that has to stand there, if an empty one. `null`: the vendor may write that for an empty one."""
    found = at(said, name)
    if not isinstance(found, list) and not (null and found is None and isinstance(said, Mapping) and name in said):
        raise no_answer(vendor, (name,))
    return objects(found)


def no_answer(vendor: str, names: Iterable[str]) -> DestinationError:
    where = ".".join(names)
    return DestinationError(
        f"{vendor}'s answer cannot be understood: " + (f"it does not say “{where}”." if where else "it is not an object."),
        kept=KEPT,
        hint=f"Run the sync again. If it stays, check the address of the connection, or ask {vendor}.",
    )

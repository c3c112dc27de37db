"""The contract of a vendor's connector, as named checks: each says in a sentence what has to hold, and against which cases it
can be asked at all. test_vendors.py runs every check that applies; table.py writes down which those are."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from census_desktop.destinations import _class, manifest
from census_desktop.domain.manifest import Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from tests.destinations.suite.world import World
from tests.destinations.vendor_case import VendorCase

HOW_MANY = 40
"""The suite has at least so many checks."""


@dataclass(frozen=True)
class Known:
    """What is known of a case before anything of it runs."""

    case: VendorCase

    @cached_property
    def manifest(self) -> Manifest:
        return manifest(self.case.type)

    @cached_property
    def spec(self) -> ObjectSpec:
        named = [spec for spec in self.manifest.objects if spec.name == self.case.object]
        return (named or [spec for spec in self.manifest.objects if spec.open_name])[0]

    @property
    def label(self) -> str:
        way = f" ({self.case.way})" if self.case.way else ""
        return f"{self.case.type} {self.case.object}{way}"

    @cached_property
    def fields(self) -> dict[str, TargetField]:
        return {field.name: field for field in self.spec.fields}

    @property
    def key(self) -> TargetField:
        return self.fields.get(self.case.key, TargetField(self.case.key))

    @property
    def text_field(self) -> str:
        """A field beside the key that takes any text, "" when the case's records have none."""
        for name, value in self.case.changed(1).items():
            field = self.fields.get(name, TargetField(name))
            free = field.type in ("text", "any") and not (field.hash or field.choices or field.normalise)
            if name != self.case.key and isinstance(value, str) and free and name not in self.case.not_free:
                return name
        return ""

    def can(self, method: str) -> bool:
        return hasattr(_class(self.case.type), method)


Need = Callable[[Known], str]
"""Why a check does not apply; "" where it does."""


@dataclass(frozen=True)
class Check:
    name: str
    group: str
    run: Callable[[World], None]
    needs: tuple[Need, ...]

    def why_not(self, known: Known) -> str:
        """Why the check cannot be asked of the case, "" where it is asked."""
        return next((why for need in self.needs if (why := need(known))), "") or known.case.excused.get(self.name, "")


_checks: list[Check] = []


def check(name: str, *needs: Need) -> Callable[[Callable[[World], None]], Callable[[World], None]]:
    """Marks a function as a check of this name."""

    def mark(function: Callable[[World], None]) -> Callable[[World], None]:
        assert name not in [c.name for c in _checks], f"two checks are called “{name}”"
        _checks.append(Check(name, _title(importlib.import_module(function.__module__)), function, needs))
        return function

    return mark


def _title(module: ModuleType) -> str:
    return (module.__doc__ or "").partition(":")[0]


def all_checks() -> list[Check]:
    """In the order in which the modules' names and their lines have them."""
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return sorted(_checks, key=lambda c: c.run.__module__)


# What checks need ----------------------------------------------------------------------------------------------------


def leaves(known: Known) -> str:
    """Somebody can leave, and is taken out."""
    spec = known.spec
    if Operation.MIRROR in spec.operations and Removal.REMOVE in spec.removals:
        return ""
    return "nobody is taken out: a mirror is not offered, or empties fields"


def deletes(known: Known) -> str:
    return "" if Operation.DELETE in known.spec.operations else leaves(known)


def audience(known: Known) -> str:
    return "" if known.spec.audience else "no audience"


def keeper(known: Known) -> str:
    return audience(known) or ("" if known.can("audiences") else "the vendor does not list them")


def reader(known: Known) -> str:
    return audience(known) or ("" if known.can("members") else "the vendor does not say who is in it")


def name_bounded(known: Known) -> str:
    return audience(known) or ("" if known.spec.longest_name else "no limit is documented")


def closed(known: Known) -> str:
    return "its fields are not all known beforehand" if known.spec.open_fields else ""


def hashed(known: Known) -> str:
    return "" if any(field.hash for field in known.fields.values()) else "no field takes digests alone"


def by_email(known: Known) -> str:
    is_email = known.key.normalise.startswith("email") and not known.key.hash
    return "" if is_email else "the key is no e-mail address, or a digest"


def free_text(known: Known) -> str:
    return "" if known.text_field else "no field takes any text"


def bad_record(known: Known) -> str:
    return "" if known.case.bad else "nothing is refused one by one"


def jobs(known: Known) -> str:
    return "" if known.case.jobs else "no jobs: a request is answered at once"


def no_jobs(known: Known) -> str:
    return "a job's results say what arrived" if known.case.jobs else ""


def never(known: Known) -> str:
    return "" if known.manifest.never else "no call is barred"


def secret(known: Known) -> str:
    return "" if known.case.wrong_secrets else "no credential"


def quick(known: Known) -> str:
    return audience(known)

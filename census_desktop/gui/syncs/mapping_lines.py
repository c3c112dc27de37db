"""What the table of mappings shows and offers, made from a sync and the workspace. No widgets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import FieldMapping, MappingKind, Sync
from census_desktop.domain.normalise import ALREADY
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.picker import Entry
from census_desktop.gui.segments.condition_tree import Field, fields_of
from census_desktop.gui.segments.field_list import TYPE_ICONS, note_of
from census_desktop.gui.syncs import mapping_rules
from census_desktop.gui.syncs.mapping_rules import RelatedColumn
from census_desktop.gui.syncs.mapping_table import Line
from census_desktop.gui.syncs.sync_setup import Choices
from census_desktop.gui.syncs.template_panel import reference

_ICONS = {kind.value: icon for kind, icon in TYPE_ICONS.items()}


def type_icon(type_: str) -> str:
    return _ICONS.get(type_, "")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be mapped to what. `free` is the word for a field of one's own, "" where the object does not take any."""

    spec: ObjectSpec | None = None
    key: str = ""
    targets: Mapping[str, TargetField] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    columns: tuple[Entry, ...] = ()
    related: tuple[RelatedColumn, ...] = ()
    segments: Mapping[str, str] = field(default_factory=dict)
    free: str = ""

    def offers(self, kind: MappingKind) -> bool:
        if kind is MappingKind.RELATED:
            return bool(self.related)
        return bool(self.segments) if kind is MappingKind.MEMBER else True

    def field_entries(self, taken: Collection[str]) -> list[Entry]:
        """Known fields that nothing fills yet, required ones first."""
        free = [t for t in self.targets.values() if not t.read_only and t.name not in taken]
        free.sort(key=lambda t: not t.required)
        return [
            Entry(
                target.name,
                target.name,
                type_icon(target.type),
                note=" · ".join(
                    part
                    for part in (words.tr("required") if target.required else "", target.type if target.type != "any" else "")
                    if part
                ),
                second=" · ".join(p for p in (_label(target), target.help) if p),
                tip=target.help,
            )
            for target in free
        ]

    def column_entries(self, taken: Collection[str]) -> list[Entry]:
        """Columns as fields of their own name, where the object takes any field."""
        if not self.free:
            return []
        free = [f for f in self.fields.values() if f.name not in taken and f.name not in self.targets and f.name != self.key]
        return [Entry(f.name, f.name, _ICONS[f.type.value], note=words.tr("column")) for f in free]

    def column_like(self, name: str) -> str:
        """The column of that name, written whichever way; "" when there is none."""
        if name in self.fields:
            return name
        wanted = mapping_rules.plain(name)
        return next((c for c in self.fields if mapping_rules.plain(c) == wanted), "")

    def value_entries(self, kind: MappingKind, mapping: FieldMapping) -> tuple[str, Sequence[Entry], FieldMapping]:
        """(name of the list, entries whose values are mappings without a field, what is chosen now)."""
        match kind:
            case MappingKind.RELATED:
                return (
                    words.tr("Related column"),
                    self._related_entries(),
                    FieldMapping("", mapping.column, related=mapping.related),
                )
            case MappingKind.RUN:
                facts = mapping_rules.RUN_FACTS.items()
                return (
                    words.tr("Fact of the run"),
                    [Entry(FieldMapping("", run=k), w) for k, w in facts],
                    FieldMapping("", run=mapping.run),
                )
            case MappingKind.MEMBER:
                entries = [
                    Entry(
                        FieldMapping("", member=id_),
                        name,
                        "segments",
                        second=words.tr("true for its members, false for the others"),
                    )
                    for id_, name in self.segments.items()
                ]
                return words.tr("Segment"), entries, FieldMapping("", member=mapping.member)
        return words.tr("Source column"), self.columns, FieldMapping("", mapping.column)

    def _related_entries(self) -> list[Entry]:
        return [
            Entry(
                FieldMapping("", r.column.name, related=r.path),
                r.title,
                _ICONS[r.column.type.value],
                note=words.tr("PII") if r.column.pii else said.said(r.column.type.value),
            )
            for r in self.related
        ]

    def nothing(self, kind: MappingKind) -> str:
        """What an empty list says."""
        if kind is MappingKind.RELATED:
            return words.tr("No column is called so. Relations from many to one lead here; data sets declare them.")
        return words.tr("Nothing is called so.")

    def template_entries(self) -> list[Entry]:
        return [Entry(e.value.column, e.text, e.icon, e.note) for e in self.columns]

    def reference(self, mapping: FieldMapping) -> str:
        """The mapping's column as a template names it."""
        return reference(mapping.column) if mapping.kind is MappingKind.COLUMN else ""


def offer_of(sync: Sync, choices: Choices) -> Offer:
    dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
    fields = fields_of(dataset, {d.id: d for d in choices.datasets}) if dataset else ()
    segments = {s.id: s.name for s in choices.segments if dataset and s.dataset_id == dataset.id}
    return Offer(
        spec=spec,
        key=sync.key.column,
        targets={f.name: f for f in spec.fields} if spec else {},
        fields={f.name: f for f in fields},
        columns=tuple(Entry(FieldMapping("", f.name), f.name, _ICONS[f.type.value], note_of(f)) for f in fields),
        related=mapping_rules.related_columns(dataset, choices.datasets) if dataset else (),
        segments=segments,
        free=words.tr("Use “%1” as a new field") if spec and spec.open_fields else "",
    )


def lines_of(sync: Sync, offer: Offer) -> list[Line]:
    """The table's rows."""
    fields = [sync.key.field, *(m.field for m in sync.mappings)]
    often = {name for name in fields if name and fields.count(name) > 1} if len(set(fields)) < len(fields) else set()
    return [_line(number, mapping, sync, offer, often) for number, mapping in enumerate(sync.mappings)]


def _label(target: TargetField) -> str:
    """The field's label where it says more than its name."""
    return "" if mapping_rules.plain(target.label) == mapping_rules.plain(target.name) else target.label


def _line(number: int, mapping: FieldMapping, sync: Sync, offer: Offer, often: set[str]) -> Line:
    target = offer.targets.get(mapping.field)
    have = mapping_rules.source_type(mapping, offer.fields, offer.related)
    cast = mapping_rules.unsafe_cast(mapping, target, offer.fields, offer.related)
    notes = ("required" if target and target.required else "", _label(target) if target else "")
    icon = {MappingKind.TEMPLATE: "", MappingKind.MEMBER: "segments", MappingKind.RUN: ""}.get(mapping.kind, type_icon(have))
    return Line(
        number=number,
        mapping=mapping,
        value=mapping_rules.value_words(mapping, offer.segments),
        field_icon=type_icon(target.type) if target else "",
        value_icon=icon,
        note=" · ".join(part for part in notes if part),
        options=mapping_rules.option_words(mapping, target),
        locked=bool(target and target.hash and mapping.hash != ALREADY),
        fault=_fault(mapping, target, sync, offer, often),
        doubt=words.filled(words.tr("Types differ (%1); values may be refused"), cast) if cast else "",
    )


def _fault(mapping: FieldMapping, target: TargetField | None, sync: Sync, offer: Offer, often: set[str]) -> str:
    """Why this mapping keeps the sync from being made; "" when it does not."""
    if not mapping.field:
        return words.tr("Choose the field")
    if mapping.field in often:
        return (
            words.tr("The sync key fills this field") if mapping.field == sync.key.field else words.tr("Mapped more than once")
        )
    if offer.spec and not offer.spec.open_fields and target is None:
        return words.filled(words.tr("%1 has no such field"), offer.spec.label)
    if target and target.read_only:
        return words.tr("The destination fills this field itself")
    if mapping.kind is MappingKind.COLUMN and offer.fields and mapping.column not in offer.fields:
        return words.filled(words.tr("“%1” is not in the data set any more"), mapping.column)
    if mapping.kind is MappingKind.RELATED and all(
        (r.path, r.column.name) != (mapping.related, mapping.column) for r in offer.related
    ):
        return words.filled(words.tr("“%1” cannot be reached any more"), mapping_rules.value_words(mapping, {}))
    if mapping.kind is MappingKind.TEMPLATE and not mapping.template.strip():
        return words.tr("Write the template")
    if mapping.kind is MappingKind.MEMBER and mapping.member not in offer.segments:
        return words.tr("The segment is gone, or is one of another data set")
    if target and target.required and mapping.kind is MappingKind.CONSTANT and mapping.constant in (None, ""):
        return words.tr("Required: choose its value")
    return ""

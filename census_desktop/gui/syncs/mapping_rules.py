"""What a mapping may be while it is set up: kinds and their words, related paths, options that apply, what is pasted. No Qt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import Column, Dataset, FieldMapping, MappingKind, Sync
from census_desktop.domain.normalise import ALREADY, RULES
from census_desktop.gui.kit import said, words
from census_desktop.gui.segments.condition_tree import Field, fields_of

KINDS: dict[MappingKind, tuple[str, str, str]] = {
    MappingKind.COLUMN: (words.tr("Column"), "table", words.tr("The value of a column of the source")),
    MappingKind.CONSTANT: (words.tr("Constant"), "pencil", words.tr("The same value for every record")),
    MappingKind.TEMPLATE: (words.tr("Template"), "code", words.tr("Text put together with Liquid from the record's columns")),
    MappingKind.RUN: (words.tr("Run"), "play", words.tr("A fact of the run: its id, its time, the sync's name")),
    MappingKind.MEMBER: (words.tr("Segment"), "segments", words.tr("True for members of a segment, false for the others")),
    MappingKind.RELATED: (words.tr("Related"), "link", words.tr("A column of a data set that each record has one row of")),
}
"""(word, pictogram, explanation)"""

RUN_FACTS = {"time": words.tr("Time of the run"), "id": words.tr("Id of the run"), "sync": words.tr("Name of the sync")}
HASH_WORDS = {"sha256": "SHA-256", "sha1": "SHA-1", "sha512": "SHA-512", "md5": "MD5"}
TO_ONE = ("many_to_one", "one_to_one")
DEEPEST = 3
"""Relationships a path may follow: further away nobody finds a column in a list."""
CASES = {
    "as_is": words.tr("as they are"),
    "snake_case": "snake_case",
    "lower_case": words.tr("lower case"),
    "upper_case": words.tr("UPPER CASE"),
    "camel_case": "camelCase",
    "start_case": words.tr("Start Case"),
}


@dataclass(frozen=True, slots=True)
class RelatedColumn:
    """A column of the data set at the end of a path; `title` is Company › Parent › name."""

    path: tuple[str, ...]
    column: Column

    @property
    def title(self) -> str:
        return " › ".join((*self.path, self.column.name))


def related_columns(dataset: Dataset, datasets: Sequence[Dataset]) -> tuple[RelatedColumn, ...]:
    """Columns that one row of each record's own has, nearest first. A path never comes back to a data set it was at."""
    known = {d.id: d for d in datasets}
    return tuple(
        RelatedColumn(path, column)
        for path, end in sorted(_paths(dataset, known, (), (dataset.id,)), key=lambda p: len(p[0]))
        for column in end.columns
    )


def _paths(
    at: Dataset, known: Mapping[str, Dataset], path: tuple[str, ...], seen: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Dataset]]:
    for relationship in at.relationships if len(path) < DEEPEST else ():
        end = known.get(relationship.dataset)
        if relationship.kind in TO_ONE and end is not None and end.id not in seen:
            longer = (*path, relationship.name)
            yield longer, end
            yield from _paths(end, known, longer, (*seen, end.id))


def source_type(mapping: FieldMapping, columns: Mapping[str, Field], related: Sequence[RelatedColumn]) -> str:
    """The type of the value before any conversion; "" where only the run can tell."""
    match mapping.kind:
        case MappingKind.COLUMN:
            field = columns.get(mapping.column)
            return field.type.value if field else ""
        case MappingKind.RELATED:
            found = next((r for r in related if r.path == mapping.related and r.column.name == mapping.column), None)
            return found.column.type.value if found else ""
        case MappingKind.MEMBER:
            return ColumnType.BOOLEAN.value
        case MappingKind.TEMPLATE:
            return ColumnType.TEXT.value
        case MappingKind.RUN:
            return ColumnType.DATETIME.value if mapping.run == "time" else ColumnType.TEXT.value
    return ""


def value_words(mapping: FieldMapping, segments: Mapping[str, str]) -> str:
    """What the table shows as the value. `segments` are names by id."""
    match mapping.kind:
        case MappingKind.COLUMN:
            return mapping.column
        case MappingKind.RELATED:
            return " › ".join((*mapping.related, mapping.column))
        case MappingKind.TEMPLATE:
            return " ".join(mapping.template.split())
        case MappingKind.RUN:
            return RUN_FACTS.get(mapping.run, mapping.run)
        case MappingKind.MEMBER:
            return words.filled(words.tr("in “%1”"), segments.get(mapping.member, words.tr("a segment that is gone")))
    return constant_words(mapping.constant)


def constant_words(value: Any) -> str:
    if value is None:
        return words.tr("empty")
    if isinstance(value, str):
        return f"“{value}”"
    return json.dumps(value, ensure_ascii=False)


# Options --------------------------------------------------------------------------------------------------------------


def takes_text_options(mapping: FieldMapping) -> bool:
    """Whether text can be made uniform, hashed or converted: what comes from data, not what this program makes."""
    return mapping.kind in (MappingKind.COLUMN, MappingKind.RELATED, MappingKind.TEMPLATE)


def rule_word(name: str) -> str:
    """The rule in a word or two: what it is for."""
    return said.said(RULES[name].label).split(":")[0] if name in RULES else name


def option_words(mapping: FieldMapping, target: TargetField | None) -> tuple[str, ...]:
    """The options that are set, each in a word or two."""
    said = []
    if mapping.type:
        said.append(words.filled(words.tr("as %1"), mapping.type))
    if takes_text_options(mapping):
        if mapping.normalise:
            country = f" {mapping.country}" if mapping.country else ""
            said.append(f"{rule_word(mapping.normalise)}{country}")
        elif mapping.country:
            said.append(mapping.country)
        if mapping.hash == ALREADY:
            said.append(words.tr("already hashed"))
        elif target and target.hash:
            said.append(words.tr("hashed by the destination"))
        elif mapping.hash:
            said.append(HASH_WORDS.get(mapping.hash, mapping.hash))
    if not mapping.send_nulls:
        said.append(words.tr("left out when empty"))
    if mapping.only_if_empty:
        said.append(words.tr("only if empty there"))
    return tuple(said)


def tidy(mapping: FieldMapping, target: TargetField | None = None) -> FieldMapping:
    """The mapping without options that do not go together with the others."""
    if not takes_text_options(mapping):
        mapping = replace(mapping, normalise="", hash="", country="")
    if mapping.kind is MappingKind.RUN:
        mapping = replace(mapping, type="", send_nulls=True)
    if mapping.hash == ALREADY:
        mapping = replace(mapping, normalise="")
    if mapping.hash and mapping.type not in ("", "text"):
        mapping = replace(mapping, type="")
    if mapping.country and not looks_at_country(mapping, target):
        mapping = replace(mapping, country="")
    return mapping


def looks_at_country(mapping: FieldMapping, target: TargetField | None) -> bool:
    """Whether a country makes a difference: to the rule that was chosen, or to the one that the field wants."""
    rule = mapping.normalise or (target.normalise if target and mapping.hash != ALREADY else "")
    return rule in RULES and RULES[rule].country


def with_source(mapping: FieldMapping, fresh: FieldMapping, target: TargetField | None = None) -> FieldMapping:
    """The mapping with what `fresh` says about where the value comes from; options that still apply stay."""
    said = {name: getattr(fresh, name) for name in ("column", "constant", "template", "run", "member", "related")}
    return tidy(replace(mapping, **said), target)


# What is pasted -------------------------------------------------------------------------------------------------------


def to_plain(mapping: FieldMapping) -> dict[str, Any]:
    """Everything that is not as usual, for drafts and the clipboard."""
    usual = asdict(FieldMapping(""))
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(mapping).items() if k == "field" or v != usual[k]}


def from_plain(data: Mapping[str, Any]) -> FieldMapping:
    """Raises TypeError or ValueError for what no mapping can be."""
    known = {f.name: getattr(FieldMapping(""), f.name) for f in fields(FieldMapping)}
    taken: dict[str, Any] = {}
    for name, value in data.items():
        if name == "related":
            taken[name] = tuple(str(part) for part in value)
        elif name == "constant" or (name in known and isinstance(value, type(known[name]))):
            taken[name] = value
        else:
            raise ValueError(name)
    return FieldMapping(**taken)


MIME = "application/x-census-mappings"


def packed(mappings: Sequence[FieldMapping]) -> bytes:
    """Mappings with all their options, for another sync's table."""
    return json.dumps([to_plain(m) for m in mappings]).encode()


def unpacked(data: bytes) -> tuple[FieldMapping, ...]:
    """The inverse; nothing for what is not ours."""
    try:
        return tuple(from_plain(item) for item in json.loads(data))
    except (TypeError, ValueError, AttributeError):
        return ()


def copied(mappings: Sequence[FieldMapping]) -> str:
    """Mappings as text: lines that a spreadsheet understands, with a column where there is one."""
    return "\n".join(f"{m.field}\t{m.column}" if m.kind is MappingKind.COLUMN else m.field for m in mappings)


def pasted(text: str, columns: Sequence[str]) -> tuple[FieldMapping, ...]:
    """Mappings from lines of `field`, `field<Tab>column`, `field: column` or `field,column`; a field without a column takes
    the column of its name, else it begins empty."""
    by_plain = {plain(name): name for name in columns}
    made = []
    for line in text.splitlines():
        parts = [p.strip().strip('"') for p in _split(line)]
        if not parts or not parts[0]:
            continue
        wanted = parts[1] if len(parts) > 1 and parts[1] else parts[0]
        column = wanted if wanted in columns else by_plain.get(plain(wanted), "")
        made.append(FieldMapping(parts[0], column=column))
    return tuple(made)


def _split(line: str) -> list[str]:
    for separator in ("\t", ":", ",", ";"):
        if separator in line:
            return line.split(separator, 1)
    return [line]


def plain(name: str) -> str:
    """A name as matching sees it: case, blanks and punctuation do not count."""
    return "".join(c for c in name.casefold() if c.isalnum())


# Judging --------------------------------------------------------------------------------------------------------------


_LOOSE = {("integer", "number"), ("date", "datetime"), ("integer", "text"), ("number", "text"), ("boolean", "text")}


def unsafe_cast(
    mapping: FieldMapping, target: TargetField | None, columns: Mapping[str, Field], related: Sequence[RelatedColumn]
) -> str:
    """ "text → integer" where values of one type go to a field of another that may refuse some of them; else ""."""
    have, want = source_type(mapping, columns, related), mapping.type or (target.type if target else "any")
    if not have or mapping.hash or (target and target.hash) or want in ("any", have) or (have, want) in _LOOSE:
        return ""
    return f"{have} → {want}"


def unsafe_casts(sync: Sync, dataset: Dataset | None, spec: ObjectSpec | None, datasets: Sequence[Dataset]) -> tuple[str, ...]:
    """Mappings whose values may be refused for their type, as "country → age (text → integer)"."""
    if dataset is None or spec is None:
        return ()
    columns = {f.name: f for f in fields_of(dataset)}
    related = related_columns(dataset, datasets)
    wanted = {f.name: f for f in spec.fields}
    found = ((m, unsafe_cast(m, wanted.get(m.field), columns, related)) for m in sync.mappings)
    return tuple(f"{m.column} → {m.field} ({cast})" for m, cast in found if cast and m.column)

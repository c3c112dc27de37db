"""Every built-in destination: its objects, keys and ways to let go, and that the cases are what they are said to be."""

from __future__ import annotations

import contextlib

import pyarrow as pa
import pytest

from census_desktop.destinations import manifest
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Destination, Target
from tests.destinations.batches import batch_of, run, schema_of
from tests.destinations.contract import Case
from tests.destinations.contract_cases import ABILITIES, able, for_each, having
from tests.destinations.contract_session import Open
from tests.destinations.table import ELSEWHERE


def test_objects_name_their_operations_and_a_word_for_removal(case: Case) -> None:
    destination = case.open()
    specs = destination.objects()
    destination.close()
    assert specs
    assert all(s.operations and s.label and s.removal for s in specs)


@for_each(Operation.UPDATE, Operation.DELETE, able=lambda a: a.makes_objects)
def test_where_there_is_no_file_or_table_there_is_nothing_to_update_or_delete(session: Open, operation: Operation) -> None:
    there = session(operation)
    with pytest.raises(ConfigError, match=f"There is no .* to {operation}") as failure:
        there.writer()
    assert failure.value.hint


@able(lambda a: bool(a.refuses))
def test_a_way_to_let_go_that_it_does_not_have_is_refused(case: Case) -> None:
    spec = case.spec(Operation.MIRROR)
    lacking = [r for r in Removal if r not in spec.removals]
    destination = case.open()
    try:
        with pytest.raises(ConfigError, match="cannot let go") as failure:
            destination.open(case.target(Operation.MIRROR, removal=lacking[0]), schema_of(**{case.field("id"): pa.int64()}))
        assert failure.value.hint
    finally:
        destination.close()


def test_a_text_key_is_told_apart_from_others_like_it(session: Open) -> None:
    there = session(Operation.MIRROR)
    keys = ["a", "A", "a ", "ä", "007", "7"]
    schema = schema_of(**{there.case.field("id"): pa.string(), there.case.field("name"): pa.string()})
    id_, name = schema.names
    writer = there.destination.open(there.case.target(Operation.MIRROR), schema)
    run(writer, batch_of(schema, [{id_: key, name: "DE"} for key in keys]))
    writer = there.destination.open(there.case.target(Operation.MIRROR, audience_id=writer.audience_id), schema)
    run(writer, batch_of(schema, [{id_: "7"}, {id_: "a "}], Operation.DELETE))
    assert set(there.rows()) == {"a", "A", "ä", "007"}


@able(lambda a: a.refuses_names)
def test_an_unknown_object_is_refused_with_what_there_is(case: Case) -> None:
    _refused_at_open(*case.is_unknown())


@able(lambda a: a.strict_keys)
def test_a_key_that_tells_nothing_apart_is_refused_before_anything_is_sent(case: Case) -> None:
    _refused_at_open(*case.lacks_key())


def _refused_at_open(destination: Destination, target: Target) -> None:
    try:
        with pytest.raises(CensusError) as failure:
            destination.open(target, schema_of(**{target.key_field: pa.int64(), "email": pa.string()}))
    finally:
        destination.close()
    assert isinstance(failure.value, ConfigError)
    assert failure.value.hint


# What the cases are said to be able to do -----------------------------------------------------------------------------


def test_what_a_case_is_said_to_be_able_to_do_is_what_its_destination_says(case: Case, request: pytest.FixtureRequest) -> None:
    able = ABILITIES[request.node.callspec.params["case"]]
    usual = case.spec(Operation.MIRROR)
    by_removal = {r: case.spec(Operation.MIRROR, r) for r in Removal}
    assert able.operations == {o for o in Operation if o in case.spec(o).operations}
    assert able.removals == {r for r, s in by_removal.items() if Operation.MIRROR in s.operations and r in s.removals}
    assert able.refuses == set(Removal) - set(usual.removals)
    assert able.only_if_empty == usual.only_if_empty
    assert able.open_names == usual.open_name
    assert able.open_fields == usual.open_fields == case.open_fields
    about = manifest(case.type)
    assert able.asks_to_make == any(f.name == "create" for f in about.config)
    assert able.refuses_names == (case.is_unknown is not None)
    assert able.strict_keys == (bool(usual.keys) or case.type == "sql_table") == (case.lacks_key is not None)
    in_a_file = str(case.config.get("url", "")).startswith("sqlite:")
    assert able.credential == (bool(about.secret_fields) and not in_a_file) == bool(case.secrets) == (case.refused is not None)
    assert able.may_be_away == (case.type != "rehearsal" and not in_a_file) == (case.down is not None)


@having(Operation.UPDATE)
def test_an_object_that_is_not_there_yet_is_missed_only_by_those_who_are_said_to_make_it(
    session: Open, request: pytest.FixtureRequest
) -> None:
    able = ABILITIES[request.node.callspec.params["case"]]
    there = session(Operation.UPDATE)
    with pytest.raises(ConfigError) if able.makes_objects else contextlib.nullcontext():
        there.writer().close()


def test_every_type_that_is_no_vendors_is_among_the_cases() -> None:
    kinds = {"sqlite": "sql_table", "postgresql": "sql_table", "mariadb": "sql_table"}
    found = {name.partition("-")[0] for name in ABILITIES}
    assert {kinds.get(kind, kind) for kind in found} == set(ELSEWHERE)

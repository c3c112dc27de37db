"""What follows from a choice while a sync is set up, and what is still missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.manifest import Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import (
    Column,
    Connection,
    Dataset,
    FieldMapping,
    Operation,
    Removal,
    Schedule,
    Segment,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.mapping_rules import unsafe_casts
from census_desktop.gui.syncs.sync_setup import Choices, Step

CUSTOMERS = Dataset(
    "ds",
    "Customers",
    "src",
    unique_identifier="customer_id",
    email="mail",
    columns=(
        Column("customer_id", ColumnType.INTEGER),
        Column("mail", ColumnType.TEXT),
        Column("country", ColumnType.TEXT),
        Column("spent", ColumnType.NUMBER),
    ),
)
ORDERS = Dataset("or", "Orders", "src", unique_identifier="order_id", columns=(Column("order_id", ColumnType.INTEGER),))
VIP = Segment("seg", "VIP", "ds")
LIST = ObjectSpec(
    "list",
    "List",
    (Operation.UPSERT, Operation.MIRROR),
    (
        TargetField("email", "E-mail", "text", required=True),
        TargetField("score", "Score", "integer"),
        TargetField("id", read_only=True),
    ),
    ("email",),
    audience=True,
    audience_word="list",
    removal="leave the list",
)
FILES = ObjectSpec("records", "File", tuple(Operation), open_fields=True, open_name=True, named_by_segment=True)
CHOICES = Choices(
    (CUSTOMERS, ORDERS),
    (VIP,),
    (Connection("mail", "Mailer", "mail"), Connection("disk", "Disk", "disk")),
    {
        "mail": Manifest("mail", "Mailer", "", "mail", "rose", objects=(LIST,)),
        "disk": Manifest("disk", "Disk", "", "folder", "amber", objects=(FILES,)),
    },
)


def begun() -> Sync:
    return sync_setup.with_source(sync_setup.empty_sync(), SyncSource("segment", "seg"), CHOICES)


def on_list() -> tuple[Sync, Choices]:
    choices = replace(CHOICES, objects=(LIST,))
    return sync_setup.with_object(sync_setup.with_connection(begun(), "mail", choices), "list", choices), choices


def test_an_empty_sync_lacks_everything_that_must_be_chosen():
    missing = sync_setup.problems(sync_setup.empty_sync(), CHOICES)
    assert set(missing) == {Step.SOURCE, Step.DESTINATION, Step.OBJECT, Step.KEY, Step.REVIEW}


def test_an_audience_gets_the_segments_name_mirror_and_its_key():
    sync, choices = on_list()
    assert (sync.audience, sync.operation, sync.key) == ("VIP", Operation.MIRROR, SyncKey("mail", "email"))
    assert sync.name == "VIP → Mailer"
    assert sync_setup.problems(sync, choices) == {}


def test_a_file_is_named_after_the_source_and_keyed_by_the_unique_identifier():
    choices = replace(CHOICES, objects=(FILES,))
    sync = sync_setup.with_connection(begun(), "disk", choices)
    assert sync_setup.first_object(sync, choices) == "VIP"
    sync = sync_setup.with_object(sync, "VIP", choices)
    assert (sync.key, sync.audience, sync.operation) == (SyncKey("customer_id", "customer_id"), "", Operation.UPSERT)


def test_with_several_objects_none_goes_without_saying():
    assert sync_setup.first_object(begun(), replace(CHOICES, objects=(LIST, replace(LIST, name="other")))) == ""


def test_another_destination_begins_anew_but_a_chosen_name_stays():
    sync, choices = on_list()
    moved = sync_setup.with_connection(sync, "disk", choices)
    assert (moved.object, moved.audience, moved.key, moved.mappings) == ("", "", SyncKey("", ""), ())
    assert moved.name == "VIP → Disk"
    mine = sync_setup.with_connection(replace(sync, name="My sync"), "disk", choices)
    assert mine.name == "My sync"


def test_a_taken_name_gets_a_number():
    assert (
        sync_setup.with_connection(begun(), "mail", replace(CHOICES, names=frozenset({"VIP → Mailer"}))).name
        == "VIP → Mailer (2)"
    )


def test_a_source_of_another_data_set_drops_key_and_mappings():
    sync, choices = on_list()
    sync = replace(sync, mappings=(FieldMapping("score", column="spent"),))
    same = sync_setup.with_source(sync, SyncSource("dataset", "ds"), choices)
    assert (same.key, same.mappings, same.audience) == (sync.key, sync.mappings, "Customers")
    other = sync_setup.with_source(sync, SyncSource("dataset", "or"), choices)
    assert (other.key, other.mappings) == (SyncKey("", ""), ())


@pytest.mark.parametrize(
    ("change", "step", "words"),
    [
        ({"audience": " "}, Step.OBJECT, "Give the list a name"),
        ({"operation": Operation.APPEND}, Step.OPERATION, "does not support"),
        ({"key": SyncKey("mail", "id")}, Step.KEY, "cannot be the key"),
        ({"key": SyncKey("gone", "email")}, Step.KEY, "not in the data set"),
        ({"mappings": (FieldMapping("", column="spent"),)}, Step.MAPPINGS, "needs a field"),
        ({"mappings": (FieldMapping("email", column="mail"),)}, Step.MAPPINGS, "more than once"),
        ({"mappings": (FieldMapping("colour", column="spent"),)}, Step.MAPPINGS, "has no field colour"),
        ({"mappings": (FieldMapping("score", column="gone"),)}, Step.MAPPINGS, "gone is not in the data set"),
        ({"name": ""}, Step.REVIEW, "a name"),
        ({"connection_id": "nowhere"}, Step.DESTINATION, "where to send"),
    ],
)
def test_what_is_wrong_is_said_at_its_step(change: dict[str, object], step: Step, words: str):
    sync, choices = on_list()
    assert words in sync_setup.problems(replace(sync, **change), choices)[step]  # type: ignore[arg-type]


def test_required_fields_that_are_not_mapped_are_named():
    sync, choices = on_list()
    needy = replace(LIST, keys=("id",), fields=(*LIST.fields[:1], TargetField("id")))
    sync, choices = replace(sync, key=SyncKey("customer_id", "id")), replace(choices, objects=(needy,))
    assert sync_setup.problems(sync, choices) == {Step.MAPPINGS: "E-mail is required."}
    ordered = sync_setup.ordered((FieldMapping("x", column="spent"), FieldMapping("email", column="mail")), needy)
    assert [m.field for m in ordered] == ["email", "x"]


def test_a_destination_type_that_is_not_installed_is_said():
    sync, choices = on_list()
    assert "does not have that" in sync_setup.problems(sync, replace(choices, manifests={}))[Step.DESTINATION]


@pytest.mark.parametrize("operation", list(Operation))
def test_every_operation_is_explained(operation: Operation):
    assert sync_setup.operation_words(operation, LIST).endswith(".")
    assert sync_setup.operation_words(operation, None)
    assert "leave the list" in sync_setup.operation_words(Operation.MIRROR, LIST)


def test_casts_that_a_destination_may_refuse_are_named():
    sync, _ = on_list()
    sync = replace(sync, mappings=(FieldMapping("score", column="country"),))
    assert unsafe_casts(sync, CUSTOMERS, LIST, (CUSTOMERS,)) == ("country → score (text → integer)",)
    for safe in (FieldMapping("score", constant=1), FieldMapping("score", column="country", type="integer", hash="md5")):
        assert unsafe_casts(replace(sync, mappings=(safe,)), CUSTOMERS, LIST, (CUSTOMERS,)) == ()


def test_a_draft_survives_being_written_down():
    sync, _ = on_list()
    sync = replace(
        sync,
        mappings=(
            FieldMapping("score", constant=True),
            FieldMapping("nothing"),
            FieldMapping("", column="spent"),
            FieldMapping("x", column="spent", type="text", send_nulls=False, only_if_empty=True),
            FieldMapping("t", template="{{ mail }}", normalise="email", hash="sha256"),
            FieldMapping("r", run="time"),
            FieldMapping("m", member="seg"),
            FieldMapping("c", column="name", related=("Company", "Parent")),
        ),
        schedule=Schedule("every", minutes=90),
        removal=Removal.NULL_OUT,
        sync_all="start_case",
        guards={"hold_over_removed": "10%", "hold_over_usual": 3},
        limits={"minutes": 20},
    )
    assert sync_setup.from_plain(sync_setup.to_plain(sync), replace(sync_setup.empty_sync(), id="other")) == sync


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"id": 1},
        {"operation": "teleport"},
        {"key": ["a"]},
        {"schedule": {"every": "soon"}},
        {"removal": "vanish"},
        {"mappings": [{"field": "x", "column": 5}]},
        {"mappings": [{"field": "x", "colour": "red"}]},
        {"limits": {"minutes": "many"}},
    ],
)
def test_a_draft_that_cannot_be_read_is_none(broken: dict[str, object]):
    sync, _ = on_list()
    plain = {**sync_setup.to_plain(sync), **broken} if broken else {}
    if broken == {"id": 1}:
        del plain["name"]
    assert sync_setup.from_plain(plain, sync) is None


def test_only_drafts_may_still_go_elsewhere():
    sync, _ = on_list()
    assert not sync_setup.is_fixed(sync)
    assert sync_setup.is_fixed(replace(sync, status=SyncStatus.PAUSED))


def test_a_mirror_lets_go_in_the_way_that_the_object_knows():
    sync, _ = on_list()
    keeps = replace(LIST, removals=(Removal.NULL_OUT, Removal.SWAP))
    mirror = sync_setup.with_operation(sync, Operation.MIRROR, keeps)
    assert mirror.removal is Removal.NULL_OUT
    swap = sync_setup.with_operation(replace(sync, removal=Removal.SWAP), Operation.MIRROR, keeps)
    assert swap.removal is Removal.SWAP
    assert sync_setup.with_operation(swap, Operation.UPSERT, keeps).removal is Removal.REMOVE
    assert "filled again" in sync_setup.danger_words(mirror, keeps)
    assert "gone after the first run" in sync_setup.danger_words(swap, keeps)
    assert sync_setup.danger_words(sync_setup.with_operation(sync, Operation.UPSERT, keeps), keeps) == ""
    assert "deletes records" in sync_setup.danger_words(replace(sync, operation=Operation.DELETE), keeps)


def test_a_required_field_without_a_value_and_an_empty_template_are_missing():
    sync, choices = on_list()
    strict = replace(LIST, fields=(*LIST.fields, TargetField("plan", required=True)))
    choices = replace(choices, objects=(strict,))
    unset = replace(sync, mappings=(FieldMapping("plan"),))
    assert "it is required" in sync_setup.problems(unset, choices)[Step.MAPPINGS]
    blank = replace(sync, mappings=(FieldMapping("plan", template=" "),))
    assert sync_setup.problems(blank, choices)[Step.MAPPINGS] == "The template of plan is empty."

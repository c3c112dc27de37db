"""The gallery of destinations: groups, search, marks, and the page about one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop import destinations
from census_desktop.domain.manifest import Limits, ObjectSpec, TargetField
from census_desktop.domain.model import Connection, Operation
from census_desktop.gui.destinations import about_words
from census_desktop.gui.destinations.about_page import AboutPage
from census_desktop.gui.destinations.destinations_page import ABOUT, GALLERY, LIST, DestinationsPage
from census_desktop.gui.destinations.gallery import GROUPS, Gallery, Offer
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.session import Session
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def page(shop: Shop, session: Session, show: Show, settle: Settle) -> DestinationsPage:
    page = DestinationsPage(session)
    show(page)
    page.open(add=True)
    settle()
    return page


def shown(gallery: QWidget) -> list[str]:
    return [c.accessibleName() for c in gallery.findChildren(GalleryCard) if c.isVisibleTo(gallery)]


def titles(gallery: QWidget) -> list[str]:
    groups = {title for _, title in GROUPS}
    return [w.text() for w in gallery.findChildren(QLabel) if w.isVisibleTo(gallery) and w.text() in groups]


def pick(page: DestinationsPage, title: str, qtbot: QtBot, settle: Settle) -> None:
    card = next(c for c in page.findChildren(GalleryCard) if c.accessibleName() == title)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    settle()


def texts(widget: QWidget) -> list[str]:
    return [w.text() for w in widget.findChildren(QLabel)]


def test_types_stand_in_groups(page: DestinationsPage, qtbot: QtBot) -> None:
    gallery = page.findChild(Gallery)
    assert titles(gallery) == [title for _, title in GROUPS]
    assert len(shown(gallery)) == len(destinations.manifests())
    gallery.filter("advertising")
    assert (titles(gallery), shown(gallery)) == (["Advertising"], ["Google Customer Match", "Meta Custom Audiences"])
    gallery.filter("campaigns")
    assert "Salesforce" in shown(gallery)
    gallery.filter("teleport")
    assert (titles(gallery), shown(gallery)) == ([], [])
    assert gallery._none.isVisibleTo(gallery)
    gallery.filter("")
    assert len(shown(gallery)) == len(destinations.manifests())


def test_every_built_in_type_has_its_group() -> None:
    known = {group for group, _ in GROUPS}
    assert {m.group for m in destinations.manifests()} == known
    strange = Offer(replace(destinations.manifest("webhook"), group="somewhere"))
    assert strange.group == "own"


def test_what_is_missing_or_unverified_is_marked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    s3, folder = destinations.manifest("s3"), destinations.manifest("folder")
    assert destinations.missing_extra(s3) == ""
    assert destinations.missing_extra(replace(s3, needs=("no_such_module",))) == "s3"
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show_offers([Offer(s3, "s3"), Offer(destinations.manifest("klaviyo")), Offer(folder)])
    cards = {c.accessibleName(): c for c in gallery.findChildren(GalleryCard)}
    assert 'pip install "census-desktop[s3]"' in cards["S3 bucket"].toolTip()
    assert "4 points of it not found in the vendor's documents" in cards["Klaviyo"].accessibleDescription()
    assert cards["Folder of files"].toolTip() == folder.summary
    gallery.resize(800, 600)
    gallery.show()
    qtbot.waitExposed(gallery)
    gallery.filter("needs package")
    assert shown(gallery) == ["S3 bucket"]


def test_a_page_tells_all_that_is_known_of_one(page: DestinationsPage, qtbot: QtBot, settle: Settle) -> None:
    assert not page._tell.isVisibleTo(page)
    pick(page, "Klaviyo", qtbot, settle)
    qtbot.mouseClick(find(page, QPushButton, "About this destination"), Qt.MouseButton.LeftButton)
    assert page._layers.currentIndex() == ABOUT
    assert page._title.text() == "About Klaviyo"
    about = page.findChild(AboutPage)
    cards = [f.accessibleName() for f in about.findChildren(QFrame) if f.property("kind") == "card"]
    assert {"Limits", "Besides", "How to get the credential", "Not verified in the vendor's documents", "Sources"} <= set(cards)
    manifest = destinations.manifest("klaviyo")
    said = texts(about)
    for sentence in (*manifest.unverified, *manifest.never, manifest.credential_help, manifest.cost):
        assert sentence in said
    document = manifest.documents[0]
    assert any(document.url in text and document.read in text for text in said)
    assert page._panel.isVisibleTo(page), "it can be connected beside"
    qtbot.mouseClick(find(page, QPushButton, "Back"), Qt.MouseButton.LeftButton)
    assert page._layers.currentIndex() == GALLERY
    assert page._title.text() == "Add a destination"


def test_it_is_told_of_a_connection_too(page: DestinationsPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
    session.app.destinations.save(Connection("con-a", "A first one", "webhook", {"url": "https://example.com"}))
    page.open(connection="con-a")
    settle()
    qtbot.mouseClick(find(page, QPushButton, "About this destination"), Qt.MouseButton.LeftButton)
    assert page._title.text() == "About Webhook"
    qtbot.mouseClick(find(page, QPushButton, "Back"), Qt.MouseButton.LeftButton)
    settle()
    assert page._layers.currentIndex() == LIST
    assert page._title.text() == "Destinations"


def test_a_missing_package_is_told_with_what_to_do(qtbot: QtBot) -> None:
    about = AboutPage()
    qtbot.addWidget(about)
    about.show_offer(Offer(destinations.manifest("s3"), "s3"))
    assert any('pip install "census-desktop[s3]"' in text for text in texts(about))
    about.show_offer(Offer(destinations.manifest("folder")))
    assert not any("pip install" in text for text in texts(about))


def test_every_manifest_can_be_told(qtbot: QtBot) -> None:
    about = AboutPage()
    qtbot.addWidget(about)
    for manifest in destinations.manifests():
        about.show_offer(Offer(manifest, "", destinations.abilities(manifest.type)))
        assert manifest.summary in texts(about)


def test_an_object_in_words() -> None:
    email = TargetField("email", "E-mail", required=True, hash="sha256")
    status = TargetField("status", "Status", consent="subscribes people")
    spec = ObjectSpec(
        "list", "List", (Operation.UPSERT, Operation.MIRROR), (email, status), ("email",), audience=True, audience_word="list",
        removal="leave the list", unsubscribes=True, outcome="accepted", least_members=100, longest_name=50, expires_days=30,
    )  # fmt: skip
    lines = dict(about_words.object_lines(spec))
    assert lines["Behaviours"] == "Update or create, Mirror"
    assert (lines["Sync key"], lines["Required"], lines["Fields"], lines["Hashed here"]) == (
        "email", "E-mail", "email, status", "email",
    )  # fmt: skip
    assert lines["Consent"] == "Status: mapped only where you confirm what it does"
    assert lines["Leaving"].startswith(
        "who leaves the source: there they leave the list, which takes consent away; a mirror can"
    )
    assert lines["Audience"] == (
        "members of a list, which is found, made or chosen; used there from 100 members on; a name has at most 50 characters; "
        "members not sent again leave after 30 days"
    )
    assert "counts" in lines["Answers"]
    open_ = dict(about_words.object_lines(ObjectSpec("any", "Any", (Operation.UPSERT,), open_fields=True)))
    assert open_ == {"Behaviours": "Update or create", "Sync key": "any field", "Fields": "any"}
    many = ObjectSpec("m", "M", (Operation.UPSERT,), tuple(TargetField(f"f{n}") for n in range(20)))
    assert dict(about_words.object_lines(many))["Fields"].endswith("f11 and 8 more")
    limits = dict(about_words.limit_lines(Limits(batch_bytes=5_000, record_bytes=100, rate=2.5)))
    assert (limits["Requests a second"], limits["Bytes a request"], limits["Bytes a record"]) == ("2.5", "5,000", "100")


def test_abilities_in_words() -> None:
    said = about_words.ability_words(destinations.manifest("rehearsal"), destinations.abilities("rehearsal"))
    assert any("who is in an audience" in text for text in said)
    assert destinations.abilities("folder") == frozenset()
    google = about_words.ability_words(destinations.manifest("google_sheets"), frozenset())
    assert any(text.startswith("Signs in by your browser") for text in google)


def test_a_gallery_that_is_filled_anew_many_times_lasts(qtbot: QtBot) -> None:
    """What orders its cards for Tab must not keep what is deleted: the program crashed after some ten times."""
    gallery = Gallery()
    qtbot.addWidget(gallery)
    offers = [Offer(manifest) for manifest in destinations.manifests()]
    for _ in range(30):
        gallery.show_offers(offers)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(shown(gallery)) == len(offers)


def test_a_wide_window_has_more_columns(qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show_offers([Offer(manifest) for manifest in destinations.manifests()])
    gallery.resize(1088, 700)
    gallery.show()
    qtbot.waitExposed(gallery)
    files = [c for c in gallery.findChildren(GalleryCard) if c.accessibleName() in ("Folder of files", "SFTP server")]
    assert len({card.y() for card in files}) == 2
    gallery.resize(1728, 700)
    QCoreApplication.processEvents()
    assert len({card.y() for card in files}) == 1

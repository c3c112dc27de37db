"""What each vendor asks for before hashing, as one table: the same text gives another digest where their rules differ."""

from __future__ import annotations

import pytest

from census_desktop.domain.normalise import RULES, hashed, normalised

META, GOOGLE, TIKTOK, PINTEREST, SNAPCHAT, X, REDDIT = "Meta", "Google", "TikTok", "Pinterest", "Snapchat", "X", "Reddit"

PRINTED = [
    # (vendor, rule, as a source has it, country, SHA-256 as the vendor prints it or as its printed input gives)
    (META, "email", " John_Smith@gmail.com", "", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"),
    (META, "phone_digits", "(650)555-1212", "US", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"),
    (META, "name", "Mary", "", "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec"),
    (META, "name", "Valéry", "", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"),
    (META, "name", "Vale\u0301ry", "", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"),
    (META, "name", "정", "", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"),
    (GOOGLE, "email_gmail", "AlexZ@example.com ", "", "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a"),
    (GOOGLE, "phone_e164", "+1 800-555-0100", "", "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30"),
    (GOOGLE, "name_joined", "GivenName", "", "128a07bfe2df877c52076e60d7774cf5baaa046c5a6c48daf30ff43ecca2f814"),
    (GOOGLE, "name_joined", "FamilyName", "", "77762c287e61ce065bee5c15464012c6fbe088398b8057627d5577249430d574"),
    (
        GOOGLE,
        "email_gmail",
        "Jefferson.Loves.hiking@gmail.com",
        "",
        "515d2f967f73864e76937ab2b897210a86fd286016903b1b08c3da07c75f513e",
    ),
    (
        GOOGLE,
        "email_gmail_plus",
        "cloudy.sanfrancisco+shopping@gmail.com",
        "",
        "223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4",
    ),
    (
        GOOGLE,
        "email_gmail_plus",
        "user.name+NYC@Example.com",
        "",
        "f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac",
    ),
    (TIKTOK, "email", "JaneDoe@gmail.com", "", "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69"),
    (
        TIKTOK,
        "lower",
        "5F3A2B18-9C4D-4E7F-B8E2-17D3A1E69B25",
        "",
        "83dc3f5f32b9472613b0f038d36f22585a609d018af6f6067f50da318bf354bd",
    ),
    (SNAPCHAT, "email", "Person@example.com", "", "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345"),
    (SNAPCHAT, "phone_digits", "+44 844 412 4653", "", "dc008fda46e2e64002cf2f82a4906236282d431c4f75e5b60bfe79fc48546383"),
    (X, "handle", "@AdsAPI", "", "49e0be2aeccfb51a8dee4c945c8a70a9ac500cf6f5cb08112575f74db9b1470d"),
]

BEGINNINGS = [
    # Where the printed digest is known by its ends.
    (META, "city", "New York", "350c754b", "2ca5"),
    (META, "state", "CA", "69590970", "1126"),
    (META, "gender", "Female", "252f10c8", "f111"),
    (META, "date_yyyymmdd", "1997-02-16", "01acdbf6", "0f0c"),
    (META, "country", "US", "79adb2a2", "4621"),
    (GOOGLE, "name", "straße", "787f4770", ""),
]

CLEAR = [
    # What goes out as it is.
    (GOOGLE, "country_upper", "de", "DE"),
    (GOOGLE, "trim", " 1229-076 ", "1229-076"),
    (META, "lower", "AEBE52E7-03EE-455A-B3C4-E57283966239", "aebe52e7-03ee-455a-b3c4-e57283966239"),
]

APART = [
    # (text, country, rule of one, rule of the other): two vendors, two digests.
    ("+1 800 555 0100", "", "phone_e164", "phone_digits"),
    ("j.doe@gmail.com", "", "email", "email_gmail"),
    ("j.doe+shop@gmail.com", "", "email_gmail", "email_gmail_plus"),
    ("first.last@company.com", "", "email_gmail_plus", "email_bare"),
    ("Mary Ann", "", "name", "name_joined"),
    ("US", "", "country", "country_upper"),
    ("94107-1234", "", "zip", "zip_digits"),
]


@pytest.mark.parametrize(("vendor", "rule", "text", "country", "wanted"), PRINTED)
def test_the_digest_is_the_printed_one(vendor: str, rule: str, text: str, country: str, wanted: str) -> None:
    assert hashed(normalised(text, rule, country) or "", "sha256") == wanted


@pytest.mark.parametrize(("vendor", "rule", "text", "begins", "ends"), BEGINNINGS)
def test_the_digest_has_the_printed_ends(vendor: str, rule: str, text: str, begins: str, ends: str) -> None:
    made = str(hashed(normalised(text, rule) or "", "sha256"))
    assert made.startswith(begins)
    assert made.endswith(ends)


@pytest.mark.parametrize(("vendor", "rule", "text", "wanted"), CLEAR)
def test_what_goes_out_in_clear(vendor: str, rule: str, text: str, wanted: str) -> None:
    assert normalised(text, rule) == wanted


@pytest.mark.parametrize(("text", "country", "one", "other"), APART)
def test_vendors_rules_are_not_mixed_up(text: str, country: str, one: str, other: str) -> None:
    made = {hashed(str(normalised(text, rule, country)), "sha256") for rule in (one, other)}
    assert len(made) == 2


@pytest.mark.parametrize("rule", ["email_gmail", "email_gmail_plus"])
def test_googlemail_keeps_its_own_domain(rule: str) -> None:
    assert normalised("A.B@googlemail.com", rule) == "ab@googlemail.com"


@pytest.mark.parametrize("text", ["ß", "İstanbul", "정", "🙂 Zoë", "ﬁ"])
@pytest.mark.parametrize("rule", [name for name in RULES if name.startswith(("name", "city", "initial"))])
def test_any_script_is_taken(rule: str, text: str) -> None:
    made = normalised(text, rule)
    assert made
    assert made == normalised(made, rule)

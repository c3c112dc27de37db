"""Identifying text made uniform and hashed, against what vendors print."""

from __future__ import annotations

import base64
import hashlib

import pytest

from census_desktop.domain.normalise import RULES, Unfit, digest, hashed, normalised

ALEXZ = "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a"


@pytest.mark.parametrize(
    ("rule", "text", "country", "uniform"),
    [
        ("email", "  Anna.Smith+News@Example.COM ", "", "anna.smith+news@example.com"),
        ("email_gmail", "Jefferson.Loves.hiking@gmail.com", "", "jeffersonloveshiking@gmail.com"),
        ("email_gmail", "a.b+c@GoogleMail.com", "", "ab+c@googlemail.com"),
        ("email_gmail_plus", "cloudy.sanfrancisco+shopping@gmail.com", "", "cloudysanfrancisco@gmail.com"),
        ("email_gmail_plus", "user.name+NYC@Example.com", "", "user.name+nyc@example.com"),
        ("email_bare", "first.last+tag@company.com", "", "firstlast@company.com"),
        ("email_amazon", "o'neil_x@Shop-24.com", "", "oneilx@shop-24.com"),
        ("phone_e164", "+1 (800) 555-0100", "", "+18005550100"),
        ("phone_e164", "0171 / 234 56 78", "DE", "+491712345678"),
        ("phone_e164", "0049 171 2345678", "", "+491712345678"),
        ("phone_digits", "+44 844 412 4653", "", "448444124653"),
        ("phone_digits", "(650) 555-1212", "us", "16505551212"),
        ("name", " Mary-Ann  O'Neil ", "", "maryann oneil"),
        ("name", "Val\u00e9ry", "", "val\u00e9ry"),
        ("name", "Vale\u0301ry", "", "val\u00e9ry"),
        ("name", "Straße", "", "straße"),
        ("name_joined", "Mary Ann", "", "maryann"),
        ("initial", "  Élodie", "", "é"),
        ("initial", "'t Hooft", "", "t"),
        ("zip_digits", "94107-1234", "", "941071234"),
        ("gender_fmn", "non-binary", "", "n"),
        ("gender_fmn", "Male", "", "m"),
        ("city", "New York (NY) 10", "", "newyorkny"),
        ("city", "서울", "", "서울"),
        ("state", "CA ", "", "ca"),
        ("zip", "1229-076", "", "1229"),
        ("zip", "SW1A 1AA", "", "sw1a1aa"),
        ("country", "US", "", "us"),
        ("country_upper", "de", "", "DE"),
        ("gender", "Female", "", "f"),
        ("gender", "M", "", "m"),
        ("date_yyyymmdd", "1997-02-16", "", "19970216"),
        ("date_yyyymmdd", "1997-02-16T00:00:00Z", "", "19970216"),
        ("date_yyyymmdd", "19970216", "", "19970216"),
        ("date_year", "1997-02-06", "", "1997"),
        ("date_month", "1997-02-06", "", "02"),
        ("date_day", "1997-02-06", "", "06"),
        ("handle", "@AdsAPI", "", "adsapi"),
        ("trim", " x ", "", "x"),
        ("lower", "İstanbul", "", "i̇stanbul"),
        ("upper", "x", "", "X"),
    ],
)
def test_each_rule(rule: str, text: str, country: str, uniform: str) -> None:
    assert normalised(text, rule, country) == uniform


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_empty_stays_empty(rule: str, text: str) -> None:
    assert normalised(text, rule, "DE") is None


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        *(
            (rule, text)
            for rule in ("email", "email_gmail", "email_bare")
            for text in ("anna", "@x.com", "a@", "a@b", "a b@c.de")
        ),
        ("email", "a@b@c.de"),
        ("email_bare", "+tag@gmail.com"),
        *(
            ("phone_e164", text)
            for text in ("N/A", "+0000000000", "12", "0000000000", "+1234567890123456789", "anna@example.com")
        ),
        ("country", "Germany"),
        ("country", "D1"),
        ("gender", "other"),
        *(("date_yyyymmdd", text) for text in ("16.02.1997", "1997-02-30", "1997", "1997-02-16x")),
    ],
)
def test_what_does_not_fit_is_refused_without_telling_it(rule: str, text: str) -> None:
    with pytest.raises(Unfit) as refused:
        normalised(text, rule, "DE")
    assert text not in str(refused.value)


def test_digests_are_those_that_vendors_print() -> None:
    vectors = {
        "alexz@example.com": "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
        "+18005550100": "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30",
        "448444124653": "dc008fda46e2e64002cf2f82a4906236282d431c4f75e5b60bfe79fc48546383",
        "adsapi": "49e0be2aeccfb51a8dee4c945c8a70a9ac500cf6f5cb08112575f74db9b1470d",
    }
    for text, wanted in vectors.items():
        assert hashed(text, "sha256") == wanted
    assert hashed("x", "sha512") == hashlib.sha512(b"x").hexdigest()
    assert hashed("", "sha256") is None


def test_the_same_phone_has_one_digest_with_plus_and_another_without() -> None:
    google, meta = (hashed(normalised("(800) 555-0100", rule, "US") or "", "sha256") for rule in ("phone_e164", "phone_digits"))
    assert (str(google)[:8], str(meta)[:8]) == ("fb4f73a6", "92cfdc5f")


DIGESTS = ["ab" * 16, "AB" * 20, "ab" * 32, "AB" * 64, "UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo="]


@pytest.mark.parametrize("text", DIGESTS)
@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if not rule.free])
def test_a_digest_is_never_made_uniform(rule: str, text: str) -> None:
    with pytest.raises(Unfit, match="hash: already"):
        normalised(text, rule, "DE")


@pytest.mark.parametrize("text", DIGESTS[1:])
@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_a_digest_is_not_hashed_again(algorithm: str, text: str) -> None:
    with pytest.raises(Unfit, match="hash: already"):
        hashed(text, algorithm)


def test_an_id_of_32_hex_digits_is_no_digest_but_where_md5_is_wanted() -> None:
    assert normalised("ab" * 16, "trim") == "ab" * 16
    assert hashed("ab" * 16, "sha256") == hashlib.sha256(b"ab" * 16).hexdigest()
    with pytest.raises(Unfit, match="hash: already"):
        hashed("ab" * 16, "md5")


@pytest.mark.parametrize(
    ("text", "algorithm", "passed"),
    [
        ("AB" * 32, "sha256", "ab" * 32),
        (" " + "ab" * 16 + "\n", "", "ab" * 16),
        ("UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo=", "sha256", ALEXZ),
        ("", "sha256", None),
    ],
)
def test_digests_pass(text: str, algorithm: str, passed: str | None) -> None:
    assert digest(text, algorithm) == passed


@pytest.mark.parametrize(
    ("text", "algorithm"),
    [
        ("anna@example.com", ""),
        ("ab" * 16, "sha256"),
        ("xx" + "ab" * 32, ""),
        (base64.b64encode(hashlib.sha256(b"").digest()).decode(), "sha256"),
        *((hashlib.new(name, b"").hexdigest(), "") for name in ("md5", "sha1", "sha256", "sha512")),
    ],
)
def test_what_is_no_digest_is_refused(text: str, algorithm: str) -> None:
    with pytest.raises(Unfit):
        digest(text, algorithm)

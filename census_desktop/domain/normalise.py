"""How identifying text is made uniform before it is hashed, by named rules that manifests and mappings refer to.

Vendors differ, so there is a rule for each way and none that fits all:
- e-mail: Meta, Snapchat, LinkedIn, Microsoft and X trim and lower only (Meta, "Customer information parameters"). Google drops
  dots before @gmail.com and @googlemail.com; whether it drops "+…" too, its pages and its own helper disagree
  (googleads/data-manager-python, format.py keeps it), so both forms have a rule. Reddit drops dots and "+…" everywhere.
- phone: Google and TikTok take E.164 with its plus, Meta, Snapchat and Pinterest digits with the country code and no plus.
- city, state, zip: letters only, as Meta's SDK does; country: Meta takes two lower letters, Google two upper ones in clear.
- names: Meta keeps inner spaces and accents and has a key for the first letter, Google's helper drops every space.
- postal code: Meta's ends at the hyphen, Pinterest's is digits, Google's goes in clear with its hyphen.

All text is composed (NFC) and lowered by `str.lower`: two spellings of é must give one digest, and ß must stay.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

HASHES = ("md5", "sha1", "sha256", "sha512")
ALREADY = "already"
"""The text is a digest; it is checked and passed on."""

_DIGEST_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}
_HEX = re.compile(r"[0-9a-fA-F]+")
_BASE64_SHA256 = re.compile(r"[A-Za-z0-9+/]{43}=")


class Unfit(ValueError):
    """The text is not what the rule is for. The message completes "«field» …" and never holds the text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`label` is for menus; `apply` takes the trimmed, composed text, not empty, and the country, and raises Unfit."""

    name: str
    label: str
    apply: Callable[[str, str], str]
    country: bool = False
    """It looks at the country."""
    free: bool = False
    """The text may be anything, also one that looks like a digest (an id in hex)."""


# E-mail -----------------------------------------------------------------------------------------------------------------

_GMAIL = ("gmail.com", "googlemail.com")


def _address(text: str) -> tuple[str, str]:
    local, at, domain = text.lower().rpartition("@")
    if not at or not local or "@" in local or "." not in domain.strip(".") or any(c.isspace() for c in text):
        raise Unfit("is not an e-mail address")
    return local, domain


def _email(text: str, country: str) -> str:
    return "@".join(_address(text))


def _email_gmail(text: str, country: str) -> str:
    local, domain = _address(text)
    return f"{local.replace('.', '') if domain in _GMAIL else local}@{domain}"


def _email_gmail_plus(text: str, country: str) -> str:
    local, domain = _address(text)
    return f"{_bare(local) if domain in _GMAIL else local}@{domain}"


def _email_bare(text: str, country: str) -> str:
    local, domain = _address(text)
    return f"{_bare(local)}@{domain}"


def _bare(local: str) -> str:
    kept = local.split("+", 1)[0].replace(".", "")
    if not kept:
        raise Unfit("is not an e-mail address")
    return kept


def _email_amazon(text: str, country: str) -> str:
    return re.sub(r"[^a-z0-9.@-]", "", _email(text, country))


# Phone ------------------------------------------------------------------------------------------------------------------


_SHORTEST_NATIONAL = 5
"""Digits without leading zeros; numbering plans also allow shorter ones, which nobody is called by from abroad."""


def _phone_e164(text: str, country: str) -> str:
    import phonenumbers

    text = "+" + text[2:] if text.startswith("00") else text
    if not text.startswith("+") and not country:
        raise Unfit("has no country code, and the mapping names no country")
    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        raise Unfit("is not a phone number") from None
    if not phonenumbers.is_possible_number(number) or len(str(number.national_number)) < _SHORTEST_NATIONAL:
        raise Unfit("is not a phone number")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _phone_digits(text: str, country: str) -> str:
    return _phone_e164(text, country)[1:]


# Names and places -------------------------------------------------------------------------------------------------------


def _name(text: str, country: str) -> str:
    kept = "".join(c for c in text.lower() if not unicodedata.category(c).startswith("P"))
    return " ".join(kept.split())


def _name_joined(text: str, country: str) -> str:
    return _name(text, country).replace(" ", "")


def _initial(text: str, country: str) -> str:
    return _name(text, country)[:1]


def _letters(text: str, country: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha() or unicodedata.category(c).startswith("M"))


def _zip(text: str, country: str) -> str:
    return "".join(text.lower().split("-", 1)[0].split())


def _zip_digits(text: str, country: str) -> str:
    return "".join(c for c in text if "0" <= c <= "9")


def _country(text: str, country: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise Unfit("is not a country code of two letters")
    return text.lower()


def _gender(text: str, country: str) -> str:
    letter = text.lower()[:1]
    if text.lower() not in (letter, {"f": "female", "m": "male"}.get(letter)) or letter not in "fm":
        raise Unfit("is neither female nor male")
    return letter


def _gender_or_none(text: str, country: str) -> str:
    return "n" if text.lower() in ("n", "nonbinary", "non-binary") else _gender(text, country)


# Dates and identifiers --------------------------------------------------------------------------------------------------


def _day(text: str, form: str) -> str:
    compact = re.fullmatch(r"\d{8}", text)
    try:
        day = dt.date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}" if compact else text[:10])
        if not compact and text[10:] and not re.match(r"[T ]\d\d:", text[10:]):
            raise ValueError
    except ValueError:
        raise Unfit("is not a date (YYYY-MM-DD)") from None
    return form.format(d=day)


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("email", "E-mail: lower case", _email),
        Rule("email_gmail", "E-mail: Gmail without dots", _email_gmail),
        Rule("email_gmail_plus", "E-mail: Gmail without dots and +…", _email_gmail_plus),
        Rule("email_bare", "E-mail: without dots and +…", _email_bare),
        Rule("email_amazon", "E-mail: letters, digits, . @ and - only", _email_amazon),
        Rule("phone_e164", "Phone: +49…", _phone_e164, country=True),
        Rule("phone_digits", "Phone: digits with country code, no plus", _phone_digits, country=True),
        Rule("name", "Name: lower case, no punctuation", _name),
        Rule("name_joined", "Name: lower case, no punctuation or spaces", _name_joined),
        Rule("initial", "First letter: lower case", _initial),
        Rule("city", "City: lower letters only", _letters),
        Rule("state", "State: lower letters only", _letters),
        Rule("zip", "Postal code: lower case, up to the hyphen, no spaces", _zip),
        Rule("zip_digits", "Postal code: digits only", _zip_digits),
        Rule("country", "Country: two lower letters", _country),
        Rule("country_upper", "Country: two upper letters", lambda text, country: _country(text, country).upper()),
        Rule("gender", "Gender: f or m", _gender),
        Rule("gender_fmn", "Gender: f, m or n", _gender_or_none),
        Rule("date_yyyymmdd", "Date: YYYYMMDD", lambda text, country: _day(text, "{d:%Y%m%d}")),
        Rule("date_year", "Date: year alone", lambda text, country: _day(text, "{d:%Y}")),
        Rule("date_month", "Date: month alone, two digits", lambda text, country: _day(text, "{d:%m}")),
        Rule("date_day", "Date: day alone, two digits", lambda text, country: _day(text, "{d:%d}")),
        Rule("handle", "Handle: lower case, without @", lambda text, country: text.lower().lstrip("@"), free=True),
        Rule("trim", "Without spaces around it", lambda text, country: text, free=True),
        Rule("lower", "Lower case", lambda text, country: text.lower(), free=True),
        Rule("upper", "Upper case", lambda text, country: text.upper(), free=True),
    )
}


def normalised(text: str, rule: str, country: str = "") -> str | None:
    """The text in the rule's form; None for an empty one, also when nothing is left of it. Raises Unfit, also for a digest:
    made uniform it would be another text, and hashed again it matches nobody."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        return None
    if not RULES[rule].free and _looks_hashed(text, _DIGEST_LENGTHS.values()):
        raise Unfit(_HASHED)
    return RULES[rule].apply(text, country) or None


def hashed(text: str, algorithm: str) -> str | None:
    """The digest in lower hex; None for an empty text, whose digest all empty records would share. Raises Unfit for what
    looks like a digest: a digest of a digest matches nobody. 32 hex digits are one where MD5 is wanted; else many an id has
    them."""
    if not text:
        return None
    if _looks_hashed(text, {_DIGEST_LENGTHS[algorithm], *_UNLIKE_IDS}):
        raise Unfit(_HASHED)
    return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()


def digest(text: str, algorithm: str = "") -> str | None:
    """A text that is a digest already, in lower hex. Raises Unfit when it does not look like one of `algorithm`, or of any
    when that is empty."""
    text = text.strip()
    if not text:
        return None
    lengths = [_DIGEST_LENGTHS[algorithm]] if algorithm else list(_DIGEST_LENGTHS.values())
    if algorithm in ("", "sha256") and _BASE64_SHA256.fullmatch(text):
        text = base64.b64decode(text).hex()
    if not (len(text) in lengths and _HEX.fullmatch(text)):
        raise Unfit(f"is no {algorithm + ' ' if algorithm else ''}digest")
    text = text.lower()
    if text in _OF_NOTHING:
        raise Unfit("is the digest of an empty text")
    return text


def _looks_hashed(text: str, lengths: Collection[int]) -> bool:
    return bool((len(text) in lengths and _HEX.fullmatch(text)) or _BASE64_SHA256.fullmatch(text))


_HASHED = f"looks hashed already; map it with hash: {ALREADY}"
_UNLIKE_IDS = (40, 64, 128)
_OF_NOTHING = frozenset(hashlib.new(name, b"", usedforsecurity=False).hexdigest() for name in HASHES)

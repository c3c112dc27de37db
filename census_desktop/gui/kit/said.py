"""Words of the domain and of use cases in the window's language. They are made in English, which the command line and the
store keep; the window says them through here. Whoever adds such a word adds it to TEXTS, or to PATTERNS when it holds a value.
"""

from __future__ import annotations

import re
from functools import cache

from census_desktop.domain import schedule as schedules
from census_desktop.domain.model import Removal, Schedule
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, filled, tr

TEXTS = (
    # Operations, and how records leave
    QT_TRANSLATE_NOOP("", "Update or create"),
    QT_TRANSLATE_NOOP("", "Update only"),
    QT_TRANSLATE_NOOP("", "Create only"),
    QT_TRANSLATE_NOOP("", "Mirror"),
    QT_TRANSLATE_NOOP("", "Append"),
    QT_TRANSLATE_NOOP("", "Delete"),
    QT_TRANSLATE_NOOP("", "Remove the record"),
    QT_TRANSLATE_NOOP("", "Keep the record, empty the mapped fields"),
    QT_TRANSLATE_NOOP("", "Upload everything and swap"),
    # Schedules
    QT_TRANSLATE_NOOP("", "by hand"),
    QT_TRANSLATE_NOOP("", "hourly"),
    QT_TRANSLATE_NOOP("", "daily"),
    QT_TRANSLATE_NOOP("", "weekly"),
    QT_TRANSLATE_NOOP("", "continuously"),
    QT_TRANSLATE_NOOP("", "when data changes"),
    QT_TRANSLATE_NOOP("", "after another sync"),
    QT_TRANSLATE_NOOP("", "Mondays"),
    QT_TRANSLATE_NOOP("", "Tuesdays"),
    QT_TRANSLATE_NOOP("", "Wednesdays"),
    QT_TRANSLATE_NOOP("", "Thursdays"),
    QT_TRANSLATE_NOOP("", "Fridays"),
    QT_TRANSLATE_NOOP("", "Saturdays"),
    QT_TRANSLATE_NOOP("", "Sundays"),
    # Operators of conditions; the window puts values in the place of “…”
    QT_TRANSLATE_NOOP("", "is"),
    QT_TRANSLATE_NOOP("", "is not"),
    QT_TRANSLATE_NOOP("", "is one of"),
    QT_TRANSLATE_NOOP("", "is none of"),
    QT_TRANSLATE_NOOP("", "starts with"),
    QT_TRANSLATE_NOOP("", "ends with"),
    QT_TRANSLATE_NOOP("", "contains"),
    QT_TRANSLATE_NOOP("", "does not contain"),
    QT_TRANSLATE_NOOP("", "more than"),
    QT_TRANSLATE_NOOP("", "less than"),
    QT_TRANSLATE_NOOP("", "at least"),
    QT_TRANSLATE_NOOP("", "at most"),
    QT_TRANSLATE_NOOP("", "between"),
    QT_TRANSLATE_NOOP("", "is true"),
    QT_TRANSLATE_NOOP("", "is false"),
    QT_TRANSLATE_NOOP("", "before"),
    QT_TRANSLATE_NOOP("", "after"),
    QT_TRANSLATE_NOOP("", "on"),
    QT_TRANSLATE_NOOP("", "more than … days ago"),
    QT_TRANSLATE_NOOP("", "less than … days ago"),
    QT_TRANSLATE_NOOP("", "exactly … days ago"),
    QT_TRANSLATE_NOOP("", "between … and … days ago"),
    QT_TRANSLATE_NOOP("", "contains any of"),
    QT_TRANSLATE_NOOP("", "contains all of"),
    QT_TRANSLATE_NOOP("", "is empty (null)"),
    QT_TRANSLATE_NOOP("", "is not empty (null)"),
    QT_TRANSLATE_NOOP("", "is blank"),
    QT_TRANSLATE_NOOP("", "is not blank"),
    # Types of columns
    QT_TRANSLATE_NOOP("", "text"),
    QT_TRANSLATE_NOOP("", "integer"),
    QT_TRANSLATE_NOOP("", "number"),
    QT_TRANSLATE_NOOP("", "decimal"),
    QT_TRANSLATE_NOOP("", "boolean"),
    QT_TRANSLATE_NOOP("", "date"),
    QT_TRANSLATE_NOOP("", "datetime"),
    QT_TRANSLATE_NOOP("", "array"),
    QT_TRANSLATE_NOOP("", "object"),
    QT_TRANSLATE_NOOP("", "other"),
    # How texts are made uniform
    QT_TRANSLATE_NOOP("", "E-mail: lower case"),
    QT_TRANSLATE_NOOP("", "E-mail: Gmail without dots"),
    QT_TRANSLATE_NOOP("", "E-mail: Gmail without dots and +…"),
    QT_TRANSLATE_NOOP("", "E-mail: without dots and +…"),
    QT_TRANSLATE_NOOP("", "E-mail: letters, digits, . @ and - only"),
    QT_TRANSLATE_NOOP("", "Phone: +49…"),
    QT_TRANSLATE_NOOP("", "Phone: digits with country code, no plus"),
    QT_TRANSLATE_NOOP("", "Name: lower case, no punctuation"),
    QT_TRANSLATE_NOOP("", "Name: lower case, no punctuation or spaces"),
    QT_TRANSLATE_NOOP("", "First letter: lower case"),
    QT_TRANSLATE_NOOP("", "City: lower letters only"),
    QT_TRANSLATE_NOOP("", "State: lower letters only"),
    QT_TRANSLATE_NOOP("", "Postal code: lower case, up to the hyphen, no spaces"),
    QT_TRANSLATE_NOOP("", "Postal code: digits only"),
    QT_TRANSLATE_NOOP("", "Country: two lower letters"),
    QT_TRANSLATE_NOOP("", "Country: two upper letters"),
    QT_TRANSLATE_NOOP("", "Gender: f or m"),
    QT_TRANSLATE_NOOP("", "Gender: f, m or n"),
    QT_TRANSLATE_NOOP("", "Date: YYYYMMDD"),
    QT_TRANSLATE_NOOP("", "Date: year alone"),
    QT_TRANSLATE_NOOP("", "Date: month alone, two digits"),
    QT_TRANSLATE_NOOP("", "Date: day alone, two digits"),
    QT_TRANSLATE_NOOP("", "Handle: lower case, without @"),
    QT_TRANSLATE_NOOP("", "Without spaces around it"),
    QT_TRANSLATE_NOOP("", "Lower case"),
    QT_TRANSLATE_NOOP("", "Upper case"),
    # Titles of errors
    QT_TRANSLATE_NOOP("", "Something went wrong"),
    QT_TRANSLATE_NOOP("", "This cannot work as it is set up"),
    QT_TRANSLATE_NOOP("", "Not found"),
    QT_TRANSLATE_NOOP("", "The document was not taken"),
    QT_TRANSLATE_NOOP("", "The source could not be read"),
    QT_TRANSLATE_NOOP("", "The workspace cannot be opened"),
    QT_TRANSLATE_NOOP("", "The keyring is not available"),
    QT_TRANSLATE_NOOP("", "Signing in did not work"),
    QT_TRANSLATE_NOOP("", "The destination did not take the records"),
    QT_TRANSLATE_NOOP("", "The destination refused the credential"),
    QT_TRANSLATE_NOOP("", "The destination is not answering"),
    QT_TRANSLATE_NOOP("", "The plan is out of date"),
    QT_TRANSLATE_NOOP("", "This run cannot be undone"),
    QT_TRANSLATE_NOOP("", "The message was not delivered"),
    QT_TRANSLATE_NOOP("", "Cancelled"),
    QT_TRANSLATE_NOOP("", "This link cannot be opened"),
    QT_TRANSLATE_NOOP("", "This cannot be opened"),
    # Alerts
    QT_TRANSLATE_NOOP("", "The run failed or is held"),
    QT_TRANSLATE_NOOP("", "Too many records were rejected or invalid"),
    QT_TRANSLATE_NOOP("", "A run started"),
    QT_TRANSLATE_NOOP("", "A run completed"),
    QT_TRANSLATE_NOOP("", "Everything was sent anew"),
    QT_TRANSLATE_NOOP("", "The run takes too long"),
    QT_TRANSLATE_NOOP("", "The number of records is off the usual"),
    QT_TRANSLATE_NOOP("", "Nothing is told"),
    # The health check
    QT_TRANSLATE_NOOP("", "Workspace folder"),
    QT_TRANSLATE_NOOP("", "Workspace file"),
    QT_TRANSLATE_NOOP("", "Backup"),
    QT_TRANSLATE_NOOP("", "Room for the workspace"),
    QT_TRANSLATE_NOOP("", "Room for temporary files"),
    QT_TRANSLATE_NOOP("", "Query engine"),
    QT_TRANSLATE_NOOP("", "Keyring"),
    QT_TRANSLATE_NOOP("", "Log"),
    QT_TRANSLATE_NOOP("", "Crashes"),
    QT_TRANSLATE_NOOP("", "Clock"),
    QT_TRANSLATE_NOOP("", "Network"),
    QT_TRANSLATE_NOOP("", "Window"),
    QT_TRANSLATE_NOOP("", "The newest is of today."),
    QT_TRANSLATE_NOOP("", "There is none yet."),
    QT_TRANSLATE_NOOP("", "None in the last two weeks."),
    QT_TRANSLATE_NOOP("", "A server answered."),
    QT_TRANSLATE_NOOP("", "Not looked at: nothing is asked unless you say so."),
    QT_TRANSLATE_NOOP("", "One is made each day that the program is used; keep a copy of the folder until then."),
    QT_TRANSLATE_NOOP("", "Leave the program open for a while."),
    QT_TRANSLATE_NOOP("", "Make room: a large first sync needs a few gigabytes while it runs."),
    QT_TRANSLATE_NOOP("", "Check the network or the proxy."),
    QT_TRANSLATE_NOOP("", "This computer has no keyring that can be trusted with a credential."),
    QT_TRANSLATE_NOOP(
        "",
        "Unlock or start the keyring of your desktop. Until then each is asked for or taken from the environment.",
    ),
)
PATTERNS = (
    # Schedules
    QT_TRANSLATE_NOOP("", "every %1 min"),
    QT_TRANSLATE_NOOP("", "every %1 h"),
    QT_TRANSLATE_NOOP("", "every %1 days"),
    QT_TRANSLATE_NOOP("", "daily %1"),
    QT_TRANSLATE_NOOP("", "weekdays %1"),
    QT_TRANSLATE_NOOP("", "Mondays %1"),
    QT_TRANSLATE_NOOP("", "Tuesdays %1"),
    QT_TRANSLATE_NOOP("", "Wednesdays %1"),
    QT_TRANSLATE_NOOP("", "Thursdays %1"),
    QT_TRANSLATE_NOOP("", "Fridays %1"),
    QT_TRANSLATE_NOOP("", "Saturdays %1"),
    QT_TRANSLATE_NOOP("", "Sundays %1"),
    QT_TRANSLATE_NOOP("", "after %1"),
    # The health check
    QT_TRANSLATE_NOOP("", "%1, a local folder that can be written"),
    QT_TRANSLATE_NOOP("", "Whole. %1, %2 journal, %3"),
    QT_TRANSLATE_NOOP("", "The newest is %1 days old."),
    QT_TRANSLATE_NOOP("", "%1 GB free"),
    QT_TRANSLATE_NOOP("", "Credentials are kept in %1"),
    # Alerts
    QT_TRANSLATE_NOOP("", "Over %1 of the records were rejected or invalid"),
    QT_TRANSLATE_NOOP("", "Over %1 records were rejected or invalid"),
    QT_TRANSLATE_NOOP("", "The run takes longer than %1"),
    QT_TRANSLATE_NOOP("", "The number of records is over %1 off the mean of the last %2 runs"),
)
"""Texts around values; the first that fits is said, and values are left as they are."""


def said(text: str) -> str:
    """What the domain or a use case said, in the window's language; as it is where it is not known."""
    if (exact := tr(text)) != text:
        return exact
    for pattern, around in _made():
        if (translated := tr(pattern)) != pattern and (found := around.fullmatch(text)):
            return filled(translated, *found.groups())
    return text


def schedule(rule: Schedule, after: str = "") -> str:
    """The schedule in words; `after` is the name of the sync that it waits for, "" when nobody knows it."""
    return said(schedules.in_words(rule, after or "another sync"))


def inside(removal: Removal) -> str:
    """The removal's words within a sentence: not with a capital letter."""
    text = said(removal.label)
    return f"{text[0].lower()}{text[1:]}"


@cache
def _made() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((pattern, re.compile(re.sub("%[1-9]", "(.+)", re.escape(pattern)))) for pattern in PATTERNS)

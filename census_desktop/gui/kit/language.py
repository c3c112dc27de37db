"""The language of the window, chosen before any of it is imported: texts of tables are said when their module is read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from census_desktop.paths import resource

ENGLISH = "en"
SHIPPED = ("de", "es")
NAMES = {ENGLISH: "English", "de": "Deutsch", "es": "Español"}
"""Each in its own language, so that whoever is lost in another finds it."""
SETTING = "look/language"
NAME = "census-desktop"


class Texts(QTranslator):
    """A language's texts. One text has one translation, wherever it stands: Qt's contexts are not asked, since a text of a
    table is said by other classes than the one that it is written in."""

    def translate(self, _context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return super().translate("", text, None, n) or None  # type: ignore[return-value]  # "" would be shown, None is "not known"


_texts: QTranslator | None = None
_kept: list[QTranslator] = []


def name_program() -> None:
    """What settings are kept under. Qt wants it before anything is read."""
    QCoreApplication.setOrganizationName(NAME)
    QCoreApplication.setApplicationName(NAME)


def prepare() -> None:
    """Take the language that was chosen or the system speaks. Before the window's modules are imported."""
    name_program()
    use(spoken(chosen(), QLocale.system().uiLanguages()))


def use(language: str) -> None:
    """Say everything in this language from now on."""
    speak(_loaded(resource("translations", f"census_desktop_{language}.qm")) if language in SHIPPED else None)
    own = QLocale.system()
    if language != ENGLISH or own.language() is QLocale.Language.C:  # LANG=C groups no thousands
        fits = language in own.name().split("_")
        kingdom = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        QLocale.setDefault(own if fits else kingdom if language == ENGLISH else QLocale(language))
    elif own.language() is not QLocale.Language.English:
        QLocale.setDefault(QLocale(QLocale.Language.English, own.territory()))


def speak(texts: QTranslator | None) -> None:
    """Say everything as these texts have it; None is English."""
    global _texts
    _texts = texts


def install(app: QCoreApplication) -> None:
    """Let the application's own look-ups and Qt's dialogs say it too."""
    if _texts is None:
        return
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qt = QTranslator(app)
    if qt.load(QLocale(_texts.language()), "qtbase", "_", str(folder)):
        app.installTranslator(qt)
    app.installTranslator(_texts)
    _kept[:] = [qt, _texts]


def said(text: str) -> str:
    """The text in the window's language."""
    return (_texts.translate("", text) or text) if _texts is not None else text


def chosen() -> str:
    """The language that was chosen in Settings, "" for the system's."""
    kept = str(QSettings().value(SETTING, ""))
    return kept if kept in NAMES else ""


def choose(language: str) -> None:
    """From the next start on; "" is as the system."""
    QSettings().setValue(SETTING, language)


def spoken(choice: str, wanted: list[str]) -> str:
    """The chosen one, or the first of the system's that there is."""
    if choice:
        return choice
    return next((code for name in wanted if (code := name.replace("_", "-").split("-")[0]) in NAMES), ENGLISH)


def _loaded(path: Path) -> QTranslator | None:
    texts = Texts()
    return texts if texts.load(str(path)) else None

"""The languages of the window: which there are, which is wanted, and how one is put in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from inference.paths import resources
from viewer.app.i18n import LANGUAGE, mark

SYSTEM: Final = "system"
ENGLISH: Final = "en"
NAMES: Final = {
    SYSTEM: mark("As the system"),
    ENGLISH: "English",
    "ko": "한국어",
    "zh_TW": "繁體中文",
}
"""Each language by its own name; the keys are what the settings remember."""
FONTS: Final[dict[str, tuple[str, ...]]] = {
    "ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR"),
    "zh_TW": ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans TC", "Noto Sans CJK TC"),
}
"""Families behind the usual one, so that letters that languages share have this language's forms."""


def wanted(setting: str, system: Sequence[str] | None = None) -> str:
    """The code of the language for a setting; English where the system's own is not among ours.

    Args:
        system: the system's languages, e.g. ``zh-Hant-TW``, the preferred one first; Qt's unless given.
    """
    if setting != SYSTEM:
        return setting if setting in NAMES else ENGLISH
    for name in QLocale.system().uiLanguages() if system is None else system:
        code = _ours(name.replace("_", "-").split("-"))
        if code:
            return code
    return ENGLISH


def _ours(parts: Sequence[str]) -> str:
    """Our code for a system's language; simplified Chinese is not Traditional Chinese."""
    if parts[0] == "zh":
        return "zh_TW" if {"Hant", "TW", "HK", "MO"} & set(parts) else ""
    return parts[0] if parts[0] in NAMES else ""


def put_in_force(app: QCoreApplication, setting: str) -> str:
    """Have the application's texts, and Qt's own, in a language; call it before a window is made.

    Returns:
        the language's code.
    """
    code = wanted(setting)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    app.setProperty(LANGUAGE, "")
    if code == ENGLISH:
        return code
    folders = (str(resources() / "i18n"), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name, folder in zip(("shenton", "qtbase"), folders, strict=True):
        translator = QTranslator(app)
        if translator.load(f"{name}_{code}", folder):
            app.installTranslator(translator)
    app.setProperty(LANGUAGE, code)
    QLocale.setDefault(QLocale(code))
    return code

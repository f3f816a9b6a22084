"""The window's languages: complete, compiled, in force, and never in what leaves the program."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.errors import FilmError, StudyError
from inference.messages import Message
from inference.records import Side
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app import i18n, languages, settings
from viewer.app.i18n import many, sentences, tr, translated
from viewer.app.prediction.prediction_text import reading_text
from viewer.app.preferences import Preferences
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, key_text
from viewer.ui.shell.language_menu import LanguageMenu, title

ROOT = Path(__file__).resolve().parents[4]
I18N = ROOT / "resources" / "i18n"
CODES = ("ko", "zh_TW")
Put = Callable[[str], str]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script behind ``make translations``."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    made.parsed = tree  # what the tests look at is parsed once
    return made


def messages(path: Path) -> dict[str, ElementTree.Element]:
    """Each text of a ``.ts`` with its translation's element."""
    found = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        found[message.findtext("source") or ""] = translation
    return found


# the files


@pytest.mark.slow
def test_every_text_of_the_program_is_in_the_files(tool: ModuleType, tmp_path: Path) -> None:
    for code in CODES:
        shutil.copy(I18N / f"shenton_{code}.ts", tmp_path)
    tool.update(tmp_path)
    said = "run `make translations` and translate what is new"
    for code in CODES:
        here, wanted = (messages(folder / f"shenton_{code}.ts") for folder in (I18N, tmp_path))
        assert sorted(wanted.keys() - here.keys()) == [], said
        assert sorted(here.keys() - wanted.keys()) == [], said


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_left_untranslated(code: str) -> None:
    found = messages(I18N / f"shenton_{code}.ts")
    assert [text for text, made in found.items() if made.get("type") or not made.text] == []


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_the_places_of_values_and_the_names_of_keys(code: str) -> None:
    for text, made in messages(I18N / f"shenton_{code}.ts").items():
        assert places(made.text or "") == places(text), text
        for key in re.findall(r"\((?:Ctrl\+\w|F\d+|[A-Z]|Esc)\)", text):
            assert key in (made.text or ""), text  # the keys in force are written in its place


def places(text: str) -> list[tuple[str, str]]:
    """Names and formats of the values in a text."""
    return sorted((name, form or "") for _before, name, form, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("code", CODES)
def test_compiled_files_say_what_the_translations_say(code: str, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(f"shenton_{code}", str(I18N))
    stale = [
        text
        for text, made in messages(I18N / f"shenton_{code}.ts").items()
        if translator.translate(i18n.CONTEXT, text) != made.text
    ]
    assert stale == [], "run `make translations`"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf8"))


@cache
def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Every call of a file with the last part of its name."""
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return [(getattr(node.func, "id", getattr(node.func, "attr", "")), node) for node in found]


def test_texts_are_literals_without_values_in_them() -> None:
    for path in (ROOT / "viewer").rglob("*.py"):
        for name, call in calls(path):
            if name in ("tr", "mark") and call.args and path.name != "i18n.py":
                given = call.args[0]
                bad = isinstance(given, ast.JoinedStr | ast.IfExp | ast.BinOp)
                assert not bad, f"{path.name}:{call.lineno}"


def test_no_text_hides_where_the_search_for_texts_does_not_look() -> None:
    """Within an f-string, say: it would be shown in English, and missed by nobody."""
    found = messages(I18N / "shenton_ko.ts")
    for path in (ROOT / "viewer").rglob("*.py"):
        for name, call in calls(path):
            text = getattr(call.args[0], "value", None) if call.args else None
            if name in ("tr", "mark") and isinstance(text, str):
                assert text in found, f"{path.name}:{call.lineno}: {text}"


SHOWING = {
    "label", "button", "KeyButton", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "setText", "addRow",
    "setWindowTitle", "setToolTip", "setAccessibleName", "setPlaceholderText", "addButton",
    "setInformativeText", "set_loading", "show_nothing", "show_busy", "addMenu", "setTitle", "page_button",
    "TypingLine", "slider",
}  # fmt: skip
NAMES = {"Shenton", "Esc", "https://pacs.example/dicom-web"}


def test_what_a_widget_shows_goes_through_the_translation() -> None:
    for path in (ROOT / "viewer" / "ui").glob("*.py"):
        for name, call in calls(path):
            if name in SHOWING and call.args:
                given = call.args[0]
                bare = isinstance(given, ast.Constant) and isinstance(given.value, str)
                shown = given.value if bare else ""
                assert not re.search(r"[A-Za-z]{2}", shown) or shown in NAMES, f"{path.name}:{call.lineno}"


# which language


@pytest.mark.parametrize(
    ("setting", "system", "code"),
    [
        ("system", ["en-US"], "en"),
        ("system", ["ko-KR", "en-US"], "ko"),
        ("system", ["zh-Hant-TW", "zh-TW"], "zh_TW"),
        ("system", ["zh-HK"], "zh_TW"),
        ("system", ["zh-Hans-CN", "zh-CN"], "en"),
        ("system", ["de-DE", "ko-KR"], "ko"),
        ("system", [], "en"),
        ("ko", ["en-US"], "ko"),
        ("en", ["ko-KR"], "en"),
        ("nonsense", ["ko-KR"], "en"),
    ],
)
def test_the_setting_or_the_system_chooses(setting: str, system: list[str], code: str) -> None:
    assert languages.wanted(setting, system) == code


def test_settings_know_the_languages_of_the_menu() -> None:
    assert tuple(languages.NAMES) == settings.LANGUAGES
    assert settings.Settings().language == languages.SYSTEM
    assert not settings.fits("language", "fr")


@pytest.mark.parametrize("code", CODES)
def test_qt_speaks_the_language_too(code: str, put: Put) -> None:
    assert put(code) == code
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") != "Cancel"


def test_english_needs_no_file(put: Put, qapp: QApplication) -> None:
    assert put("en") == "en"
    assert qapp.findChildren(QTranslator) == []
    assert i18n.in_force() == ""
    assert many(1, "film") == "1 film"
    assert many(2, "study") == "2 studies"


def test_the_choice_is_remembered_and_counts_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[bool] = []
    made = LanguageMenu(QMenu(window), preferences)
    made.chosen.connect(lambda: asked.append(True))
    assert made.actions["system"].isChecked()
    made.actions["ko"].trigger()
    made.actions["ko"].trigger()  # already so
    preferences.save()
    assert settings.load(tmp_path / "settings.json")[0].language == "ko"
    assert asked == [True]


def test_the_way_back_is_named_in_english_too(put: Put) -> None:
    assert title() == "Language"
    put("zh_TW")
    assert title() == "語言 (Language)"


# in force


def test_not_for_diagnosis_is_said_in_every_language(put: Put) -> None:
    said = {}
    for code in CODES:
        put(code)
        said[code] = tr("Research use only, not for diagnosis")
    assert said == {
        "ko": "연구 전용, 진단 목적으로 사용할 수 없음",
        "zh_TW": "僅供研究使用，不可用於診斷",
    }


def test_class_codes_stay_and_words_are_translated(put: Put) -> None:
    put("ko")
    assert reading_text(ReaderClass.A2, Side.RIGHT) == "A2, 오른쪽 고관절"
    assert many(3, "film") == "영상 3장"


def test_keys_do_not_change_with_the_language(put: Put, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    plain = [ActionTable(window)[spec.id].shortcuts() for spec in ACTIONS]
    put("ko")
    table = ActionTable(window)
    assert [table[spec.id].shortcuts() for spec in ACTIONS] == plain
    assert table["next"].text() == "다음 영상"
    assert key_text(("hold Space",)) == "Space 누르고 있기"


def test_sentences_of_rooms_without_qt_are_translated_with_their_values(put: Put) -> None:
    one = Message("The film has only {count} grey levels.", count=3)
    arm = Message("This film shows {shown}, not a frontal pelvis.", shown=Message("an arm or a hand"))
    assert translated(one) == "The film has only 3 grey levels." == str(one)
    put("zh_TW")
    assert translated(one) == "影像只有 3 個灰階。"
    assert "手臂或手" in translated(arm)
    assert translated(FilmError("The film is blank.", "Ask for the film again.")) == (
        "影像是空白的。請重新索取影像。"
    )
    assert translated(Message("Nobody ever wrote this.")) == "Nobody ever wrote this."
    assert translated(Message("")) == ""


def test_names_are_never_translated(put: Put) -> None:
    """A file may be named like a word of the program, or like a place for a value."""
    for code in CODES:
        put(code)
        for name in ("Normal", "unread", "{name}", "The film is blank.", "{reason}"):
            said = translated(StudyError("Film {name} was changed after the lock.", name=name))
            assert name in said
            assert translated(Message("The pack lacks {name}.", name=Message(name))) != said


def test_sentences_follow_each_other_as_the_language_has_it(put: Put) -> None:
    assert sentences(("It is damaged.", "", "Copy it again.")) == "It is damaged. Copy it again."
    put("zh_TW")
    assert sentences((tr("It is damaged."), "", tr("Copy it again."))) == "已損壞。請重新複製。"


@pytest.fixture(scope="module")
def room_texts(tool: ModuleType) -> list[str]:
    """What the rooms without Qt say."""
    return list(tool.room_texts())


@pytest.mark.parametrize("code", CODES)
def test_every_template_is_whole_in_each_language(code: str, put: Put, room_texts: list[str]) -> None:
    """Each sentence of an error, a refusal, a fall-back or a merge has its translation with all places."""
    put(code)
    texts = room_texts
    assert len(texts) > 600
    missing = [text for text in texts if not tr(text) or (tr(text) == text and text not in SAME)]
    assert missing == []
    assert [text for text in texts if places(tr(text)) != places(text)] == []


SAME = {
    "{columns:.0f} px", "{columns:.1f} mm", "{columns:.0f} px ({mm}, {origin})", "{count:.0f} px",
    "{area:.0f} mm²",
}  # fmt: skip
"""Units: the same in every language."""


PRODUCT = [path for room in ("inference", "viewer", "training") for path in (ROOT / room).rglob("*.py")]


@pytest.fixture(scope="module")
def errors(tool: ModuleType) -> Iterator[set[str]]:
    """The names of all errors; the trees that these tests look at go with them."""
    yield tool.error_names(map(tree, PRODUCT))
    tree.cache_clear()
    calls.cache_clear()


def test_errors_and_messages_are_made_of_literals(errors: set[str]) -> None:
    """No value is written into a template; what an error passes on is a message itself."""
    for path in PRODUCT:
        for name, call in calls(path):
            for given in call.args[: 1 if name == "Message" else 2 if name in errors else 0]:
                bad = isinstance(given, ast.JoinedStr | ast.BinOp)
                assert not bad, f"{path.name}:{call.lineno}"


def test_templates_and_values_have_the_same_names(errors: set[str]) -> None:
    """A place without a value would be shown as it is."""
    for path in PRODUCT:
        for name, call in calls(path):
            count = 1 if name == "Message" else 2 if name in errors else 0
            literals = [one.value for one in call.args[:count] if isinstance(one, ast.Constant)]
            if count == 0 or len(literals) < len(call.args[:count]) or not literals:
                continue
            wanted = {name for text in literals for name, _form in places(str(text))}
            given = {keyword.arg for keyword in call.keywords}
            assert None in given or wanted == given, f"{path.name}:{call.lineno}: {wanted ^ given}"


Sit = Callable[..., Sitting]
ALLOWED = {
    "AO", "OTA", "SHA", "CPU", "PACS", "DICOM", "DICOMDIR", "Enter", "Esc", "Ctrl", "Shift", "Alt",
    "Language", "Shenton", "tiny", "balanced", "inferno", "viridis", "ms", "reader", "CLAHE", "English",
    "Return", "Wiberg", "nnis",  # names of measures: Tönnis
}  # fmt: skip


@pytest.fixture
def foreign(qtbot: QtBot, tmp_path: Path, child: SharedChild, put: Put) -> Iterator[Sit]:
    """The running program in a language, with one film and its answer."""
    made: list[Sitting] = []

    def sit(code: str) -> Sitting:
        put(code)
        film = bright_film(tmp_path / "films", "film.dcm")
        made.append(Sitting(qtbot, home_with_model(), [film], reader=child))
        made[-1].wait_answer()
        return made[-1]

    yield sit
    for sitting in made:
        sitting.close()


def shown(window: QWidget) -> Iterator[str]:
    """Every text that a window's widgets show or offer."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QMenu):
            yield widget.title()
            yield from (action.text() for action in widget.actions())
        yield from (widget.toolTip(), widget.accessibleName())


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_the_window_shows_no_english(foreign: Sit, code: str) -> None:
    sitting = foreign(code)
    sitting.window.answer.map.set_on(True)
    sitting.s.readings.choose_class(ReaderClass.A3)
    sitting.s.readings.edit(side=Side.LEFT)
    sitting.do("agree")
    sitting.until(lambda: not sitting.s.readings.can_commit)
    names = {sitting.s.readings.reader, "film"}
    left = set()
    for text in shown(sitting.window):
        if text not in names:
            left |= set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\b[0-9a-f]{8}\b|</?[a-z]+>", "", text)))
    assert left - ALLOWED - CARD == set()


CARD = {"sensitive", "specific", "validation", "films"}  # the model card's own words

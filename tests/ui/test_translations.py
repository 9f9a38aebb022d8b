"""English beside Chinese: complete, with the same placeholders, and up to date with the source."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import PySide6
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core import acts, resources
from app.core.jobs import Job
from app.ui.dialogs.agency import AgencyDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.languages import Languages
from app.ui.main_window import MainWindow
from app.ui.session import Session
from app.ui.widgets.effect_panel import EffectPanel
from app.ui.widgets.join_help import JoinHelp
from app.ui.widgets.platform_choice import PlatformChoice
from app.ui.widgets.risk_panel import RiskPanel

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "app" / "ui").rglob("*.py"))


def messages(file: Path) -> dict[tuple[str, str], str]:
    """Translations by context and source, those of a count as for many; an unfinished one counts as empty."""
    found = {}
    for context in ElementTree.parse(file).iter("context"):  # noqa: S314 — our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            last = [translation, *translation.iter("numerusform")][-1]
            text = last.text if translation.get("type") is None else ""
            key = context.findtext("name", ""), message.findtext("source", "")
            found[key] = text or ""
    return found


def of_one(file: Path) -> dict[tuple[str, str], str]:
    """Translations of a count, as for one of them."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): form.text or ""
        for context in ElementTree.parse(file).iter("context")  # noqa: S314 — our own file
        for message in context.iter("message")
        if (form := message.find("translation/numerusform")) is not None
    }


def test_every_string_of_the_window_is_translated(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    tool = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    subprocess.run([tool, *SOURCES, "-silent", "-ts", fresh], check=True)
    translated = messages(resources.path("translations", "gongkai_en.ts"))
    assert messages(fresh).keys() == translated.keys()
    assert [key for key, text in translated.items() if not text] == []


def test_lupdate_sees_every_string() -> None:
    """Within an f-string it sees none, and the Chinese would stand in the English window."""
    seen = {source for _, source in messages(resources.path("translations", "gongkai_en.ts"))}
    for file in SOURCES:
        tree = ast.parse(file.read_text("utf-8"))
        for node in asked_for(tree):
            if isinstance(source := node.args[0], ast.Constant):
                assert source.value in seen, f"{file.name}:{node.lineno}"
        for string in ast.walk(tree):
            if isinstance(string, ast.JoinedStr):
                assert list(asked_for(string)) == [], f"{file.name}:{string.lineno}"


def asked_for(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of ``tr``."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and called.attr == "tr":
            yield node


def test_placeholders_survive_translation() -> None:
    file = resources.path("translations", "gongkai_en.ts")
    for (_, source), text in (*messages(file).items(), *of_one(file).items()):
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", text))


def test_the_compiled_file_holds_the_same() -> None:
    translator = QTranslator()
    assert translator.load("gongkai_en", str(resources.path("translations")))
    file = resources.path("translations", "gongkai_en.ts")
    one = of_one(file)
    for key, text in messages(file).items():
        assert translator.translate(*key, "", 2 if key in one else -1) == text
    for key, text in one.items():
        assert translator.translate(*key, "", 1) == text


def test_one_is_told_as_one(session: Session, qapp: QApplication, qtbot: QtBot) -> None:
    languages = Languages(qapp)
    languages.use("en")
    try:
        choice = PlatformChoice(session)
        qtbot.addWidget(choice)
        told = []
        for count in (1, 2):
            choice.judge(count)
            told.append(choice.verdict.text())
        assert told == [
            "The platform would refuse it: 1 place to mend.",
            "The platform would refuse it: 2 places to mend.",
        ]
    finally:
        languages.forget()


def test_english_choices_and_captions_begin_with_a_capital(
    window: MainWindow, messy: Path, qapp: QApplication, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    session = window.session
    languages = Languages(qapp)
    languages.use("en")
    session.language = "en"
    try:
        dialog, agency = NewIdentityDialog(session, "reviewer"), AgencyDialog(session)
        risk, effect, joined = RiskPanel(session), EffectPanel(session), JoinHelp(session)
        platform = PlatformChoice(session)
        for widget in (dialog, agency, risk, effect, joined, platform):
            qtbot.addWidget(widget)
        joined.prepare()
        acts.take_in(session.ws, session.actor, messy, Job())
        session.changed.emit()
        idle()
        people, rules = (dialog.role, dialog.place), (agency.province, agency.route)
        choices = (*people, *rules, risk.sharing, effect.mode, platform.box)
        said = [choice.itemText(n) for choice in choices for n in range(choice.count())]
        said += [title.text() for title in joined.titles]
        said += [state.text() for state in window.home.states.findChildren(QPushButton)]
        assert all(said)
        assert [text for text in said if text[0].islower()] == []
    finally:
        languages.forget()


def test_what_qts_own_chinese_lacks_is_added(qapp: QApplication) -> None:
    languages = Languages(qapp)
    languages.use("zh")
    try:
        added = messages(resources.path("translations", "qt_zh_CN.ts"))
        assert [key for key, text in added.items() if qapp.translate(*key) != text] == []
    finally:
        languages.forget()

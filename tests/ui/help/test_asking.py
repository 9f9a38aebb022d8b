"""F1: the page for what is on the screen, in the window and in every dialog."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import app.ui
from app.core import pipeline
from app.core.errors import Cancelled, FileMissing
from app.ui.errors import ErrorDialog, show_error
from app.ui.help.asking import answer_help_key, close_help, give_key, show_help, topic_of
from app.ui.help.guide import CONTENTS, guide
from app.ui.help.window import HelpWindow
from app.ui.languages import Languages
from app.ui.main_window import MainWindow
from app.ui.session import Session

Idle = Callable[[], None]


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    yield
    close_help()


def shown() -> HelpWindow:
    (window,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow) and w.isVisible()
    )
    return window


def kinds(of: type[QWidget]) -> Iterator[type[QWidget]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_every_topic_has_its_page_in_both_languages() -> None:
    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    told = {kind.__name__: vars(kind).get("topic") for kind in kinds(QWidget)}
    topics = {name: topic for name, topic in told.items() if isinstance(topic, str)}
    assert len(topics) > 20
    topics |= {step.id: step.id for step in pipeline.STEPS} | {"home": "home", "menu": CONTENTS}
    topics |= {"first-day": "first-day"}
    for language in ("zh", "en"):
        missing = {n: t for n, t in topics.items() if not guide(language).file(t).is_file()}
        assert missing == {}


def test_f1_in_the_window_follows_the_page(
    window: MainWindow, messy: Path, idle: Idle, qtbot: QtBot
) -> None:
    window.commands["help"].trigger()
    assert shown().here() == "home"
    window.take_in(messy)
    idle()
    for step in ("review", "desensitize"):
        window.page.go(step)
        window.commands["help"].trigger()
        assert shown().here() == step
    qtbot.mouseClick(window.page.help, Qt.MouseButton.LeftButton)
    assert shown().here() == "desensitize"


def test_each_dialog_has_the_key_and_its_own_page_or_that_of_its_opener(
    window: MainWindow, qtbot: QtBot
) -> None:
    for opened, topic in ((window.open_log(), "custody"), (window.open_register(), "head")):
        give_key(opened)
        give_key(opened)  # once is enough
        (key,) = opened.findChildren(QShortcut, "help-key")
        opened.setFocus()
        key.activated.emit()
        assert shown().here() == topic
        opened.reject()
    plain = QDialog(window)
    assert topic_of(plain) == topic_of(window) == "home"
    give_key(window)  # its menu has the key
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    assert window.findChild(QShortcut, "help-key", direct) is None
    assert topic_of(None) == CONTENTS


def test_the_key_comes_to_a_dialog_with_the_focus(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    answer_help_key(qapp)
    dialog = window.open_register()
    qtbot.waitUntil(lambda: dialog.findChild(QShortcut, "help-key") is not None)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert shown().here() == "head"
    dialog.reject()


def test_the_button_of_a_form_helps(window: MainWindow) -> None:
    dialog = window.open_agency()
    dialog.help.click()
    assert shown().here() == "admin"
    dialog.reject()


def test_an_error_leads_to_what_to_do(window: MainWindow) -> None:
    show_error(window, FileMissing(name="x.csv"), "zh")
    show_error(window, Cancelled(), "zh")
    (error,) = window.findChildren(ErrorDialog)
    assert topic_of(error.findChild(QPushButton)) == "troubles"
    error.accept()


def test_one_window_is_used_again_and_does_not_keep_the_program_running(qtbot: QtBot) -> None:
    first = show_help("glossary")
    assert not first.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert show_help("troubles") is first
    assert first.here() == "troubles"
    first.close()
    assert show_help("glossary") is first
    assert first.isVisible()


def test_a_dialog_that_blocks_everything_does_not_block_its_help(qtbot: QtBot) -> None:
    dialog = QDialog()
    QVBoxLayout(dialog).addWidget(QPushButton("x"))
    dialog.setModal(True)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    window = show_help("first-day")
    assert window.parentWidget() is dialog
    shiboken6.delete(dialog)
    assert show_help("first-day").parentWidget() is None


def test_help_speaks_the_language_of_the_program(qapp: QApplication, session: Session) -> None:
    assert show_help("import").guide is guide("zh")
    close_help()
    languages = Languages(qapp)
    languages.use("en")
    try:
        window = show_help("import")
    finally:
        languages.forget()
    assert window.guide is guide("en")
    assert window.windowTitle() == "Guide"


def test_the_empty_home_offers_the_first_day(window: MainWindow) -> None:
    window.empty.help.click()
    assert shown().here() == "first-day"


@pytest.mark.parametrize("typed", ["词语解释", "cyjs", "gloss"])
def test_pages_are_commands(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    palette = window.open_palette()
    palette.field.setText(typed)
    assert palette.list.topLevelItem(0).text(0) == "词语解释  ·  使用指南"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shown().here() == "glossary"

"""The help window: contents, search, back and forward, pictures, links to sections, the theme."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.help.guide import CONTENTS
from app.ui.help.window import HelpWindow
from tests.ui.faults import cut, nameless, out_of_reach, overlapping


@pytest.fixture
def help(qapp: QApplication, qtbot: QtBot) -> Iterator[HelpWindow]:
    theme.dress(qapp)
    window = HelpWindow("zh")
    qtbot.addWidget(window)
    window.go("first-day")
    window.show()
    yield window
    theme.choose("light")


def follow(help: HelpWindow, target: str) -> None:
    help.page.setSource(help.page.source().resolved(QUrl(target)))


def test_contents_list_the_pages_and_show_where_one_is(help: HelpWindow) -> None:
    titles = [help.list.topLevelItem(n).text(0) for n in range(help.list.topLevelItemCount())]
    assert "七个步骤" in titles
    assert help.list.currentItem().text(0).startswith("第一天")
    steps = help.list.topLevelItem(titles.index("七个步骤"))
    help.list.setCurrentItem(steps.child(1))
    assert help.here() == "review"
    help.home.click()
    assert help.here() == CONTENTS
    assert help.list.currentItem() is None


def test_links_lead_on_and_the_arrows_back(help: HelpWindow) -> None:
    assert not help.back.isEnabled()
    follow(help, "import.md")
    assert help.here() == "import"
    help.back.click()
    assert help.here() == "first-day"
    help.forward.click()
    assert help.here() == "import"
    assert not help.forward.isEnabled()


def test_a_link_to_a_section_scrolls_to_it(help: HelpWindow) -> None:
    help.go("glossary#摘要")
    assert help.page.verticalScrollBar().value() > 200
    seen = help.page.cursorForPosition(help.page.viewport().rect().topLeft())
    assert "摘要" in seen.block().text() or "摘要" in seen.block().next().text()
    help.go("glossary")
    assert help.page.verticalScrollBar().value() == 0


def test_search_lists_sections_leads_to_them_and_marks_the_word(
    help: HelpWindow, qtbot: QtBot
) -> None:
    help.field.setText("撤回")
    assert help.list.topLevelItem(0).text(0).startswith("公开之后：更新、勘误、撤回、来信 · 撤回\n")
    qtbot.keyClick(help.field, Qt.Key.Key_Return)
    assert help.here() == "after"
    assert {mark.cursor.selectedText() for mark in help.page.extraSelections()} == {"撤回"}
    help.field.setText("没有这样的词")
    assert help.list.topLevelItem(0).text(0) == "指南中没有这样的内容"
    help.field.clear()
    assert help.list.currentItem().text(0).startswith("公开之后")
    assert help.page.extraSelections() == []


def test_pictures_fit_and_are_there(help: HelpWindow) -> None:
    help.go("desensitize")
    picture = help.page.loadResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/desensitize.png")
    )
    assert not picture.isNull()
    assert picture.width() / picture.devicePixelRatio() <= help.page.viewport().width()
    assert help.page.horizontalScrollBar().maximum() == 0


def test_the_page_follows_the_theme(help: HelpWindow, qapp: QApplication) -> None:
    def link_colour() -> str:
        cursor = help.page.document().find("怎样改")
        return cursor.charFormat().foreground().color().name()

    theme.choose("light")
    qapp.processEvents()
    assert link_colour() == theme.LIGHT["info"]
    theme.choose("dark")
    qapp.processEvents()
    assert link_colour() == theme.DARK["info"]


def test_keys_close_it_and_find(help: HelpWindow, qtbot: QtBot) -> None:
    for look in (cut, overlapping, nameless, out_of_reach):
        assert look(help) == []
    qtbot.waitUntil(help.isActiveWindow)
    qtbot.keyClick(help, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert help.field.hasFocus()
    qtbot.keyClick(help.page, Qt.Key.Key_Escape)
    assert not help.isVisible()

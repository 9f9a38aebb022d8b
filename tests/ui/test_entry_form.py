"""Fields that only some platforms ask for keep out of the way until they are needed."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.model import Problem
from app.core.text import Text
from app.ui.widgets.entry_form import EntryForm


@pytest.fixture
def form(qtbot: QtBot) -> EntryForm:
    form = EntryForm("zh")
    qtbot.addWidget(form)
    form.show()
    form.fill({"name": "名录", "contact": "办公室"}, ())
    return form


def shown(form: EntryForm, id: str) -> bool:
    return form.editor(id).isVisibleTo(form)


def test_what_is_filled_is_shown(form: EntryForm) -> None:
    assert shown(form, "name")
    assert shown(form, "contact")
    assert not shown(form, "matter")
    form.more.click()
    assert shown(form, "matter")
    form.more.click()
    assert not shown(form, "matter")


@pytest.mark.parametrize("width", [560, 900])
def test_a_text_of_some_lines_is_seen_whole(form: EntryForm, qtbot: QtBot, width: int) -> None:
    form.resize(width, 400)
    abstract = form.editor("abstract")
    assert isinstance(abstract, QPlainTextEdit)
    form.change({"abstract": "低保名单"})
    low = abstract.height()
    form.change({"abstract": "各乡镇、街道按月报送的最低生活保障对象名单，" * 5})
    qtbot.waitUntil(lambda: abstract.height() > low)
    assert not abstract.verticalScrollBar().maximum()
    form.change({"abstract": "低保名单" * 500})
    qtbot.waitUntil(lambda: bool(abstract.verticalScrollBar().maximum()))
    assert abstract.height() < 10 * low  # and the rest of the form stays in sight


def test_what_only_shows_more_is_not_coloured_like_what_asks_for_a_look(form: EntryForm) -> None:
    marks = [button for button in form.findChildren(QPushButton) if button.property("mark")]
    assert marks
    assert form.more not in marks


def test_what_is_wrong_is_shown(form: EntryForm) -> None:
    form.show_problems((Problem("matter", "required", Text("必填", "required")),))
    assert shown(form, "matter")


def test_field_that_is_being_cleared_stays(form: EntryForm) -> None:
    contact = form.editor("contact")
    assert isinstance(contact, QLineEdit)
    contact.clear()
    form.show_problems(())
    assert shown(form, "contact")
    form.fill({"name": "另一份"}, ())
    assert not shown(form, "contact")


def test_hidden_fields_are_kept(form: EntryForm) -> None:
    form.fill({"name": "名录", "contact": "办公室"}, ())
    assert form.fields()["contact"] == "办公室"

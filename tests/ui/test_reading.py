"""Running text is put before the reviewer's eyes before anything becomes public."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import acts
from app.core.jobs import Job
from app.ui.dialogs import reading_dialog
from app.ui.dialogs.reading_dialog import PAGE, ReadingDialog
from app.ui.main_window import MainWindow
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from tests.releases import submitted
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A hundred notes; the 61st has a name that no word announces and a bit of markup."""
    lines = [f"{n},第{n}处路灯不亮，已派人修复，情况属实。" for n in range(1, 101)]
    lines[60] = "61,昨日李秀英来窗口咨询<b>退休</b>手续，已答复。"
    path = tmp_path / "路灯.csv"
    path.write_text("\n".join(["序号,处理情况", *lines]), encoding="utf-8")
    return path


def test_the_clerk_reads_what_was_imported(window: MainWindow, notes: Path, idle: Idle) -> None:
    window.take_in(notes)
    idle()
    review = page(window, ReviewPage)
    assert review.long_texts.item(0, 0).text() == "处理情况"
    dialog = review.open_reading()
    assert dialog is not None
    idle()
    assert "100" in dialog.found.text()
    assert "疑似姓名" not in dialog.texts.toPlainText()
    dialog.on.click()
    assert "李秀英 很可能是姓名来窗口咨询<b>退休</b>手续" in dialog.texts.toPlainText()
    assert not dialog.on.isEnabled()
    dialog.only_marked.setChecked(True)
    assert dialog.texts.toPlainText().startswith("第 61 行")
    assert not dialog.back.isEnabled()
    dialog.reject()


def test_the_second_look_for_names_can_be_done_without(
    window: MainWindow, notes: Path, idle: Idle
) -> None:
    window.take_in(notes)
    idle()
    dialog = page(window, ReviewPage).open_reading()
    assert dialog is not None
    assert not dialog.deep.isEnabled()  # until there is something to look at again
    idle()
    assert dialog.deep.isChecked()
    dialog.on.click()
    dialog.deep.setChecked(False)
    assert "李秀英 疑似姓名来窗口" in dialog.texts.toPlainText()
    assert dialog.where.text().startswith("第 51—100 条")  # the page that was read stays
    dialog.deep.setChecked(True)
    assert "李秀英 很可能是姓名来窗口" in dialog.texts.toPlainText()  # known by now
    assert dialog.where.text().startswith("第 51—100 条")
    dialog.only_marked.setChecked(True)
    assert dialog.texts.toPlainText().startswith("第 61 行")
    dialog.reject()


def test_much_text_is_read_again_when_asked_for(
    window: MainWindow, notes: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_dialog, "UNASKED", 1_000)
    window.take_in(notes)
    idle()
    dialog = page(window, ReviewPage).open_reading()
    assert dialog is not None
    idle()
    assert not dialog.deep.isChecked()
    dialog.deep.setChecked(True)
    dialog.deep.setChecked(False)  # before it is done
    idle()
    dialog.on.click()
    assert "李秀英 疑似姓名来窗口" in dialog.texts.toPlainText()
    assert dialog.progress.isHidden()
    dialog.deep.setChecked(True)
    idle()
    assert "李秀英 很可能是姓名来窗口" in dialog.texts.toPlainText()
    dialog.reject()


def test_a_page_is_not_longer_than_it_says(window: MainWindow, notes: Path, idle: Idle) -> None:
    window.take_in(notes)
    idle()
    dialog = page(window, ReviewPage).open_reading()
    assert dialog is not None
    idle()
    assert dialog.texts.toPlainText().count("路灯不亮") == PAGE


def test_the_reviewer_reads_before_saying_yes(
    window: MainWindow, session: Session, notes: Path, idle: Idle
) -> None:
    release = submitted(session.ws, session.actor, notes, Job())
    reviewer = session.ws.new_identity("李审查", "2002", "reviewer", "局", "reviewer passphrase")
    session.change_actor(reviewer)
    window.go_to("R0001", "signoff")
    step = page(window, SignoffPage)
    step.verdict.reason.setPlainText("可以公开")
    assert "处理情况" in step.verdict.sign_why.text()
    assert not step.verdict.sign.isEnabled()
    step.verdict.opinion.setCurrentIndex(step.verdict.opinion.findData("免于公开"))
    assert step.verdict.sign.isEnabled()  # to say no, nobody has to read it all
    step.verdict.opinion.setCurrentIndex(step.verdict.opinion.findData("公开"))
    dialog = step.open_reading()
    assert isinstance(dialog, ReadingDialog)
    idle()
    dialog.reject()
    assert step.verdict.sign.isEnabled()
    assert not step.verdict.read.isVisible()
    assert acts.unread(session.ws, release, reviewer.card) == ()
    assert acts.unread(session.ws, release, session.ws.identity("张承办")) == ("处理情况",)
    assert session.ws.verify_log().valid

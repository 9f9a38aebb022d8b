"""What the reviewer has on the desk: the papers as they will be printed, and what is new since last time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from app.core import acts
from app.core.jobs import Job
from app.core.trust.identity import Identity
from app.ui.main_window import MainWindow
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from tests.releases import checked, submitted
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def step(window: MainWindow, session: Session, people_csv: Path, idle: Idle) -> SignoffPage:
    """The second release of its kind; the first was approved."""
    ws, clerk = session.ws, session.actor
    reviewer: Identity = ws.new_identity("李审查", "2002", "reviewer", "局", "passphrase")
    first = submitted(ws, clerk, people_csv, Job())
    acts.review(ws, reviewer, first, "公开", "条例", "无妨")
    second = checked(ws, clerk, people_csv, Job())
    window.refresh()
    window.go_to(second, "signoff")
    idle()
    return page(window, SignoffPage)


def test_what_differs_since_the_last_approval_is_listed(step: SignoffPage, idle: Idle) -> None:
    step.tabs.setCurrentWidget(step.since)
    idle()
    assert "R0001" in step.since.notice.text()
    aspects = {step.since.list.item(row, 0).text() for row in range(step.since.list.rowCount())}
    assert aspects <= {"目录信息"}  # the same file, by the same recipe
    assert step.since.list.empty


def test_the_first_of_its_kind_is_not_said_to_be_like_the_last(
    step: SignoffPage, window: MainWindow, idle: Idle
) -> None:
    window.go_to("R0001", "signoff")
    step.tabs.setCurrentWidget(step.since)
    idle()
    assert "从头审查" in step.since.notice.text()
    assert step.since.list.empty == ""


def test_all_that_is_to_be_published_can_be_searched(step: SignoffPage, idle: Idle) -> None:
    assert step.data.explorer.table.arrow.rowCount() == 0  # nothing is read before it is looked at
    step.tabs.setCurrentWidget(step.data)
    idle()
    explorer = step.data.explorer
    assert "3 行" in step.data.notice.text()
    explorer.sought.setText("白沙")
    explorer.step(1)
    idle()
    assert explorer.table.currentIndex().row() == 1


def test_papers_are_shown_printed_and_saved(
    step: SignoffPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    dialog = step.open_papers()
    assert dialog is not None
    assert not dialog.print.isEnabled()
    idle()
    form = dialog.pages()
    assert form >= 1
    printed = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    dialog.print_on(printer)
    assert len(PdfReader(printed).pages) == form
    dialog.which.setCurrentIndex(1)
    idle()
    assert dialog.pages() >= 1
    for suffix in (".pdf", ".docx"):
        file = tmp_path / f"报告{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, f=file: (str(f), ""))
        dialog.save.click()
        idle()
        assert file.stat().st_size > 1000
        assert file.name in dialog.notice.text()


def test_paper_that_cannot_be_made_says_why(
    step: SignoffPage, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    monkeypatch.setattr("app.core.signoff.papers.pdf._has_chinese", lambda: False)
    dialog = step.open_papers()
    assert dialog is not None
    idle()
    assert "字体" in dialog.notice.text()
    assert not dialog.save.isEnabled()

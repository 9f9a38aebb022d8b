"""Treated data as a file: in the encoding that was chosen, and the log tells."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.core import acts
from app.core.acts.exporting import export_output
from app.core.errors import ArtefactMissing
from app.core.jobs import Job
from app.core.model import Recipe
from app.ui.dialogs.export_dialog import ExportDialog
from app.ui.main_window import MainWindow

Idle = Callable[[], None]


@pytest.fixture
def release(window: MainWindow, tmp_path: Path) -> str:
    source = tmp_path / "名录.csv"
    source.write_text("单位,数量\n甲局,1\n乙局,2\n", "gb18030")
    session = window.session
    release = acts.take_in(session.ws, session.actor, source, Job())
    window.refresh()
    window.go_to(release, "import")
    return release


def test_nothing_is_written_before_there_is_something(
    window: MainWindow, release: str, tmp_path: Path
) -> None:
    window.commands.update()
    assert not window.commands["export-output"].isEnabled()
    with pytest.raises(ArtefactMissing):
        export_output(window.session.ws, window.session.actor, release, tmp_path / "a.csv", Job())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encoding_is_the_one_that_was_chosen(
    window: MainWindow,
    release: str,
    encoding: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    idle: Idle,
) -> None:
    session = window.session
    acts.desensitize(session.ws, session.actor, release, Recipe(()), Job())
    window.commands.update()
    window.commands["export-output"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    out = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.encoding.setCurrentIndex(dialog.encoding.findData(encoding))
    dialog.ok.click()
    idle()
    assert out.read_bytes().decode(encoding).splitlines() == ["单位,数量", "甲局,1", "乙局,2"]
    last = session.ws.events()[-1]
    assert last["act"] == "output-exported"


def test_a_workbook_has_no_encoding(window: MainWindow, release: str) -> None:
    chosen = window.session.ws.release(release)
    dialog = ExportDialog(window.session, chosen, window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(".xlsx"))
    assert not dialog.encoding.isEnabled()

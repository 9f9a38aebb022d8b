"""The process that stands ready to show a file."""

from collections.abc import Callable
from pathlib import Path

from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.main_window import MainWindow


def test_a_file_is_shown_by_the_process_that_waits_and_the_next_one_is_started(
    window: MainWindow, messy: Path, idle: Callable[[], None]
) -> None:
    session = window.session
    session.stand_by()
    idle()
    waiting = session.pictures.waiting
    assert waiting is not None
    assert waiting.lives
    window.look_at(messy)
    idle()
    assert any(dialog.isVisible() for dialog in window.findChildren(ImportDialog))
    assert not waiting.lives
    following = session.pictures.waiting
    assert following is not None
    assert following.lives
    session.pictures.close()
    assert not following.lives

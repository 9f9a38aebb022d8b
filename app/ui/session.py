"""What is open: a workspace, the person who works in it, and the threads that work for them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.core.errors import GongkaiError
from app.core.intake.apart import picture_standby
from app.core.model import Card
from app.core.text import Language, Text
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from app.ui.errors import in_words
from app.ui.jobs import JobRunner, UiJob, Work
from app.ui.standing import Standing
from app.ui.widths import ColumnWidths

WIDTHS = "column-widths"  # in the workspace, whose columns it names


class Session(QObject):
    """Hands the workspace and the unlocked identity to the pages, and runs their acts.

    ``changed``: something was written, every page may be out of date. ``reclassified``: entries are
    held to other classes. ``busy``: an act began or ended. ``failed``: an error that a person should
    see. ``closing``: from here on the workspace is not to be touched. Acts run one after the other on
    ``jobs``; reading has a lane of its own, so that looking does not wait for doing.
    """

    changed = Signal()
    reclassified = Signal()
    busy = Signal(bool)
    failed = Signal(object)
    closing = Signal()

    def __init__(self, ws: Workspace, actor: Identity, language: Language = "zh") -> None:
        super().__init__()
        self.ws = ws
        self.actor = actor
        self.language: Language = language
        self.jobs = JobRunner(self)
        self.reads = JobRunner(self)
        self.pictures = Standing(picture_standby)
        self.widths = ColumnWidths(
            lambda: ws.sealed_setting(WIDTHS), lambda told: ws.seal_setting(WIDTHS, told)
        )
        # What a person wants a release compared with, by its id, until it is submitted with them.
        self.outside_files: dict[str, list[Path]] = {}
        # The other agencies that made it, by its id, until it is submitted to them.
        self.joint: dict[str, list[str]] = {}
        self.sandbox: Sandbox | None = None
        self.jobs.started.connect(lambda _: self.busy.emit(True))
        self.jobs.ended.connect(lambda _: self.busy.emit(self.working))

    @property
    def working(self) -> bool:
        """Whether an act is under way."""
        return self.jobs.current is not None

    def say(self, text: Text) -> str:
        """A phrase of the core in the language of the window."""
        return text.to(self.language)

    def act(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
        size: int = 0,
        owner: QObject | None = None,
    ) -> UiJob:
        """Do something that writes; afterwards the pages refresh, then ``done`` gets the result.

        ``failed`` says whether it has dealt with an error; others are shown. ``size``: of the file
        that is read, in bytes. ``owner``: who is told, if it may be gone by then.
        """

        def acted(result: Any) -> None:
            self.changed.emit()
            if done is not None and (owner is None or shiboken6.isValid(owner)):
                done(result)

        def gave_up(error: Exception) -> None:
            if failed is None or not failed(error):
                self._act_failed(error)

        return self.jobs.start(title, work, acted, gave_up, size)

    def read(
        self,
        owner: QObject,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> UiJob:
        """Fetch something that may take a while, for ``owner`` if it is still there by then.

        ``failed`` gets the error, if the owner deals with it; else it is shown.
        """

        def fetched(result: Any) -> None:
            if shiboken6.isValid(owner):
                done(result)

        def gave_up(error: Exception) -> None:
            if failed is None:
                self.failed.emit(error)
            elif shiboken6.isValid(owner):
                failed(error)

        return self.reads.start("", work, fetched, gave_up)

    def work_out(
        self, owner: QObject, title: str, work: Work, done: Callable[[Any], None]
    ) -> UiJob:
        """Compute something long for ``owner``, with progress and a way to stop it; nothing is written."""

        def worked_out(result: Any) -> None:
            if shiboken6.isValid(owner):
                done(result)

        return self.jobs.start(title, work, worked_out, self.failed.emit)

    def refusal(self, act: str, release: str | None, card: Card | None = None) -> str:
        """Why an act is not possible now, in words; empty when it is."""
        try:
            self.ws.admit(act, release, card or self.actor.card)
        except GongkaiError as error:
            return in_words(error, self.language)
        return ""

    def stand_by(self) -> None:
        """From now on keep a process ready that shows a file."""
        self.read(self, lambda job: self.pictures.keep(), lambda _: None)

    def change_actor(self, actor: Identity) -> None:
        """Someone else sits down."""
        self.actor = actor
        self.changed.emit()

    def close(self) -> None:
        """Stop all work and give the workspace back."""
        self.closing.emit()
        self.widths.save()
        self.jobs.close()
        self.reads.close()
        self.pictures.close()
        if self.sandbox is not None:
            self.sandbox.stop()
            self.sandbox = None
        self.ws.close()

    def _act_failed(self, error: Exception) -> None:
        # A refused act may still have moved the release: an import files its table, then scans.
        self.changed.emit()
        self.failed.emit(error)

"""Sealed packages that a person drops on the window or opens from the desktop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core import acts
from app.core.model import Check
from app.ui import wording
from app.ui.dialogs.message import message
from app.ui.session import Session

PACKAGE = ".gkp"


class Packages(QObject):
    """``known`` carries the release that an intact package was sealed from here."""

    known = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.window = session, window

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Look at what is a package by its name; returns the other files."""
        for path in paths:
            if path.suffix.lower() == PACKAGE:
                self.look_at(path)
        return [path for path in paths if path.suffix.lower() != PACKAGE]

    def look_at(self, path: Path) -> None:
        """Verify a package and show its release; what is not of here, or broken, is told."""
        ws = self.session.ws
        self.session.work_out(
            self.window,
            self.tr("核验 {name}").format(name=path.name),
            lambda job: acts.look_at_package(ws, path, job),
            lambda seen: self._show(path.name, *seen),
        )

    def _show(self, name: str, release: str | None, check: Check) -> None:
        if check.valid and release is not None:
            self.known.emit(release)
        elif check.valid:
            told = self.tr("“{name}”完好，封签人受信任，但不是本工作区封装的。").format(name=name)
            self._tell(told, self._not_seen(check))
        else:
            told = self.tr("“{name}”未通过核验，请勿采用。").format(name=name)
            problems = [
                wording.said_of(each.field, self.session.say(each.message))
                for each in check.problems
            ]
            self._tell(told, "\n".join(problems))

    def _not_seen(self, check: Check) -> str:
        if "contents" in check.unchecked:
            return self.tr("内容是封给别人的，这里打不开。")
        return ""

    def _tell(self, text: str, more: str) -> None:
        message(self.window, text, more).open()

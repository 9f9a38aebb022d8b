"""更新: what runs here, where newer versions come from and who says so; look, fetch, put in place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.core.errors import GongkaiError
from app.core.fleet.settings import SOURCES
from app.core.jobs import Job
from app.core.updates import applying, offered, staging
from app.core.updates.channel import Channel
from app.core.updates.errors import NotInstalled, UpdatesOff
from app.core.updates.offered import Newer
from app.core.updates.source import UPDATE_SOURCE, memory, source
from app.ui.dialogs.acting import ActingDialog
from app.ui.dialogs.message import message
from app.ui.session import Session
from app.ui.widgets.labels import Facts, Tone, body


class UpdateDialog(ActingDialog):
    """An administrator's three steps; each is offered once the one before has brought something.

    ``leave``: ends the program, which gives way to the new version.
    """

    topic = "admin"

    def __init__(self, session: Session, parent: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(session, parent, self.tr("更新"))
        self._leave = leave
        self._home: Path | None = None
        self._found: Newer | None = None
        self.setMinimumWidth(560)
        self.facts = Facts()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.check = QPushButton(self.tr("检查更新"))
        self.fetch = QPushButton(self.tr("取得新版本"))
        self.apply = QPushButton(self.tr("换上新版本…"))
        for button, step in (
            (self.check, self._check),
            (self.fetch, self._fetch),
            (self.apply, self._ask),
        ):
            button.clicked.connect(step)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.facts)
        layout.addWidget(
            body(
                self.tr("程序不会自行检查或更新：只有在这里或命令行中操作时才读取更新源。"), "muted"
            )
        )
        layout.addWidget(buttons)
        self.refresh()

    def refresh(self) -> None:
        """Read how things stand on this computer; the source itself is not asked."""
        self._home = None
        try:
            self._home = applying.home()
            source()
        except (NotInstalled, UpdatesOff) as error:  # nothing is wrong; there is nothing to do
            self._close_off(error, "info")
        except GongkaiError as error:
            self._close_off(error, "stop")
        self._show()

    def _close_off(self, error: GongkaiError, tone: Tone) -> None:
        self.tell(error, tone)
        self.check.setEnabled(False)

    def _show(self) -> None:
        ready = applying.staged(self._home) if self._home else None
        self.fetch.setEnabled(self._found is not None)
        self.apply.setEnabled(ready is not None)
        self.apply.setVisible(not (self._home and applying.is_packaged(self._home)))
        self.facts.fill(
            [
                (self.tr("已安装"), __version__),
                (self.tr("安装方式"), self._way()),
                (self.tr("更新源"), self._source()),
                (self.tr("源中的新版本"), self._found.version if self._found else "–"),
                (self.tr("已取得"), ready or "–"),
            ]
        )

    def _way(self) -> str:
        if self._home is None:
            return self.tr("从源码运行")
        if applying.is_packaged(self._home):
            return self.tr("软件包管理器")
        return str(self._home)

    def _source(self) -> str:
        try:
            setting = UPDATE_SOURCE.resolve()
        except GongkaiError as error:
            return error.told(self.session.language)
        said = self.session.say(SOURCES[setting.source])
        return self.tr("{place}（{source}）").format(
            place=setting.value or self.tr("没有，不更新"), source=said
        )

    def _check(self) -> None:
        self.act(self.tr("正在检查更新"), lambda job: self._look()[1], self._looked)

    def _look(self) -> tuple[Channel, Newer | None]:
        channel = Channel(source(), memory())
        return channel, offered.newer(channel, self._home or applying.home())

    def _looked(self, found: Newer | None) -> None:
        self._found = found
        if found is None:
            self.notice.say(self.tr("没有新版本。"), "ok")
        else:
            self.notice.say(
                self.tr("有新版本 {version}，需要取得 {size} MB。").format(
                    version=found.version, size=f"{found.size / 1e6:.1f}"
                )
            )
        self._show()

    def _fetch(self) -> None:
        if self._found is not None and self._found.plan is not None:
            self.act(self.tr("正在取得新版本"), self._stage, lambda _: self._fetched())
            return
        folder = QFileDialog.getExistingDirectory(self, self.tr("安装包存放的文件夹"))
        if folder:
            self.bring_package(Path(folder))

    def bring_package(self, folder: Path) -> None:
        """Lay the verified package into a folder, for the package manager."""
        self.act(
            self.tr("正在取得安装包"),
            lambda job: offered.bring_package(self._look()[0], folder),
            lambda file: self.notice.say(
                self.tr("已核验。请以管理员身份运行：apt-get install {file}").format(file=file),
                "ok",
            ),
        )

    def _stage(self, job: Job) -> None:
        channel, found = self._look()
        if found and found.plan and self._home:
            staging.stage(channel, found.plan, self._home, job)

    def _fetched(self) -> None:
        self._found = None
        self.notice.say(self.tr("已取得并逐个文件核对。换上时程序会关闭。"), "ok")
        self._show()

    def _ask(self) -> None:
        box = message(
            self,
            self.tr("现在换上新版本？"),
            self.tr("新版本通过自检后才换上，换上后再自检一次；不通过就恢复原版本。程序随后关闭。"),
        )
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.accepted.connect(self.put_in_place)
        box.open()

    def put_in_place(self) -> None:
        """Give the new version the installed one's place, and end this program."""
        self.act(
            self.tr("正在换上新版本"),
            lambda job: applying.apply(self._home or applying.home()),
            # Once the job counts as ended: a window that works does not close.
            lambda _: QTimer.singleShot(0, self._leave),
        )

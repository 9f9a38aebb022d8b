"""导出处理后的数据: what is to be published, in the form and the encoding that somebody needs."""

from PySide6.QtWidgets import QWidget

from app.core.acts.exporting import export_output
from app.core.intake.writer import WriteOptions
from app.core.workspace.store import Release
from app.ui.dialogs.form import FormDialog
from app.ui.saving import ask_where
from app.ui.session import Session


class ExportDialog(FormDialog):
    """No other encoding than the one that was chosen is ever written."""

    topic = "quality"

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self._release = session, release
        self.setWindowTitle(self.tr("导出处理后的数据"))
        self.intro.setText(
            self.tr("文件含有数据的值，批准之前请按数据本身的要求保管。导出记入日志。")
        )
        self.kind = self.ask_choice(
            self.tr("格式"), {"CSV": ".csv", self.tr("Excel 工作簿"): ".xlsx", "JSON": ".json"}
        )
        self.encoding = self.ask_choice(
            self.tr("编码"),
            {
                "UTF-8": "utf-8",
                self.tr("UTF-8，带标记，Excel 可直接打开"): "utf-8-sig",
                self.tr("GB18030，供只认国标编码的系统"): "gb18030",
            },
        )
        self.kind.currentIndexChanged.connect(self._update)

    def submit(self) -> None:
        suffix = self.kind.currentData()
        name = f"{self._release.name}{suffix}"
        place = ask_where(self, self.windowTitle(), name, {suffix: self.kind.currentText()})
        if place is None:
            return
        options = WriteOptions(self.encoding.currentData()) if suffix == ".csv" else WriteOptions()
        ws, actor, release = self.session.ws, self.session.actor, self._release.id
        self.work(
            self.tr("正在导出"),
            lambda job: export_output(
                ws, actor, release, place.path, job, overwrite=place.overwrite, options=options
            ),
            lambda _: self.accept(),
        )

    def _update(self, *_: object) -> None:
        """Only text has an encoding to choose."""
        self.encoding.setEnabled(self.kind.currentData() == ".csv")

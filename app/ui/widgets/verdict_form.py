"""The reviewer's part of the sign-off: who signs, what there is to look at, the opinion and its grounds."""

from typing import get_args

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import resources
from app.core.model import Kind, Opinion
from app.ui import wording
from app.ui.widgets.labels import beside, body, caption


class VerdictForm(QGroupBox):
    """Knows no rules: what may be pressed is for the page to say. ``edited``: something was typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTitle(self.tr("二、审查签署"))
        self.who = body()
        self.login = QPushButton(self.tr("审查人登录…"))
        self.new_reviewer = QPushButton(self.tr("新建审查人…"))
        self.compare = QPushButton(self.tr("汇聚比对…"))
        self.effect = QPushButton(self.tr("去标识化效果…"))
        self.papers = QPushButton(self.tr("审查表和风险报告…"))
        self.comments = QPushButton(self.tr("逐格批注…"))
        self.read = QPushButton(self.tr("通读文字…"))
        self.opinion = QComboBox()
        for opinion in get_args(Opinion):
            self.opinion.addItem(wording.opinion(opinion), opinion)
        # The list may be wider than the panel; the field need not.
        self.opinion.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.opinion.setMinimumContentsLength(12)
        self.basis = _lines()
        self.reason = _lines()
        self.sign = QPushButton(self.tr("签署审查意见"))
        self.sign.setProperty("primary", True)
        self.sign_why = body("", "muted")
        self.reason.textChanged.connect(self.edited)
        self.basis.textChanged.connect(self.edited)
        self.opinion.currentIndexChanged.connect(self.edited)
        self._lay_out()

    def begin(self) -> None:
        """For a release that nobody has begun to judge; whoever shows it looks at the form anyway."""
        with QSignalBlocker(self):  # of ``edited``: each would ask the core anew who may sign
            self.opinion.setCurrentIndex(0)
            self.basis.setPlainText(resources.pack("signoff").data["basis"])
            self.reason.clear()

    @property
    def said(self) -> tuple[Opinion, str, str]:
        """Opinion, basis and reason."""
        return (
            self.opinion.currentData(),
            self.basis.toPlainText().strip(),
            self.reason.toPlainText().strip(),
        )

    def offer_evidence(self, standing: dict[Kind, str]) -> None:
        """What there is to look at, as far as it was made."""
        self.compare.setEnabled(Kind.CONVERGENCE in standing)
        self.compare.setToolTip("" if self.compare.isEnabled() else self.tr("送审时自动比对"))
        self.effect.setEnabled(Kind.OUTPUT in standing)
        self.papers.setEnabled(Kind.FINDINGS in standing)

    def open_for_signing(self, waiting: bool) -> None:
        """Whether a verdict is awaited at all."""
        for widget in (self.opinion, self.basis, self.reason, self.login):
            widget.setEnabled(waiting)

    def tell(self, reason: str) -> None:
        """Say why it cannot be signed; "" where it can."""
        self.sign_why.setText(reason)
        self.sign_why.setVisible(bool(reason))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        who = QHBoxLayout()
        who.addWidget(self.login)
        who.addWidget(self.new_reviewer)
        column.addWidget(self.who)
        column.addLayout(who)
        column.addWidget(beside(self.compare, self.effect))
        column.addWidget(beside(self.papers, self.comments))
        column.addWidget(self.read)
        form = QFormLayout()  # of fields alone: it gives texts that wrap the room of its boxes
        form.addRow(caption(self.tr("意见"), self.opinion), self.opinion)
        form.addRow(caption(self.tr("依据"), self.basis), _steady(self.basis))
        form.addRow(caption(self.tr("理由"), self.reason), _steady(self.reason))
        column.addLayout(form)
        column.addWidget(self.sign)
        column.addWidget(self.sign_why)


def _lines() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().height() * 2 + 18)
    return box


def _steady(box: QPlainTextEdit) -> QWidget:
    """A form would let boxes of a fixed height lie on each other, and shorten a widget around one."""
    around = beside(box)
    around.setFixedHeight(box.height())
    return around

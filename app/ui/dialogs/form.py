"""A dialog that asks a few things, does one piece of work with the answers, and closes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import GongkaiError
from app.core.text import Language
from app.ui.errors import in_words
from app.ui.help.asking import show_help, topic_of
from app.ui.jobs import JobRunner, Work
from app.ui.widgets.labels import Notice, beside, body, caption


class FormDialog(QDialog):
    """Problems are shown in the dialog, so that nothing that was typed is lost.

    The work runs beside the window: stretching a passphrase takes its time on purpose.
    """

    def __init__(
        self, runner: JobRunner, language: Language, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(500)
        self.runner = runner
        self.language: Language = language
        self._focused: QWidget | None = None
        self.intro = body("", "muted")
        self.problem = Notice()
        self.fields = QWidget()
        self.form = QFormLayout(self.fields)
        self.form.setContentsMargins(0, 6, 0, 6)
        # A notice that comes makes the dialog higher, and not the fields lower.
        self.fields.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.help = self.buttons.addButton(QDialogButtonBox.StandardButton.Help)
        self.help.setText(self.tr("帮助"))
        self.buttons.helpRequested.connect(lambda: show_help(topic_of(self)))
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self.submit)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.intro)
        layout.addWidget(self.fields)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(self.buttons)

    def submit(self) -> None:
        """The person has answered."""
        raise NotImplementedError

    def ask(self, name: str, widget: QWidget) -> None:
        """One question."""
        self.form.addRow(caption(name, widget), widget)

    def ask_line(self, name: str, text: str = "", hint: str = "") -> QLineEdit:
        """One line of text."""
        line = QLineEdit(text)
        line.setPlaceholderText(hint)
        self.ask(name, line)
        return line

    def ask_passphrase(self, name: str) -> QLineEdit:
        """A passphrase, hidden while it is typed."""
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        self.ask(name, line)
        return line

    def ask_pin_instead(self, line: QLineEdit, on_token: bool) -> None:
        """Whether a field asks for a token's PIN or for its owner's passphrase."""
        name = self.tr("密码设备的 PIN") if on_token else self.tr("签名口令")
        label = self.form.labelForField(line)
        if isinstance(label, QLabel):
            label.setText(name)
        line.setAccessibleName(name)

    def ask_path(self, name: str, button: str, choose: Callable[[], str]) -> QLineEdit:
        """A place on the disk, typed or chosen; ``choose`` returns "" if the person thinks better of it."""
        line, pick = QLineEdit(), QPushButton(button)
        pick.setAutoDefault(False)  # Enter means the dialog's own button
        pick.clicked.connect(lambda: line.setText(choose() or line.text()))
        self.form.addRow(caption(name, line), beside(line, pick))
        return line

    def ask_choice(self, name: str, choices: dict[str, str]) -> QComboBox:
        """One of several, by label to data."""
        combo = QComboBox()
        for label, data in choices.items():
            combo.addItem(label, data)
        self.ask(name, combo)
        return combo

    def complete(self, *lines: QLineEdit) -> bool:
        """Whether every one of these is filled; the first that is not gets the cursor."""
        for line in lines:
            if not line.text().strip():
                self.problem.say(
                    self.tr("请填写：{name}").format(name=line.accessibleName()), "warn"
                )
                line.setFocus()
                return False
        return True

    def agree(self, first: QLineEdit, second: QLineEdit) -> bool:
        """Whether a passphrase was typed twice alike."""
        if first.text() != second.text():
            self.problem.say(self.tr("两次输入的口令不一致"), "warn")
            second.setFocus()
            return False
        return True

    def work(self, title: str, work: Work, done: Callable[[Any], None]) -> None:
        """Do the work with the form locked; ``done`` gets the result."""
        self._focused = self.focusWidget()
        self._lock(True)
        self.problem.say(title, "info")

        def succeeded(result: Any) -> None:
            self._lock(False)
            self.problem.say("")
            done(result)

        self.runner.start(title, work, succeeded, self._failed)

    def reject(self) -> None:
        # While the work runs there is nothing to go back to.
        if self.fields.isEnabled():
            super().reject()

    def event(self, event: QEvent) -> bool:
        """What comes makes the dialog higher: of texts in several lines, Qt counts one towards a window's
        least height. Before it is shown it has no size of its own yet to begin with.
        """
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            least = self.layout().totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), least))
        return done

    def _failed(self, error: Exception) -> None:
        self._lock(False)
        if self._focused is not None:  # to lock the fields has taken it away
            self._focused.setFocus()
        if not isinstance(error, GongkaiError):
            self.problem.say(str(error), "stop")
            raise error
        self.problem.say(in_words(error, self.language), "stop")

    def _lock(self, locked: bool) -> None:
        self.fields.setEnabled(not locked)
        self.buttons.setEnabled(not locked)

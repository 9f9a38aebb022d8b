"""联合制作单位: which other agencies made the data and have to agree, and the route that comes of it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core import agency
from app.core.errors import GongkaiError
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.errors import in_words
from app.ui.session import Session
from app.ui.widgets.labels import body


class JointDialog(FormDialog):
    """What is said here goes with the request; it is kept until then."""

    topic = "signoff"

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.release = session, release
        self.setWindowTitle(self.tr("联合制作单位"))
        self.intro.setText(
            self.tr("与本单位一起制作这份数据的其他单位，一行一个全称。它们先会签，本单位再审查。")
        )
        self.names = QPlainTextEdit("\n".join(session.joint.get(release.id, ())))
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(96)
        self.names.textChanged.connect(self._show_route)
        self.ask(self.tr("单位全称"), self.names)
        self.route = body()
        self.form.addRow(self.tr("审查路线"), self.route)
        self._show_route()

    def submit(self) -> None:
        self.session.joint[self.release.id] = self._named()
        self.accept()
        self.session.changed.emit()

    def _named(self) -> list[str]:
        lines = (line.strip() for line in self.names.toPlainText().splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def _show_route(self) -> None:
        """What the core makes of it, or why it cannot."""
        named = self._named()
        try:
            levels = agency.route(self.session.ws, named).levels
        except GongkaiError as error:
            self.problem.say(in_words(error, self.session.language), "stop")
            self.ok.setEnabled(False)
            return
        own = self.session.actor.card.organisation in named
        self.problem.say(self.tr("本单位不必写在这里。") if own else "", "warn")
        self.ok.setEnabled(not own)
        say = self.session.say
        self.route.setText(
            " → ".join(
                wording.aside(say(level.title), level.organisation)
                if level.organisation
                else say(level.title)
                for level in levels
            )
        )

"""Changes of a roles document, one dialog each. Whatever is changed awaits the administrators' signatures anew."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.core import span
from app.core.acts.trusting import SPOKEN, adopt_roles, is_known
from app.core.errors import GongkaiError
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import ROLES, Card
from app.core.trust import canonical
from app.core.trust.roles import draft
from app.core.trust.roles.document import Roles
from app.core.trust.roles.history import Document, History
from app.core.workspace.ledger import now
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.errors import in_words
from app.ui.saving import Place
from app.ui.session import Session

DAY = "yyyy-MM-dd"
CARD = Qt.ItemDataRole.UserRole


class RolesForm(FormDialog):
    """What these dialogs ask for: days, and cards of people here or in files. ``written``: the new text."""

    topic = "trust"

    written = Signal(object)

    def __init__(self, session: Session, title: str, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, title, parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ask_day(self, name: str, years: int) -> QDateEdit:
        """A day, so many years from now unless the person says otherwise."""
        field = QDateEdit(QDate.currentDate().addYears(years))
        field.setDisplayFormat(DAY)
        field.setCalendarPopup(True)
        self.ask(name, field)
        return field

    def ask_count(self, name: str, value: int) -> QSpinBox:
        """A number of people."""
        field = QSpinBox()
        field.setRange(1, 9)
        field.setValue(value)
        self.ask(name, field)
        return field

    def ask_card(self, name: str, fits: Callable[[Card], bool]) -> QComboBox:
        """A card of somebody here, or from a file."""
        field = self.ask_choice(name, {})
        for card in filter(fits, self.session.ws.identities().values()):
            field.addItem(self.told(card), card)
        field.setCurrentIndex(field.count() - 1)

        def add(card: Card) -> None:
            field.addItem(self.told(card), card)
            field.setCurrentIndex(field.count() - 1)

        self.offer_files(add)
        return field

    def offer_files(self, add: Callable[[Card], None]) -> None:
        """A button that reads cards that others have sent."""
        pick = QPushButton(self.tr("从文件添加…"))
        pick.clicked.connect(lambda: [add(card) for card in self._read_cards()])
        self.form.addRow("", pick)

    def told(self, card: Card) -> str:
        """A card as a person knows it."""
        role = self.session.say(ROLES[card.role])
        return wording.aside(card.name, f"{card.person} · {role}")

    def write(self, path: Path, make: Callable[[], Document], *, overwrite: bool = True) -> None:
        """Make the next text of the document and put it in its file."""

        def written(job: Job) -> Document:
            document = make()
            write_atomically(path, [canonical.encode(document)], overwrite=overwrite)
            return document

        self.work(self.tr("正在写入"), written, self._written)

    def _written(self, document: Document) -> None:
        self.accept()
        self.written.emit(document)

    def _read_cards(self) -> list[Card]:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("选择证件"), "", self.tr("证件") + " (*.json)"
        )
        try:
            return [canonical.read_document(Path(name), Card) for name in names]
        except GongkaiError as error:
            self.problem.say(in_words(error, self.language), "stop")
            return []


class NewRolesDialog(RolesForm):
    """A first version, which names the administrators."""

    def __init__(self, session: Session, place: Place, parent: QWidget) -> None:
        super().__init__(session, "", parent)
        self.place = place
        self.setWindowTitle(self.tr("新建名单"))
        self.intro.setText(
            self.tr("建议三名管理员、两人签署有效：两人中丢了一把密钥，名单就无法再改。")
        )
        self.organisation = self.ask_line(self.tr("单位"), session.ws.setting("provider"))
        self.admins = QListWidget()
        self.admins.setFixedHeight(110)
        self.ask(self.tr("管理员"), self.admins)
        self.offer_files(self.add)
        self.threshold = self.ask_count(self.tr("须几人签署"), 2)
        self.until = self.ask_day(self.tr("有效期至"), 1)
        for card in session.ws.identities().values():
            if card.role == "admin":
                self.add(card)

    def add(self, card: Card) -> None:
        """One more administrator to choose."""
        item = QListWidgetItem(self.told(card), self.admins)
        item.setData(CARD, card)
        item.setCheckState(Qt.CheckState.Checked)

    def submit(self) -> None:
        if not self.complete(self.organisation):
            return
        items = [self.admins.item(row) for row in range(self.admins.count())]
        cards = [i.data(CARD) for i in items if i.checkState() is Qt.CheckState.Checked]
        organisation, threshold = self.organisation.text().strip(), self.threshold.value()
        until = span.end(self.until.date().toString(DAY))
        self.write(
            self.place.path,
            lambda: draft.begin(organisation, threshold, cards, now(), until),
            overwrite=self.place.overwrite,
        )


class RevisionDialog(RolesForm):
    """One change of a document that is there."""

    def __init__(self, session: Session, path: Path, document: Document, parent: QWidget) -> None:
        super().__init__(session, "", parent)
        self.path, self.document = path, document

    def change(self) -> draft.Change | None:
        """What was asked for; None while something is missing."""
        raise NotImplementedError

    def submit(self) -> None:
        change = self.change()
        if change is not None:
            self.write(self.path, lambda: draft.revise(self.document, now(), change))


class IssueDialog(RevisionDialog):
    """Let a card sign. ``roles``: the version that it joins."""

    def __init__(
        self, session: Session, path: Path, document: Document, roles: Roles, parent: QWidget
    ) -> None:
        super().__init__(session, path, document, parent)
        self.setWindowTitle(self.tr("添加证件"))
        self.intro.setText(self.tr("从现在起，这张证件可以代表本单位办理和签字。"))
        self.card = self.ask_card(self.tr("证件"), lambda card: roles.holder(card) is None)
        self.until = self.ask_day(self.tr("有效期至"), 1)

    def change(self) -> draft.Change | None:
        card = self.card.currentData()
        until = span.end(self.until.date().toString(DAY))
        return draft.issue(card, now(), until) if card is not None else None


class ReplaceDialog(RevisionDialog):
    """A person's new key for the old one."""

    def __init__(
        self, session: Session, path: Path, document: Document, old: Card, parent: QWidget
    ) -> None:
        super().__init__(session, path, document, parent)
        self.old = old
        self.setWindowTitle(self.tr("换发“{name}”的证件").format(name=old.name))
        self.intro.setText(self.tr("旧证件从现在起不再签新的；以前签的仍然有效。"))
        person = old.person, old.role
        self.card = self.ask_card(
            self.tr("新证件"), lambda card: (card.person, card.role) == person and card != old
        )

    def change(self) -> draft.Change | None:
        card = self.card.currentData()
        return draft.rotate(self.old, card, now()) if card is not None else None


class RemoveDialog(RevisionDialog):
    """Someone who has left."""

    def __init__(
        self, session: Session, path: Path, document: Document, old: Card, parent: QWidget
    ) -> None:
        super().__init__(session, path, document, parent)
        self.old = old
        self.setWindowTitle(self.tr("移除“{name}”的证件").format(name=old.name))
        self.intro.setText(
            self.tr("用于离任、调岗：以前签的仍然有效。密钥丢失或被盗的，请用“吊销”。")
        )

    def change(self) -> draft.Change:
        return draft.remove(self.old)


class RevokeDialog(RevisionDialog):
    """A key that was lost or stolen."""

    def __init__(
        self, session: Session, path: Path, document: Document, old: Card, parent: QWidget
    ) -> None:
        super().__init__(session, path, document, parent)
        self.old = old
        self.setWindowTitle(self.tr("吊销“{name}”的证件").format(name=old.name))
        self.intro.setText(
            self.tr("从这个时间起，这把密钥签的一律不算；此前签的，须有平台回执作证。不能撤回。")
        )
        self.since = QDateTimeEdit(QDateTime.currentDateTime())
        self.since.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.since.setCalendarPopup(True)
        self.ask(self.tr("密钥何时可能落入他人之手"), self.since)
        self.reason = self.ask_line(self.tr("理由"), hint=self.tr("例如：UKey 遗失"))

    def change(self) -> draft.Change | None:
        if not self.complete(self.reason):
            return None
        since = span.start(self.since.dateTime().toString("yyyy-MM-ddTHH:mm:ss"))
        return draft.revoke(self.old, since, self.reason.text().strip())


class RenewDialog(RevisionDialog):
    """Another end of the document, another number of signatures."""

    def __init__(
        self, session: Session, path: Path, document: Document, roles: Roles, parent: QWidget
    ) -> None:
        super().__init__(session, path, document, parent)
        self.setWindowTitle(self.tr("续期"))
        self.intro.setText(self.tr("名单到期之后，谁也不能签字。各人证件的有效期另外计算。"))
        self.until = self.ask_day(self.tr("有效期至"), 1)
        self.threshold = self.ask_count(self.tr("须几人签署"), roles.threshold)

    def change(self) -> draft.Change:
        return draft.renew(span.end(self.until.date().toString(DAY)), self.threshold.value())


class AdoptDialog(RolesForm):
    """The first document of an agency is believed because somebody has read out its digest."""

    def __init__(
        self, session: Session, document: Document, history: History, parent: QWidget
    ) -> None:
        super().__init__(session, "", parent)
        self.document = document
        self.setWindowTitle(self.tr("采用名单"))
        newest = history.newest
        told = self.tr("{organisation}，第 {n} 版，有效期至 {end}。").format(
            organisation=newest.organisation, n=newest.version, end=span.last_day(newest.expires)
        )
        self.said = self.ask_line(
            self.tr("摘要的前 {n} 位").format(n=SPOKEN), hint=self.tr("请管理员当面或打电话念出")
        )
        self.first = not is_known(session.ws, newest.organisation)
        self.form.setRowVisible(self.said, self.first)
        after = self.tr("采用之后，只有名单上的人在有效期内可以办理、审查、封装。")
        self.intro.setText(f"{told}\n{after}")

    def submit(self) -> None:
        if self.first and not self.complete(self.said):
            return
        ws, actor, said = self.session.ws, self.session.actor.card, self.said.text()
        self.work(
            self.tr("正在核对"),
            lambda job: adopt_roles(ws, actor, self.document, said),
            lambda _: self._adopted(),
        )

    def _adopted(self) -> None:
        self.accept()
        self.session.changed.emit()

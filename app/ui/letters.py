"""Letters and cards between this computer and others, as a person picks, drops and saves them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.core import acts
from app.core.errors import GongkaiError
from app.core.files import safe_name
from app.core.handover.address import Introduction, read
from app.core.handover.letter import SUFFIXES, Letter
from app.core.jobs import Job
from app.core.model import KIND_NAMES
from app.core.trust import canonical
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.card_dialog import CARD, CardDialog
from app.ui.dialogs.handover_dialog import FOLDER
from app.ui.errors import show_error
from app.ui.saving import ask_where
from app.ui.session import Session, in_words

KINDS = (*SUFFIXES.values(), CARD)


class Letters(QObject):
    """``arrived`` carries the release that a letter was about."""

    arrived = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.window = session, window

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Take what is a letter or a card by its name; returns the other files."""
        for path in paths:
            if path.suffix.lower() == CARD:
                self.import_card(path)
            elif path.suffix.lower() in KINDS:
                self.receive(path)
        return [path for path in paths if path.suffix.lower() not in KINDS]

    def ask(self) -> None:
        """Let the person pick what came from another computer."""
        kinds = " ".join(f"*{suffix}" for suffix in KINDS)
        names, _ = QFileDialog.getOpenFileNames(
            self.window, self.tr("收取"), "", self.tr("送审单、审查意见、名片") + f" ({kinds})"
        )
        self.take([Path(name) for name in names])

    def receive(self, path: Path) -> None:
        """Open a letter, file what it brings, and say what that was."""
        ws, actor = self.session.ws, self.session.actor
        title = self.tr("收取 {name}").format(name=path.name)
        self.session.act(title, lambda job: acts.take_over(ws, actor, path, job), self._taken)

    def sync(self) -> None:
        """One round through the shared folder; the first time, ask where it is."""
        ws, actor = self.session.ws, self.session.actor
        folder = ws.setting(FOLDER) or QFileDialog.getExistingDirectory(
            self.window, self.tr("共享文件夹")
        )
        if not folder:
            return

        def sync(job: Job) -> acts.Synced:
            done = acts.sync(ws, actor, Path(folder), job)
            ws.set_setting(FOLDER, folder)
            return done

        self.session.act(self.tr("与共享文件夹同步"), sync, self._synced)

    def answer(self, release: Release) -> None:
        """Save the verdicts on a received release for whoever asked."""
        ws, actor, suffix = self.session.ws, self.session.actor, SUFFIXES["verdict"]
        name = safe_name(release.name) + suffix
        kinds = {suffix: self.tr("审查意见")}
        place = ask_where(self.window, self.tr("交回审查意见"), name, kinds)
        if place is None:
            return

        def write(job: Job) -> None:
            written = acts.verdict_letter(
                ws, actor, release.id, place.path, job, overwrite=place.overwrite
            )
            acts.note_sent(ws, actor, written)

        self.session.act(self.tr("交回审查意见 {name}").format(name=release.name), write)

    def import_card(self, path: Path) -> CardDialog | None:
        """Ask for the code of somebody's card."""
        try:
            dialog = CardDialog(self.session, path, self.window)
        except GongkaiError as error:
            show_error(self.window, error, self.session.language)
            return None
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def save_card(self) -> None:
        """Save our own card, and show the code to read out."""
        actor = self.session.actor
        name, kinds = safe_name(actor.card.name) + CARD, {CARD: self.tr("名片")}
        place = ask_where(self.window, self.tr("导出我的名片"), name, kinds)
        if place is None:
            return
        content = canonical.encode(acts.own_address(self.session.ws, actor))
        try:
            place.write(content)
        except GongkaiError as error:
            show_error(self.window, error, self.session.language)
            return
        self._tell(
            self.tr("校验码：{code}").format(code=read(content, place.path.name).code),
            self.tr("把文件交给对方，再当面或打电话把校验码念给对方听。不要把校验码写在文件旁边。"),
        )

    def _taken(self, taken: acts.TakenOver) -> None:
        self.arrived.emit(taken.release)
        self._tell(*self._words(taken))

    def _synced(self, done: acts.Synced) -> None:
        for taken in done.received:
            self.arrived.emit(taken.release)
        told = self.tr("送出 {sent} 份，收到 {received} 份。").format(
            sent=len(done.sent), received=len(done.received)
        )
        more = ["\n".join(filter(None, self._words(taken))) for taken in done.received]
        more += [in_words(each.reason, self.session.language) for each in done.refused]
        self._tell(told, "\n".join(more))

    def _words(self, taken: acts.TakenOver) -> tuple[str, str]:
        """What a letter has brought, and what a person should know of it."""
        name = self.session.ws.release(taken.release).name
        if taken.fresh:
            told = self.tr("收到“{name}”的送审单。").format(name=name)
        else:
            told = self.tr(
                "“{name}”：收到 {n} 份新的审查意见。", "", len(taken.merged.taken)
            ).format(name=name, n=len(taken.merged.taken))
        more = [self._from(taken.letter)]
        more += [
            in_words(conflict.reason, self.session.language) for conflict in taken.merged.conflicts
        ]
        if taken.fresh and taken.on_word:
            kinds = wording.listed(self.session.say(KIND_NAMES[kind]) for kind in taken.on_word)
            more.append(self.tr("没有移交、以送审人签名为准：{kinds}").format(kinds=kinds))
        return told, "\n".join(more)

    def _from(self, letter: Letter) -> str:
        """Who has sealed a letter, and the code of their card, to be compared once more by who likes."""
        card = letter.signer
        who = wording.aside(card.name, wording.listed([card.person, card.organisation]))
        code = Introduction(card, letter.reply).code
        return self.tr("寄件人：{who}；名片校验码 {code}").format(who=who, code=code)

    def _tell(self, text: str, more: str) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle(self.tr("公开"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

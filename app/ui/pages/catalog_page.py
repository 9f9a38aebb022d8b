"""编目: the entry of the catalog, inferred where it can be, judged while it is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core import acts
from app.core.catalog.validate import completeness, validate
from app.core.model import Entry, Grade, Kind
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.entry_form import EntryForm
from app.ui.widgets.items_table import ItemsTable
from app.ui.widgets.labels import body, heading


class CatalogPage(Page):
    """A form and the information items; every rule comes from the core's validation."""

    step = "catalog"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._schema = ""
        self._grade: Grade | None = None
        self._drafts: dict[str, Entry] = {}
        self._touched = False
        self._loaded = False
        self.form = EntryForm(session.language)
        self.items = ItemsTable()
        self.state = body("", "muted")
        self.item_problems = body("", "stop")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(self.tr("信息项")))
        column.addWidget(self.items, 1)
        column.addWidget(self.item_problems)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.form)
        split.addWidget(right)
        split.setSizes([560, 420])
        split.setChildrenCollapsible(False)
        title = QHBoxLayout()
        title.addWidget(heading(self.tr("目录信息")))
        title.addWidget(self.state, 1)
        self.content.addLayout(title)
        self.content.addWidget(split, 1)
        self.confirm = self.button(self.tr("确认全部推断值"), self.form.confirm_all, primary=False)
        self.save = self.button(self.tr("保存目录信息"), self._save)
        self.form.edited.connect(self._edited)
        self.items.edited.connect(self._edited)

    def put_aside(self, release: Release) -> None:
        if self._touched:
            self._drafts[release.id] = self.entry()

    def load(self, release: Release) -> None:
        self._touched = False
        self._loaded = False
        if Kind.OUTPUT not in self.standing:
            return
        ws = self.session.ws
        self.session.read(
            self,
            lambda job: (acts.propose_entry(ws, release.id), acts.grade_of_output(ws, release.id)),
            lambda told: self._show(release, *told),
        )

    def entry(self) -> Entry:
        """The entry as it stands in the form."""
        return Entry(
            self._schema, self.form.fields(), self.items.info_items(), self.form.inferred()
        )

    def update_actions(self) -> None:
        super().update_actions()
        problems = validate(self.entry(), self._grade) if self._loaded else ()
        if not self.offer(self.save, "catalog"):
            reason = "" if self._loaded else self.tr("正在读取")
            if problems:
                names = dict.fromkeys(self.form.title(p.field) for p in problems)
                reason = self.tr("须改正：{fields}").format(fields=wording.listed(names))
            elif not self._touched and Kind.ENTRY in self.standing:
                self.why.setText(self.tr("已保存"))
            self.enable(self.save, reason)
        self.emphasise_until_done(self.save)
        self.confirm.setEnabled(bool(self.form.inferred()))

    def _show(self, release: Release, entry: Entry, grade: Grade | None) -> None:
        if not self.is_current(release):
            return
        self._grade = grade
        draft = self._drafts.pop(release.id, None)
        self._touched = draft is not None
        shown = draft or entry
        self._schema = shown.schema
        self.form.fill(shown.fields, shown.inferred)
        self.items.show_items(shown.items)
        self._loaded = True
        self._judge()

    def _edited(self) -> None:
        self._touched = True
        self._judge()

    def _judge(self) -> None:
        entry = self.entry()
        problems = validate(entry, self._grade)
        self.form.show_problems(problems)
        of_items = [p for p in problems if p.field.partition(".")[0] == "items"]
        words = [
            wording.said_of(p.field.removeprefix("items."), self.session.say(p.message))
            for p in of_items
        ]
        self.item_problems.setText("\n".join(words[:4]))
        self.item_problems.setVisible(bool(words))
        self.state.setText(
            self.tr("已填 {share}；{n} 处待改；{m} 项推断值待核对").format(
                share=f"{completeness(entry):.0%}", n=len(problems), m=len(entry.inferred)
            )
        )
        self.update_actions()

    def _save(self) -> None:
        release, session, entry = self.release, self.session, self.entry()
        if release is None:
            return
        self._touched = False
        self._drafts[release.id] = entry
        session.act(
            self.tr("保存 {name}").format(name=release.name),
            lambda job: acts.catalogue(session.ws, session.actor, release.id, entry),
            lambda _: self._saved(release),
        )

    def _saved(self, release: Release) -> None:
        self._drafts.pop(release.id, None)
        if self.is_current(release):
            self._touched = False
            self.update_actions()

"""编目: the entry of the catalog, inferred where it can be, judged while it is typed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core import acts
from app.core.acts.classes import class_tree, own_tree
from app.core.catalog.classes.rules import class_problems
from app.core.catalog.classes.tree import ClassTree, shipped
from app.core.catalog.codes import code_problems, next_serial, written
from app.core.catalog.fixes import fix
from app.core.catalog.marks import marked_item
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.proposals import Proposal
from app.core.catalog.validate import completeness, validate
from app.core.model import Entry, Grade, Kind, Problem
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.draft import Draft
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.draft_bar import DraftBar
from app.ui.widgets.entry_export import EntryExport
from app.ui.widgets.entry_form import EntryForm
from app.ui.widgets.items_table import ItemsTable
from app.ui.widgets.labels import body, heading, tell
from app.ui.widgets.platform_choice import PlatformChoice

SAID = 4  # problems of information items that are told at a time


class CatalogPage(Page):
    """A form and the information items; every rule comes from the core's validation."""

    step = "catalog"
    _binding: ClassTree | None = None  # the agency's own classes, if it has some

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._schema = ""
        self._grade: Grade | None = None
        self._codes: dict[str, str] = {}
        self._classes = shipped()
        self._platform = profile()
        self._problems: tuple[Problem, ...] = ()
        self.draft = Draft(session, Kind.ENTRY, Entry, Entry("", {}, ()))
        self.draft.signals.moved.connect(self._show_entry)
        self._loaded = False
        self.form = EntryForm(session.language)
        self.items = ItemsTable()
        self.state = body("", "muted")
        self.item_problems = body("", "stop")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        self.more = QPushButton(self.tr("显示更多列"))
        self.more.setCheckable(True)
        self.more.setProperty("slim", True)
        self.more.setToolTip(self.tr("部分平台才要求的属性；填了的总会显示"))
        self.more.toggled.connect(self.items.show_all)
        above = QHBoxLayout()
        above.addWidget(heading(self.tr("信息项")), 1)
        above.addWidget(self.more)
        column.addLayout(above)
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
        title.addWidget(DraftBar(self.draft, self))
        self.export = EntryExport(session, self.entry)
        self.export.exported.connect(self._exported)
        title.addWidget(self.export)
        self.platform = PlatformChoice(session)
        self.platform.chosen.connect(self._choose_platform)
        self.content.addLayout(title)
        self.content.addWidget(self.platform)
        self.content.addWidget(split, 1)
        self.confirm = self.button(self.tr("确认全部推断值"), self._confirm_all, primary=False)
        self.save = self.button(self.tr("保存目录信息"), self._save)
        self.form.edited.connect(self._edited)
        self.form.picked.connect(self._follow_class)
        self.items.edited.connect(self._edited)

    def put_aside(self, release: Release) -> None:
        self.draft.flush()

    def load(self, release: Release) -> None:
        self._loaded = False
        self.notice.say("")
        if Kind.OUTPUT not in self.standing:
            return
        ws = self.session.ws
        self.session.read(
            self,
            lambda job: (
                acts.propose_entry(ws, release.id),
                acts.grade_of_output(ws, release.id),
                acts.platform(ws),
                acts.codes_in_use(ws, release.id),
                acts.entry_proposals(ws, release.id),
                (class_tree(ws), own_tree(ws)),
            ),
            lambda told: self._show(release, *told),
        )

    def entry(self) -> Entry:
        """The entry as it stands in the form."""
        return Entry(
            self._schema,
            self.form.fields(),
            self.items.info_items(),
            (*self.form.inferred(), *self.items.inferred()),
        )

    def update_actions(self) -> None:
        super().update_actions()
        problems = self._problems if self._loaded else ()
        if not self.offer(self.save, "catalog"):
            reason = "" if self._loaded else self.tr("正在读取")
            if problems:
                names = dict.fromkeys(self.form.title(p.field) for p in problems)
                reason = self.tr("须改正：{fields}").format(fields=wording.listed(names))
            elif not self.draft.made and Kind.ENTRY in self.standing:
                self.why.setText(self.tr("已保存"))
            self.enable(self.save, reason)
        self.emphasise_until_done(self.save)
        self.confirm.setEnabled(bool(self.form.inferred() or self.items.inferred()))
        for widget in (self.export, self.platform):
            widget.setEnabled(self._loaded and not self.session.working)

    def _show(
        self,
        release: Release,
        entry: Entry,
        grade: Grade | None,
        platform: Profile,
        codes: dict[str, str],
        proposed: Sequence[Proposal],
        classes: tuple[ClassTree, ClassTree | None],
    ) -> None:
        if not self.is_current(release):
            return
        self._grade, self._codes = grade, codes
        self._classes, self._binding = classes
        self.form.suggest("classification", self._classes.paths())
        self._keep_to(platform)
        self.form.explain({one.field: self._reason(one) for one in proposed if not one.item})
        self.items.explain(
            {(one.item, one.field): self._reason(one) for one in proposed if one.item}
        )
        kept = self.draft.open(release.id, entry)
        if [item.name for item in kept.items] != [item.name for item in entry.items]:
            self.draft.do(replace(kept, items=entry.items))  # the output has other columns by now
        self._loaded = True
        self._show_entry()

    def _reason(self, proposed: Proposal) -> str:
        """A proposal as a tip: what, why, and how sure it is."""
        value = self.tr("是") if proposed.value is True else proposed.value
        reason = self.session.say(proposed.reason)
        told = self.tr("建议“{value}”：{reason}（把握 {share:.0%}）")
        return told.format(value=value, reason=reason, share=proposed.confidence)

    def _show_entry(self) -> None:
        """Show the entry that holds."""
        shown = self.draft.now
        self._schema = shown.schema
        self.form.fill(shown.fields, tuple(m for m in shown.inferred if not marked_item(m)))
        self.items.show_items(shown.items, shown.inferred)
        self._judge()

    def _confirm_all(self) -> None:
        self.items.confirm_all()
        self.form.confirm_all()

    def _follow_class(self, id: str, value: str) -> None:
        """A code that nobody has confirmed yet is one of the class that was picked."""
        found = self._classes.code_of(value) if id == "classification" else None
        if found and "code" in self.form.inferred():
            self.form.propose({"code": written(found, next_serial(found, self._codes))})

    def _edited(self) -> None:
        entry, before = self.entry(), self.draft.now
        fields = [id for id, value in entry.fields.items() if value != before.fields.get(id, "")]
        self.draft.do(entry, about=fields[0] if len(fields) == 1 else "")
        self._judge()

    def _judge(self) -> None:
        entry = self.entry()
        problems = self._problems = (
            *validate(entry, self._grade, self._platform),
            *code_problems(entry, self._codes),
            *class_problems(entry, self._binding),
        )
        fixes = {
            p.field: found for p in problems if (found := fix(p, entry, self._codes, self._classes))
        }
        self.form.show_problems(problems, fixes)
        of_items = [p for p in problems if p.field.partition(".")[0] == "items"]
        self.items.show_problems(of_items)
        words = [
            wording.said_of(p.field.removeprefix("items."), self.session.say(p.message))
            for p in of_items
        ]
        if (more := len(words) - SAID) > 0:
            words[SAID:] = [self.tr("另有 {n} 处问题").format(n=more)]
        tell(self.item_problems, "\n".join(words))
        self.state.setText(
            self.tr("已填 {share}；{n} 处待改；{m} 项推断值待核对").format(
                share=f"{completeness(entry):.0%}", n=len(problems), m=len(entry.inferred)
            )
        )
        self.platform.judge(len(problems))
        self.update_actions()

    def _keep_to(self, platform: Profile) -> None:
        self._platform = platform
        self.platform.show_platform(platform)
        self.form.keep_to(platform)
        self.items.keep_to(platform)

    def _choose_platform(self, id: str) -> None:
        session = self.session

        def chosen(platform: Profile) -> None:
            self._keep_to(platform)
            self._judge()

        session.act(
            self.tr("按另一平台检查"),
            lambda job: acts.choose_platform(session.ws, session.actor, id),
            chosen,
        )

    def _exported(self, name: str) -> None:
        self.notice.say(self.tr("已导出：{name}").format(name=name), "ok")

    def _save(self) -> None:
        release, session, entry = self.release, self.session, self.entry()
        if release is None:
            return
        self.draft.flush()
        session.act(
            self.tr("保存 {name}").format(name=release.name),
            lambda job: acts.catalogue(session.ws, session.actor, release.id, entry),
        )

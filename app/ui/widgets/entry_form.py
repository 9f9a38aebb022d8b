"""The fields of a catalog entry as a form, with what is wrong written beside each."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from app.core.catalog import schema
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.schema import Field
from app.core.catalog.sources import rule_source
from app.core.model import Problem
from app.core.text import Language
from app.ui import wording
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import body, caption
from app.ui.widgets.record_table import tip

LONG = 255  # a field that may be this long gets more than one line
NAME, EDITOR, MARK = range(3)


class EntryForm(QScrollArea):
    """Built from the schema pack. ``edited`` after every change by hand; ``picked``: of which field, what
    was chosen from its suggestions.
    """

    edited = Signal()
    picked = Signal(str, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._editors: dict[str, QWidget] = {}
        self._problems: dict[str, QLabel] = {}
        self._marks: dict[str, QPushButton] = {}
        self._captions: dict[str, QLabel] = {}
        self._mends: dict[str, QPushButton] = {}
        self._fixes: Mapping[str, dict[str, str]] = {}
        self._platform = profile()
        self._inferred: list[str] = []
        self._filling = False
        self._look_at_it = self.tr("这个值由程序推断，请核对后点此确认")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("目录信息"))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setColumnStretch(EDITOR, 1)
        self._further: dict[str, list[QWidget]] = {}
        self._needed: set[str] = set()
        for row, field in enumerate(schema.fields()):
            self._add(row, field)
        self.more = QPushButton(self.tr("显示更多栏目"))
        self.more.setCheckable(True)
        self.more.setProperty("slim", True)
        self.more.setToolTip(self.tr("部分平台才要求的栏目；填了的总会显示"))
        self.more.toggled.connect(lambda _: self._show_further())
        self._grid.addWidget(self.more, 2 * len(self._editors), EDITOR)
        self.setWidget(inside)
        self.keep_to(self._platform)

    def keep_to(self, platform: Profile) -> None:
        """Ask for what a platform asks for, in its words; what is filled in stays."""
        told = self.fields()
        self._platform = platform
        self._filling = True
        for field in platform.fields:
            editor, hint = self._editors[field.id], field.hint.to(self._language)
            star = " *" if field.required else ""
            name = wording.label(field.title.to(self._language))
            self._captions[field.id].setText(name + star)
            editor.setToolTip(tip(hint))
            if isinstance(editor, QComboBox):
                editor.clear()
                for code in ("", *platform.codes[field.id]):
                    editor.addItem(platform.written(field.id, code), code)
            elif isinstance(editor, QLineEdit):
                editor.setPlaceholderText(hint)
            _write(editor, told[field.id])
        self._filling = False

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a field, its name and its mark; in height it scrolls."""
        inside, bar = self.widget().minimumSizeHint(), self.verticalScrollBar().sizeHint()
        return QSize(inside.width() + bar.width(), super().minimumSizeHint().height())

    def fill(self, fields: dict[str, str], inferred: tuple[str, ...]) -> None:
        """Show the fields of an entry; inferred ones are marked until a person looks at them."""
        self._filling = True
        for id, editor in self._editors.items():
            _write(editor, fields.get(id, ""))
        self._inferred = list(inferred)
        for id, mark in self._marks.items():
            mark.setVisible(id in inferred)
        self._filling = False
        self._needed.clear()
        self._show_further()

    def explain(self, reasons: Mapping[str, str]) -> None:
        """Say at the marks why a value was proposed, by field, where there is more to say than a default."""
        for id, mark in self._marks.items():
            mark.setToolTip("\n".join(filter(None, (self._look_at_it, reasons.get(id, "")))))

    def suggest(self, id: str, values: Iterable[str]) -> None:
        """Offer these values for a line of text, by any part of them; another may stand there too."""
        line = self._editors[id]
        if not isinstance(line, QLineEdit):
            raise TypeError(id)
        if line.completer() is None:
            self._show_arrow(line)
        completer = QCompleter(list(values), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated[str].connect(lambda value: self.picked.emit(id, value))
        line.setCompleter(completer)

    def fields(self) -> dict[str, str]:
        """What stands in the form."""
        return {id: _read(editor) for id, editor in self._editors.items()}

    def inferred(self) -> tuple[str, ...]:
        """The fields that no person has confirmed yet."""
        return tuple(self._inferred)

    def editor(self, id: str) -> QWidget:
        """The widget of one field."""
        return self._editors[id]

    def mend(self, id: str) -> QPushButton:
        """The button that mends one field, where there is only one way to."""
        return self._mends[id]

    def title(self, id: str) -> str:
        """A field's name, or the id of what is no field, such as an information item."""
        editor = self._editors.get(id)
        return id if editor is None else editor.accessibleName()

    def change(self, fields: Mapping[str, str]) -> None:
        """Write into some fields, as if by hand."""
        for id, value in fields.items():
            _write(self._editors[id], value)

    def propose(self, fields: Mapping[str, str]) -> None:
        """Write into some fields what a person has still to confirm."""
        self._filling = True
        for id, value in fields.items():
            _write(self._editors[id], value)
        self._filling = False
        self.edited.emit()

    def show_problems(
        self, problems: tuple[Problem, ...], fixes: Mapping[str, dict[str, str]] | None = None
    ) -> None:
        """Write each problem under its field. ``fixes``: by field, what to change to mend it."""
        self._fixes = fixes or {}
        said: dict[str, list[str]] = {}
        sources: dict[str, str] = {}
        for problem in problems:
            said.setdefault(problem.field, []).append(problem.message.to(self._language))
            sources[problem.field] = rule_source(problem, self._platform)
        for id, label in self._problems.items():
            label.setText(wording.sentences(said.get(id, [])))
            label.setToolTip(tip(sources.get(id, "")))
            label.setVisible(id in said)
            self._mends[id].setToolTip(tip(self._told(self._fixes.get(id, {}))))
            self._mends[id].setVisible(id in self._fixes)
        self._show_further()

    def confirm_all(self) -> None:
        """A person has looked at everything that was inferred."""
        for id in list(self._inferred):
            self._confirm(id)
        self.edited.emit()

    def _add(self, row: int, field: Field) -> None:
        editor = _editor(field)
        name = caption(wording.label(field.title.to(self._language)), editor)
        problem = body("", "stop")
        problem.hide()
        mark = QPushButton(self.tr("推断 · 确认"))
        mark.setProperty("mark", True)
        mark.setToolTip(self._look_at_it)
        mark.setAccessibleName(
            self.tr("确认推断的值：{field}").format(field=field.title.to(self._language))
        )
        mark.clicked.connect(lambda: self._touched(field.id))
        self._grid.addWidget(name, 2 * row, NAME)
        self._grid.addWidget(editor, 2 * row, EDITOR)
        self._grid.addWidget(mark, 2 * row, MARK)
        mend = QPushButton(self.tr("改正"))
        mend.setProperty("mark", True)
        mend.setAccessibleName(
            self.tr("改正：{field}").format(field=field.title.to(self._language))
        )
        mend.clicked.connect(lambda: self.change(self._fixes.get(field.id, {})))
        mend.hide()
        self._grid.addWidget(problem, 2 * row + 1, EDITOR)
        self._grid.addWidget(mend, 2 * row + 1, MARK)
        self._editors[field.id], self._problems[field.id] = editor, problem
        self._captions[field.id], self._mends[field.id] = name, mend
        self._marks[field.id] = mark
        if field.element == "extra":
            self._further[field.id] = [name, editor]
        _listen(editor, lambda: self._touched(field.id))

    def _show_arrow(self, line: QLineEdit) -> None:
        """A button inside a line of text that offers all its suggestions."""
        arrow = QToolButton(line)
        arrow.setArrowType(Qt.ArrowType.DownArrow)
        arrow.setAutoRaise(True)
        arrow.setCursor(Qt.CursorShape.ArrowCursor)
        arrow.setToolTip(self.tr("从列表中选取"))
        arrow.setAccessibleName(arrow.toolTip())
        arrow.clicked.connect(lambda: _offer_all(line))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(arrow)
        line.setTextMargins(0, 0, arrow.sizeHint().width(), 0)

    def _told(self, fix: Mapping[str, str]) -> str:
        """What a fix will write, in the words of the form."""
        return wording.listed(
            wording.said_of(self.title(id), self._platform.written(id, value))
            for id, value in fix.items()
        )

    def _show_further(self) -> None:
        """Fields that only some platforms ask for are in the way, unless something stands there."""
        for id, widgets in self._further.items():
            if _read(self._editors[id]) or self._problems[id].text():
                self._needed.add(id)  # and stays, also while it is being cleared
            for widget in widgets:
                widget.setVisible(self.more.isChecked() or id in self._needed)
        self.updateGeometry()

    def _touched(self, id: str) -> None:
        if not self._filling:
            self._confirm(id)
            self.edited.emit()

    def _confirm(self, id: str) -> None:
        if id in self._inferred:
            self._inferred.remove(id)
        self._marks[id].hide()


def _editor(field: Field) -> QWidget:
    if field.code_list is not None:
        return QComboBox()
    if field.max_length is not None and LONG <= field.max_length < 2 * LONG:
        return GrowingText()
    return QLineEdit()


def _offer_all(line: QLineEdit) -> None:
    completer = line.completer()
    completer.setCompletionPrefix("")
    completer.complete()


def _listen(editor: QWidget, changed: Callable[[], None]) -> None:
    if isinstance(editor, QComboBox):
        editor.currentIndexChanged.connect(lambda _: changed())
    elif isinstance(editor, QPlainTextEdit):
        editor.textChanged.connect(changed)
    elif isinstance(editor, QLineEdit):
        editor.textChanged.connect(lambda _: changed())


def _read(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentData() or ""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _write(editor: QWidget, value: str) -> None:
    if isinstance(editor, QComboBox):
        if editor.findData(value) < 0:  # a value that the list does not know is shown, and judged
            editor.addItem(value, value)
        editor.setCurrentIndex(editor.findData(value))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)
        editor.setCursorPosition(0)

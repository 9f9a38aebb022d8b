"""What one walk over a file gathers, within bounds that say so where they bite."""

from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias, get_args, get_type_hints

from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

MAX_ITEMS = 2_000  # places of one kind that are told one by one
MAX_TEXT = 1_000_000  # characters of one place
MAX_TOTAL = 20_000_000  # characters of a whole file

Kind: TypeAlias = str
KINDS = frozenset(get_args(get_type_hints(Hidden)["kind"]))

CUT = Text("内容过长，其后未检查", "too long; what follows was not examined")
UNREAD = Text("无法读取，内容未检查", "unreadable; its content was not examined")
UNKNOWN = Text("不认识的内容，未检查", "of an unknown format; its content was not examined")
MORE = Text("其余位置", "further places")


@dataclass(frozen=True)
class Concealed:
    """``hidden``: what a clerk does not see; ``surroundings``: what shows around the cells."""

    hidden: tuple[Hidden, ...]
    surroundings: tuple[tuple[Text, str], ...] = ()


def note(text: Text) -> str:
    """A remark of this program inside a text that comes from a file."""
    return f"【{text.zh} / {text.en}】"


class Gathering:
    """Collects what a walk finds. Nothing is dropped without a word: a bound leaves a remark."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._hidden: dict[Hidden, None] = {}
        self._around: dict[tuple[Text, str], None] = {}
        self._more: dict[Kind, dict[str, None]] = {}
        self._counts: Counter[Kind] = Counter()
        self._room = MAX_TOTAL
        self._overflowed: set[Kind] = set()

    def add(self, kind: Kind, where: str, text: str) -> None:
        """Something hidden. A blank text is nothing; the same thing is told once."""
        if kind not in KINDS:
            raise ValueError(kind)
        self.job.report(len(self._hidden))
        text = self._within(kind, clean(text))
        if not text:
            return
        self._counts[kind] += 1
        if self._counts[kind] > MAX_ITEMS:
            self._more.setdefault(kind, {})[text] = None
        else:
            self._hidden[Hidden(kind, where, text)] = None  # type: ignore[arg-type]

    def remark(self, kind: Kind, where: str, text: Text) -> None:
        """A bound that bit, or content that could not be examined."""
        self._hidden[Hidden(kind, where, note(text))] = None  # type: ignore[arg-type]

    def around(self, where: str, text: str) -> None:
        """Something that shows, or prints, beside the cells."""
        text = self._within("object", clean(text))
        if text:
            self._around[Text.plain(where), text] = None

    def concealed(self) -> Concealed:
        """Everything, in the order in which it was found."""
        hidden = list(self._hidden)
        for kind, texts in self._more.items():
            where = f"{note(MORE)} {self._counts[kind] - MAX_ITEMS}"
            hidden.append(Hidden(kind, where, "\n".join(texts)))  # type: ignore[arg-type]
        return Concealed(tuple(hidden), tuple(self._around))

    def _within(self, kind: Kind, text: str) -> str:
        if len(text) > MAX_TEXT:
            text = f"{text[:MAX_TEXT]}\n{note(CUT)}"
        self._room -= len(text)
        if self._room >= 0:
            return text
        if kind not in self._overflowed:
            self._overflowed.add(kind)
            self.remark(kind, note(MORE), CUT)
        return ""


def clean(text: str) -> str:
    """Without the characters that only a machine sees, and without lone surrogates."""
    if not text.isprintable():
        text = "".join(c if c >= " " or c in "\n\t" else "\n" for c in text.replace("\r", ""))
        text = text.encode("utf-8", "replace").decode()
    return text.strip()


def lines(texts: "list[str] | tuple[str, ...] | dict[str, None]") -> str:
    """Distinct texts, one a line."""
    return "\n".join(dict.fromkeys(text for text in (t.strip() for t in texts) if text))

"""What the import dialog says of a table: what to look at, and how much there is."""

from PySide6.QtCore import QCoreApplication

from app.core.intake.picture import Laid
from app.core.model import Notice
from app.core.text import Language
from app.ui import hidden_words, wording

TOLD = 3  # notices that are shown
ASKED = frozenset(("layout-unsure", "no-header", "form"))  # only a person can tell

translate = QCoreApplication.translate


def lines(table: Laid, language: Language) -> list[str]:
    """What a person should look at, one sentence a line; what asks for an answer comes first."""
    if not table.is_importable:
        told = [
            translate("ImportNotices", "没有找到数据表。请在左侧选中列名所在的行，按“这是表头行”。")
        ]
    else:
        first = sorted(table.notices, key=lambda notice: notice.code not in ASKED)
        told = [_said(table, notice, language) for notice in first]
    told += _told_of_hidden(table)
    unique = list(dict.fromkeys(told))
    if len(unique) > TOLD:
        more = translate("ImportNotices", "另有 {n} 条提示，导入后可见")
        unique[TOLD:] = [more.format(n=len(unique) - TOLD)]
    return unique


def asks(table: Laid) -> bool:
    """Whether a person must say that the layout is right."""
    return table.is_importable and any(notice.code in ASKED for notice in table.notices)


def is_nameless(table: Laid) -> bool:
    """Whether columns are called 列1, 列2 for want of names."""
    return any(notice.code == "no-header" for notice in table.notices)


def shape(table: Laid, *, glance: bool) -> str:
    """How many rows and columns there are, as far as they are known."""
    text = translate("ImportNotices", "{r} 行 × {c} 列").format(
        r=f"{table.data.num_rows:,}", c=table.data.num_columns
    )
    if not table.sheet.whole:
        text = translate("ImportNotices", "前 {n} 行中：{shape}").format(
            n=f"{table.sheet.rows:,}", shape=text
        )
    if glance:
        reading = translate("ImportNotices", "正在读取整个文件，读完可修改版面 · {shape}")
        text = reading.format(shape=text)
    return text


def _told_of_hidden(table: Laid) -> list[str]:
    """That there is more in the file than shows; its properties alone are no news."""
    kinds = [hidden_words.kind(h.kind) for h in table.hidden if h.kind != "property"]
    if not kinds:
        return []
    told = wording.listed(dict.fromkeys(kinds))
    text = translate("ImportNotices", "文件里有隐藏内容：{kinds}。请在“隐藏内容”中核对")
    return [text.format(kinds=told)]


def _said(table: Laid, notice: Notice, language: Language) -> str:
    said = notice.message.to(language)
    if notice.code != "drift":
        return said
    return wording.said_of(said, wording.listed(map(wording.drift, table.layout.drift)))

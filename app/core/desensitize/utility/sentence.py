"""What was done to a table, in one plain sentence that is read off the output itself."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from app.core.contingency import Counts
from app.core.desensitize.utility.recoding import Recoding
from app.core.text import Text, joined

_FEW = 200  # labels looked at for a pattern
_MOST = 0.9  # share of these labels that must be of the pattern
_RANGE = re.compile(
    r"[\[(]?\s*(-?\d+(?:\.\d+)?)\s*([-–—~～,，至]|to)\s*(-?\d+(?:\.\d+)?)\s*岁?\s*([)\]]?)"
)
_YEAR = r"(18|19|20)\d{2}"
_PERIODS = (
    (re.compile(rf"{_YEAR}年?"), Text("改为年份", "is now years")),
    (re.compile(rf"{_YEAR}(Q|年?第?)[1-4一二三四](季度)?"), Text("改为季度", "is now quarters")),
    (re.compile(rf"{_YEAR}[-/.年]\d{{1,2}}月?"), Text("改为月份", "is now months")),
)
_KIND = re.compile(r"\[[^\[\],，\d]{2,16}\]")  # in a text that was redacted: [手机号码]
_AGE = re.compile(r"年龄|岁数|age", re.IGNORECASE)
_HAN = "零一二三四五六七八九"
_WORDS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 10: "ten", 15: "fifteen",
    20: "twenty", 25: "twenty-five", 30: "thirty", 40: "forty", 50: "fifty",
}  # fmt: skip

_NAMED = Text("“{column}”{change}", "“{column}” {change}")
_AGES = Text("{column}改为{width}岁一档", "ages are now {width}-year bands")
_WIDE = Text("改为宽 {width} 的区间", "is now in ranges of {width}")
_MERGED = Text("由 {before} 种取值合并为 {after} 类", "went from {before} values to {after} groups")
_ALL_ONE = Text("由 {before} 种取值合并为一类", "went from {before} values to one group")
_MASKED = Text("部分遮去", "is partly masked")
_REDACTED = Text("文中部分内容换成类别名", "has parts of its texts replaced by their kind")
_CODES = Text("换成一一对应的代号", "is now codes, one for each value")
_DISTURBED = Text("的值被扰动或换位", "was disturbed or moved about")
_GONE = Text("全部隐去", "is blank")
_SOME_GONE = Text("隐去 {share} 的单元格", "is blank in {share} of its cells")
_BOTH = Text("{one}，{other}", "{one} and {other}")
_DROPPED = Text("去掉“{column}”列", "“{column}” is left out")
_ADDED = Text("增加“{column}”列", "“{column}” is new")
_REMOVED = Text("去掉 {share} 的行", "{share} of rows removed")
_SUPPRESSED = Text(
    "隐去 {share} 的行的全部准标识符", "{share} of rows have all their quasi-identifiers blank"
)
_UNPLACED = Text(
    "行与原表对不上，未作逐行比较",
    "its rows do not match the original's, so cells were not compared",
)
_NOTHING = Text("没有任何改动", "nothing was changed")


def change(column: Recoding, suppressed: int) -> Text | None:
    """What was done to a column; None where nothing was, but for so many ``suppressed`` rows."""
    _, label, counts = column.pairs
    altered = ~column.same
    if not altered.any():
        return None
    blanked = altered & column.hidden[label]
    shown = np.flatnonzero((np.bincount(label, counts, len(column.labels)) > 0) & ~column.hidden)
    gone = int(counts[blanked].sum())
    if not len(shown) and gone > suppressed:
        return _NAMED.format(column=column.column, change=_GONE)
    recoded = (altered & ~blanked).any()
    said = _recoded(column, shown, label[altered & ~blanked]) if recoded else None
    if gone <= suppressed:
        return said
    some = _SOME_GONE.format(share=_percent(gone / int(counts.sum())))
    if said is None:
        return _NAMED.format(column=column.column, change=some)
    return _BOTH.format(one=said, other=some)


def sentence(
    changes: Sequence[Text],
    dropped: Sequence[str],
    added: Sequence[str],
    removed: float,
    suppressed: float,
    *,
    paired: bool,
) -> Text:
    """``removed`` and ``suppressed``: shares of the rows. ``paired``: whether cells were compared."""
    parts = [*changes]
    parts += [_DROPPED.format(column=column) for column in dropped]
    parts += [_ADDED.format(column=column) for column in added]
    if suppressed:
        parts.append(_SUPPRESSED.format(share=_percent(suppressed)))
    if removed:
        parts.append(_REMOVED.format(share=_percent(removed)))
    if not paired:
        parts.append(_UNPLACED)
    parts = parts or [_NOTHING]
    return joined(parts)


def _recoded(column: Recoding, shown: Counts, altered: Counts) -> Text:
    """``shown``: labels that tell something; ``altered``: those that are new to their value."""
    frequent = np.unique(altered)[:_FEW]
    texts = column.labels.take(pa.array(frequent)).to_pylist()
    width = _width(texts)
    if width is not None:
        if _AGE.search(column.column) and width == int(width):
            return _AGES.format(column=column.column, width=_in_words(int(width)))
        return _NAMED.format(column=column.column, change=_WIDE.format(width=f"{width:,g}"))
    for pattern, said in _PERIODS:
        if _share(pattern.fullmatch(text) is not None for text in texts) >= _MOST:
            return _NAMED.format(column=column.column, change=said)
    before, after = int(np.count_nonzero(column.occurs)), len(shown)
    if _share("*" in text for text in texts) >= _MOST:
        said = _MASKED
    elif _share(_KIND.search(text) is not None for text in texts) >= _MOST:
        said = _REDACTED
    elif column.is_function and after < before:
        said = (_MERGED if after > 1 else _ALL_ONE).format(before=f"{before:,}", after=f"{after:,}")
    elif column.is_function and not (column.original[altered] >= 0).any():
        said = _CODES
    elif (column.width[altered] > 1).all() and not (column.original[altered] >= 0).any():
        said = (_MERGED if after > 1 else _ALL_ONE).format(before=f"{before:,}", after=f"{after:,}")
    else:
        said = _DISTURBED
    return _NAMED.format(column=column.column, change=said)


def _width(texts: Sequence[str]) -> float | None:
    """The width that most labels share as ranges; closed ranges of whole numbers hold both ends."""
    widths = []
    for text in texts:
        match = _RANGE.fullmatch(text.strip())
        if match is not None:
            closed = match[4] != ")" and "." not in match[1] + match[3]
            widths.append(float(match[3]) - float(match[1]) + closed)
    if len(widths) < _MOST * len(texts):
        return None
    usual = max(set(widths), key=widths.count)
    return usual if usual > 0 and widths.count(usual) >= _MOST * len(texts) else None


def _share(found: Iterable[bool]) -> float:
    return float(np.mean(list(found)))


def _in_words(number: int) -> Text:
    zh = str(number)
    if 1 <= number < 100:
        tens, ones = divmod(number, 10)
        zh = (
            (_HAN[tens] if tens > 1 else "")
            + ("十" if tens else "")
            + (_HAN[ones] if ones or not tens else "")
        )
    return Text(zh, _WORDS.get(number, str(number)))


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %") if share >= 0.001 else "< 0.1 %"

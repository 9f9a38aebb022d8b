"""What stands around the rows of a table: their units, notes on them, and who signs for them."""

import re

from app.core.intake.layout import kinds, words

LONGEST_VALUE = 24  # characters of what may be told of a thing
_SEALED_OR_DATED = re.compile(
    r".*[（(](盖章|公章|签章|签名|签字)[）)]|(\d*\s*年\s*\d*\s*月\s*\d*\s*日)|\d{4}([-/.])\d{1,2}\3\d{1,2}"
)


def is_unit(texts: list[str], under: bool, columns: int) -> bool:
    """单位：万元 on a line of its own; or a row of （万元）（人） right under the header, 单位 before it or not."""
    if all(kinds.is_unit(text) for text in texts):
        return True
    if len(texts) > 1 and words.is_unit_label(texts[0]):
        texts = texts[1:]  # 单位 | （元/公斤） | （%）
    elif len(texts) < 2 and columns > 2:
        return False
    if not under:
        return False
    measures = sum(kinds.is_bracketed(text) or kinds.is_measure(text) for text in texts)
    return measures >= 0.7 * len(texts) and not any(map(kinds.is_value, texts))


def _is_signing(texts: list[str], columns: int) -> bool:
    """班主任：王某 | 日期：5月3日, or 局长： | 王某 | 经办人： | 李某: labels for who answers for it.

    Beside one of them may stand where to put a seal, and a date: 村委会（盖章） | 经办人： | 年 月 日.
    """
    beside = [text for text in texts if not words.is_label(text)]
    if beside and all(map(_is_sealed_or_dated, beside)):
        signed = any(words.is_open_label(text) and words.is_signature(text) for text in texts)
        return signed and len(texts) < columns
    if not words.is_label(texts[0]):
        return False
    labels = [text for text in texts if words.is_label(text)]
    if len(labels) < 2 or not any(map(words.is_signature, labels)):
        return False
    whole = len(labels) == len(texts) and (
        len(texts) < columns or all(map(words.is_signature, texts))
    )
    return whole or (all(map(words.is_open_label, labels)) and 2 * len(labels) >= len(texts))


def _is_sealed_or_dated(text: str) -> bool:
    return _SEALED_OR_DATED.fullmatch(text) is not None


def is_note(texts: list[str], columns: int) -> bool:
    """Words that open a note, with next to nothing beside them; or labels to fill in and sign."""
    if _is_signing(texts, columns):
        return True
    if len(texts) == 2 < columns and words.is_note_label(texts[0]):
        return words.manner(texts[1]) != "" or len(texts[1]) > LONGEST_VALUE
    if not words.starts_note(texts[0]):
        return False
    if len(texts) == 1:
        return True
    if len(texts) == 2 < columns and words.starts_note(texts[1]):
        return True
    if not words.is_label(texts[0]):
        return False  # *海棠 | 良好 is a thing with a star, and what is told of it
    labels = sum(map(words.is_label, texts))
    return len(texts) == 2 < columns or (labels > 1 and 2 * labels >= len(texts))

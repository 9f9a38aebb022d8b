"""The row under a header that numbers the columns of a form."""

import re
import unicodedata
from collections.abc import Sequence

_STEM = re.compile(r"[甲乙丙丁A-D]|[栏行列][次号]|公式|关系式|[-—]+|\*+")
_FORMULA = re.compile(r"(?<=^[A-Z])\s*[=＝].*")
_LETTERED = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LETTER_COUNT = re.compile(r"[A-Z]\d{1,4}")
_COUNT = re.compile(r"[（(]?(\d+)[）)]?(?:\s*[=＝].*|\([-+*/×÷\d]+\))?")
_OF_COLUMNS = re.compile(r"\d{1,2}(?:[-+*/×÷]\d{1,2})+")


def is_count_up(texts: Sequence[str], columns: int) -> bool:
    """1 2 3 …, (1) (2), 甲 乙 1 2, 栏次 — 1 2 3=1+2, 1 2 3(1-2), 公式 A=B+C B C, A01 A02: what numbers columns.

    ``columns``: how many there are. Bare numbers must number all of them, or all but the first.
    """
    texts = ["".join(text.split()) for text in texts]  # 栏  次
    letters = [_FORMULA.sub("", t) for t in texts if len(t) == 1 or not _STEM.fullmatch(t)]
    if len(letters) > 2 and any("".join(letters) == run[: len(letters)] for run in _LETTERED):
        return True
    stems = {text[0] for text in texts if _LETTER_COUNT.fullmatch(text)}
    if len(stems) == 1 and all(map(_LETTER_COUNT.fullmatch, texts)):
        return [int(text[1:]) for text in texts] == [*range(1, len(texts) + 1)] and len(texts) > 2
    numbers = [unicodedata.normalize("NFKC", t) for t in texts if not _STEM.fullmatch(t)]
    matches = [_COUNT.fullmatch(text) for text in numbers]
    if len(numbers) < columns - 1:  # 1 2 2-1, beside names that no number stands under
        numbers = [text for text in numbers if not _OF_COLUMNS.fullmatch(text)]
        matches = [_COUNT.fullmatch(text) for text in numbers]
    lettered = list(texts[:2]) == ["甲", "乙"]
    if len(numbers) < (1 if lettered else 2) or [m and int(m[1]) for m in matches] != [
        *range(1, len(numbers) + 1)
    ]:
        return False
    marked = any(not (text.isascii() and text.isdigit()) for text in texts)
    return marked or (len(texts) >= columns - 1 and len(texts) > 3)  # 1 2 3 may well be data


def is_stem(text: str) -> bool:
    """A, 甲, 栏次: what stands among the numbers of a form's columns and is no blank."""
    return _STEM.fullmatch(text) is not None and text[0].isalpha()

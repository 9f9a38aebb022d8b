"""The initials of Chinese words in pinyin, by which people type ahead: 导入文件 is ``drwj``."""

from bisect import bisect_right

# GB/T 2312 sorts its first level, the 3,755 common characters, by their pinyin: the first of each
# initial tells where it begins. No syllable begins with i, u or v.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_INITIALS = "abcdefghjklmnopqrstwxyz"
_STARTS = [character.encode("gb2312") for character in _FIRST]
_END = "座".encode("gb2312")


def initials(text: str) -> str:
    """One letter a common character, others as they are; of several readings, the one it is sorted by."""
    return "".join(map(_initial, text))


def _initial(character: str) -> str:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return character
    if not _STARTS[0] <= code <= _END or len(code) == 1:
        return character.lower()
    return _INITIALS[bisect_right(_STARTS, code) - 1]

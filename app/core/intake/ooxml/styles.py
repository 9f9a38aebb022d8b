"""The number format of each cell style. Source: ECMA-376 Part 1, 18.8.10 and 18.8.30."""

from app.core.intake.archive import part_blocks
from app.core.intake.content import Content
from app.core.intake.display.builtin_formats import BY_CODE, CHINESE_BUILTIN, format_code
from app.core.intake.markup.stream import feed, local_name

GENERAL = "General"


def number_formats(path: Content, part: str | None) -> tuple[str, ...]:
    """The codes by the numbers that cells carry; none where the workbook has no styles.

    Raises FileUnreadable, FileTooLarge.
    """
    if part is None:
        return ()
    styles = _Styles()
    for _ in feed(part_blocks(path, part), styles, path):
        pass
    return tuple(_code(number, styles.own) for number in styles.used)


class _Styles:
    """Keeps the formats that the file defines, and the one that each cell style names."""

    def __init__(self) -> None:
        self.own: dict[int, str] = {}
        self.used: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "cellXfs":
            self._inside = True
        elif local == "xf" and self._inside:
            self.used.append(_number(attributes.get("numFmtId", "")))
        elif local == "numFmt" and "formatCode" in attributes:
            # A differential format (dxf) may carry one of these too: the first one counts.
            self.own.setdefault(_number(attributes.get("numFmtId", "")), attributes["formatCode"])

    def end(self, name: str) -> None:
        if local_name(name) == "cellXfs":
            self._inside = False

    def text(self, data: str) -> None:
        """Styles say all in attributes."""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _code(number: int, own: dict[int, str]) -> str:
    if number in own:
        code = own[number]
        number = BY_CODE.get(code, -1)
        return CHINESE_BUILTIN.get(number, code)
    return format_code(number, None)

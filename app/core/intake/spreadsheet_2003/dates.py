"""Dates of an XML Spreadsheet, written as ISO 8601, as their formats show them."""

import datetime
import re

from app.core.intake.display.number_format import general_text, is_date_format, number_text
from app.core.intake.sheet import Shown

_EPOCH_1900, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_MARCH_1900 = 60  # days; before it Excel counts a 1900-02-29 that never was
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?)?Z?")


def date_text(words: str, code: str, *, epoch_1904: bool) -> str | None:
    """A date through its format, else as it is written; 1899-12-31 is a time of day alone.

    None where it is no date. Raises ValueError for a day or an hour that there is not.
    """
    match = _MOMENT.fullmatch(words)
    if match is None:
        return None
    if not is_date_format(code):
        return words.removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00")
    numbers = [int(part or 0) for part in match.groups()[:6]]
    year, month, day, hour, minute, second = numbers
    micro = int((match[7] or "0").ljust(6, "0"))
    moment = datetime.datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001
    elapsed = moment - (_EPOCH_1904 if epoch_1904 else _EPOCH_1900)
    serial = elapsed / datetime.timedelta(days=1)
    if not epoch_1904 and 0 < elapsed.days <= _MARCH_1900:
        serial -= 1
    if serial < 0 or moment.date() == datetime.date(1899, 12, 31):
        serial %= 1
    return Shown(number_text(serial, code, epoch_1904=epoch_1904), general_text(serial), code)

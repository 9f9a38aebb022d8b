"""The binary values of dBase and FoxPro as text: dates, numbers, moments, pointers to memos."""

import datetime
import math
import struct
from decimal import Decimal

_EPOCH = datetime.date(1, 1, 1).toordinal() - 1_721_426  # Julian day number to ordinal


def pointer(data: bytes) -> int:
    """The block in the memo file: four bytes in Visual FoxPro, else digits; 0 is none."""
    if len(data) == 4:
        return int.from_bytes(data, "little")
    digits = data.strip(b" \0")
    return int(digits) if digits.isdigit() else 0


def day(data: bytes, name: str) -> str | None:
    """A date as YYYYMMDD; zeros and blanks are none."""
    text = data.strip(b" \0").decode("ascii", "replace")
    if len(text) == 8 and text.isdigit() and text != "00000000":
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text if text.strip("0") else None


def logical(data: bytes, name: str) -> str | None:
    """T, Y, F or N as TRUE or FALSE; ? and a blank are none."""
    text = data.strip(b" \0?").decode("ascii", "replace")
    return {"T": "TRUE", "Y": "TRUE", "F": "FALSE", "N": "FALSE", "": None}.get(text.upper(), text)


def integer(data: bytes, name: str) -> str | None:
    """Four bytes, signed."""
    return str(int.from_bytes(data, "little", signed=True))


def double(data: bytes, name: str) -> str | None:
    """Eight bytes, without an exponent."""
    value: float = struct.unpack("<d", data)[0]
    if not math.isfinite(value):
        return str(value)
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def currency(data: bytes, name: str) -> str | None:
    """Eight bytes: ten thousandths."""
    return format(Decimal(int.from_bytes(data, "little", signed=True)).scaleb(-4), "f")


def moment(data: bytes, name: str) -> str | None:
    """A Julian day number and the milliseconds since midnight."""
    day, milliseconds = struct.unpack("<ii", data)
    if data.strip(b" \0") == b"":
        return None
    try:
        told = datetime.date.fromordinal(day + _EPOCH)
    except (ValueError, OverflowError):
        return f"⟦{data.hex().upper()}⟧"
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    text = f"{told.isoformat()} {minutes // 60:02}:{minutes % 60:02}:{second:02}"
    return f"{text}.{fraction:03}" if fraction else text

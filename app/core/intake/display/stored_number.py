"""A number as an XML part writes it: its value, and all the digits that were written."""

from decimal import Decimal, InvalidOperation

_FURTHEST = 330  # decimal places; beyond any double
_SHORT = 300  # digits of an integer that is no more than a double can be


def stored_number(text: str) -> tuple[float, str] | None:
    """The value and its digits in full; None where the text is no finite number."""
    plain = text.strip()
    if len(plain) <= _SHORT and plain.isdecimal() and plain.isascii() and plain[0] != "0":
        return float(plain), plain
    try:
        exact = Decimal(plain)
        value = float(exact)
    except (InvalidOperation, OverflowError):
        return None
    if not exact.is_finite() or abs(value) == float("inf"):
        return None
    if abs(exact.adjusted()) > _FURTHEST or exact.as_tuple().exponent < -_FURTHEST:  # type: ignore[operator]
        return value, "0" if value == 0 else format(Decimal(repr(value)), "f")
    return value, _plain(exact)


def _plain(exact: Decimal) -> str:
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

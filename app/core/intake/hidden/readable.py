"""Words out of bytes whose format is not known: enough for a reviewer to see what lies there."""

import html
import re

from app.core.intake.hidden.concealed import clean

SHORTEST = 3  # characters of a run that is worth showing

# Runs of UTF-16 that hold only letters, digits, marks (a secrecy mark has a ★) and Han characters.
_WIDE = re.compile(
    rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\x3f]\x30|[\x00-\xef]\xff"
    rb"|[\x10-\x3b]\x20|[\x05\x06]\x26){3,}"
)
_NARROW = re.compile(rb"[\x20-\x7e\t]{4,}")
_UTF8 = re.compile(rb"(?:[\x20-\x7e]|\xe2[\x80\x98][\x80-\xbf]|[\xe3-\xe9][\x80-\xbf]{2}){2,}")
_UTF8_HAN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){2}")
_GB = re.compile(rb"(?:[\x20-\x7e]|[\x81-\xfe][\x40-\x7e\x80-\xfe]){2,}")
_GB_HAN = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe]){2}")
_MARKUP = re.compile(r"<[^<>]{0,4000}>")
_VALUES = re.compile(r"=[\"']([^\"'<>]{1,4000})[\"']")
_TELLING = re.compile(r"[\u3400-\u9fff]|(?<![0-9A-Fa-f])\d{11}")
_DECLARED = re.compile(rb"encoding=[\"']([\w.-]{1,40})[\"']")


def wide_runs(data: bytes) -> list[str]:
    """The runs of UTF-16 (little-endian) text in some bytes, of three characters or more."""
    runs = []
    for match in _WIDE.finditer(data):
        if _NARROW.fullmatch(match[0]):  # pairs of ASCII letters read as Han characters too
            continue
        text = clean(match[0].decode("utf-16-le", "ignore"))
        if len(text) >= SHORTEST:
            runs.append(text)
    return runs


def narrow_runs(data: bytes) -> list[str]:
    """The runs of ASCII, and those of UTF-8 or GB18030 with two Han characters or more."""
    runs = [match[0].decode("ascii") for match in _NARROW.finditer(data)]
    utf8 = [match[0] for match in _UTF8.finditer(data) if _UTF8_HAN.search(match[0])]
    runs += [run.decode("utf-8", "ignore") for run in utf8]
    rest = _UTF8.sub(lambda m: b"\n" if _UTF8_HAN.search(m[0]) else m[0], data)
    gb = [match[0] for match in _GB.finditer(rest) if _GB_HAN.search(match[0])]
    runs += [run.decode("gb18030", "ignore") for run in gb]
    return [run for run in map(clean, runs) if len(run) >= SHORTEST]


def runs(data: bytes) -> str:
    """All runs of text, distinct, one a line."""
    return "\n".join(dict.fromkeys((*wide_runs(data), *narrow_runs(data))))


def is_telling(text: str) -> bool:
    """Whether a text holds Chinese words, or digits enough to be somebody's number."""
    return _TELLING.search(text) is not None


def decoded(data: bytes) -> str | None:
    """The text of a file that is text: by its mark, as UTF-8, then as GB18030; else None."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    data = data.rstrip(b"\0")
    if b"\0" in data:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def bare(markup: bytes) -> str:
    """The words of markup that no parser takes, of attributes those that a person wrote."""
    declared = _DECLARED.search(markup[:200])
    text: str | None = None
    if declared is not None:
        try:
            text = markup.decode(declared[1].decode("ascii"), "replace")
        except LookupError:
            text = None
    if text is None:
        text = decoded(markup) or markup.decode("utf-8", "replace")
    words = _MARKUP.sub("\n", text).split("\n")
    words += (value for value in map(html.unescape, _VALUES.findall(text)) if is_telling(value))
    return "\n".join(dict.fromkeys(filter(None, (html.unescape(word).strip() for word in words))))

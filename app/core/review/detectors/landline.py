"""固定电话: area code and number, with or without an extension. 电信网编号计划 (2017)."""

import re
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.model import Level
from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Candidates, Told
from app.core.review.headers import header_says, is_among
from app.core.review.patterns import matches
from app.core.review.signs import sought
from app.core.review.spans import NO_PLACES, NONE, Mask, Places, Spans
from app.core.text import Text

_COUNTRY = r"(?:(?:\+|00)86[\- ]?|86[\- ])?"
_ABROAD = r"(?:\+|00)86[\- ](?:10|2[0-9]|[3-9][0-9]{2})[\- ][2-8][0-9]{2,3}[\- ]?[0-9]{4}"
_PLUS, _ABROAD_SIGNS = sought("+"), sought(("+", "860"))
_DIGITS = 11  # of a number with its area, at least
_BARE = (11, 12)  # of one that is written without a sign
_GAP = r"[\- —]?"
_EXTENSION = r"(?:\s*(?:[\-—#,]|转|分机|[Ee]xt\.?)\s*[0-9]{1,5})?"
_FORM = (
    rf"(?:{_ABROAD}|{_COUNTRY}(?:(?:0(?:10|2[0-9])|\(0(?:10|2[0-9])\)){_GAP}[2-8][0-9]{{3}}[\- ]?[0-9]{{4}}"
    rf"|(?:0[3-9][0-9]{{2}}|\(0[3-9][0-9]{{2}}\)){_GAP}[2-8][0-9]{{2,3}}[\- ]?[0-9]{{4}})){_EXTENSION}"
)
_LOCAL = rf"^\s*[2-8][0-9]{{2,3}}[\- ]?[0-9]{{4}}{_EXTENSION}\s*$"
_AREA = r"^\(?(?:(?:\+|00)?86[\- ]?)?\(?0?(?P<area>10|2[0-9]|[3-9][0-9]{2})"


@detectors.register
class LandlineDetector(PatternDetector):
    """The numbers of offices are made to be published, those of homes are not. Service numbers (400,
    800, 12345, 110) have no area code and are no find.

    A number without its area code is any number, unless the column's name tells.
    """

    id = "landline"
    title = Text("固定电话", "landline number")
    precedence = 45
    whole = rf"^{_FORM}$"
    prefilter = rf"(?:^|[^0-9A-Za-z.\-+_=])(?:{_FORM})(?:[^0-9A-Za-z_]|$)"
    pattern = re.compile(
        rf"(?<![0-9A-Za-z.\-+_=])(?<![0-9] ){_FORM}(?![0-9A-Za-z_]|[\-.][0-9A-Za-z]| [0-9]{{1,4}}(?![0-9]))"
    )

    def among(self, column: Column) -> Places:
        """Values with the digits of a number and of its area, and what an area or a country begins
        with; none where 86 alone stands for the country everywhere, as it does in other numbers.
        """
        led = column.runs.led
        if not (len(led) or column.holds(_PLUS)):
            return NO_PLACES
        places = column.with_digits(column.numbered, _DIGITS)
        if not len(places):
            return places
        told = np.zeros(len(column.values), np.bool_)
        told[column.values_at(led)] = told[column.holding(_ABROAD_SIGNS)] = True
        return places[told[places]]

    def level(self, column: Column, spans: Spans) -> Level | None:
        """A column of telephones is of offices where nothing beside it speaks of persons (药店, 地址, 电话)."""
        told = super().level(column, spans)
        if told is not None or not column.others or header_says(self.id, column.name) != "says":
            return told
        alone = 2 * column.alone(spans).sum() >= len(spans)
        return "public" if alone and not is_among("persons", column) else None

    def candidates(self, column: Column) -> Candidates:
        if not len(column.numbered):
            return Candidates(NONE, {})
        found = super().candidates(column)
        if header_says(self.id, column.name) != "says":
            return _but_serials(column, found)
        if len(found.spans):
            return found
        local = column.whole(column.matching(_LOCAL))
        unknown = np.full(len(local), -1, np.int8)
        return Candidates(local, {"area": unknown, "parted": unknown})

    def tests(self, texts: pa.StringArray) -> dict[str, Told]:
        area = pc.struct_field(pc.extract_regex(texts, _AREA), "area")
        codes = pc.fill_null(area, "0").to_numpy(zero_copy_only=False).astype(np.int64)
        return {"area": _areas()[codes], "parted": matches(texts, r"^\+?[0-9]{2,8}[\- —]|\)")}


def _but_serials(column: Column, found: Candidates) -> Candidates:
    """What is written as numbers that have no sign within, and as many digits as more cells hold that begin
    with any, is none: one in ten of these begins with 0."""
    if not len(found.spans):
        return found
    told = np.ones(len(found.spans), np.bool_)
    bare = matches(column.texts(found.spans), "^[0-9]+$")
    for length in _BARE:
        such = bare & (found.spans.ends - found.spans.starts == length)
        if such.any():
            numbers = column.runs.spans.where(column.runs.of_length(length, digits=length))
            told &= ~such | ((column.text[numbers.starts] > ord("1")).sum() <= such.sum())
    if told.all():
        return found
    tests = {name: answers[told] for name, answers in found.tests.items()}
    return Candidates(found.spans.where(told), tests)


@cache
def _areas() -> Mask:
    """By the digits behind the 0, whether they are an area."""
    known = np.zeros(1000, np.bool_)
    known[resources.pack("numbers").data["areas"]] = True
    return known

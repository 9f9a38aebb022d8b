"""家庭住址: an address that leads to a person's door."""

import re

import numpy as np
import pyarrow as pa

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import NAMED, Candidates, Evidence
from app.core.review.headers import header_says
from app.core.review.patterns import matches
from app.core.review.places.address import (
    NO_ADDRESSES,
    AddressColumn,
    Depth,
    address_figures,
    address_parts,
    may_be_addresses,
    whose,
)
from app.core.review.signs import sought
from app.core.review.spans import Places
from app.core.text import Text

_TEXT = r"[\x{4e00}-\x{9fff}0-9A-Za-z\-—#]"
_PLACES = sought("省市区县镇乡村街道路巷弄里园苑寓庄湾城组")
_PLACE = f"[{''.join(_PLACES)}]"
_NUMBERED = r"(?:号楼|号|室|栋|幢|单元|(?:村民)?小?组|户|座|\-|—)"
_DOOR = (
    r"[0-9一二三四五六七八九十]+\s*(?:单元|户)|[0-9]+\s*(?:幢|栋|号楼|座|\-|—)\s*[0-9]+(?:\s*[\-—]\s*[0-9]+)?\s*室"
    r"|[0-9]+\s*(?:幢|栋|号楼)[\-—]?[0-9]{3,4}(?:[^0-9号]|$)|村\s*[0-9一二三四五六七八九十]+\s*组\s*[0-9]+\s*号"
    r"|[0-9]+\s*[\-—]\s*[0-9]+\s*[\-—]\s*[0-9]{3,4}(?:[^0-9号]|$)"
    r"|(?:户籍所在地|户籍地址?|住址|家住|现住|住在|居住[在于地]|(?:^|[,，。;；])住)[^所宅,，。;；][^,，。;；]{4,60}[0-9]\s*(?:号|室|户|(?:村民)?小?组)"
)
_HAN = r"[\u4e00-\u9fff]"
# What leads to a place is none of it: on the 28|日到|望江街道.
_BEGINS = rf"(?!(?<=[0-9])[年月日时点]|[到至往赴在]){_HAN}{{2}}"
_NO_DIGIT = r"[\u4e00-\u9fffA-Za-z\-—－#]"
_WITHIN = r"[\u4e00-\u9fff0-9A-Za-z\-—－#]"
_NUMBERS = sought(
    ("号", "室", "栋", "幢", "单元", "组", "户", "座", "-", "—")
)  # of :data:`_NUMBERED`
_DOORS = sought(
    ("单元", "户", "室", "幢", "栋", "号楼", "村", "-", "—", "住")
)  # one in each of :data:`_DOOR`
_MAYBE_DOOR = _DOOR.replace("(?:[^0-9号]|$)", "")  # also where more follows than was cut out
_PLACE_AND_NUMBER = rf"{_PLACE}.*[0-9]"
_NUMBER_OF_PLACE = re.compile(rf"{_PLACE}.{{0,40}}[0-9]++\s*+{_NUMBERED}", re.ASCII)
_TOLD = r"[,，。;；].*[,，。;；]"  # of sentences
_SHARE, _NEAR = 0.5, 0.3  # of the values: addresses; those near enough to a door
_FEW = 5  # addresses, of which nothing says whose they are


@detectors.register
class AddressDetector(PatternDetector):
    """The address of an office or a park is public, down to its room; one that leads to a flat's
    door, or stands in a column that speaks of homes, is personal. Beside a column of addresses,
    doors are found in running text."""

    id = "address"
    title = Text("家庭住址", "home address")
    version = "4"
    precedence = 80
    yields = True
    whole = rf"^[\x{{4e00}}-\x{{9fff}}]{{2}}{_TEXT}*{_PLACE}{_TEXT}*[0-9]+\s*{_NUMBERED}{_TEXT}*$"
    prefilter = rf"{_PLACE}.*[0-9]\s*{_NUMBERED}"
    pattern = re.compile(  # what holds no number, or none that counts, is left at once
        rf"{_BEGINS}{_NO_DIGIT}{{0,70}}+(?!{_WITHIN})"
        rf"|(?P<it>{_BEGINS}(?:{_NO_DIGIT}{{0,70}}+|{_WITHIN}{{0,70}}?)"
        rf"(?<![0-9])[0-9]++\s*+{_NUMBERED}{_WITHIN}{{0,70}})"
        rf"|{_BEGINS}{_WITHIN}{{0,70}}+(?!{_WITHIN})",
        re.ASCII,
    )

    def examine(self, column: Column) -> Evidence | None:
        saying = header_says(self.id, column.name)
        if column.is_ascii or saying == "denies":
            return None
        owner = "home" if saying == "says" else whose(column.name, column.others)
        figures = _figures(column)
        if figures.addresses < _SHARE or figures.distinct < (1 if owner == "home" else _FEW):
            return None if whose(column.name) == "office" else super().examine(column)
        near = figures.personal
        if owner == "home":
            near = sum(figures.depths[Depth.GROUP :])
        if owner == "office" or near < _NEAR:
            # A text with an address in it is none.
            prose = whose(column.name) != "office" and column.share_of_sample(_TOLD) >= _SHARE
            return super().examine(column) if prose else None
        spans = column.whole(column.holding(_PLACES))
        told = LEADS.format(share=near)
        confidence = round(0.6 + 0.39 * min(near + (saying == "says"), 1.0), 3)
        return Evidence(spans, confidence, (told, NAMED) if saying == "says" else (told,))

    def among(self, column: Column) -> Places:
        """Values with what is asked of a candidate: few of those with a number near a place."""
        if header_says(self.id, column.name) == "says":
            return column.matching(rf"[0-9]\s*{_NUMBERED}", column.holding(_NUMBERS))
        return column.matching(_MAYBE_DOOR, column.holding(_DOORS))

    def holders(self, column: Column, among: Places | None) -> Places:
        """Those with a number near a place. RE2 counts characters far more slowly than Python, which
        is asked about the few that hold both.
        """
        found = super().holders(column, among)
        texts = column.values.take(pa.array(found)).to_pylist()
        near = [_NUMBER_OF_PLACE.search(text) is not None for text in texts]
        return found[np.array(near, np.bool_)]

    def candidates(self, column: Column) -> Candidates:
        spans = super().candidates(column).spans
        at_home = header_says(self.id, column.name) == "says"
        for asked in (_PLACE_AND_NUMBER,) if at_home else (_PLACE_AND_NUMBER, _DOOR):
            if len(spans):
                spans = spans.where(matches(column.texts(spans), asked))
        return Candidates(spans, {})


def _figures(column: Column) -> AddressColumn:
    """The figures of a sample, if enough of it may be addresses."""
    filled = column.filled
    if not len(filled) or column.told(may_be_addresses, filled).mean() < _SHARE:
        return NO_ADDRESSES
    return address_figures(column.told(address_parts, filled))


LEADS = Text(
    "{share:.0%} 的值是能找到住户的地址",
    "{share:.0%} of the values are addresses that lead to a home",
)

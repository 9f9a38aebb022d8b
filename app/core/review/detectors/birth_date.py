"""出生日期: days and months on which living persons were born.

Whoever is under 14 makes the column sensitive (个人信息保护法 art. 28, 31), so the answer depends on
the day of the scan.
"""

import datetime
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review import checks
from app.core.review.column import Column, folded_name
from app.core.review.detector import FITS, cut_out, detectors
from app.core.review.evidence import NAMED, Evidence
from app.core.review.headers import header_says, says, stands_beside
from app.core.review.patterns import compiled
from app.core.review.signs import sought
from app.core.review.spans import Places, Spans
from app.core.review.vocabulary import OF_PERSONS, WORDS
from app.core.text import Text

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:[12][0-9]|3[01]|0?[1-9])"
_CENTURIES = sought(("18", "19", "20"))
_BORN = sought(("出生", "生日", "月生", "日生"))  # one in each of :data:`_SENTENCE`
_YEAR = rf"(?:{'|'.join(_CENTURIES)})[0-9]{{2}}"
_CLOCK = r"(?:[ T][0-9:.]{5,15}Z?)?"
_DATE = (
    rf"^\s*(?:(?P<first>{_YEAR})(?:\s*[\-/.年]\s*{_MONTH}(?:\s*[\-/.月]\s*{_DAY}日?|月)?"
    rf"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])?)"
    rf"|{_DAY}[/.\-]{_MONTH}[/.\-](?P<last>{_YEAR})){_CLOCK}\s*$"
)
_SENTENCE = (
    rf"(?:出生日期|出生年月日?|生日)[:：为是]?\s*{_YEAR}\s*[年\-/.]\s*{_MONTH}(?:\s*[月\-/.]\s*{_DAY}日?)?"
    rf"|[男女][,，、；].{{0,12}}{_YEAR}年{_MONTH}月(?:{_DAY}日)?出?生"
)
_SOME = 0.25  # of a sample: dates, where half of all values may be some
_CHILD, _ADULT, _OLDEST = 14, 18, 120


@dataclass(frozen=True)
class _Dates:
    """The values that are dates, and the year of each."""

    values: Places
    years: npt.NDArray[np.int64]

    @classmethod
    def of(cls, column: Column) -> "_Dates":
        """Most begin with the year; what else they begin with RE2 tells, far more slowly."""
        values = column.matching(_DATE)
        begins = column.offsets[values]
        first = np.stack([column.text[begins + place] for place in range(4)], axis=1)
        years = checks.number(first)
        other = np.flatnonzero(~checks.digits(first))
        if len(other):
            found = pc.extract_regex(column.values.take(pa.array(values[other])), _DATE)
            blank, last = pc.struct_field(found, "first"), pc.struct_field(found, "last")
            told = pc.if_else(pc.equal(blank, ""), last, blank)
            years[other] = told.cast(pa.int64()).to_numpy(zero_copy_only=False)
        return cls(values, years)

    def between(self, first: int, last: int) -> "_Dates":
        """Those of some years, ends included."""
        chosen = (self.years >= first) & (self.years <= last)
        return _Dates(self.values[chosen], self.years[chosen])


@detectors.register
class BirthDateDetector:
    """Dates under a name that says so; in a table of persons also those that are as far back and as
    far apart as births are, under a name that tells of no event."""

    id = "birth-date"
    title = Text("出生日期", "date of birth")
    version = "1"
    precedence = 35
    everywhere = False
    yields = False

    def examine(self, column: Column) -> Evidence | None:
        named = header_says(self.id, column.name)
        if named == "denies":
            return None
        told = _told(column)
        if named == "silent" and not (
            stands_beside("persons", column) and not _of_an_event(column)
        ):
            return told
        if not column.holds(_CENTURIES) or column.share_of_sample(_DATE) < _SOME:
            return told
        this_year = datetime.datetime.now(datetime.UTC).year
        found = _Dates.of(column)
        dates = found.between(this_year - _OLDEST, this_year)
        spans = column.whole(dates.values)
        share = column.cells_of(spans) / max(column.cells, 1) if len(spans) else 0.0
        if share < 0.5 or not (named == "says" or _like_births(found, this_year)):
            return told
        reasons = [NAMED if named == "says" else OF_PERSONS, FITS.format(share=share)]
        if (dates.years >= this_year - _CHILD).any():
            return Evidence(spans, _sure(share), (*reasons, CHILDREN), "sensitive-personal")
        return Evidence(spans, _sure(share), tuple(reasons))

    def in_sentences(self, texts: Column) -> list[Evidence]:
        told = _told(texts)
        return [told] if told else []


def _sure(share: float) -> float:
    return round(0.6 + 0.35 * share, 3)


def _told(column: Column) -> Evidence | None:
    """Births that a sentence tells."""
    among = column.holding(_BORN)
    if not len(among):
        return None
    places = column.matching(_SENTENCE, among)
    spans: Spans = cut_out(column, places, compiled(_SENTENCE))
    reasons = (WORDS.format(title=BirthDateDetector.title),)
    return Evidence(spans, 0.9, reasons) if len(spans) else None


def _of_an_event(column: Column) -> bool:
    """Whether the column's name tells what happened on these days, or on which day something did:
    取证时间, RDSJ."""
    told = resources.finding_type(BirthDateDetector.id).data
    name, endings = folded_name(column.name), tuple(told["day_of"])
    of_something = name.endswith(endings) and name not in endings
    return of_something or says(told["events"], column.name) == "says"


def _like_births(dates: _Dates, this_year: int) -> bool:
    """Whether years are as far back, and as far apart, as those of a population are."""
    years = dates.years
    if len(years) < 8 or years.max() > this_year:
        return False
    low, middle, high = np.quantile(years, (0.1, 0.5, 0.9))
    return bool(middle <= this_year - _ADULT and high - low >= 15 and low >= this_year - 100)


CHILDREN = Text("其中有不满十四周岁的未成年人", "some of them are children under 14")

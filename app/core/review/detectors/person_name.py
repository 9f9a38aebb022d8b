"""姓名: columns of persons' names, told by their characters, and names in sentences, told by cues."""

from dataclasses import replace

import numpy as np

from app.core.model import Level
from app.core.review.column import SAMPLE, Column, folded_name
from app.core.review.detector import FITS, detectors
from app.core.review.evidence import NAMED, Evidence
from app.core.review.headers import Saying, header_says
from app.core.review.names.column import name_cells, name_figures
from app.core.review.names.cue_words import cue_words, cues, role_of
from app.core.review.names.cues import CuedNames, cued_names
from app.core.review.names.latin import FOREIGN, foreigners_words
from app.core.review.names.organisations import are_organisations
from app.core.review.names.scores import LIKELY, TITLED, TITLES, Form
from app.core.review.signs import sought
from app.core.review.spans import NO_PLACES, Places
from app.core.text import Text

_TITLES = sought(TITLES)
_AT_ONCE = 1 << 15  # values
_MANY = 0.8  # of the values may be no organisation's, where names are sought between these
_LEAST_AMONG = 3  # distinct values beside those of organisations
# Digits and characters of a person's number: a landline's behind its area, an identity paper's.
_NUMBER, _NUMBERS = 7, 18
_MOSTLY = 0.6  # of the cells hold a foreign name
_SPEAKS: dict[Saying, bool | None] = {"says": True, "denies": False, "silent": None}


@detectors.register
class PersonNameDetector:
    """A column is weighed by how many of its texts are likelier names than words; a lone text needs
    a header that says so. Who acts for an office or a firm is named in public registers: the
    ``name-words`` pack tells the roles, in headers and before names in sentences."""

    id = "person-name"
    title = Text("姓名", "person name")
    version = "4"
    precedence = 70
    everywhere = False
    yields = True

    def examine(self, column: Column) -> Evidence | None:
        saying = header_says(self.id, column.name)
        if column.is_ascii and saying != "says":
            return None
        return (
            self._column(column, saying) or self._foreign(column, saying) or self._sentences(column)
        )

    def _column(self, column: Column, saying: Saying) -> Evidence | None:
        """Names fill the column, or all of it that is not an organisation's: 行政相对人 are both."""
        scored = column.told(name_cells, column.filled)
        figures = name_figures(scored)
        speaks = _speaks(column.name, saying)
        confidence = figures.confidence(speaks)
        reason, among = LOOKS, np.arange(len(column.values))
        if confidence < 0.5 and not column.is_ascii:
            others = ~column.told(are_organisations, column.filled)
            if _MANY * len(others) < others.sum():
                return None
            figures = name_figures(scored[np.flatnonzero(others)])
            if figures.distinct < _LEAST_AMONG:
                return None
            confidence, reason = figures.confidence(speaks), AMONG
        if confidence < 0.5 or (figures.distinct < 2 and saying != "says"):
            return None
        if reason is AMONG:  # only now, as it is asked of all values
            among = among[~column.told(are_organisations, among)]
        cells = column.told(name_cells, among)
        # Among names, 高峰 is one too, though it is likelier a word elsewhere.
        told = (cells.scores > LIKELY) | (cells.forms != Form.NONE)
        told &= cells.forms != Form.MASKED  # 李** names nobody any more
        told &= ~np.isin(among, column.matching(TITLED, column.holding(_TITLES)))
        if not told.any():
            return None
        reasons = (reason.format(share=figures.likely), *((NAMED,) if saying == "says" else ()))
        role = role_of(column.name)
        level: Level | None = "public" if role is not None and role.policy == "public" else None
        of_parties = reason is AMONG or _are_of_parties(column, among[~told])
        spans = column.whole(among[told])
        return Evidence(spans, round(confidence, 3), reasons, level, of_parties)

    def _foreign(self, column: Column, saying: Saying) -> Evidence | None:
        """Names in Latin letters of anybody: they have the form of many other things, and count where
        the header speaks of names and the columns beside it of persons."""
        if saying != "says" or not column.is_beside(*foreigners_words()):
            return None
        spans = column.whole(column.matching(FOREIGN))
        share = column.cells_of(spans) / max(column.cells, 1) if len(spans) else 0.0
        if share < _MOSTLY:
            return None
        return Evidence(spans, round(0.6 + 0.3 * share, 3), (NAMED, FITS.format(share=share)))

    def in_sentences(self, texts: Column) -> list[Evidence]:
        told = self._sentences(texts)
        return [told] if told else []

    def _sentences(self, column: Column) -> Evidence | None:
        among = _cueing(column) if not column.is_ascii else NO_PLACES
        if not len(among):
            return None
        found = _cued(column, among)
        if not len(found):
            return None
        level: Level | None = None if found.personal.any() else "public"
        if found.personal.any():
            found = found.where(found.personal)
        named = dict.fromkeys(cues().words[number] for number in found.words[:5].tolist())
        reasons = (CUED.format(n=len(found), cues="、".join(named)),)
        spans = column.in_bytes(found.texts, found.starts, found.ends)
        return Evidence(spans, 0.7, reasons, level)


LOOKS = Text(
    "{share:.0%} 的值更像姓名而不是词语",
    "{share:.0%} of the values look more like names than words",
)
AMONG = Text(
    "除机构名称外，{share:.0%} 的值更像姓名而不是词语",
    "but for the names of organisations, {share:.0%} of the values look more like names than words",
)
CUED = Text(
    "文字中有 {n} 处姓名，由“{cues}”等词引出", "{n} names in sentences, after words such as {cues}"
)


def _speaks(header: str, saying: Saying) -> bool | None:
    """Whether a header speaks of persons: it says so, or ends in what somebody is (女方, 收货人)."""
    role = role_of(header) if saying == "silent" else None
    is_role = role is not None and folded_name(header).endswith(role.word)
    return True if is_role else _SPEAKS[saying]


def _are_of_parties(column: Column, others: Places) -> bool:
    """Whether most of the texts that are no names are those of organisations."""
    some = others[:SAMPLE]
    return bool(len(some) and column.told(are_organisations, some).mean() >= _MANY)


def _cueing(column: Column) -> Places:
    """The values in which a word may be a cue, or a number as long as a person's."""
    runs = column.runs
    numbers = runs.spans.where((runs.digits >= _NUMBER) & (runs.lengths <= _NUMBERS))
    places = np.concatenate([column.holding(cue_words()), column.values_at(numbers.starts)])
    return column.distinct(places)


def _cued(column: Column, among: Places) -> CuedNames:
    """The names that cues give away; some values at a time, as those that are asked are copied."""
    found = []
    for first in range(0, len(among), _AT_ONCE):
        asked = among[first : first + _AT_ONCE]
        told = column.told(cued_names, asked)
        found.append(replace(told, texts=asked[told.texts]))
    return CuedNames.joined(found)

"""Chinese names in Latin letters: ZHANG San, Zhang Wei, Wei Zhang.

Pinyin is made of few syllables, so that a surname and two syllables are also many other things;
capitals are the evidence. In small letters the score stays below what counts by itself. What foreigners
are called has no such form at all: :data:`FOREIGN` is no evidence without a header.
"""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.lookup import Lookup
from app.core.review.patterns import matches

_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|"
    r"iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v|ü))"
)
_WORD = rf"{_SYLLABLE}(?:[-']?{_SYLLABLE})?"
_PAIR = rf"(?i)^(?P<first>{_WORD}),? (?P<second>{_WORD})$"
_CASES = (  # nats by the form of the capitals; the last fits every case
    (
        r"^[A-ZÜ]{2,}, ?[A-ZÜ][a-zü]+(?:-?[A-Za-zü]+)?$|^[A-ZÜ]{2,} [A-ZÜ][a-zü]+(?:-?[A-Za-zü]+)?$",
        3.0,
    ),
    (r"^[A-ZÜ][a-zü]+,? [A-ZÜ][a-zü]+(?:[-'][A-Za-zü]+)?$", 2.0),
    (r"^[A-ZÜ]{2,} [A-ZÜ'-]{2,}$", 1.5),
    (r"", 0.5),
)
_GIVEN_FIRST = -0.5
FOREIGN = (
    r"^\s*\p{Lu}[\p{L}'’.\-]*(?:,? \p{L}[\p{L}'’.\-]*){1,5}\s*$"  # RE2: Maria da Silva, SMITH, John
)


def latin_scores(texts: pa.StringArray, spaced: np.ndarray) -> np.ndarray:
    """Nats of each text as a name in pinyin, -inf where it is not one surname and a given name.

    ``spaced``: indices of the texts with a blank between two words.
    """
    scores = np.full(len(texts), -np.inf)
    latin = spaced[matches(texts.take(pa.array(spaced)), _PAIR)] if len(spaced) else spaced
    if not len(latin):
        return scores
    found = texts.take(pa.array(latin))
    words = pc.extract_regex(pc.utf8_lower(found), _PAIR)
    first, second = (
        _surnames().holds(pc.struct_field(words, [name])) for name in ("first", "second")
    )
    stopped = _stops().holds(pc.utf8_lower(found))
    order = np.where(first, 0.0, np.where(second, _GIVEN_FIRST, -np.inf))
    scores[latin] = np.where(stopped, -np.inf, _case(found) + order)
    return scores


def foreigners_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words in the names of columns, and whole names, beside which a name in Latin letters is a person's."""
    persons = resources.pack("evidence").data["company"]["persons"]
    foreigners = resources.pack("name-words").data["foreigners"]
    return (*persons["words"], *foreigners), tuple(persons["exact"])


def _case(texts: pa.StringArray) -> np.ndarray:
    forms = [pc.match_substring_regex(texts, p).to_numpy(zero_copy_only=False) for p, _ in _CASES]
    nats: np.ndarray = np.select(forms, [value for _, value in _CASES])
    return nats


@cache
def _surnames() -> Lookup:
    return Lookup(resources.pack("name-words").data["surname_pinyin"].split())


@cache
def _stops() -> Lookup:
    return Lookup(resources.pack("name-words").data["latin_stops"])

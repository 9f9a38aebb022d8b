"""Whether a column holds persons' names, from its distinct texts and what its header says.

The column is weighed as a whole: how many of its texts count as names is compared with what columns
of names show, and what columns of other short texts show. Both shares scatter between columns (Beta
distributions), so that a thousand texts that are alike are no proof of more than their kind.
"""

from dataclasses import dataclass
from functools import cached_property
from math import exp, lgamma, log

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.names.scores import LIKELY, Form, judge
from app.core.review.patterns import matches
from app.core.review.spans import Places

# Shares of likely texts: chosen after what tests/benchmarks/names.py shows (names .94, others below
# .04), and wider: real columns hold rare names and noise, and some others hold brands or villages.
_NAMES = (9.0, 1.2)
_OTHERS = (0.15, 6.0)
_PRIOR = {
    None: 0.05,
    True: 0.6,
    False: 0.005,
}  # by the header: silent, speaks of persons, of others
_CLIP = 6.0  # nats: the characters of a text are not independent, however sure their sum
_LISTED = r"\p{Han}.*[、，,;；/|\s\x{3000}]"
_SEPARATORS = r"[、，,;；/|\s\x{3000}]+"
_CALLED = r"[0-9+(][0-9 \-()]{5,18}[0-9]"  # the number to call somebody by, in the same cell
_NAMESAKE = r"^\p{Han}{2,4}[0-9]$"  # 张伟2, as rosters part namesakes
_NOTES = (
    rf"[(（][^()（）]{{0,20}}[)）]|等\d*人?$|[\s:：,，/]*{_CALLED}$|^{_CALLED}[\s:：,，/]*|[0-9]$"
)
_MORE = rf"{_LISTED}|\p{{Han}}[(（]|等\d*人?$|{_CALLED}|{_NAMESAKE}"  # than a name by itself
_NUMBERED = -2.0  # nats: far more words are numbered than names
_LONGEST_LIST = 600  # bytes


@dataclass(frozen=True)
class NameColumn:
    """Figures of a column's distinct texts, blank ones left out; shares between 0 and 1.

    ``possible``: have the form of a name; ``likely``: count as names by themselves; ``masked``: of
    the likely, with marks for characters; ``latin``: of the likely, in pinyin; ``listed``: hold
    several names.
    """

    distinct: int
    possible: float
    likely: float
    masked: float
    latin: float
    listed: float
    _scores: np.ndarray

    @cached_property
    def mixture(self) -> float:
        """The share of names that explains the scores best."""
        return _mixture(self._scores) if self.distinct else 0.0

    def confidence(self, speaks: bool | None = None) -> float:
        """The probability that these are persons' names.

        ``speaks``: whether the header speaks of persons (True), of something else (False), or not at
        all (None).
        """
        if not self.distinct:
            return 0.0
        hits = round(self.likely * self.distinct)
        misses = self.distinct - hits
        prior = _PRIOR[speaks]
        odds = _log_beta(hits, misses, *_NAMES) - _log_beta(hits, misses, *_OTHERS)
        odds += log(prior / (1 - prior))
        return 1 / (1 + exp(-max(min(odds, 50.0), -50.0)))


@dataclass(frozen=True)
class NameCells:
    """One entry a text: ``scores`` in nats, the mean of its parts; ``forms`` of its first part;
    ``parts``: how many texts a separator cuts it into."""

    scores: np.ndarray
    forms: np.ndarray
    parts: np.ndarray

    def __getitem__(self, places: Places) -> "NameCells":
        """The entries of some of the texts."""
        return NameCells(self.scores[places], self.forms[places], self.parts[places])


def name_column(texts: pa.StringArray) -> NameColumn:
    """The figures of a column of distinct texts."""
    filled = texts.filter(pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(texts), ""), False))
    return name_figures(name_cells(filled))


def name_figures(cells: NameCells) -> NameColumn:
    """The figures of a column whose distinct texts have been scored, blank ones left out."""
    count = len(cells.scores)
    if not count:
        return NameColumn(0, 0.0, 0.0, 0.0, 0.0, 0.0, np.zeros(0))
    likely = cells.scores > LIKELY
    total = max(int(likely.sum()), 1)
    return NameColumn(
        distinct=count,
        possible=float((cells.forms != Form.NONE).mean()),
        likely=float(likely.mean()),
        masked=float((likely & (cells.forms == Form.MASKED)).sum() / total),
        latin=float((likely & (cells.forms == Form.LATIN)).sum() / total),
        listed=float((likely & (cells.parts > 1)).mean()),
        _scores=cells.scores,
    )


def name_cells(texts: pa.StringArray) -> NameCells:
    """Score every text; one that lists names (王伟、李芳) by the mean of what it lists."""
    whole = judge(texts)
    scores, forms = whole.scores.copy(), whole.forms.copy()
    parts = np.ones(len(texts), np.int64)
    short = pc.fill_null(pc.less_equal(pc.binary_length(texts), _LONGEST_LIST), False)
    at = np.flatnonzero(np.isneginf(scores) & short.to_numpy(zero_copy_only=False))
    if len(at):
        at = at[matches(texts.take(pa.array(at)), _MORE)]
    if len(at):
        which = pa.array(at)
        bare = pc.replace_substring_regex(texts.take(which), _NOTES, "")
        lists = pc.split_pattern_regex(pc.utf8_trim_whitespace(bare), _SEPARATORS)
        inner = judge(lists.flatten())
        bounds = lists.offsets.to_numpy()[:-1]
        parts[at] = np.diff(lists.offsets.to_numpy())
        clipped = np.clip(inner.scores, -_CLIP, _CLIP)
        scores[at] = np.add.reduceat(clipped, bounds) / parts[at]
        scores[at[matches(texts.take(which), _NAMESAKE)]] += _NUMBERED
        forms[at] = inner.forms[bounds]
    return NameCells(scores, forms, parts)


def _mixture(scores: np.ndarray) -> float:
    """The share of names that makes the scores likeliest (EM; scores are likelihood ratios)."""
    ratios = np.exp(np.clip(scores, -_CLIP, _CLIP))
    share = 0.5
    for _ in range(30):
        share = float(np.mean(share * ratios / (share * ratios + 1 - share)))
    return round(share, 4)


def _log_beta(hits: int, misses: int, a: float, b: float) -> float:
    """Log of the Beta-binomial probability, less the term that both hypotheses share."""
    return (
        lgamma(hits + a) + lgamma(misses + b) - lgamma(hits + misses + a + b)
        - lgamma(a) - lgamma(b) + lgamma(a + b)
    )  # fmt: skip

"""Three kinds of evidence, weighed in the open: what a column holds, how it is called, and what
stands beside it.

Each is a log-odds that the column is of a type, and they add up. What it holds is judged by *tests*
that chance passes now and then: a candidate that passes speaks for the type by the logarithm of how
much oftener a real one passes, one that fails speaks against it. So ten contract numbers that pass
the check digit of identity numbers count for nothing beside a hundred that fail it. The weights are
data: each type's own, and the ``evidence`` pack's; ``tests/benchmarks/calibrate.py`` fits them to generated
tables and ``tests/benchmarks/detection`` examines them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core import resources
from app.core.model import Level
from app.core.review.column import Column
from app.core.review.headers import Saying, header_says, is_among
from app.core.review.spans import Mask, Spans, joined
from app.core.text import Text

LogOdds = npt.NDArray[np.float64]
_UNBOUNDED = 1e9
_FEW = 0.1  # of the cells: where more have the form, it is no accident
_CHECK_DIGITS = frozenset(("check", "luhn"))  # the tests that chance passes at a known rate
Told = Mask | npt.NDArray[np.signedinteger]
"""Of each candidate: passed 1, failed 0; a test that does not apply says -1."""


@dataclass(frozen=True)
class Evidence:
    """Why a column is called a type. ``confidence`` is between 0 and 1; ``level``: None leaves it
    to the pack. ``of_parties``: the column's other texts are organisations'.
    """

    spans: Spans
    confidence: float
    reasons: tuple[Text, ...]
    level: Level | None = None
    of_parties: bool = False

    def joined(self, other: "Evidence") -> "Evidence":
        """With what another rule has found of the same type elsewhere."""
        return Evidence(
            joined(self.spans, other.spans),
            max(self.confidence, other.confidence),
            tuple(dict.fromkeys((*self.reasons, *other.reasons))),
            self.level or other.level,
            self.of_parties or other.of_parties,
        )


@dataclass(frozen=True)
class Candidates:
    """Stretches that have the form of a type, and what each of its tests says of each of them."""

    spans: Spans
    tests: dict[str, Told]


@dataclass(frozen=True)
class Weights:
    """The pack's figures for one type, as log-odds but for ``tests``: how often a real one passes,
    how often chance does, and the least and the most that the test may say of a column: numbers that
    an office has made are like each other, so a prefix that they share is one accident and not a
    thousand. Where no real one does without it, the least is less than that. ``named``: by test, the least
    that it may say where the column's name says the type: a check digit that fails is then a slip.
    """

    prior: float
    tests: dict[str, tuple[float, float, tuple[float, float]]]
    named: dict[str, float]
    share: float
    company: dict[str, float]

    @classmethod
    def of(cls, type_id: str) -> "Weights":
        told = resources.finding_type(type_id).data["evidence"]
        tests = {
            name: (rates["real"], rates["chance"], _bounds(rates))
            for name, rates in told.get("tests", {}).items()
        }
        named = {
            name: rates["named"]
            for name, rates in told.get("tests", {}).items()
            if "named" in rates
        }
        return cls(told["prior"], tests, named, told.get("share", 0.0), told.get("company", {}))

    def bounds(self, test: str, named: Saying) -> tuple[float, float]:
        """The least and the most that a test may say, under a name that says so much."""
        _, _, (least, most) = self.tests[test]
        return (
            max(least, self.named[test]) if named == "says" and test in self.named else least
        ), most


def _bounds(rates: Mapping[str, float]) -> tuple[float, float]:
    """The least and the most, of which the pack may give either; one alone bounds both ways."""
    most = rates.get("most", _UNBOUNDED)
    return rates.get("least", -most), most


@dataclass(frozen=True)
class Terms:
    """What speaks for and against a type in one column; ``odds`` is their sum.

    ``named``: what the column's name says; ``beside``: the kinds of company that its neighbours keep;
    ``content``: what the tests say of all candidates together, bounded; ``filled``: -1 to 1.
    """

    weights: Weights
    named: Saying
    beside: tuple[str, ...]
    content: float
    filled: float

    @property
    def odds(self) -> float:
        header: dict[Saying, float] = resources.pack("evidence").data["header"]
        company = sum(self.weights.company.get(kind, 0.0) for kind in self.beside)
        share = self.weights.share * self.filled
        return self.weights.prior + header[self.named] + company + self.content + share


def terms(type_id: str, column: Column, found: Candidates) -> Terms:
    """The evidence for a type in a column that has candidates of it."""
    weights, general = Weights.of(type_id), resources.pack("evidence").data
    return _terms(type_id, column, found, weights, _log_odds(found, weights), general["most"])


def weigh(type_id: str, title: Text, column: Column, found: Candidates) -> Evidence | None:
    """The verdict on a column, None where more speaks against the type than for it.

    Where the column is of the type, every candidate counts, a mistyped one too. Where it is not,
    those count that chance does not explain, neither one by one nor all of them together.
    """
    if not len(found.spans):
        return None
    weights, general = Weights.of(type_id), resources.pack("evidence").data
    tested = _log_odds(found, weights)
    told = _terms(type_id, column, found, weights, tested, general["most"])
    cells = column.cells_of(found.spans)
    reasons = [_reason(found, weights, title, cells)]
    if _mostly_cut(found):
        reasons.insert(0, CUT)
    if told.named == "says":
        reasons.append(NAMED)
    if told.odds >= 0:
        return Evidence(found.spans, _confidence(told.odds), tuple(reasons))
    each = np.sum(tested, axis=0) if tested else np.zeros(len(found.spans))
    certain = each >= general["certain"]
    if not certain.any() or told.named == "denies":
        return None
    few = cells < _FEW * column.cells
    if few and _is_chance(found, weights, tested, certain, general["certain"]):
        return None
    spans = found.spans.where(certain)
    odds = float(np.clip(weights.prior + each[certain].sum(), 0, general["most"]))
    by_itself = CERTAIN.format(n=column.cells_of(spans), title=title)
    return Evidence(spans, _confidence(odds), (by_itself,))


def _terms(
    type_id: str,
    column: Column,
    found: Candidates,
    weights: Weights,
    tested: list[LogOdds],
    most: float,
) -> Terms:
    named = header_says(type_id, column.name)
    bounds = [weights.bounds(test, named) for test in weights.tests]
    content = sum(float(np.clip(t.sum(), *b)) for t, b in zip(tested, bounds, strict=True))
    share = column.cells_of(found.spans) / max(column.cells, 1)
    return Terms(
        weights,
        named,
        _company(column),
        float(np.clip(content, -most, most)),
        2 * share - 1,  # a weak form counts for more where it fills the column
    )


def _is_chance(
    found: Candidates, weights: Weights, tested: list[LogOdds], certain: Mask, least: float
) -> bool:
    """Whether no more are certain than pass a check digit by accident, when so many would be but fail it:
    among 100,000 serial numbers of 18 digits some have a birth date and check.
    """
    each = np.sum(tested, axis=0)
    for said, (name, (real, chance, _)) in zip(tested, weights.tests.items(), strict=True):
        if name in _CHECK_DIGITS:
            fails = (found.tests[name] == 0) & (each - said + np.log(real / chance) >= least)
            expected = int(fails.sum()) * chance / (1 - chance)
            if certain.sum() <= expected + 2 * np.sqrt(expected):
                return True
    return False


def by_themselves(type_id: str, found: Candidates) -> Spans:
    """The candidates that are of the type whatever stands around them."""
    if not len(found.spans):
        return found.spans
    weights = Weights.of(type_id)
    each = np.sum([weights.prior + np.zeros(len(found.spans)), *_log_odds(found, weights)], axis=0)
    return found.spans.where(each >= 0)


def _log_odds(found: Candidates, weights: Weights) -> list[LogOdds]:
    """What each test says of each candidate."""
    told = []
    for name, (real, chance, _) in weights.tests.items():
        passes, fails = np.log(real / chance), np.log((1 - real) / (1 - chance))
        answers = found.tests[name].astype(np.int8)
        told.append(np.array([fails, passes, 0.0])[answers])  # -1 is the last
    return told


def _company(column: Column) -> tuple[str, ...]:
    """The kinds of company that the names of the columns beside it keep it."""
    kinds = resources.pack("evidence").data["company"]
    return tuple(kind for kind in kinds if is_among(kind, column))


def _confidence(odds: float) -> float:
    return round(float(1 / (1 + np.exp(-odds))), 3)


def _reason(found: Candidates, weights: Weights, title: Text, cells: int) -> Text:
    if not weights.tests:
        return FORM.format(n=cells, title=title)
    passed = np.logical_and.reduce([found.tests[name] != 0 for name in weights.tests])
    return TESTED.format(n=cells, title=title, share=float(passed.mean()))


def _mostly_cut(found: Candidates) -> bool:
    return "cut" in found.tests and bool((found.tests["cut"] == 1).mean() >= 0.5)


CUT = Text(
    "数字只剩前 15 位，其余被 Excel 舍入为 0，仍可看出地区、出生日期或发卡行",
    "Excel has rounded all but the first 15 digits away; what is left still tells much",
)
NAMED = Text("列名说明了内容", "the column's name says so")
FORM = Text("{n} 个单元格有{title}的形式", "{n} cells have the form of: {title}")
TESTED = Text(
    "{n} 个单元格有{title}的形式，其中 {share:.0%} 通过校验",
    "{n} cells have the form of: {title}; {share:.0%} of them pass its check",
)
CERTAIN = Text(
    "{n} 个单元格单凭自身即可认定为{title}",
    "{n} cells are, by themselves, certain to be: {title}",
)

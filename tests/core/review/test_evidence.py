"""Evidence adds up: what passes a test that chance seldom passes outweighs what fails it by chance."""

import numpy as np
import pyarrow as pa
import pytest

from app.core.review.column import Column
from app.core.review.detector import detectors
from app.core.review.evidence import Candidates, by_themselves, weigh
from app.core.review.headers import header_says, says
from app.core.review.spans import NONE
from app.core.text import Text

TITLE = Text("某号", "a number")


def column(name: str, count: int, others: tuple[str, ...] = ()) -> Column:
    values = pa.array([f"{n:018d}" for n in range(count)])
    return Column(name, values, np.ones(count, np.int64), others)


def candidates(view: Column, checked: list[bool], early: list[bool]) -> Candidates:
    told = dict.fromkeys(("cut", "old", "masked"), np.full(len(checked), -1, np.int8))
    told |= {"check": np.array(checked), "before-2000": np.array(early)}
    return Candidates(view.whole(np.arange(len(checked))), told)


def test_all_that_pass_and_all_that_chance_passes() -> None:
    view = column("内容", 100)
    real = weigh("resident-id", TITLE, view, candidates(view, [True] * 100, [True] * 100))
    assert real is not None
    assert len(real.spans) == 100
    by_chance = candidates(view, [n % 11 == 0 for n in range(100)], [False] * 100)
    assert weigh("resident-id", TITLE, view, by_chance) is None
    assert weigh("resident-id", TITLE, view, Candidates(NONE, {})) is None


def test_a_few_that_are_certain_by_themselves_among_many_that_are_not() -> None:
    view = column("内容", 100)
    mixed = candidates(view, [n < 3 for n in range(100)], [n < 3 for n in range(100)])
    evidence = weigh("resident-id", TITLE, view, mixed)
    assert evidence is not None
    assert len(evidence.spans) == 3
    assert len(by_themselves("resident-id", mixed)) == 3


def test_the_name_and_the_company_of_a_column_count() -> None:
    def confidence(view: Column) -> float:
        found = Candidates(view.whole(np.arange(1)), {"allocated": np.array([True])})
        evidence = weigh("mobile", TITLE, view, found)
        return evidence.confidence if evidence else 0.0

    plain, named = confidence(column("内容", 1)), confidence(column("手机", 1))
    beside = confidence(column("内容", 1, ("姓名",)))
    assert 0 < plain < beside < named
    for other in ("姓  名", "XM", "person_gender", "XINGMING"):
        assert confidence(column("内容", 1, (other,))) == beside
    for other in ("XMMC", "名称"):  # 项目名称
        assert confidence(column("内容", 1, (other,))) == plain
    assert confidence(column("订单编号", 1)) == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("身份证号", "says"),
        ("公民身份号码*", "says"),
        ("SFZH", "says"),
        ("shenfenzheng_haoma", "says"),
        ("GMSFHM", "says"),
        ("名称", "silent"),
        ("", "silent"),
    ],
)
def test_headers(name: str, told: str) -> None:
    assert header_says("resident-id", name) == told


def test_a_word_that_denies_wins() -> None:
    rules = {"words": ["电话"], "exact": ["tel"], "not": ["订单"]}
    assert says(rules, "订单电话") == "denies"
    assert says(rules, "TEL") == "says"
    assert says(rules, "telephone") == "silent"


@pytest.mark.parametrize("born_early", [True, False])
def test_a_wrong_check_digit_only_lowers_the_confidence_below_a_name_that_says_so(
    born_early: bool,
) -> None:
    def confidence(name: str, right: bool) -> float:
        view = column(name, 40)
        found = candidates(view, [right] * 40, [born_early] * 40)
        evidence = weigh("resident-id", TITLE, view, found)
        return evidence.confidence if evidence else 0.0

    assert 0.5 < confidence("身份证号", False) <= confidence("身份证号", True)
    assert confidence("许可编号", True) > 0
    if not born_early:
        assert confidence("许可编号", False) == 0


@pytest.mark.parametrize(
    ("name", "numbers", "type_id"),
    [
        ("身份证号", ["330102200501011200", "330103200502121327"], "resident-id"),
        ("银行卡号", ["6222291417776317066", "6222907439150008063"], "bank-card"),
        ("统一社会信用代码", ["91330100MA23704110", "91330100MA17277963"], "uscc"),
        ("手机号", ["12640413715", "12579349227"], "mobile"),
    ],
)
def test_numbers_that_somebody_made_up_are_found_below_their_names(
    name: str, numbers: list[str], type_id: str
) -> None:
    texts = pa.array(numbers)
    view = Column(name, texts, np.ones(len(texts), np.int64), ())
    detector = detectors.get(type_id)
    evidence = detector.examine(view)
    assert evidence is not None
    assert len(evidence.spans) == len(numbers)
    unnamed = Column("内容", texts, np.ones(len(texts), np.int64), ())
    assert detector.examine(unnamed) is None

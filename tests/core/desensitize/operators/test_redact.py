"""Redaction inside texts, with the review's own eyes."""

import random

import pyarrow as pa
import pytest

from app.core.desensitize.operation import Context, operators, read_params
from app.core.errors import ReviewMissing
from app.core.jobs import Job
from app.core.review.scan import WITHOUT_OWN, scan
from app.core.review.within import finder
from tests.benchmarks.detection.prose import PERSONAL, sentence
from tests.core.desensitize.operators.treating import refused, treat
from tests.core.tables import table

SEEING = Context(b"k" * 32, finder(WITHOUT_OWN))
TEXT = "申请人：王伟，身份证号330199194912310020，电话14200000001，请回复。"


def test_what_was_found_becomes_its_name() -> None:
    assert treat("redact", {}, [TEXT, None, "没有什么。"], SEEING) == [
        "申请人：[姓名]，身份证号[公民身份号码]，电话[手机号码]，请回复。",
        None,
        "没有什么。",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王伟，男，1986年3月3日出生", "[姓名]，[出生日期]"),
        ("户主王伟患高血压，申请救助", "户主[姓名][健康信息]，申请救助"),
        ("王伟（142 0000 0001）来访", "[姓名]（[手机号码]）来访"),
        ("户籍所在地清溪县白沙乡前进村12组，属实", "[家庭住址]，属实"),
        ("本人王伟已于2020年3月7日迁往公园路503号3-4-684，请更改", "本人[姓名][家庭住址]，请更改"),
    ],
)
def test_what_sentences_tell_is_replaced(text: str, shown: str) -> None:
    assert treat("redact", {}, [text], SEEING) == [shown]


def test_a_scan_finds_nothing_in_what_is_left() -> None:
    rng = random.Random(2026)
    forms = [form for forms in PERSONAL.values() for form in forms for _ in range(3)]
    told: list[str | None] = [sentence(rng, form)[0] for form in forms]
    left = treat("redact", {}, told, SEEING)
    found = scan(table({"处理情况": left}), Job(), table_digest="")
    assert scan(table({"处理情况": told}), Job(), table_digest="").gate != "clear"
    assert [finding.type for finding in found.columns if finding.gate != "clear"] == []


def test_stars_count_characters() -> None:
    (shown,) = treat("redact", {"replacement": "stars"}, [TEXT], SEEING)
    assert shown == f"申请人：**，身份证号{'*' * 18}，电话{'*' * 11}，请回复。"


def test_texts_are_judged_alone() -> None:
    """Numbers that count up are no phone numbers in a column; here each text stands for itself."""
    texts: list[str | None] = [f"电话142000000{n:02d}，请回" for n in range(40)]
    together = treat("redact", {}, texts, SEEING)
    assert together == [treat("redact", {}, [text], SEEING)[0] for text in texts]
    assert set(together) == {"电话[手机号码]，请回"}


def test_without_eyes_it_refuses() -> None:
    operator = operators.get("redact")
    with pytest.raises(ReviewMissing) as caught:
        operator.apply(pa.array([TEXT]), read_params(operator, {}), Context(b"k" * 32))  # type: ignore[attr-defined]
    assert caught.value.told("zh")
    assert caught.value.advice("en")


def test_wrong_parameters_are_refused() -> None:
    refused("redact", {"character": "**"})
    refused("redact", {"character": "0"})

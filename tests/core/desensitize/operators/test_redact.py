"""Redaction inside texts, with the review's own eyes."""

import pyarrow as pa
import pytest

from app.core.desensitize.operation import Context, operators, read_params
from app.core.errors import ReviewMissing
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder
from tests.core.desensitize.operators.treating import refused, treat

SEEING = Context(b"k" * 32, finder(WITHOUT_OWN))
TEXT = "申请人：王伟，身份证号330199194912310020，电话14200000001，请回复。"


def test_what_was_found_becomes_its_name() -> None:
    assert treat("redact", {}, [TEXT, None, "没有什么。"], SEEING) == [
        "申请人：[姓名]，身份证号[公民身份号码]，电话[手机号码]，请回复。",
        None,
        "没有什么。",
    ]


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

"""What is sensitive inside texts, each judged by itself."""

import json

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.review import own_rules
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder
from tests.core.tables import TEXTS

find = finder(WITHOUT_OWN)
PARTS = (
    "申请人：王伟，", "身份证号330199194912310020。", "电话14200000001，", "请回复", "nobody@example.com",
    "卡６２００００２９１４１７７７６３１７４", "\u200b", "共45人", "由李芳同志负责，",
    "、".join(f"139{n:08d}" for n in range(12)), "990199600101123、", "99019960010112、990199610203124、",
    "、".join(f"9901996001011{n:02d}" for n in range(4)), "990199194912310020 ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证号330199194912310020，", {"330199194912310020": "公民身份号码"}),
        ("电话１４２０００００００１。", {"１４２０００００００１": "手机号码"}),
        (
            "申请人：王伟，邮箱nobody@example.com",
            {"王伟": "姓名", "nobody@example.com": "电子邮箱"},
        ),
        ("证件330199********0020。", {"330199********0020": "公民身份号码"}),
        ("电话142 0000 0001。", {"142 0000 0001": "手机号码"}),
        ("本次共受理45件，办结43件。", {}),
        ("", {}),
    ],
)
def test_stretches_are_named(text: str, found: dict[str, str]) -> None:
    (spans,) = find(pa.array([text]))
    assert {text[start:end]: name for start, end, name in spans} == found


def test_who_acts_for_an_office_is_public() -> None:
    assert find(pa.array(["法定代表人：王伟"])) == [[]]


def test_numbers_of_other_texts_say_nothing_against_one() -> None:
    phones = [f"139{n:08d}" for n in range(30)]
    assert find(pa.array(["、".join(phones)])) == [[]]
    assert find(pa.array(phones)) == [[(0, 11, "手机号码")]] * len(phones)


def test_own_rules_count_every_match() -> None:
    rule = {
        "id": "streets",
        "type": "street-code",
        "title": {"zh": "街道代号", "en": "street code"},
        "level": "internal",
        "pattern": "第[0-9]街道",
        "tests": {"match": ["第1街道"], "no_match": ["街道"]},
    }
    pack = {"pack": "ours", "version": "1", "source": "本单位", "rules": [rule]}
    own = own_rules.of({"ours.json": json.dumps(pack).encode()})
    text = "第1街道与第2街道，见第三街道"
    (spans,) = finder(own)(pa.array([text]))
    assert [(text[start:end], name) for start, end, name in spans] == [
        ("第1街道", "街道代号"),
        ("第2街道", "街道代号"),
    ]


def test_nulls_hold_nothing() -> None:
    assert find(pa.array([None, "电话14200000001"]))[0] == []
    assert find(pa.array([], pa.string())) == []


@given(
    st.lists(
        st.lists(st.sampled_from(PARTS), max_size=4).map("".join) | TEXTS, min_size=1, max_size=5
    )
)
@settings(max_examples=12, deadline=None)
def test_texts_beside_make_no_difference(texts: list[str]) -> None:
    together = find(pa.array(texts, pa.string()))
    assert together == [find(pa.array([text], pa.string()))[0] for text in texts]
    for text, spans in zip(texts, together, strict=True):
        ends = [0, *(end for _, end, _ in spans)]
        assert all(end <= start < stop for end, (start, stop, _) in zip(ends, spans, strict=False))
        assert all(stop <= len(text) for _, stop, _ in spans)

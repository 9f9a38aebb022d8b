"""What every operator must do, also those to come."""

import hashlib
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.operation import (
    Context,
    Operator,
    ValueOperator,
    operators,
    read_params,
)
from app.core.errors import ParameterInvalid
from tests.core.tables import TEXTS

KEY, OTHER = hashlib.sha256(b"one").digest(), hashlib.sha256(b"two").digest()
# Parameters to try beside the defaults; an operator that is not named runs with its defaults.
MORE: dict[str, list[dict[str, Any]]] = {
    "generalise": [
        {"kind": "date"},
        {"kind": "date", "period": "quarter"},
        {"kind": "date", "period": "month"},
        {"kind": "number", "width": 0.5},
        {"kind": "region"},
        {"kind": "region", "level": "province"},
    ],
    "hash": [{"length": 16}, {"length": 64}],
    "keep": [{"reason": "依法公开"}],
    "mask": [
        {"keep_start": 3},
        {"keep_start": 1, "keep_end": 1},
        {"shape": "name"},
        {"shape": "email"},
        {"character": "×"},
    ],
    "replace": [
        {"kind": kind} for kind in ("name", "company", "address", "phone_number", "email", "ssn")
    ],
    "suppress": [{"keep_column": True}],
}
WRONG: dict[str, list[dict[str, Any]]] = {
    "generalise": [
        {"kind": "colour"},
        {"width": 0},
        {"width": -1},
        {"width": float("inf")},
        {"width": "x"},
        {"period": "week"},
    ],
    "hash": [{"length": 15}, {"length": 65}, {"length": "32"}, {"length": None}],
    "keep": [{}, {"reason": " "}],
    "mask": [
        {"keep_start": -1},
        {"character": "**"},
        {"character": ""},
        {"shape": "x"},
        {"keep_end": 1.5},
    ],
    "replace": [{"kind": "seed"}, {"kind": None}],
    "suppress": [{"keep_column": "yes"}],
}
CASES = [
    pytest.param(operator, read_params(operator, params), id=f"{operator.id}-{params}")
    for operator in operators.all().values()
    for params in [*([] if operator.id == "keep" else [{}]), *MORE.get(operator.id, [])]
]
VALUES = [
    "330199194912310020",
    "14200000001",
    "王小伟",
    "nobody@example.com",
    "1990-03-07",
    "20240305",
    "45",
    "1,234.5",
    "浙江省杭州市西湖区文三路1号",
    "a",
    "𠮷䶮",
    "12岁",
    "换\n行",
    "*",
    "[0, 10)",
    "2024",
]


def applied(operator: Operator, params: Any, values: list[str | None], key: bytes = KEY) -> Any:
    assert isinstance(operator, ValueOperator)
    answer = operator.apply(pa.array(values, pa.string()), params, Context(key))
    return None if answer is None else answer.to_pylist()


@pytest.mark.parametrize(("operator", "params"), CASES)
class TestEvery:
    def test_same_length_and_order(self, operator: Operator, params: Any) -> None:
        whole = applied(operator, params, [*VALUES])
        if whole is not None:
            assert whole == [applied(operator, params, [value])[0] for value in VALUES]

    def test_nulls_stay_null(self, operator: Operator, params: Any) -> None:
        answer = applied(operator, params, [None, "14200000001", None])
        assert answer is None or (answer[0], answer[2]) == (None, None)

    def test_empty_column(self, operator: Operator, params: Any) -> None:
        assert applied(operator, params, []) in ([], None)

    def test_same_key_same_answer_other_key_other_answer(
        self, operator: Operator, params: Any
    ) -> None:
        first = applied(operator, params, [*VALUES])
        assert first == applied(operator, params, [*VALUES])
        assert (first != applied(operator, params, [*VALUES], OTHER)) is operator.keyed

    def test_no_identifier_is_left(self, operator: Operator, params: Any) -> None:
        if operator.strength == "none":
            pytest.skip("keeps on purpose")
        answer = applied(operator, params, [*VALUES]) or []
        for value, treated in zip(VALUES, answer, strict=bool(answer)):
            if value not in ("*", "2024", "[0, 10)"):
                assert treated != value

    @given(texts=st.lists(TEXTS, max_size=5))
    @settings(max_examples=30, deadline=None)
    def test_any_text(self, operator: Operator, params: Any, texts: list[str | None]) -> None:
        answer = applied(operator, params, texts)
        assert answer is None or len(answer) == len(texts)

    def test_says_what_it_does(self, operator: Operator, params: Any) -> None:
        text = operator.describe(params)
        assert text.zh
        assert text.en
        assert "{" not in text.zh + text.en
        assert operator.keeps.zh
        assert operator.source
        assert operator.strength in ("irreversible", "linkable", "reversible", "none")


@pytest.mark.parametrize("operator", operators.all().values(), ids=lambda operator: operator.id)
def test_wrong_parameters_are_refused(operator: Operator) -> None:
    for params in [{"no_such_parameter": 1}, *WRONG.get(operator.id, [])]:
        with pytest.raises(ParameterInvalid) as caught:
            read_params(operator, params)
        assert caught.value.told("zh")


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="*"), min_size=1, max_size=30
    ),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_mask_keeps_no_more_than_asked(text: str, start: int, end: int) -> None:
    operator = operators.get("mask")
    params = read_params(operator, {"keep_start": start, "keep_end": end})
    (treated,) = applied(operator, params, [text])
    assert len(treated) == len(text)
    assert "*" in treated
    kept = [place for place, character in enumerate(treated) if character != "*"]
    assert all(place < start or place >= len(text) - end for place in kept)


@given(st.floats(-1e9, 1e9), st.sampled_from([0.5, 1, 10, 100, 1000]))
def test_range_holds_its_number(number: float, width: float) -> None:
    operator = operators.get("generalise")
    (text,) = applied(operator, read_params(operator, {"width": width}), [repr(number)])
    low, high = (float(end) for end in text.strip("[)").split(", "))
    assert low <= number < high
    assert high - low == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize(
    ("params", "value", "group"),
    [
        ({"kind": "date"}, "1990年3月7日", "1990"),
        ({"kind": "date", "period": "month"}, "1990/3/7", "1990-03"),
        ({"kind": "date", "period": "quarter"}, "19901207", "1990Q4"),
        ({"kind": "date", "period": "month"}, "1990", None),
        ({"kind": "date"}, "1990-03-07 12:30:00", "1990"),
        ({"kind": "date"}, "199003", "1990"),
        ({"kind": "date"}, "不详", None),
        ({"kind": "date", "period": "month"}, "19901301", None),
        ({"kind": "date"}, "330199194912310020", None),
        ({"kind": "date"}, "14200000001", None),
        ({"kind": "number"}, "45", "[40, 50)"),
        ({"kind": "number"}, "-1", "[-10, 0)"),
        ({"kind": "number"}, "1,234.5元", "[1230, 1240)"),
        ({"kind": "number"}, "nan", None),
        ({"kind": "number"}, "约40", None),
        ({"kind": "region"}, "浙江省杭州市西湖区文三路1号", "浙江省杭州市西湖区"),
        ({"kind": "region", "level": "city"}, "浙江省杭州市西湖区文三路1号", "浙江省杭州市"),
        ({"kind": "region", "level": "province"}, "浙江省杭州市西湖区", "浙江省"),
        ({"kind": "region", "level": "province"}, "北京市海淀区中关村", "北京市"),
        ({"kind": "region"}, "北京市海淀区中关村大街1号", "北京市海淀区"),
        ({"kind": "region"}, "清溪县城关镇人民路12号", "清溪县"),
        ({"kind": "region"}, "广西壮族自治区南宁市青秀区民族大道", "广西壮族自治区南宁市青秀区"),
        ({"kind": "region", "level": "province"}, "内蒙古自治区呼和浩特市", "内蒙古自治区"),
        ({"kind": "region"}, "人民路12号3单元402室", None),
        ({"kind": "region"}, "翠苑小区3幢2单元402室", None),
        ({"kind": "region"}, "江苏省昆山市玉山镇", "江苏省昆山市"),
        ({"kind": "region"}, "人民路12号东区", None),
        ({"kind": "region"}, "清溪县翠苑社区", "清溪县"),
        ({"kind": "region"}, "恩施土家族苗族自治州利川市都亭街道", "恩施土家族苗族自治州利川市"),
        (
            {"kind": "region", "level": "city"},
            "恩施土家族苗族自治州利川市都亭街道",
            "恩施土家族苗族自治州",
        ),
    ],
)
def test_groups(params: dict[str, Any], value: str, group: str | None) -> None:
    operator = operators.get("generalise")
    assert applied(operator, read_params(operator, params), [value]) == [group]

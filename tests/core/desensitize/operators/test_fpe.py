"""Format-preserving encryption: the form stays, and the key brings the value back."""

import re
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.checksums import id_checks
from app.core.desensitize.operation import operators, read_params
from app.core.desensitize.operators.fpe import FpeOperator
from app.core.errors import ValueUntreatable
from tests.core.desensitize.operators.treating import WITH, refused, treat


def back(params: dict[str, Any], values: list[str | None]) -> list[str | None]:
    operator = operators.get("fpe")
    assert isinstance(operator, FpeOperator)
    array = pa.array(values, pa.string())
    result: list[str | None] = operator.decrypt(
        array, read_params(operator, params), WITH
    ).to_pylist()
    return result


@pytest.mark.parametrize(
    ("params", "value", "form"),
    [
        ({}, "14200000001", r"[0-9]{11}"),
        ({"keep_start": 3}, "14200000001", r"142[0-9]{8}"),
        ({"keep_start": 3}, "142-0000-0001", r"142-[0-9]{4}-[0-9]{4}"),
        ({"keep_end": 4}, "6200 0029 1417 7763 174", r"[0-9 ]{19} 174"),
        ({"alphabet": "capitals", "keep_start": 2}, "京A·D12345", r"京A·[0-9A-Z]{6}"),
        ({"alphabet": "alphanumeric"}, "wx_Abc123", r"[0-9A-Za-z]{2}_[0-9A-Za-z]{6}"),
        ({"alphabet": "han"}, "王小伟", r"[\u4e00-\u9fff]{3}"),
        ({"cipher": "sm4", "tweak": "号码"}, "14200000001", r"[0-9]{11}"),
        ({}, "0" * 60, r"[0-9]{60}"),
    ],
)
def test_form_stays_and_value_comes_back(params: dict[str, Any], value: str, form: str) -> None:
    secret = treat("fpe", params, [value, None])
    assert secret[1] is None
    assert secret[0] != value
    assert re.fullmatch(form, secret[0] or "")
    assert back(params, secret) == [value, None]


@given(st.from_regex(r"\A[1-8][0-9]{16}[0-9X]\Z"), st.integers(0, 11))
def test_resident_id_checks_if_the_original_did(number: str, kept: int) -> None:
    params = {"alphabet": "resident-id", "keep_start": kept}
    secret = treat("fpe", params, [number])
    assert secret[0] is not None
    assert secret[0][:kept] == number[:kept]
    assert id_checks(secret[0]) is id_checks(number)
    assert back(params, secret) == [number]


def test_values_of_all_lengths_at_once() -> None:
    values: list[str | None] = ["14200000001", "0571-8701234", None, "123456", "99-99-99"]
    assert treat("fpe", {}, values) == [treat("fpe", {}, [value])[0] for value in values]


def test_tweak_and_cipher_make_another_encryption() -> None:
    variants: list[dict[str, Any]] = [{}, {"tweak": "a"}, {"cipher": "sm4"}]
    secrets = [treat("fpe", params, ["14200000001"])[0] for params in variants]
    assert len(set(secrets)) == 3


@pytest.mark.parametrize(
    ("params", "value"),
    [
        ({}, "12345"),
        ({"keep_start": 6}, "14200000001"),
        ({}, "33019919491231002X"),
        ({"alphabet": "han"}, "王"),
        ({"alphabet": "han"}, "王小𠮷"),
        ({"alphabet": "resident-id"}, "14200000001"),
        ({}, "无"),
    ],
)
def test_unfit_value_is_named_with_the_way_out(params: dict[str, Any], value: str) -> None:
    with pytest.raises(ValueUntreatable) as caught:
        treat("fpe", params, ["14200000001" if params == {} else value, value])
    assert f"“{value}”" in caught.value.told("zh")
    assert "empty" in caught.value.advice("en")
    assert treat("fpe", {**params, "unfit": "empty"}, [value]) == [None]


def test_wrong_parameters_are_refused() -> None:
    refused("fpe", {"keep_start": -1})
    refused("fpe", {"alphabet": "resident-id", "keep_start": 12})
    refused("fpe", {"alphabet": "resident-id", "keep_end": 1})

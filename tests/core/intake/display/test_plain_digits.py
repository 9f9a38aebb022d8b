import re

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.display.number_format import general_text, stored_text
from app.core.intake.display.plain_digits import plain_digits, without_zero

_PLAIN = re.compile(r"-?(?:[1-9][0-9]*|(?:0|[1-9][0-9]*)\.[0-9]*[1-9])|0")

written = st.one_of(
    st.text("0123456789.-+eE ", min_size=1, max_size=20),
    st.from_regex(_PLAIN, fullmatch=True),
    st.integers().map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(-(10**15), 10**15).map(lambda n: repr(n / 10**6)),
)


@given(st.lists(written, min_size=1))
def test_as_an_expression_tells(texts: list[str]) -> None:
    plain, whole = plain_digits(pa.array(texts))
    wanted = [
        _PLAIN.fullmatch(text) is not None and sum(map(str.isdecimal, text)) <= 15 for text in texts
    ]
    assert plain.tolist() == wanted
    assert whole == (all(wanted) and all(map(str.isdecimal, texts)))


@given(st.lists(written, min_size=1))
def test_what_is_plain_stands_as_it_is(texts: list[str]) -> None:
    plain, _ = plain_digits(pa.array(texts))
    for text in np.array(texts)[plain].tolist():
        assert general_text(float(text)) == stored_text(float(text)) == text


def test_of_a_slice() -> None:
    plain, whole = plain_digits(pa.array(["1.0", "12", "7", "x"])[1:3])
    assert plain.tolist() == [True, True]
    assert whole


def test_texts_without_a_sign_of_any_kind() -> None:
    assert plain_digits(pa.array(["", "1"]))[0].tolist() == [False, False]
    assert plain_digits(pa.array([], pa.string()))[0].tolist() == []


@given(st.lists(st.one_of(written, st.text("0.1", max_size=5), st.just("行.0"))))
def test_without_one_zero(texts: list[str]) -> None:
    found = without_zero(pa.array(["-", *texts], pa.string())[1:])
    assert found.to_pylist() == [
        text[:-2] if len(text) > 2 and text.endswith(".0") else text for text in texts
    ]

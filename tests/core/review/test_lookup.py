"""Look-ups in fixed lists."""

import pyarrow as pa
import pytest

from app.core.review.lookup import Lookup


@pytest.mark.parametrize("times", [1, 3000])
def test_few_and_many_texts_get_the_same_answer(times: int) -> None:
    texts = pa.array(["乙", None, "丙", "甲", ""] * times)
    lookup = Lookup(["甲", "乙", "甲"])
    assert lookup.places(texts).tolist() == [1, -1, -1, 0, -1] * times
    assert lookup.holds(texts).tolist() == [True, False, False, True, False] * times


def test_nothing_in_nothing() -> None:
    assert Lookup([]).places(pa.array([], pa.string())).tolist() == []
    assert Lookup([]).holds(pa.array(["甲"])).tolist() == [False]

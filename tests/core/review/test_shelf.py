"""What is told of texts side by side is what is told of each column alone."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.review.detector import detectors
from app.core.review.examined import Distinct, Examined, side_by_side
from app.core.review.names.column import name_cells
from app.core.review.names.cues import cued_names
from app.core.review.places.address import address_parts, may_be_addresses
from app.core.review.running_text import long_texts
from app.core.review.shelf import Shelf

TEXTS = (
    "王伟", "李芳、张小明", "阿依古丽·买买提", "ZHANG San", "由王伟负责", "申请人：李芳，电话13800138000", "",
    "文三路9号翠苑小区3幢2单元301室", "清溪村三组12号", "浙江省杭州市", "见附件", "13800138000",
    "３３０１９９１９９０１２３１００２０",
    "京A12345", "机密★10年", "E12345678", "1990年1月2日", "患有糖尿病",
    "116.4074,39.9042", "a@b.cn",
)  # fmt: skip
COLUMNS = st.lists(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=9, unique=True), min_size=1, max_size=4
)
NAMES = ("姓名", "联系电话", "备注", "家庭住址")


def told(column: Examined) -> list[object]:
    """All that is found in a column, to be compared."""
    found = column.examine(list(detectors.all().values()))
    return [
        (detector.id, evidence.spans.starts.tolist(), evidence.spans.ends.tolist(), *rest)
        for detector, evidence in found
        for rest in [(evidence.confidence, evidence.reasons, evidence.level)]
    ]


@settings(max_examples=20)
@given(COLUMNS)
def test_columns_side_by_side_tell_what_each_tells_alone(columns: list[list[str]]) -> None:
    data = [pa.chunked_array([pa.array(texts)]) for texts in columns]
    names = [(name, NAMES) for name in NAMES[: len(columns)]]
    alone = [
        one for each, name in zip(data, names, strict=True) for one in Examined.parts(each, *name)
    ]
    beside = side_by_side([*map(Distinct.of, data)], names)
    assert [told(column) for column in beside] == [told(column) for column in alone]
    assert long_texts(column.view for column in beside) == [
        text for column in alone for text in long_texts([column.view])
    ]


@pytest.mark.parametrize("judge", [name_cells, address_parts, may_be_addresses, cued_names])
@given(st.lists(st.sampled_from(TEXTS), max_size=12), st.data())
def test_each_text_is_judged_by_itself(
    judge: Callable[[pa.StringArray], object], texts: list[str], data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.integers(0, len(texts) - 1))) if texts else set()
    places = np.array(sorted(chosen), np.int64)
    values = pa.array(texts, pa.string())
    some = Shelf(values).told(judge, places)
    assert repr(some) == repr(judge(values.take(pa.array(places))))


def test_a_function_is_asked_once_for_all_columns() -> None:
    asked: list[int] = []

    def lengths(texts: pa.StringArray) -> np.ndarray:
        asked.append(len(texts))
        return np.array([len(text) for text in texts.to_pylist()])

    shelf = Shelf(pa.array(["a", "bb", "ccc"]))
    assert shelf.told(lengths, np.array([0])).tolist() == [1]
    assert shelf.told(lengths, np.array([1, 2])).tolist() == [2, 3]
    assert asked == [3]

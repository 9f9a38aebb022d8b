"""Cross-tabs: told by their names, turned into rows with every text kept."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.layout import crosstab, unpivot
from app.core.model import Unpivot


@pytest.mark.parametrize(
    ("names", "offer"),
    [
        (["地区", "2022年", "2023年"], Unpivot(("地区",), ("2022年", "2023年"), ("时期",))),
        (["项目", "1月", "2月", "合计"], Unpivot(("项目", "合计"), ("1月", "2月"), ("时期",))),
        (
            ["地区", "2022年_户数", "2022年_人口", "2023年_户数", "2023年_人口"],
            Unpivot(
                ("地区",),
                ("2022年_户数", "2022年_人口", "2023年_户数", "2023年_人口"),
                ("时期", "指标"),
            ),
        ),
        (
            ["单位", "产值_一季度", "产值_二季度"],
            Unpivot(("单位",), ("产值_一季度", "产值_二季度"), ("指标", "时期")),
        ),
        (["指标", "青石镇", "白沙乡", "城关镇"], Unpivot(("指标",), ("青石镇", "白沙乡", "城关镇"), ("地区",))),
        (["序号", "姓名", "日期"], None),
        (["省", "地市", "区县", "乡镇"], None),
        (["2022年", "2023年"], None),
        ([], None),
    ],
)  # fmt: skip
def test_the_offer(names: list[str], offer: Unpivot | None) -> None:
    assert crosstab(names) == offer


def encoded(texts: list[str | None]) -> pa.DictionaryArray:
    return pa.array(texts, pa.string()).dictionary_encode()


TEXTS = st.lists(st.tuples(*[st.sampled_from([None, "1", "01", " x", "甲"])] * 3), max_size=9)


@given(TEXTS, st.integers(1, 4))
def test_every_text_is_kept_row_by_row(rows: list[tuple[str | None, ...]], chunk: int) -> None:
    whole = [
        pa.chunked_array(
            [
                encoded([row[place] for row in rows[n : n + chunk]])
                for n in range(0, len(rows), chunk)
            ],
            pa.dictionary(pa.int32(), pa.string()),
        )
        for place in range(3)
    ]
    spec = Unpivot(("地区",), ("2022年_户", "2023年_户"), ("时期", "指标"))
    result = unpivot(pa.table(whole, names=["地区", *spec.values]), spec)
    expected = [
        {"地区": row[0], "时期": year, "指标": "户", "数值": row[place]}
        for row in rows
        for place, year in ((1, "2022年"), (2, "2023年"))
    ]
    assert result.to_pylist() == expected
    assert all(pa.types.is_dictionary(kind) for kind in result.schema.types)


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        unpivot(pa.table({"a": encoded(["1"])}), Unpivot(("a",), ("b",), ("时期",)))

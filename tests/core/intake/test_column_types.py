"""Column types are annotations: they are told from the text and never change it."""

import pyarrow as pa
import pytest

from app.core.intake.column_types import profile, type_of


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], "empty"),
        (["1", "-2", "0"], "integer"),
        (["1", "2.5", "1,234.00", "12%"], "decimal"),
        (["2024-03-05", "2024/3/5", "2024年3月5日", "2024年3月"], "date"),
        (["20240305", "20231231"], "date"),
        (["20240305", "20241301"], "integer"),
        (["2019", "2020"], "integer"),
        (["2019年"], "date"),
        (["000123", "4"], "text"),
        (["0571"], "text"),
        (["0.5", "0"], "decimal"),
        (["1", "—"], "text"),
        (["4111010001"], "integer"),
    ],
)
def test_type_of(values: list[str], kind: str) -> None:
    assert type_of(pa.array(values, pa.string())) == kind


def test_profile_counts_and_samples() -> None:
    data = pa.table(
        {
            "区": pa.array(["甲", "乙", None, "甲"]).dictionary_encode(),
            "空": pa.nulls(4, pa.string()).dictionary_encode(),
        }
    )
    first, second = profile(data)
    assert (first.nulls, first.distinct, first.sample) == (1, 2, ("甲", "乙"))
    assert (second.type, second.nulls, second.distinct, second.sample) == ("empty", 4, 0, ())

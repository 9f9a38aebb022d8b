"""Full dates as numbers."""

import pyarrow as pa

from app.core.written_days import days


def test_every_writing_is_one_number() -> None:
    texts = ["2024-03-01", "2024/3/1", "2024.3.1", "2024年3月1日", "20240301", "2024-03-01 08:30"]
    assert days(pa.array(texts)).tolist() == [20240301] * len(texts)


def test_all_else_is_none() -> None:
    texts = ["2024", "2024-03", "2027-11", "202403", "2024年3月", "24-03-01", "无", "", None]
    assert not days(pa.array(texts, pa.string())).any()

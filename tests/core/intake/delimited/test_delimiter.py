"""The delimiter is told from the first lines."""

import pytest

from app.core.intake.delimited.delimiter import DELIMITERS, guess


@pytest.mark.parametrize("mark", DELIMITERS)
def test_each_is_told(mark: str) -> None:
    lines = [
        "某某统计表",
        mark.join(("名称", "数量", "备注")),
        mark.join(("甲", "1,234", "乙；丙")),
    ]
    assert guess("\n".join([*lines, *lines[2:] * 20])) == mark


def test_text_without_any_is_one_column() -> None:
    assert guess("甲\n乙\n") == ","
    assert guess("") == ","

"""The delimiter is told from the first lines."""

import pytest

from app.core.intake.delimited.delimiter import RARE, USUAL, WIDE, guess


@pytest.mark.parametrize("mark", (*USUAL, *WIDE))
def test_each_is_told(mark: str) -> None:
    lines = [
        "某某统计表",
        mark.join(("名称", "数量", "备注")),
        mark.join(("甲", "1,234", "乙、丙")),
    ]
    assert guess("\n".join([*lines, *lines[2:] * 20])) == mark


@pytest.mark.parametrize("mark", RARE)
def test_a_rare_one_splits_every_line(mark: str) -> None:
    rows = [mark.join(("名称", "数量", "备注")), *[mark.join(("甲", "1,234", "乙；丙"))] * 20]
    assert guess("\n".join(rows)) == mark
    assert guess("\n".join(["某某统计表", *rows])) == ","


def test_text_without_any_is_one_column() -> None:
    assert guess("甲\n乙\n") == ","
    assert guess("") == ","

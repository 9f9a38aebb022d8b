"""The letters of columns, against openpyxl's."""

import pytest
from openpyxl.utils.cell import get_column_letter

from app.core.intake.column_letters import column_letters


@pytest.mark.parametrize("column", [1, 26, 27, 52, 702, 703, 16_384])
def test_letters(column: int) -> None:
    assert column_letters(column) == get_column_letter(column)

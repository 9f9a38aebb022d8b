"""What codes stand for: the same for few of them as for many, and nothing beyond the table."""

import numpy as np
import pytest

from app.core.code_table import CodeTable


@pytest.mark.parametrize("codes", [0, 1, 100, 10_000])
@pytest.mark.parametrize("kind", [np.bool_, np.uint8, np.int16, np.uint64, np.float64])
def test_every_code_is_looked_up(codes: int, kind: type[np.generic]) -> None:
    rng = np.random.default_rng(1)
    values = rng.integers(0, 2, 1 << 16).astype(kind)
    asked = rng.integers(0, 1 << 16, codes).astype(np.uint16)
    found = CodeTable(values).of(asked)
    assert found.dtype == kind
    assert (found == values[asked]).all()


@pytest.mark.parametrize("codes", [1, 10_000])
def test_a_code_beyond_the_table_is_refused(codes: int) -> None:
    with pytest.raises(IndexError):
        CodeTable(np.zeros(100, np.uint8)).of(np.full(codes, 100, np.uint32))


@pytest.mark.parametrize("step", [1, 2])
def test_what_is_changed_counts(step: int) -> None:
    table = CodeTable(np.zeros(step << 8, np.uint64)[::step])
    table.values[7] = 5
    assert table.of(np.full(10_000, 7, np.uint8)).tolist() == [5] * 10_000

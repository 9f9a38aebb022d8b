"""Keys are told from values that differ by nature."""

import random
from datetime import date

import pyarrow as pa
import pytest

from app.core.desensitize.anonymize.keys import is_key

RANDOM = random.Random(7)
BORN = RANDOM.sample(range(date(1935, 1, 1).toordinal(), date(2005, 1, 1).toordinal()), 60)
DIFFER = {
    "birthdays": [date.fromordinal(day).isoformat() for day in BORN],
    "birthdays, one unknown": ["不详", *(f"{date.fromordinal(day):%Y%m%d}" for day in BORN)],
    "incomes": [f"{income / 100:.2f}" for income in RANDOM.sample(range(200_000, 2_000_000), 60)],
    "incomes in 万元": [f"{income / 1e4:.4f}万元" for income in RANDOM.sample(range(10**6), 60)],
    "whole incomes": [str(income) for income in RANDOM.sample(range(2_000, 20_000), 60)],
}
KEYS = {
    "running numbers": [str(10_000 + n) for n in range(60)],
    "days in a row": [date.fromordinal(BORN[0] + n).isoformat() for n in range(60)],
    "phones": [f"139{n:08}" for n in RANDOM.sample(range(10**8), 60)],
    "numbers with zeros before": [f"{n:05}" for n in RANDOM.sample(range(10_000), 60)],
    "codes": [f"BH{n}" for n in RANDOM.sample(range(10**6), 60)],
}


@pytest.mark.parametrize("name", DIFFER)
def test_values_that_differ_by_nature(name: str) -> None:
    assert not is_key(pa.array(DIFFER[name]), len(DIFFER[name]), len(DIFFER[name]))


@pytest.mark.parametrize("name", KEYS)
def test_keys(name: str) -> None:
    values = pa.array(KEYS[name])
    assert is_key(values, 60, 60)
    assert not is_key(values, 61, 60)  # one comes twice
    assert not is_key(values.slice(0, 10), 10, 10)
    assert not is_key(values, 60, 10**6)  # the hierarchy knows that there are many more

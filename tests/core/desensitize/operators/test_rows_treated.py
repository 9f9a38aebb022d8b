"""Date shifts, noise, shuffles: what depends on the row."""

import datetime

import numpy as np
import pytest

from app.core.desensitize.operation import Context
from tests.core.desensitize.operators.treating import refused, treat_rows

OTHER = Context(b"o" * 32)
Cells = list[str | None]


def days_of(cells: Cells) -> list[int]:
    return [datetime.date.fromisoformat(cell).toordinal() for cell in cells if cell]


def test_intervals_of_a_person_stay() -> None:
    dates: Cells = ["2024-01-31", "2024-02-29", "2024-01-01", "2024-12-31"]
    moved = treat_rows("date-shift", {"by": "编号"}, dates, ["a", "a", "b", "a"])
    shifts = [new - old for new, old in zip(days_of(moved), days_of(dates), strict=True)]
    assert shifts[0] == shifts[1] == shifts[3]
    assert all(0 < abs(shift) <= 30 for shift in shifts)


def test_shifts_reach_every_day_but_none() -> None:
    dates: Cells = ["2024-06-15"] * 2000
    persons: Cells = [str(n) for n in range(2000)]
    moved = treat_rows("date-shift", {"by": "编号", "days": 3}, dates, persons)
    middle = datetime.date(2024, 6, 15).toordinal()
    shifts = np.array(days_of(moved)) - middle
    counts = {day: int((shifts == day).sum()) for day in (-3, -2, -1, 1, 2, 3)}
    assert sum(counts.values()) == 2000
    assert min(counts.values()) > 250


def test_what_cannot_be_shifted_goes() -> None:
    dates: Cells = ["2024-02-30", "2024", "不详", None, "2024-01-01"]
    moved = treat_rows("date-shift", {"by": "编号"}, dates, ["a", "a", "a", "a", None])
    assert moved == [None] * 5


def test_laplace_noise_has_its_scale() -> None:
    """Range 1,000, ε 10: scale 100. The mean of |noise| is the scale, its median ln 2 times that."""
    rows: Cells = [str(n) for n in range(5000)]
    params = {"low": 0, "high": 1000, "epsilon": 10, "by": "行"}
    noisy = treat_rows("noise", params, ["500.00"] * 5000, rows)
    moved = np.abs(np.array([float(cell or "nan") for cell in noisy]) - 500)
    assert np.median(moved) == pytest.approx(100 * np.log(2), rel=0.06)
    assert moved.mean() == pytest.approx(100 * (1 - np.exp(-5)), rel=0.06)


def test_gaussian_noise_has_its_sigma() -> None:
    rows: Cells = [str(n) for n in range(5000)]
    params = {"low": 0, "high": 1000, "distribution": "gaussian", "sigma": 20, "by": "行"}
    noisy = treat_rows("noise", params, ["500.00"] * 5000, rows)
    moved = np.array([float(cell or "nan") for cell in noisy]) - 500
    assert moved.mean() == pytest.approx(0, abs=1.5)
    assert moved.std() == pytest.approx(20, rel=0.05)
    assert (np.abs(moved) < 20).mean() == pytest.approx(0.683, abs=0.03)


def test_noise_keeps_bounds_decimals_and_units() -> None:
    params = {"low": 0, "high": 10, "epsilon": 0.1, "by": "行、日"}
    cells: Cells = ["5元", "1.25", "99", "无", None]
    noisy = treat_rows(
        "noise", params, cells, ["1", "2", "3", "4", "5"], [None, "1", "1", "1", "1"]
    )
    assert noisy[3:] == [None, None]
    assert (noisy[0] or "").endswith("元")
    assert len((noisy[1] or "").partition(".")[2]) == 2
    assert all(0 <= float((cell or "").rstrip("元")) <= 10 for cell in noisy[:3])


def test_rows_that_nothing_tells_apart_get_the_same_noise() -> None:
    params = {"low": 0, "high": 100}
    first, second, third = treat_rows("noise", params, ["50.00", "50.00", "50.01"])
    assert first == second != third


def test_shuffle_moves_every_cell_within_its_group() -> None:
    values: Cells = [str(n) for n in range(40)]
    groups: Cells = [str(n % 3) if n % 7 else None for n in range(40)]
    moved = treat_rows("shuffle", {"within": "组", "smallest": 2}, values, groups)
    assert all(new != old for new, old in zip(moved, values, strict=True))
    by_group = {
        group: {v for v, g in zip(values, groups, strict=True) if g == group} for group in groups
    }
    assert all(new in by_group[group] for new, group in zip(moved, groups, strict=True))
    assert sorted(cell or "" for cell in moved) == sorted(cell or "" for cell in values)


def test_small_groups_and_blanks() -> None:
    values: Cells = ["a", "b", None, "c", "d"]
    groups: Cells = ["x", "x", "x", "y", None]
    moved = treat_rows("shuffle", {"within": "组", "smallest": 2}, values, groups)
    assert moved == ["b", "a", None, None, None]


def test_shuffle_follows_the_key_alone() -> None:
    values: Cells = [str(n) for n in range(100)]
    first = treat_rows("shuffle", {}, values)
    assert first == treat_rows("shuffle", {}, values)
    assert first != treat_rows("shuffle", {}, values, context=OTHER)


def test_order_follows_from_the_original_too() -> None:
    """Or whoever has the key could put the cells back: it must not be one order for all columns."""
    orders = set()
    for name in "abc":
        values: Cells = [f"{name}{n}" for n in range(20)]
        orders.add(tuple((cell or "")[1:] for cell in treat_rows("shuffle", {}, values)))
    assert len(orders) == 3


def test_every_order_is_as_likely() -> None:
    """Three cells have two cycles; of 400 keys each takes about half."""
    moved = [
        treat_rows(
            "shuffle", {"smallest": 2}, ["a", "b", "c"], context=Context(n.to_bytes(32, "big"))
        )
        for n in range(400)
    ]
    first = sum(order == ["b", "c", "a"] for order in moved)
    assert first + sum(order == ["c", "a", "b"] for order in moved) == 400
    assert 150 < first < 250


def test_wrong_parameters_are_refused() -> None:
    refused("date-shift", {"by": " "})
    refused("date-shift", {"by": "a", "days": 0})
    refused("noise", {"low": 1, "high": 1})
    refused("noise", {"low": 0, "high": 1, "epsilon": 0})
    refused("noise", {"low": 0, "high": 1, "sigma": -1})
    refused("shuffle", {"smallest": 1})

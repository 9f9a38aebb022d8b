"""Columns of region codes: what never was one, what is none any more, and what is no such column."""

import pytest

from app.core.regions import abolished_codes, known_codes
from tests.core.quality.test_checks import Cells, of, problems

GOOD: Cells = ["330106", "330000", "110101", "429004", "330101", "330171"]


def test_codes_in_force_pass_in_every_length() -> None:
    assert of("unknown-regions", GOOD, "行政区划代码") is None
    assert of("abolished-regions", GOOD, "行政区划代码") is None
    longer: Cells = [f"{code}001" if n % 2 else f"{code}001002" for n, code in enumerate(GOOD)]
    assert of("unknown-regions", [*longer, None], "区划代码") is None


@pytest.mark.parametrize("wrong", ["339906", "3301060", "杭州市西湖区", "999999"])
def test_what_never_was_a_code_is_an_error(wrong: str) -> None:
    cells: Cells = [*GOOD, wrong, *GOOD]
    assert of("unknown-regions", cells, "所属行政区划代码") == (7,)
    found = problems({"区划代码": cells, "流水": [str(n) for n in range(13)]})
    assert found["区划代码", "unknown-regions"].severity == "error"
    assert wrong not in found["区划代码", "unknown-regions"].message.zh


def test_what_is_no_more_in_force_is_a_warning_with_its_years() -> None:
    cells: Cells = ["110103", *GOOD, "110111", "110104"]
    found = problems({"区划代码": cells, "流水": [str(n) for n in range(9)]})
    old = found["区划代码", "abolished-regions"]
    assert (old.rows, old.count, old.severity) == ((1, 9), 2, "warn")
    assert "2010" in old.message.zh
    assert ("区划代码", "unknown-regions") not in found


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["100020", "310000", "325000", "999999"], "邮政编码"),
        (["A01", "A02", "B01", "B02"], "区域代码"),
        (["010101", "020202", "030303", "330106"], "区域代码"),
        ([None, None, None], "区划代码"),
    ],
    ids=["postcodes", "another form", "codes of its own", "blank"],
)
def test_columns_of_another_kind_are_left_alone(cells: Cells, name: str) -> None:
    assert of("unknown-regions", cells, name) is None
    assert of("abolished-regions", cells, name) is None


def test_the_packs_agree() -> None:
    known = set(known_codes().to_pylist())
    assert set(abolished_codes()) <= known
    assert len(known) - len(abolished_codes()) > 3000
    assert {"110000", "330106", "820000"} <= known - set(abolished_codes())
